// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/FilterForwardTable.h"

#include "model/Address.h"
#include "store/detail/ArrivalTable.h"

namespace tributary::store::detail {

bool FilterForwardTable::note(AccountId account, const QByteArray& messageIdHeader, const QString& address, qint64 nowMs) {
    if (messageIdHeader.isEmpty())
        return true;
    const int before = m_connection.totalChanges();
    m_connection.query("INSERT OR IGNORE INTO filter_forward (account_id, hash, sent_ms) VALUES (?, ?, ?)")
        .add(account).add(ledgerHash({messageIdHeader, model::mailboxKey(address).toUtf8()})).add(nowMs).run();
    return m_connection.totalChanges() != before;
}

void FilterForwardTable::forget(qint64 beforeMs) { m_connection.query("DELETE FROM filter_forward WHERE sent_ms < ?").add(beforeMs).run(); }

} // namespace tributary::store::detail
