// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Filter.h"

namespace tributary::model {

/// What one filter did with one message (S5): kept with the message's row, wherever it moves in its account, also when the filter is gone.
struct FilterTrace {
    MessageId message;
    FilterId filter;       ///< of then; not valid where it is not known any more
    QString filterName;    ///< of then
    FilterAction action;   ///< what was done; target as it was then
    qint64 whenMs = 0;     ///< UTC
    bool isApplied = false; ///< by "apply now", not on arrival

    bool operator==(const FilterTrace&) const = default;
};

} // namespace tributary::model
