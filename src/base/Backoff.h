// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"

#include <functional>

namespace tributary {

/// Delay before the next try: doubles from first to max, with full jitter in its upper half, so that many clients of
/// one restarted server do not return together. Not thread-safe.
class Backoff {
  public:
    /// random returns a number in [0, 1); the default is the system generator.
    explicit Backoff(Clock::Duration first = std::chrono::seconds(2), Clock::Duration max = std::chrono::minutes(10),
                     std::function<double()> random = {});

    [[nodiscard]] Clock::Duration next();
    void reset() { m_attempt = 0; }
    [[nodiscard]] int attempt() const { return m_attempt; }

  private:
    Clock::Duration m_first;
    Clock::Duration m_max;
    std::function<double()> m_random;
    int m_attempt = 0;
};

} // namespace tributary
