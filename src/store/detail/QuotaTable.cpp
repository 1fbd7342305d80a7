// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/QuotaTable.h"

namespace tributary::store::detail {

namespace {
std::optional<qint64> told(qint64 column) { return column < 0 ? std::nullopt : std::optional(column); }
} // namespace

QHash<qint64, model::ServerQuota> QuotaTable::all() {
    QHash<qint64, model::ServerQuota> all;
    Query row = m_connection.query("SELECT account_id, used_bytes, limit_bytes, used_messages, limit_messages, asked_ms FROM account_quota");
    while (row.step())
        all.insert(row.integer(0), {told(row.integer(1)), told(row.integer(2)), told(row.integer(3)), told(row.integer(4)), row.integer(5)});
    return all;
}

void QuotaTable::put(AccountId account, const model::ServerQuota& quota) {
    m_connection
        .query("INSERT OR REPLACE INTO account_quota (account_id, used_bytes, limit_bytes, used_messages, limit_messages, asked_ms) VALUES (?, ?, ?, ?, ?, ?)")
        .add(account).add(quota.usedBytes.value_or(-1)).add(quota.limitBytes.value_or(-1)).add(quota.usedMessages.value_or(-1))
        .add(quota.limitMessages.value_or(-1)).add(quota.askedMs).run();
}

} // namespace tributary::store::detail
