// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/SievePlan.h"

#include "model/Address.h"
#include "rules/VacationSieve.h"
#include "sync/SieveUpload.h"

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

QList<model::Filter> plainFilters(const ScriptSource& source) {
    QList<model::Filter> filters;
    for (const store::StoredFilter& one : source.filters)
        filters.append(one.filter);
    return filters;
}

rules::SieveServer serverOf(const ScriptSource& source) {
    rules::SieveServer server;
    for (const QString& word : source.record.extensions)
        server.extensions.insert(word.toLower().toLatin1());
    if (const model::Mailbox* junk = source.places.placeOf(model::SpecialUse::Junk))
        server.junk = junk->name;
    if (const model::Mailbox* trash = source.places.placeOf(model::SpecialUse::Trash))
        server.trash = trash->name;
    if (!source.places.mailboxes().isEmpty())
        server.delimiter = source.places.mailboxes().constFirst().delimiter;
    return server;
}

/// Wherever that one runs.
bool anySortsOut(const QList<model::Filter>& filters, const rules::SieveServer& server) {
    return std::any_of(filters.begin(), filters.end(), [&server](const model::Filter& one) { return one.enabled && rules::sortsOut(one, server); });
}

/// What stands in everything's way; None: nothing does.
HereReason hindranceOf(const ScriptSource& source) {
    if (source.account.protocol == model::Protocol::Pop3 || source.record.offer == store::SieveOffer::None)
        return HereReason::NoSieve;
    if (!source.record.isWanted)
        return HereReason::NotWanted;
    return source.record.offer == store::SieveOffer::Unknown ? HereReason::NotAsked : HereReason::None;
}

Placement placedHere(const ScriptSource& source, const std::optional<rules::NotExpressible>& obstacle) {
    Placement placement{RunsAt::Here, hindranceOf(source), {}, {}};
    if (placement.why != HereReason::None)
        return placement;
    if (obstacle) {
        placement.why = HereReason::CannotBeSaid;
        placement.obstacle = obstacle->why;
        placement.detail = obstacle->detail;
    } else {
        placement.why = source.record.conflict ? HereReason::Conflict : source.record.error ? HereReason::Refused : HereReason::Waiting;
    }
    return placement;
}

/// One that was edited there is in the way as it is, not for what it does.
bool isOurName(const QByteArray& script) { return script == sync::kOurScript || script == sync::kMainScript; }

/// The reply as a piece of the script; nothing, with the obstacle in the plan: it runs here.
rules::SievePart planReply(ScriptPlan& plan, const ScriptSource& source, const QList<model::Filter>& filters, qint64 nowMs) {
    if (!source.vacation.on)
        return {};
    if (source.record.otherAnswers && !isOurName(source.record.otherScript)) {
        plan.vacationObstacle = rules::NotExpressible{SieveObstacle::OtherScriptAnswers, QString::fromUtf8(source.record.otherScript)};
        return {};
    }
    const rules::SieveServer server = serverOf(source);
    rules::VacationScriptFacts facts;
    facts.ownAddresses = source.places.own();
    facts.domain = model::domainOf(source.account.email);
    facts.filtersSortJunk = anySortsOut(filters, server);
    facts.nowMs = nowMs;
    auto part = rules::vacationScript(source.vacation, facts, server);
    plan.hasVacation = part.has_value();
    if (part)
        return *std::move(part);
    plan.vacationObstacle = part.error();
    return {};
}

/// As if nothing ran before it but what answers.
ScriptPlan planAlone(const ScriptSource& source, qint64 nowMs) {
    ScriptPlan plan;
    const QList<model::Filter> filters = plainFilters(source);
    const rules::SievePart reply = planReply(plan, source, filters, nowMs);
    const bool isOver = source.vacation.untilMs && *source.vacation.untilMs <= nowMs;
    plan.isReplyOn = source.vacation.on && !isOver;
    plan.script = rules::exportFilters(filters, serverOf(source), source.places.surroundings(), reply, plan.vacationObstacle && !isOver);
    for (const rules::ExportedFilter& one : std::as_const(plan.script.filters)) {
        if (one.atServer())
            plan.atServer.append(one.id);
    }
    return plan;
}

/// Nothing of it is certain to run: all of it is done here, which loses nothing.
void giveWay(ScriptPlan& plan, const ScriptSource& source) {
    const rules::NotExpressible obstacle{SieveObstacle::OtherScriptStops, QString::fromUtf8(source.record.otherScript)};
    for (rules::ExportedFilter& one : plan.script.filters) {
        if (one.atServer())
            one.obstacle = obstacle;
    }
    if (plan.hasVacation)
        plan.vacationObstacle = obstacle;
    plan.hasVacation = false;
    plan.atServer.clear();
    plan.script.text.clear();
}

ScriptConflict::Kind conflictKind(store::SieveConflict conflict) {
    switch (conflict) {
    case store::SieveConflict::EditedElsewhere: return ScriptConflict::Kind::EditedElsewhere;
    case store::SieveConflict::OtherActive: return ScriptConflict::Kind::OtherActive;
    case store::SieveConflict::ActiveChanged: return ScriptConflict::Kind::ActiveChanged;
    case store::SieveConflict::OtherHost: return ScriptConflict::Kind::OtherHost;
    }
    return ScriptConflict::Kind::EditedElsewhere;
}

} // namespace

QLatin1StringView hereReasonName(HereReason reason) {
    switch (reason) {
    case HereReason::None: return ""_L1;
    case HereReason::NotAsked: return "not-asked"_L1;
    case HereReason::NoSieve: return "no-sieve"_L1;
    case HereReason::NotWanted: return "not-wanted"_L1;
    case HereReason::CannotBeSaid: return "cannot-be-said"_L1;
    case HereReason::Conflict: return "conflict"_L1;
    case HereReason::Refused: return "refused"_L1;
    case HereReason::Waiting: return "waiting"_L1;
    case HereReason::OlderAtServer: return "older-at-server"_L1;
    case HereReason::OlderUndecided: return "older-undecided"_L1;
    }
    return {};
}

Result<ScriptSource> loadScriptSource(store::Reader& reader, AccountId account) {
    ScriptSource source;
    TRY(const QList<model::Account> accounts, reader.accounts());
    const auto own = std::find_if(accounts.begin(), accounts.end(), [account](const model::Account& one) { return one.id == account; });
    if (own == accounts.end())
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"account"_s);
    source.account = *own;
    TRY(source.filters, reader.filters(account));
    TRY(source.vacation, reader.vacation(account));
    TRY(source.vacationServerSinceMs, reader.vacationServerSinceMs(account));
    TRY(source.vacationOlderSinceMs, reader.vacationOlderSinceMs(account));
    TRY(source.places, sync::FilterPlaces::load(reader, account));
    TRY(source.record, reader.sieveState(account));
    return source;
}

ScriptPlan planScript(const ScriptSource& source, qint64 nowMs) {
    ScriptPlan plan = planAlone(source, nowMs);
    if (source.record.otherStops)
        giveWay(plan, source);
    return plan;
}

Placement placementOf(const ScriptSource& source, const ScriptPlan& plan, qsizetype filter, const QList<FilterProblem>& problems) {
    const store::StoredFilter& stored = source.filters[filter];
    if (!stored.filter.enabled || !canRun(problems))
        return {RunsAt::Nowhere, HereReason::None, {}, {}};
    if (stored.serverSinceMs != 0)
        return {RunsAt::Server, HereReason::None, {}, {}};
    return placedHere(source, plan.script.filters.value(filter).obstacle);
}

Placement placementOfDraft(ScriptSource source, const model::Filter& draft, qint64 nowMs) {
    if (!draft.enabled || !canRun(rules::checkFilter(draft, source.places.surroundings())))
        return {RunsAt::Nowhere, HereReason::None, {}, {}};
    if (hindranceOf(source) != HereReason::None) // whatever it says
        return placedHere(source, std::nullopt);
    const auto same = std::find_if(source.filters.begin(), source.filters.end(), [&](const store::StoredFilter& one) { return draft.id.isValid() && one.filter.id == draft.id; });
    const qsizetype at = same - source.filters.begin();
    if (same == source.filters.end())
        source.filters.append({draft, 0});
    else
        same->filter = draft;
    const Placement placement = placedHere(source, planScript(source, nowMs).script.filters.value(at).obstacle);
    return placement.why == HereReason::Waiting ? Placement{RunsAt::Server, HereReason::None, {}, {}} : placement;
}

Placement vacationPlacement(const ScriptSource& source, const ScriptPlan& plan) {
    if (source.vacation.on && source.vacationServerSinceMs != 0)
        return {RunsAt::Server, HereReason::None, {}, {}};
    if (source.vacationOlderSinceMs != 0) // nobody gets two: not here
        return {RunsAt::Nowhere, source.record.conflict ? HereReason::OlderUndecided : HereReason::OlderAtServer, {}, {}};
    if (!source.vacation.on)
        return {RunsAt::Nowhere, HereReason::None, {}, {}};
    return placedHere(source, plan.vacationObstacle);
}

SieveState sieveStateOf(const ScriptSource& source, const ScriptPlan& plan) {
    const store::SieveRecord& record = source.record;
    SieveState state;
    state.account = source.account.id;
    state.offer = source.account.protocol == model::Protocol::Pop3 ? SieveOffer::None : record.offer;
    state.isWanted = record.isWanted;
    state.host = record.host;
    state.port = record.port;
    state.extensions = record.extensions;
    state.otherScript = QString::fromUtf8(record.otherScript);
    state.otherAnswers = record.otherAnswers;
    state.answersTwice = record.otherAnswers && plan.isReplyOn && vacationPlacement(source, plan).where == RunsAt::Here;
    state.isBehind = record.isBehind && (record.isWanted || record.mayBeThere()) && state.offer == SieveOffer::Offered;
    state.mayBeThere = record.mayBeThere();
    state.triedMs = record.triedMs;
    state.putMs = record.putMs;
    state.script = QString::fromUtf8(record.putScript);
    if (record.conflict) {
        state.conflict = ScriptConflict{conflictKind(*record.conflict), QString::fromUtf8(record.conflictName), QString::fromUtf8(record.conflictText),
                                        QString::fromUtf8(plan.script.text)};
        state.conflict->runsOurs = *record.conflict == store::SieveConflict::OtherActive && sync::includesOurScript(record.conflictText);
        state.conflict->turnsReplyOff = record.otherAnswers && source.vacation.on;
    }
    if (record.error)
        state.refusal = ScriptRefusal{*record.error, record.errorLine, QString::fromUtf8(record.errorScript), record.errorMs};
    return state;
}

} // namespace tributary::engine
