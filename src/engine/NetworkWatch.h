// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "engine/NetworkSource.h"

#include <QObject>
#include <QTimer>

namespace tributary::engine {

/// What a change of the network means for the accounts. A change is told when it has settled, since one comes in many steps
/// (the old address goes, a new one comes, a page to sign in to is found); what costs money or explains an error is told
/// at once. Lives on one thread with an event loop.
class NetworkWatch : public QObject {
    Q_OBJECT

  public:
    explicit NetworkWatch(const Clock& clock = Clock::system(), Clock::Duration settle = std::chrono::seconds(1));

    /// News from a NetworkSource. The first is what was there before, and no change.
    void take(const NetworkFacts& facts);
    /// Tells what has settled by now; the timer calls it too.
    void look();

    /// The newest, settled or not.
    [[nodiscard]] const NetworkFacts& facts() const { return m_latest; }
    /// No address, or the desktop says so. Not to be believed blindly.
    [[nodiscard]] bool isOffline() const;

  Q_SIGNALS:
    void changed(); ///< facts() differ
    /// An address has gone, or the network is there again: connections from other addresses than these are dead.
    void linesLost(const QStringList& addresses);
    /// The network is there again, another one, or lets out what it held back: what failed may work now.
    void restored();

  private:
    const Clock& m_clock;
    Clock::Duration m_settle;
    std::optional<NetworkFacts> m_known; ///< as last told
    NetworkFacts m_latest;
    std::optional<Clock::TimePoint> m_due, m_latestDue; ///< when what differs has settled
    QTimer m_timer;
};

} // namespace tributary::engine
