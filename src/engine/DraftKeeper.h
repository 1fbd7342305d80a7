// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/Profile.h"
#include "engine/ReaderThread.h"
#include "engine/Relay.h"
#include "engine/TaskRunner.h"

#include <QHash>
#include <QTimer>

#include <chrono>
#include <optional>

namespace tributary::engine {

/// Sees to it that each draft has its copy in Drafts: when it has been left alone for a while, or at once when it is asked for. One
/// is built at a time, on a thread of its own. What cannot be built is logged, and tried again when it is saved again. Lives on the
/// main thread.
class DraftKeeper : public QObject {
    Q_OBJECT

  public:
    /// after: how long a draft must be left alone; nullopt: copies are made only when they are asked for.
    DraftKeeper(std::shared_ptr<Profile> profile, Relay& relay, ReaderThread& changes, TaskRunner& tasks,
                std::optional<std::chrono::milliseconds> after)
        : m_profile(std::move(profile)), m_relay(relay), m_changes(changes), m_tasks(tasks), m_after(after) {
        m_timer.setSingleShot(true);
        connect(&m_timer, &QTimer::timeout, this, &DraftKeeper::look);
    }

    /// Drafts were saved, or the program has just started.
    void look();
    /// As it is saved by the calls before.
    void keep(DraftId draft);

  private:
    void plan(const QList<model::DraftSummary>& drafts);
    void startNext();
    void start(DraftId draft, qint64 savedMs);
    void finished(DraftId draft, qint64 savedMs, const Status& status);

    std::shared_ptr<Profile> m_profile;
    Relay& m_relay;
    ReaderThread& m_changes;
    TaskRunner& m_tasks;
    std::optional<std::chrono::milliseconds> m_after;
    QTimer m_timer;
    QList<DraftId> m_asked;
    bool m_isBuilding = false;
    bool m_isReading = false, m_isOld = false;
    QHash<DraftId, qint64> m_failed; ///< savedMs of what could not be built
    QHash<DraftId, qint64> m_later;  ///< not before, UTC ms: its account's mailboxes are not known yet
};

} // namespace tributary::engine
