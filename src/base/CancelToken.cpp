// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/CancelToken.h"

#include <algorithm>

namespace tributary {

CancelToken CancelSource::token() const {
    CancelToken token;
    token.m_state = m_state;
    return token;
}

void CancelSource::cancel() const {
    // Callbacks run under the lock, so that a Registration's destructor waits for a call under way. They only wake a
    // waiter and never call back here.
    const std::lock_guard lock(m_state->mutex);
    if (std::exchange(m_state->cancelled, true))
        return;
    for (const auto& [id, callback] : m_state->callbacks)
        callback();
}

bool CancelSource::isCancelled() const {
    const std::lock_guard lock(m_state->mutex);
    return m_state->cancelled;
}

bool CancelToken::isCancelled() const {
    if (!m_state)
        return false;
    const std::lock_guard lock(m_state->mutex);
    return m_state->cancelled;
}

CancelToken::Registration CancelToken::onCancel(std::function<void()> f) const {
    Registration registration;
    if (!m_state)
        return registration;
    const std::lock_guard lock(m_state->mutex);
    if (m_state->cancelled) {
        f();
        return registration;
    }
    registration.m_state = m_state;
    registration.m_id = m_state->nextId++;
    m_state->callbacks.emplace_back(registration.m_id, std::move(f));
    return registration;
}

CancelToken::Registration& CancelToken::Registration::operator=(Registration&& o) noexcept {
    std::swap(m_state, o.m_state);
    std::swap(m_id, o.m_id);
    return *this;
}

CancelToken::Registration::~Registration() {
    if (!m_state || m_id == 0)
        return;
    const std::lock_guard lock(m_state->mutex);
    std::erase_if(m_state->callbacks, [this](const auto& entry) { return entry.first == m_id; });
}

} // namespace tributary
