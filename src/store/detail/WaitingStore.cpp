// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/WaitingStore.h"

#include "base/WritePoint.h"
#include "store/detail/LocalMailboxes.h"

namespace tributary::store::detail {

/// "confirmFlags" of "virtual Status ...::SqliteStore::confirmFlags(const QList<...>&)".
QByteArray WaitingStore::methodName(const Caller& caller) {
    if (!writePointsWatched())
        return {};
    const QByteArray text(caller.function_name());
    const qsizetype scope = text.indexOf("Store::");
    const qsizetype from = scope < 0 ? 0 : scope + 7;
    return text.mid(from, text.indexOf('(', from) - from);
}

Status WaitingStore::waitAs(const QByteArray& point, std::function<Status(WriteSession&)> run, Manner manner) {
    auto promise = std::make_shared<std::promise<Status>>();
    auto future = promise->get_future();
    Job job;
    job.point = point;
    job.alone = manner == kAlone;
    job.durable = manner == kDurable;
    if (job.durable) { // the user's changes: where no server is to be told of them they are done
        job.run = [run = std::move(run)](WriteSession& session) -> Status {
            TRY_STATUS(run(session));
            return LocalMailboxes(session).settle();
        };
    } else {
        job.run = std::move(run);
    }
    job.finish = [promise](const Status& status) { promise->set_value(status); };
    m_waitedFor.enqueue(std::move(job));
    return future.get();
}

void WaitingStore::later(std::function<Status(WriteSession&)> run) {
    Job job;
    job.run = std::move(run);
    m_waitedFor.enqueue(std::move(job));
}

} // namespace tributary::store::detail
