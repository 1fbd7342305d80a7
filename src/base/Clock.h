// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>

namespace tributary {

/// Where time comes from, so that no test sleeps. Any thread.
class Clock {
  public:
    using Duration = std::chrono::milliseconds;
    using TimePoint = std::chrono::steady_clock::time_point;

    virtual ~Clock() = default;
    [[nodiscard]] virtual TimePoint now() const = 0;      ///< monotonic: deadlines, back-off
    [[nodiscard]] virtual QDateTime utcNow() const = 0;   ///< civil: what is stored and shown
    [[nodiscard]] qint64 utcNowMs() const { return utcNow().toMSecsSinceEpoch(); } ///< since 1970

    /// The machine's clock.
    static const Clock& system();
};

/// A clock that moves only when told to. For tests.
class ManualClock : public Clock {
  public:
    [[nodiscard]] TimePoint now() const override { return m_now; }
    [[nodiscard]] QDateTime utcNow() const override { return m_utc; }
    void advance(Duration by) {
        m_now += by;
        m_utc = m_utc.addMSecs(by.count());
    }

  private:
    TimePoint m_now{};
    QDateTime m_utc = QDateTime::fromMSecsSinceEpoch(1'767'225'600'000, Qt::UTC); // 2026-01-01
};

} // namespace tributary
