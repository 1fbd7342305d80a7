// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/KeptMail.h"
#include "store/detail/WriteTables.h"

namespace tributary::store::detail {

/// What the user does to mailboxes, and how it is taken back. Throws SQLite::Exception.
class MailboxEdits {
  public:
    explicit MailboxEdits(WriteSession& session) : m_own(std::make_unique<WriteTables>(session)), m_tables(*m_own) {}
    explicit MailboxEdits(WriteTables& tables) : m_tables(tables) {} ///< who gave them finishes them

    [[nodiscard]] Result<MailboxId> create(AccountId account, const QString& name, const QByteArray& wireName, char delimiter);
    [[nodiscard]] Result<ChangeId> rename(MailboxId mailbox, const QString& name, const QByteArray& wireName);
    [[nodiscard]] Result<ChangeId> remove(MailboxId mailbox);
    [[nodiscard]] Status subscribe(MailboxId mailbox, bool on);
    /// The user's undo: drops what is not sent, queues the opposite of what is.
    [[nodiscard]] Status undo(ChangeId change, AccountId account, const MailboxItem& item);
    /// The server refused: as it was before.
    void takeBack(const MailboxIntent& intent);

  private:
    [[nodiscard]] std::optional<MailboxId> named(AccountId account, const QByteArray& wireName);
    [[nodiscard]] std::optional<MailboxIntent> unsent(MailboxId mailbox, MailboxPushKind kind);
    void queue(AccountId account, MailboxId mailbox, MailboxPushKind kind, ChangeId change, const QByteArray& wireName,
               const QByteArray& newWireName = {});
    void queue(const MailboxIntent& intent);
    void drop(const MailboxIntent& intent);
    [[nodiscard]] Status checkFree(const model::Mailbox* renamed, AccountId account, const QString& name, const QByteArray& wireName);
    [[nodiscard]] Status renameTo(const model::Mailbox& mailbox, const QString& name, const QByteArray& wireName, ChangeId change);
    void renameLocally(const model::Mailbox& mailbox, const QString& name, const QByteArray& wireName);
    void renameOne(const model::Mailbox& mailbox, const QString& name, const QByteArray& wireName);
    void queueRename(const model::Mailbox& mailbox, const QByteArray& wireName, ChangeId change);
    void setSubscription(const model::Mailbox& mailbox, bool on, ChangeId change);
    void removeNow(const model::Mailbox& mailbox, ChangeId change);
    void takeBackArrivals(MailboxId mailbox, ChangeId carrier = {});
    [[nodiscard]] QByteArray firstNewLevel(AccountId account, const QByteArray& wireName, char delimiter);
    void removeLevels(const MailboxItem& item, const model::Mailbox& made, ChangeId change);
    void takeBackCreate(AccountId account, MailboxId mailbox);
    [[nodiscard]] MailboxItem asRenamed(MailboxItem item, const MailboxIntent& deletion);
    void showAgain(const MailboxItem& item, AccountId account);
    void makeAgain(const MailboxItem& item, AccountId account, ChangeId change);
    [[nodiscard]] Status undoRemove(ChangeId change, const MailboxItem& item, AccountId account);
    void finish() {
        if (m_own)
            m_tables.finish();
    }

    std::unique_ptr<WriteTables> m_own;
    WriteTables& m_tables;
};

} // namespace tributary::store::detail
