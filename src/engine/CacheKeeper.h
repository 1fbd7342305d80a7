// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Profile.h"
#include "engine/Relay.h"
#include "engine/TaskRunner.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <optional>

namespace tributary::engine {

/// Keeps the cache within its budget while the engine runs (S7): a look some seconds after something has come. Facade's thread.
class CacheKeeper : public QObject {
    Q_OBJECT

  public:
    CacheKeeper(std::shared_ptr<Profile> profile, Relay& relay, TaskRunner& tasks);
    void storeChanged(const QList<model::StoreChange>& changes);
    /// The budget is another one: the next change is looked at, whatever was found before.
    void budgetChanged();

  Q_SIGNALS:
    void dropped(); ///< some bodies were

  private:
    void look();
    void looked(const Result<store::DroppedBodies>& result);

    std::shared_ptr<Profile> m_profile;
    Relay& m_relay;
    TaskRunner& m_tasks;
    QTimer m_timer;
    QElapsedTimer m_fruitless;    ///< since a look that was over the budget and found nothing to drop
    bool m_hasBudget = true;      ///< false: a look has found that there is none
    bool m_looking = false;
};

} // namespace tributary::engine
