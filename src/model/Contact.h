// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tributary::model {

/// Somebody whom the user has written to, or who has written: completion of addresses.
struct Contact {
    QString address; ///< addr-spec, lower case
    QString name;    ///< may be empty
    int sentCount = 0; ///< messages sent to it from here
    int seenCount = 0; ///< messages received from it
    qint64 lastMs = 0; ///< UTC, of the latest of both

    bool operator==(const Contact&) const = default;
};

} // namespace tributary::model
