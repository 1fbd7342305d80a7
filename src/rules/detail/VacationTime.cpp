// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/detail/VacationTime.h"

#include <QDateTime>

namespace tributary::rules::detail {

QTimeZone vacationZone(const model::Vacation& vacation) {
    const QTimeZone zone = vacation.timeZone.isEmpty() ? QTimeZone() : QTimeZone(vacation.timeZone);
    return zone.isValid() ? zone : QTimeZone::systemTimeZone();
}

VacationAnswer vacationTime(const model::Vacation& vacation, qint64 receivedMs, qint64 nowMs) {
    using enum VacationAnswer;
    if (vacation.fromMs && (receivedMs < *vacation.fromMs || nowMs < *vacation.fromMs))
        return BeforeBegin;
    if (vacation.untilMs && (receivedMs >= *vacation.untilMs || nowMs >= *vacation.untilMs))
        return AfterEnd;
    const QDateTime there = QDateTime::fromMSecsSinceEpoch(receivedMs, vacationZone(vacation));
    QDate day = there.date();
    if (vacation.hoursFrom && vacation.hoursUntil && *vacation.hoursFrom != *vacation.hoursUntil) {
        const QTime time = there.time(), from = *vacation.hoursFrom, until = *vacation.hoursUntil;
        const bool overMidnight = until < from;
        if (overMidnight ? time < from && time >= until : time < from || time >= until)
            return OtherHour;
        if (overMidnight && time < until)
            day = day.addDays(-1);
    }
    return vacation.weekdays.isEmpty() || vacation.weekdays.contains(day.dayOfWeek()) ? Reply : OtherDay;
}

} // namespace tributary::rules::detail
