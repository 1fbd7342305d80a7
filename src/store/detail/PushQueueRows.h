// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Message.h"
#include "store/Intents.h"
#include "store/detail/Connection.h"

#include <QList>

namespace tributary::store::detail {

/// The intents as the account's worker sees them, with the UIDs of now. Throws SQLite::Exception.
[[nodiscard]] PushQueue loadPushQueue(Connection& connection, AccountId account, int limit);
/// Sets isPending.
void markPending(Connection& connection, QList<model::MessageSummary>& summaries);

} // namespace tributary::store::detail
