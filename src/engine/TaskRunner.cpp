// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/TaskRunner.h"

#include <pthread.h>

#include <utility>

namespace tributary::engine {

TaskRunner::~TaskRunner() {
    m_shutdown.cancel();
    for (const auto& weak : std::as_const(m_tasks)) {
        if (const auto task = weak.lock())
            task->cancel();
    }
    for (std::thread& thread : m_threads)
        thread.join();
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
    const auto at = m_threads.emplace(m_threads.end());
    *at = std::thread([this, at, work = std::move(work), token = std::move(token)]() mutable {
        pthread_setname_np(pthread_self(), "task"); // for debuggers
        work(token);
        QMetaObject::invokeMethod(this, [this, at, held = std::move(work)] { // what it holds goes where it came from
            at->join();
            m_threads.erase(at);
        }, Qt::QueuedConnection);
    });
}

} // namespace tributary::engine
