// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

struct sqlite3;

namespace tributary::store::detail {

/// Makes tokenize = 'tributary' known to a connection. Throws SQLite::Exception.
void registerTokenizer(sqlite3* handle);

} // namespace tributary::store::detail
