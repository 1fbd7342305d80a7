// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Vacation.h"
#include "rules/VacationDecision.h"

#include <QTimeZone>

namespace tributary::rules::detail {

/// Reply, BeforeBegin, AfterEnd, OtherDay or OtherHour.
[[nodiscard]] VacationAnswer vacationTime(const model::Vacation& vacation, qint64 receivedMs, qint64 nowMs);

/// The zone of its days and hours; the machine's where it has none, or one that is not known here.
[[nodiscard]] QTimeZone vacationZone(const model::Vacation& vacation);

} // namespace tributary::rules::detail
