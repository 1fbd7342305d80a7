// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/VacationDecision.h"

#include "unit/rules/RulesMail.h"

#include <QDateTime>
#include <QHash>
#include <QTimeZone>

#include <gtest/gtest.h>

namespace tributary::rules::tst_VacationDecision {
namespace {

using namespace testing;
using enum VacationAnswer;

constexpr qint64 kNow = 1'800'000'000'000; // Fri 2027-01-15 08:00 UTC
constexpr qint64 kHour = 3'600'000, kDay = 24 * kHour;

model::Vacation away() {
    model::Vacation vacation;
    vacation.on = true;
    vacation.reply.text = utf8("Away.");
    vacation.timeZone = "UTC";
    return vacation;
}

VacationSurroundings around(qint64 nowMs = kNow) {
    VacationSurroundings surroundings;
    surroundings.nowMs = nowMs;
    surroundings.ownAddresses = {utf8("me@home.example"), utf8("also@me.example"), utf8("@mine.example")};
    return surroundings;
}

std::string of(const QByteArray& header, const model::Vacation& vacation = away(), const VacationSurroundings& surroundings = around()) {
    return vacationAnswerName(decideVacation(factsOf(header + "\nHello.\n", kNow - 60'000), vacation, surroundings)).data();
}

std::string with(const QByteArray& field) { return of("From: jane@work.example\nTo: me@home.example\n" + field + "\n"); }
std::string from(const QByteArray& address) { return of("From: " + address + "\nTo: me@home.example\n"); }
std::string arrived(qint64 receivedMs, const model::Vacation& vacation, qint64 nowMs) {
    return vacationAnswerName(decideVacation(factsOf("From: jane@work.example\nTo: me@home.example\n\nx\n", receivedMs), vacation, around(nowMs))).data();
}

TEST(VacationDecision, answersPeople) {
    EXPECT_EQ(from("Jane <jane@work.example>"), "reply");
    EXPECT_EQ(with("Return-Path: <jane@work.example>"), "reply");
    EXPECT_EQ(with("Auto-Submitted: No"), "reply");
    EXPECT_EQ(with("Auto-Submitted: no; x=y"), "reply");
    EXPECT_EQ(with("Precedence: first-class"), "reply");
    EXPECT_EQ(with("X-Auto-Response-Suppress: DR, RN, NRN"), "reply");
    EXPECT_EQ(with("Content-Type: text/plain; charset=utf-8"), "reply");
    EXPECT_EQ(from("request@work.example"), "reply");
    EXPECT_EQ(from("owner@work.example"), "reply");
    EXPECT_EQ(from("norman.reply@work.example"), "reply");
    EXPECT_EQ(from("info@work.example"), "reply");
}

TEST(VacationDecision, neverAnswersLists) {
    for (const char* field : {"List-Id: <x.example>", "List-Unsubscribe: <mailto:x@y.example>", "LIST-POST: NO", "List-Help: x", "Precedence: list",
                              "Precedence: Bulk", "precedence: junk", "Mailing-List: x", "X-Mailing-List: y"})
        EXPECT_EQ(with(field), "from-list") << field;
}

TEST(VacationDecision, neverAnswersBounces) {
    for (const char* field : {"Return-Path: <>", "Return-Path: < >", "Return-Path:", "Content-Type: multipart/report; report-type=delivery-status; boundary=x",
                              "Content-Type: Multipart/Report; boundary=x"})
        EXPECT_EQ(with(field), "bounce") << field;
    EXPECT_EQ(from("MAILER-DAEMON@work.example"), "nobody-reads");
    EXPECT_EQ(from("Mail Delivery <mailer-daemon@work.example>"), "nobody-reads");
}

TEST(VacationDecision, neverAnswersPrograms) {
    for (const char* field : {"Auto-Submitted: auto-replied", "Auto-Submitted: Auto-Generated", "Auto-Submitted: auto-notified; owner-email=x", "Auto-Submitted:",
                              "Auto-Submitted: auto-replied (vacation)", "Auto-Submitted: no\nAuto-Submitted: auto-replied", "Precedence: auto_reply",
                              "X-Autoreply: yes", "X-Autorespond: x", "X-Loop: me@home.example"})
        EXPECT_EQ(with(field), "automatic") << field;
    for (const char* field : {"X-Auto-Response-Suppress: All", "X-Auto-Response-Suppress: DR, OOF", "x-auto-response-suppress: autoreply"})
        EXPECT_EQ(with(field), "suppressed") << field;
}

TEST(VacationDecision, neverAnswersWhereNobodyReads) {
    for (const char* address : {"no-reply@x.example", "noreply@x.example", "No_Reply@x.example", "do-not-reply@x.example", "donotreply+1@x.example", "owner-list@x.example",
                                "list-owner@x.example", "list-request@x.example", "LISTSERV@x.example", "majordomo@x.example", "list-bounces+me=home@x.example",
                                "shop-noreply@x.example", "noreply-accounts@x.example"})
        EXPECT_EQ(from(address), "nobody-reads") << address;
    EXPECT_EQ(with("Return-Path: <owner-list@x.example>"), "nobody-reads");
    EXPECT_EQ(from("undisclosed:;"), "no-sender");
    EXPECT_EQ(of("To: me@home.example\n"), "no-sender");
}

TEST(VacationDecision, neverAnswersTheUser) {
    for (const char* address : {"me@home.example", "ME@Home.Example", "\"me\"@home.example", "me+tag@home.example", "also@me.example", "any@mine.example"})
        EXPECT_EQ(from(address), "from-self") << address;
    EXPECT_EQ(with("Return-Path: <me@home.example>"), "from-self");
}

TEST(VacationDecision, onlyWhatIsWrittenToUs) {
    const auto to = [](const QByteArray& fields) { return of("From: jane@work.example\n" + fields); };
    EXPECT_EQ(to("To: all@work.example\n"), "not-to-us");
    EXPECT_EQ(to("To: undisclosed-recipients:;\n"), "not-to-us");
    EXPECT_EQ(to(""), "not-to-us");
    EXPECT_EQ(to("Delivered-To: me@home.example\n"), "not-to-us");
    EXPECT_EQ(to("To: \"me@home.example\" <x@else.example>\n"), "not-to-us");
    EXPECT_EQ(to("To: not.me@home.example\n"), "not-to-us");
    EXPECT_EQ(to("To: x@notmine.example\n"), "not-to-us");
    for (const char* field : {"To: ME@home.example\n", "To: x@y.example, Me <me@home.example>\n", "Cc: also@me.example\n", "Bcc: me@home.example\n",
                              "Resent-To: me@home.example\n", "Resent-Cc: me+x@home.example\n", "To: any@mine.example\n", "To: friends: me@home.example, x@y.example;\n"})
        EXPECT_EQ(to(field), "reply") << field;
}

TEST(VacationDecision, keepsToWhatTheUserSet) {
    model::Vacation vacation = away();
    const auto jane = [&vacation](const VacationSurroundings& s = around()) { return of("From: jane@work.example\nTo: me@home.example\n", vacation, s); };
    vacation.exceptions = {utf8("Jane@WORK.example")};
    EXPECT_EQ(jane(), "excepted");
    vacation.exceptions = {utf8("@work.example")};
    EXPECT_EQ(jane(), "excepted");
    vacation.exceptions = {utf8("@ork.example"), utf8("@"), utf8(""), utf8("work.example")};
    EXPECT_EQ(jane(), "reply");
    vacation.audience = model::VacationAudience::Known;
    EXPECT_EQ(jane(), "other-audience");
    VacationSurroundings known = around();
    known.writtenTo = [](const QString& key) { return key == utf8("jane@work.example"); };
    EXPECT_EQ(jane(known), "reply");
    vacation.audience = model::VacationAudience::Others;
    EXPECT_EQ(jane(known), "other-audience");
    EXPECT_EQ(jane(), "reply");
    VacationSurroundings busy = around();
    busy.repliesInLastHour = 49;
    EXPECT_EQ(jane(busy), "reply");
    busy.repliesInLastHour = 50;
    EXPECT_EQ(jane(busy), "too-many");
    vacation.on = false;
    EXPECT_EQ(jane(), "off");
}

TEST(VacationDecision, oneReplyInAnIntervalWhateverTheClockDoes) {
    model::Vacation vacation = away();
    vacation.intervalDays = 7;
    const auto last = [&vacation](qint64 lastMs) {
        VacationSurroundings s = around();
        s.lastReplyMs = [lastMs](const QString& key) { return key == utf8("jane@work.example") ? std::optional(lastMs) : std::nullopt; };
        return of("From: Jane@Work.Example\nTo: me@home.example\n", vacation, s);
    };
    EXPECT_EQ(last(kNow - 1), "answered-lately");
    EXPECT_EQ(last(kNow - 7 * kDay + 1), "answered-lately");
    EXPECT_EQ(last(kNow - 7 * kDay), "reply");
    EXPECT_EQ(last(kNow + kHour), "answered-lately"); // the clock was set back an hour
    EXPECT_EQ(last(kNow + 900 * kDay), "reply");      // it had been wrong by years
}

TEST(VacationDecision, onlyWithinTheVacation) {
    model::Vacation vacation = away();
    vacation.fromMs = kNow;
    vacation.untilMs = kNow + 10 * kDay;
    EXPECT_EQ(arrived(kNow - 1, vacation, kNow + 1), "before-begin");
    EXPECT_EQ(arrived(kNow, vacation, kNow + 1), "reply");
    EXPECT_EQ(arrived(kNow + kHour, vacation, kNow + 25 * kHour), "too-old");
    EXPECT_EQ(arrived(kNow + 10 * kDay - 1, vacation, kNow + 10 * kDay - 1), "reply");
    EXPECT_EQ(arrived(kNow + 10 * kDay - 1, vacation, kNow + 10 * kDay), "after-end"); // back already
    EXPECT_EQ(arrived(kNow + 2 * kDay, vacation, kNow + kDay), "reply");               // the server's clock is ahead
}

TEST(VacationDecision, daysAndHoursAreThoseOfTheZone) {
    model::Vacation vacation = away();
    vacation.timeZone = "Asia/Tokyo";
    vacation.hoursFrom = QTime(18, 0);
    vacation.hoursUntil = QTime(9, 0);
    vacation.weekdays = {5}; // Friday evening to Saturday morning
    const auto tokyo = [&vacation](int day, int hour, int minute) {
        const qint64 ms = QDateTime(QDate(2027, 1, day), QTime(hour, minute), QTimeZone("Asia/Tokyo")).toMSecsSinceEpoch();
        return arrived(ms, vacation, ms + 1000);
    };
    EXPECT_EQ(tokyo(15, 17, 59), "other-hour"); // Friday
    EXPECT_EQ(tokyo(15, 18, 0), "reply");
    EXPECT_EQ(tokyo(16, 0, 30), "reply");
    EXPECT_EQ(tokyo(16, 8, 59), "reply");
    EXPECT_EQ(tokyo(16, 9, 0), "other-hour");
    EXPECT_EQ(tokyo(15, 8, 0), "other-day"); // Thursday's night
    EXPECT_EQ(tokyo(16, 20, 0), "other-day");
}

TEST(VacationDecision, hoursFollowTheClocksOfTheZone) {
    model::Vacation vacation = away();
    vacation.timeZone = "Europe/Berlin";
    vacation.hoursFrom = QTime(2, 30);
    vacation.hoursUntil = QTime(3, 30);
    const auto utc = [&vacation](int month, int day, int hour, int minute) {
        const qint64 ms = QDateTime(QDate(2026, month, day), QTime(hour, minute), Qt::UTC).toMSecsSinceEpoch();
        return arrived(ms, vacation, ms + 1000);
    };
    EXPECT_EQ(utc(3, 29, 0, 59), "other-hour"); // 01:59; then the clocks go to 03:00
    EXPECT_EQ(utc(3, 29, 1, 0), "reply");
    EXPECT_EQ(utc(3, 29, 1, 30), "other-hour");
    EXPECT_EQ(utc(10, 25, 0, 30), "reply"); // 02:30 for the first time
    EXPECT_EQ(utc(10, 25, 1, 0), "other-hour"); // 02:00 for the second
    EXPECT_EQ(utc(10, 25, 1, 45), "reply");
    EXPECT_EQ(utc(10, 25, 2, 30), "other-hour");
}

TEST(VacationDecision, junkAndUnknownHeadersAreNotAnswered) {
    MessageFacts facts = factsOf("From: jane@work.example\nTo: me@home.example\n\nx\n", kNow);
    facts.mailboxUse = model::SpecialUse::Junk;
    EXPECT_EQ(decideVacation(facts, away(), around()), InJunk);
    facts.mailboxUse = model::SpecialUse::Inbox;
    facts.fieldsKnown = false;
    EXPECT_EQ(decideVacation(facts, away(), around()), HeaderMissing);
}

/// Both answer automatically; markers says whether replies say so.
QList<int> repliesOfTwo(bool markers) {
    QList<int> replies{0, 0};
    QHash<QString, qint64> ledger[2];
    const QByteArray names[2] = {"a@one.example", "b@two.example"};
    qint64 now = kNow;
    const auto arrive = [&](int to, bool isReply) {
        const QByteArray raw = "From: " + names[1 - to] + "\nTo: " + names[to] + "\n" + (isReply && markers ? "Auto-Submitted: auto-replied\n" : "") + "\nx\n";
        VacationSurroundings s;
        s.nowMs = now;
        s.ownAddresses = {QString::fromLatin1(names[to])};
        s.lastReplyMs = [&, to](const QString& key) { return ledger[to].contains(key) ? std::optional(ledger[to][key]) : std::nullopt; };
        const MessageFacts facts = factsOf(raw, now);
        if (decideVacation(facts, away(), s) != Reply)
            return false;
        ledger[to][model::mailboxKey(vacationRecipient(facts))] = now;
        ++replies[to];
        return true;
    };
    for (int m = 0; m < 10'000; ++m) {
        int to = m % 2;
        for (bool isReply = false; arrive(to, isReply); isReply = true)
            to = 1 - to;
        now += 1000;
    }
    return replies;
}

TEST(VacationDecision, twoThatBothAnswerEndWithOneReplyEach) {
    EXPECT_EQ(repliesOfTwo(true), (QList<int>{1, 1}));
    EXPECT_EQ(repliesOfTwo(false), (QList<int>{1, 1})); // where a relay takes the marker away, the ledger ends it
}

} // namespace
} // namespace tributary::rules::tst_VacationDecision
