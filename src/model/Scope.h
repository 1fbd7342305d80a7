// SPDX-License-Identifier: GPL-3.0-or-later
// Which mailboxes a list is about: the same for the cache and for a search on the server. Pure.
#pragma once

#include "model/Mailbox.h"
#include "model/Message.h"

namespace tributary::model {

/// What in:name means: the whole name, its last level, or the special use ("trash"), in any case.
[[nodiscard]] bool isNamed(const Mailbox& mailbox, const QString& name);

/// True when messages of the mailbox may stand in that list. namesMailbox: the search text has in:, which also finds what
/// the views leave out (Junk and Trash).
[[nodiscard]] bool isInScope(const Mailbox& mailbox, const MessageQuery& query, bool namesMailbox);

} // namespace tributary::model
