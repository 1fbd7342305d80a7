// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/CacheUse.h"
#include "store/detail/Connection.h"

namespace tributary::store::detail {

/// Throws SQLite::Exception.
[[nodiscard]] CacheUse loadCacheUse(Connection& connection);

} // namespace tributary::store::detail
