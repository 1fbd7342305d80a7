// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/BodyCrew.h"

#include <atomic>
#include <thread>

namespace tributary::sync {

/// A further connection, on a thread of its own, that stays on the mailbox the user looks at while the first one stays on
/// INBOX: for servers without NOTIFY (RFC 5465), where a connection hears of one mailbox only. Its end (also by an error) costs
/// nothing but waiting for the next look at all mailboxes.
class OpenMailboxWatch {
  public:
    OpenMailboxWatch(const SyncContext& context, Connector connector, MailboxId mailbox);
    ~OpenMailboxWatch(); ///< ends it and waits

    [[nodiscard]] MailboxId mailbox() const { return m_mailbox; }
    [[nodiscard]] bool isDone() const { return m_done; }

  private:
    void work();
    [[nodiscard]] Status stay(connect::ImapConnection& connection, SyncContext& context);

    SyncContext m_context;
    Connector m_connector;
    MailboxId m_mailbox;
    CancelSource m_cancel;
    CancelToken::Registration m_parent;
    std::atomic<bool> m_done{false};
    std::thread m_thread;
};

} // namespace tributary::sync
