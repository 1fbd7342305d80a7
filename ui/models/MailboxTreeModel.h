// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QStandardItemModel>

namespace tributary::ui {

/// What stands in the sidebar: the views over all accounts, then each account with its mailboxes (S28). Follows the
/// engine by itself; rows stay the same rows while their mailbox exists, so that selection and expansion hold.
class MailboxTreeModel : public QStandardItemModel {
    Q_OBJECT

  public:
    enum class Kind { View, Account, Mailbox };
    enum Role {
        KindRole = Qt::UserRole + 1,
        ViewRole,       ///< int(model::View)
        AccountRole,    ///< qint64
        MailboxRole,    ///< qint64
        IconRole,       ///< icon name
        UnreadRole,     ///< int
        ColourRole,     ///< int: index of the account's colour
        StateRole,      ///< QString: what the account needs or does; empty: all is well
        NeedsUserRole,  ///< bool
        SpecialUseRole, ///< int(model::SpecialUse)
        NameRole,       ///< QString: the mailbox's whole name
    };

    explicit MailboxTreeModel(engine::Engine& engine, QObject* parent = nullptr);

    [[nodiscard]] QModelIndex viewIndex(model::View view) const;
    [[nodiscard]] QModelIndex accountIndex(AccountId account) const;
    /// The account's INBOX; invalid until its mailboxes are known.
    [[nodiscard]] QModelIndex inboxIndex(AccountId account) const;
    [[nodiscard]] static model::MessageQuery queryOf(const QModelIndex& index);
    [[nodiscard]] QString accountName(AccountId account) const;
    [[nodiscard]] int accountColour(AccountId account) const;

  Q_SIGNALS:
    void mailboxesLoaded(tributary::AccountId account);

  private:
    void addViews();
    void followAccounts();
    void followChanges(const QList<model::StoreChange>& changes);
    void reloadMailboxes(AccountId account);
    void takeMailboxes(AccountId account, const QList<model::Mailbox>& mailboxes);
    [[nodiscard]] QStandardItem* parentFor(QStandardItem* account, const model::Mailbox& mailbox);
    void updateItem(QStandardItem* item, const model::Mailbox& mailbox) const;
    void updateAccount(QStandardItem* item, const model::AccountSnapshot& snapshot) const;
    void updateViewCounts();

    engine::Engine& m_engine;
    QHash<qint64, QStandardItem*> m_accounts;
    QHash<qint64, QHash<qint64, QStandardItem*>> m_mailboxes; ///< by account, by mailbox
    QHash<qint64, int> m_unreadInbox;
    QSet<qint64> m_reloading, m_reloadAgain;
};

} // namespace tributary::ui
