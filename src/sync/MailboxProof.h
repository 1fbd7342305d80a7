// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/ImapConnection.h"
#include "sync/SyncContext.h"

#include <QHash>

namespace tributary::sync {

/// What only EXAMINE tells of mailboxes that UIDVALIDITY does not tell apart (it may be the second in which they were made).
/// Afterwards another mailbox, or none, is selected.
class MailboxProof {
  public:
    using Renamed = QHash<QByteArray, QByteArray>; ///< the server's name as it was -> as it is

    MailboxProof(SyncContext& context, connect::ImapConnection& connection) : m_context(context), m_connection(connection) {}

    /// MAILBOXID (RFC 8474 4.2) of each, where the server gives one. Not by STATUS: Cyrus 3.6 answers that with bytes of its
    /// memory (seen 2026).
    [[nodiscard]] Result<QHash<QByteArray, QByteArray>> ids(const QByteArrayList& wireNames);

    /// Takes those out whose messages are not the cache's: some UIDs are looked at, and one of another size is another message.
    [[nodiscard]] Status dropDisproved(const QList<store::ServerMailbox>& before, Renamed& renamed);

  private:
    [[nodiscard]] Result<QHash<quint32, qint64>> someSizes(MailboxId mailbox);

    SyncContext& m_context;
    connect::ImapConnection& m_connection;
};

} // namespace tributary::sync
