// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "store/ChangeFeed.h"
#include "store/detail/Connection.h"
#include "store/detail/SearchIndex.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tributary::store::detail {

/// What a job writes with.
struct WriteSession {
    Connection& connection;
    SearchIndex& index;
    QList<model::StoreChange>& changes; ///< announced after the commit
    qint64 nowMs = 0;                   ///< UTC
    BootTime boot = {};
};

struct Job {
    /// Inside a transaction. Run again after a neighbour's failure has taken the transaction down.
    std::function<Status(WriteSession&)> run;
    std::function<void(const Status&)> finish; ///< after the commit (or the failure)
    int messages = 0;
    qint64 bytes = 0;
    bool alone = false; ///< runs outside any transaction
    QByteArray point = {}; ///< what it writes, for passWritePoint()
    bool durable = false; ///< on the disk before it is answered: what the user made, not what the server can tell again
};

/// The writer thread: takes what is queued into one transaction, commits, answers, announces. A job that fails does not
/// take its neighbours with it. Between the groups it deletes doomed mail in short steps, and when it is idle gives
/// old messages their conversation and counts who wrote them. Any thread may call.
class Writer {
  public:
    /// mayBeLost: tests only, durable jobs are like others.
    Writer(std::unique_ptr<Connection> connection, std::shared_ptr<ChangeFeed> feed, const Clock& clock, bool mayBeLost);
    ~Writer(); ///< drains the queue
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    void enqueue(Job job);
    /// Something was doomed without an announcement.
    void purgeSoon();
    /// The answer comes when nothing doomed is left (or cannot be deleted).
    void whenPurged(std::function<void(const Status&)> done);

  private:
    struct Ran {
        Job job;
        QList<model::StoreChange> changes;
        Status status;
    };
    void loop();
    void runGroup();
    [[nodiscard]] Status runAll(std::vector<Ran>& group);
    [[nodiscard]] Status runOne(Ran& ran);
    static void pass(const Job& job, const char* step);
    static void passAll(const std::vector<Ran>& group, const char* step);
    void runSingly(std::vector<Ran>& group);
    void runAlone(Ran& ran);
    void conclude(std::vector<Ran>& group);
    [[nodiscard]] std::optional<Job> takeFirst();
    /// The next one if it can join a group.
    [[nodiscard]] std::optional<Job> takeNext(bool groupIsDurable);
    void purgeStep();
    void fillStep();
    void answerPurged(const Status& status);

    std::unique_ptr<Connection> m_connection;
    SearchIndex m_index;
    std::shared_ptr<ChangeFeed> m_feed;
    const Clock& m_clock;
    bool m_mayBeLost;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_queue;
    std::vector<std::function<void(const Status&)>> m_purgeWaiters;
    bool m_purge = true; ///< something may be doomed: looked at once after the start
    bool m_fill = true;  ///< messages from before schema 5 may be without their conversation, those from before 6 not in the contacts
    bool m_stop = false;

    std::thread m_thread;
};

} // namespace tributary::store::detail
