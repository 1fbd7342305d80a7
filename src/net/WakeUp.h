// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace tributary::net {

/// Ends the wait of one reader early: 'there is new work for you'. Set from any thread; a wake that comes while nobody
/// waits is kept for the next wait (once).
class WakeUp {
  public:
    void wake() {
        const std::lock_guard lock(m_mutex);
        m_set = true;
        if (m_listener)
            m_listener();
    }
    /// True once after a wake().
    [[nodiscard]] bool consume() {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_set, false);
    }
    /// For the waiting stream: f is called (on the waking thread, under the lock) at each wake(); {} ends that.
    void setListener(std::function<void()> f) {
        const std::lock_guard lock(m_mutex);
        m_listener = std::move(f);
    }

  private:
    std::mutex m_mutex;
    bool m_set = false;
    std::function<void()> m_listener;
};

} // namespace tributary::net
