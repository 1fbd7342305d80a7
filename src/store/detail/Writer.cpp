// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/Writer.h"

#include "base/ThreadName.h"
#include "base/WritePoint.h"
#include "store/detail/ContactFill.h"
#include "store/detail/ConversationFill.h"
#include "store/detail/Purge.h"
#include "store/detail/WrittenTo.h"

#include <utility>

namespace tributary::store::detail {

namespace {

// A group ends here even if more is queued: bounds memory in the index and the time until the first is answered.
constexpr int kGroupMessages = 2000;
constexpr qint64 kGroupBytes = 32LL << 20;
constexpr std::chrono::milliseconds kGroupTime{500};

} // namespace

Writer::Writer(std::unique_ptr<Connection> connection, std::shared_ptr<ChangeFeed> feed, const Clock& clock,
               bool mayBeLost)
    : m_connection(std::move(connection)), m_index(*m_connection), m_feed(std::move(feed)), m_clock(clock),
      m_mayBeLost(mayBeLost), m_thread([this] { loop(); }) {}

Writer::~Writer() {
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void Writer::enqueue(Job job) {
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(job));
    }
    m_wake.notify_all();
}

void Writer::purgeSoon() {
    {
        const std::lock_guard lock(m_mutex);
        m_purge = true;
    }
    m_wake.notify_all();
}

void Writer::whenPurged(std::function<void(const Status&)> done) {
    {
        const std::lock_guard lock(m_mutex);
        m_purgeWaiters.push_back(std::move(done));
        m_purge = true;
    }
    m_wake.notify_all();
}

void Writer::loop() {
    nameThread("store-writer");
    while (true) {
        bool work = false;
        bool purge = false;
        bool fill = false;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stop || m_purge || m_fill || !m_queue.empty(); });
            work = !m_queue.empty();
            purge = m_purge && !m_stop;
            fill = m_fill && !m_stop && !work && !purge;
            if (!work && m_stop)
                break;
        }
        if (work)
            runGroup();
        if (purge)
            purgeStep();
        if (fill)
            fillStep();
    }
    answerPurged({}); // the rest is deleted after the next start
}

std::optional<Job> Writer::takeFirst() {
    const std::lock_guard lock(m_mutex);
    if (m_queue.empty())
        return std::nullopt;
    Job job = std::move(m_queue.front());
    m_queue.pop_front();
    return job;
}

std::optional<Job> Writer::takeNext(bool groupIsDurable) {
    const std::lock_guard lock(m_mutex);
    if (m_queue.empty() || m_queue.front().alone || (m_queue.front().durable && !groupIsDurable))
        return std::nullopt;
    Job job = std::move(m_queue.front());
    m_queue.pop_front();
    return job;
}

void Writer::runGroup() {
    std::vector<Ran> group;
    auto first = takeFirst();
    if (!first)
        return;
    // How a commit reaches the disk is settled before its transaction begins (WAL: FULL is one fsync a commit).
    const bool durable = first->durable && !m_mayBeLost;
    group.push_back({std::move(*first), {}, {}});
    if (durable)
        m_connection->execute("PRAGMA synchronous = FULL");
    if (group.front().job.alone) {
        runAlone(group.front());
    } else if (const Status status = runAll(group); !status) {
        m_connection->rollback();
        runSingly(group);
    }
    if (durable)
        m_connection->execute("PRAGMA synchronous = NORMAL");
    conclude(group);
}

/// The first is in group already; more are taken while there is room. An error: everything must be rolled back.
Status Writer::runAll(std::vector<Ran>& group) {
    return guarded(*m_connection, [&]() -> Status {
        const auto until = Clock::system().now() + kGroupTime;
        int messages = 0;
        qint64 bytes = 0;
        m_connection->execute("BEGIN IMMEDIATE");
        for (std::size_t at = 0;; ++at) {
            Ran& ran = group[at];
            const int before = m_connection->totalChanges();
            ran.status = runOne(ran);
            if (!ran.status && (!m_connection->inTransaction() || m_connection->totalChanges() != before))
                return ran.status; // half written: its neighbours are run again without it
            messages += ran.job.messages;
            bytes += ran.job.bytes;
            if (messages >= kGroupMessages || bytes >= kGroupBytes || Clock::system().now() >= until)
                break;
            auto next = takeNext(group.front().job.durable);
            if (!next)
                break;
            group.push_back({std::move(*next), {}, {}});
        }
        passAll(group, "committing");
        m_connection->execute("COMMIT");
        passAll(group, "committed");
        return {};
    });
}

Status Writer::runOne(Ran& ran) {
    ran.changes.clear();
    WriteSession session{*m_connection, m_index, ran.changes, m_clock.utcNowMs(), m_clock.sinceBoot()};
    pass(ran.job, "begun");
    Status status = guarded(*m_connection, [&] { return ran.job.run(session); });
    pass(ran.job, "written");
    if (!status)
        ran.changes.clear();
    return status;
}

/// A transaction each: who fails fails alone.
void Writer::runSingly(std::vector<Ran>& group) {
    for (Ran& ran : group) {
        ran.status = guarded(*m_connection, [&]() -> Status {
            m_connection->execute("BEGIN IMMEDIATE");
            TRY_STATUS(runOne(ran));
            m_connection->execute("COMMIT");
            return {};
        });
        if (!ran.status) {
            ran.changes.clear();
            m_connection->rollback();
        }
    }
}

void Writer::runAlone(Ran& ran) {
    ran.status = runOne(ran);
    m_connection->rollback(); // nothing is open unless the job failed in mid-way
}

void Writer::pass(const Job& job, const char* step) {
    if (writePointsWatched() && !job.point.isEmpty())
        passWritePoint("store." + job.point + '.' + step);
}

void Writer::passAll(const std::vector<Ran>& group, const char* step) {
    for (const Ran& ran : group)
        pass(ran.job, step);
}

void Writer::conclude(std::vector<Ran>& group) {
    QList<model::StoreChange> changes;
    for (Ran& ran : group) {
        if (!ran.status)
            qCWarning(lcStore) << "a write failed:" << codeName(ran.status.error().code) << ran.status.error().detail;
        changes.append(ran.changes);
        if (ran.job.finish)
            ran.job.finish(ran.status);
    }
    if (!changes.isEmpty()) {
        // What was removed or reset may have left something to delete.
        const std::lock_guard lock(m_mutex);
        m_purge = true;
    }
    m_feed->announce(changes);
}

void Writer::purgeStep() {
    Result<bool> more = guarded(*m_connection, [&]() -> Result<bool> {
        m_connection->execute("BEGIN IMMEDIATE");
        TRY(const bool left, purgeSome(*m_connection, m_index));
        m_connection->execute("COMMIT");
        return left;
    });
    if (!more) {
        m_connection->rollback();
        qCWarning(lcStore) << "deleting removed mail:" << more.error().detail;
    }
    if (more && *more)
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_purge = false;
    }
    answerPurged(more ? Status() : Status(failure(more.error())));
}

/// Only while there is nothing else to do. What fails is tried again at the next start.
void Writer::fillStep() {
    const Result<bool> more = guarded(*m_connection, [&]() -> Result<bool> {
        m_connection->execute("BEGIN IMMEDIATE");
        const bool left = fillSomeConversations(*m_connection) || fillSomeContacts(*m_connection, m_clock) || fillSomeWritten(*m_connection);
        m_connection->execute("COMMIT");
        return left;
    });
    if (!more) {
        m_connection->rollback();
        qCWarning(lcStore) << "finding conversations and contacts:" << more.error().detail;
    }
    const std::lock_guard lock(m_mutex);
    m_fill = more && *more;
}

void Writer::answerPurged(const Status& status) {
    std::vector<std::function<void(const Status&)>> waiters;
    {
        const std::lock_guard lock(m_mutex);
        waiters.swap(m_purgeWaiters);
    }
    for (const auto& done : waiters)
        done(status);
}

} // namespace tributary::store::detail
