// SPDX-License-Identifier: GPL-3.0-or-later
// 'Why was this moved?' (S5): what was noted here, else what the server must have done.
#include "engine/FilterBook.h"

#include "rules/FilterRun.h"
#include "sync/FilterSurroundings.h"
#include "sync/StoredMessageFacts.h"

#include <algorithm>

namespace tributary::engine {

using model::FilterVerb;
using model::SpecialUse;

namespace {

/// A message that lies there, with these flags: can that be the doing of the action?
bool mayHaveDone(const model::FilterAction& action, const model::Mailbox& mailbox, const model::Flags& flags) {
    switch (action.verb) {
    case FilterVerb::Move:
    case FilterVerb::Copy: return mailbox.name == action.target;
    case FilterVerb::Junk: return mailbox.specialUse == SpecialUse::Junk;
    case FilterVerb::Delete: return mailbox.specialUse == SpecialUse::Trash;
    case FilterVerb::Flag: return flags.has(model::Flag::Flagged);
    case FilterVerb::MarkRead: return false; // the user reads, too
    case FilterVerb::Label: return model::hasFlagWord(flags, model::storableFlagWord(action.target));
    case FilterVerb::Forward: return true;
    case FilterVerb::Stop: return false;
    }
    return false;
}

QList<FilterReason> notedReasons(const QList<model::FilterTrace>& traces, const QList<store::StoredFilter>& filters) {
    QList<FilterReason> reasons;
    for (const model::FilterTrace& trace : traces) {
        const bool isThere = std::any_of(filters.begin(), filters.end(), [&](const store::StoredFilter& one) { return one.filter.id == trace.filter; });
        reasons.append({isThere ? trace.filter : FilterId(), trace.filterName, trace.action, trace.whenMs, RunsAt::Here, true, trace.isApplied});
    }
    return reasons;
}

/// What filters that run at the server say of it.
Result<QList<FilterReason>> serverReasons(store::Reader& reader, const store::StoredFacts& row, const QList<store::StoredFilter>& stored, CrashMarks* marks, qint64 nowMs) {
    QList<model::Filter> filters;
    for (const store::StoredFilter& one : stored) {
        if (one.serverSinceMs != 0 && one.serverSinceMs - store::kServerClockMs <= row.internalDateMs) // the server's clock says when it came
            filters.append(one.filter);
    }
    QList<FilterReason> reasons;
    if (filters.isEmpty())
        return reasons;
    TRY(const QList<model::Account> accounts, reader.accounts());
    const auto account = std::find_if(accounts.begin(), accounts.end(), [&](const model::Account& one) { return one.id == row.account; });
    TRY(const model::Mailbox mailbox, reader.mailbox(row.mailbox));
    TRY(const sync::FilterPlaces places, sync::FilterPlaces::load(reader, row.account));
    const auto read = sync::readMessage(reader, row, *account, mailbox, marks);
    rules::MessageFacts facts = read ? read->facts : sync::factsOfRow(row, *account, mailbox);
    facts.mailboxUse = SpecialUse::Inbox; // as it was when it came
    rules::FilterRunOptions options;
    options.surroundings = places.surroundings();
    for (const rules::RunAction& said : rules::FilterRun(filters, options).run(facts, nowMs).actions) {
        if (mayHaveDone(said.action, mailbox, row.flags))
            reasons.append({said.filter, filters[said.filterIndex].name, said.action, row.internalDateMs, RunsAt::Server, false, false});
    }
    return reasons;
}

} // namespace

Result<QList<FilterReason>> reasonsOf(store::Reader& reader, MessageId message, CrashMarks* marks, qint64 nowMs) {
    TRY(const QList<store::StoredFacts> rows, reader.factsOf({message}));
    if (rows.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, QStringLiteral("message"));
    TRY(const QList<store::StoredFilter> filters, reader.filters(rows.constFirst().account));
    TRY(const QList<model::FilterTrace> traces, reader.filterTraces(message));
    if (!traces.isEmpty())
        return notedReasons(traces, filters);
    return serverReasons(reader, rows.constFirst(), filters, marks, nowMs);
}

} // namespace tributary::engine
