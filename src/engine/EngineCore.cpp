// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/detail/EngineCore.h"

#include "base/Log.h"
#include "base/ThreadName.h"
#include "engine/ChangePlan.h"
#include "engine/MachineNetwork.h"

#include <algorithm>
#include <array>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;
using model::AccountActivity;

Engine::Core::Core(std::shared_ptr<Profile> opened, const EngineOptions& options)
    : profile(std::move(opened)), loopbackIsPublicForTests(options.loopbackIsPublicForTests), discovery(options.discovery),
      lists(std::make_unique<ReaderThread>(std::move(profile->listReader))),
      messages(std::make_unique<ReaderThread>(std::move(profile->messageReader))),
      changeThread(std::make_unique<ReaderThread>(std::move(profile->changeReader))), manager(*profile, relay),
      sender(*profile, relay, manager.lines()),
      keeper(profile, relay, *changeThread, tasks, options.startWorkers ? std::optional(options.keepDraftsAfter) : std::nullopt),
      cache(profile, relay, tasks),
      transfer(profile, relay, tasks, manager),
      sieve(profile, relay, tasks, manager.lines(), options),
      filters(profile, relay, tasks, *changeThread, sieve), vacations(profile, relay, tasks, *changeThread, sieve),
      m_startWorkers(options.startWorkers), m_view{profile->accounts, profile->states, profile->unread}, m_networkSource(options.network) {}

Engine::Core::~Core() {
    // Nothing may call back into a half-destroyed facade.
    m_engine = nullptr;
    m_subscription.reset();
    m_networkSubscription.reset();
}

void Engine::Core::attach(Engine* engine) {
    m_engine = engine;
    QObject::connect(&manager, &AccountManager::stateChanged, engine,
                     [this](AccountId account, const model::AccountState& state) {
                         model::AccountState kept = state;
                         if (kept.lastSyncMs == 0) // a worker that has not been in step yet knows no time
                             kept.lastSyncMs = m_states.value(account.value).lastSyncMs;
                         m_states.insert(account.value, kept);
                         m_told.insert(account.value);
                         followSieve();
                         Q_EMIT m_engine->accountsChanged();
                     });
    QObject::connect(&manager, &AccountManager::progressed, engine, &Engine::syncProgressed);
    QObject::connect(&manager, &AccountManager::reported, engine, &Engine::syncReported);
    m_subscription = profile->store->subscribe([this](const QList<model::StoreChange>& changes) {
        relay.post([this, changes] { storeChanged(changes); });
    });
    QObject::connect(&cache, &CacheKeeper::dropped, engine, &Engine::storageChanged);
    QObject::connect(&sender, &OutboxSender::outdated, engine, [this] { reloadOutbox(); });
    QObject::connect(&sender, &OutboxSender::copyWanted, engine, [this](AccountId account) { wantCopy(account); });
    m_states = m_view.states;
    for (model::AccountState& state : m_states) {
        // A refused password stays refused over a restart; a certificate or a disk may be mended by now.
        if (state.reason && state.reason->kind != ErrorKind::Auth)
            state = {AccountActivity::Offline, {}, 0, state.lastSyncMs};
    }
    QObject::connect(&m_network, &NetworkWatch::changed, engine, [this] { followNetwork(); });
    QObject::connect(&m_network, &NetworkWatch::linesLost, &manager, &AccountManager::linesLost);
    QObject::connect(&m_network, &NetworkWatch::restored, engine, [this] { networkRestored(); });
    if (!m_networkSource && m_startWorkers)
        m_networkSource = machineNetwork();
    if (m_networkSource) {
        if (const auto known = m_networkSource->facts())
            m_network.take(*known); // before the first try
        m_networkSubscription = m_networkSource->listen(
            [this](const NetworkFacts& facts) { relay.post([this, facts] { m_network.take(facts); }); });
    }
    followAccounts();
    reloadOutbox();
    keeper.look();
}

void Engine::Core::followNetwork() {
    const NetworkFacts& facts = m_network.facts();
    const bool bodiesWait = facts.isMetered && !m_fetchOnMetered;
    manager.setBehindPortal(facts.hasPortal);
    manager.setMetered(bodiesWait);
    const model::NetworkState state{m_network.isOffline(), facts.hasPortal, facts.isMetered, bodiesWait};
    if (std::exchange(m_networkState, state) != state && m_engine)
        Q_EMIT m_engine->networkChanged();
}

void Engine::Core::setFetchOnMetered(bool fetch) {
    m_fetchOnMetered = fetch;
    followNetwork();
}

/// An account that stopped because of a certificate may have met another network's page: it is tried again, and no password
/// leaves before the certificate is good.
void Engine::Core::networkRestored() {
    manager.networkRestored();
    sender.networkRestored();
    for (const model::Account& account : std::as_const(m_view.accounts)) {
        const model::AccountState state = m_states.value(account.id.value);
        const bool stoppedByTls = state.activity == AccountActivity::Disabled && state.reason && state.reason->kind == ErrorKind::Tls;
        if (stoppedByTls && account.enabled && m_startWorkers && !m_paused.contains(account.id.value))
            restart(account);
    }
}

QList<model::AccountSnapshot> Engine::Core::snapshots() const {
    QList<model::AccountSnapshot> snapshots;
    for (const model::Account& account : m_view.accounts) {
        model::AccountState state = m_states.value(account.id.value);
        if (!account.enabled || m_paused.contains(account.id.value)) {
            state.activity = account.enabled ? AccountActivity::Offline : AccountActivity::Disabled;
            state.reason.reset();
        } else if (!m_startWorkers && !m_told.contains(account.id.value) && !state.needsUser()) {
            state.activity = state.lastSyncMs > 0 ? AccountActivity::Ready : AccountActivity::Offline;
        }
        if (const Status allowed = accounts::checkAllowed(account, profile->policy); !allowed)
            state = {AccountActivity::Disabled, allowed.error(), 0, state.lastSyncMs};
        snapshots.append({account, state, m_view.unread.value(account.id.value)});
    }
    return snapshots;
}

std::optional<model::Account> Engine::Core::find(AccountId account) const {
    const auto it = std::find_if(m_view.accounts.begin(), m_view.accounts.end(),
                                 [&](const model::Account& a) { return a.id == account; });
    return it == m_view.accounts.end() ? std::nullopt : std::optional(*it);
}

/// An account that needs the user is left alone until the user has done something (S17).
bool Engine::Core::mayRun(const model::Account& account) const {
    const model::AccountState state = m_states.value(account.id.value);
    const bool refused = state.activity == AccountActivity::Disabled && state.reason.has_value();
    return m_startWorkers && account.enabled && !refused && accounts::checkAllowed(account, profile->policy) && !m_paused.contains(account.id.value) &&
           !m_removing.contains(account.id.value);
}

void Engine::Core::followAccounts() {
    for (const model::Account& account : std::as_const(m_view.accounts)) {
        if (mayRun(account))
            manager.start(account);
        else if (manager.isRunning(account.id))
            manager.stop(account.id);
    }
    followSenders();
}

/// A refused sign-in to the incoming server says nothing of the outgoing one, but most likely it is the same password (S17).
void Engine::Core::followSenders() {
    QList<model::Account> senders;
    for (const model::Account& account : std::as_const(m_view.accounts)) {
        const model::AccountState state = m_states.value(account.id.value);
        const bool isRefused = state.activity == AccountActivity::Disabled && state.reason && state.reason->kind == ErrorKind::Auth;
        const bool works = m_startWorkers || m_watched.contains(account.id.value);
        if (works && account.enabled && !isRefused && accounts::checkAllowed(account, profile->policy) && !m_paused.contains(account.id.value) && !m_removing.contains(account.id.value))
            senders.append(account);
    }
    sender.setAccounts(senders);
    m_senders = senders;
    followSieve();
}

/// Who has not been let in yet by the mail server is not asked for at another one: two refusals of one password are one too many (S17).
void Engine::Core::followSieve() {
    QList<model::Account> letIn;
    for (const model::Account& account : std::as_const(m_senders)) {
        const AccountActivity activity = m_states.value(account.id.value).activity;
        if (m_told.contains(account.id.value) && (activity == AccountActivity::Syncing || activity == AccountActivity::Ready))
            letIn.append(account);
    }
    sieve.setAccounts(letIn);
}

void Engine::Core::sendWhileWatching(const WatchedAccounts& accounts) {
    m_watched = accounts;
    followSenders();
    reloadOutbox();
}

/// One reload at a time; what changes meanwhile is read by the next.
void Engine::Core::reloadOutbox() {
    if (!m_startWorkers && m_watched.isEmpty())
        return;
    if (std::exchange(m_outboxReloading, true)) {
        m_outboxOld = true;
        return;
    }
    lists->run(0, [this](store::Reader& reader, const auto&) {
        auto outbox = reader.outbox();
        if (!outbox && outbox.error().kind == ErrorKind::Cancelled)
            outbox = reader.outbox();
        relay.post([this, outbox = std::move(outbox)] {
            m_outboxReloading = false;
            if (!m_engine)
                return;
            if (outbox)
                sender.follow(*outbox);
            else
                qCWarning(lcEngine) << "outbox not read:" << codeName(outbox.error().code);
            if (std::exchange(m_outboxOld, false))
                reloadOutbox();
        });
    });
}

Result<QList<model::OutboxMessage>> Engine::Core::outboxNow() const {
    TRY(const auto reader, profile->store->makeReader());
    return loadOutboxWithReasons(*reader, {}, Clock::system().utcNowMs());
}

void Engine::Core::wantCopy(AccountId account) {
    if (!m_startWorkers && !m_watched.contains(account.value)) // nobody would file it
        return;
    changeThread->run(0, [this, account](store::Reader& reader, const auto&) {
        if (const auto sent = sentMailboxOf(*profile->store, reader, account); !sent)
            qCInfo(lcEngine) << "no mailbox for the copy yet:" << codeName(sent.error().code);
        relay.post([this, account] {
            if (const auto watched = m_watched.value(account.value))
                watched->wake();
            else if (m_engine)
                manager.wake(account);
        });
    });
}

void Engine::Core::storeChanged(const QList<model::StoreChange>& changes) {
    if (!m_engine)
        return;
    const bool accountsTouched = std::any_of(changes.begin(), changes.end(), [](const model::StoreChange& change) {
        return std::holds_alternative<model::AccountsChanged>(change) ||
               std::holds_alternative<model::MailboxesChanged>(change) ||
               std::holds_alternative<model::MailboxCountsChanged>(change);
    });
    if (accountsTouched)
        reloadAccounts();
    cache.storeChanged(changes);
    sieve.storeChanged(changes);
    for (const model::StoreChange& change : changes) {
        const auto* queue = std::get_if<model::PushQueueChanged>(&change);
        if (!queue)
            continue;
        // More than before: something to push. Fewer: the worker itself is at it.
        if (queue->waiting > waiting.value(queue->account.value))
            manager.wake(queue->account);
        waiting[queue->account.value] = queue->waiting;
    }
    const auto touches = [&changes]<typename Kind>(const Kind&) {
        return std::any_of(changes.begin(), changes.end(), [](const model::StoreChange& change) { return std::holds_alternative<Kind>(change); });
    };
    if (touches(model::OutboxChanged()))
        reloadOutbox();
    if (touches(model::DraftsChanged()))
        keeper.look();
    Q_EMIT m_engine->storeChanged(changes);
}

/// One reload at a time: a first sync commits many times a second.
void Engine::Core::reloadAccounts() {
    if (std::exchange(m_reloading, true)) {
        m_reloadAgain = true;
        return;
    }
    lists->run(0, [this](store::Reader& reader, const auto&) {
        auto view = loadAccountsView(reader);
        if (!view && view.error().kind == ErrorKind::Cancelled)
            view = loadAccountsView(reader);
        relay.post([this, view = std::move(view)]() mutable { accountsReloaded(std::move(view)); });
    });
}

void Engine::Core::accountsReloaded(Result<AccountsView> view) {
    m_reloading = false;
    if (!m_engine)
        return;
    if (view) {
        m_view = std::move(*view);
        // One that was imported waits for its password: no worker has told of it.
        for (auto kept = m_view.states.cbegin(); kept != m_view.states.cend(); ++kept) {
            if (kept->reason && !m_states.contains(kept.key()))
                m_states.insert(kept.key(), *kept);
        }
        followAccounts();
        Q_EMIT m_engine->accountsChanged();
    } else {
        qCWarning(lcEngine) << "accounts not read:" << codeName(view.error().code);
    }
    if (std::exchange(m_reloadAgain, false))
        reloadAccounts();
}

void Engine::Core::editAccount(AccountId account, const std::function<void(Result<std::monostate>)>& answer,
                               const std::function<void(model::Account&)>& edit) {
    auto known = find(account);
    if (!known) {
        answer(failure(ErrorKind::InvalidInput, ErrorCode::NotFound, QStringLiteral("account")));
        return;
    }
    edit(*known);
    // The user switched it: an old reason to stop does not count any more.
    m_states[account.value].reason.reset();
    m_states[account.value].activity = AccountActivity::Connecting;
    tasks.startDetached([profile = profile, changed = *known, state = m_states.value(account.value), answer](const CancelToken&) {
        Status status = profile->store->updateAccount(changed);
        if (status)
            status = profile->store->setAccountState(changed.id, state);
        answer(asResult(status));
    });
}

void Engine::Core::restart(const model::Account& account) {
    m_states[account.id.value].reason.reset();
    m_states[account.id.value].activity = AccountActivity::Connecting;
    sender.retry(account.id);
    manager.stop(account.id, [this, id = account.id] {
        if (const auto current = find(id); current && mayRun(*current))
            manager.start(*current);
    });
    if (m_engine)
        Q_EMIT m_engine->accountsChanged();
}

void Engine::Core::wakeOrRestart(AccountId account) {
    // Asked for by the user: what stopped it (a certificate, a full disk) may be mended by now.
    if (manager.isRunning(account)) {
        sender.retry(account);
        manager.wakeForSync(account);
        return;
    }
    if (const auto known = find(account); known && m_startWorkers && known->enabled)
        restart(*known);
}

void Engine::Core::pause(AccountId account, bool paused) {
    if (paused)
        m_paused.insert(account.value);
    else
        m_paused.remove(account.value);
    followAccounts();
    if (m_engine)
        Q_EMIT m_engine->accountsChanged();
}

void Engine::Core::remove(const model::Account& account, const std::function<void(Result<std::monostate>)>& answer) {
    m_removing.insert(account.id.value);
    followSenders(); // nothing is brought to its servers any more
    const auto remove = [this, account, answer] {
        tasks.startDetached([profile = profile, account, answer](const CancelToken& cancel) {
            const Status removed = profile->store->removeAccount(account.id);
            // The row is gone: a keychain that does not answer now must not bring the account back.
            if (removed)
                profile->keys->forget(account, cancel);
            answer(asResult(removed));
        });
    };
    // Neither may be in the middle of something that the store then takes to be nobody's.
    manager.stop(account.id, [this, id = account.id, remove] { sender.stop(id, remove); });
}

namespace {

constexpr int kColours = 32; // as many as the window tells apart (ui/style/AccountColors.h)

/// The first account colour that the fewest accounts have.
int freeColour(const QList<model::Account>& accounts) {
    std::array<int, kColours> uses{};
    for (const model::Account& account : accounts)
        ++uses[static_cast<std::size_t>(account.colour) % kColours];
    return static_cast<int>(std::min_element(uses.begin(), uses.end()) - uses.begin());
}

} // namespace

Status checkIsNew(const Profile& profile, const model::Account& account) {
    TRY(const auto reader, profile.store->makeReader());
    TRY(const QList<model::Account> known, reader->accounts());
    TRY_STATUS(accounts::checkMayAdd(account, known, profile.policy));
    return checkFitsBeside(known, account);
}

Status checkFitsBeside(const QList<model::Account>& known, const model::Account& account) {
    for (const model::Account& other : known) {
        if (other.id == account.id)
            continue;
        if (other.email.compare(account.email, Qt::CaseInsensitive) == 0) // accounts are called by it
            return failure(ErrorKind::InvalidInput, ErrorCode::AlreadyExists, account.email);
        if (account.relay && other.relay && *other.relay == account.id) // and that one through others: nothing would ever leave
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"relay: %1 sends through this account"_s.arg(other.email));
    }
    if (!account.relay)
        return {};
    const auto relay = std::find_if(known.begin(), known.end(), [&](const model::Account& other) { return other.id == *account.relay; });
    if (relay == known.end())
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"relay"_s);
    if (relay->id == account.id)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"relay: an account cannot send through itself"_s);
    if (relay->relay || relay->outgoing.host.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"relay: %1 has no outgoing server of its own"_s.arg(relay->email));
    return {};
}

Result<AccountId> probeAndAdd(Profile& profile, const AccountDraft& draft, const accounts::ProbeOptions& options,
                              const std::function<Status()>& keep) {
    TRY_STATUS(checkIsNew(profile, draft.account));
    TRY(const auto reader, profile.store->makeReader());
    TRY(const QList<model::Account> known, reader->accounts());
    TRY(const ProbeOutcome outcome, accounts::probe(draft, options));
    if (outcome.error)
        return failure(*outcome.error);
    TRY_STATUS(keep());
    model::Account account = draft.account;
    account.colour = freeColour(known);
    auto id = profile.store->addAccount(account);
    if (!id) {
        profile.keys->forget(draft.account, options.cancel);
        return id;
    }
    (void)profile.store->setOutgoingSize(*id, outcome.outgoingSize); // told again by the next connection
    mailMissingCodes(profile, *id);
    return id;
}

Status probeAndKeep(Profile& profile, const AccountDraft& draft, const accounts::ProbeOptions& options, const std::function<Status()>& keep) {
    TRY(const ProbeOutcome outcome, accounts::probe(draft, options));
    if (outcome.error)
        return failure(*outcome.error);
    TRY_STATUS(keep());
    model::Account account = draft.account;
    account.enabled = true;
    TRY_STATUS(profile.store->setAccountState(account.id, {AccountActivity::Connecting, {}, 0, 0}));
    TRY_STATUS(profile.store->forgetOutboxErrors(account.id)); // both servers have just let us in
    TRY_STATUS(forgetSieveRefusal(profile, account.id));
    TRY_STATUS(profile.store->updateAccount(account));
    mailMissingCodes(profile, account.id);
    return {};
}

namespace {

/// One account, without watching: what is due in its outbox, the mail, what filters and vacation replies send for it; and behind all of it, on a password
/// that has just worked and with what the server has done judged by what was known of it, the Sieve server.
model::SyncReport syncWhole(AccountManager& manager, OutboxSender& sender, const SieveKeeper& sieve, const model::Account& account, const OutboxReasons& held, const QStringList& globs,
                            const CancelToken& cancel) {
    const auto sent = held.contains(account.id.value) ? Result<send::SendOutcome>(failure(held[account.id.value])) : sender.sendHere(account, cancel);
    if (!sent) // told at the message; the sync goes on
        qCInfo(lcEngine) << "outbox of account" << account.id.value << "waits:" << codeName(sent.error().code);
    model::SyncReport report = manager.syncHere(account, globs, {}, cancel);
    const bool wasLetIn = !report.error || !report.mailboxes.isEmpty();
    if (!report.error && sent) {
        if (const auto more = sender.sendHere(account, cancel); !more)
            qCInfo(lcEngine) << "outbox of account" << account.id.value << "waits:" << codeName(more.error().code);
    }
    if (!report.error) {
        if (const Status filed = manager.fileCopiesHere(account, cancel); !filed)
            report.error = filed.error();
    }
    if (wasLetIn)
        sieve.visitIfDueHere(account, cancel);
    return report;
}

} // namespace

QList<model::SyncReport> syncAllHere(AccountManager& manager, OutboxSender& sender, const SieveKeeper& sieve, const QList<model::Account>& accounts, const OutboxReasons& held,
                                     const QStringList& globs, const WatchedAccounts& watched, const CancelToken& cancel) {
    QList<model::SyncReport> reports(accounts.size());
    std::vector<std::unique_ptr<QThread>> threads;
    for (qsizetype i = 0; i < accounts.size(); ++i) {
        model::SyncReport& report = reports[i];
        threads.emplace_back(QThread::create([&manager, &sender, &sieve, &report, &held, account = accounts[i], globs, watch = watched.value(accounts[i].id.value), cancel] {
            nameThread("account");
            report = watch ? manager.syncHere(account, globs, watch, cancel) : syncWhole(manager, sender, sieve, account, held, globs, cancel);
        }));
        threads.back()->start();
    }
    for (const auto& thread : threads)
        thread->wait();
    return reports;
}

} // namespace tributary::engine
