// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/StorageUse.h"
#include "model/Account.h"
#include "ui/models/SyncStatus.h"
#include "ui/widgets/MovableCard.h"

class QProgressBar;
class QPushButton;
class QToolButton;

namespace tributary::ui {

class ElidedLabel;
class RoleLabel;
class StorageBar;
class Switch;

/// One account on the accounts page (S19, S29): who, what state, and what can be done with it.
class AccountCard : public MovableCard {
    Q_OBJECT

  public:
    explicit AccountCard(QWidget* parent = nullptr);
    void show(const model::AccountSnapshot& snapshot, bool first, bool last);
    /// What its sync is doing, with progress (S23, S31).
    void setSync(const AccountSync& sync);
    /// About when the sign-in at the provider's page ends; none: not known.
    void setSignInEnd(std::optional<qint64> ms);
    /// What it takes: of its server's quota where that is known, else of the whole cache (S7, S8).
    void setStorage(const engine::AccountStorage& use, qint64 cacheBytes);
    /// The organisation does not let it be removed (S6).
    void lockRemoval();
    /// It is being removed, which its server may keep waiting for some seconds: it says so, and nothing can be done with it meanwhile.
    void setLeaving(bool leaving);

  Q_SIGNALS:
    void switchRequested();
    void defaultRequested();
    void enabledChanged(bool enabled);
    void passwordRequested();
    void testRequested();
    void syncRequested();
    void moveRequested(int by);
    void editRequested();
    void pauseRequested();
    void removeRequested();

  private:
    QToolButton* addButton(const QString& iconName, const QString& text, const char* name);

    ElidedLabel* m_name;
    RoleLabel* m_badge;
    ElidedLabel* m_address;
    RoleLabel* m_state;
    ElidedLabel* m_signInEnd;
    Switch* m_enabled;
    QPushButton *m_signIn, *m_tryOut;
    QProgressBar* m_progress;
    StorageBar* m_storage;
    bool m_showing = false;
    bool m_needsUser = false;
    bool m_isLeaving = false;
    QToolButton *m_edit, *m_pause, *m_test;
    QToolButton *m_default, *m_switch, *m_sync, *m_password, *m_up, *m_down, *m_remove;
};

} // namespace tributary::ui
