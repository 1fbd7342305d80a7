// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/MsgFilterRules.h"

#include "rules/FilterCheck.h"
#include "rules/Limits.h"
#include "unit/rules/RulesMail.h"

#include <gtest/gtest.h>

#include <random>

namespace tributary::rules::tst_MsgFilterRules {
namespace {

using namespace testing;
using enum model::FilterField;
using enum model::FilterTest;
using model::FilterJoin;
using model::FilterVerb;

std::string complaints(const ReadRules& read) {
    std::string all;
    for (const RulesComplaint& complaint : read.complaints)
        all += std::string(rulesProblemName(complaint.problem).data()) + "(" + complaint.detail.toStdString() + ") ";
    return all;
}

ReadRules one(const char* condition, const char* actions = "action=\"Mark read\"\n") {
    return readMsgFilterRules(QByteArray(QByteArray("version=\"9\"\nlogging=\"no\"\nname=\"n\"\nenabled=\"yes\"\ntype=\"17\"\n") + actions + "condition=\"" + condition + "\"\n"));
}

TEST(MsgFilterRules, readsAFileAsThunderbirdWritesIt) {
    const ReadRules read = readMsgFilterRules(
        "version=\"9\"\r\nlogging=\"no\"\r\nname=\"Bills \\\"2026\\\" \xE8\xAB\x8B\"\r\nenabled=\"yes\"\r\ntype=\"17\"\r\naction=\"Move to folder\"\r\n"
        "actionValue=\"imap://me%40home.example@imap.home.example/Archive/Bills%20%E8%AB%8B\"\r\naction=\"AddTag\"\r\nactionValue=\"$label1\"\r\n"
        "action=\"Stop execution\"\r\ncondition=\"AND (subject,contains,invoice) AND (from,isn't,boss@work.example)\"\r\n"
        "name=\"Off\"\r\nenabled=\"no\"\r\ntype=\"1\"\r\naction=\"Forward\"\r\nactionValue=\"you@else.example\"\r\ncondition=\"ALL\"\r\n");
    EXPECT_EQ(complaints(read), "");
    ASSERT_EQ(read.filters.size(), 2);
    const model::Filter& first = read.filters[0];
    EXPECT_EQ(first.name, utf8("Bills \"2026\" 請"));
    EXPECT_TRUE(first.enabled);
    EXPECT_EQ(first.join, FilterJoin::All);
    EXPECT_EQ(first.conditions, (QList<model::FilterCondition>{condition(Subject, Contains, "invoice"), condition(From, Is, "boss@work.example", true)}));
    EXPECT_EQ(first.actions, (QList<model::FilterAction>{action(FilterVerb::Move, "Archive/Bills 請"), action(FilterVerb::Label, "$label1"), action(FilterVerb::Stop)}));
    EXPECT_FALSE(read.filters[1].enabled);
    EXPECT_EQ(read.filters[1].join, FilterJoin::EveryMail);
    EXPECT_TRUE(canRun(checkFilter(first)));
}

TEST(MsgFilterRules, readsConditionsOfEachKind) {
    const auto only = [](const char* text) {
        const ReadRules read = one(text);
        EXPECT_EQ(complaints(read), "") << text;
        return read.filters.value(0).conditions.value(0);
    };
    EXPECT_EQ(only("OR (to or cc,contains,list)"), condition(Recipient, Contains, "list"));
    EXPECT_EQ(only("AND (subject,is,\\\"a, (b)\\\")"), condition(Subject, Is, "a, (b)"));
    EXPECT_EQ(only("AND (\\\"X-Spam\\\",begins with,yes)"), condition(Header, Begins, "yes", false, "X-Spam"));
    EXPECT_EQ(only("AND (size,is greater than,10)"), condition(Size, Above, "10240"));
    EXPECT_EQ(only("AND (date,is before,21-Nov-2026)"), condition(Date, Before, "2026-11-21"));
    EXPECT_EQ(only("AND (date,is after,21-Nov-2026)"), condition(Date, Since, "2026-11-22"));
    EXPECT_EQ(only("AND (age in days,is less than,7)"), condition(Age, Below, "7"));
    EXPECT_EQ(only("AND (has attachment status,is,true)"), condition(Attachment, Exists, ""));
    EXPECT_EQ(only("AND (body,doesn't contain,x)"), condition(Body, Contains, "x", true));
    EXPECT_EQ(one("OR (subject,contains,a) OR (subject,contains,b)").filters.value(0).join, FilterJoin::Any);
}

TEST(MsgFilterRules, namesWhatItCannotTakeAndTurnsTheFilterOff) {
    const auto told = [](const ReadRules& read) {
        EXPECT_FALSE(read.filters.value(0).enabled);
        return complaints(read);
    };
    EXPECT_EQ(told(one("AND (subject,sounds like,x)")), "unknown-test(sounds like) ");
    EXPECT_EQ(told(one("AND (junk status,is,2)")), "unknown-field(junk status) ");
    EXPECT_EQ(told(one("AND (subject,is before,x)")), "bad-condition(subject,is before,x) ");
    EXPECT_EQ(told(one("AND (date,is before,soon)")), "bad-condition(date,is before,soon) ");
    EXPECT_EQ(told(one("AND (subject,is,a) OR (subject,is,b)")), "mixed-join(OR) ");
    EXPECT_EQ(told(one("")), "bad-condition() ");
    EXPECT_EQ(told(one("ALL", "action=\"Run Program\"\nactionValue=\"/bin/sh\"\n")), "unknown-action(Run Program) ");
    EXPECT_EQ(told(one("ALL", "action=\"Move to folder\"\nactionValue=\"file:///etc\"\n")), "mailbox(file:///etc) ");
    EXPECT_EQ(told(one("ALL", "action=\"Move to folder\"\naction=\"Mark read\"\n")), "unknown-action(no actionValue) ");
    EXPECT_EQ(told(one("ALL", "nonsense\naction=\"Mark read\"\n")), "line(nonsense) ");
    EXPECT_EQ(told(one("ALL", "type=\"64\"\naction=\"Mark read\"\n")), "not-at-arrival(64) ");
}

TEST(MsgFilterRules, whateverTheBytesAreItEnds) {
    EXPECT_EQ(complaints(readMsgFilterRules("")), "not-such-a-file() ");
    EXPECT_LE(readMsgFilterRules(QByteArray("x\n").repeated(1 << 20)).complaints.size(), limits::kRulesProblems);
    EXPECT_EQ(readMsgFilterRules(QByteArray("name=\"n\"\n").repeated(5'000)).filters.size(), limits::kFilters);
    EXPECT_EQ(one(QByteArray("AND (subject,contains,x) ").repeated(10'000).constData()).filters.value(0).conditions.size(), limits::kConditions);
    EXPECT_FALSE(one(QByteArray("(").repeated(100'000).constData()).filters.value(0).enabled);
    std::mt19937 random(9);
    const QByteArrayList pieces{"name=\"", "\"\n", "condition=\"", "AND (", "subject,", "contains,", ")", "\\", "\"", "\xFF", "action=\"", "actionValue=\"", "imap://", "/", "%", "\n"};
    for (int round = 0; round < 500; ++round) {
        QByteArray file;
        for (int i = 0; i < 60; ++i)
            file += pieces[int(random() % unsigned(pieces.size()))];
        const ReadRules read = readMsgFilterRules(file);
        EXPECT_LE(read.filters.size(), 60);
    }
}

} // namespace
} // namespace tributary::rules::tst_MsgFilterRules
