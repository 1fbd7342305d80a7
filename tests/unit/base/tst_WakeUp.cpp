// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Clock.h"
#include "base/WakeUp.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace tributary::tst_WakeUp {
namespace {

using namespace std::chrono_literals;
using Ended = WakeUp::Ended;

TEST(WakeUp, isKeptForTheNextWaitOnce) {
    WakeUp wakeUp;
    EXPECT_FALSE(wakeUp.consume());
    wakeUp.wake();
    wakeUp.wake();
    EXPECT_TRUE(wakeUp.consume());
    EXPECT_FALSE(wakeUp.consume());
    wakeUp.wake();
    EXPECT_EQ(wakeUp.waitFor(60s, {}), Ended::Woken);
    EXPECT_EQ(wakeUp.waitFor(1ms, {}), Ended::TimedOut);
}

TEST(WakeUp, aCancelEndsTheWaitAndLeavesTheWakeUp) {
    WakeUp wakeUp;
    const CancelSource source;
    source.cancel();
    wakeUp.wake();
    EXPECT_EQ(wakeUp.waitFor(60s, source.token()), Ended::Cancelled);
    EXPECT_EQ(wakeUp.waitFor(60s, {}), Ended::Woken) << "the work is still there";
    EXPECT_EQ(wakeUp.waitFor(1ms, {}), Ended::TimedOut) << "and the cancel was that token's";
}

TEST(WakeUp, endsAWaitFromAnotherThread) {
    for (const bool cancels : {false, true}) {
        WakeUp wakeUp;
        const CancelSource source;
        std::atomic<bool> waiting{false};
        Ended ended = Ended::TimedOut;
        std::thread waiter([&] {
            waiting = true;
            ended = wakeUp.waitFor(60s, source.token());
        });
        while (!waiting)
            std::this_thread::yield();
        if (cancels)
            source.cancel();
        else
            wakeUp.wake();
        waiter.join();
        EXPECT_EQ(ended, cancels ? Ended::Cancelled : Ended::Woken);
    }
}

TEST(WakeUp, theListenerHearsEachUntilItIsTakenAway) {
    WakeUp wakeUp;
    int calls = 0;
    wakeUp.setListener([&] { ++calls; });
    wakeUp.wake();
    wakeUp.wake();
    wakeUp.setListener({});
    wakeUp.wake();
    EXPECT_EQ(calls, 2);
}

TEST(WakeUp, wakersAndCancellersOfManyThreadsNeverLockUp) {
    for (int round = 0; round < 50; ++round) {
        WakeUp wakeUp;
        const CancelSource source;
        std::vector<std::thread> threads;
        for (int i = 0; i < 3; ++i) {
            threads.emplace_back([&] {
                for (int n = 0; n < 50; ++n)
                    wakeUp.wake();
            });
        }
        threads.emplace_back([&] { source.cancel(); });
        while (wakeUp.waitFor(60s, source.token()) != Ended::Cancelled) {
        }
        for (std::thread& thread : threads)
            thread.join();
    }
}

TEST(ManualClock, movesOnlyWhenTold) {
    ManualClock clock;
    const auto start = clock.now();
    EXPECT_EQ(clock.now(), start);
    clock.advance(90min);
    EXPECT_EQ(clock.now() - start, 90min);
    EXPECT_EQ(clock.utcNow().toString(Qt::ISODate), QStringLiteral("2026-01-01T01:30:00Z"));
}

} // namespace
} // namespace tributary::tst_WakeUp
