// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/CacheNotes.h"

#include "store/detail/KeptReason.h"

#include <algorithm>

namespace tributary::store::detail {

namespace {

void sortUnique(QList<MessageId>& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

bool contains(const QList<MessageId>& sorted, MessageId id) { return std::binary_search(sorted.begin(), sorted.end(), id); }

} // namespace

CacheNotes::Entry& CacheNotes::entry(AccountId account, MailboxId mailbox) {
    Entry& entry = m_entries[mailbox];
    entry.account = account;
    return entry;
}

void CacheNotes::added(AccountId account, MailboxId mailbox, qint64 message, bool unread) {
    Entry& note = entry(account, mailbox);
    note.added.append(MessageId(message));
    ++note.total;
    note.unread += unread ? 1 : 0;
}

void CacheNotes::removed(AccountId account, MailboxId mailbox, qint64 message, bool unread) {
    Entry& note = entry(account, mailbox);
    // In and out again within one job: nobody was told.
    if (!note.added.isEmpty() && note.added.last().value == message)
        note.added.removeLast();
    else
        note.removed.append(MessageId(message));
    --note.total;
    note.unread -= unread ? 1 : 0;
}

void CacheNotes::cleared(AccountId account, MailboxId mailbox, qint64 total, qint64 unread, const QList<MessageId>& stay) {
    Entry& note = entry(account, mailbox);
    note.added += stay;
    note.cleared = true;
    note.total -= total;
    note.unread -= unread;
}

void CacheNotes::changed(AccountId account, MailboxId mailbox, qint64 message) {
    entry(account, mailbox).changed.append(MessageId(message));
}

void CacheNotes::unreadBy(AccountId account, MailboxId mailbox, int difference) {
    if (difference != 0)
        entry(account, mailbox).unread += difference;
}

void CacheNotes::heldBy(AccountId account, MailboxId mailbox, int difference, qint64 untilMs) {
    Entry& note = entry(account, mailbox);
    note.held += difference;
    note.heldUntilMs = std::max(note.heldUntilMs, untilMs);
}

bool CacheNotes::anyLeft() const {
    return std::any_of(m_entries.begin(), m_entries.end(), [](const auto& item) {
        return item.second.cleared || !item.second.removed.isEmpty() || item.second.held != 0;
    });
}

/// Who left and came back has changed, no more.
void CacheNotes::settle(Entry& note) {
    sortUnique(note.added);
    sortUnique(note.removed);
    if (!note.cleared) {
        QList<MessageId> both;
        std::set_intersection(note.added.begin(), note.added.end(), note.removed.begin(), note.removed.end(),
                              std::back_inserter(both));
        if (!both.isEmpty()) {
            const auto isBoth = [&](MessageId id) { return contains(both, id); };
            note.added.removeIf(isBoth);
            note.removed.removeIf(isBoth);
            note.changed += both;
        }
    }
    sortUnique(note.changed);
    note.changed.removeIf([&](MessageId id) { return contains(note.added, id) || contains(note.removed, id); });
}

void CacheNotes::writeCounts(Connection& connection, MailboxId mailbox, Entry& note) {
    {
        Query now = connection.query("SELECT total, unread FROM mailbox WHERE id = ? AND doomed = 0");
        note.seen = now.add(mailbox).step();
        if (!note.seen)
            return;
        note.totalNow = now.integer(0) + note.total;
        note.unreadNow = now.integer(1) + note.unread;
    }
    note.countsDiffer = note.total != 0 || note.unread != 0;
    if (note.countsDiffer) {
        connection.query("UPDATE mailbox SET total = ?, unread = ? WHERE id = ?")
            .add(note.totalNow).add(note.unreadNow).add(mailbox).run();
    }
    if (note.held != 0) {
        connection
            .query("UPDATE mailbox SET held = max(0, held + ?1), "
                   "held_until_ms = CASE WHEN held + ?1 > 0 THEN max(held_until_ms, ?2) ELSE 0 END WHERE id = ?3")
            .add(qint64(note.held)).add(note.heldUntilMs).add(mailbox).run();
    }
}

void CacheNotes::finish(Connection& connection, QList<model::StoreChange>& changes) {
    for (auto& [mailbox, note] : m_entries) {
        settle(note);
        writeCounts(connection, mailbox, note);
        if (note.seen && note.held != 0)
            m_mailboxLists.insert(note.account);
    }
    std::erase_if(m_entries, [](const auto& item) { return !item.second.seen; });
    for (const auto& [mailbox, note] : m_entries) {
        if (note.cleared)
            changes.append(model::MessagesRemoved{note.account, mailbox, {}});
        else if (!note.removed.isEmpty())
            changes.append(model::MessagesRemoved{note.account, mailbox, note.removed});
    }
    for (const auto& [mailbox, note] : m_entries) {
        if (!note.added.isEmpty())
            changes.append(model::MessagesAdded{note.account, mailbox, note.added});
        if (!note.changed.isEmpty())
            changes.append(model::MessagesChanged{note.account, mailbox, note.changed});
    }
    for (const auto& [mailbox, note] : m_entries) {
        if (note.countsDiffer) {
            changes.append(model::MailboxCountsChanged{note.account, mailbox, static_cast<int>(note.totalNow),
                                                       static_cast<int>(note.unreadNow)});
        }
    }
    for (const AccountId account : std::as_const(m_mailboxLists))
        changes.append(model::MailboxesChanged{account});
    for (const AccountId account : std::as_const(m_queues))
        changes.append(model::PushQueueChanged{account, waitingIntents(connection, account)});
    m_entries.clear();
    m_mailboxLists.clear();
    m_queues.clear();
}

/// A flag of a message that is put aside sleeps until the message is back; of one whose UIDs have changed it waits.
int waitingIntents(Connection& connection, AccountId account) {
    Query count = connection.query(
        "SELECT (SELECT count(*) FROM flag_push f WHERE f.account_id = ?1 AND NOT EXISTS (SELECT 1 FROM kept_message k "
        "WHERE k.message_id = f.message_id AND k.reason <> ?2)) + "
        "(SELECT count(*) FROM move_push WHERE account_id = ?1) + (SELECT count(*) FROM append_push WHERE account_id = ?1) + "
        "(SELECT count(*) FROM mailbox_push WHERE account_id = ?1)");
    return count.add(account).add(qint64(KeptReason::Reset)).step() ? count.small(0) : 0;
}

} // namespace tributary::store::detail
