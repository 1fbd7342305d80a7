// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/TaskRunner.h"

#include "net/ThreadEnd.h"

namespace tributary::engine {

TaskRunner::~TaskRunner() {
    m_shutdown.cancel();
    for (const auto& weak : std::as_const(m_tasks)) {
        if (const auto task = weak.lock())
            task->cancel();
    }
    for (QThread* thread : std::as_const(m_threads)) {
        thread->wait();
        delete thread;
    }
}

std::shared_ptr<Task> TaskRunner::start(std::function<void(CancelToken)> work) {
    auto task = std::make_shared<Task>();
    m_tasks.removeIf([](const std::weak_ptr<Task>& weak) { return weak.expired(); });
    m_tasks.append(task);
    launch(std::move(work), task->token());
    return task;
}

void TaskRunner::startDetached(std::function<void(CancelToken)> work) { launch(std::move(work), m_shutdown.token()); }

void TaskRunner::launch(std::function<void(CancelToken)> work, CancelToken token) {
    QThread* thread = QThread::create([work = std::move(work), token = std::move(token)] {
        work(token);
        net::endThread();
    });
    thread->setObjectName(QStringLiteral("task")); // the thread's name too
    m_threads.append(thread);
    connect(thread, &QThread::finished, this, [this, thread] {
        m_threads.removeOne(thread);
        thread->deleteLater();
    });
    thread->start();
}

} // namespace tributary::engine
