// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/ImapConnection.h"
#include "sync/SelectedMailbox.h"
#include "sync/SyncContext.h"

#include <QSet>

#include <deque>
#include <functional>
#include <future>

namespace tributary::sync {

/// Fetches messages of the selected mailbox into the store, in small committed steps, several commits behind the network
/// at most. Whatever was not asked for is never stored as a message. Bytes stay with the UID and UIDVALIDITY that were
/// asked for.
class MessageFetch {
  public:
    struct Outcome {
        int added = 0;
        int refused = 0;          ///< messages the server would not give
        bool interrupted = false; ///< between() asked to stop; what was fetched is stored
    };
    /// True from between() ends the fetch early, at a chunk's border.
    using Between = std::function<Result<bool>()>;
    using Progress = std::function<void(int added, qint64 bytes)>;

    MessageFetch(SyncContext& context, connect::ImapConnection& connection, SelectedMailbox& selected, MailboxId mailbox);

    /// uids: in the order they shall arrive (newest first).
    [[nodiscard]] Result<Outcome> fetch(const QList<quint32>& uids, const Between& between, const Progress& progress);

  private:
    [[nodiscard]] Status fetchChunk(const QList<quint32>& chunk);
    [[nodiscard]] Status fetchSizes(const QList<quint32>& chunk, QList<quint32>& small, QList<quint32>& large);
    [[nodiscard]] Status fetchBodies(const QList<quint32>& uids, bool headersOnly);
    [[nodiscard]] Status fetchOneByOne(const QList<quint32>& uids, bool headersOnly);
    [[nodiscard]] Status takeEvent(imap::Event& event, bool headersOnly);
    [[nodiscard]] Status commit();
    [[nodiscard]] Status settle(std::size_t leave);
    [[nodiscard]] QByteArrayList fetchItems(bool headersOnly) const;

    SyncContext& m_context;
    connect::ImapConnection& m_connection;
    SelectedMailbox& m_selected;
    MailboxId m_mailbox;
    store::MailboxDelta m_delta;
    qint64 m_deltaBytes = 0;
    std::deque<std::future<Status>> m_commits;
    QSet<quint32> m_wanted; ///< of the running command, not yet received
    Outcome m_outcome;
    Progress m_progress;
};

/// A set for the wire from UIDs in any order.
[[nodiscard]] imap::UidSet uidSetOf(QList<quint32> uids);

} // namespace tributary::sync
