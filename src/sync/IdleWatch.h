// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/MailboxSync.h"

namespace tributary::sync {

/// Stays on the mailbox: IDLE (RFC 2177) where offered, else NOOP every timing.poll. News is stored as it comes and told
/// to onReport. Returns without error when it is time to look at the other mailboxes: after timing.sweep, or when woken.
[[nodiscard]] Status watchMailbox(SyncContext& context, connect::ImapConnection& connection, const model::Mailbox& mailbox,
                                  const std::function<void(const model::MailboxReport&)>& onReport);

} // namespace tributary::sync
