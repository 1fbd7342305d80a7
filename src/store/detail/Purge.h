// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/Connection.h"
#include "store/detail/SearchIndex.h"

namespace tributary::store::detail {

/// Deletes some of what is doomed (mail, mailboxes, accounts) for about a tenth of a second, inside a transaction; false
/// when nothing is left. Throws SQLite::Exception.
[[nodiscard]] Result<bool> purgeSome(Connection& connection, SearchIndex& index);

} // namespace tributary::store::detail
