// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/KeptMail.h"

#include "store/detail/DraftCopyTable.h"

namespace tributary::store::detail {

namespace {

constexpr int kExpireStep = 500;

qint64 keptFor(KeptReason reason) {
    return reason == KeptReason::Expunged || reason == KeptReason::Deleted ? kUndoMs : kDayMs;
}

/// What the user has moved or deleted is undone from here for as long as anything can be undone, also when another client has
/// emptied the Trash meanwhile. Held is the user's to answer, in a day.
KeptUntil until(KeptReason reason, qint64 nowMs) {
    const qint64 ms = nowMs + keptFor(reason);
    return {ms, reason == KeptReason::Held ? ms : nowMs + kUndoMs};
}

} // namespace

MailboxId KeptMail::shelf(AccountId account) {
    MailboxId& known = m_shelves[account];
    if (!known.isValid())
        known = m_tables.mailboxes.shelf(account);
    return known;
}

void KeptMail::putAside(MessageRow& row, KeptReason reason, ChangeId change) {
    const KeptUntil expires = until(reason, m_tables.nowMs);
    m_tables.kept.insert(row.id, reason, change, expires);
    if (reason == KeptReason::Held)
        m_tables.notes.heldBy(row.account, row.mailbox, 1, expires.ms);
    m_tables.relocate(row, shelf(row.account), 0);
}

void KeptMail::putAllAside(AccountId account, MailboxId mailbox, KeptReason reason) {
    qint64 total = 0;
    qint64 unread = 0;
    QList<MessageId> waiting;
    {
        Query count = m_tables.connection.query("SELECT count(*), coalesce(sum((flag_bits & 1) = 0), 0) FROM message "
                                                "WHERE mailbox_id = ? AND uid > 0");
        if (count.add(mailbox).step()) {
            total = count.integer(0);
            unread = count.integer(1);
        }
    }
    if (total == 0)
        return;
    {
        Query stays = m_tables.connection.query("SELECT id FROM message WHERE mailbox_id = ? AND uid < 0");
        stays.add(mailbox);
        while (stays.step())
            waiting.append(MessageId(stays.integer(0)));
    }
    m_tables.kept.insertAll(mailbox, true, reason, {}, until(reason, m_tables.nowMs));
    m_tables.connection.query("UPDATE message SET mailbox_id = ?, uid = -id WHERE mailbox_id = ? AND uid > 0")
        .add(shelf(account)).add(mailbox).run();
    m_tables.notes.cleared(account, mailbox, total, unread, waiting);
}

void KeptMail::hideMailbox(AccountId account, MailboxId mailbox, KeptReason reason, ChangeId change) {
    const int before = m_tables.connection.totalChanges();
    m_tables.kept.insertAll(mailbox, false, reason, change, until(reason, m_tables.nowMs));
    const bool hadMail = m_tables.connection.totalChanges() != before;
    m_tables.connection.query("UPDATE message SET uid = -id WHERE mailbox_id = ? AND uid > 0").add(mailbox).run();
    if (hadMail)
        m_tables.announced.append(model::MessagesRemoved{account, mailbox, {}});
    m_tables.mailboxes.hide(mailbox);
    m_tables.notes.mailboxesChanged(account);
}

void KeptMail::bringBack(MessageRow& row, const KeptRow& kept, MailboxId mailbox, qint64 uid) {
    if (kept.reason == KeptReason::Held)
        m_tables.notes.heldBy(row.account, kept.origin, -1);
    m_tables.kept.erase(row.id);
    m_tables.relocate(row, mailbox, uid);
    if (!m_tables.flagPushes.ofMessage(row.id).isEmpty())
        m_tables.notes.queueChanged(row.account); // they slept
}

/// Out of reach, to be deleted in steps.
void KeptMail::discard(const KeptRow& kept) {
    if (kept.reason == KeptReason::Held)
        m_tables.notes.heldBy(kept.account, kept.origin, -1);
    for (const FlagIntent& intent : m_tables.flagPushes.ofMessage(kept.message)) {
        m_tables.flagPushes.erase(intent.row);
        m_tables.notes.queueChanged(kept.account);
    }
    // A draft does not go with its mailbox.
    if (kept.reason == KeptReason::Vanished || kept.reason == KeptReason::Deleted)
        DraftCopyTable(m_tables.connection).forget(kept.message);
    m_tables.kept.erase(kept.message);
    m_tables.messages.place(kept.message, m_tables.mailboxes.bin(kept.account), 0);
}

void KeptMail::endReplaced(qint64 message) {
    const auto kept = m_tables.kept.find(message);
    if (!kept || kept->reason != KeptReason::Replaced || !m_tables.movePushes.ofMessage(message).isEmpty() ||
        m_tables.appendPushes.ofMessage(message))
        return;
    if (const auto row = m_tables.messages.row(message))
        m_tables.erase(*row);
}

void KeptMail::releaseHeld(MailboxId mailbox) {
    for (const KeptRow& kept : m_tables.kept.ofOrigin(mailbox, KeptReason::Held))
        discard(kept);
}

bool KeptMail::expireSome() {
    const QList<KeptRow> expired = m_tables.kept.expired(m_tables.nowMs, kExpireStep);
    for (const KeptRow& kept : expired)
        discard(kept);
    if (expired.size() == kExpireStep)
        return true;
    m_tables.changes.forgetBefore(m_tables.nowMs - kUndoMs);
    m_tables.mailboxes.doomEmptyHidden();
    return false;
}

} // namespace tributary::store::detail
