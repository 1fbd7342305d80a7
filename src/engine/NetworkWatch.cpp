// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/NetworkWatch.h"

#include <algorithm>

namespace tributary::engine {

namespace {

constexpr int kPatience = 3; // times the settling: a network that never comes to rest is told of nonetheless

/// Something of a that b has not.
bool hasOther(const QStringList& a, const QStringList& b) {
    return std::any_of(a.begin(), a.end(), [&](const QString& address) { return !b.contains(address); });
}

} // namespace

NetworkWatch::NetworkWatch(const Clock& clock, Clock::Duration settle) : m_clock(clock), m_settle(settle) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &NetworkWatch::look);
}

bool NetworkWatch::isOffline() const { return m_known && (m_latest.addresses.isEmpty() || !m_latest.isOnline.value_or(true)); }

void NetworkWatch::take(const NetworkFacts& facts) {
    if (m_known && facts == m_latest)
        return;
    m_latest = facts;
    if (!m_known)
        m_known = facts;
    const auto now = m_clock.now();
    if (!m_latestDue)
        m_latestDue = now + kPatience * m_settle;
    m_due = std::min(now + m_settle, *m_latestDue);
    m_timer.start(std::chrono::ceil<Clock::Duration>(*m_due - now));
    Q_EMIT changed();
}

void NetworkWatch::look() {
    if (!m_due)
        return;
    if (const auto now = m_clock.now(); now < *m_due) {
        m_timer.start(std::chrono::ceil<Clock::Duration>(*m_due - now));
        return;
    }
    m_due.reset();
    m_latestDue.reset();
    const NetworkFacts before = *std::exchange(m_known, m_latest);
    const NetworkFacts now = m_latest;
    const bool isBack = before.addresses.isEmpty() && !now.addresses.isEmpty();
    const bool isOnline = !before.isOnline.value_or(true) && now.isOnline.value_or(true);
    if (isBack || isOnline || hasOther(before.addresses, now.addresses))
        Q_EMIT linesLost(now.addresses);
    // A desktop that says 'offline' keeps nobody from trying: there may be no way to the world and one to the server.
    if (!now.addresses.isEmpty() && (isOnline || hasOther(now.addresses, before.addresses) || before.hasPortal != now.hasPortal))
        Q_EMIT restored();
}

} // namespace tributary::engine
