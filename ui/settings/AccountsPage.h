// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace tributary::ui {

class AccountCard;
class EmptyState;
class ManagedMark;
class StorageFeed;
class SyncStatus;

/// Settings > Mail accounts (S8, S19, S29).
class AccountsPage : public QWidget {
    Q_OBJECT

  public:
    explicit AccountsPage(engine::Engine& engine, QWidget* parent = nullptr);
    /// The cards show what it knows: progress, rate, time left (S23, S31).
    void follow(SyncStatus& status);
    /// The cards show what each account takes (S7, S8).
    void followStorage(StorageFeed& storage);

  Q_SIGNALS:
    void addRequested();
    void importRequested();
    void exportRequested();
    void switchRequested(tributary::AccountId account);
    void passwordRequested(tributary::AccountId account);
    void editRequested(tributary::AccountId account);
    void testRequested(tributary::AccountId account);

  private:
    void followAccounts();
    void followSync();
    void showStorage();
    void followPolicy();
    AccountCard* makeCard(AccountId account);
    void remove(const model::Account& account, bool keepMail);
    void confirmRemoval(AccountId account);
    void tell(const Result<std::monostate>& result);
    /// over: a window, or null where none is left.
    static void tellError(QWidget* over, const Error& error);
    static void tellGoesOn(QWidget* over, const QString& email);

    engine::Engine& m_engine;
    SyncStatus* m_status = nullptr;
    StorageFeed* m_storage = nullptr;
    AccountCard* m_dragged = nullptr;
    QVBoxLayout* m_cards;
    EmptyState* m_empty;
    QPushButton* m_add;
    QPushButton* m_import;
    ManagedMark* m_managed; ///< the organisation lets no account be added
    QHash<qint64, AccountCard*> m_byAccount;
};

} // namespace tributary::ui
