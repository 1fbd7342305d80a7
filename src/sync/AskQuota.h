// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/ImapConnection.h"
#include "sync/SyncContext.h"

namespace tributary::sync {

/// Asks the server for the quota of INBOX and keeps what it says in the store, where it offers QUOTA (RFC 9208; RFC 2087), and at most once an hour, over
/// restarts too: one round trip. What it refuses is no error: no limit is known then.
[[nodiscard]] Status askQuota(SyncContext& context, connect::ImapConnection& connection);

/// What the answers come to. roots: of the mailbox; none: all that are told. Pure.
[[nodiscard]] model::ServerQuota quotaOf(const std::optional<QByteArrayList>& roots, const QList<imap::QuotaData>& told, qint64 nowMs);

} // namespace tributary::sync
