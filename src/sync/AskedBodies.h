// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/ImapConnection.h"
#include "sync/SyncContext.h"

namespace tributary::sync {

/// Fetches the bodies that the user has opened (Store::wantBody), the latest first, each whole. What the server does not give is
/// asked for no more. Selects mailboxes. Blocks; errors as those of the connection, a refused mailbox included.
[[nodiscard]] Status fetchAskedBodies(SyncContext& context, connect::ImapConnection& connection);

} // namespace tributary::sync
