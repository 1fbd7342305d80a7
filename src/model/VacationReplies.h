// SPDX-License-Identifier: GPL-3.0-or-later
// What came of a vacation reply that this program gives itself (S4).
#pragma once

#include "base/Ids.h"

#include <QList>
#include <QString>

#include <optional>

namespace tributary::model {

/// Why the reply switched itself off.
enum class VacationStop {
    TooMany, ///< more than fifty in an hour
    Over,    ///< its end has come
};

/// Answered: one sender, and when last.
struct VacationReplied {
    QString sender; ///< addr-spec, folded (model::mailboxKey())
    qint64 whenMs = 0;

    bool operator==(const VacationReplied&) const = default;
};

struct VacationReplies {
    int answered = 0;      ///< since it was turned on
    int lastHour = 0;
    qint64 onSinceMs = 0;  ///< UTC; 0: it is off
    std::optional<VacationStop> stopped; ///< none: the user turned it off, or it is on
    qint64 stoppedMs = 0;
    QList<VacationReplied> last; ///< newest first, at most a hundred

    bool operator==(const VacationReplies&) const = default;
};

} // namespace tributary::model
