// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <utility>

namespace tributary {

/// A value that several threads use, reachable only under its lock.
template <typename T> class Guarded {
  public:
    Guarded() = default;
    explicit Guarded(T value) : m_value(std::move(value)) {}

    /// Calls f(value) under the lock; f must be short and must not call out.
    template <typename F> decltype(auto) with(F&& f) {
        const std::lock_guard lock(m_mutex);
        return std::forward<F>(f)(m_value);
    }
    template <typename F> decltype(auto) with(F&& f) const {
        const std::lock_guard lock(m_mutex);
        return std::forward<F>(f)(m_value);
    }

  private:
    mutable std::mutex m_mutex;
    T m_value{};
};

} // namespace tributary
