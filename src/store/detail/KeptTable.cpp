// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/KeptTable.h"

#include "store/detail/Rows.h"

namespace tributary::store::detail {

namespace {

#define KEPT_COLUMNS                                                                                                   \
    "SELECT k.message_id, k.account_id, k.origin_id, k.origin_name, k.uid, k.uid_validity, k.reason, k.change_id "     \
    "FROM kept_message k "
#define KEEP                                                                                                           \
    "INSERT INTO kept_message (message_id, account_id, origin_id, origin_name, uid, uid_validity, reason, change_id, " \
    "until_ms) SELECT m.id, m.account_id, m.mailbox_id, b.name, m.uid, b.uid_validity, ?2, ?3, "                       \
    "CASE WHEN EXISTS (SELECT 1 FROM change_move c WHERE c.message_id = m.id) THEN ?5 ELSE ?4 END FROM message m "      \
    "JOIN mailbox b ON b.id = m.mailbox_id "

KeptRow keptFrom(const Query& row) {
    KeptRow kept;
    kept.message = row.integer(0);
    kept.account = AccountId(row.integer(1));
    kept.origin = MailboxId(row.integer(2));
    kept.originName = row.text(3);
    kept.uid = row.integer(4);
    kept.uidValidity = UidValidity(static_cast<quint32>(row.integer(5)));
    kept.reason = static_cast<KeptReason>(row.small(6));
    kept.change = ChangeId(row.integer(7));
    return kept;
}

} // namespace

std::optional<KeptRow> KeptTable::find(qint64 message) {
    Query query = m_connection.query(KEPT_COLUMNS "WHERE k.message_id = ?");
    return firstRow(query.add(message), keptFrom);
}

void KeptTable::insert(qint64 message, KeptReason reason, ChangeId change, const KeptUntil& until) {
    m_connection.query(KEEP "WHERE m.id = ?1").add(message).add(qint64(reason)).add(change).add(until.ms).add(until.changedMs).run();
}

void KeptTable::insertAll(MailboxId mailbox, bool onlyWithUid, KeptReason reason, ChangeId change, const KeptUntil& until) {
    m_connection.query(KEEP "WHERE m.mailbox_id = ?1 AND (m.uid > 0 OR ?6 = 0)")
        .add(mailbox).add(qint64(reason)).add(change).add(until.ms).add(until.changedMs).add(qint64(onlyWithUid)).run();
}

void KeptTable::setReason(qint64 message, KeptReason reason, qint64 untilMs) {
    m_connection.query("UPDATE kept_message SET reason = ?, until_ms = ? WHERE message_id = ?")
        .add(qint64(reason)).add(untilMs).add(message).run();
}

void KeptTable::erase(qint64 message) {
    m_connection.query("DELETE FROM kept_message WHERE message_id = ?").add(message).run();
}

QList<KeptRow> KeptTable::ofOrigin(MailboxId origin, KeptReason reason) {
    Query query = m_connection.query(KEPT_COLUMNS "WHERE k.origin_id = ? AND k.reason = ? ORDER BY k.message_id");
    return allRows(query.add(origin).add(qint64(reason)), keptFrom);
}

QList<KeptRow> KeptTable::expired(qint64 nowMs, int limit) {
    Query query = m_connection.query(
        KEPT_COLUMNS "WHERE k.until_ms <= ? AND NOT EXISTS (SELECT 1 FROM move_push p WHERE p.message_id = k.message_id) "
                     "AND NOT EXISTS (SELECT 1 FROM mailbox_push p JOIN message m ON m.mailbox_id = p.mailbox_id "
                     "WHERE m.id = k.message_id) ORDER BY k.until_ms LIMIT ?");
    return allRows(query.add(nowMs).add(qint64(limit)), keptFrom);
}

} // namespace tributary::store::detail
