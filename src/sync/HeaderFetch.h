// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/ImapConnection.h"
#include "sync/Intake.h"
#include "sync/MessageIntake.h"
#include "sync/SelectedMailbox.h"
#include "sync/SyncContext.h"

#include <QSet>

#include <deque>

namespace tributary::sync {

/// Fetches the rows of messages of the selected mailbox (ENVELOPE, RFC 9051 6.4.5), newest first, in chunks of which a few
/// are under way at a time, so that a long line is filled. What was not asked for is never stored as a message.
class HeaderFetch {
  public:
    struct Outcome {
        int added = 0;
        int refused = 0;          ///< messages the server would not describe
        bool interrupted = false; ///< between() asked to stop; what was fetched is stored
        imap::UidSet received;
    };
    /// True ends the fetch early, at a chunk's border. Called with commands under way: it must await none.
    using Between = std::function<Result<bool>()>;

    HeaderFetch(SyncContext& context, connect::ImapConnection& connection, SelectedMailbox& selected, MailboxId mailbox,
                Intake::Progress progress = {});

    /// The newest kFirstScreen messages by sequence number: on the screen before anything else is listed. askFirstScreen()
    /// sends, so that more may be asked in the same turn, whose answers go to `others` as far as they come before: a server may
    /// work on both at a time (RFC 9051 5.5). The rows are committed before firstScreen() returns.
    [[nodiscard]] Status askFirstScreen();
    [[nodiscard]] Result<Outcome> firstScreen(const connect::ImapConnection::Handler& others);
    [[nodiscard]] Result<Outcome> fetch(imap::UidSet uids, const Between& between);
    /// Called for each row before it is stored.
    using Adjust = std::function<void(store::NewMessage& row)>;
    void setAdjust(Adjust adjust) { m_adjust = std::move(adjust); }
    /// Everything from that UID on that is not in `known`: for news, without a SEARCH before it.
    [[nodiscard]] Result<Outcome> fetchFrom(Uid first, const imap::UidSet& known);

  private:
    struct Chunk {
        imap::CommandId command = 0;
        QList<quint32> uids;
    };
    [[nodiscard]] Status sendNext(imap::UidSet& left);
    [[nodiscard]] Status finishOldest();
    [[nodiscard]] Status oneByOne(const QList<quint32>& uids);
    [[nodiscard]] Status take(imap::Event& event);
    [[nodiscard]] bool isAskedFor(quint32 uid);
    [[nodiscard]] Result<Outcome> conclude();

    SyncContext& m_context;
    connect::ImapConnection& m_connection;
    SelectedMailbox& m_selected;
    QByteArrayList m_items;
    Intake m_intake;
    Adjust m_adjust;
    std::deque<Chunk> m_underWay;
    imap::CommandId m_firstScreen = 0;
    QSet<quint32> m_wanted;     ///< asked for one by one and not yet received
    imap::UidSet m_wantedRange; ///< asked for as a range whose members are not known
    QSet<quint32> m_fromRange;  ///< received of it
    QList<quint32> m_received;
    Outcome m_outcome;
};

} // namespace tributary::sync
