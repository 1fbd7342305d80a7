// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Guarded.h"
#include "base/WakeUp.h"
#include "engine/Profile.h"
#include "engine/ProtocolRecord.h"
#include "engine/Relay.h"
#include "engine/SleepWatch.h"
#include "net/OpenLines.h"
#include "sync/AccountSync.h"
#include "sync/Pop3Account.h"
#include "sync/ServerSearch.h"

#include <QHash>
#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>

namespace tributary::engine {

/// The only creator of account threads: one worker for each account that is switched on. Lives on the GUI thread;
/// never waits but in its destructor.
class AccountManager : public QObject {
    Q_OBJECT

  public:
    AccountManager(Profile& profile, Relay& relay);
    ~AccountManager() override;

    /// Starts the worker; one that is still stopping is started anew when it is gone.
    void start(const model::Account& account);
    /// Ends the worker; then (at once when there is none) calls after on this thread.
    void stop(AccountId account, std::function<void()> after = {});
    void wake(AccountId account);
    /// The user wants a look at everything.
    void wakeForSync(AccountId account);
    void wakeAll();
    /// The line is another one, or the machine has slept: connections are dead though they do not know it.
    void reconnectAll();
    void reconnect(AccountId account);
    /// On a metered line bodies wait, but for those that the user opens.
    void setMetered(bool metered);
    /// The network is there again, or another one: accounts that wait for it try now, their delays begin anew.
    void networkRestored();
    /// Connections from other addresses of this machine than these are dead, and those being made are of no use.
    void linesLost(const QStringList& addresses);
    /// The network shows a page to sign in to first: errors that come of it are told as that.
    void setBehindPortal(bool behindPortal) { m_behindPortal = behindPortal; }
    /// Wakes the account's worker, and that of the account whose mailbox was open before; none: not valid ids.
    void setOpenMailbox(AccountId account, MailboxId mailbox);
    [[nodiscard]] QList<model::SyncEvent> events() const { return m_events; }
    [[nodiscard]] std::shared_ptr<net::OpenLines> lines() const { return m_lines; }
    [[nodiscard]] std::shared_ptr<ProtocolRecord> protocol(AccountId account);
    [[nodiscard]] bool isRunning(AccountId account) const { return m_workers.contains(account.value); }

    /// One sync over a connection of its own, on the calling worker thread; with watch it stays until cancelled, and is woken by it.
    [[nodiscard]] model::SyncReport syncHere(const model::Account& account, const QStringList& globs, const std::shared_ptr<WakeUp>& watch,
                                             const CancelToken& cancel);
    [[nodiscard]] Result<QList<Difference>> doctorHere(const model::Account& account, const QString& glob,
                                                       const CancelToken& cancel);
    /// A search on the account's server over a connection of its own (sync/ServerSearch.h); the worker learns of new rows.
    [[nodiscard]] model::ServerSearchResult searchHere(const model::Account& account, const model::MessageQuery& query,
                                                       const std::function<void(const model::ServerSearchProgress&)>& progress,
                                                       const CancelToken& cancel);
    /// The bodies of the account that the user has asked for, over a connection of its own.
    [[nodiscard]] Status fetchAskedHere(const model::Account& account, const CancelToken& cancel);
    /// Files the copies of what was sent, and pushes what is queued, over a connection of its own; until no copy is awaited.
    [[nodiscard]] Status fileCopiesHere(const model::Account& account, const CancelToken& cancel);

  Q_SIGNALS:
    void stateChanged(tributary::AccountId account, const tributary::model::AccountState& state);
    void progressed(const tributary::model::SyncProgress& progress);
    void reported(const tributary::model::SyncReport& report);

  private:
    struct Worker {
        QThread* thread = nullptr;
        CancelSource cancel;
        std::shared_ptr<WakeUp> wakeUp = std::make_shared<WakeUp>();
        std::shared_ptr<sync::Demands> demands = std::make_shared<sync::Demands>();
        QList<std::function<void()>> afterwards;
    };
    void runWorker(const model::Account& account, const CancelToken& cancel, const std::shared_ptr<WakeUp>& wakeUp,
                   const std::shared_ptr<sync::Demands>& demands);
    void wakeForNetwork(Worker& worker);
    void keepEvents(const model::SyncReport& report);
    void workerFinished(AccountId account);
    [[nodiscard]] sync::SyncObserver makeObserver(AccountId account, bool keepState);
    [[nodiscard]] sync::Connector makeConnector(const model::Account& account, connect::Purpose own = connect::Purpose::Account);
    [[nodiscard]] sync::Pop3Connector makePop3Connector(const model::Account& account, connect::Purpose own = connect::Purpose::Account);
    template <typename Connection, typename Target>
    [[nodiscard]] Result<std::unique_ptr<Connection>> open(const model::Account& account, const CancelToken& cancel, const std::shared_ptr<WakeUp>& wakeUp,
                                                                connect::Purpose purpose);
    [[nodiscard]] model::SyncReport syncPop3Here(sync::SyncContext& context, const QStringList& globs, bool watch, const std::shared_ptr<WakeUp>& wakeUp);
    [[nodiscard]] Result<QList<Difference>> examineImapHere(sync::SyncContext& context, const std::shared_ptr<WakeUp>& wakeUp, const QString& glob);
    [[nodiscard]] Result<QList<Difference>> examinePop3Here(sync::SyncContext& context, const std::shared_ptr<WakeUp>& wakeUp,
                                                            const QString& glob);

    Profile& m_profile;
    Relay& m_relay;
    QHash<qint64, std::shared_ptr<Worker>> m_workers;
    Guarded<QHash<qint64, std::shared_ptr<ProtocolRecord>>> m_protocols;
    QList<model::SyncEvent> m_events;
    SleepWatch m_sleep;
    std::shared_ptr<net::OpenLines> m_lines = std::make_shared<net::OpenLines>();
    std::atomic<bool> m_behindPortal{false};
    bool m_metered = false;
    AccountId m_openAccount; ///< whose mailbox it is
    MailboxId m_openMailbox;
};

} // namespace tributary::engine
