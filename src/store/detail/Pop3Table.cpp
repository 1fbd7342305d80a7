// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/Pop3Table.h"

#include "store/detail/Rows.h"

namespace tributary::store::detail {

QList<Pop3Message> Pop3Table::all(AccountId account) {
    Query row = m_connection.query("SELECT unique_id, size, header_hash, fetched_ms, gone_ms, message_id FROM pop3_message WHERE account_id = ? ORDER BY unique_id");
    return allRows(row.add(account), [](const Query& r) {
        return Pop3Message{r.blob(0), r.integer(1), r.blob(2), r.integer(3), r.integer(4), MessageId(r.integer(5))};
    });
}

void Pop3Table::put(AccountId account, const Pop3Message& message) {
    m_connection.query("INSERT OR REPLACE INTO pop3_message (account_id, unique_id, size, header_hash, fetched_ms, gone_ms, message_id) VALUES (?, ?, ?, ?, ?, ?, ?)")
        .add(account).add(message.uniqueId).add(message.size).add(message.headerHash).add(message.fetchedMs).add(message.goneMs).add(message.message).run();
}

void Pop3Table::remove(AccountId account, const QByteArray& uniqueId) {
    m_connection.query("DELETE FROM pop3_message WHERE account_id = ? AND unique_id = ?").add(account).add(uniqueId).run();
}

void Pop3Table::forgetLeft(AccountId account) {
    m_connection.query("DELETE FROM pop3_message WHERE account_id = ? AND fetched_ms = 0").add(account).run();
}

} // namespace tributary::store::detail
