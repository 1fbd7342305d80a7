// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/FoldedText.h"

#include <QChar>

#include <gtest/gtest.h>

namespace tributary::rules::tst_FoldedText {
namespace {

QByteArray folded(const char* text) { return foldedText(QString::fromUtf8(text)); }

TEST(FoldedText, upperAndLowerCaseAreTheSame) {
    EXPECT_EQ(folded("Invoice NO. 42"), "invoice no. 42");
    EXPECT_EQ(folded("ÉCOLE Straße ПРИВЕТ ΣΊΣΥΦΟΣ"), folded("école STRASSE привет σίσυφος"));
    EXPECT_NE(folded("resume"), folded("résumé"));
}

TEST(FoldedText, halfAndFullWidthAreTheSame) {
    EXPECT_EQ(folded("ＡＢＣ　１２３（株）"), "abc 123(株)");
    EXPECT_EQ(folded("ﾃｽﾄ ｶﾞｷﾞﾊﾟｰﾃｨ｡"), folded("テスト ガギパーティ。"));
    EXPECT_EQ(folded("㈱ ㌔ ①"), folded("(株) キロ 1"));
}

TEST(FoldedText, kanaMarksAreTheSameHoweverTheyStand) {
    for (const char* spelling : {"がぱ", "か\xE3\x82\x99は\xE3\x82\x9A", "か゛は゜"})
        EXPECT_EQ(folded(spelling), folded("がぱ")) << spelling;
    EXPECT_EQ(folded("ｶ\xE3\x82\x9B"), folded("ガ"));
    EXPECT_NE(folded("か"), folded("が"));
    EXPECT_NE(folded("か"), folded("カ"));
}

TEST(FoldedText, twinsOfTheJapaneseCharsetsAreTheSame) {
    EXPECT_EQ(folded("１０〜２０"), folded("10～20"));
    EXPECT_EQ(folded("−5"), folded("－5"));
    EXPECT_EQ(folded("A―B‖C"), folded("a—b∥c"));
}

TEST(FoldedText, foldingTwiceChangesNothing) {
    for (char32_t c = 1; c < 0x30000; ++c) {
        if (c >= 0xD800 && c < 0xE000)
            continue;
        const QString text = QString::fromUcs4(&c, 1);
        const QByteArray once = foldedText(text);
        ASSERT_EQ(foldedText(QString::fromUtf8(once)), once) << "U+" << std::hex << static_cast<unsigned>(c);
    }
}

TEST(FoldedText, isValidUtf8WhateverComes) {
    const QString lone = QStringLiteral("a") + QChar(0xD800) + QStringLiteral("b");
    EXPECT_EQ(foldedText(lone), "a?b");
    EXPECT_EQ(foldedText(QString()), "");
    EXPECT_EQ(foldedText(QString(QChar(0))), QByteArray(1, '\0'));
}

TEST(FoldedText, aLongTextIsFoldedWhole) {
    const QString text = QString(300'000, QChar(0xFF21));
    EXPECT_EQ(foldedText(text), QByteArray(300'000, 'a'));
    EXPECT_EQ(foldedText(QString(10'000, QChar(0xFDFA))).size(), 10'000 * 33); // one character of eighteen
}

TEST(FoldedText, anExpressionKeepsItsSigns) {
    EXPECT_EQ(foldedExpression(u"\\S+\\W[A-Z]"), "\\S+\\W[A-Z]");
    EXPECT_EQ(foldedExpression(u"（株）．"), "\\(株\\)\\.");
    EXPECT_EQ(foldedExpression(u"ｶﾞ+"), QByteArray("ガ+"));
    EXPECT_EQ(foldedExpression(u"\\Q（\\E"), "\\Q(\\E");
}

} // namespace
} // namespace tributary::rules::tst_FoldedText
