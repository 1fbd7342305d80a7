// SPDX-License-Identifier: GPL-3.0-or-later
#include "Heartbeat.h"

#include <QFile>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <utility>

namespace tributary::ui {

namespace {

double workedMs() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// How long this thread would have run and had no processor, in ms since it began; 0: not told.
double queuedMs() {
    QFile file(QStringLiteral("/proc/thread-self/schedstat"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() / 1e6;
}

double at(const std::vector<double>& sorted, double part) {
    return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(part * static_cast<double>(sorted.size())))];
}

} // namespace

Heartbeat::Heartbeat() {
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
    m_since.start();
    m_worked = workedMs();
    m_queued = queuedMs();
    m_timer.start();
}

Heartbeat::Figures Heartbeat::report(const char* what) {
    std::sort(m_gaps.begin(), m_gaps.end());
    std::sort(m_work.begin(), m_work.end());
    std::sort(m_own.begin(), m_own.end());
    const auto over = m_work.end() - std::upper_bound(m_work.begin(), m_work.end(), kFrameMs);
    const Figures figures{at(m_gaps, 0.5), at(m_gaps, 0.99), at(m_gaps, 1), at(m_work, 0.5), at(m_work, 0.99), at(m_work, 1), at(m_own, 0.99), at(m_own, 1), m_work.size(),
                          static_cast<std::size_t>(over)};
    std::printf("%-34s gap p50 %.1f p99 %.1f max %.1f ms; own work p50 %.1f p99 %.1f max %.1f ms, with waiting p99 %.1f max %.1f; %zu turns, %zu over a frame\n", what, figures.gap50,
                figures.gap99, figures.gapMost, figures.work50, figures.work99, figures.workMost, figures.own99, figures.ownMost, figures.turns, figures.overFrame);
    std::fflush(stdout);
    return figures;
}

void Heartbeat::beat() {
    m_gaps.push_back(static_cast<double>(m_since.nsecsElapsed()) / 1e6);
    m_since.start();
    const double queued = queuedMs();
    m_own.push_back(m_gaps.back() - (queued - std::exchange(m_queued, queued)));
    const double worked = workedMs();
    m_work.push_back(worked - std::exchange(m_worked, worked));
}

void reportMemory(const char* when) {
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return;
    const auto mebibytes = [lines = status.readAll().split('\n')](const char* name) {
        for (const QByteArray& line : lines) {
            if (line.startsWith(name))
                return line.mid(line.indexOf(':') + 1).chopped(3).trimmed().toDouble() / 1024;
        }
        return 0.0;
    };
    std::printf("%-34s RSS %.1f MiB, %.1f of it our own, peak %.1f\n", when, mebibytes("VmRSS"), mebibytes("RssAnon"), mebibytes("VmHWM"));
    std::fflush(stdout);
}

} // namespace tributary::ui
