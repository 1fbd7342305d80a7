// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/FilterTable.h"

#include "store/detail/Rows.h"
#include "store/detail/ServerSpans.h"

#include <algorithm>

namespace tributary::store::detail {

namespace {

#define FILTER_COLUMNS "SELECT id, account_id, name, enabled, join_kind, since_ms, server_since_ms FROM filter "

StoredFilter storedFilterFrom(const Query& row) {
    StoredFilter stored;
    stored.filter.id = FilterId(row.integer(0));
    stored.filter.account = AccountId(row.integer(1));
    stored.filter.name = row.text(2);
    stored.filter.enabled = row.flag(3);
    stored.filter.join = static_cast<model::FilterJoin>(row.small(4));
    stored.filter.sinceMs = row.integer(5);
    stored.serverSinceMs = row.integer(6);
    return stored;
}

void setSpans(StoredFilter& stored, const QList<ServerSpan>& spans) {
    stored.spans = spans;
    stored.olderSinceMs = stored.serverSinceMs != 0 ? 0 : openSince(spans);
}

model::FilterCondition filterConditionFrom(const Query& row) {
    return {static_cast<model::FilterField>(row.small(0)), static_cast<model::FilterTest>(row.small(1)), row.flag(2), row.text(3), row.text(4)};
}

model::FilterAction filterActionFrom(const Query& row) { return {static_cast<model::FilterVerb>(row.small(0)), row.text(1)}; }

} // namespace

QList<StoredFilter> FilterTable::all(AccountId account) {
    QList<StoredFilter> filters;
    {
        Query query = m_connection.query(FILTER_COLUMNS "WHERE account_id = ? ORDER BY position, id");
        filters = allRows(query.add(account), storedFilterFrom);
    }
    const QHash<qint64, QList<ServerSpan>> spans = ServerSpans(m_connection).all(account);
    for (StoredFilter& stored : filters) {
        readParts(stored);
        setSpans(stored, spans.value(stored.filter.id.value));
    }
    return filters;
}

std::optional<StoredFilter> FilterTable::find(FilterId id) {
    std::optional<StoredFilter> found;
    {
        Query query = m_connection.query(FILTER_COLUMNS "WHERE id = ?");
        found = firstRow(query.add(id), storedFilterFrom);
    }
    if (found) {
        readParts(*found);
        setSpans(*found, ServerSpans(m_connection).of(found->filter.account, id));
    }
    return found;
}

void FilterTable::readParts(StoredFilter& stored) {
    Query conditions = m_connection.query("SELECT field, test, negated, header, value FROM filter_condition WHERE filter_id = ? ORDER BY position");
    stored.filter.conditions = allRows(conditions.add(stored.filter.id), filterConditionFrom);
    Query actions = m_connection.query("SELECT verb, target FROM filter_action WHERE filter_id = ? ORDER BY position");
    stored.filter.actions = allRows(actions.add(stored.filter.id), filterActionFrom);
}

int FilterTable::count(AccountId account) {
    Query query = m_connection.query("SELECT count(*) FROM filter WHERE account_id = ?");
    return firstRow(query.add(account), [](const Query& row) { return row.small(0); }).value_or(0);
}

FilterId FilterTable::append(const model::Filter& filter) {
    model::Filter saved = filter;
    saved.id = {};
    insert(saved);
    saved.id = FilterId(m_connection.lastId());
    writeParts(saved);
    return saved.id;
}

void FilterTable::putBack(const model::Filter& filter) {
    insert(filter);
    writeParts(filter);
}

/// The row alone; without an id it gets the next one.
void FilterTable::insert(const model::Filter& filter) {
    m_connection
        .query("INSERT INTO filter (account_id, position, name, enabled, join_kind, since_ms, id) "
               "VALUES (?1, (SELECT coalesce(max(position) + 1, 0) FROM filter WHERE account_id = ?1), ?2, ?3, ?4, ?5, nullif(?6, 0))")
        .add(filter.account).add(filter.name).add(qint64(filter.enabled)).add(qint64(filter.join)).add(filter.sinceMs).add(filter.id).run();
}

void FilterTable::replace(const model::Filter& filter) {
    m_connection.query("UPDATE filter SET name = ?, enabled = ?, join_kind = ?, since_ms = ?, server_since_ms = 0 WHERE id = ?")
        .add(filter.name).add(qint64(filter.enabled)).add(qint64(filter.join)).add(filter.sinceMs).add(filter.id).run();
    m_connection.query("DELETE FROM filter_condition WHERE filter_id = ?").add(filter.id).run();
    m_connection.query("DELETE FROM filter_action WHERE filter_id = ?").add(filter.id).run();
    writeParts(filter);
}

void FilterTable::writeParts(const model::Filter& filter) {
    qint64 position = 0;
    for (const model::FilterCondition& one : filter.conditions) {
        m_connection.query("INSERT INTO filter_condition (filter_id, position, field, test, negated, header, value) VALUES (?, ?, ?, ?, ?, ?, ?)")
            .add(filter.id).add(position++).add(qint64(one.field)).add(qint64(one.test)).add(qint64(one.negated)).add(one.header).add(one.value).run();
    }
    position = 0;
    for (const model::FilterAction& one : filter.actions) {
        m_connection.query("INSERT INTO filter_action (filter_id, position, verb, target) VALUES (?, ?, ?, ?)")
            .add(filter.id).add(position++).add(qint64(one.verb)).add(one.target).run();
    }
}

void FilterTable::erase(FilterId id) { m_connection.query("DELETE FROM filter WHERE id = ?").add(id).run(); }

bool FilterTable::place(const model::Filter& filter, int position) {
    QList<FilterId> order;
    {
        Query query = m_connection.query("SELECT id FROM filter WHERE account_id = ? ORDER BY position, id");
        order = allRows(query.add(filter.account), [](const Query& row) { return FilterId(row.integer(0)); });
    }
    const qsizetype from = order.indexOf(filter.id);
    const qsizetype to = std::clamp<qsizetype>(position, 0, order.size() - 1);
    if (from < 0 || from == to)
        return false;
    order.move(from, to);
    Query update = m_connection.query("UPDATE filter SET position = ?2 WHERE id = ?1 AND position <> ?2");
    for (qsizetype i = 0; i < order.size(); ++i)
        update.again().add(order[i]).add(qint64(i)).run();
    return true;
}

void FilterTable::setServerSince(FilterId id, qint64 sinceMs) { m_connection.query("UPDATE filter SET server_since_ms = ? WHERE id = ?").add(sinceMs).add(id).run(); }

bool FilterTable::renameTarget(AccountId account, const QString& from, const QString& to) {
    if (from == to)
        return false;
    const int before = m_connection.totalChanges();
    m_connection
        .query("UPDATE filter SET server_since_ms = 0 WHERE account_id = ? AND id IN (SELECT filter_id FROM filter_action WHERE verb IN (?, ?) AND target = ?)")
        .add(account).add(qint64(model::FilterVerb::Move)).add(qint64(model::FilterVerb::Copy)).add(from).run();
    if (m_connection.totalChanges() == before)
        return false;
    m_connection.query("UPDATE filter_action SET target = ? WHERE verb IN (?, ?) AND target = ? AND filter_id IN (SELECT id FROM filter WHERE account_id = ?)")
        .add(to).add(qint64(model::FilterVerb::Move)).add(qint64(model::FilterVerb::Copy)).add(from).add(account).run();
    return true;
}

std::optional<qint64> FilterTable::earliestSince(AccountId account) {
    Query query = m_connection.query("SELECT since_ms FROM filter WHERE account_id = ? AND enabled = 1 ORDER BY since_ms LIMIT 1");
    return firstRow(query.add(account), [](const Query& row) { return row.integer(0); });
}

} // namespace tributary::store::detail
