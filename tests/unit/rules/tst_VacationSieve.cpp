// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/VacationSieve.h"

#include "rules/VacationDecision.h"
#include "unit/rules/RulesMail.h"
#include "unit/rules/SieveProgram.h"

#include <QDateTime>

#include <gtest/gtest.h>

namespace tributary::rules::tst_VacationSieve {
namespace {

using namespace testing;

model::Vacation away() {
    model::Vacation vacation;
    vacation.on = true;
    vacation.reply.text = utf8("Away.\n.\nBack soon: 休暇");
    vacation.timeZone = "Asia/Tokyo";
    vacation.intervalDays = 3;
    return vacation;
}

VacationScriptFacts facts() { return {{utf8("me@home.example"), utf8("also@me.example")}, utf8("home.example"), false, 1'800'000'000'000}; }

SieveServer server() {
    SieveServer server;
    server.extensions = {"vacation", "envelope", "date", "relational", "fileinto"};
    return server;
}

std::string why(const model::Vacation& vacation, const SieveServer& at = server(), const VacationScriptFacts& known = facts()) {
    const auto part = vacationScript(vacation, known, at);
    return part ? "" : sieveObstacleName(part.error().why).data();
}

QByteArray script(const model::Vacation& vacation) { return exportFilters({}, server(), {}, vacationScript(vacation, facts(), server()).value()).text; }

TEST(VacationSieve, saysWhyItMustRunHere) {
    EXPECT_EQ(why(away()), "");
    model::Vacation vacation = away();
    vacation.audience = model::VacationAudience::Known;
    EXPECT_EQ(why(vacation), "written-before");
    vacation = away();
    vacation.on = false;
    EXPECT_EQ(why(vacation), "turned-off");
    SieveServer bare = server();
    bare.extensions.remove("vacation");
    EXPECT_EQ(why(away(), bare), "missing-extension");
    VacationScriptFacts junk = facts();
    junk.filtersSortJunk = true;
    EXPECT_EQ(why(away(), server(), junk), "junk-filter");
    vacation = away();
    vacation.weekdays = {6, 7};
    EXPECT_EQ(why(vacation), "");
    vacation.timeZone = "Europe/Berlin";
    EXPECT_EQ(why(vacation), "clock-changes");
    vacation.untilMs = facts().nowMs + 10 * 86'400'000LL; // January: no change in these days
    EXPECT_EQ(why(vacation), "");
    vacation = away();
    vacation.reply.text = utf8("${x}");
    EXPECT_EQ(why(vacation), "cannot-be-quoted");
}

TEST(VacationSieve, secondsSayTheIntervalWhereTheServerHasThem) {
    EXPECT_TRUE(script(away()).contains("vacation :days 3 ")) << "RFC 5230 4.1";
    SieveServer exact = server();
    exact.extensions.insert("vacation-seconds");
    const QByteArray text = exportFilters({}, exact, {}, vacationScript(away(), facts(), exact).value()).text;
    EXPECT_TRUE(text.contains("vacation :seconds 259200 ")) << "RFC 6131";
    EXPECT_TRUE(text.contains("\"vacation-seconds\""));
}

TEST(VacationSieve, daysOverMidnightBelongToTheirEvening) {
    model::Vacation vacation = away();
    vacation.weekdays = {6};
    vacation.hoursFrom = QTime(18, 0);
    vacation.hoursUntil = QTime(9, 0);
    const QByteArray text = vacationScript(vacation, facts(), server())->text;
    EXPECT_TRUE(text.contains("allof (currentdate :value \"ge\" :zone \"+0900\" \"time\" \"18:00:00\", currentdate :is :zone \"+0900\" \"weekday\" [\"6\"])"));
    EXPECT_TRUE(text.contains("allof (currentdate :value \"lt\" :zone \"+0900\" \"time\" \"09:00:00\", currentdate :is :zone \"+0900\" \"weekday\" [\"0\"])"));
}

/// Headers that stand for each answer of VacationDecision.
const QByteArrayList& letters() {
    static const QByteArrayList all{
        "", "List-Id: <x.example>\n", "Precedence: bulk\n", "Precedence: first-class\n", "Auto-Submitted: auto-replied\n", "Auto-Submitted: no\n", "Auto-Submitted: no; x=y\n",
        "X-Auto-Response-Suppress: OOF\n", "X-Auto-Response-Suppress: DR\n", "Content-Type: multipart/report; boundary=x\n", "X-Loop: x\n", "List-Post: NO\n"};
    return all;
}

TEST(VacationSieve, aServerAnswersWhomWeWouldAnswer) {
    if (!SieveProgram::isThere())
        GTEST_SKIP() << "sieve-test is not installed";
    model::Vacation vacation = away();
    vacation.exceptions = {utf8("ex@x.example"), utf8("@never.example")};
    vacation.fromMs = 1'000;
    VacationSurroundings here;
    here.nowMs = QDateTime::currentMSecsSinceEpoch();
    here.ownAddresses = facts().ownAddresses;
    SieveProgram program;
    ASSERT_EQ(program.setScript(script(vacation)).toStdString(), "") << script(vacation).toStdString();
    int answered = 0;
    const auto agree = [&](const QByteArray& sender, const QByteArray& to, const QByteArray& fields) {
        const QByteArray raw = "From: " + sender + "\nTo: " + to + "\nSubject: x\n" + fields + "\nHello.\n";
        const bool ours = decideVacation(factsOf("Return-Path: <" + sender + ">\n" + raw, here.nowMs), vacation, here) == VacationAnswer::Reply;
        const Delivered there = program.deliver(QByteArray(raw).replace("\n", "\r\n"), QString::fromLatin1(sender));
        EXPECT_EQ(there.failure.toStdString(), "");
        EXPECT_EQ(there.answered.size() == 1, ours) << raw.toStdString();
        answered += ours ? 1 : 0;
    };
    for (const QByteArray& fields : letters())
        agree("jane@work.example", "me@home.example", fields);
    for (const char* sender : {"ex@x.example", "a@never.example", "a@notnever.example", "noreply@x.example", "list-request@x.example", "owner-x@x.example", "me@home.example", "MAILER-DAEMON@x.example"})
        agree(sender, "Me <me@home.example>", "");
    for (const char* to : {"all@work.example", "ALSO@me.example, x@y.example", "\"me@home.example\" <x@y.example>"})
        agree("jane@work.example", to, "");
    EXPECT_GE(answered, 6);
    vacation.untilMs = here.nowMs - 1000;
    ASSERT_EQ(program.setScript(script(vacation)).toStdString(), "");
    agree("jane@work.example", "me@home.example", "");
}

TEST(VacationSieve, richTextsInsideAndOutsideCompile) {
    if (!SieveProgram::isThere())
        GTEST_SKIP() << "sieve-test is not installed";
    model::Vacation vacation = away();
    vacation.subject = utf8("Away \"until\" 月曜日");
    vacation.reply.html = utf8("<p>Away</p>");
    vacation.insideReply = model::VacationText{utf8("Inside"), {}};
    vacation.weekdays = {1, 2, 3, 4, 5, 6, 7};
    vacation.hoursFrom = QTime(18, 0);
    vacation.hoursUntil = QTime(9, 0);
    SieveProgram program;
    EXPECT_EQ(program.setScript(script(vacation)).toStdString(), "") << script(vacation).toStdString();
}

} // namespace
} // namespace tributary::rules::tst_VacationSieve
