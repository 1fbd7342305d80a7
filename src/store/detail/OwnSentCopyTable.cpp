// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/OwnSentCopyTable.h"

#include "store/detail/Rows.h"

namespace tributary::store::detail {

namespace {

OwnSentCopy copyFrom(const Query& row) {
    OwnSentCopy copy;
    copy.message = MessageId(row.integer(0));
    copy.mailbox = MailboxId(row.integer(1));
    copy.messageIdHeader = row.blob(2);
    copy.size = row.integer(3);
    copy.internalDateMs = row.integer(4);
    copy.uidFrom = Uid(static_cast<quint32>(row.integer(5)));
    copy.uid = Uid(static_cast<quint32>(row.integer(6)));
    copy.uidValidity = UidValidity(static_cast<quint32>(row.integer(7)));
    copy.appendedMs = row.integer(8);
    return copy;
}

// One walk over what has come into the mailbox since the oldest of them, however many there are.
constexpr const char* kDoubled =
    "SELECT DISTINCT c.message_id, c.mailbox_id, c.message_id_header, c.size, c.internal_date_ms, c.uid_from, c.uid, c.uid_validity, c.appended_ms "
    "FROM (SELECT mailbox_id AS box, min(uid_from) AS low FROM own_sent_copy WHERE account_id = ?1 AND appended_ms >= ?2 GROUP BY mailbox_id) b "
    "CROSS JOIN message m ON m.mailbox_id = b.box AND m.uid >= max(b.low, 1) "
    "CROSS JOIN own_sent_copy c ON c.mailbox_id = b.box AND c.message_id_header = m.message_id_header AND c.message_id <> m.id "
    "WHERE m.uid >= c.uid_from AND c.appended_ms >= ?2 AND NOT EXISTS (SELECT 1 FROM append_push p WHERE p.message_id = c.message_id) "
    "ORDER BY c.message_id";

} // namespace

void OwnSentCopyTable::insert(AccountId account, const OwnSentCopy& copy) {
    m_connection.query("DELETE FROM own_sent_copy WHERE account_id = ? AND appended_ms < ?").add(account).add(copy.appendedMs - kLateSentCopyMs).run();
    m_connection.query("INSERT OR REPLACE INTO own_sent_copy (message_id, account_id, mailbox_id, message_id_header, size, internal_date_ms, uid_from, "
                       "appended_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .add(copy.message).add(account).add(copy.mailbox).add(copy.messageIdHeader).add(copy.size).add(copy.internalDateMs).add(copy.uidFrom)
        .add(copy.appendedMs).run();
}

void OwnSentCopyTable::setUid(qint64 message, Uid uid, UidValidity validity) {
    m_connection.query("UPDATE own_sent_copy SET uid = ?, uid_validity = ? WHERE message_id = ?").add(uid).add(validity).add(message).run();
}

void OwnSentCopyTable::erase(qint64 message) { m_connection.query("DELETE FROM own_sent_copy WHERE message_id = ?").add(message).run(); }

QList<OwnSentCopy> OwnSentCopyTable::doubled(AccountId account, qint64 sinceMs) {
    Query query = m_connection.query(kDoubled);
    return allRows(query.add(account).add(sinceMs), copyFrom);
}

} // namespace tributary::store::detail
