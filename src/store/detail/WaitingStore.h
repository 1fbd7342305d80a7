// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Store.h"
#include "store/detail/Writer.h"

#include <source_location>

namespace tributary::store::detail {

/// Methods of Store that are a job of the writer each, which the caller waits for.
class WaitingStore : public Store {
  protected:
    enum Manner { kCache, kDurable, kAlone };
    using Caller = std::source_location; ///< names the write point: the method of Store that waits

    explicit WaitingStore(Writer& writer) : m_waitedFor(writer) {} ///< not used before a method is called

    Status wait(std::function<Status(WriteSession&)> run, Manner manner = kCache, const Caller& caller = Caller::current()) {
        return waitAs(methodName(caller), std::move(run), manner);
    }

    template <typename T>
    Result<T> wait(std::function<Result<T>(WriteSession&)> run, Manner manner = kCache, const Caller& caller = Caller::current()) {
        return waitAs<T>(methodName(caller), std::move(run), manner);
    }

    /// Under a write point of another name.
    Status waitAs(const QByteArray& point, std::function<Status(WriteSession&)> run, Manner manner);

    template <typename T> Result<T> waitAs(const QByteArray& point, std::function<Result<T>(WriteSession&)> run, Manner manner) {
        T value{};
        TRY_STATUS(waitAs(
            point,
            [&value, run = std::move(run)](WriteSession& session) -> Status {
                TRY(value, run(session));
                return {};
            },
            manner));
        return value;
    }

    /// Nobody waits for it.
    void later(std::function<Status(WriteSession&)> run);

  private:
    [[nodiscard]] static QByteArray methodName(const Caller& caller);

    Writer& m_waitedFor;
};

} // namespace tributary::store::detail
