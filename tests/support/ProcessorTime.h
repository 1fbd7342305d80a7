// SPDX-License-Identifier: GPL-3.0-or-later
// The processor time of this thread that something takes, in nanoseconds: what else the machine does is not in it.
#pragma once

#include <QtGlobal>

#include <ctime>

namespace tributary::tests {

[[nodiscard]] inline qint64 processorNs() {
    timespec now = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

template<typename Work>
[[nodiscard]] qint64 processorNs(const Work& work) {
    const qint64 begin = processorNs();
    work();
    return processorNs() - begin;
}

} // namespace tributary::tests
