// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Backoff.h"

#include <QRandomGenerator>

#include <algorithm>

namespace tributary {

Backoff::Backoff(Clock::Duration first, Clock::Duration max, std::function<double()> random)
    : m_first(first), m_max(max), m_random(std::move(random)) {
    if (!m_random)
        m_random = [] { return QRandomGenerator::system()->generateDouble(); };
}

Clock::Duration Backoff::next() {
    const int doublings = std::min(m_attempt++, 20);
    const Clock::Duration full = std::min<Clock::Duration>(m_first * (1LL << doublings), m_max);
    return full / 2 + Clock::Duration(static_cast<Clock::Duration::rep>(static_cast<double>(full.count() / 2) * m_random()));
}

} // namespace tributary
