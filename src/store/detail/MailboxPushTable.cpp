// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/MailboxPushTable.h"

#include "store/detail/Rows.h"

namespace tributary::store::detail {

namespace {

#define MAILBOX_PUSH_COLUMNS                                                                                           \
    "SELECT id, account_id, change_id, kind, mailbox_id, wire_name, new_wire_name, sent FROM mailbox_push "

MailboxIntent mailboxIntentFrom(const Query& row) {
    return {row.integer(0),
            AccountId(row.integer(1)),
            ChangeId(row.integer(2)),
            static_cast<MailboxPushKind>(row.small(3)),
            MailboxId(row.integer(4)),
            row.blob(5),
            row.blob(6),
            row.flag(7)};
}

} // namespace

std::optional<MailboxIntent> MailboxPushTable::find(qint64 row) {
    Query query = m_connection.query(MAILBOX_PUSH_COLUMNS "WHERE id = ?");
    return firstRow(query.add(row), mailboxIntentFrom);
}

QList<MailboxIntent> MailboxPushTable::ofAccount(AccountId account) {
    Query query = m_connection.query(MAILBOX_PUSH_COLUMNS "WHERE account_id = ? ORDER BY id");
    return allRows(query.add(account), mailboxIntentFrom);
}

QList<MailboxIntent> MailboxPushTable::ofMailbox(MailboxId mailbox) {
    Query query = m_connection.query(MAILBOX_PUSH_COLUMNS "WHERE mailbox_id = ? ORDER BY id");
    return allRows(query.add(mailbox), mailboxIntentFrom);
}

void MailboxPushTable::insert(const MailboxIntent& intent) {
    m_connection
        .query("INSERT INTO mailbox_push (account_id, change_id, kind, mailbox_id, wire_name, new_wire_name, sent) "
               "VALUES (?, ?, ?, ?, ?, ?, ?)")
        .add(intent.account).add(intent.change).add(qint64(intent.kind)).add(intent.mailbox).add(intent.wireName)
        .add(intent.newWireName).add(intent.sent ? 1 : 0).run();
}

void MailboxPushTable::setWireName(qint64 row, const QByteArray& wireName) {
    m_connection.query("UPDATE mailbox_push SET wire_name = ?, sent = 0 WHERE id = ?").add(wireName).add(row).run();
}

void MailboxPushTable::erase(qint64 row) { m_connection.query("DELETE FROM mailbox_push WHERE id = ?").add(row).run(); }

} // namespace tributary::store::detail
