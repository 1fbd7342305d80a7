// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/Connector.h"
#include "sync/SyncContext.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace tributary::sync {

/// More connections of an account, each on a thread of its own, that fetch bodies while the account's first connection stays
/// free for what the user does and for news (S31). A server that gives no second connection costs nothing but the crew.
class BodyCrew {
  public:
    /// Starts at once. mailboxes: in the order to be worked through; each is taken by one member. size: connections; more than one asks
    /// for more than is usual (connect::Purpose::FirstBodies).
    /// showsAgain: the server shows one message in many mailboxes (Gmail's labels).
    BodyCrew(const SyncContext& context, Connector connector, QList<model::Mailbox> mailboxes, int size, bool showsAgain,
             std::shared_ptr<WakeUp> whenDone);
    ~BodyCrew(); ///< ends it and waits

    /// The next mailbox that nobody has taken: for whoever helps from outside, and says done() before the next one. None also
    /// where the next one must be alone (needsAlone) and others are at work: the last of them gets it.
    [[nodiscard]] std::optional<model::Mailbox> takeNext();
    void done();
    [[nodiscard]] bool isDone() const { return m_working == 0; }
    /// Why the crew stopped before the end; the first of its errors. Only when isDone().
    [[nodiscard]] std::optional<Error> error() const;
    [[nodiscard]] connect::Traffic traffic() const; ///< only when isDone()
    /// Some member had no connection, or lost it, or gave it up for something more urgent: what is left is better done without them.
    [[nodiscard]] bool hasFallenShort() const { return m_fellShort; }

  private:
    struct Member {
        std::thread thread;
        std::optional<Error> error;
        connect::Traffic traffic;
    };
    [[nodiscard]] bool needsAlone(const model::Mailbox& mailbox) const;
    void work(Member& member);
    [[nodiscard]] Status workWith(connect::ImapConnection& connection, SyncContext& context);

    SyncContext m_context;
    Connector m_connector;
    QList<model::Mailbox> m_mailboxes;
    std::shared_ptr<WakeUp> m_whenDone;
    CancelSource m_cancel;
    CancelToken::Registration m_parent;
    bool m_showsAgain;
    connect::Purpose m_purpose;
    std::atomic<bool> m_fellShort{false};
    std::mutex m_mutex;      ///< of the two below
    qsizetype m_next = 0;
    int m_busy = 0;          ///< mailboxes that are being worked through
    std::atomic<int> m_working{0};
    std::vector<std::unique_ptr<Member>> m_members;
};

/// The wanted bodies of one mailbox: what can be read first. False: between() ended it.
[[nodiscard]] Result<bool> fetchMailboxBodies(SyncContext& context, connect::ImapConnection& connection,
                                              const model::Mailbox& mailbox, const std::function<Result<bool>()>& between);
/// The large attachments of one mailbox.
[[nodiscard]] Result<bool> fetchMailboxRest(SyncContext& context, connect::ImapConnection& connection,
                                            const model::Mailbox& mailbox, const std::function<Result<bool>()>& between);

} // namespace tributary::sync
