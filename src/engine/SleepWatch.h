// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace tributary::engine {

/// Tells that the machine has slept: connections are dead then, and do not know it for minutes. Two clocks are held against
/// each other, one that stands still in sleep and one that does not. Lives on one thread.
class SleepWatch : public QObject {
    Q_OBJECT

  public:
    using Elapsed = std::function<std::chrono::milliseconds()>;
    /// awake: time without sleep; all: time with it. Defaults: the system's.
    explicit SleepWatch(Elapsed awake = {}, Elapsed all = {});
    /// Looks now; the timer calls it too.
    void look();

  Q_SIGNALS:
    void slept();

  private:
    Elapsed m_awake, m_all;
    std::chrono::milliseconds m_difference{0};
    QTimer m_timer;
};

} // namespace tributary::engine
