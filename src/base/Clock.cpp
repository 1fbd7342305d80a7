// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Clock.h"

#include <QFile>

#include <ctime>

namespace tributary {

namespace {
class SystemClock final : public Clock {
  public:
    TimePoint now() const override { return std::chrono::steady_clock::now(); }
    QDateTime utcNow() const override { return QDateTime::currentDateTimeUtc(); }
    BootTime sinceBoot() const override {
        timespec time{};
        if (m_boot.isEmpty() || clock_gettime(CLOCK_BOOTTIME, &time) != 0)
            return {};
        return {m_boot, qint64(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000};
    }

  private:
    static QByteArray bootId() {
        QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
        return file.open(QIODevice::ReadOnly) ? file.read(64).trimmed() : QByteArray();
    }
    const QByteArray m_boot = bootId();
};
} // namespace

const Clock& Clock::system() {
    static const SystemClock clock;
    return clock;
}

} // namespace tributary
