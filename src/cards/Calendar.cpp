// SPDX-License-Identifier: GPL-3.0-or-later
#include "cards/Calendar.h"

#include "cards/ContentLines.h"

#include <QRegularExpression>
#include <QTimeZone>

namespace tributary::cards {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMaxEvents = 100;
constexpr int kMaxAttendees = 500;
constexpr qint64 kMaxDuration = 400LL * 24 * 3600; ///< seconds; longer ones are nonsense

/// "20250131", "20250131T120000", "20250131T120000Z" (RFC 5545 3.3.4, 3.3.5).
EventTime timeOf(const ContentLine& line) {
    EventTime when;
    const QDate date = QDate::fromString(line.value.left(8), u"yyyyMMdd"_s);
    if (!date.isValid())
        return when;
    const bool isUtc = line.value.endsWith(u'Z');
    when.isDate = line.value.size() == 8;
    // A leap second has no place in QTime.
    QTime time = QTime::fromString(line.value.mid(9, 4), u"HHmm"_s);
    if (!time.isValid() && !when.isDate)
        return when;
    if (!when.isDate)
        time = time.addSecs(qBound(0, line.value.mid(13, 2).toInt(), 59));
    when.time = isUtc ? QDateTime(date, time, QTimeZone::utc()) : QDateTime(date, when.isDate ? QTime(0, 0) : time);
    when.zone = isUtc ? u"UTC"_s : line.parameter("TZID");
    return when;
}

/// RFC 5545 3.3.6; in seconds.
qint64 durationOf(const QString& text) {
    static const QRegularExpression form(u"^\\+?P(?:(\\d{1,4})W)?(?:(\\d{1,5})D)?(?:T(?:(\\d{1,6})H)?(?:(\\d{1,7})M)?(?:(\\d{1,8})S)?)?$"_s);
    const auto match = form.match(text.left(64));
    const auto number = [&](int group) { return match.captured(group).toLongLong(); };
    const qint64 seconds = ((number(1) * 7 + number(2)) * 24 + number(3)) * 3600 + number(4) * 60 + number(5);
    return match.hasMatch() && seconds <= kMaxDuration ? seconds : 0;
}

Attendee personOf(const ContentLine& line) {
    Attendee person;
    person.name = line.parameter("CN");
    person.address = line.value.startsWith("mailto:"_L1, Qt::CaseInsensitive) ? line.value.mid(7) : line.value;
    person.status = line.parameter("PARTSTAT").toLower();
    person.role = line.parameter("ROLE").toLower();
    return person;
}

/// The parts of the calendar that are open, and the event that is being read.
class CalendarReader {
  public:
    Calendar read(const QList<ContentLine>& lines) {
        m_calendar.isCut = lines.size() >= kMaxLines;
        for (const ContentLine& line : lines) {
            if (line.name == "BEGIN")
                begin(line.value.trimmed().toUpper());
            else if (line.name == "END")
                end(line.value.trimmed().toUpper());
            else if (line.name == "METHOD" && m_open.size() == 1)
                m_calendar.method = line.value.trimmed().toLower();
            else if (m_open.size() == 2 && isEvent(m_open.last()))
                take(line);
        }
        return m_calendar;
    }

  private:
    static bool isEvent(const QString& part) { return part == "VEVENT"_L1 || part == "VTODO"_L1; }

    void begin(const QString& part) {
        m_open.append(part);
        if (isEvent(part) && m_open.size() == 2) {
            m_event = {};
            m_event.isTask = part == "VTODO"_L1;
            m_duration = 0;
        }
    }

    void end(const QString& part) {
        if (m_open.isEmpty() || m_open.last() != part)
            return;
        m_open.removeLast();
        if (!isEvent(part) || m_open.size() != 1)
            return;
        if (!m_event.end.time.isValid() && m_event.start.time.isValid() && m_duration > 0) {
            m_event.end = m_event.start;
            m_event.end.time = m_event.start.time.addSecs(m_duration);
        }
        m_calendar.isCut = m_calendar.isCut || m_calendar.events.size() >= kMaxEvents;
        if (m_calendar.events.size() < kMaxEvents)
            m_calendar.events.append(m_event);
    }

    void take(const ContentLine& line) {
        if (line.name == "DTSTART")
            m_event.start = timeOf(line);
        else if (line.name == "DTEND" || (line.name == "DUE" && m_event.isTask))
            m_event.end = timeOf(line);
        else if (line.name == "DURATION")
            m_duration = durationOf(line.value.trimmed());
        else if (line.name == "ORGANIZER")
            m_event.organiser = personOf(line);
        else if (line.name == "ATTENDEE")
            addAttendee(line);
        else if (line.name == "SEQUENCE")
            m_event.sequence = line.value.toInt();
        else
            takeText(line);
    }

    void takeText(const ContentLine& line) {
        if (line.name == "SUMMARY")
            m_event.summary = unescaped(line.value);
        else if (line.name == "DESCRIPTION")
            m_event.description = unescaped(line.value);
        else if (line.name == "LOCATION")
            m_event.location = unescaped(line.value);
        else if (line.name == "UID")
            m_event.uid = line.value;
        else if (line.name == "STATUS")
            m_event.status = line.value.trimmed().toLower();
        else if (line.name == "RRULE")
            m_event.rule = line.value;
    }

    void addAttendee(const ContentLine& line) {
        m_calendar.isCut = m_calendar.isCut || m_event.attendees.size() >= kMaxAttendees;
        if (m_event.attendees.size() < kMaxAttendees)
            m_event.attendees.append(personOf(line));
    }

    Calendar m_calendar;
    Event m_event;
    qint64 m_duration = 0;
    QStringList m_open;
};

} // namespace

Calendar parseCalendar(QByteArrayView bytes) {
    Calendar calendar = CalendarReader().read(parseContentLines(bytes));
    calendar.isCut = calendar.isCut || bytes.size() > kMaxBytes;
    return calendar;
}

} // namespace tributary::cards
