// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Guarded.h"

#include <QObject>

#include <deque>
#include <functional>

namespace tributary {

/// Work that any thread hands to the thread that this object lives on (one with an event loop), in order. What is handed
/// over waits under our own lock, and the event that tells of it carries nothing: a thread checker that cannot look into Qt's
/// queue sees every hand-over. Outlives every thread that posts; work that has not run by then is dropped.
class Inbox : public QObject {
  public:
    /// Any thread; returns at once.
    void post(std::function<void()> work);

  protected:
    void customEvent(QEvent* event) override;

  private:
    Guarded<std::deque<std::function<void()>>> m_work;
};

} // namespace tributary
