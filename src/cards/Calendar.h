// SPDX-License-Identifier: GPL-3.0-or-later
// What an invitation says, to be shown (RFC 5545, RFC 5546). Nothing is expanded, answered or fetched.
#pragma once

#include <QByteArrayView>
#include <QDateTime>
#include <QList>
#include <QString>

namespace tributary::cards {

/// A time as it was written: in a zone that is named, in UTC, or in none ("floating": wherever the reader is).
struct EventTime {
    QDateTime time;  ///< UTC, or the wall's time (Qt::LocalTime) of zone; invalid: not given
    QString zone;    ///< "Europe/Berlin", the sender's own word for it, "UTC", or empty: floating
    bool isDate = false; ///< the whole day

    bool operator==(const EventTime&) const = default;
};

struct Attendee {
    QString name;
    QString address; ///< without mailto:
    QString status;  ///< PARTSTAT, lower case: "accepted", "needs-action" ...
    QString role;    ///< ROLE, lower case: "req-participant" ...

    bool operator==(const Attendee&) const = default;
};

/// A VEVENT or, of what is to be done until end, a VTODO.
struct Event {
    QString uid;
    bool isTask = false;
    int sequence = 0;
    QString summary, description, location;
    EventTime start;
    EventTime end;    ///< of DTEND or DUE, or of DURATION; an event's date is the day behind the last one
    Attendee organiser;
    QList<Attendee> attendees; ///< at most 500
    QString status;   ///< lower case: "confirmed", "cancelled" ...
    QString rule;     ///< RRULE as written: it repeats
};

struct Calendar {
    QString method;      ///< lower case: "request", "reply", "cancel" ...; empty: just a calendar
    QList<Event> events; ///< at most 100
    bool isCut = false;  ///< a limit bit
};

/// Pure, bounded; never fails: what is broken is left out.
[[nodiscard]] Calendar parseCalendar(QByteArrayView bytes);

} // namespace tributary::cards
