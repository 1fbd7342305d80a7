// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts/Probe.h"
#include "engine/AccountManager.h"
#include "engine/CacheKeeper.h"
#include "engine/DraftKeeper.h"
#include "engine/Engine.h"
#include "engine/Filters.h"
#include "engine/MessageLoader.h"
#include "engine/NetworkWatch.h"
#include "engine/OutboxSender.h"
#include "engine/Profile.h"
#include "engine/ReaderThread.h"
#include "engine/Relay.h"
#include "engine/SieveKeeper.h"
#include "engine/TaskRunner.h"
#include "engine/Transfer.h"
#include "engine/Vacations.h"
#include "engine/Verifying.h"

#include <QSet>

namespace tributary::engine {

/// Probe, then secret, then row (S16): nothing is saved before both are proven. Worker threads.
/// keep: what the account signs in with, once that has been proven.
[[nodiscard]] Result<AccountId> probeAndAdd(Profile& profile, const AccountDraft& draft, const accounts::ProbeOptions& options,
                                            const std::function<Status()>& keep);
/// Its address is that of no other account, and what it sends through is an account with a server of its own (S18).
[[nodiscard]] Status checkFitsBeside(const QList<model::Account>& known, const model::Account& account);
[[nodiscard]] Status checkIsNew(const Profile& profile, const model::Account& account);
[[nodiscard]] Status probeAndKeep(Profile& profile, const AccountDraft& draft, const accounts::ProbeOptions& options, const std::function<Status()>& keep);
/// Sends and files one message over connections of its own; the last state of it. Worker threads.
[[nodiscard]] Result<model::OutboxMessage> deliverHere(Profile& profile, OutboxSender& sender, AccountManager& manager, OutboxId id,
                                                       const std::function<void(const model::OutboxMessage&)>& tell, const CancelToken& cancel);
/// Accounts whose syncs stay, by id, with what wakes each.
using WatchedAccounts = QHash<qint64, std::shared_ptr<WakeUp>>;
/// The accounts side by side, each on a thread of its own, what is due in their outboxes first, other than those held back, and their Sieve servers last;
/// the caller's thread waits. Those that are watched stay until cancelled; their outboxes and Sieve servers are Core::sendWhileWatching()'s.
[[nodiscard]] QList<model::SyncReport> syncAllHere(AccountManager& manager, OutboxSender& sender, const SieveKeeper& sieve, const QList<model::Account>& accounts, const OutboxReasons& held,
                                                   const QStringList& globs, const WatchedAccounts& watched, const CancelToken& cancel);

/// Puts an observer of stages onto the context's thread.
[[nodiscard]] StageObserver relayed(Relay& relay, QObject* context, StageObserver observer);

/// A status as what the facade's callbacks take.
[[nodiscard]] inline Result<std::monostate> asResult(const Status& status) {
    if (!status)
        return failure(status.error());
    return std::monostate();
}

/// What stands behind the facade. Members are in the order of their lives: threads end before what they use.
class Engine::Core {
  public:
    Core(std::shared_ptr<Profile> opened, const EngineOptions& options);
    ~Core();

    void attach(Engine* engine);
    [[nodiscard]] QList<model::AccountSnapshot> snapshots() const;
    [[nodiscard]] std::optional<model::Account> find(AccountId account) const;
    /// Changes an account's row; the worker follows (accountsReloaded).
    void editAccount(AccountId account, const std::function<void(Result<std::monostate>)>& answer,
                     const std::function<void(model::Account&)>& edit);
    void restart(const model::Account& account);
    void wakeOrRestart(AccountId account);
    void pause(AccountId account, bool paused);
    /// Each draft gets its copy in Drafts by itself (DraftKeeper).
    [[nodiscard]] bool keepsDrafts() const { return m_startWorkers; }
    [[nodiscard]] const model::NetworkState& networkState() const { return m_networkState; }
    void setFetchOnMetered(bool fetch);
    /// work on the thread that reads messages; done on the context's.
    template <typename T>
    void load(QObject* context, Callback<T> done, std::type_identity_t<std::function<Result<T>(const LoadSource&)>> work) {
        messages->run(0, [this, work = std::move(work), answer = relay.bind(context, std::move(done))](store::Reader& reader, const auto&) {
            answer(work({reader, *profile->marks, loopbackIsPublicForTests}));
        });
    }
    /// The same on the thread of the user's changes, in the order of the calls.
    template <typename T>
    void edit(QObject* context, Callback<T> done, std::type_identity_t<std::function<Result<T>(store::Store&, store::Reader&)>> work) {
        changeThread->run(0, [store = profile->store.get(), work = std::move(work), answer = relay.bind(context, std::move(done))](store::Reader& reader, const auto&) {
            answer(work(*store, reader));
        });
    }
    /// done after a code was queued for whatever the account has to prove since (S20, S26).
    template <typename T> [[nodiscard]] Callback<T> thenMailCodes(Callback<T> done, QObject* context, AccountId account) {
        return [this, account, answer = relay.bind(context, std::move(done))](const Result<T>& result) {
            if (!result)
                return answer(result);
            tasks.startDetached([profile = profile, account, answer, result](const CancelToken&) {
                mailMissingCodes(*profile, account);
                answer(result);
            });
        };
    }
    /// As Engine::loadOutbox(), on a thread of a task.
    [[nodiscard]] Result<QList<model::OutboxMessage>> outboxNow() const;
    void changeSender(const QString& address, const model::SenderChange& change, const std::function<void(Result<std::monostate>)>& answer);
    /// Sets the budget and does what follows (Engine::setStorageBudget).
    void keepBudgetFrom(qint64 bytes, const std::function<void(Result<BudgetOutcome>)>& answer);
    void remove(const model::Account& account, const std::function<void(Result<std::monostate>)>& answer);
    /// Without workers: what stands in the outboxes of these, and what filters and vacation replies put there, leaves as it comes, until others are
    /// given. Their syncs are woken for the copies. What changes of filters and replies is brought to their Sieve servers.
    void sendWhileWatching(const WatchedAccounts& accounts);

    Relay relay;
    std::shared_ptr<Profile> profile;
    const bool loopbackIsPublicForTests;
    const accounts::DiscoveryOptions discovery;
    std::unique_ptr<ReaderThread> lists, messages;
    std::unique_ptr<ReaderThread> changeThread; ///< the user's changes, in the order they were made
    AccountManager manager;
    OutboxSender sender;
    TaskRunner tasks;
    DraftKeeper keeper;
    CacheKeeper cache;
    Transfer transfer;
    SieveKeeper sieve;
    Filters filters;
    Vacations vacations;
    QHash<qint64, int> waiting; ///< the user's changes that are not pushed yet, by account

  private:
    void followNetwork();
    void wakeWorkers();
    void networkRestored();
    void followSenders();
    void followSieve();
    void reloadOutbox();
    void wantCopy(AccountId account);
    void storeChanged(const QList<model::StoreChange>& changes);
    void reloadAccounts();
    void accountsReloaded(Result<AccountsView> view);
    void followAccounts();
    [[nodiscard]] bool mayRun(const model::Account& account) const;

    Engine* m_engine = nullptr;
    bool m_startWorkers;
    AccountsView m_view;
    QHash<qint64, model::AccountState> m_states; ///< live; the view's are what was kept
    QList<model::Account> m_senders; ///< that may be worked for
    QSet<qint64> m_told; ///< accounts whose state was told by somebody who works on them
    WatchedAccounts m_watched; ///< without workers: whose outboxes are worked
    QSet<qint64> m_paused;
    QSet<qint64> m_removing; ///< their rows are about to go: not to be started any more
    bool m_reloading = false;
    bool m_reloadAgain = false;
    bool m_outboxReloading = false, m_outboxOld = false;
    NetworkWatch m_network;
    model::NetworkState m_networkState;
    bool m_fetchOnMetered = false;
    std::shared_ptr<NetworkSource> m_networkSource;
    std::shared_ptr<void> m_subscription, m_networkSubscription;
};

} // namespace tributary::engine
