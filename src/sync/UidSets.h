// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "imap/Types.h"

namespace tributary::sync {

/// Arithmetic on sets that stay ranges: a mailbox of a million messages is a few of them, and a server that says
/// 1:4294967295 costs nothing. Pure.
[[nodiscard]] imap::UidSet minus(const imap::UidSet& from, const imap::UidSet& without);
[[nodiscard]] imap::UidSet both(const imap::UidSet& a, const imap::UidSet& b);
[[nodiscard]] imap::UidSet unite(const imap::UidSet& a, const imap::UidSet& b);

/// The `count` highest numbers, taken out of the set.
[[nodiscard]] imap::UidSet takeHighest(imap::UidSet& set, quint64 count);

/// The numbers one by one, highest first; at most `limit` of them.
[[nodiscard]] QList<quint32> highestFirst(const imap::UidSet& set, qsizetype limit);

/// The set in pieces whose text is at most that long: servers limit their lines.
[[nodiscard]] QList<imap::UidSet> piecesForWire(const imap::UidSet& set, qsizetype maxBytes = 4000);

/// A set for the wire from UIDs in any order.
[[nodiscard]] imap::UidSet uidSetOf(QList<quint32> uids);

} // namespace tributary::sync
