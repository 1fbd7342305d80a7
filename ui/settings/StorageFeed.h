// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Engine.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>

namespace tributary::ui {

/// Where the space goes, kept fresh for as long as a page shows it: a walk over all mail is seldom made, and never two at once.
class StorageFeed : public QObject {
    Q_OBJECT

  public:
    explicit StorageFeed(engine::Engine& engine, QObject* parent);
    [[nodiscard]] const std::optional<engine::StorageUse>& use() const { return m_use; }
    /// Anew, now.
    void load();

  Q_SIGNALS:
    void loaded();
    void failed(const tributary::Error& error);

  private:
    void loadSoon();
    void take(const Result<engine::StorageUse>& use);

    engine::Engine& m_engine;
    std::optional<engine::StorageUse> m_use;
    QTimer m_timer;
    QElapsedTimer m_since; ///< the walk under way began
    qint64 m_lastMs = 0;   ///< how long one takes
    bool m_isLoading = false, m_again = false;
};

} // namespace tributary::ui
