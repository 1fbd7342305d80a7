// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Inbox.h"

#include <QCoreApplication>
#include <QEvent>

namespace tributary {

void Inbox::post(std::function<void()> work) {
    m_work.with([&](auto& waiting) { waiting.push_back(std::move(work)); });
    QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

/// One piece an event: what else the thread has to do comes in between.
void Inbox::customEvent(QEvent*) {
    std::function<void()> work;
    m_work.with([&](auto& waiting) {
        if (waiting.empty())
            return;
        work = std::move(waiting.front());
        waiting.pop_front();
    });
    if (work)
        work();
}

} // namespace tributary
