// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace tributary {

class CancelToken;

/// Ends what holds its token, at once and from any thread. Cancelling twice is harmless; it cannot be undone.
class CancelSource {
  public:
    CancelSource() : m_state(std::make_shared<State>()) {}
    [[nodiscard]] CancelToken token() const;
    void cancel() const;
    [[nodiscard]] bool isCancelled() const;

  private:
    friend class CancelToken;
    struct State {
        std::mutex mutex;
        bool cancelled = false;
        int nextId = 1;
        std::vector<std::pair<int, std::function<void()>>> callbacks;
    };
    std::shared_ptr<State> m_state;
};

/// Handed to whatever can be stopped. A default-made token is never cancelled. Any thread.
class CancelToken {
  public:
    CancelToken() = default;
    [[nodiscard]] bool isCancelled() const;

    /// Calls f once when cancelled (at once if it already is), on the cancelling thread, for as long as the returned
    /// registration lives. Its destructor waits for a call under way.
    class Registration {
      public:
        Registration() = default;
        Registration(Registration&& o) noexcept : m_state(std::move(o.m_state)), m_id(std::exchange(o.m_id, 0)) {}
        Registration& operator=(Registration&& o) noexcept;
        ~Registration();

      private:
        friend class CancelToken;
        std::shared_ptr<CancelSource::State> m_state;
        int m_id = 0;
    };
    [[nodiscard]] Registration onCancel(std::function<void()> f) const;

  private:
    friend class CancelSource;
    std::shared_ptr<CancelSource::State> m_state;
};

} // namespace tributary
