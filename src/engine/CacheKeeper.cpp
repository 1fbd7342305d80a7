// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/CacheKeeper.h"

#include "base/Log.h"

#include <algorithm>
#include <utility>

namespace tributary::engine {

namespace {

constexpr std::chrono::seconds kAfterChanges{5};
constexpr std::chrono::minutes kAfterFruitless{10}; ///< a walk over everything would find nothing again

/// Only bodies make the cache grow much.
bool mayGrow(const model::StoreChange& change) {
    return std::holds_alternative<model::MessagesAdded>(change) || std::holds_alternative<model::MessagesChanged>(change);
}

} // namespace

CacheKeeper::CacheKeeper(std::shared_ptr<Profile> profile, Relay& relay, TaskRunner& tasks) : m_profile(std::move(profile)), m_relay(relay), m_tasks(tasks) {
    m_timer.setSingleShot(true);
    m_timer.setInterval(kAfterChanges);
    connect(&m_timer, &QTimer::timeout, this, &CacheKeeper::look);
}

void CacheKeeper::storeChanged(const QList<model::StoreChange>& changes) {
    if (!m_hasBudget || m_timer.isActive() || (m_fruitless.isValid() && !m_fruitless.hasExpired(std::chrono::milliseconds(kAfterFruitless).count())))
        return;
    if (std::any_of(changes.begin(), changes.end(), mayGrow))
        m_timer.start();
}

void CacheKeeper::budgetChanged() {
    m_hasBudget = true;
    m_fruitless.invalidate();
}

void CacheKeeper::look() {
    if (std::exchange(m_looking, true))
        return m_timer.start();
    m_tasks.startDetached([self = QPointer(this), relay = &m_relay, profile = m_profile](const CancelToken& cancel) {
        auto result = profile->store->keepBudget(cancel);
        relay->post([self, result = std::move(result)] {
            if (self)
                self->looked(result);
        });
    });
}

void CacheKeeper::looked(const Result<store::DroppedBodies>& result) {
    m_looking = false;
    if (!result) {
        qCWarning(lcEngine) << "the cache's budget:" << codeName(result.error().code) << result.error().detail;
        return;
    }
    m_hasBudget = result->budget > 0;
    if (result->isOver && result->messages == 0)
        m_fruitless.start();
    if (result->messages > 0)
        Q_EMIT dropped();
}

} // namespace tributary::engine
