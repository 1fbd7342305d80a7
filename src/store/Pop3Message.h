// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Ids.h"

#include <QByteArray>

namespace tributary::store {

/// A message that lies on a POP3 server, as the cache knows it (RFC 1939).
struct Pop3Message {
    QByteArray uniqueId;   ///< by UIDL; where that alone does not tell one message from another, with more behind it (sync/Pop3Plan)
    qint64 size = 0;       ///< octets, by LIST
    QByteArray headerHash; ///< sync/Pop3Plan
    qint64 fetchedMs = 0;  ///< UTC; 0: left there, since it is older than the sync start date
    qint64 goneMs = 0;     ///< UTC; since when the server lists it no more; 0: it does
    MessageId message;     ///< its row, which may be gone by now; none: it has none

    bool operator==(const Pop3Message&) const = default;
};

} // namespace tributary::store
