// SPDX-License-Identifier: GPL-3.0-or-later
// The copies of sent mail in Sent (S14): never two, never none. What the server took stands in the outbox as Submitted; some
// providers file a copy of it by themselves, and whether this one does is found out by looking.
#pragma once

#include "connect/ImapConnection.h"
#include "model/Outbox.h"
#include "store/Sending.h"
#include "sync/SyncContext.h"

#include <QHash>

namespace tributary::sync {

/// Named quirk: this outgoing server puts what it is given into the account's Sent mailbox.
[[nodiscard]] bool keepsSentCopy(const QString& outgoingHost);

/// How long a copy of the provider's is waited for; tests shorten it.
struct SentCopyTiming {
    std::chrono::milliseconds unknown = std::chrono::seconds(6); ///< the first time: nobody knows whether one will come
    std::chrono::milliseconds keeps = std::chrono::seconds(60);  ///< it is known to come, and may be late ...
    std::chrono::milliseconds latest = std::chrono::minutes(10); ///< ... up to this, where one was later before
    std::chrono::milliseconds between = std::chrono::seconds(1); ///< looks
};

/// For a program without workers: until no copy is awaited any more, and what that queued is on the server. Errors: the connection's.
[[nodiscard]] Status fileSentCopies(SyncContext& context, connect::ImapConnection& connection, WakeUp& wakeUp);

/// Of an account whose mailboxes are this machine's (POP3): each copy awaited is put into Sent at once; no connection is needed.
[[nodiscard]] Status fileCopiesLocally(SyncContext& context);

/// One account's. Lives on its worker's thread.
class SentCopies {
  public:
    explicit SentCopies(SyncContext& context, SentCopyTiming timing = {}) : m_context(context), m_timing(timing) {}

    /// Cheap: whether run() would do something now.
    [[nodiscard]] Result<bool> isDue();
    /// Something is awaited that is not due yet.
    [[nodiscard]] bool isWaiting() const { return !m_waiting.isEmpty(); }
    /// Looks into Sent (which is selected afterwards, read-only) for copies that the provider made, and queues an APPEND for those that it
    /// does not make. Leaves a message as it is where the account has no Sent mailbox yet.
    [[nodiscard]] Status run(connect::ImapConnection& connection);
    /// A copy was found that the cache does not have yet.
    [[nodiscard]] bool takeFound() { return std::exchange(m_found, false); }
    /// See fileCopiesLocally().
    [[nodiscard]] Status runLocally();

  private:
    struct Waiting {
        Clock::TimePoint since, nextLook;
    };
    [[nodiscard]] Result<std::optional<model::Mailbox>> sentMailbox();
    [[nodiscard]] Result<QList<model::OutboxMessage>> waiting();
    [[nodiscard]] Status fileOne(connect::ImapConnection& connection, const model::Mailbox& sent, const model::OutboxMessage& message);
    [[nodiscard]] Status append(const model::Mailbox& sent, const model::OutboxMessage& message);
    [[nodiscard]] Status noteMissing();
    [[nodiscard]] bool isExpected() const;
    [[nodiscard]] std::chrono::milliseconds patience() const;

    SyncContext& m_context;
    SentCopyTiming m_timing;
    store::SentCopyKnowledge m_knowledge = store::SentCopyKnowledge::Unknown;
    std::chrono::milliseconds m_delay{0}; ///< of one that was late
    QHash<qint64, Waiting> m_waiting; ///< by OutboxId
    bool m_found = false;
};

} // namespace tributary::sync
