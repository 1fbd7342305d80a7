// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/AccountManager.h"

#include "base/Log.h"

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

AccountManager::AccountManager(Profile& profile, Relay& relay) : m_profile(profile), m_relay(relay) {}

AccountManager::~AccountManager() {
    for (const auto& worker : std::as_const(m_workers))
        worker->cancel.cancel();
    for (const auto& worker : std::as_const(m_workers)) {
        worker->thread->wait(); // every wait of a worker ends at once when it is cancelled
        delete worker->thread;
    }
}

void AccountManager::start(const model::Account& account) {
    if (const auto running = m_workers.constFind(account.id.value); running != m_workers.constEnd()) {
        if ((*running)->cancel.isCancelled())
            (*running)->afterwards.append([this, account] { start(account); });
        return;
    }
    auto worker = std::make_shared<Worker>();
    worker->thread = QThread::create([this, account, cancel = worker->cancel.token(), wakeUp = worker->wakeUp] {
        runWorker(account, cancel, wakeUp);
    });
    connect(worker->thread, &QThread::finished, this, [this, id = account.id] { workerFinished(id); });
    m_workers.insert(account.id.value, worker);
    worker->thread->start();
}

void AccountManager::stop(AccountId account, std::function<void()> after) {
    const auto worker = m_workers.value(account.value);
    if (!worker) {
        if (after)
            after();
        return;
    }
    if (after)
        worker->afterwards.append(std::move(after));
    worker->cancel.cancel();
}

void AccountManager::wake(AccountId account) {
    if (const auto worker = m_workers.value(account.value))
        worker->wakeUp->wake();
}

void AccountManager::workerFinished(AccountId account) {
    const auto worker = m_workers.take(account.value);
    if (!worker)
        return;
    worker->thread->deleteLater();
    for (const auto& after : std::as_const(worker->afterwards))
        after();
}

sync::SyncObserver AccountManager::makeObserver(AccountId account, bool keepState) {
    using model::AccountActivity;
    const auto state = [this, account, keepState](const model::AccountState& s) {
        // Kept over restarts: that the account needs the user (S17), and when it was in step last.
        if (keepState && (s.activity == AccountActivity::Disabled || s.activity == AccountActivity::Ready)) {
            if (auto status = m_profile.store->setAccountState(account, s); !status)
                qCWarning(lcEngine) << "account state not kept:" << codeName(status.error().code);
        }
        m_relay.post([this, account, s] { Q_EMIT stateChanged(account, s); });
    };
    const auto progress = [this](const model::SyncProgress& p) { m_relay.post([this, p] { Q_EMIT progressed(p); }); };
    const auto report = [this](const model::SyncReport& r) { m_relay.post([this, r] { Q_EMIT reported(r); }); };
    return {state, progress, report};
}

sync::AccountSync::Connector AccountManager::makeConnector(const model::Account& account, const CancelToken& cancel,
                                                           const std::shared_ptr<WakeUp>& wakeUp) const {
    return [this, account, cancel, wakeUp]() -> Result<std::unique_ptr<connect::ImapConnection>> {
        connect::ImapTarget target;
        TRY(target.password, m_profile.secrets->load(auth::passwordKey(account)));
        target.server = account.incoming;
        target.certificates = m_profile.policy.certificates;
        target.cancel = cancel;
        target.wakeUp = wakeUp;
        return connect::ImapConnection::open(target);
    };
}

void AccountManager::runWorker(const model::Account& account, const CancelToken& cancel,
                               const std::shared_ptr<WakeUp>& wakeUp) {
    auto reader = m_profile.store->makeReader();
    const sync::SyncObserver observer = makeObserver(account.id, true);
    if (!reader) {
        observer.state({model::AccountActivity::Offline, reader.error(), 0, 0});
        return;
    }
    sync::SyncContext context{account, *m_profile.store, **reader, Clock::system(), cancel, observer, {}};
    const Status status = sync::AccountSync(context, makeConnector(account, cancel, wakeUp), wakeUp).runForever();
    if (!status)
        qCInfo(lcEngine) << "account" << account.id.value << "stopped:" << codeName(status.error().code);
}

model::SyncReport AccountManager::syncHere(const model::Account& account, const QStringList& globs, bool watch,
                                           const CancelToken& cancel) {
    model::SyncReport report{account.id, account.email, {}, {}};
    auto reader = m_profile.store->makeReader();
    if (!reader) {
        report.error = reader.error();
        return report;
    }
    const auto wakeUp = std::make_shared<WakeUp>();
    sync::SyncContext context{account, *m_profile.store, **reader, Clock::system(), cancel, makeObserver(account.id, true), {}};
    const QStringList chosen = globs.isEmpty() ? account.mailboxGlobs : globs;
    sync::AccountSync sync(context, makeConnector(account, cancel, wakeUp), wakeUp);
    if (!watch)
        return sync.syncOnce(chosen);
    if (const Status status = sync.watchOnce(chosen); !status)
        report.error = status.error();
    return report;
}

Result<QList<Difference>> AccountManager::doctorHere(const model::Account& account, const QString& glob,
                                                     const CancelToken& cancel) {
    TRY(const auto reader, m_profile.store->makeReader());
    const auto wakeUp = std::make_shared<WakeUp>();
    sync::SyncContext context{account, *m_profile.store, *reader, Clock::system(), cancel, {}, {}};
    TRY(const auto connection, makeConnector(account, cancel, wakeUp)());
    TRY(auto differences, sync::examineAccount(context, *connection, glob));
    TRY(const QStringList damage, reader->checkIntegrity());
    for (const QString& text : damage)
        differences.append({QString(), 0, u"database"_s, text, {}});
    connection->logout();
    return differences;
}

} // namespace tributary::engine
