// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/SyncStatus.h"
#include "ui/widgets/Card.h"

class QProgressBar;
class QPushButton;

namespace tributary::ui {

class ElidedLabel;
class RoleLabel;

/// What the sync of one account is doing, with [Sync now] and [Pause].
class AccountSection : public Card {
    Q_OBJECT

  public:
    explicit AccountSection(QWidget* parent = nullptr);
    void show(const AccountSync& sync, qint64 nowMs);

  Q_SIGNALS:
    void syncRequested();
    void pauseRequested(bool pause);

  private:
    ElidedLabel* m_name;
    ElidedLabel* m_state;
    ElidedLabel* m_detail;
    RoleLabel* m_words;
    QProgressBar* m_bar;
    QPushButton* m_sync;
    QPushButton* m_pause;
    bool m_paused = false;
};

} // namespace tributary::ui
