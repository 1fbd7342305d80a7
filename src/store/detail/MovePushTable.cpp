// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/MovePushTable.h"

#include "store/detail/Rows.h"

namespace tributary::store::detail {

namespace {

#define MOVE_COLUMNS                                                                                                   \
    "SELECT id, account_id, change_id, message_id, origin_id, kind, source_id, uid, uid_validity, "                    \
    "coalesce(destination_id, 0), sent FROM move_push "

MoveIntent moveIntentFrom(const Query& row) {
    MoveIntent intent;
    intent.row = row.integer(0);
    intent.account = AccountId(row.integer(1));
    intent.change = ChangeId(row.integer(2));
    intent.message = row.integer(3);
    intent.origin = row.integer(4);
    intent.kind = static_cast<MoveKind>(row.small(5));
    intent.source = MailboxId(row.integer(6));
    intent.uid = Uid(static_cast<quint32>(row.integer(7)));
    intent.uidValidity = UidValidity(static_cast<quint32>(row.integer(8)));
    intent.destination = MailboxId(row.integer(9));
    intent.sent = row.flag(10);
    return intent;
}

} // namespace

std::optional<MoveIntent> MovePushTable::find(qint64 row) {
    Query query = m_connection.query(MOVE_COLUMNS "WHERE id = ?");
    return firstRow(query.add(row), moveIntentFrom);
}

QList<MoveIntent> MovePushTable::ofMessage(qint64 message) {
    Query query = m_connection.query(MOVE_COLUMNS "WHERE message_id = ? ORDER BY id");
    return allRows(query.add(message), moveIntentFrom);
}

QList<MoveIntent> MovePushTable::into(MailboxId destination) {
    Query query = m_connection.query(MOVE_COLUMNS "WHERE destination_id = ? ORDER BY id");
    return allRows(query.add(destination), moveIntentFrom);
}

QList<MoveIntent> MovePushTable::from(MailboxId source) {
    Query query = m_connection.query(MOVE_COLUMNS "WHERE source_id = ? ORDER BY id");
    return allRows(query.add(source), moveIntentFrom);
}

QList<MoveIntent> MovePushTable::ofOrigin(qint64 message) {
    Query query = m_connection.query(MOVE_COLUMNS "WHERE origin_id = ? AND origin_id <> 0 ORDER BY id");
    return allRows(query.add(message), moveIntentFrom);
}

QList<MoveIntent> MovePushTable::ofChange(ChangeId change) {
    Query query = m_connection.query(MOVE_COLUMNS "WHERE change_id = ? ORDER BY id");
    return allRows(query.add(change), moveIntentFrom);
}

std::optional<MoveIntent> MovePushTable::hiding(MailboxId source, Uid uid) {
    Query query = m_connection.query(MOVE_COLUMNS "WHERE source_id = ? AND uid = ? AND kind <> 1 ORDER BY id LIMIT 1");
    return firstRow(query.add(source).add(uid), moveIntentFrom);
}

bool MovePushTable::anyFrom(MailboxId source) {
    Query query = m_connection.query("SELECT 1 FROM move_push WHERE source_id = ? LIMIT 1");
    return query.add(source).step();
}

void MovePushTable::insert(const MoveIntent& intent) {
    Query query = m_connection.query("INSERT INTO move_push (account_id, change_id, message_id, origin_id, kind, source_id, uid, "
                                     "uid_validity, destination_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query.add(intent.account).add(intent.change).add(intent.message).add(intent.origin).add(qint64(intent.kind))
        .add(intent.source).add(intent.uid).add(intent.uidValidity);
    if (intent.destination.isValid())
        query.add(intent.destination);
    else
        query.addNull();
    query.run();
}

void MovePushTable::setUid(qint64 row, Uid uid, UidValidity validity) {
    m_connection.query("UPDATE move_push SET uid = ?, uid_validity = ? WHERE id = ?").add(uid).add(validity).add(row).run();
}

void MovePushTable::loseSource(qint64 row) {
    m_connection.query("UPDATE move_push SET uid = 0, sent = 1 WHERE id = ?").add(row).run();
}

void MovePushTable::forgetUids(MailboxId source) {
    m_connection.query("UPDATE move_push SET uid = 0 WHERE source_id = ?").add(source).run();
}

void MovePushTable::giveUidToCopies(qint64 origin, MailboxId source, Uid uid, UidValidity validity) {
    m_connection
        .query("UPDATE move_push SET uid = ?, uid_validity = ? WHERE origin_id = ? AND origin_id <> 0 AND source_id = ? AND uid = 0")
        .add(uid).add(validity).add(origin).add(source).run();
}

void MovePushTable::erase(qint64 row) { m_connection.query("DELETE FROM move_push WHERE id = ?").add(row).run(); }

void MovePushTable::carry(ChangeId from, ChangeId to) {
    m_connection.query("UPDATE move_push SET change_id = ?2 WHERE change_id = ?1").add(from).add(to).run();
}

void MovePushTable::reassign(qint64 fromMessage, qint64 toMessage) {
    m_connection.query("UPDATE move_push SET message_id = ? WHERE message_id = ?").add(toMessage).add(fromMessage).run();
    m_connection.query("UPDATE move_push SET origin_id = ? WHERE origin_id = ? AND origin_id <> 0").add(toMessage).add(fromMessage).run();
}

} // namespace tributary::store::detail
