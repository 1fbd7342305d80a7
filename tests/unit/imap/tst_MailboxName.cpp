// SPDX-License-Identifier: GPL-3.0-or-later
// Mailbox names as people see them (RFC 3501 5.1.3).
#include "imap/MailboxName.h"

#include <QStringEncoder>

#include <gtest/gtest.h>

namespace tributary::imap::tst_MailboxName {

namespace {

std::string shown(const QByteArray& wire, char delimiter = '/') { return decodeMailboxName(wire, delimiter).toStdString(); }

/// RFC 3501 5.1.3, the other way.
QByteArray encoded(const QString& name) {
    QByteArray wire;
    QString shifted;
    const auto flush = [&] {
        if (shifted.isEmpty())
            return;
        QStringEncoder utf16(QStringEncoder::Utf16BE);
        const QByteArray bytes = utf16.encode(shifted);
        wire += '&' + bytes.toBase64(QByteArray::OmitTrailingEquals).replace('/', ',') + '-';
        shifted.clear();
    };
    for (const QChar c : name) {
        if (c < QChar(0x20) || c > QChar(0x7E)) {
            shifted += c;
            continue;
        }
        flush();
        wire += c == QLatin1Char('&') ? QByteArray("&-") : QByteArray(1, c.toLatin1());
    }
    flush();
    return wire;
}

} // namespace

TEST(MailboxName, theExamplesOfTheStandard) {
    EXPECT_EQ(shown("~peter/mail/&U,BTFw-/&ZeVnLIqe-"), "~peter/mail/台北/日本語");
    EXPECT_EQ(shown("&Jjo-!"), "☺!");
    EXPECT_EQ(shown("&U,BTF2XlZyyKng-"), "台北日本語");
    EXPECT_EQ(shown("&U,BTFw-&ZeVnLIqe-"), "台北日本語") << "superfluous shift";
    EXPECT_EQ(shown("Entw&APw-rfe"), "Entwürfe");
    EXPECT_EQ(shown("A &- B&-"), "A & B&");
    EXPECT_EQ(shown("&2DzfjA-"), "🎌") << "a surrogate pair";
    EXPECT_EQ(shown("&k,Oi6g-.&i,o-"), "鏳ꋪ.诺");
}

TEST(MailboxName, whatWasEncodedComesBack) {
    for (const char* name : {"INBOX", "受信トレイ/会議", "a&b", "&", "&&-", "Küche & Bäder", "Отправленные", "🎌🎏/x", "日本-語", "~!@#$%^*()_+", ""}) {
        const QByteArray wire = encoded(QString::fromUtf8(name));
        for (const char c : wire)
            ASSERT_TRUE(c >= 0x20 && c <= 0x7E);
        EXPECT_EQ(shown(wire), name) << wire.toStdString();
    }
    for (char16_t c = 0xA1; c < 0xD800; c = static_cast<char16_t>(c + 7)) {
        const QString name = QStringLiteral("x") + QChar(c) + QChar(c) + QStringLiteral("-y");
        ASSERT_EQ(decodeMailboxName(encoded(name), '/'), decodeMailboxName(name.toUtf8(), '/')) << static_cast<int>(c);
    }
}

TEST(MailboxName, brokenEncodingIsShownAsItStands) {
    for (const char* wire : {"&", "a&", "&U", "&U,BTFw", "&U,BTFw/x", "&=-", "&AGE=-", "&U/BTFw-", "& -", "&A-", "&AB-", "&AAAA-", "&U,BTF*w-", "&&", "&a&b",
                             "&2D0-", "&3Iw-", "&3IzYPQ-", "Q&A", "AT&T-x y", "&ZeVnLIqe"})
        EXPECT_EQ(shown(wire, '\\'), QByteArray(wire).replace('/', "\xe2\x88\x95").toStdString());
    EXPECT_EQ(shown("R&D &U,BTFw-"), "R&D 台北") << "one is broken, the next is not";
    EXPECT_EQ(shown("&U&U,BTFw-"), "&U台北");
}

TEST(MailboxName, plainUtf8PassesAndBrokenUtf8IsMarked) {
    EXPECT_EQ(shown("Büro/会議"), "Büro/会議");
    EXPECT_EQ(shown("B\xc3\xbcro &- &U,BTFw-"), "Büro &- &U,BTFw-") << "names in UTF-8 are not in modified UTF-7";
    EXPECT_EQ(shown("B\xfcro"), "B\xef\xbf\xbdro");
    EXPECT_EQ(shown("\xed\xa0\x80").find('\xed'), std::string::npos) << "no surrogates";
}

TEST(MailboxName, theDelimiterBecomesASlashAndNothingElseDoes) {
    EXPECT_EQ(shown("INBOX.a.b", '.'), "INBOX/a/b");
    EXPECT_EQ(shown("INBOX\\a", '\\'), "INBOX/a");
    EXPECT_EQ(shown("a/b.c", '.'), "a\u2215b/c");
    EXPECT_EQ(shown("a/b", 0), "a\u2215b") << "no hierarchy";
    EXPECT_EQ(shown("é/b.c", '.'), "é\u2215b/c");
    // Encoded, it is a character of a level: no name passes for a child of another.
    EXPECT_EQ(shown("a&AC8-b", '/'), "a\u2215b");
    EXPECT_EQ(shown("a&AC4-b.c", '.'), "a.b/c");
    EXPECT_EQ(shown("&U,BTFw-", ','), "台北") << "inside the encoding it parts nothing";
    EXPECT_EQ(shown("a&b", '&'), "a/b");
    EXPECT_EQ(shown("caf\xc3\xa9", '\xe9'), "café") << "no delimiter is beyond ASCII";
}

TEST(MailboxName, dotsAreOnlyText) {
    EXPECT_EQ(shown("../../etc/passwd", '/'), "../../etc/passwd");
    EXPECT_EQ(shown("../x", '.'), "//\u2215x");
    EXPECT_EQ(shown("..&AC8-..", '/'), "..\u2215..");
}

TEST(MailboxName, controlAndBidiCharactersAreMarked) {
    EXPECT_EQ(shown(QByteArray("a\0b\r\nc\x1b[2J\x7f", 11)), "a\ufffdb\ufffd\ufffdc\ufffd[2J\ufffd");
    EXPECT_EQ(shown("&AAAACgAN-"), "\ufffd\ufffd\ufffd");
    EXPECT_EQ(shown("x&IC4-gpj.exe"), "x\ufffdgpj.exe") << "U+202E turns text round";
    for (const char* hidden : {"\u202a", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u2028", "\u2029", "\u0085"})
        EXPECT_EQ(shown(hidden), "\ufffd");
}

// What is quadratic is not through in time.
TEST(MailboxName, hugeNamesTakeLinearTime) {
    const qsizetype size = 4 << 20;
    EXPECT_EQ(decodeMailboxName(QByteArray(size, '&'), '/').size(), size);
    EXPECT_EQ(decodeMailboxName(QByteArray(QByteArray(size, '&') + '-'), '/').size(), size);
    EXPECT_EQ(decodeMailboxName(QByteArray('&' + QByteArray(size, 'A') + '-'), '/'), QString(size / 8 * 3, QChar(0xFFFD)));
    EXPECT_EQ(decodeMailboxName(QByteArray(QByteArray("&AAA").repeated(size / 4) + '-'), '/').size(), size - 3) << "only the last one is closed";
}

} // namespace tributary::imap::tst_MailboxName
