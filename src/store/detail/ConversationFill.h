// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/Connection.h"

namespace tributary::store::detail {

/// Gives the next messages from before schema 5 their conversation, newest rows first; whether any are left. Inside a transaction,
/// short: others' writes come between. References are not among what those rows keep: In-Reply-To has to do. Throws
/// SQLite::Exception.
[[nodiscard]] bool fillSomeConversations(Connection& connection);

} // namespace tributary::store::detail
