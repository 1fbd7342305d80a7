// SPDX-License-Identifier: GPL-3.0-or-later
// Who has a place, who waits for one, and what servers have objected to: the rules of connect/ConnectionBudget without its threads.
#pragma once

#include "connect/ConnectionBudget.h"

#include <QHash>
#include <QSet>

#include <map>
#include <optional>
#include <vector>

namespace tributary::connect::detail {

/// Not thread-safe; wakes nobody itself: whom to wake is put to `wakes`.
class BudgetBook {
  public:
    using Wakes = std::vector<std::shared_ptr<WakeUp>>;

    BudgetBook(const Clock& clock, const BudgetLimits& limits) : m_clock(clock), m_limits(limits) {}

    /// Puts a request into the line. granted: woken when it has a place. Gives its id.
    [[nodiscard]] int add(const BudgetRequest& request, std::shared_ptr<WakeUp> granted);
    /// Gives out what is free, and asks for places back that somebody more urgent waits for.
    void settle(Wakes& wakes);
    /// Those who wait for a place look at the time anew: something has changed that they reckoned with.
    void remind(Wakes& wakes) const;
    [[nodiscard]] bool hasPlace(int id) const;
    /// It waits for a place, and not only for others to have signed in.
    [[nodiscard]] bool isShort(int id) const;
    [[nodiscard]] std::shared_ptr<std::atomic<bool>> wantedBack(int id) const;
    void signedIn(int id);
    bool refused(int id); ///< the server says that there are too many; true: the user has others of ours
    void remove(int id);  ///< the connection has ended, or whoever waited waits no more
    /// Until time alone may change something; nothing: it will not.
    [[nodiscard]] std::optional<Clock::Duration> untilChange() const;
    [[nodiscard]] ConnectionBudget::Tally tally() const;

  private:
    enum class State { Waiting, SigningIn, Open };
    struct Entry {
        BudgetRequest request; ///< host and user in lower case
        State state = State::Waiting;
        Clock::TimePoint since; ///< when it got its place
        std::shared_ptr<WakeUp> granted;
        std::shared_ptr<std::atomic<bool>> wantedBack = std::make_shared<std::atomic<bool>>(false);
    };
    struct Objection {
        int limit = 1;
        Clock::TimePoint at;
    };
    struct Door {                     ///< a service at a host
        std::optional<Objection> of;  ///< to all users together
        QString refusedUser;          ///< the last who was refused without having a connection
        Clock::TimePoint refusedAt;
    };
    enum class Shortage { None, SignIns, OfUser, OfHost };
    enum class Scope { User, Host };

    [[nodiscard]] static QString doorOf(const BudgetRequest& request);
    [[nodiscard]] static QString userOf(const BudgetRequest& request);
    [[nodiscard]] static bool isIn(const Entry& entry, const Entry& like, Scope scope);
    [[nodiscard]] std::vector<int> line() const;
    [[nodiscard]] int used(const Entry& like, Scope scope) const;
    [[nodiscard]] int limitNow(const Objection& objection) const;
    [[nodiscard]] int userLimit(const Entry& entry) const;
    [[nodiscard]] std::optional<int> hostLimit(const Entry& entry) const;
    [[nodiscard]] Shortage shortageOf(const Entry& entry) const;
    [[nodiscard]] bool mayAsk(const Entry& waiter, const Entry& holder) const;
    void askBack(const Entry& waiter, Scope scope, int before, Wakes& wakes);
    void trim(Wakes& wakes);
    static void want(Entry& holder, Wakes& wakes);

    const Clock& m_clock;
    const BudgetLimits m_limits;
    std::map<int, Entry> m_entries; ///< in the order of their coming
    QHash<QString, Objection> m_objections; ///< by user
    QHash<QString, Door> m_doors;
    QHash<QString, Clock::TimePoint> m_notBefore; ///< by user: the server that objected is yet to notice who left
    int m_lastId = 0;
};

} // namespace tributary::connect::detail
