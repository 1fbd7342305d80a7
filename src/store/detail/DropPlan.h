// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/Connection.h"

#include <QList>

#include <utility>

namespace tributary::store::detail {

/// One body, with all rows that share it: it goes with all of them or not at all.
struct DropGroup {
    qint64 raw = 0;
    QList<qint64> messages;
    qint64 whenMs = 0;  ///< when it came to the server, or was opened last
    qint64 cameMs = 0;  ///< when it came
    qint64 bytes = 0;
    bool isFlagged = false;
};

struct DropPlan {
    QList<DropGroup> groups;                  ///< in the order in which they go
    QList<std::pair<qint64, qint64>> waiting; ///< bodies that are still to be fetched: row, when it came; by row
};

/// One walk over the cache: what may go, as far as `goal` bytes: not flagged before flagged, then the oldest by what came or was opened last. Not
/// what was opened since openedSinceMs. What is read here may be changed by the time it is dropped: see CacheBudget::drop().
/// Throws SQLite::Exception.
[[nodiscard]] DropPlan makeDropPlan(Connection& connection, qint64 goal, qint64 openedSinceMs);

/// SQL of one row "m" of message: a server gives its body again, and nothing here needs it. Parameters: ?1 its id, ?2 raw_id,
/// ?3 openedSinceMs.
[[nodiscard]] const char* mayDropSql();

} // namespace tributary::store::detail
