// SPDX-License-Identifier: GPL-3.0-or-later
// The vacation reply as a part of the account's script (RFC 5230, 5260), or why it must run here. Pure. What RFC 3834 forbids to answer
// is tested by the part itself, as VacationDecision.h has it: servers differ in what they see to.
//
// It needs "vacation" and "envelope"; "date" and "relational" for times. Hours and weekdays go there only where the zone's offset is
// the same for the whole vacation, of which the end must be set (or whose zone never changes its clocks): Sieve's :zone is fixed.
// Intervals are whole days, said in :seconds where the server has them (RFC 6131), else in :days; it may bend them to its own bounds (RFC 5230 4.1).
#pragma once

#include "model/Vacation.h"
#include "rules/SieveExport.h"

#include <tl/expected.hpp>

namespace tributary::rules {

struct VacationScriptFacts {
    QStringList ownAddresses;   ///< as VacationSurroundings has it; "@example.org" cannot go to the server as a recipient
    QString domain;             ///< whose people get insideReply
    bool filtersSortJunk = false; ///< a filter, wherever it runs, gives messages to Junk or Trash
    qint64 nowMs = 0;           ///< UTC: from when the zone's offset must stay
};

/// A piece for exportFilters(). The vacation must be on; TurnedOff where it is not.
[[nodiscard]] tl::expected<SievePart, NotExpressible> vacationScript(const model::Vacation& vacation, const VacationScriptFacts& facts,
                                                                     const SieveServer& server);

} // namespace tributary::rules
