// SPDX-License-Identifier: GPL-3.0-or-later
// Who gets a place at a server, in which order, and what a server's "too many connections" does (docs/adr/0008).
#include "connect/ConnectionBudget.h"
#include "connect/detail/BudgetBook.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>
#include <vector>

namespace tributary::connect::tst_ConnectionBudget {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

BudgetRequest of(const QString& user, Purpose purpose = Purpose::Account, Service service = Service::Imap, const QString& host = u"mail.example"_s) {
    return {service, host, user, purpose, std::make_shared<WakeUp>()};
}

/// The rules alone: no thread, no time but the clock's.
class Book {
  public:
    explicit Book(BudgetLimits limits = {}) : m_limits(limits) {}

    int ask(const BudgetRequest& request) {
        const int id = m_book.add(request, std::make_shared<WakeUp>());
        settle();
        return id;
    }
    int open(const BudgetRequest& request) {
        const int id = ask(request);
        EXPECT_TRUE(has(id));
        signedIn(id);
        return id;
    }
    void signedIn(int id) {
        m_book.signedIn(id);
        settle();
    }
    void refused(int id) { // by the server: it is no connection any more
        m_book.refused(id);
        m_book.remove(id);
        settle();
    }
    void leave(int id) {
        m_book.remove(id);
        settle();
    }
    void pass(Clock::Duration time) {
        m_clock.advance(time);
        settle();
    }
    [[nodiscard]] bool has(int id) const { return m_book.hasPlace(id); }
    [[nodiscard]] bool isWantedBack(int id) const { return *m_book.wantedBack(id); }
    [[nodiscard]] bool isShort(int id) const { return m_book.isShort(id); }
    [[nodiscard]] int open() const { return m_book.tally().open; }
    [[nodiscard]] std::optional<Clock::Duration> untilChange() const { return m_book.untilChange(); }
    [[nodiscard]] const BudgetLimits& limits() const { return m_limits; }
    std::size_t woken = 0;

  private:
    void settle() {
        detail::BudgetBook::Wakes wakes;
        m_book.settle(wakes);
        woken += wakes.size();
    }
    BudgetLimits m_limits;
    ManualClock m_clock;
    detail::BudgetBook m_book{m_clock, m_limits};
};

} // namespace

TEST(ConnectionBudget, aUserHasTwoPlacesAtAServer) {
    Book book;
    (void)book.open(of(u"ann"_s));
    const int second = book.open(of(u"Ann"_s, Purpose::OpenMailbox, Service::Imap, u"MAIL.example"_s));
    const int third = book.ask(of(u"ann"_s, Purpose::OpenMailbox));
    EXPECT_FALSE(book.has(third));
    EXPECT_TRUE(book.isShort(third));
    book.leave(second);
    EXPECT_TRUE(book.has(third));
}
TEST(ConnectionBudget, otherUsersHostsAndServicesHaveTheirOwn) {
    Book book;
    for (const char* user : {"ann", "ben"}) {
        (void)book.open(of(QString::fromLatin1(user)));
        (void)book.open(of(QString::fromLatin1(user), Purpose::OpenMailbox));
    }
    (void)book.open(of(u"ann"_s, Purpose::Account, Service::Imap, u"other.example"_s));
    (void)book.open(of(u"ann"_s, Purpose::User, Service::Smtp));
    EXPECT_EQ(book.open(), 6);
}
TEST(ConnectionBudget, aFirstSyncAndTheUserMayHaveFour) {
    Book book;
    (void)book.open(of(u"ann"_s));
    const int first = book.open(of(u"ann"_s, Purpose::FirstBodies));
    (void)book.open(of(u"ann"_s, Purpose::FirstBodies));
    (void)book.open(of(u"ann"_s, Purpose::OpenMailbox)); // as long as there is one that asks for more
    const int fifth = book.ask(of(u"ann"_s, Purpose::FirstBodies));
    EXPECT_FALSE(book.has(fifth));
    book.leave(fifth);
    const int user = book.ask(of(u"ann"_s, Purpose::User));
    EXPECT_FALSE(book.has(user));
    EXPECT_TRUE(book.isWantedBack(first)) << "what is least urgent, and longest there, gives way";
    book.leave(first);
    EXPECT_TRUE(book.has(user));
    EXPECT_EQ(book.open(), 4);
}
TEST(ConnectionBudget, aMaildropIsOneSessions) {
    Book book;
    const int first = book.open(of(u"ann"_s, Purpose::Account, Service::Pop3));
    const int second = book.ask(of(u"ann"_s, Purpose::User, Service::Pop3));
    EXPECT_FALSE(book.has(second));
    EXPECT_FALSE(book.isWantedBack(first)) << "its end would leave what it marked";
    book.leave(first);
    EXPECT_TRUE(book.has(second));
}
TEST(ConnectionBudget, fourSignInsAtAHostAtATimeFirstComeFirstServed) {
    Book book;
    std::vector<int> ids;
    for (int i = 0; i < 30; ++i)
        ids.push_back(book.ask(of(u"u%1"_s.arg(i), Purpose::Account, i % 3 == 0 ? Service::Pop3 : Service::Imap)));
    const int elsewhere = book.ask(of(u"u0"_s, Purpose::Account, Service::Imap, u"other.example"_s));
    EXPECT_TRUE(book.has(elsewhere));
    for (std::size_t done = 0; done < ids.size(); ++done) {
        for (std::size_t i = 0; i < ids.size(); ++i)
            EXPECT_EQ(book.has(ids[i]), i < done + 4) << i << " after " << done;
        EXPECT_FALSE(book.isShort(ids.back())) << "it waits for others to sign in, not for a place";
        book.signedIn(ids[done]);
    }
    EXPECT_EQ(book.open(), 31);
}
TEST(ConnectionBudget, theUsersWorkAndTheOpenMailboxGoBeforeOthers) {
    Book book;
    std::vector<int> signingIn;
    for (int i = 0; i < 4; ++i)
        signingIn.push_back(book.ask(of(u"u%1"_s.arg(i))));
    const int bodies = book.ask(of(u"u5"_s, Purpose::Bodies));
    const int mailbox = book.ask(of(u"u6"_s, Purpose::OpenMailbox));
    const int account = book.ask(of(u"u7"_s));
    const int user = book.ask(of(u"u8"_s, Purpose::User));
    for (const int next : {user, account, mailbox, bodies}) {
        EXPECT_FALSE(book.has(next));
        book.signedIn(signingIn.back());
        signingIn.pop_back();
        EXPECT_TRUE(book.has(next));
    }
}
TEST(ConnectionBudget, oneAfterTheServerHasObjected) {
    Book book;
    const int account = book.open(of(u"ann"_s));
    const int mailbox = book.open(of(u"ann"_s, Purpose::OpenMailbox));
    const int user = book.ask(of(u"ann"_s, Purpose::User));
    EXPECT_TRUE(book.has(user));
    book.refused(user);
    EXPECT_TRUE(book.isWantedBack(mailbox)) << "what was open before is too much now";
    EXPECT_FALSE(book.isWantedBack(account));
    book.leave(mailbox);
    const int further = book.ask(of(u"ann"_s, Purpose::FirstBodies));
    EXPECT_TRUE(book.isShort(further));
    book.leave(further);
    (void)book.open(of(u"ben"_s));
    (void)book.open(of(u"ben"_s, Purpose::OpenMailbox));
}
TEST(ConnectionBudget, thePlaceThatIsLeftGoesToWhatTheUserWaitsFor) {
    Book book;
    const int account = book.open(of(u"ann"_s));
    const int refused = book.ask(of(u"ann"_s, Purpose::User));
    book.refused(refused);
    const int user = book.ask(of(u"ann"_s, Purpose::User));
    EXPECT_FALSE(book.has(user));
    EXPECT_TRUE(book.isWantedBack(account));
    book.leave(account);
    const int again = book.ask(of(u"ann"_s));
    EXPECT_FALSE(book.has(user)) << "the server has yet to notice that one has left";
    EXPECT_EQ(book.untilChange(), book.limits().goodbye);
    book.pass(book.limits().goodbye);
    EXPECT_TRUE(book.has(user));
    EXPECT_FALSE(book.has(again));
    book.signedIn(user);
    EXPECT_FALSE(book.isWantedBack(user));
    book.leave(user);
    book.pass(book.limits().goodbye);
    EXPECT_TRUE(book.has(again));
}
TEST(ConnectionBudget, everyHalfHourOneMoreIsAllowedAgain) {
    Book book;
    (void)book.open(of(u"ann"_s));
    book.refused(book.ask(of(u"ann"_s, Purpose::OpenMailbox)));
    const int second = book.ask(of(u"ann"_s, Purpose::OpenMailbox));
    const int third = book.ask(of(u"ann"_s, Purpose::OpenMailbox));
    book.pass(book.limits().recovery - 1ms);
    EXPECT_FALSE(book.has(second));
    EXPECT_EQ(book.untilChange(), 1ms);
    book.pass(1ms);
    EXPECT_TRUE(book.has(second));
    EXPECT_FALSE(book.has(third)) << "two are the usual";
    const int user = book.ask(of(u"ann"_s, Purpose::User));
    EXPECT_FALSE(book.has(user));
    book.pass(book.limits().recovery);
    EXPECT_TRUE(book.has(user));
    EXPECT_EQ(book.open(), 3);
}
TEST(ConnectionBudget, accountsOfOneUserTakeTurnsWhereOnlyOnePlaceIsLeft) {
    Book book;
    const int first = book.open(of(u"ann"_s));
    book.refused(book.ask(of(u"ann"_s)));
    const int second = book.ask(of(u"ann"_s));
    EXPECT_FALSE(book.isWantedBack(first));
    EXPECT_EQ(book.untilChange(), book.limits().turn);
    book.pass(book.limits().turn);
    EXPECT_TRUE(book.isWantedBack(first));
    book.leave(first);
    const int again = book.ask(of(u"ann"_s));
    book.pass(book.limits().goodbye);
    EXPECT_TRUE(book.has(second));
    EXPECT_FALSE(book.has(again));
}
TEST(ConnectionBudget, aHostThatCountsAllUsersTogetherIsSharedByTurns) {
    Book book;
    std::vector<int> open;
    for (int i = 0; i < 4; ++i)
        open.push_back(book.open(of(u"u%1"_s.arg(i))));
    book.refused(book.ask(of(u"u4"_s)));
    const int beside = book.open(of(u"u9"_s)); // one who was refused may be another program's doing
    book.leave(beside);
    book.refused(book.ask(of(u"u5"_s)));
    const int u4 = book.ask(of(u"u4"_s)), u5 = book.ask(of(u"u5"_s)), u6 = book.ask(of(u"u6"_s));
    for (const int id : {u4, u5, u6})
        EXPECT_TRUE(book.isShort(id));
    book.pass(book.limits().turn);
    for (int i = 0; i < 3; ++i)
        EXPECT_TRUE(book.isWantedBack(open[static_cast<std::size_t>(i)])) << i;
    EXPECT_FALSE(book.isWantedBack(open.back())) << "as many as wait";
    book.leave(open[0]);
    EXPECT_TRUE(book.has(u4));
    EXPECT_FALSE(book.has(u5));
    book.leave(open[1]);
    EXPECT_TRUE(book.has(u5));
    (void)u6;
}

// --- With threads

TEST(ConnectionBudget, aPlaceReturnsWithItsHolder) {
    const auto budget = std::make_shared<ConnectionBudget>();
    {
        const auto first = budget->acquire(of(u"ann"_s), {});
        ASSERT_TRUE(first);
        EXPECT_EQ(budget->tally().open, 1);
    }
    EXPECT_EQ(budget->tally().open, 0);
}
TEST(ConnectionBudget, whoWaitsIsServedWhenAPlaceReturns) {
    const auto budget = std::make_shared<ConnectionBudget>();
    auto first = budget->acquire(of(u"ann"_s, Purpose::Account, Service::Pop3), {});
    ASSERT_TRUE(first);
    auto second = std::async(std::launch::async, [&] { return budget->acquire(of(u"ann"_s, Purpose::Account, Service::Pop3), {}).has_value(); });
    while (budget->tally().waiting == 0)
        std::this_thread::yield();
    first->reset();
    EXPECT_TRUE(second.get());
    EXPECT_EQ(budget->tally().open, 0);
    EXPECT_EQ(budget->tally().waiting, 0);
}
TEST(ConnectionBudget, whoWaitsIsCancelledAtOnceAndLeavesTheLine) {
    const auto budget = std::make_shared<ConnectionBudget>();
    const auto first = budget->acquire(of(u"ann"_s, Purpose::Account, Service::Pop3), {});
    ASSERT_TRUE(first);
    const CancelSource source;
    auto second = std::async(std::launch::async, [&] { return budget->acquire(of(u"ann"_s, Purpose::Account, Service::Pop3), source.token()); });
    while (budget->tally().waiting == 0)
        std::this_thread::yield();
    source.cancel();
    const auto result = second.get();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::Cancelled);
    EXPECT_EQ(budget->tally().waiting, 0);
}
TEST(ConnectionBudget, furtherConnectionsForBodiesDoNotWait) {
    const auto budget = std::make_shared<ConnectionBudget>();
    const auto first = budget->acquire(of(u"ann"_s), {}), second = budget->acquire(of(u"ann"_s, Purpose::OpenMailbox), {});
    ASSERT_TRUE(first && second);
    const auto third = budget->acquire(of(u"ann"_s, Purpose::Bodies), {});
    ASSERT_FALSE(third);
    EXPECT_EQ(third.error().kind, ErrorKind::TemporaryRefusal);
    EXPECT_EQ(third.error().code, ErrorCode::TooManyConnections);
    EXPECT_EQ(budget->tally().waiting, 0);
}
TEST(ConnectionBudget, theHolderIsWokenWhenItsPlaceIsWanted) {
    const auto budget = std::make_shared<ConnectionBudget>();
    const auto account = budget->acquire(of(u"ann"_s), {});
    const BudgetRequest bodies = of(u"ann"_s, Purpose::Bodies);
    auto crew = budget->acquire(bodies, {});
    ASSERT_TRUE(account && crew);
    auto mailbox = std::async(std::launch::async, [&] { return budget->acquire(of(u"ann"_s, Purpose::OpenMailbox), {}).has_value(); });
    EXPECT_EQ(bodies.wakeUp->waitFor(20s, {}), WakeUp::Ended::Woken);
    EXPECT_TRUE((*crew)->isWantedBack());
    EXPECT_FALSE((*account)->isWantedBack());
    crew->reset();
    EXPECT_TRUE(mailbox.get());
}
TEST(ConnectionBudget, manyThreadsNeverHaveMoreThanTheyMay) {
    const auto budget = std::make_shared<ConnectionBudget>();
    std::atomic<int> atOnce{0}, most{0}, served{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 24; ++i) {
        threads.emplace_back([&, i] {
            for (int turn = 0; turn < 20; ++turn) {
                const auto permit = budget->acquire(of(u"ann"_s, i % 2 ? Purpose::Account : Purpose::OpenMailbox), {});
                if (!permit)
                    continue;
                const int now = ++atOnce;
                for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {}
                (*permit)->signedIn();
                std::this_thread::yield();
                --atOnce;
                ++served;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(served, 24 * 20);
    EXPECT_LE(most, 2);
    EXPECT_EQ(budget->tally().open, 0);
}

} // namespace tributary::connect::tst_ConnectionBudget
