// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <vector>

namespace tributary::ui {

/// What one frame of 60 a second has, in ms: the most that the GUI thread may work between two turns of its loop.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr double kFrameMs = 64; // what is compiled for a sanitizer takes several times as long, and is judged by other things
#else
inline constexpr double kFrameMs = 16;
#endif

/// A heartbeat of the thread that makes it: how long its event loop was away between two beats, how much of that this thread
/// itself worked, by its processor's clock, and how much of it was its own: work, and waiting for a lock, a disk or another
/// thread (with the loop's own sleep of up to a beat). What others on the machine take comes into neither.
class Heartbeat {
  public:
    struct Figures {
        double gap50 = 0, gap99 = 0, gapMost = 0;    ///< ms
        double work50 = 0, work99 = 0, workMost = 0; ///< ms
        double own99 = 0, ownMost = 0;               ///< ms; as gaps where the system does not tell who had the processor
        std::size_t turns = 0, overFrame = 0;        ///< turns; of them those with more work than a frame has
    };

    Heartbeat();
    /// Of all beats until now, as a line on standard output too.
    Figures report(const char* what);

  private:
    void beat();

    QTimer m_timer;
    QElapsedTimer m_since;
    double m_worked = 0, m_queued = 0;
    std::vector<double> m_gaps, m_work, m_own;
};

/// Prints how much of this process is in memory now and was at its peak.
void reportMemory(const char* when);

} // namespace tributary::ui
