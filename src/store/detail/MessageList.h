// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Mailbox.h"
#include "model/Message.h"
#include "store/detail/Connection.h"

namespace tributary::store::detail {

/// The columns that summaryFrom() reads, in its order.
inline constexpr const char* kSummaryColumns =
    "m.id, m.account_id, m.mailbox_id, m.uid, m.subject, m.from_addresses, m.to_addresses, m.date_ms, m.size, "
    "m.flag_bits, m.keywords, m.snippet, m.has_attachment, m.body_state";
inline constexpr int kSummaryColumnCount = 14;
/// mailboxName and isPending are left as they are made.
[[nodiscard]] model::MessageSummary summaryFrom(const Query& row);

/// One page of a list, newest first. Inside a read transaction. mailboxes: all that are not doomed. Throws
/// SQLite::Exception. InvalidInput: search text or cursor.
[[nodiscard]] Result<model::MessagePage> listMessages(Connection& connection, const model::MessageQuery& query,
                                                      const QList<model::Mailbox>& mailboxes);

} // namespace tributary::store::detail
