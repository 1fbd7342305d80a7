// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/SyncStatus.h"

#include <QDialog>
#include <QHash>

class QSplitter;
class QVBoxLayout;

namespace tributary::ui {

class AccountSection;
class EventsPane;
class RoleLabel;
class Switch;

/// What the sync of every account does and did (S23, S31). It stands beside the window and follows by itself.
class ActivityDialog : public QDialog {
    Q_OBJECT

  public:
    explicit ActivityDialog(SyncStatus& status, QWidget* parent = nullptr);
    /// Where it stood and how wide its columns were.
    [[nodiscard]] QByteArray state() const;
    void setState(const QByteArray& state);
    void setFetchOnMetered(bool fetch);

  Q_SIGNALS:
    void fetchOnMeteredChosen(bool fetch);

  private:
    QLayout* makeNetworkRow();
    QWidget* makeSections();
    QWidget* makeBelow();
    void follow();

    SyncStatus& m_status;
    QSplitter* m_splitter;
    QVBoxLayout* m_sections = nullptr;
    RoleLabel* m_none = nullptr;
    RoleLabel* m_network = nullptr;
    Switch* m_fetchOnMetered = nullptr;
    EventsPane* m_events = nullptr;
    QHash<qint64, AccountSection*> m_known; ///< by account
};

} // namespace tributary::ui
