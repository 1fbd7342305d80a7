// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Inbox.h"
#include "base/Result.h"

#include <QPointer>

#include <functional>
#include <utility>

namespace tributary::engine {

/// Brings values from worker threads to the thread it lives on (the GUI's). Must outlive every thread that posts.
class Relay : public Inbox {
  public:
    /// A callback bound to a context: call the returned function from any thread; done runs on the relay's thread
    /// unless the context is gone by then.
    template <typename T>
    [[nodiscard]] std::function<void(Result<T>)> bind(QObject* context, std::function<void(Result<T>)> done) {
        return [this, guard = QPointer<QObject>(context), done = std::move(done)](Result<T> result) {
            post([guard, done, result = std::move(result)]() mutable {
                if (guard)
                    done(std::move(result));
            });
        };
    }
};

} // namespace tributary::engine
