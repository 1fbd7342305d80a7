// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/FlagPushTable.h"

#include "store/detail/Rows.h"

namespace tributary::store::detail {

namespace {

#define FLAG_COLUMNS "SELECT id, account_id, change_id, message_id, flag, is_on, server_on, sent FROM flag_push "

FlagIntent flagIntentFrom(const Query& row) {
    return {row.integer(0), AccountId(row.integer(1)), ChangeId(row.integer(2)), row.integer(3),
            row.text(4),    row.flag(5),               row.flag(6),              row.flag(7)};
}

} // namespace

bool FlagPushTable::any(AccountId account) {
    Query query = m_connection.query("SELECT 1 FROM flag_push WHERE account_id = ? LIMIT 1");
    return query.add(account).step();
}

std::optional<FlagIntent> FlagPushTable::find(qint64 row) {
    Query query = m_connection.query(FLAG_COLUMNS "WHERE id = ?");
    return firstRow(query.add(row), flagIntentFrom);
}

std::optional<FlagIntent> FlagPushTable::find(qint64 message, const QString& flag) {
    Query query = m_connection.query(FLAG_COLUMNS "WHERE message_id = ? AND flag = ?");
    return firstRow(query.add(message).add(flag), flagIntentFrom);
}

QList<FlagIntent> FlagPushTable::ofMessage(qint64 message) {
    Query query = m_connection.query(FLAG_COLUMNS "WHERE message_id = ?");
    return allRows(query.add(message), flagIntentFrom);
}

void FlagPushTable::insert(const FlagIntent& intent) {
    m_connection
        .query("INSERT INTO flag_push (account_id, change_id, message_id, flag, is_on, server_on, sent) VALUES (?, ?, ?, ?, ?, ?, ?)")
        .add(intent.account).add(intent.change).add(intent.message).add(intent.flag).add(qint64(intent.on))
        .add(qint64(intent.serverOn)).add(qint64(intent.sent)).run();
}

void FlagPushTable::setServerOn(qint64 row, bool on) {
    m_connection.query("UPDATE flag_push SET server_on = ? WHERE id = ?").add(qint64(on)).add(row).run();
}

void FlagPushTable::erase(qint64 row) { m_connection.query("DELETE FROM flag_push WHERE id = ?").add(row).run(); }

void FlagPushTable::reassign(qint64 fromMessage, qint64 toMessage) {
    m_connection.query("UPDATE OR IGNORE flag_push SET message_id = ? WHERE message_id = ?").add(toMessage).add(fromMessage).run();
}

} // namespace tributary::store::detail
