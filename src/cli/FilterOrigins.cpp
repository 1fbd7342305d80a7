// SPDX-License-Identifier: GPL-3.0-or-later
// filter import, why, server: where filters come from, what they did, and the mail server that runs them (S5).
#include "cli/Cli.h"
#include "cli/FilterWords.h"
#include "engine/Filters.h"

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

QString reasonWhere(const engine::FilterReason& reason) { return reason.where == engine::RunsAt::Server ? u"server"_s : u"here"_s; }

} // namespace

void Cli::filterImport() {
    const auto account = chosenAccount();
    if (!account)
        return;
    m_task = m_engine->filters().readFilterFile(*account, m_line.operands.first(), this, [this, account = *account](const Result<engine::ImportedFilters>& read) {
        if (!read)
            return fail(read.error());
        if (m_line.has("dry-run"))
            return tellImportedFilters(*read, {});
        m_engine->filters().addFilters(account, read->filters, this, [this, account, read = *read](const Result<QList<FilterId>>& ids) {
            if (!ids)
                return fail(ids.error());
            bringChanges(account, [this, account, read, ids = *ids] {
                tellIfBehind(account);
                tellImportedFilters(read, ids);
            });
        });
    });
}

void Cli::tellImportedFilters(const engine::ImportedFilters& read, const QList<FilterId>& ids) {
    QJsonArray filters, complaints;
    bool hasProblems = false;
    for (qsizetype i = 0; i < read.filters.size(); ++i) {
        QJsonObject object = filterJson(read.filters[i]);
        const auto problems = read.problems.value(i);
        hasProblems = hasProblems || !engine::canRun(problems);
        object.insert(u"problems"_s, problemsJson(problems));
        if (i < ids.size())
            object.insert(u"id"_s, ids[i].value);
        filters.append(object);
    }
    for (const engine::RulesComplaint& one : read.complaints)
        complaints.append(QJsonObject{{u"problem"_s, QString(engine::rulesProblemName(one.problem))}, {u"filter"_s, one.filter}, {u"detail"_s, one.detail}});
    if (m_out.isJson()) {
        m_out.value(QJsonObject{{u"filters"_s, filters}, {u"complaints"_s, complaints}, {u"behind"_s, m_isBehind}});
    } else {
        m_out.text(u"%1 filters %2"_s.arg(read.filters.size()).arg(ids.isEmpty() ? u"read"_s : u"added"_s));
        for (const engine::RulesComplaint& one : read.complaints)
            m_out.text(u"%1: %2 %3"_s.arg(one.filter, engine::rulesProblemName(one.problem), one.detail));
    }
    done(!read.complaints.isEmpty() || hasProblems || m_isBehind ? 11 : 0);
}

void Cli::filterWhy() {
    bool ok = false;
    const MessageId message(m_line.operands.first().toLongLong(&ok));
    if (!ok || message.value <= 0)
        return fail({ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"message id '%1'"_s.arg(m_line.operands.first())});
    m_engine->filters().whyMoved(message, this, [this](const Result<QList<engine::FilterReason>>& reasons) {
        if (!reasons)
            return fail(reasons.error());
        QJsonArray array;
        QList<QStringList> rows;
        for (const engine::FilterReason& one : *reasons) {
            array.append(QJsonObject{{u"filter"_s, one.filter.isValid() ? QJsonValue(one.filter.value) : QJsonValue(QJsonValue::Null)}, {u"name"_s, one.filterName},
                                     {u"verb"_s, QString(verbName(one.action.verb))}, {u"target"_s, one.action.target}, {u"when"_s, timeOrNull(one.whenMs)},
                                     {u"where"_s, reasonWhere(one)}, {u"certain"_s, one.isCertain}, {u"applied"_s, one.isApplied}});
            rows.append({one.filterName, QString(verbName(one.action.verb)), one.action.target, rfc3339(one.whenMs), one.isCertain ? reasonWhere(one) : u"server, presumably"_s});
        }
        m_out.isJson() ? m_out.value(array) : m_out.table({u"filter"_s, u"did"_s, u"to"_s, u"when"_s, u"where"_s}, rows);
        done();
    });
}

/// What is known of the account's Sieve server; --now: a visit, --on, --off, --keep first.
void Cli::filterServer() {
    const auto named = namedAccount(m_line.operands.first());
    if (!named)
        return;
    const AccountId account = named->account.id;
    const auto tell = [this](const Result<engine::SieveState>& state) { tellSieve(state); };
    if (m_line.has("keep")) {
        const auto choice = m_line.value("keep") == "theirs"_L1 ? engine::ScriptChoice::KeepTheirs : engine::ScriptChoice::KeepOurs;
        m_task = m_engine->filters().resolveScript(account, choice, this, tell);
    } else if (m_line.has("on") || m_line.has("off")) {
        m_engine->filters().setSieveWanted(account, m_line.has("on"), this, [this, account, tell](const Result<engine::SieveState>& state) {
            if (!state)
                return fail(state.error());
            m_task = m_engine->filters().bringToServer(account, this, tell);
        });
    } else if (m_line.has("now")) {
        m_task = m_engine->filters().bringToServer(account, this, tell);
    } else {
        m_engine->filters().loadSieveState(account, this, tell);
    }
}

void Cli::tellSieve(const Result<engine::SieveState>& state) {
    if (!state)
        return fail(state.error());
    const QJsonObject object = sieveJson(*state);
    if (m_out.isJson()) {
        m_out.value(object);
    } else {
        m_out.table({u"what"_s, u"is"_s}, {{u"server"_s, object.value("offer"_L1).toString()}, {u"host"_s, state->host}, {u"wanted"_s, state->isWanted ? u"yes"_s : u"no"_s},
                                          {u"our script there since"_s, state->putMs > 0 ? rfc3339(state->putMs) : u"never"_s}, {u"beside"_s, state->otherAnswers ? u"%1 (answers mail)"_s.arg(state->otherScript) : state->otherScript},
                                          {u"conflict"_s, object.value("conflict"_L1).toObject().value("kind"_L1).toString()}});
        if (state->refusal)
            m_out.error(state->refusal->error);
    }
    done(state->conflict ? 11 : state->refusal ? exitCodeOf(state->refusal->error) : 0);
}

} // namespace tributary::cli
