// SPDX-License-Identifier: GPL-3.0-or-later
// A closed lid ends connections without telling them (S31).
#include "engine/SleepWatch.h"

#include <gtest/gtest.h>

namespace tributary::engine::tst_SleepWatch {
namespace {

using namespace std::chrono_literals;

TEST(SleepWatch, S31_sleepIsToldOnceAndTimeAwakeIsNot) {
    std::chrono::milliseconds awake = 1000ms;
    std::chrono::milliseconds all = 61'000ms; // it has slept before the program began
    SleepWatch watch([&] { return awake; }, [&] { return all; });
    int told = 0;
    QObject::connect(&watch, &SleepWatch::slept, &watch, [&] { ++told; });
    awake += 20'000ms;
    all += 20'004ms;
    watch.look();
    EXPECT_EQ(told, 0);
    awake += 3'000ms;
    all += 3'600'000ms;
    watch.look();
    EXPECT_EQ(told, 1);
    awake += 20'000ms;
    all += 20'000ms;
    watch.look();
    EXPECT_EQ(told, 1);
}

TEST(SleepWatch, aShortStutterIsNoSleep) {
    std::chrono::milliseconds awake = 0ms;
    std::chrono::milliseconds all = 0ms;
    SleepWatch watch([&] { return awake; }, [&] { return all; });
    int told = 0;
    QObject::connect(&watch, &SleepWatch::slept, &watch, [&] { ++told; });
    all += 2'000ms;
    watch.look();
    EXPECT_EQ(told, 0);
}

} // namespace
} // namespace tributary::engine::tst_SleepWatch
