// SPDX-License-Identifier: GPL-3.0-or-later
// Reading, of what users expect besides the numbered requirements: mail that cannot deceive or leak.
#include "content/Senders.h"

#include <gtest/gtest.h>

namespace tributary::content::tst_CheckSender {
namespace {

QString u(const char* text) { return QString::fromUtf8(text); }
model::Address address(const char* name, const char* spec) { return {u(name), u(spec)}; }
using Hints = QList<SenderHint>;

TEST(CheckSender, saysNothingOfAnOrdinarySender) {
    EXPECT_EQ(checkSender({address("Jane Doe", "jane@example.org")}).hints, Hints());
    EXPECT_EQ(checkSender({address("jane@example.org", "Jane@example.org")}).hints, Hints());
    EXPECT_EQ(checkSender({address("山田 太郎 (Yamada)", "y@example.jp")}, {address("", "y@mail.example.jp")}).hints, Hints());
    EXPECT_EQ(checkSender({address("Сара Иванова", "s@example.org")}).hints, Hints());
}

TEST(CheckSender, findsAnotherAddressInTheName) {
    const SenderCheck check = checkSender({address("boss@company.example", "x@evil.example")});
    EXPECT_EQ(check.hints, Hints{SenderHint::NameHoldsAddress});
    EXPECT_EQ(check.addressInName.toStdString(), "boss@company.example");
    EXPECT_TRUE(checkSender({address("Boss (boss＠company.example)", "x@evil.example")}).has(SenderHint::NameHoldsAddress));
}

TEST(CheckSender, tellsOfSeveralAuthorsAndOfAnswersThatGoElsewhere) {
    EXPECT_EQ(checkSender({address("", "a@x.example"), address("", "b@x.example")}).hints, Hints{SenderHint::SeveralFrom});
    EXPECT_EQ(checkSender({}).hints, Hints{SenderHint::NoAddress});
    const SenderCheck check = checkSender({address("", "a@x.com")}, {address("", "a@y.com")}, {address("", "a@z.com")});
    EXPECT_EQ(check.hints, (Hints{SenderHint::SenderElsewhere, SenderHint::ReplyToElsewhere}));
    EXPECT_EQ(check.replyDomain.toStdString(), "y.com");
}

TEST(CheckSender, tellsOfHiddenCharactersAndMixedScripts) {
    EXPECT_EQ(checkSender({address("J\u200Bane", "a@x.example")}).hints, Hints{SenderHint::HiddenCharacters});
    EXPECT_EQ(checkSender({address("\u202Eenaj", "a@x.example")}).hints, Hints{SenderHint::HiddenCharacters});
    EXPECT_EQ(checkSender({address("Pаypal", "a@x.example")}).hints, Hints{SenderHint::MixedScripts});
    EXPECT_EQ(checkSender({address("Jane", "a@pаypal.example")}).hints, Hints{SenderHint::MixedScripts});
}

TEST(VisibleText, showsWhatHidesOrTurnsTheDirection) {
    EXPECT_EQ(visibleText(u("invoice\u202Efdp.exe")).toStdString(), "invoice[U+202E]fdp.exe");
    EXPECT_EQ(visibleText(u("a\u200Bb\u2066c\u2069\u00AD\uFEFF")).toStdString(), "a[U+200B]b[U+2066]c[U+2069][U+00AD][U+FEFF]");
    EXPECT_EQ(visibleText(u("a\u3164b\u2800c\u115F")).toStdString(), "a[U+3164]b[U+2800]c[U+115F]");
    EXPECT_EQ(visibleText(u("a\x01\x7F" "b")).toStdString(), "a[U+0001][U+007F]b");
    EXPECT_EQ(visibleText(QString(u("a.pdf") + u(" ").repeated(80) + u(".exe"))).toStdString(), "a.pdf ␣ .exe");
    EXPECT_EQ(visibleText(QString(QChar(0xD800))).toStdString(), "\xEF\xBF\xBD");
}

TEST(VisibleText, leavesOrdinaryTextAsItIs) {
    for (const char* text : {"Hello, you", "会議　資料", "a  b", "👨‍👩‍👧 ❤️ 1️⃣", "می‌خواهم", "क्‍ष", "葛\xF3\xA0\x84\x80飾", "עברית", "مرحبا"}) {
        EXPECT_EQ(visibleText(u(text)).toStdString(), text);
        EXPECT_FALSE(hasHiddenCharacters(u(text))) << text;
    }
    EXPECT_EQ(visibleText(u("a\r\n\tb")).toStdString(), "a   b");
    EXPECT_EQ(visibleText(visibleText(u("a\u202Eb"))), visibleText(u("a\u202Eb")));
}

TEST(CheckSender, S1_tellsOfADomainThatLooksLikeAKnownOne) {
    const KnownDomains known{u("company.com")};
    const auto hints = [&](const char* spec) { return checkSender({address("Boss", spec)}, {}, {}, known); };
    EXPECT_EQ(hints("boss@c0mpany.com").hints, Hints{SenderHint::LookAlike});
    EXPECT_EQ(hints("boss@c0mpany.com").lookAlikeOf.toStdString(), "company.com");
    EXPECT_TRUE(hints("boss@cornpany.com").has(SenderHint::LookAlike));
    EXPECT_EQ(hints("boss@company.com").hints, Hints());
    EXPECT_EQ(hints("boss@mail.company.com").hints, Hints());
    EXPECT_EQ(hints("boss@companion.com").hints, Hints());
}

TEST(VisibleText, S1_aTextOfSeveralLinesKeepsThem) {
    EXPECT_EQ(visibleLines(u("a\n\tb      c\n")).toStdString(), "a\n\tb      c\n");
    EXPECT_EQ(visibleLines(u("a\u202Eb\x1b[31m\nc\u200Bd")).toStdString(), "a[U+202E]b[U+001B][31m\ncd");
    EXPECT_EQ(visibleLines(u("👨‍👩‍👧 می‌خواهم")).toStdString(), "👨‍👩‍👧 می‌خواهم");
}

} // namespace
} // namespace tributary::content::tst_CheckSender
