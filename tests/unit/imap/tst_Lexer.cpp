// SPDX-License-Identifier: GPL-3.0-or-later
// The tokens of RFC 9051 section 9: sloppy blanks pass, numbers and nesting do not.
#include "EventText.h"
#include "imap/Limits.h"
#include "imap/wire/Lexer.h"

#include <gtest/gtest.h>

namespace tributary::imap::tst_Lexer {

namespace {

template <typename T> ErrorCode codeOf(const Result<T>& result) { return result ? ErrorCode::None : result.error().code; }

Fragment line(const QByteArray& text) { return {{text}, {}}; }

ErrorCode skipped(const QByteArray& text) {
    const Fragment fragment = line(text);
    return codeOf(Lexer(fragment).skipValue());
}

Result<UidSet> setOf(const QByteArray& text) {
    const Fragment fragment = line(text);
    return Lexer(fragment).set();
}

Result<QStringList> listOf(const QByteArray& text) {
    const Fragment fragment = line(text);
    return Lexer(fragment).wordList();
}

} // namespace

TEST(Lexer, wordsEndAtBlanksAndBrackets) {
    const Fragment fragment = line("flags  body[1.MIME]<5>(x");
    Lexer lexer(fragment);
    EXPECT_EQ(lexer.upperWord(), "FLAGS");
    EXPECT_EQ(lexer.peek(), ' ');
    lexer.skipSpaces();
    EXPECT_EQ(lexer.word(), "body");
    EXPECT_FALSE(lexer.skip(']'));
    EXPECT_TRUE(lexer.skip('['));
    EXPECT_TRUE(lexer.has(']'));
    EXPECT_EQ(lexer.until(']'), "1.MIME");
    EXPECT_FALSE(lexer.has(']')) << "only what is ahead";
    EXPECT_EQ(lexer.until('?'), "<5>(x") << "all when it is missing";
    EXPECT_TRUE(lexer.atEnd());
    EXPECT_EQ(lexer.peek(), '\0');
    EXPECT_EQ(lexer.rest(), "");
}

TEST(Lexer, numbersAreExact) {
    const auto number = [](const QByteArray& text, quint64 max) {
        const Fragment fragment = line(text);
        return Lexer(fragment).number(max);
    };
    EXPECT_EQ(number("0", 10), quint64(0));
    EXPECT_EQ(number("4294967295)", 0xFFFFFFFF), quint64(4'294'967'295));
    EXPECT_EQ(number("00012", 100), quint64(12));
    EXPECT_EQ(number("18446744073709551615", ~quint64(0)), ~quint64(0));
    EXPECT_EQ(codeOf(number("4294967296", 0xFFFFFFFF)), ErrorCode::MalformedResponse);
    EXPECT_EQ(codeOf(number("18446744073709551616", ~quint64(0))), ErrorCode::MalformedResponse);
    for (const char* text : {"", "-1", "+1", " 1", "x", "\xd9\xa5"})
        EXPECT_EQ(codeOf(number(text, 100)), ErrorCode::MalformedResponse) << text;
}

TEST(Lexer, stringsAreQuotedAtomsOrLiterals) {
    const Fragment fragment{{"\"a \\\" \\\\ ]\" atom{x ", " \"\""}, {QByteArray("li\r\nt\0", 6)}};
    Lexer lexer(fragment);
    EXPECT_EQ(*lexer.string(), "a \" \\ ]");
    lexer.skipSpaces();
    EXPECT_EQ(*lexer.string(), "atom{x");
    EXPECT_FALSE(lexer.atLiteral());
    lexer.skipSpaces();
    EXPECT_TRUE(lexer.atLiteral());
    EXPECT_FALSE(lexer.atEnd());
    EXPECT_EQ(*lexer.string(), QByteArray("li\r\nt\0", 6));
    lexer.skipSpaces();
    EXPECT_EQ(*lexer.string(), "");
    EXPECT_TRUE(lexer.atEnd());
    EXPECT_EQ(codeOf(lexer.string()), ErrorCode::MalformedResponse);
}

TEST(Lexer, quotedStringsThatDoNotEndAreMalformed) {
    for (const char* text : {"\"", "\"abc", "\"abc\\", "\"abc\\\"", "(", ")", " x"}) {
        const Fragment fragment = line(text);
        EXPECT_EQ(codeOf(Lexer(fragment).string()), ErrorCode::MalformedResponse) << text;
    }
    const Fragment acrossALiteral{{"\"abc", "\""}, {"x"}};
    EXPECT_EQ(codeOf(Lexer(acrossALiteral).string()), ErrorCode::MalformedResponse);
}

TEST(Lexer, onlyBareNilIsNil) {
    const Fragment fragment{{"NIL nil \"NIL\" NILS ", ""}, {"NIL"}};
    Lexer lexer(fragment);
    for (const char* expected : {"none", "none", "NIL", "NILS", "NIL"}) {
        EXPECT_EQ(lexer.nstring()->value_or("none"), expected);
        lexer.skipSpaces();
    }
}

TEST(Lexer, listsOfWords) {
    EXPECT_EQ(*listOf("()"), QStringList());
    EXPECT_EQ(*listOf("( \\Seen  \"a b\" $Junk \\* )"), (QStringList{QStringLiteral("\\Seen"), QStringLiteral("a b"), QStringLiteral("$Junk"), QStringLiteral("\\*")}));
    EXPECT_EQ(*listOf("(\\HasChildren \\)"), (QStringList{QStringLiteral("\\HasChildren"), QStringLiteral("\\")}));
    EXPECT_EQ(*listOf("(a (b (c)) d)"), (QStringList{QStringLiteral("a"), QStringLiteral("d")})) << "lists inside are passed over";
    for (const char* text : {"", "NIL", "a)", "(", "(a", "(a \"b)", "(a (b)"})
        EXPECT_EQ(codeOf(listOf(text)), ErrorCode::MalformedResponse) << text;
    const QByteArray most = QByteArray("a ").repeated(limits::kWords);
    EXPECT_EQ(listOf('(' + most + ')')->size(), limits::kWords);
    EXPECT_EQ(codeOf(listOf('(' + most + "a)")), ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf(listOf('(' + QByteArray("()").repeated(limits::kWords + 1) + ')')), ErrorCode::LimitExceeded);
    EXPECT_EQ(codeOf(listOf(QByteArray(1'000'000, '('))), ErrorCode::LimitExceeded);
}

TEST(Lexer, setsStayRanges) {
    EXPECT_EQ(setOf("7,1:3,9:8,4")->toWire(), "1:4,7:9");
    EXPECT_EQ(setOf("1:4294967295")->count(), 4'294'967'295U);
    EXPECT_EQ(setOf("4294967295:1")->ranges().size(), 1);
    EXPECT_EQ(setOf("1:*")->toWire(), "1:*");
    EXPECT_EQ(setOf("*:5")->toWire(), "5:*");
    EXPECT_EQ(setOf("5 6")->toWire(), "5") << "a blank ends it";
    EXPECT_EQ(setOf("*1")->toWire(), "*");
    for (const char* text : {"", ",", "1,", "1,,2", ",1", "0", "0:5", "5:0", "1:", ":1", "-1", "x", "4294967296", "1:4294967296", "1,0,2"})
        EXPECT_EQ(codeOf(setOf(text)), ErrorCode::MalformedResponse) << text;
}

TEST(Lexer, setsHaveALimit) {
    EXPECT_EQ(codeOf(setOf(QByteArray("1,").repeated(limits::kRanges + 1) + '1')), ErrorCode::LimitExceeded);
    EXPECT_EQ(setOf(QByteArray("1,").repeated(limits::kRanges - 1) + '1')->toWire(), "1");
}

TEST(Lexer, valuesArePassedOverHoweverDeep) {
    const Fragment fragment{{"(a (\"(\" NIL ", " ())) 5 \"x\" rest"}, {"((("}};
    Lexer lexer(fragment);
    EXPECT_TRUE(lexer.skipValue());
    EXPECT_EQ(lexer.peek(), ' ');
    EXPECT_TRUE(lexer.skipValue());
    EXPECT_TRUE(lexer.skipValue());
    EXPECT_EQ(lexer.rest(), " rest");
    QByteArray nested = QByteArray(limits::kDepth, '(') + 'x' + QByteArray(limits::kDepth, ')');
    EXPECT_EQ(skipped(nested), ErrorCode::None);
    EXPECT_EQ(skipped('(' + nested + ')'), ErrorCode::LimitExceeded);
    EXPECT_EQ(skipped(QByteArray(1'000'000, '(')), ErrorCode::LimitExceeded);
    EXPECT_EQ(skipped('(' + QByteArray("()").repeated(500'000) + ')'), ErrorCode::None) << "wide is not deep";
    for (const char* text : {"", "(", "((a)", ")", "(\""})
        EXPECT_EQ(skipped(text), ErrorCode::MalformedResponse) << text;
    EXPECT_EQ(skipped(QByteArray("(a\0b)", 5)), ErrorCode::MalformedResponse);
}

} // namespace tributary::imap::tst_Lexer
