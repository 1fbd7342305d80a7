// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/ServerSpans.h"

#include "store/detail/FilterTable.h"
#include "store/detail/Rows.h"
#include "store/detail/VacationTable.h"

#include <algorithm>

namespace tributary::store::detail {

namespace {

ServerSpan serverSpanFrom(const Query& row) { return {row.integer(0), row.integer(1), row.flag(2), row.flag(3)}; }

/// The filters of a plan, and the reply where it is in it.
QList<FilterId> planned(const ServerPlan& plan) {
    QList<FilterId> all = plan.filters;
    if (plan.vacation)
        all.append(FilterId());
    return all;
}

bool hasOpen(const QList<ServerSpan>& spans, qint64 sinceMs) {
    return std::any_of(spans.begin(), spans.end(), [sinceMs](const ServerSpan& one) { return one.untilMs == 0 && one.sinceMs == sinceMs; });
}

} // namespace

qint64 openSince(const QList<ServerSpan>& spans) {
    const auto first = std::find_if(spans.begin(), spans.end(), [](const ServerSpan& one) { return one.untilMs == 0; });
    return first == spans.end() ? 0 : first->sinceMs;
}

QList<ServerSpan> ServerSpans::of(AccountId account, FilterId filter) {
    Query query = m_connection.query("SELECT since_ms, until_ms, forwards, copies FROM server_span WHERE account_id = ? AND filter_id = ? ORDER BY since_ms, id");
    return allRows(query.add(account).add(filter.value), serverSpanFrom);
}

QHash<qint64, QList<ServerSpan>> ServerSpans::all(AccountId account) {
    QHash<qint64, QList<ServerSpan>> spans;
    Query query = m_connection.query("SELECT since_ms, until_ms, forwards, copies, filter_id FROM server_span WHERE account_id = ? ORDER BY filter_id, since_ms, id");
    query.add(account);
    while (query.step())
        spans[query.integer(4)].append(serverSpanFrom(query));
    return spans;
}

void ServerSpans::begin(AccountId account, const ServerPlan& plan, bool isCurrent) {
    for (const FilterId id : planned(plan)) {
        if (serverSinceMs(account, id) == 0)
            beginOne(account, id, plan.beganMs, isCurrent);
    }
}

/// One visit after the other that breaks off leaves one, not many.
void ServerSpans::beginOne(AccountId account, FilterId filter, qint64 sinceMs, bool isCurrent) {
    const Does does = isCurrent ? asSaved(filter) : Does();
    const QList<ServerSpan> spans = of(account, filter);
    const bool isCovered = std::any_of(spans.begin(), spans.end(), [&](const ServerSpan& one) {
        return one.untilMs == 0 && (one.forwards || !does.forwards) && (one.copies || !does.copies);
    });
    if (!isCovered)
        open(account, filter, sinceMs, does);
}

void ServerSpans::conclude(AccountId account, const ServerPlan& plan, bool isCurrent, qint64 nowMs) {
    const QList<FilterId> runs = plan.isAsBefore ? QList<FilterId>() : planned(plan);
    const bool mayAnswer = plan.vacationMayStillRun.value_or(plan.mayStillRun) && !plan.isAsBefore;
    const QList<qint64> known = all(account).keys();
    for (const qint64 id : known) {
        const FilterId filter(id);
        if (runs.contains(filter))
            continue;
        if (plan.beganMs != 0)
            drop(account, filter, plan.beganMs);
        if (plan.isAsBefore)
            continue;
        setServerSince(account, filter, 0);
        if (!(filter.isValid() ? plan.mayStillRun : mayAnswer))
            end(account, filter, 0, nowMs);
    }
    if (mayAnswer && plan.vacationSinceMs != 0 && !plan.vacation && openSince(of(account, {})) == 0)
        open(account, {}, plan.vacationSinceMs, Does());
    for (const FilterId filter : runs)
        concludePlanned(account, filter, plan, isCurrent, nowMs);
}

/// Another form than the one before begins: that one ends now. What has been saved since the plan was made is there as it was before.
void ServerSpans::concludePlanned(AccountId account, FilterId filter, const ServerPlan& plan, bool isCurrent, qint64 nowMs) {
    if (serverSinceMs(account, filter) != 0) // as it did
        return;
    const qint64 atMs = !filter.isValid() && plan.vacationSinceMs != 0 ? plan.vacationSinceMs : plan.sinceMs;
    const qint64 sinceMs = plan.beganMs != 0 ? plan.beganMs : atMs;
    if (!hasOpen(of(account, filter), sinceMs))
        open(account, filter, sinceMs, isCurrent ? asSaved(filter) : Does());
    end(account, filter, sinceMs, nowMs);
    if (isCurrent)
        setServerSince(account, filter, atMs);
}

ServerSpans::Does ServerSpans::asSaved(FilterId filter) {
    Query query = m_connection.query("SELECT EXISTS (SELECT 1 FROM filter_action WHERE filter_id = ?1 AND verb = ?2), EXISTS (SELECT 1 FROM filter_action WHERE filter_id = ?1 AND verb = ?3)");
    query.add(filter).add(qint64(model::FilterVerb::Forward)).add(qint64(model::FilterVerb::Copy));
    return firstRow(query, [](const Query& row) { return Does{row.flag(0), row.flag(1)}; }).value_or(Does());
}

qint64 ServerSpans::serverSinceMs(AccountId account, FilterId filter) {
    if (!filter.isValid())
        return VacationTable(m_connection).serverSinceMs(account);
    Query query = m_connection.query("SELECT server_since_ms FROM filter WHERE id = ?");
    return firstRow(query.add(filter), [](const Query& row) { return row.integer(0); }).value_or(0);
}

void ServerSpans::setServerSince(AccountId account, FilterId filter, qint64 sinceMs) {
    if (filter.isValid())
        FilterTable(m_connection).setServerSince(filter, sinceMs);
    else
        VacationTable(m_connection).setServerSince(account, sinceMs);
}

void ServerSpans::open(AccountId account, FilterId filter, qint64 sinceMs, const Does& does) {
    m_connection.query("INSERT INTO server_span (account_id, filter_id, since_ms, forwards, copies) VALUES (?, ?, ?, ?, ?)")
        .add(account).add(filter.value).add(sinceMs).add(qint64(does.forwards)).add(qint64(does.copies)).run();
}

void ServerSpans::drop(AccountId account, FilterId filter, qint64 sinceMs) {
    m_connection.query("DELETE FROM server_span WHERE account_id = ? AND filter_id = ? AND since_ms = ? AND until_ms = 0").add(account).add(filter.value).add(sinceMs).run();
}

void ServerSpans::end(AccountId account, FilterId filter, qint64 keepMs, qint64 nowMs) {
    m_connection.query("UPDATE server_span SET until_ms = max(?4, since_ms + 1) WHERE account_id = ?1 AND filter_id = ?2 AND until_ms = 0 AND since_ms <> ?3")
        .add(account).add(filter.value).add(keepMs).add(nowMs).run();
}

void ServerSpans::forget(qint64 beforeMs) { m_connection.query("DELETE FROM server_span WHERE until_ms <> 0 AND until_ms < ?").add(beforeMs).run(); }

} // namespace tributary::store::detail
