// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/WakeUp.h"

#include <utility>

namespace tributary {

void WakeUp::wake() {
    const std::lock_guard lock(m_mutex);
    m_set = true;
    m_changed.notify_all();
    if (m_listener)
        m_listener();
}

bool WakeUp::consume() {
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_set, false);
}

void WakeUp::setListener(std::function<void()> f) {
    const std::lock_guard lock(m_mutex);
    m_listener = std::move(f);
}

WakeUp::Ended WakeUp::waitFor(std::chrono::milliseconds timeout, const CancelToken& cancel) {
    // Registered before the lock is taken: the callback takes it, and a token that is cancelled already calls at once.
    const auto registration = cancel.onCancel([this] {
        const std::lock_guard lock(m_mutex);
        m_cancelled = true;
        m_changed.notify_all();
    });
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, timeout, [this] { return m_set || m_cancelled; });
    // Not cancel.isCancelled(): its lock is held by a canceller that waits for ours.
    if (std::exchange(m_cancelled, false))
        return Ended::Cancelled;
    return std::exchange(m_set, false) ? Ended::Woken : Ended::TimedOut;
}

} // namespace tributary
