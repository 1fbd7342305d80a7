// SPDX-License-Identifier: GPL-3.0-or-later
// The end of a message and its doubled dots (RFC 1939 3), however the bytes are cut (S1).
#include "pop3/wire/MessageReader.h"

#include <gtest/gtest.h>

namespace tributary::pop3::tst_MessageReader {
namespace {

/// What is read of it, piece bytes at a time, then '|' and what is left behind its end; "..." where it has none.
QByteArray read(const QByteArray& bytes, qsizetype piece) {
    MessageReader reader;
    QByteArray out;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        QByteArrayView part = QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at));
        if (reader.take(part, out))
            return out + '|' + part.toByteArray() + bytes.mid(at + piece);
        EXPECT_TRUE(part.isEmpty());
    }
    return out + "...";
}

/// The same, in any pieces.
QByteArray read(const QByteArray& bytes) {
    const QByteArray whole = read(bytes, bytes.size());
    for (qsizetype piece = 1; piece < std::min<qsizetype>(bytes.size(), 12); ++piece)
        EXPECT_EQ(read(bytes, piece), whole) << piece;
    return whole;
}

} // namespace

TEST(MessageReader, aLoneDotEndsIt) {
    EXPECT_EQ(read("a\r\nb\r\n.\r\n"), "a\r\nb\r\n|");
    EXPECT_EQ(read("a\r\n.\r\n+OK next\r\n"), "a\r\n|+OK next\r\n");
    EXPECT_EQ(read(".\r\n"), "|");
    EXPECT_EQ(read("\r\n.\r\n"), "\r\n|");
}
TEST(MessageReader, dotsAreTakenAwayOnce) {
    EXPECT_EQ(read("..\r\n.\r\n"), ".\r\n|");
    EXPECT_EQ(read("...a\r\n..b.c\r\nd.\r\n.e\r\n.\r\n"), "..a\r\n.b.c\r\nd.\r\ne\r\n|");
}
TEST(MessageReader, withoutItsDotItHasNoEnd) {
    EXPECT_EQ(read("a\r\n"), "a\r\n...");
    EXPECT_EQ(read("a\r\n."), "a\r\n...");
    EXPECT_EQ(read("a\r\n.\r"), "a\r\n...");
    EXPECT_EQ(read("a.\r\n"), "a.\r\n...");
}
TEST(MessageReader, bareLineEndsOfAMailEndNothing) { // else who writes a mail could write the server's answers
    EXPECT_EQ(read("a\n.\n-ERR\r\n.\r\n"), "a\n.\n-ERR\r\n|");
    EXPECT_EQ(read("a\n.\r\nb\r\n.\r\n"), "a\n.\r\nb\r\n|");
    EXPECT_EQ(read("a\r.\r\nb\r\n.\r\n"), "a\r.\r\nb\r\n|");
    EXPECT_EQ(read("a\r\n.\nb\r\n.\r\n"), "a\r\n\nb\r\n|");
    EXPECT_EQ(read("a\r\n.\rb\r\n.\r\n"), "a\r\n\rb\r\n|");
    EXPECT_EQ(read("a\r\n.\r\r\n.\r\n"), "a\r\n\r\r\n|");
    EXPECT_EQ(read("a\r\r\n.\r\n"), "a\r\r\n|");
    EXPECT_EQ(read("\r\r\r\n.\r\n"), "\r\r\r\n|");
}
TEST(MessageReader, anyOctetIsOfTheMessage) {
    const QByteArray odd("\0\xff\x1a\0\r\n", 6);
    EXPECT_EQ(read(odd + ".\r\n"), odd + '|');
}
TEST(MessageReader, oneMayFollowAnother) {
    MessageReader reader;
    QByteArray first, second;
    QByteArrayView bytes("a\r\n.\r\n..b\r\n.\r\n");
    ASSERT_TRUE(reader.take(bytes, first));
    ASSERT_TRUE(reader.take(bytes, second));
    EXPECT_EQ(first, "a\r\n");
    EXPECT_EQ(second, ".b\r\n");
}
TEST(MessageReader, everyMessageComesBackAsItWasStuffed) { // all strings of these up to seven octets
    const QByteArray alphabet(".\r\na");
    for (int code = 0, count = 1 << 14; code < count; ++code) {
        QByteArray message;
        for (int rest = code, i = 0; i < 7; ++i, rest /= 4)
            message += alphabet[rest % 4];
        message += "\r\n";
        QByteArray stuffed = message;
        stuffed.replace("\r\n.", "\r\n..");
        if (stuffed.startsWith('.'))
            stuffed.prepend('.');
        for (const qsizetype piece : {qsizetype(1), qsizetype(2), qsizetype(3), qsizetype(100)})
            ASSERT_EQ(read(stuffed + ".\r\n", piece), message + '|') << message.toPercentEncoding().constData() << ' ' << piece;
    }
}

} // namespace tributary::pop3::tst_MessageReader
