// SPDX-License-Identifier: GPL-3.0-or-later
// filter: an account's filters, where they run and why, trying out, applying, and why a message was moved (S5).
#include "cli/Cli.h"
#include "cli/FilterWords.h"
#include "engine/Filters.h"

#include <QDateTime>

#include <algorithm>
#include <chrono>
#include <utility>

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

// Somebody waits for the command, perhaps a script that calls many: what takes longer is behind, and is brought by the next sync, or 'filter server --now'.
constexpr std::chrono::seconds kWithin{15}, kAgainWithin{3};
constexpr std::chrono::seconds kUnknownWithin{60}; ///< one that nobody knows of yet may need all of a connection's time to be found missing, once
constexpr std::chrono::minutes kTriedLately{15};

QJsonObject listedJson(const engine::ListedFilter& listed, const QString& account) {
    QJsonObject object = filterJson(listed.filter);
    const QJsonObject placement = placementJson(listed.placement);
    for (auto it = placement.begin(); it != placement.end(); ++it)
        object.insert(it.key(), it.value());
    object.insert(u"account"_s, account);
    object.insert(u"problems"_s, problemsJson(listed.problems));
    object.insert(u"taken"_s, listed.taken);
    object.insert(u"last"_s, timeOrNull(listed.lastMs));
    return object;
}

QStringList listedRow(const engine::ListedFilter& listed, const QString& account) {
    const QJsonObject placement = placementJson(listed.placement);
    QString why = placement.value("why"_L1).toString();
    if (listed.placement.obstacle)
        why = u"%1 %2"_s.arg(placement.value("obstacle"_L1).toString(), listed.placement.detail).trimmed();
    for (const engine::FilterProblem& one : listed.problems)
        why += (why.isEmpty() ? QString() : u", "_s) + QString(engine::filterFaultName(one.fault));
    return {QString::number(listed.filter.id.value), account, listed.filter.name, listed.filter.enabled ? u"on"_s : u"off"_s, placement.value("where"_L1).toString(), why, filterText(listed.filter)};
}

QJsonObject trialJson(const engine::TrialProgress& progress) {
    QJsonArray takenBy;
    for (const qint64 count : progress.takenBy)
        takenBy.append(count);
    return {{u"looked"_s, progress.looked}, {u"total"_s, progress.total}, {u"taken"_s, progress.taken}, {u"unknown"_s, progress.unknown},
            {u"takenBy"_s, takenBy}, {u"problems"_s, problemsJson(progress.problems)}};
}

QJsonObject appliedJson(const engine::FilterApplied& applied) {
    return {{u"change"_s, applied.change.isValid() ? QJsonValue(applied.change.value) : QJsonValue(QJsonValue::Null)},
            {u"looked"_s, applied.looked}, {u"taken"_s, applied.taken}, {u"changed"_s, applied.changed}, {u"unknown"_s, applied.unknown},
            {u"notForwarded"_s, applied.notForwarded}, {u"passedOver"_s, applied.passedOver}, {u"problems"_s, problemsJson(applied.problems)}};
}

} // namespace

std::optional<FilterId> Cli::filterOperand() {
    bool ok = false;
    const qint64 id = m_line.operands.first().toLongLong(&ok);
    if (ok && id > 0)
        return FilterId(id);
    fail({ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"filter id '%1'"_s.arg(m_line.operands.first())});
    return std::nullopt;
}

void Cli::filterList() {
    QList<AccountId> accounts;
    if (!m_line.operands.isEmpty()) {
        const auto named = namedAccount(m_line.operands.first());
        if (!named)
            return;
        accounts.append(named->account.id);
    } else {
        for (const model::AccountSnapshot& one : m_engine->accounts())
            accounts.append(one.account.id);
    }
    listFilters(accounts, [this] {
        if (m_out.isJson())
            m_out.value(m_rows);
        else
            m_out.table({u"id"_s, u"account"_s, u"name"_s, u"is"_s, u"runs"_s, u"why"_s, u"filter"_s}, m_table);
        done();
    });
}

void Cli::listFilters(QList<AccountId> accounts, std::function<void()> then) {
    if (accounts.isEmpty())
        return then();
    const AccountId account = accounts.takeFirst();
    m_engine->filters().loadFilters(account, this, [this, account, accounts, then = std::move(then)](const Result<engine::FilterList>& list) {
        if (!list)
            return fail(list.error());
        for (const engine::ListedFilter& one : list->filters) {
            m_rows.append(listedJson(one, emailOf(account)));
            m_table.append(listedRow(one, emailOf(account)));
        }
        listFilters(accounts, then);
    });
}

/// The filter of that id with its account's list.
void Cli::withFilter(FilterId id, std::function<void(const engine::ListedFilter&)> use) {
    auto left = std::make_shared<QList<AccountId>>();
    for (const model::AccountSnapshot& one : m_engine->accounts())
        left->append(one.account.id);
    const auto next = std::make_shared<std::function<void()>>();
    *next = [this, id, left, weak = std::weak_ptr(next), use = std::move(use)] {
        if (left->isEmpty())
            return fail({ErrorKind::InvalidInput, ErrorCode::NotFound, {}, u"filter %1 (filter list)"_s.arg(id.value)});
        m_engine->filters().loadFilters(left->takeFirst(), this, [this, id, next = weak.lock(), use](const Result<engine::FilterList>& list) {
            if (!list)
                return fail(list.error());
            const auto found = std::find_if(list->filters.begin(), list->filters.end(), [id](const engine::ListedFilter& one) { return one.filter.id == id; });
            found == list->filters.end() ? (*next)() : use(*found);
        });
    };
    (*next)();
}

Result<model::Filter> Cli::givenFilter(const model::Filter& before) const {
    if (!m_line.has("json-file"))
        return filterFromOptions(m_line, before);
    TRY(const QJsonObject object, readJsonFile(m_line.value("json-file")));
    TRY(const model::Filter read, filterFromJson(object, before));
    return filterFromOptions(m_line, read);
}

void Cli::filterAdd() {
    const auto account = chosenAccount();
    if (!account)
        return;
    model::Filter empty;
    empty.account = *account;
    saveGivenFilter(empty);
}

void Cli::filterEdit() {
    if (const auto id = filterOperand())
        withFilter(*id, [this](const engine::ListedFilter& listed) { saveGivenFilter(listed.filter); });
}

void Cli::saveGivenFilter(const model::Filter& before) {
    const auto filter = givenFilter(before);
    if (!filter)
        return fail(filter.error());
    m_engine->filters().checkFilter(*filter, this, [this, filter = *filter](const Result<QList<engine::FilterProblem>>& problems) {
        m_engine->filters().saveFilter(filter, this, [this, problems](const Result<FilterId>& id) {
            if (id)
                return tellFilterAfter(*id, std::monostate());
            m_out.error(id.error(), {{u"problems"_s, problemsJson(problems.value_or(QList<engine::FilterProblem>()))}});
            done(exitCodeOf(id.error()));
        });
    });
}

void Cli::tellFilter(const engine::ListedFilter& listed) {
    QJsonObject object = listedJson(listed, emailOf(listed.filter.account));
    object.insert(u"behind"_s, m_isBehind);
    if (m_out.isJson())
        m_out.value(object);
    else
        m_out.table({u"id"_s, u"account"_s, u"name"_s, u"is"_s, u"runs"_s, u"why"_s, u"filter"_s}, {listedRow(listed, emailOf(listed.filter.account))});
    tellIfBehind(listed.filter.account);
    done(m_isBehind ? 11 : 0);
}

void Cli::bringChanges(AccountId account, std::function<void()> then) {
    const auto named = this->account(QString::number(account.value));
    const bool mayAsk = named && named->account.enabled && !refusedBefore(*named);
    m_engine->filters().loadSieveState(account, this, [this, account, mayAsk, then = std::move(then)](const Result<engine::SieveState>& before) {
        if (!before)
            return fail(before.error());
        m_isBehind = before->isBehind;
        if (!mayAsk || before->offer == engine::SieveOffer::None)
            return then();
        const bool isKnown = before->offer == engine::SieveOffer::Offered;
        const qint64 sinceTriedMs = QDateTime::currentMSecsSinceEpoch() - before->triedMs;
        const bool wasTriedInVain = sinceTriedMs >= 0 && sinceTriedMs < std::chrono::milliseconds(kTriedLately).count();
        m_task = m_engine->filters().bringToServer(account, this, [this, then](const Result<engine::SieveState>& state) {
            if (!state)
                return fail(state.error());
            m_isBehind = state->isBehind;
            then();
        }, wasTriedInVain ? kAgainWithin : isKnown ? kWithin : kUnknownWithin);
    });
}

void Cli::tellIfBehind(AccountId account) {
    if (m_isBehind && !m_out.isJson())
        m_out.text(u"saved here; the mail server has not got it and goes on as before: filter server %1 --now"_s.arg(emailOf(account)));
}

void Cli::filterRemove() {
    const auto id = filterOperand();
    if (!id)
        return;
    withFilter(*id, [this, id = *id](const engine::ListedFilter& listed) {
        m_engine->filters().removeFilter(id, this, [this, id, account = listed.filter.account](const Result<std::monostate>& removed) {
            if (!removed)
                return fail(removed.error());
            bringChanges(account, [this, id, account] {
                m_out.isJson() ? m_out.value(QJsonObject{{u"removed"_s, id.value}, {u"behind"_s, m_isBehind}}) : m_out.text(u"filter %1 removed"_s.arg(id.value));
                tellIfBehind(account);
                done(m_isBehind ? 11 : 0);
            });
        });
    });
}

void Cli::filterMove() {
    bool ok = false;
    const int position = m_line.operands.at(1).toInt(&ok);
    if (!ok || position < 1)
        return fail({ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"position '%1' (from 1)"_s.arg(m_line.operands.at(1))});
    if (const auto id = filterOperand())
        m_engine->filters().moveFilter(*id, position - 1, this, [this, id = *id](const Result<std::monostate>& result) { tellFilterAfter(id, result); });
}

void Cli::filterEnable() { enableFilter(true); }
void Cli::filterDisable() { enableFilter(false); }

void Cli::enableFilter(bool on) {
    if (const auto id = filterOperand())
        m_engine->filters().setFilterEnabled(*id, on, this, [this, id = *id](const Result<std::monostate>& result) { tellFilterAfter(id, result); });
}

void Cli::tellFilterAfter(FilterId id, const Result<std::monostate>& result) {
    if (!result)
        return fail(result.error());
    withFilter(id, [this, id](const engine::ListedFilter& saved) {
        bringChanges(saved.filter.account, [this, id] { withFilter(id, [this](const engine::ListedFilter& listed) { tellFilter(listed); }); });
    });
}

/// What is tried: --id of saved ones, else what the options say.
void Cli::filterTest() {
    engine::FilterTrial trial;
    bool ok = true;
    trial.firstCount = m_line.has("limit") ? m_line.value("limit").toInt(&ok) : 100;
    if (!ok || trial.firstCount < 1 || trial.firstCount > 100'000)
        return fail({ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"limit"_s});
    if (!m_line.has("account") && !m_line.has("mailbox") && !m_line.has("id"))
        return tryGiven({}, trial);
    withFilterAccount([this, trial](AccountId account) mutable {
        if (m_line.has("account") || m_line.has("mailbox")) // else over the mail of all, whoever's the filter is
            trial.account = account;
        if (!m_line.has("mailbox"))
            return tryGiven(account, trial);
        withMailbox(account, m_line.value("mailbox"), [this, account, trial](const model::Mailbox& mailbox) mutable {
            trial.mailbox = mailbox.id;
            tryGiven(account, trial);
        });
    });
}

void Cli::tryGiven(AccountId account, const engine::FilterTrial& trial) {
    withTried(account, [this, whole = trial](const QList<model::Filter>& filters) mutable {
        whole.filters = filters;
        tryFilters(whole);
    });
}

/// The account that is named, else the one whose filters are.
void Cli::withFilterAccount(std::function<void(AccountId)> use) {
    if (m_line.has("account") || !m_line.has("id")) {
        if (const auto account = chosenAccount())
            use(*account);
    } else if (const auto ids = filterIds()) {
        withFilter(ids->first(), [use = std::move(use)](const engine::ListedFilter& listed) { use(listed.filter.account); });
    }
}

void Cli::withTried(AccountId account, std::function<void(const QList<model::Filter>&)> use) {
    if (!m_line.has("id")) {
        model::Filter draft;
        draft.account = account;
        draft.name = u"trial"_s;
        auto filter = givenFilter(draft);
        if (!filter)
            return fail(filter.error());
        if (filter->actions.isEmpty()) // which messages it takes does not hang on it
            filter->actions = {{model::FilterVerb::Flag, {}}};
        return use({*filter});
    }
    const auto ids = filterIds();
    if (!ids)
        return;
    m_engine->filters().loadFilters(account, this, [this, ids = *ids, use = std::move(use)](const Result<engine::FilterList>& list) {
        if (!list)
            return fail(list.error());
        QList<model::Filter> filters;
        for (const engine::ListedFilter& one : list->filters) {
            if (ids.contains(one.filter.id))
                filters.append(one.filter);
        }
        if (filters.size() < ids.size())
            return fail({ErrorKind::InvalidInput, ErrorCode::NotFound, {}, u"a filter of --id"_s});
        use(filters);
    });
}

std::optional<QList<FilterId>> Cli::filterIds() {
    QList<FilterId> ids;
    for (const QString& word : m_line.values("id")) {
        bool ok = false;
        const qint64 id = word.toLongLong(&ok);
        if (!ok || id <= 0) {
            fail({ErrorKind::InvalidInput, ErrorCode::BadValue, {}, u"filter id '%1'"_s.arg(word)});
            return std::nullopt;
        }
        if (!ids.contains(FilterId(id)))
            ids.append(FilterId(id));
    }
    return ids;
}

engine::TrialObserver Cli::trialObserver() {
    return [this](const engine::TrialProgress& progress) {
        m_out.event({{u"event"_s, u"progress"_s}, {u"looked"_s, progress.looked}, {u"total"_s, progress.total}, {u"taken"_s, progress.taken}},
                    u"%1 of %2 messages looked at, %3 taken"_s.arg(progress.looked).arg(progress.total).arg(progress.taken));
    };
}

void Cli::tryFilters(const engine::FilterTrial& trial) {
    m_task = m_engine->filters().tryFilters(trial, 0, this, trialObserver(), [this](const Result<engine::TrialProgress>& tried) {
        if (!tried)
            return fail(tried.error());
        const auto fatal = std::find_if(tried->problems.begin(), tried->problems.end(), [](const engine::FilterProblem& one) { return engine::isFatal(one.fault); });
        const bool wasTried = fatal == tried->problems.end() || tried->looked > 0 || tried->total > 0;
        if (!wasTried) {
            const Error error{ErrorKind::InvalidInput, ErrorCode::BadValue, {}, QString(engine::filterFaultName(fatal->fault))};
            m_out.error(error, {{u"problems"_s, problemsJson(tried->problems)}});
            return done(exitCodeOf(error));
        }
        tellTrial(*tried);
        done();
    });
}

void Cli::tellTrial(const engine::TrialProgress& tried) {
    if (m_out.isJson()) {
        QJsonObject object = trialJson(tried);
        QJsonArray messages;
        for (const model::MessageSummary& one : tried.first)
            messages.append(toJson(one, emailOf(one.account)));
        object.insert(u"messages"_s, messages);
        return m_out.value(object);
    }
    QList<QStringList> rows;
    for (const model::MessageSummary& one : tried.first)
        rows.append({QString::number(one.id.value), rfc3339(one.dateMs), one.mailboxName, model::displayText(one.from), one.subject});
    m_out.table({u"id"_s, u"date"_s, u"mailbox"_s, u"from"_s, u"subject"_s}, rows);
    m_out.text(u"%1 of %2 messages would be taken; of %3 the text is not here"_s.arg(tried.taken).arg(tried.looked).arg(tried.unknown));
}

void Cli::filterApply() {
    withFilterAccount([this](AccountId account) {
        if (const auto ids = filterIds())
            applyIn(account, *ids);
    });
}

void Cli::applyIn(AccountId account, const QList<FilterId>& ids) {
    m_engine->loadMailboxes(account, this, [this, order = engine::FilterOrder{account, ids, {}}](const Result<QList<model::Mailbox>>& mailboxes) mutable {
        if (!mailboxes)
            return fail(mailboxes.error());
        for (const QString& name : m_line.values("mailbox")) {
            const auto found = std::find_if(mailboxes->begin(), mailboxes->end(), [&](const model::Mailbox& one) {
                return one.name.compare(name, one.specialUse == model::SpecialUse::Inbox ? Qt::CaseInsensitive : Qt::CaseSensitive) == 0;
            });
            if (found == mailboxes->end())
                return fail({ErrorKind::InvalidInput, ErrorCode::NotFound, {}, u"mailbox %1"_s.arg(name)});
            order.mailboxes.append(found->id);
        }
        m_task = m_engine->filters().applyFilters(order, this, trialObserver(), [this](const Result<engine::FilterApplied>& applied) { tellApplied(applied); });
    });
}

void Cli::tellApplied(const Result<engine::FilterApplied>& applied) {
    if (!applied)
        return fail(applied.error());
    if (m_out.isJson()) {
        m_out.value(appliedJson(*applied));
    } else {
        m_out.text(u"%1 of %2 messages taken, %3 changed"_s.arg(applied->taken).arg(applied->looked).arg(applied->changed));
        if (applied->change.isValid())
            m_out.text(u"done here, queued for the server (change %1; 'change undo %1' takes it back)"_s.arg(applied->change.value));
        if (applied->notForwarded > 0)
            m_out.text(u"%1 messages were not forwarded: only what arrives is"_s.arg(applied->notForwarded));
        if (applied->passedOver > 0)
            m_out.text(u"%1 filters cannot run and were passed over (filter list)"_s.arg(applied->passedOver));
    }
    const bool wasInterrupted = m_task && m_task->token().isCancelled();
    done(wasInterrupted ? 130 : applied->unknown > 0 || applied->passedOver > 0 ? 11 : 0);
}

} // namespace tributary::cli
