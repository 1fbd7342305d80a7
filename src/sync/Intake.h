// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Store.h"

#include <deque>
#include <functional>
#include <future>

namespace tributary::sync {

/// Gathers messages of one mailbox and commits them in small steps, a few commits behind the network at most: what is in
/// memory and what a kill can cost stays bounded.
class Intake {
  public:
    struct Limits {
        qsizetype messages;
        qint64 bytes;
        std::size_t inFlight;
    };
    /// Called with what has been handed to the writer.
    using Progress = std::function<void(int messages, qint64 bytes)>;

    Intake(store::Store& store, MailboxId mailbox, UidValidity uidValidity, Limits limits, Progress progress = {});

    /// rawBytes: what the message weighs in memory.
    [[nodiscard]] Status add(store::NewMessage message, qint64 rawBytes);
    /// Hands over what is gathered; waits only while the writer is too far behind.
    [[nodiscard]] Status commit();
    /// commit(), and until all of it is durable in the cache.
    [[nodiscard]] Status finish();
    [[nodiscard]] int added() const { return m_added; }

  private:
    [[nodiscard]] Status settle(std::size_t leave);

    store::Store& m_store;
    Limits m_limits;
    Progress m_progress;
    store::MailboxDelta m_delta;
    qint64 m_bytes = 0;
    int m_added = 0;
    std::deque<std::future<Status>> m_commits;
};

} // namespace tributary::sync
