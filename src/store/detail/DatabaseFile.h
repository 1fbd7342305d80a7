// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Store.h"
#include "store/detail/Connection.h"

namespace tributary::store::detail {

[[nodiscard]] QString databasePath(const QString& directory);
/// There is an account: from now on a database of no bytes is a lost one, not a new one (DatabaseDamaged).
void markUsed(const QString& path);

/// The writing connection: directory made (0700), file made (0600), looked at, migrated. A damaged file stays untouched
/// (Storage/DatabaseDamaged, its path in detail).
[[nodiscard]] Result<std::unique_ptr<Connection>> openDatabase(const StoreOptions& options);

} // namespace tributary::store::detail
