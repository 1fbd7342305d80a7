// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/ImapConnection.h"

namespace tributary::sync {

/// Deletes these for good in the mailbox that is selected: \Deleted and UID EXPUNGE (RFC 4315 2.1), with what is left where a server
/// has no UIDPLUS. handler: what the server tells meanwhile. May be said again after a cut. A NO or BAD is an error.
[[nodiscard]] Status expungeUids(connect::ImapConnection& connection, const imap::UidSet& uids, const connect::ImapConnection::Handler& handler);

} // namespace tributary::sync
