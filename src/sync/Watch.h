// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/MailboxSync.h"

namespace tributary::sync {

/// Stays on a mailbox and hears what happens: IDLE (RFC 2177) where offered, else NOOP every timing.poll; with NOTIFY (RFC
/// 5465) of all other mailboxes too. News of the mailbox is stored as it comes, with its bodies, and told to onReport.
class Watch {
  public:
    enum class Ended {
        Due,     ///< time to look at the other mailboxes
        Woken,   ///< somebody wants something (Demands, the push queue, a body)
        Changed, ///< changed() says which mailboxes have news; listChanged(): mailboxes came, went or were renamed. Also what
                 ///< the connection has heard while it was busy.
    };
    using OnReport = std::function<void(const model::MailboxReport&)>;

    /// mailbox: selected and in step. until: when it is due.
    Watch(SyncContext& context, connect::ImapConnection& connection, MailboxSync& mailbox, Clock::TimePoint until,
          OnReport onReport);

    [[nodiscard]] Result<Ended> run();
    [[nodiscard]] const QHash<QByteArray, imap::StatusData>& changed() const { return m_changed; }
    [[nodiscard]] bool listChanged() const { return m_listChanged; }

    /// NOTIFY SET for all of the user's mailboxes; false: not offered, or refused. Once a connection.
    [[nodiscard]] static Result<bool> notify(connect::ImapConnection& connection);

  private:
    [[nodiscard]] std::chrono::milliseconds left() const;
    [[nodiscard]] bool hasNews();
    void gatherNotified();
    [[nodiscard]] Status idle();
    [[nodiscard]] Status poll();
    [[nodiscard]] Status storeNews();

    SyncContext& m_context;
    connect::ImapConnection& m_connection;
    MailboxSync& m_mailbox;
    Clock::TimePoint m_until;
    OnReport m_onReport;
    QHash<QByteArray, imap::StatusData> m_changed;
    bool m_listChanged = false;
    bool m_woken = false;
    bool m_polls = false; ///< IDLE is refused, or of no use
    int m_fruitless = 0;  ///< news in a row that were none
};

} // namespace tributary::sync
