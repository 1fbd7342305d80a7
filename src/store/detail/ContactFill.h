// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "store/detail/Connection.h"

namespace tributary::store::detail {

/// Counts who wrote the next messages from before schema 6, newest rows first; whether any are left. Inside a transaction, short:
/// others' writes come between. Throws SQLite::Exception.
[[nodiscard]] bool fillSomeContacts(Connection& connection, const Clock& clock);

} // namespace tributary::store::detail
