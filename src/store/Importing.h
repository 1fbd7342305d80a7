// SPDX-License-Identifier: GPL-3.0-or-later
// Mail that comes from files into a mailbox: in the cache at once, queued for the server as APPENDs (IMAP); where this machine is the
// server (POP3) it is there.
#pragma once

#include "store/Store.h"

namespace tributary::store {

/// A batch, in one transaction, on the disk when the call returns. All batches of one import are one change, which the user can undo:
/// change is what the first call gave (0: this is the first). Each message must have its whole body; its UID is not used.
/// InvalidInput/NotFound: no such mailbox; Storage.
[[nodiscard]] Result<ChangeId> importMessages(Store& store, MailboxId mailbox, QList<NewMessage> messages, ChangeId change = {});

} // namespace tributary::store
