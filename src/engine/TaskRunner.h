// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/AccountSetup.h"

#include <QList>
#include <QObject>
#include <QThread>

#include <functional>
#include <memory>

namespace tributary::engine {

/// Runs short-lived work (a probe, a doctor) each on a thread of its own, and waits for all of it when it goes. Used
/// from one thread.
class TaskRunner : public QObject {
    Q_OBJECT

  public:
    ~TaskRunner() override;

    /// work gets the task's token and runs on a new thread.
    [[nodiscard]] std::shared_ptr<Task> start(std::function<void(CancelToken)> work);
    /// The same for work that nobody stops early; it is cancelled only at shutdown.
    void startDetached(std::function<void(CancelToken)> work);

  private:
    void launch(std::function<void(CancelToken)> work, CancelToken token);
    QList<QThread*> m_threads;
    QList<std::weak_ptr<Task>> m_tasks;
    Task m_shutdown;
};

} // namespace tributary::engine
