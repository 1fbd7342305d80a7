// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <optional>

namespace tributary::model {

/// What a server said of the space that an account may use there (RFC 9208; S7). Of several quota roots the fullest counts, for bytes
/// and for messages each. POP3 knows nothing of the kind.
struct ServerQuota {
    std::optional<qint64> usedBytes, limitBytes;         ///< STORAGE; none: it sets no limit
    std::optional<qint64> usedMessages, limitMessages;   ///< MESSAGE; none: it sets no limit
    qint64 askedMs = 0;                                  ///< when it said so, UTC

    bool operator==(const ServerQuota&) const = default;
};

} // namespace tributary::model
