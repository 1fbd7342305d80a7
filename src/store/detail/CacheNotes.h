// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/StoreChange.h"
#include "store/detail/Connection.h"

#include <QSet>

#include <map>

namespace tributary::store::detail {

/// What a job does to lists, counts and queues: noted as it happens, written and announced once at the job's end. Hidden
/// mailboxes may be noted too; nothing is told of them.
class CacheNotes {
  public:
    void added(AccountId account, MailboxId mailbox, qint64 message, bool unread);
    void removed(AccountId account, MailboxId mailbox, qint64 message, bool unread);
    /// These many have left at once; only `stay` (those without a UID) are still there.
    void cleared(AccountId account, MailboxId mailbox, qint64 total, qint64 unread, const QList<MessageId>& stay);
    void changed(AccountId account, MailboxId mailbox, qint64 message);
    void unreadBy(AccountId account, MailboxId mailbox, int difference);
    void heldBy(AccountId account, MailboxId mailbox, int difference, qint64 untilMs = 0);
    void mailboxesChanged(AccountId account) { m_mailboxLists.insert(account); }
    void queueChanged(AccountId account) { m_queues.insert(account); }
    /// Something has left a mailbox, or is no longer held, since the last finish().
    [[nodiscard]] bool anyLeft() const;

    /// Writes the counts and appends what is to be announced. Throws SQLite::Exception.
    void finish(Connection& connection, QList<model::StoreChange>& changes);

  private:
    struct Entry {
        AccountId account;
        qint64 total = 0, unread = 0; ///< differences
        int held = 0;
        qint64 heldUntilMs = 0;
        bool cleared = false;
        QList<MessageId> added, removed, changed;
        // filled in by finish()
        bool seen = false;
        bool countsDiffer = false;
        qint64 totalNow = 0, unreadNow = 0;
    };
    Entry& entry(AccountId account, MailboxId mailbox);
    static void settle(Entry& entry);
    static void writeCounts(Connection& connection, MailboxId mailbox, Entry& entry);

    std::map<MailboxId, Entry> m_entries;
    QSet<AccountId> m_mailboxLists, m_queues;
};

/// Intents of the account that wait for the server's confirmation.
[[nodiscard]] int waitingIntents(Connection& connection, AccountId account);

} // namespace tributary::store::detail
