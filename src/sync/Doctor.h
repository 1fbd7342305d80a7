// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connect/ImapConnection.h"
#include "sync/SyncContext.h"

namespace tributary::sync {

/// One difference between the cache and the server.
struct Difference {
    QString mailbox;
    quint32 uid = 0;      ///< 0: about the mailbox as a whole
    QString what;         ///< "missing" (in the cache) "extra" "flags" "size" "uidvalidity" "mailbox-missing" "mailbox-extra" "body"; "waiting": a change of
                          ///< the user's that no push has tried yet, which is no difference; "unconfirmed": one that pushes have
                          ///< tried, or a row that nothing will bring to the server
    QString cache, server;
};

/// Compares cache and server message by message (UIDs, FLAGS, RFC822.SIZE) without changing either. glob: "" for all.
[[nodiscard]] Result<QList<Difference>> examineAccount(SyncContext& context, connect::ImapConnection& connection,
                                                       const QString& glob);

} // namespace tributary::sync
