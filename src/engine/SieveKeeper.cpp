// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/SieveKeeper.h"

#include "base/Log.h"

#include <algorithm>
#include <utility>

namespace tributary::engine {

namespace {

constexpr std::chrono::seconds kAfterChange{3}; ///< the user is still at it, perhaps
constexpr std::chrono::minutes kBetweenLooks{15};
constexpr qint64 kVisitEveryMs = 24LL * 3'600'000;
constexpr qint64 kAfterFailureMs = 15LL * 60'000;

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
        const bool hasSomething = !filters.isEmpty() || vacation.on || record.mayBeThere();
        const bool isOld = nowMs - record.checkedMs >= kVisitEveryMs || record.checkedMs > nowMs;
        const bool isHindered = record.conflict || record.error || record.offer == store::SieveOffer::None;
        TRY(const bool isScriptDifferent, isHindered ? Result<bool>(false) : isScriptOld(reader, record, nowMs));
        const bool isAsked = !isHindered && (record.isBehind || isScriptDifferent);
        const bool isLookedAt = record.otherAnswers || record.otherCopies; // what the user has kept there: it may be otherwise by now
        if (hasSomething && (isOld || isAsked) && (record.isWanted || record.mayBeThere() || isLookedAt))
            due.append(account);
    }
    return due;
}

} // namespace

SieveKeeper::SieveKeeper(std::shared_ptr<Profile> profile, Relay& relay, TaskRunner& tasks, std::shared_ptr<net::OpenLines> lines, const EngineOptions& options, bool mayWork)
    : m_profile(std::move(profile)), m_relay(relay), m_tasks(tasks), m_lines(std::move(lines)), m_discovery(options.discovery),
      m_portForTests(options.sievePortForTests), m_mayWork(mayWork) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(kAfterChange);
    connect(&m_soon, &QTimer::timeout, this, &SieveKeeper::look);
    m_daily.setInterval(kBetweenLooks);
    connect(&m_daily, &QTimer::timeout, this, &SieveKeeper::look);
    if (m_mayWork)
        m_daily.start();
}

void SieveKeeper::storeChanged(const QList<model::StoreChange>& changes) {
    if (m_mayWork && std::any_of(changes.begin(), changes.end(), isOurs))
        m_soon.start();
}

void SieveKeeper::setAccounts(const QList<model::Account>& accounts) {
    QSet<qint64> ids;
    for (const model::Account& account : accounts) {
        if (account.protocol == model::Protocol::Imap)
            ids.insert(account.id.value);
    }
    if (std::exchange(m_accounts, ids) != ids && m_mayWork)
        m_soon.start();
}

void SieveKeeper::look() {
    if (!m_mayWork || m_accounts.isEmpty() || std::exchange(m_looking, true))
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
    const qint64 nowMs = Clock::system().utcNowMs();
    for (const AccountId account : due) {
        if (!isWorking(account) && m_accounts.contains(account.value) && m_notBeforeMs.value(account.value) <= nowMs)
            start(account, {});
    }
}

std::shared_ptr<Task> SieveKeeper::visit(AccountId account, std::optional<ScriptChoice> choice, std::function<void(const Status&)> done, bool leaves) {
    auto task = std::make_shared<Task>();
    Waiting wanted{choice, true, task, std::move(done), leaves};
    m_notBeforeMs.remove(account.value);
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

void SieveKeeper::visitDueHere(const QList<model::Account>& accounts, const CancelToken& cancel) const {
    QSet<qint64> ids;
    for (const model::Account& account : accounts) {
        if (account.enabled && account.protocol == model::Protocol::Imap)
            ids.insert(account.id.value);
    }
    const auto reader = m_profile->store->makeReader();
    const auto due = reader ? dueAccounts(**reader, ids, Clock::system().utcNowMs()) : Result<QList<AccountId>>(failure(reader.error()));
    for (const AccountId account : due.value_or(QList<AccountId>())) {
        if (cancel.isCancelled())
            return;
        if (const Status status = visitSieveServer(*m_profile, visitOf(account), cancel); !status)
            qCInfo(lcEngine) << "account" << account.value << "Sieve server not visited:" << codeName(status.error().code);
    }
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
        const Status status = isLetGo ? Status(failure(ErrorKind::Cancelled, ErrorCode::Cancelled)) : visitSieveServer(*profile, visit, asked.value_or(cancel));
        relay->post([self, account = visit.account, status, done = wanted.done] {
            if (self)
                self->ended(account, status, done);
        });
    }));
}

void SieveKeeper::ended(AccountId account, const Status& status, const std::function<void(const Status&)>& done) {
    m_working.remove(account.value);
    if (!status && status.error().kind != ErrorKind::Cancelled) {
        qCInfo(lcEngine) << "account" << account.value << "Sieve server not visited:" << codeName(status.error().code);
        m_notBeforeMs.insert(account.value, Clock::system().utcNowMs() + kAfterFailureMs);
    }
    if (done)
        done(status);
    if (!m_waiting.value(account.value).isEmpty())
        start(account, m_waiting[account.value].takeFirst());
}

} // namespace tributary::engine
