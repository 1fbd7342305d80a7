// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/FilterTraceTable.h"

#include "store/detail/Rows.h"

namespace tributary::store::detail {

void FilterTraceTable::add(const model::FilterTrace& trace, ChangeId change) {
    m_connection.query("INSERT INTO filter_trace (message_id, filter_id, filter_name, verb, target, when_ms, is_applied, change_id) VALUES (?, ?, ?, ?, ?, ?, ?, nullif(?, 0))")
        .add(trace.message).add(trace.filter).add(trace.filterName).add(qint64(trace.action.verb)).add(trace.action.target).add(trace.whenMs)
        .add(qint64(trace.isApplied)).add(change).run();
}

void FilterTraceTable::forgetOf(ChangeId change) { m_connection.query("DELETE FROM filter_trace WHERE change_id = ?").add(change).run(); }

QList<model::FilterTrace> FilterTraceTable::of(MessageId message) {
    Query query = m_connection.query("SELECT message_id, filter_id, filter_name, verb, target, when_ms, is_applied FROM filter_trace WHERE message_id = ? ORDER BY id DESC");
    return allRows(query.add(message), [](const Query& row) {
        return model::FilterTrace{MessageId(row.integer(0)), FilterId(row.integer(1)), row.text(2),
                                  {static_cast<model::FilterVerb>(row.small(3)), row.text(4)}, row.integer(5), row.flag(6)};
    });
}

QHash<qint64, FilterUse> FilterTraceTable::use(AccountId account) {
    QHash<qint64, FilterUse> use;
    Query query = m_connection.query("SELECT t.filter_id, count(DISTINCT t.message_id), max(t.when_ms) FROM filter f JOIN filter_trace t ON t.filter_id = f.id "
                                     "WHERE f.account_id = ? GROUP BY t.filter_id");
    query.add(account);
    while (query.step())
        use.insert(query.integer(0), {query.small(1), query.integer(2)});
    return use;
}

} // namespace tributary::store::detail
