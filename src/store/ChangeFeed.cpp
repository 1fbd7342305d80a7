// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ChangeFeed.h"

#include <vector>

namespace tributary::store {

struct ChangeFeed::Entry {
    std::recursive_mutex mutex; // a listener may drop its own subscription
    Store::Listener listener;
    bool alive = true;
};

struct ChangeFeed::Entries {
    std::mutex mutex;
    std::map<quint64, std::shared_ptr<Entry>> byOrder;
    quint64 next = 1;
};

struct ChangeFeed::Subscription {
    std::weak_ptr<Entries> entries;
    std::shared_ptr<Entry> entry;
    quint64 order = 0;

    Subscription(std::weak_ptr<Entries> all, std::shared_ptr<Entry> own, quint64 key)
        : entries(std::move(all)), entry(std::move(own)), order(key) {}
    Subscription(const Subscription&) = delete;
    Subscription& operator=(const Subscription&) = delete;
    ~Subscription() {
        if (const auto all = entries.lock()) {
            const std::lock_guard lock(all->mutex);
            all->byOrder.erase(order);
        }
        const std::lock_guard lock(entry->mutex); // waits for a call under way
        entry->alive = false;
    }
};

ChangeFeed::ChangeFeed() : m_entries(std::make_shared<Entries>()) {}
ChangeFeed::~ChangeFeed() = default;

std::shared_ptr<void> ChangeFeed::subscribe(Store::Listener listener) {
    auto entry = std::make_shared<Entry>();
    entry->listener = std::move(listener);
    quint64 order = 0;
    {
        const std::lock_guard lock(m_entries->mutex);
        order = m_entries->next++;
        m_entries->byOrder.emplace(order, entry);
    }
    return std::make_shared<Subscription>(m_entries, std::move(entry), order);
}

void ChangeFeed::announce(const QList<model::StoreChange>& changes) {
    if (changes.isEmpty())
        return;
    std::vector<std::shared_ptr<Entry>> entries;
    {
        const std::lock_guard lock(m_entries->mutex);
        for (const auto& [order, entry] : m_entries->byOrder)
            entries.push_back(entry);
    }
    for (const auto& entry : entries) {
        const std::lock_guard lock(entry->mutex);
        if (entry->alive)
            entry->listener(changes);
    }
}

} // namespace tributary::store
