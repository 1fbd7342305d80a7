// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/SieveKeeper.h"

#include "base/Log.h"

#include <algorithm>
#include <atomic>
#include <utility>

namespace tributary::engine {

namespace {

constexpr std::chrono::seconds kAfterChange{3}; ///< the user is still at it, perhaps
constexpr std::chrono::minutes kBetweenLooks{15};
constexpr qint64 kVisitEveryMs = 24LL * 3'600'000;
constexpr qint64 kAfterFailureMs = 15LL * 60'000;
// Somebody waits for the sync. One that nobody knows of yet may need all of a connection's time to be found missing, once.
constexpr std::chrono::seconds kHereWithin{15}, kUnknownHereWithin{60};

bool isOurs(const model::StoreChange& change) {
    return std::holds_alternative<model::FiltersChanged>(change) || std::holds_alternative<model::VacationChanged>(change) || std::holds_alternative<model::MailboxesChanged>(change);
}

/// Held for a moment only: who lets go of a task ends it.
std::optional<CancelToken> tokenOf(const std::weak_ptr<Task>& task) {
    const auto held = task.lock();
    return held ? std::optional(held->token()) : std::nullopt;
}

/// A mailbox that is gone or new, a vacation that has become one that can be said: the script is not what it would be now.
Result<bool> isScriptOld(store::Reader& reader, const store::SieveRecord& record, qint64 nowMs) {
    if (record.offer != store::SieveOffer::Offered || !record.isWanted)
        return false;
    TRY(const ScriptSource source, loadScriptSource(reader, record.account));
    const ScriptPlan plan = planScript(source, nowMs);
    return plan.isEmpty() ? record.mayBeThere() : plan.script.text != record.putScript;
}

/// Accounts whose server has something to be told or is to be looked at again. Nobody is asked for an account that has neither filters nor a reply.
Result<QList<AccountId>> dueAccounts(store::Reader& reader, const QSet<qint64>& accounts, qint64 nowMs) {
    QList<AccountId> due;
    for (const qint64 id : accounts) {
        const AccountId account(id);
        TRY(const store::SieveRecord record, reader.sieveState(account));
        TRY(const QList<store::StoredFilter> filters, reader.filters(account));
        TRY(const model::Vacation vacation, reader.vacation(account));
        const bool wasTriedInVain = record.triedMs > 0 && record.triedMs <= nowMs && nowMs - record.triedMs < kAfterFailureMs;
        const bool hasSomething = !filters.isEmpty() || vacation.on || record.mayBeThere();
        const bool isOld = nowMs - record.checkedMs >= kVisitEveryMs || record.checkedMs > nowMs;
        const bool isHindered = record.conflict || record.error || record.offer == store::SieveOffer::None;
        TRY(const bool isScriptDifferent, isHindered ? Result<bool>(false) : isScriptOld(reader, record, nowMs));
        const bool isAsked = !isHindered && (record.isBehind || isScriptDifferent);
        const bool isLookedAt = record.otherAnswers || record.otherCopies; // what the user has kept there: it may be otherwise by now
        if (hasSomething && (isOld || isAsked) && !wasTriedInVain && (record.isWanted || record.mayBeThere() || isLookedAt))
            due.append(account);
    }
    return due;
}

/// Read and written again: there is one visit of an account at a time, and what the user says meanwhile stays (revision).
Status editRecord(Profile& profile, AccountId account, const std::function<bool(store::SieveRecord&)>& edit) {
    TRY(const auto reader, profile.store->makeReader());
    TRY(store::SieveRecord record, reader->sieveState(account));
    return edit(record) ? profile.store->putSieveState(record) : Status();
}

/// Ends a visit when its time is over. The facade's thread has the timer: this one waits for the server.
struct TimeLimit {
    CancelSource source;
    std::atomic<bool> isOver{false};
};

/// As visitSieveServer(); one that fails is noted, so that it is not tried again at once. Blocks.
Status visitWithin(Profile& profile, Relay& relay, const SieveVisit& visit, const CancelToken& cancel, const SieveKeeper::Limit& limit) {
    const auto time = std::make_shared<TimeLimit>();
    const auto ended = cancel.onCancel([time] { time->source.cancel(); });
    if (limit) {
        relay.post([time, limit = *limit] {
            QTimer::singleShot(limit, [time] {
                time->isOver = true;
                time->source.cancel();
            });
        });
    }
    Status status = visitSieveServer(profile, visit, time->source.token());
    if (status || (status.error().kind == ErrorKind::Cancelled && (cancel.isCancelled() || !time->isOver)))
        return status;
    if (status.error().kind == ErrorKind::Cancelled)
        status = failure(ErrorKind::Network, ErrorCode::TimedOut);
    qCInfo(lcEngine) << "account" << visit.account.value << "Sieve server not visited:" << codeName(status.error().code);
    const Status noted = editRecord(profile, visit.account, [isOver = time->isOver.load()](store::SieveRecord& record) {
        record.triedMs = Clock::system().utcNowMs();
        if (isOver && record.offer == store::SieveOffer::Unknown) { // what takes connections and says nothing is no server; it is asked again tomorrow
            record.offer = store::SieveOffer::None;
            record.checkedMs = record.triedMs;
            record.isBehind = false;
        }
        return true;
    });
    if (!noted)
        qCWarning(lcEngine) << "account" << visit.account.value << "a try at its Sieve server not noted:" << codeName(noted.error().code);
    return status;
}

} // namespace

Status forgetSieveRefusal(Profile& profile, AccountId account) {
    return editRecord(profile, account, [](store::SieveRecord& record) {
        const bool isOfTheLine = record.error && (record.error->kind == ErrorKind::Auth || record.error->kind == ErrorKind::Tls);
        if (isOfTheLine)
            record.error.reset();
        return std::exchange(record.triedMs, 0) != 0 || isOfTheLine;
    });
}

SieveKeeper::SieveKeeper(std::shared_ptr<Profile> profile, Relay& relay, TaskRunner& tasks, std::shared_ptr<net::OpenLines> lines, const EngineOptions& options)
    : m_profile(std::move(profile)), m_relay(relay), m_tasks(tasks), m_lines(std::move(lines)), m_discovery(options.discovery),
      m_portForTests(options.sievePortForTests) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(kAfterChange);
    connect(&m_soon, &QTimer::timeout, this, &SieveKeeper::look);
    m_daily.setInterval(kBetweenLooks);
    connect(&m_daily, &QTimer::timeout, this, &SieveKeeper::look);
    m_daily.start();
}

void SieveKeeper::storeChanged(const QList<model::StoreChange>& changes) {
    if (std::any_of(changes.begin(), changes.end(), isOurs))
        m_soon.start();
}

void SieveKeeper::setAccounts(const QList<model::Account>& accounts) {
    QSet<qint64> ids;
    for (const model::Account& account : accounts) {
        if (account.protocol == model::Protocol::Imap)
            ids.insert(account.id.value);
    }
    if (std::exchange(m_accounts, ids) != ids)
        m_soon.start();
}

void SieveKeeper::look() {
    if (m_accounts.isEmpty() || std::exchange(m_looking, true))
        return;
    m_tasks.startDetached([self = QPointer(this), relay = &m_relay, profile = m_profile, accounts = m_accounts](const CancelToken&) {
        const qint64 nowMs = Clock::system().utcNowMs();
        const auto reader = profile->store->makeReader();
        const auto due = reader ? dueAccounts(**reader, accounts, nowMs) : Result<QList<AccountId>>(failure(reader.error()));
        if (const Status forgotten = profile->store->forgetArrivals(nowMs); !forgotten)
            qCWarning(lcEngine) << "arrivals not forgotten:" << codeName(forgotten.error().code);
        relay->post([self, due = due.value_or(QList<AccountId>())] {
            if (self)
                self->looked(due);
        });
    });
}

void SieveKeeper::looked(const QList<AccountId>& due) {
    m_looking = false;
    for (const AccountId account : due) {
        if (!isWorking(account) && m_accounts.contains(account.value) && !isLeaving(account))
            start(account, {});
    }
}

std::shared_ptr<Task> SieveKeeper::visit(AccountId account, std::optional<ScriptChoice> choice, std::function<void(const Status&)> done, Limit limit) {
    if (isLeaving(account)) {
        m_relay.post([done = std::move(done)] { done(failure(ErrorKind::Cancelled, ErrorCode::Cancelled)); });
        return std::make_shared<Task>();
    }
    return startOrQueue(account, {choice, true, {}, std::move(done), false, limit});
}

/// What is under way or waits would bring what is to be taken away; its end would be waited for as long as its server is silent.
std::shared_ptr<Task> SieveKeeper::leave(AccountId account, std::function<void(const Status&)> done) {
    const bool isFirst = !isLeaving(account);
    m_leaving.insert(account.value);
    if (isFirst) {
        for (const Waiting& one : m_waiting.take(account.value))
            m_relay.post([given = one.done] { given(failure(ErrorKind::Cancelled, ErrorCode::Cancelled)); });
        if (const auto running = m_working.value(account.value))
            running->cancel();
    }
    return startOrQueue(account, {std::nullopt, true, {}, std::move(done), true, {}});
}

void SieveKeeper::stay(AccountId account) {
    if (m_leaving.remove(account.value))
        m_soon.start();
}

std::shared_ptr<Task> SieveKeeper::startOrQueue(AccountId account, Waiting wanted) {
    auto task = std::make_shared<Task>();
    wanted.task = task;
    if (isWorking(account))
        m_waiting[account.value].append(std::move(wanted));
    else
        start(account, std::move(wanted));
    return task;
}

SieveVisit SieveKeeper::visitOf(AccountId account) const {
    SieveVisit visit;
    visit.account = account;
    visit.discovery = m_discovery;
    visit.lines = m_lines;
    visit.portForTests = m_portForTests;
    visit.nowMs = Clock::system().utcNowMs();
    return visit;
}

void SieveKeeper::visitIfDueHere(const model::Account& account, const CancelToken& cancel) const {
    if (!account.enabled || account.protocol != model::Protocol::Imap || cancel.isCancelled())
        return;
    const auto reader = m_profile->store->makeReader();
    if (!reader || dueAccounts(**reader, {account.id.value}, Clock::system().utcNowMs()).value_or(QList<AccountId>()).isEmpty())
        return;
    const auto record = (*reader)->sieveState(account.id);
    const bool isKnown = record && record->offer == store::SieveOffer::Offered;
    (void)visitWithin(*m_profile, m_relay, visitOf(account.id), cancel, isKnown ? kHereWithin : kUnknownHereWithin); // logged
}

/// A visit that somebody waits for ends with his task; one that nobody does, with the program.
void SieveKeeper::start(AccountId account, Waiting wanted) {
    SieveVisit visit = visitOf(account);
    visit.choice = wanted.choice;
    visit.leaves = wanted.leaves;
    m_working.insert(account.value, m_tasks.start([self = QPointer(this), relay = &m_relay, profile = m_profile, visit, wanted = std::move(wanted)](const CancelToken& cancel) {
        const auto asked = tokenOf(wanted.task);
        const bool isLetGo = wanted.isAsked && (!asked || asked->isCancelled());
        const auto ended = cancel.onCancel([task = wanted.task] { // the program ends
            if (const auto last = task.lock())
                last->cancel();
        });
        const Status status = isLetGo ? Status(failure(ErrorKind::Cancelled, ErrorCode::Cancelled)) : visitWithin(*profile, *relay, visit, asked.value_or(cancel), wanted.limit);
        relay->post([self, account = visit.account, status, done = wanted.done] {
            if (self)
                self->ended(account, status, done);
        });
    }));
}

void SieveKeeper::ended(AccountId account, const Status& status, const std::function<void(const Status&)>& done) {
    m_working.remove(account.value);
    if (done)
        done(status);
    if (!m_waiting.value(account.value).isEmpty())
        start(account, m_waiting[account.value].takeFirst());
}

} // namespace tributary::engine
