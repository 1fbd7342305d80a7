// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/StorageFeed.h"

#include <algorithm>
#include <utility>

namespace tributary::ui {

StorageFeed::StorageFeed(engine::Engine& engine, QObject* parent) : QObject(parent), m_engine(engine) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &StorageFeed::load);
    connect(&engine, &engine::Engine::storageChanged, this, &StorageFeed::load);
    connect(&engine, &engine::Engine::syncReported, this, &StorageFeed::loadSoon);
    connect(&engine, &engine::Engine::storeChanged, this, &StorageFeed::loadSoon);
    load();
}

/// During a sync something comes all the time: a twentieth of it may go into looking.
void StorageFeed::loadSoon() {
    constexpr qint64 kLeastMs = 2000;
    constexpr qint64 kShare = 20;
    if (!m_timer.isActive())
        m_timer.start(static_cast<int>(std::max(kLeastMs, kShare * m_lastMs)));
}

void StorageFeed::load() {
    if (std::exchange(m_isLoading, true)) {
        m_again = true;
        return;
    }
    m_again = false;
    m_since.start();
    m_engine.loadStorage(this, [this](const Result<engine::StorageUse>& use) { take(use); });
}

void StorageFeed::take(const Result<engine::StorageUse>& use) {
    m_isLoading = false;
    m_lastMs = m_since.elapsed();
    if (use) {
        m_use = *use;
        Q_EMIT loaded();
    } else {
        Q_EMIT failed(use.error());
    }
    if (m_again)
        load();
}

} // namespace tributary::ui
