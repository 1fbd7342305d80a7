// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QHash>
#include <QSet>
#include <QStandardItemModel>

#include <optional>

namespace tributary::ui {

/// What stands in the sidebar: the views over all accounts, then each account with its mailboxes (S28), those of others
/// under a heading. Follows the engine by itself; rows stay the same rows while their mailbox exists, so that selection and
/// expansion hold. Also the window's register of mailboxes: names, rights, what is held.
class MailboxTreeModel : public QStandardItemModel {
    Q_OBJECT

  public:
    enum class Kind { View, Account, Mailbox, Heading };
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
        DimmedRole,     ///< bool: the server does not know it yet
        HeldRole,       ///< int: messages that disappeared from the server in a mass
    };

    explicit MailboxTreeModel(engine::Engine& engine, QObject* parent = nullptr);

    [[nodiscard]] QModelIndex viewIndex(model::View view) const;
    [[nodiscard]] QModelIndex accountIndex(AccountId account) const;
    /// The account's INBOX; invalid until its mailboxes are known.
    [[nodiscard]] QModelIndex inboxIndex(AccountId account) const;
    [[nodiscard]] static model::MessageQuery queryOf(const QModelIndex& index);
    [[nodiscard]] QString accountName(AccountId account) const;
    [[nodiscard]] int accountColour(AccountId account) const;
    [[nodiscard]] std::optional<model::Mailbox> mailbox(MailboxId id) const;
    /// In display order; hidden ones too.
    [[nodiscard]] QList<model::Mailbox> mailboxesOf(AccountId account) const { return m_values.value(account.value); }
    /// False when the server told that the user has no such right there (RFC 4314).
    [[nodiscard]] bool allows(MailboxId id, char right) const;
    [[nodiscard]] QModelIndex mailboxIndex(MailboxId id) const;
    /// Also those that the user has not subscribed to.
    void setShowsAll(bool all);
    [[nodiscard]] bool showsAll() const { return m_showsAll; }

  Q_SIGNALS:
    void mailboxesLoaded(tributary::AccountId account);

  private:
    void addViews();
    void followAccounts();
    void followChanges(const QList<model::StoreChange>& changes);
    void reloadMailboxes(AccountId account);
    void takeMailboxes(AccountId account, const QList<model::Mailbox>& mailboxes);
    void followCounts(const model::MailboxCountsChanged& counts);
    [[nodiscard]] QStandardItem* parentFor(QStandardItem* account, const model::Mailbox& mailbox);
    [[nodiscard]] QStandardItem* headingFor(QStandardItem* account, const model::Mailbox& mailbox);
    [[nodiscard]] bool isShown(const model::Mailbox& mailbox) const;
    void dropGone(QStandardItem* root, qint64 account, const QSet<qint64>& present);
    void updateItem(QStandardItem* item, const model::Mailbox& mailbox) const;
    void updateAccount(QStandardItem* item, const model::AccountSnapshot& snapshot) const;
    void updateViewCounts();

    engine::Engine& m_engine;
    QHash<qint64, QStandardItem*> m_accounts;
    QHash<qint64, QHash<qint64, QStandardItem*>> m_mailboxes; ///< by account, by mailbox
    QHash<qint64, QHash<QString, QStandardItem*>> m_headings; ///< by account, by owner
    QHash<qint64, QList<model::Mailbox>> m_values;            ///< by account, as loaded
    QHash<qint64, qint64> m_accountOf;                        ///< by mailbox
    QHash<qint64, int> m_unreadInbox;
    QSet<qint64> m_reloading, m_reloadAgain;
    bool m_showsAll = false;
};

} // namespace tributary::ui
