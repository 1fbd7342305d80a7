// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Profile.h"
#include "engine/Relay.h"
#include "engine/SieveWork.h"
#include "engine/TaskRunner.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace tributary::engine {

/// Keeps the scripts of all accounts at their servers in step with what is saved (S4, S5): some seconds after a change, and once a day; later where
/// the server cannot be reached. One visit of an account at a time. Facade's thread; each visit on a task's.
class SieveKeeper : public QObject {
    Q_OBJECT

  public:
    /// mayWork: false: nothing is done but what is asked for (a program without workers).
    SieveKeeper(std::shared_ptr<Profile> profile, Relay& relay, TaskRunner& tasks, std::shared_ptr<net::OpenLines> lines, const EngineOptions& options, bool mayWork);

    void storeChanged(const QList<model::StoreChange>& changes);
    /// Accounts that may be visited: those that are switched on and can sign in.
    void setAccounts(const QList<model::Account>& accounts);
    [[nodiscard]] bool isWorking(AccountId account) const { return m_working.contains(account.value); }
    /// A visit now; done when it is over (on the facade's thread). One that is under way already: after it.
    /// leaves: see SieveVisit.
    [[nodiscard]] std::shared_ptr<Task> visit(AccountId account, std::optional<ScriptChoice> choice, std::function<void(const Status&)> done, bool leaves = false);

    /// The same for a program without workers: those of accounts whose servers are due, one after the other; how it ended is logged. Blocks; a task's thread.
    void visitDueHere(const QList<model::Account>& accounts, const CancelToken& cancel) const;

  private:
    struct Waiting {
        std::optional<ScriptChoice> choice;
        bool isAsked = false;     ///< somebody waits for it
        std::weak_ptr<Task> task; ///< his: gone, he has let go of it
        std::function<void(const Status&)> done;
        bool leaves = false;
    };
    [[nodiscard]] SieveVisit visitOf(AccountId account) const;
    void look();
    void looked(const QList<AccountId>& due);
    void start(AccountId account, Waiting wanted);
    void ended(AccountId account, const Status& status, const std::function<void(const Status&)>& done);

    std::shared_ptr<Profile> m_profile;
    Relay& m_relay;
    TaskRunner& m_tasks;
    std::shared_ptr<net::OpenLines> m_lines;
    const accounts::DiscoveryOptions m_discovery;
    const quint16 m_portForTests;
    const bool m_mayWork;
    QTimer m_soon, m_daily;
    QSet<qint64> m_accounts;              ///< that may be visited
    QHash<qint64, std::shared_ptr<Task>> m_working;
    QHash<qint64, QList<Waiting>> m_waiting;
    QHash<qint64, qint64> m_notBeforeMs;  ///< UTC; after a visit that failed
    bool m_looking = false;
};

} // namespace tributary::engine
