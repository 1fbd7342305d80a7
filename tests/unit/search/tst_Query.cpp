// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/Query.h"

#include <gtest/gtest.h>

#include <chrono>

namespace tributary::search::tst_Query {
namespace {

QString u(const char* text) { return QString::fromUtf8(text); }

const char* nameOf(Field field) {
    switch (field) {
    case Field::Any: return "";
    case Field::From: return "from:";
    case Field::To: return "to:";
    case Field::Subject: return "subject:";
    case Field::In: return "in:";
    case Field::Before: return "before:";
    case Field::After: return "after:";
    case Field::Is: return "is:";
    case Field::Has: return "has:";
    }
    return "?";
}

std::string written(const Node& node) {
    if (node.op == Op::Term) {
        std::string text = nameOf(node.field);
        if (node.date.isValid())
            return text + node.date.toString(Qt::ISODate).toStdString();
        text += node.phrase ? "\"" + node.text.toStdString() + "\"" : node.text.toStdString();
        return node.prefix ? text + "*" : text;
    }
    std::string text = node.op == Op::And ? "(&" : node.op == Op::Or ? "(|" : "(!";
    for (const Node& child : node.children)
        text += " " + written(child);
    return text + ")";
}

const QDate kToday(2026, 11, 23);

std::string parsed(const char* query, bool prefix = false) {
    const Result<Node> result = parseQuery(u(query), prefix, kToday);
    return result ? written(*result) : "error: " + result.error().detail.toStdString();
}

TEST(Query, wordsBesideEachOtherMustAllMatch) {
    EXPECT_EQ(parsed("hello"), "hello");
    EXPECT_EQ(parsed(" hello  world "), "(& hello world)");
    EXPECT_EQ(parsed("a AND b"), "(& a b)");
    EXPECT_EQ(parsed(""), "(&)");
    EXPECT_EQ(parsed("  "), "(&)");
}

TEST(Query, orBindsItsNeighboursTighterThanAnd) {
    EXPECT_EQ(parsed("a b OR c d"), "(& a (| b c) d)");
    EXPECT_EQ(parsed("a OR b OR c"), "(| a b c)");
    EXPECT_EQ(parsed("a|b"), "(| a b)");
    EXPECT_EQ(parsed("(a b) OR c"), "(| (& a b) c)");
    EXPECT_EQ(parsed("a or b"), "(& a or b)");
}

TEST(Query, minusAndNotExclude) {
    EXPECT_EQ(parsed("-a b"), "(& (! a) b)");
    EXPECT_EQ(parsed("NOT a"), "(! a)");
    EXPECT_EQ(parsed("-(a OR b) -from:x -\"p q\""), "(& (! (| a b)) (! from:x) (! \"p q\"))");
    EXPECT_EQ(parsed("- a"), "(& - a)");
    EXPECT_EQ(parsed("well-known"), "well-known");
    EXPECT_EQ(parsed("a OR -b"), "(| a (! b))");
}

TEST(Query, phrasesAreKeptAndAnOpenQuoteEndsAtTheEnd) {
    EXPECT_EQ(parsed("\"two  words\" x"), "(& \"two words\" x)");
    EXPECT_EQ(parsed("x \"open quote"), "(& x \"open quote\")");
    EXPECT_EQ(parsed("\"\" x"), "x");
    EXPECT_EQ(parsed("“curly quotes”"), "\"curly quotes\"");
}

TEST(Query, fieldsTakeWordsPhrasesAndGroups) {
    EXPECT_EQ(parsed("from:jane@example.org To:\"Joe X\" subject:plan"),
              "(& from:jane@example.org to:\"Joe X\" subject:plan)");
    EXPECT_EQ(parsed("from:(jane OR joe)"), "(| from:jane from:joe)");
    EXPECT_EQ(parsed("from: jane"), "from:jane");
    EXPECT_EQ(parsed("in:Archive/2026 has:attachment"), "(& in:Archive/2026 has:attachment)");
    EXPECT_EQ(parsed("unknown:x http://example.org/ 10:30"), "(& unknown:x http://example.org/ 10:30)");
    EXPECT_EQ(parsed("from:"), "(&)");
}

TEST(Query, knowsStatesAndNamesAnUnknownOne) {
    EXPECT_EQ(parsed("is:Unread is:starred is:replied"), "(& is:unread is:flagged is:answered)");
    EXPECT_EQ(parsed("is:purple"), "error: purple");
    EXPECT_EQ(parsed("has:wings"), "error: wings");
    const Result<Node> result = parseQuery(u("is:purple"));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::InvalidInput);
    EXPECT_EQ(result.error().code, ErrorCode::BadValue);
}

TEST(Query, readsDatesInEveryForm) {
    EXPECT_EQ(parsed("after:2026-01-31"), "after:2026-01-31");
    EXPECT_EQ(parsed("before:2026/1/5"), "before:2026-01-05");
    EXPECT_EQ(parsed("after:2026.01.05"), "after:2026-01-05");
    EXPECT_EQ(parsed("after:2026-02 before:2027"), "(& after:2026-02-01 before:2027-01-01)");
    EXPECT_EQ(parsed("after:today before:Yesterday"), "(& after:2026-11-23 before:2026-11-22)");
    EXPECT_EQ(parsed("newer_than:7d older_than:2w"), "(& after:2026-11-16 before:2026-11-09)");
    EXPECT_EQ(parsed("after:1m"), "after:2026-10-23");
    EXPECT_EQ(parsed("after:昨日"), "after:2026-11-22");
    for (const char* wrong : {"2026-02-30", "2026-13-01", "26-01-01", "soon", "2026-1-1-1", "99999999d", "d", "-", "2026-"})
        EXPECT_EQ(parsed((std::string("after:") + wrong + " x").c_str()), std::string("error: ") + wrong);
}

TEST(Query, readsFullWidthForms) {
    EXPECT_EQ(parsed("会議　資料"), "(& 会議 資料)");
    EXPECT_EQ(parsed("ｆｒｏｍ：田中　件名"), "(& from:田中 件名)");
    EXPECT_EQ(parsed("after：２０２６／０１／０２"), "after:2026-01-02");
    EXPECT_EQ(parsed("（会議｜打合せ）　－中止"), "(& (| 会議 打合せ) (! 中止))");
    EXPECT_EQ(parsed("＂議事　録＂"), "\"議事 録\"");
}

TEST(Query, theLastWordIsAPrefixWhileItIsTyped) {
    EXPECT_EQ(parsed("hello wor", true), "(& hello wor*)");
    EXPECT_EQ(parsed("hello wor ", true), "(& hello wor)");
    EXPECT_EQ(parsed("from:ja", true), "from:ja*");
    EXPECT_EQ(parsed("\"open", true), "\"open\"");
    EXPECT_EQ(parsed("x is:unr", true), "x");
    EXPECT_EQ(parsed("x after:20", true), "x");
}

TEST(Query, takesWhatPeopleTypeWithoutFailing) {
    for (const char* odd : {"(", ")", "((", "a)", "(a", "OR", "OR a", "a OR", "a OR OR b", "-", "--a", "- -", "()", "(OR)",
                            "\"", "from:(", "from:()", "NOT", "a NOT", "|||", ":", "::", "from::x", "-from:", "a OR )b"})
        EXPECT_TRUE(parseQuery(u(odd))) << odd;
    EXPECT_EQ(parsed("a) b"), "(& a b)");
    EXPECT_EQ(parsed("a OR OR b"), "(| a b)");
    EXPECT_EQ(parsed("(a (b"), "(& a b)");
}

TEST(Query, refusesTooManyTermsAndLevels) {
    EXPECT_TRUE(parseQuery(u("x ").repeated(64)));
    EXPECT_EQ(parseQuery(u("x ").repeated(65)).error().kind, ErrorKind::InvalidInput);
    EXPECT_TRUE(parseQuery(QString(u("(").repeated(32) + u("x"))));
    EXPECT_EQ(parseQuery(QString(u("(").repeated(33) + u("x"))).error().kind, ErrorKind::InvalidInput);
    for (const char* unit : {"(", ")", "-", "OR ", "from:", "\"", "a", "NOT ", "()", ":", "x:"}) {
        const auto begin = std::chrono::steady_clock::now();
        static_cast<void>(parseQuery(u(unit).repeated(200'000)));
        EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3)) << unit;
    }
}

} // namespace
} // namespace tributary::search::tst_Query
