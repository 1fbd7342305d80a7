// SPDX-License-Identifier: GPL-3.0-or-later
// How many connections this program has at a server: one object, shared by all workers (docs/adr/0008-connection-budget.md).
#pragma once

#include "base/CancelToken.h"
#include "base/Clock.h"
#include "base/Guarded.h"
#include "base/Result.h"
#include "base/WakeUp.h"

#include <QString>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

namespace tributary::connect {

enum class Service { Imap, Pop3, Smtp, Sieve };

/// What a connection is for; what comes later goes first, and what comes before gives way to it.
enum class Purpose {
    Bodies,      ///< one more that fetches texts; never waits for a place
    FirstBodies, ///< the same, of a first sync on a slow line: it may ask for more than is usual
    OpenMailbox, ///< stays on the mailbox that the user looks at
    Account,     ///< an account's own: its sync, then IDLE
    User,        ///< somebody waits for it: a test, a search on the server, a message that is opened, mail that is sent
};

struct BudgetLimits {
    int usual = 2;        ///< of one user at one server
    int most = 4;         ///< the same, for a first sync and for what the user waits for, until the server objects
    int signInsAtOnce = 4; ///< at one host, of all users and services
    std::chrono::milliseconds recovery = std::chrono::minutes(30);   ///< after an objection: one more again
    std::chrono::milliseconds turn = std::chrono::minutes(2);        ///< of an account where a place is shared by several
    std::chrono::milliseconds goodbye = std::chrono::milliseconds(500); ///< until a server that objected has noticed that one has left
    std::chrono::milliseconds longestWait = std::chrono::seconds(90); ///< of Purpose::User
};

struct BudgetRequest {
    Service service = Service::Imap;
    QString host; ///< any case
    QString user; ///< who signs in; any case
    Purpose purpose = Purpose::Account;
    std::shared_ptr<WakeUp> wakeUp; ///< of who will use the connection: woken when it is wanted back; may be null
};

namespace detail {
class BudgetBook;
}
class ConnectionPermit;

/// Gives out the places for connections. Any thread.
class ConnectionBudget : public std::enable_shared_from_this<ConnectionBudget> {
  public:
    explicit ConnectionBudget(const Clock& clock = Clock::system(), BudgetLimits limits = {});
    ~ConnectionBudget();

    /// Waits for a place, those who came first first, but for what the purpose says. Cancelled at once by the token.
    /// TemporaryRefusal/TooManyConnections, without the server's words: Bodies found none, User waited too long.
    [[nodiscard]] Result<std::unique_ptr<ConnectionPermit>> acquire(const BudgetRequest& request, const CancelToken& cancel);

    struct Tally {
        int open = 0;    ///< connections, and those being made
        int waiting = 0; ///< those who wait for a place
    };
    [[nodiscard]] Tally tally() const;

  private:
    friend class ConnectionPermit;
    [[nodiscard]] Status waitFor(int id, Purpose purpose, WakeUp& granted, const CancelToken& cancel);
    void change(const std::function<void(detail::BudgetBook&)>& how);

    const Clock& m_clock;
    const BudgetLimits m_limits;
    const std::unique_ptr<Guarded<std::unique_ptr<detail::BudgetBook>>> m_book;
};

/// A place that was given; it returns with this object, whatever becomes of its holder. One thread at a time.
class ConnectionPermit {
  public:
    ~ConnectionPermit();
    ConnectionPermit(const ConnectionPermit&) = delete;
    ConnectionPermit& operator=(const ConnectionPermit&) = delete;

    void signedIn();                     ///< the next one may begin to sign in
    /// TooManyConnections: this user has one place from now on. True: the server said so, and another connection of ours is one of them.
    bool noteFailure(const Error& error);
    /// Something more urgent waits, or the server allows fewer: the holder ends its connection as soon as it may.
    [[nodiscard]] bool isWantedBack() const { return *m_wantedBack; }

  private:
    friend class ConnectionBudget;
    ConnectionPermit(std::shared_ptr<ConnectionBudget> budget, int id, std::shared_ptr<std::atomic<bool>> wantedBack)
        : m_budget(std::move(budget)), m_id(id), m_wantedBack(std::move(wantedBack)) {}

    const std::shared_ptr<ConnectionBudget> m_budget;
    const int m_id;
    const std::shared_ptr<std::atomic<bool>> m_wantedBack;
};

} // namespace tributary::connect
