// SPDX-License-Identifier: GPL-3.0-or-later
// Sieve scripts as their pieces (RFC 5228 8.1): no byte is lost, whatever they are (S5).
#include "sieve/Limits.h"
#include "sieve/ScriptText.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QRandomGenerator>

namespace tributary::sieve::tst_ScriptText {
namespace {

QByteArray nameOf(TokenKind kind) {
    static const QByteArrayList kNames{"", "#", "/*", "id", "tag", "num", "str", "text", "mark", "BAD"};
    return kNames.value(static_cast<int>(kind));
}

/// Its tokens without blanks: "id:keep mark:;"
QByteArray pieces(const QByteArray& script) {
    const ScriptText text(script);
    QByteArrayList out;
    for (const Token& token : text.tokens()) {
        if (token.kind != TokenKind::Blank)
            out.append(nameOf(token.kind) + ':' + text.textOf(token).toByteArray());
    }
    return out.join(' ');
}

void expectWhole(const QByteArray& script) {
    const ScriptText text(script);
    qint32 at = 0;
    for (const Token& token : text.tokens()) {
        ASSERT_EQ(token.begin, at);
        ASSERT_GT(token.size, 0);
        at += token.size;
    }
    ASSERT_EQ(at, script.size());
}

QByteArray includesOf(const QByteArray& script) {
    QByteArrayList out;
    for (const Include& include : ScriptText(script).includes())
        out.append((include.isGlobal ? "global " : "personal ") + QByteArray(include.isOptional ? "optional " : "") + (include.isOnce ? "once " : "") + include.name);
    return out.join(", ");
}

} // namespace

TEST(ScriptText, tokensOfEveryKind) {
    EXPECT_EQ(pieces("if size :over 100K { discard; } # end\n"), "id:if id:size tag::over num:100K mark:{ id:discard mark:; mark:} #:# end\n");
    EXPECT_EQ(pieces("/* a\n*/require [\"x\",\"y\"];"), "/*:/* a\n*/ id:require mark:[ str:\"x\" mark:, str:\"y\" mark:] mark:;");
    EXPECT_EQ(pieces("\"a\\\"b\\\\\" 5 6m 7Q"), "str:\"a\\\"b\\\\\" num:5 num:6m num:7 id:Q");
    EXPECT_EQ(pieces("reject text: # why\r\n..dot\r\n.\r\n;"), "id:reject text:text: # why\r\n..dot\r\n.\r\n mark:;");
    EXPECT_EQ(pieces("text:\na\n.\n; text:\n."), "text:text:\na\n.\n mark:; text:text:\n.") << "with bare line ends, and at the end of the file";
    EXPECT_EQ(pieces("text:x"), "id:text tag::x");
}
TEST(ScriptText, whatHasNoEndIsBad) {
    for (const char* script : {"\"abc", "/* abc", "text:\nabc", "text:\nabc\n..", "\"a\\", "\xff", "keep @", ":", "/ "}) {
        EXPECT_TRUE(ScriptText(script).hasBadTokens()) << script;
        expectWhole(script);
    }
    EXPECT_FALSE(ScriptText("").hasBadTokens());
    EXPECT_FALSE(ScriptText("keep;").hasBadTokens());
    EXPECT_TRUE(ScriptText(QByteArray(kMaxScript + 1, ' ')).hasBadTokens());
    EXPECT_FALSE(ScriptText(QByteArray(kMaxScript, ' ')).hasBadTokens());
}
TEST(ScriptText, requireOutsideBlocks) {
    EXPECT_EQ(ScriptText("require \"a\"; REQUIRE [\"b\", \"a\", \"c\\\"d\"]; if true { require \"not\"; } require text:\ne\n.\n;").requiredExtensions().join('|'), "a|b|c\"d|e\n");
    EXPECT_EQ(ScriptText("# require \"x\";\n/* require \"y\"; */ \"require\";").requiredExtensions().size(), 0);
}
TEST(ScriptText, includesOutsideBlocks) {
    EXPECT_EQ(includesOf("include \"a\"; include :global :optional \"b\";\nInclude :once :personal \"c \\\" d\" ; if x { include \"not\"; } include \"e\";"),
              "personal a, global optional b, personal once c \" d, personal e");
    EXPECT_EQ(includesOf("include; include \"a\" \"b\"; include :other \"c\"; include 5; \"include\" \"d\"; include \"unended\""), "");
    const QByteArray script = "# x\ninclude :personal \"a\" ;keep;";
    const QList<Include> all = ScriptText(script).includes();
    ASSERT_EQ(all.size(), 1);
    EXPECT_EQ(script.mid(all.first().begin, all.first().size), "include :personal \"a\" ;");
    EXPECT_EQ(ScriptText(script).lineOf(all.first().begin), 2);
}
TEST(ScriptText, valuesOfStrings) {
    const ScriptText text("\"a\\\"\\b\" text: # c\r\n..x\r\n.y\r\n.\r\n");
    EXPECT_EQ(text.valueOf(text.tokens().first()), "a\"b");
    EXPECT_EQ(text.valueOf(text.tokens().last()), ".x\r\n.y\r\n");
    for (const QByteArray& value : QByteArrayList{"", "a\"b", "\\", "\xe4\xbc\x9a", "a\r\nb"}) {
        const ScriptText quoted(quotedString(value));
        ASSERT_EQ(quoted.tokens().size(), 1);
        EXPECT_EQ(quoted.valueOf(quoted.tokens().first()), value);
    }
    EXPECT_EQ(quotedString(QByteArray("a\0b", 3)), "\"ab\"");
}
TEST(ScriptText, comments) { EXPECT_EQ(ScriptText("# a\nkeep; /* b */ \"# c\";").comments().join('|'), "# a\n|/* b */"); }

TEST(ScriptText, anyBytesAreReadWhole) {
    const QByteArray alphabet("a\"\\\n\r.#/*:{}[];,( text:\xff\0", 26);
    QRandomGenerator random(11);
    for (int i = 0; i < 20000; ++i) {
        QByteArray script;
        for (int left = random.bounded(30); left > 0; --left)
            script += alphabet[random.bounded(static_cast<int>(alphabet.size()))];
        expectWhole(script);
        (void)includesOf(script);
        (void)ScriptText(script).requiredExtensions();
    }
}
TEST(ScriptText, hostileScriptsTakeNoTime) {
    QElapsedTimer timer;
    timer.start();
    for (const QByteArray& piece : QByteArrayList{"{", "(", "[", "\"", "\\", "/*", "text:\n", ".\n", "include \"a\"", "include \"a\";", "require \"a\";", "a ", ";"}) {
        const QByteArray script = piece.repeated(kMaxScript / piece.size());
        const ScriptText text(script);
        EXPECT_LE(text.includes().size(), 1000);
        EXPECT_LE(text.requiredExtensions().size(), 1000);
    }
    EXPECT_LT(timer.elapsed(), 60'000);
}

} // namespace tributary::sieve::tst_ScriptText
