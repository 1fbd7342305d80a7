// SPDX-License-Identifier: GPL-3.0-or-later
// What an invitation says is shown (S1); a hostile one costs nothing.
#include "cards/Calendar.h"

#include <QElapsedTimer>
#include <QTimeZone>

#include <gtest/gtest.h>

namespace tributary::cards::tst_Calendar {
namespace {

using namespace Qt::Literals::StringLiterals;

QByteArray calendarOf(const QByteArray& event, const QByteArray& method = "REQUEST") {
    return "BEGIN:VCALENDAR\r\nMETHOD:" + method + "\r\nBEGIN:VEVENT\r\n" + event + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
}
Event eventOf(const QByteArray& lines) { return parseCalendar(calendarOf(lines)).events.value(0); }

TEST(Calendar, anInvitationHasItsWordsItsTimesAndItsPeople) {
    const Calendar calendar = parseCalendar(calendarOf(
        "UID:1@example\r\nSEQUENCE:2\r\nSUMMARY:Plan\\, part 2\\; the\\nrest\r\nLOCATION:Room 5\r\nSTATUS:CONFIRMED\r\n"
        "DTSTART;TZID=Europe/Berlin:20250131T120000\r\nDTEND;TZID=Europe/Berlin:20250131T130000\r\n"
        "ORGANIZER;CN=\"Doe; Jane\":mailto:jane@sender.example\r\n"
        "ATTENDEE;CN=Ann;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:MAILTO:ann@mail.exa\r\n mple\r\nRRULE:FREQ=WEEKLY"));
    EXPECT_EQ(calendar.method, u"request"_s);
    EXPECT_FALSE(calendar.isCut);
    ASSERT_EQ(calendar.events.size(), 1);
    const Event event = calendar.events.first();
    EXPECT_EQ(event.uid, u"1@example"_s);
    EXPECT_EQ(event.sequence, 2);
    EXPECT_EQ(event.summary, u"Plan, part 2; the\nrest"_s);
    EXPECT_EQ(event.location, u"Room 5"_s);
    EXPECT_EQ(event.status, u"confirmed"_s);
    EXPECT_EQ(event.start.zone, u"Europe/Berlin"_s);
    EXPECT_EQ(event.start.time, QDateTime(QDate(2025, 1, 31), QTime(12, 0)));
    EXPECT_EQ(event.end.time, QDateTime(QDate(2025, 1, 31), QTime(13, 0)));
    EXPECT_EQ(event.organiser, (Attendee{u"Doe; Jane"_s, u"jane@sender.example"_s, {}, {}}));
    EXPECT_EQ(event.attendees, (QList<Attendee>{{u"Ann"_s, u"ann@mail.example"_s, u"needs-action"_s, u"req-participant"_s}}));
    EXPECT_EQ(event.rule, u"FREQ=WEEKLY"_s);
}

TEST(Calendar, timesAreInUtcInAZoneFloatingOrWholeDays) {
    EXPECT_EQ(eventOf("DTSTART:20250131T120000Z").start, (EventTime{QDateTime(QDate(2025, 1, 31), QTime(12, 0), QTimeZone::utc()), u"UTC"_s, false}));
    EXPECT_EQ(eventOf("DTSTART:20250131T120015").start.time, QDateTime(QDate(2025, 1, 31), QTime(12, 0, 15)));
    EXPECT_TRUE(eventOf("DTSTART:20250131T120000").start.zone.isEmpty());
    EXPECT_TRUE(eventOf("DTSTART;VALUE=DATE:20250131").start.isDate);
    EXPECT_FALSE(eventOf("DTSTART:20251331T120000Z").start.time.isValid());
    EXPECT_FALSE(eventOf("DTSTART:20250131T996000Z").start.time.isValid());
    EXPECT_FALSE(eventOf("DTSTART:").start.time.isValid());
    EXPECT_EQ(eventOf("DTSTART:20250131T120060Z").start.time.time().second(), 59) << "a leap second";
}

TEST(Calendar, aDurationMakesTheEnd) {
    EXPECT_EQ(eventOf("DTSTART:20250131T120000Z\r\nDURATION:PT1H30M").end.time, QDateTime(QDate(2025, 1, 31), QTime(13, 30), QTimeZone::utc()));
    EXPECT_EQ(eventOf("DURATION:P1W\r\nDTSTART:20250131T120000Z").end.time.date(), QDate(2025, 2, 7));
    EXPECT_FALSE(eventOf("DTSTART:20250131T120000Z\r\nDURATION:-PT1H").end.time.isValid());
    EXPECT_FALSE(eventOf("DTSTART:20250131T120000Z\r\nDURATION:P99999D").end.time.isValid());
}

TEST(Calendar, whatLiesInsideAnEventIsNotTheEvents) {
    const Event event = eventOf("SUMMARY:Mine\r\nBEGIN:VALARM\r\nSUMMARY:The alarm's\r\nDESCRIPTION:x\r\nEND:VALARM");
    EXPECT_EQ(event.summary, u"Mine"_s);
    EXPECT_TRUE(event.description.isEmpty());
}

TEST(Calendar, foldsInACharacterAndLineEndsOfAnyKindAreRead) {
    EXPECT_EQ(eventOf("SUMMARY:\xE4\xBC\r\n \x9A\xE8\xAD\xB0").summary, u"会議"_s);
    EXPECT_EQ(parseCalendar("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\n b\nEND:VEVENT\nEND:VCALENDAR").events.value(0).summary, u"ab"_s);
}

TEST(Calendar, brokenOnesAreReadAsWellAsTheyCanBe) {
    for (const QByteArray& bytes : {QByteArray(), QByteArray("BEGIN:VCALENDAR"), QByteArray("END:VEVENT\r\nEND:VCALENDAR"), QByteArray(1000, '\0'),
                                    QByteArray("BEGIN:VEVENT\r\nEND:VEVENT"), QByteArray(";;;:::\"\"\"\r\n \t"), QByteArray("\\\\\\\\")})
        EXPECT_TRUE(parseCalendar(bytes).events.isEmpty());
    EXPECT_EQ(eventOf("SUMMARY:ends in \\").summary, u"ends in \\"_s);
    EXPECT_TRUE(parseCalendar("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:not ended").events.isEmpty());
}

TEST(Calendar, aHugeOneIsCutInBoundedTime) {
    QElapsedTimer timer;
    timer.start();
    QByteArray many = "BEGIN:VCALENDAR\r\n";
    for (int i = 0; i < 5'000; ++i)
        many += "BEGIN:VEVENT\r\nSUMMARY:x\r\nEND:VEVENT\r\n";
    EXPECT_TRUE(parseCalendar(many).isCut);
    EXPECT_EQ(parseCalendar(many).events.size(), 100);
    EXPECT_TRUE(parseCalendar(calendarOf(QByteArray("ATTENDEE:mailto:a@b\r\n").repeated(2'000))).isCut);
    EXPECT_TRUE(parseCalendar(calendarOf("SUMMARY:" + QByteArray(20'000'000, 'x'))).isCut);
    EXPECT_TRUE(parseCalendar(calendarOf(QByteArray("X\r\n ").repeated(700'000))).isCut);
    EXPECT_LE(eventOf("SUMMARY:" + QByteArray(1'000'000, 'x')).summary.size(), 65'536);
    (void)parseCalendar(QByteArray("BEGIN:VCALENDAR\r\n" + QByteArray("BEGIN:X\r\n").repeated(100'000)));
    (void)parseCalendar(QByteArray("A" + QByteArray(";B=\"").repeated(300'000)));
    EXPECT_LT(timer.elapsed(), 10'000);
}

} // namespace
} // namespace tributary::cards::tst_Calendar
