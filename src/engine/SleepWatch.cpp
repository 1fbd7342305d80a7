// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/SleepWatch.h"

#include <ctime>

namespace tributary::engine {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds kBetween = 20s;
constexpr milliseconds kSlept = 5s; // less is no sleep that a connection minds

milliseconds systemClock([[maybe_unused]] bool withSleep) {
#ifdef CLOCK_BOOTTIME
    timespec time{};
    clock_gettime(withSleep ? CLOCK_BOOTTIME : CLOCK_MONOTONIC, &time);
    return std::chrono::duration_cast<milliseconds>(std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
#else
    return 0ms; // a platform that tells otherwise
#endif
}

} // namespace

SleepWatch::SleepWatch(Elapsed awake, Elapsed all)
    : m_awake(awake ? std::move(awake) : Elapsed([] { return systemClock(false); })),
      m_all(all ? std::move(all) : Elapsed([] { return systemClock(true); })), m_difference(m_all() - m_awake()) {
    connect(&m_timer, &QTimer::timeout, this, &SleepWatch::look);
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    m_timer.start(kBetween);
}

void SleepWatch::look() {
    const milliseconds difference = m_all() - m_awake();
    const bool hasSlept = difference - m_difference >= kSlept;
    m_difference = difference;
    if (hasSlept)
        Q_EMIT slept();
}

} // namespace tributary::engine
