// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/AppendPushTable.h"

#include "store/detail/Rows.h"

namespace tributary::store::detail {

namespace {

#define APPEND_COLUMNS "SELECT id, account_id, change_id, message_id, mailbox_id, sent FROM append_push "

AppendIntent appendIntentFrom(const Query& row) {
    return {row.integer(0), AccountId(row.integer(1)), ChangeId(row.integer(2)),
            row.integer(3), MailboxId(row.integer(4)), row.flag(5)};
}

} // namespace

std::optional<AppendIntent> AppendPushTable::find(qint64 row) {
    Query query = m_connection.query(APPEND_COLUMNS "WHERE id = ?");
    return firstRow(query.add(row), appendIntentFrom);
}

std::optional<AppendIntent> AppendPushTable::ofMessage(qint64 message) {
    Query query = m_connection.query(APPEND_COLUMNS "WHERE message_id = ?");
    return firstRow(query.add(message), appendIntentFrom);
}

QList<AppendIntent> AppendPushTable::into(MailboxId mailbox) {
    Query query = m_connection.query(APPEND_COLUMNS "WHERE mailbox_id = ? ORDER BY id");
    return allRows(query.add(mailbox), appendIntentFrom);
}

void AppendPushTable::insert(const AppendIntent& intent) {
    m_connection.query("INSERT INTO append_push (account_id, change_id, message_id, mailbox_id) VALUES (?, ?, ?, ?)")
        .add(intent.account).add(intent.change).add(intent.message).add(intent.mailbox).run();
}

void AppendPushTable::erase(qint64 row) { m_connection.query("DELETE FROM append_push WHERE id = ?").add(row).run(); }

} // namespace tributary::store::detail
