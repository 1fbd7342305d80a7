// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/SyncStatus.h"

#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace tributary::ui {

class SyncLine;

/// Below the sidebar: a line for each account that is at work, waits or is paused, each with a button to pause it. Hidden
/// while all is quiet.
class SyncPane : public QWidget {
    Q_OBJECT

  public:
    explicit SyncPane(SyncStatus& status, QWidget* parent = nullptr);

  Q_SIGNALS:
    void activityRequested();

  private:
    struct Row {
        QWidget* widget = nullptr;
        SyncLine* line = nullptr;
        QToolButton* pause = nullptr;
        AccountId account;
    };
    void follow();
    [[nodiscard]] bool isWorthALine(const AccountSync& sync);
    void addRow();

    SyncStatus& m_status;
    QVBoxLayout* m_column;
    QList<Row> m_rows;
    QSet<qint64> m_pausedNow;
    QHash<qint64, QElapsedTimer> m_busySince; ///< by account
    QTimer m_later;
};

} // namespace tributary::ui
