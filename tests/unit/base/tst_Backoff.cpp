// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Backoff.h"

#include <gtest/gtest.h>

#include <set>

namespace tributary::tst_Backoff {
namespace {

using namespace std::chrono_literals;

TEST(Backoff, doublesUpToTheMaximum) {
    Backoff backoff(1s, 8s, [] { return 0.0; });
    for (const auto expected : {500ms, 1000ms, 2000ms, 4000ms, 4000ms, 4000ms})
        EXPECT_EQ(backoff.next(), expected);
    EXPECT_EQ(backoff.attempt(), 6);
    backoff.reset();
    EXPECT_EQ(backoff.attempt(), 0);
    EXPECT_EQ(backoff.next(), 500ms);
}

TEST(Backoff, jitterIsTheUpperHalf) {
    double random = 0.0;
    Backoff backoff(1s, 8s, [&] { return random; });
    EXPECT_EQ(backoff.next(), 500ms);
    random = 0.5;
    EXPECT_EQ(backoff.next(), 1500ms);
    random = 0.999;
    const auto third = backoff.next();
    EXPECT_GT(third, 3990ms);
    EXPECT_LT(third, 4000ms);
}

TEST(Backoff, neverOverflowsNorExceedsTheMaximum) {
    Backoff backoff(10min, 24h, [] { return 0.999999; });
    for (int i = 0; i < 1000; ++i) {
        const auto delay = backoff.next();
        EXPECT_GT(delay, 0ms);
        EXPECT_LE(delay, 24h);
    }
    Backoff small(5s, 2s, [] { return 0.0; }); // a first one above the maximum
    EXPECT_EQ(small.next(), 1s);
}

TEST(Backoff, byDefaultBeginsAtSecondsAndStaysBelowTenMinutes) {
    std::set<Clock::Duration> firsts;
    for (int i = 0; i < 40; ++i) {
        Backoff backoff;
        const auto first = backoff.next();
        EXPECT_GE(first, 1s);
        EXPECT_LE(first, 2s);
        firsts.insert(first);
        for (int n = 0; n < 30; ++n)
            EXPECT_LE(backoff.next(), 10min);
        EXPECT_GE(backoff.next(), 5min);
    }
    EXPECT_GT(firsts.size(), 10u) << "clients of one restarted server do not return together";
}

} // namespace
} // namespace tributary::tst_Backoff
