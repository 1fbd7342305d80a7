// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/ImapConnection.h"
#include "sync/SyncContext.h"

#include <QHash>

namespace tributary::sync {

/// What LIST (and STATUS) said of one mailbox.
struct ListedMailbox {
    model::Mailbox mailbox;                  ///< as stored now
    std::optional<imap::StatusData> status;  ///< where LIST-STATUS is offered (RFC 5819)
};

/// Brings the account's mailboxes into the store and says what the server reports of each: one round trip with LIST-STATUS
/// (RFC 5819), in which NAMESPACE (RFC 2342) goes along; a second one only for what is listed nowhere else: other users' and
/// shared mailboxes of servers that hide them, and rights (RFC 4314) where LIST does not tell them (RFC 8440). A mailbox that
/// another client renamed keeps its mail (by UIDVALIDITY, UIDNEXT and count, where only one fits).
/// The answer is in sync order: INBOX first, then special-use, then by name, All Mail last.
[[nodiscard]] Result<QList<ListedMailbox>> syncMailboxList(SyncContext& context, connect::ImapConnection& connection);

/// Which special use a server without SPECIAL-USE means by a name (its last level), in the languages servers ship.
[[nodiscard]] model::SpecialUse specialUseByName(const QString& name);

} // namespace tributary::sync
