// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/ReadMarker.h"

#include <utility>

namespace tributary::ui {

ReadMarker::ReadMarker(std::function<bool(MailboxId)> allowed, QObject* parent) : QObject(parent), m_allowed(std::move(allowed)) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDelayMs);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (const MessageId id = std::exchange(m_id, {}); id.isValid())
            Q_EMIT read(id);
    });
}

void ReadMarker::shown(const model::MessageSummary& summary) {
    m_timer.stop();
    m_id = {};
    if (summary.flags.has(model::Flag::Seen) || !m_allowed(summary.mailbox))
        return;
    m_id = summary.id;
    m_timer.start(std::exchange(m_hurry, {}) == summary.id ? 0 : kDelayMs);
}

void ReadMarker::left() {
    m_timer.stop();
    m_id = {};
}

void ReadMarker::markNow(MessageId id) {
    m_hurry = id;
    if (m_id == id && id.isValid())
        m_timer.start(0);
}

} // namespace tributary::ui
