// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>

#include <chrono>

namespace tributary {

/// Time since the machine was started, sleep included: no clock that is set changes it.
struct BootTime {
    QByteArray boot; ///< which start; empty: not known, and then since means nothing
    qint64 sinceMs = 0;

    bool operator==(const BootTime&) const = default;
};

/// Where time comes from, so that no test sleeps. Any thread.
class Clock {
  public:
    using Duration = std::chrono::milliseconds;
    using TimePoint = std::chrono::steady_clock::time_point;

    virtual ~Clock() = default;
    [[nodiscard]] virtual TimePoint now() const = 0;      ///< monotonic: deadlines, back-off
    [[nodiscard]] virtual QDateTime utcNow() const = 0;   ///< civil: what is stored and shown
    [[nodiscard]] qint64 utcNowMs() const { return utcNow().toMSecsSinceEpoch(); } ///< since 1970
    [[nodiscard]] virtual BootTime sinceBoot() const { return {}; }

    /// The machine's clock.
    static const Clock& system();
};

/// A clock that moves only when told to. For tests.
class ManualClock : public Clock {
  public:
    [[nodiscard]] TimePoint now() const override { return m_now; }
    [[nodiscard]] QDateTime utcNow() const override { return m_utc; }
    [[nodiscard]] BootTime sinceBoot() const override { return m_boot; }
    void advance(Duration by) {
        m_now += by;
        m_boot.sinceMs += by.count();
        m_utc = m_utc.addMSecs(by.count());
    }
    /// Somebody sets the clock: no time has gone by.
    void setUtc(const QDateTime& utc) { m_utc = utc; }
    /// The machine is started again.
    void reboot() { m_boot = {m_boot.boot + '+', 0}; }

  private:
    TimePoint m_now{};
    QDateTime m_utc = QDateTime::fromMSecsSinceEpoch(1'767'225'600'000, Qt::UTC); // 2026-01-01
    BootTime m_boot{"boot", 1'000'000};
};

} // namespace tributary
