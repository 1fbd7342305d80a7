// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/CancelToken.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace tributary {

/// Ends the wait of one reader early: 'there is new work for you'. Set from any thread; a wake that comes while nobody
/// waits is kept for the next wait (once).
class WakeUp {
  public:
    void wake();
    /// True once after a wake().
    [[nodiscard]] bool consume();
    /// For a stream that waits in an event loop: f is called (on the waking thread, under the lock) at each wake();
    /// {} ends that.
    void setListener(std::function<void()> f);

    enum class Ended { Woken, Cancelled, TimedOut };
    /// For a worker that has no stream to wait on (between tries): at once when woken or cancelled.
    [[nodiscard]] Ended waitFor(std::chrono::milliseconds timeout, const CancelToken& cancel);

  private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_set = false;
    bool m_cancelled = false;
    std::function<void()> m_listener;
};

} // namespace tributary
