// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Intake.h"

#include "base/Log.h"

#include <utility>

namespace tributary::sync {

Intake::Intake(store::Store& store, MailboxId mailbox, UidValidity uidValidity, Limits limits, Progress progress)
    : m_store(store), m_limits(limits), m_progress(std::move(progress)) {
    m_delta.mailbox = mailbox;
    m_delta.uidValidity = uidValidity;
}

Status Intake::add(store::NewMessage message, qint64 rawBytes) {
    m_delta.added.append(std::move(message));
    m_bytes += rawBytes;
    ++m_added;
    if (m_delta.added.size() >= m_limits.messages || m_bytes >= m_limits.bytes)
        return commit();
    return {};
}

Status Intake::commit() {
    if (m_delta.added.isEmpty())
        return {};
    const int messages = static_cast<int>(m_delta.added.size());
    store::MailboxDelta next;
    next.mailbox = m_delta.mailbox;
    next.uidValidity = m_delta.uidValidity;
    m_commits.push_back(m_store.submit(std::exchange(m_delta, std::move(next))));
    const qint64 bytes = std::exchange(m_bytes, 0);
    if (m_progress)
        m_progress(messages, bytes);
    return settle(m_limits.inFlight);
}

Status Intake::finish() {
    TRY_STATUS(commit());
    return settle(0);
}

Status Intake::settle(std::size_t leave) {
    while (m_commits.size() > leave) {
        Status status = m_commits.front().get();
        m_commits.pop_front();
        if (!status)
            return status;
    }
    return {};
}

} // namespace tributary::sync
