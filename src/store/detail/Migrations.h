// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <span>

namespace tributary::store::detail {

class Connection;

/// One numbered step of the schema; its place in the table + 1 is the version that it leads to.
struct Migration {
    const char* name;
    const char* sql;
};

[[nodiscard]] std::span<const Migration> migrations();
[[nodiscard]] int newestSchemaVersion();
inline constexpr int kApplicationId = 0x54524942; // "TRIB", PRAGMA application_id

/// Brings the database to the newest version, each step in one transaction. Storage/DatabaseNewer, DatabaseDamaged
/// when it is another program's.
[[nodiscard]] Status migrate(Connection& connection, const QString& path);

} // namespace tributary::store::detail
