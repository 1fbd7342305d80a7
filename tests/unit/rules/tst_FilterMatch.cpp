// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/FilterMatch.h"

#include "rules/Limits.h"
#include "unit/rules/RulesMail.h"

#include <QElapsedTimer>

#include <gtest/gtest.h>

namespace tributary::rules::tst_FilterMatch {
namespace {

using namespace testing;
using enum model::FilterField;
using enum model::FilterTest;
using model::FilterCondition;
using model::FilterJoin;

constexpr qint64 kNow = 1'800'000'000'000; // 2027-01-15T08:00Z
constexpr qint64 kDay = 86'400'000;

FilterMatch matchOf(const model::Filter& made, const MessageFacts& facts, const QTimeZone& zone = QTimeZone::utc()) {
    const auto compiled = makeCompiledFilter(made, zone);
    EXPECT_TRUE(compiled.has_value()) << compiled.error().detail.toStdString();
    return compiled ? compiled->match(FoldedFacts(facts), kNow) : FilterMatch::No;
}

bool takes(const FilterCondition& asked, const MessageFacts& facts) { return matchOf(filter(1, {asked}), facts) == FilterMatch::Yes; }

const MessageFacts& letter() {
    static const MessageFacts facts =
        factsOf("From: Jane Doe <jane@work.example>\nTo: me@home.example, Bob <bob@x.example>\nCc: cc@x.example\n"
                "Subject: Quarterly Report (final)\nDate: Thu, 14 Jan 2027 23:30:00 +0000\nX-Spam: no\nX-Empty:\n\nPlease find the numbers\nbelow.\n");
    return facts;
}

TEST(FilterMatch, comparesTextInEachWay) {
    EXPECT_TRUE(takes(condition(Subject, Is, "quarterly report (FINAL)"), letter()));
    EXPECT_FALSE(takes(condition(Subject, Is, "quarterly report"), letter()));
    EXPECT_TRUE(takes(condition(Subject, Contains, "REPORT"), letter()));
    EXPECT_TRUE(takes(condition(Subject, Begins, "quarter"), letter()));
    EXPECT_FALSE(takes(condition(Subject, Begins, "report"), letter()));
    EXPECT_TRUE(takes(condition(Subject, Ends, "(final)"), letter()));
    EXPECT_TRUE(takes(condition(Subject, Wildcard, "q*rep?rt*"), letter()));
    EXPECT_FALSE(takes(condition(Subject, Wildcard, "q*rep?rt"), letter()));
    EXPECT_TRUE(takes(condition(Subject, Expression, "r[eo]p\\w+ \\(F"), letter()));
    EXPECT_FALSE(takes(condition(Subject, Expression, "^report"), letter()));
    EXPECT_TRUE(takes(condition(Body, Contains, "numbers"), letter()));
    EXPECT_TRUE(takes(condition(Subject, Contains, "holiday", true), letter()));
}

TEST(FilterMatch, addressesAreNotNames) {
    EXPECT_TRUE(takes(condition(From, Is, "JANE@work.example"), letter()));
    EXPECT_TRUE(takes(condition(From, Is, "jane doe"), letter()));
    EXPECT_TRUE(takes(condition(From, Ends, "@work.example"), letter()));
    EXPECT_TRUE(takes(condition(From, Contains, "doe <jane"), letter()));
    EXPECT_TRUE(takes(condition(To, Is, "bob"), letter()));
    EXPECT_FALSE(takes(condition(To, Is, "cc@x.example"), letter()));
    EXPECT_TRUE(takes(condition(Recipient, Is, "cc@x.example"), letter()));
    EXPECT_TRUE(takes(condition(Cc, Wildcard, "c?@*"), letter()));
    const MessageFacts spoof = factsOf("From: \"boss@work.example\" <thief@evil.example>\n\nx\n");
    for (const auto test : {Is, Contains, Begins, Ends, Wildcard})
        EXPECT_FALSE(takes(condition(From, test, "boss@work.example"), spoof)) << int(test);
    EXPECT_TRUE(takes(condition(From, Contains, "ＴＨＩＥＦ＠evil"), spoof)); // a full-width '@' means an address, too
}

TEST(FilterMatch, oneOfSeveralFieldsSuffices) {
    const MessageFacts facts = factsOf("From: a@b.example\nSubject: one\nSubject: two\nX-Tag: red\nX-Tag: green\n\nx\n");
    EXPECT_TRUE(takes(condition(Header, Is, "green", false, "x-TAG"), facts));
    EXPECT_FALSE(takes(condition(Header, Is, "green", true, "X-Tag"), facts));
    EXPECT_TRUE(takes(condition(Subject, Is, "two"), facts));
    EXPECT_TRUE(takes(condition(Header, Exists, "", false, "X-Tag"), facts));
    EXPECT_FALSE(takes(condition(Header, Exists, "", false, "X-Other"), facts));
    EXPECT_TRUE(takes(condition(Header, Is, "green", true, "X-Other"), facts));
    EXPECT_TRUE(takes(condition(Header, Exists, "", false, "X-Empty"), letter()));
}

TEST(FilterMatch, japaneseIsTheSameInAnyWidthAndCharset) {
    // ISO-2022-JP: テスト請求書 ＡＢＣ; half-width kana as mail programs send them in UTF-8
    const MessageFacts jis = factsOf("From: a@b.example\nSubject: =?ISO-2022-JP?B?GyRCJUYlOSVIQEE1YT1xISEjQSNCI0MbKEI=?=\n\nx\n");
    EXPECT_TRUE(takes(condition(Subject, Contains, "ﾃｽﾄ請求書"), jis));
    EXPECT_TRUE(takes(condition(Subject, Contains, "テスト請求書 abc"), jis));
    const MessageFacts half = factsOf("From: a@b.example\nSubject: =?utf-8?q?=EF=BE=8A=EF=BE=9F=EF=BD=B0=EF=BE=83=EF=BD=A8?=\n\nｶﾞｷﾞ\n");
    EXPECT_TRUE(takes(condition(Subject, Is, "パーティ"), half));
    EXPECT_FALSE(takes(condition(Subject, Begins, "ハ"), half));
    EXPECT_TRUE(takes(condition(Body, Contains, "ガギ"), half));
    EXPECT_TRUE(takes(condition(Subject, Expression, "^パ.+ィ$"), half));
    EXPECT_TRUE(takes(condition(Subject, Wildcard, "?ー??"), half));
    const MessageFacts body = factsOf("From: a@b.example\nContent-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B@A5a=q\x1b(B\n");
    EXPECT_TRUE(takes(condition(Body, Contains, "請求書"), body));
}

TEST(FilterMatch, numbersAndDatesAreStrict) {
    MessageFacts facts = letter();
    facts.sizeBytes = 1000;
    EXPECT_FALSE(takes(condition(Size, Above, "1000"), facts));
    EXPECT_TRUE(takes(condition(Size, Above, "999"), facts));
    EXPECT_TRUE(takes(condition(Size, Below, "1001"), facts));
    facts.receivedMs = kNow - 7 * kDay - 1000;
    EXPECT_FALSE(takes(condition(Age, Above, "7"), facts));
    EXPECT_TRUE(takes(condition(Age, Above, "6"), facts));
    EXPECT_TRUE(takes(condition(Age, Below, "8"), facts));
    facts.receivedMs = kNow + kDay; // the clock was set back
    EXPECT_TRUE(takes(condition(Age, Below, "1"), facts));
    EXPECT_FALSE(takes(condition(Attachment, Exists, ""), facts));
    EXPECT_TRUE(takes(condition(Account, Is, "ME@home.example"), facts));
}

TEST(FilterMatch, aDayBeginsInTheZoneGiven) {
    const auto since = filter(1, {condition(Date, Since, "2027-01-15")});
    EXPECT_EQ(matchOf(since, letter()), FilterMatch::No); // 23:30 UTC of the day before
    EXPECT_EQ(matchOf(since, letter(), QTimeZone("Asia/Tokyo")), FilterMatch::Yes);
    EXPECT_TRUE(takes(condition(Date, Before, "2027-01-15"), letter()));
    MessageFacts none = letter();
    none.dateMs.reset();
    EXPECT_FALSE(takes(condition(Date, Before, "2027-01-15"), none));
    EXPECT_FALSE(takes(condition(Date, Since, "2027-01-15"), none));
}

TEST(FilterMatch, asksForTheBodyOnlyWhereItDecides) {
    MessageFacts facts = letter();
    facts.body.reset();
    const auto body = condition(Body, Contains, "numbers");
    const auto yes = condition(Subject, Contains, "report"), no = condition(Subject, Contains, "holiday");
    EXPECT_EQ(matchOf(filter(1, {body}), facts), FilterMatch::NeedsBody);
    EXPECT_EQ(matchOf(filter(1, {body, no}), facts), FilterMatch::No);
    EXPECT_EQ(matchOf(filter(1, {body, yes}), facts), FilterMatch::NeedsBody);
    EXPECT_EQ(matchOf(filter(1, {body, yes}, {}, FilterJoin::Any), facts), FilterMatch::Yes);
    EXPECT_EQ(matchOf(filter(1, {body, no}, {}, FilterJoin::Any), facts), FilterMatch::NeedsBody);
    EXPECT_EQ(matchOf(filter(1, {body}, {}, FilterJoin::EveryMail), facts), FilterMatch::Yes);
    facts.fieldsKnown = false;
    facts.fields.clear();
    EXPECT_EQ(matchOf(filter(1, {condition(Header, Exists, "", false, "X-Spam")}), facts), FilterMatch::NeedsBody);
    EXPECT_TRUE(takes(condition(From, Contains, "doe <jane"), facts));
    EXPECT_TRUE(takes(yes, facts));
}

TEST(FilterMatch, aHostileExpressionCostsLittle) {
    QElapsedTimer timer;
    timer.start();
    const MessageFacts facts = factsOf("From: a@b.example\n\n" + QByteArray(100'000, 'a') + "!\n");
    for (const char* expression : {"(a+)+$", "(a|aa)+$", "(.*a){20}x", "(a?){100}a{100}b", "(?:a|b|ab)*c"})
        EXPECT_FALSE(takes(condition(Body, Expression, expression), facts)) << expression;
    EXPECT_FALSE(takes(condition(Body, Wildcard, "*a*a*a*a*a*a*a*a*a*a?a*a*a*b"), facts));
    EXPECT_LT(timer.elapsed(), 20'000); // milliseconds where it is linear; for ever where it is not
    for (const char* bad : {"(", "a{100000}", "((a{100}){100}){100}", "\\1", "(?=x)"})
        EXPECT_FALSE(makeCompiledFilter(filter(1, {condition(Body, Expression, bad)})).has_value()) << bad;
}

TEST(FilterMatch, wildcardsOfAnyLengthAreFollowed) {
    const QByteArray hundred(100, 'x');
    const MessageFacts facts = factsOf("From: a@b.example\nSubject: " + hundred + "y" + hundred + "\n\nx\n");
    const QByteArray marks(100, '?');
    EXPECT_TRUE(takes(condition(Subject, Wildcard, QByteArray(marks + 'y' + marks).constData()), facts));
    EXPECT_FALSE(takes(condition(Subject, Wildcard, QByteArray(marks + 'y' + marks + '?').constData()), facts));
    EXPECT_TRUE(takes(condition(Subject, Wildcard, QByteArray(hundred + "**y*" + hundred).constData()), facts));
    EXPECT_TRUE(takes(condition(Subject, Wildcard, "*"), facts));
    EXPECT_FALSE(takes(condition(Subject, Wildcard, "?"), facts));
    EXPECT_TRUE(takes(condition(Header, Wildcard, "*", false, "X-Empty"), letter()));
    EXPECT_FALSE(takes(condition(Header, Wildcard, "?*", false, "X-Empty"), letter()));
}

TEST(FilterMatch, refusesWhatItCannotCompile) {
    const auto refused = [](const model::Filter& made) { return makeCompiledFilter(made).has_value() ? std::string() : makeCompiledFilter(made).error().detail.toStdString(); };
    EXPECT_EQ(refused(filter(1, {})), "0: no-condition");
    EXPECT_EQ(refused(filter(1, QList<FilterCondition>(10'000, condition(Subject, Contains, "x")))), "0: too-many-conditions");
    EXPECT_EQ(refused(filter(1, {condition(Subject, Is, "x"), condition(Subject, Expression, "[")})), "2: bad-expression");
    EXPECT_EQ(refused(filter(1, {condition(Subject, Is, "x")})), "");
}

} // namespace
} // namespace tributary::rules::tst_FilterMatch
