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

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace tributary::engine {

/// Both servers of the account have just let it in: what its Sieve server said of the sign-in or of certificates before counts no more. Storage.
[[nodiscard]] Status forgetSieveRefusal(Profile& profile, AccountId account);

/// Keeps the scripts of all accounts at their servers in step with what is saved (S4, S5): some seconds after a change, and once a day; a quarter of an
/// hour later where the server was not reached (SieveRecord::triedMs). One visit of an account at a time. Facade's thread; each visit on a task's.
class SieveKeeper : public QObject {
    Q_OBJECT

  public:
    using Limit = std::optional<std::chrono::milliseconds>; ///< of a visit; none: as long as the line lasts
    SieveKeeper(std::shared_ptr<Profile> profile, Relay& relay, TaskRunner& tasks, std::shared_ptr<net::OpenLines> lines, const EngineOptions& options);

    void storeChanged(const QList<model::StoreChange>& changes);
    /// Accounts that may be visited: those whose mail server has let them in. A refused password is asked about at one door, not at two (S17).
    void setAccounts(const QList<model::Account>& accounts);
    [[nodiscard]] bool isWorking(AccountId account) const { return m_working.contains(account.value); }
    /// A visit now; done when it is over (on the facade's thread). One that is under way already: after it. Longer than the limit: Network/TimedOut.
    /// Cancelled for an account that is leaving.
    [[nodiscard]] std::shared_ptr<Task> visit(AccountId account, std::optional<ScriptChoice> choice, std::function<void(const Status&)> done, Limit limit = {});
    /// The account goes (SieveVisit::leaves): at once, in place of any other visit. Nothing of it is brought any more, until it stays after all.
    [[nodiscard]] std::shared_ptr<Task> leave(AccountId account, std::function<void(const Status&)> done);
    [[nodiscard]] bool isLeaving(AccountId account) const { return m_leaving.contains(account.value); }
    void stay(AccountId account);

    /// The same for a program without workers: where the account's server is due, within 15 s where it is one that is known; how it ended is logged.
    /// Only behind a sign-in to the mail server that worked. Blocks; a task's thread.
    void visitIfDueHere(const model::Account& account, const CancelToken& cancel) const;

  private:
    struct Waiting {
        std::optional<ScriptChoice> choice;
        bool isAsked = false;     ///< somebody waits for it
        std::weak_ptr<Task> task; ///< his: gone, he has let go of it
        std::function<void(const Status&)> done;
        bool leaves = false;
        Limit limit;
    };
    [[nodiscard]] SieveVisit visitOf(AccountId account) const;
    [[nodiscard]] std::shared_ptr<Task> startOrQueue(AccountId account, Waiting wanted);
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
    QTimer m_soon, m_daily;
    QSet<qint64> m_accounts;              ///< that may be visited
    QSet<qint64> m_leaving;
    QHash<qint64, std::shared_ptr<Task>> m_working;
    QHash<qint64, QList<Waiting>> m_waiting;
    bool m_looking = false;
};

} // namespace tributary::engine
