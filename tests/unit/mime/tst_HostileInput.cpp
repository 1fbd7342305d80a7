// SPDX-License-Identifier: GPL-3.0-or-later
// Each of these has cost some mail program its stack or its afternoon. That they are through before the test's time is
// out is the fact: anything quadratic is not.
#include "mime/Limits.h"
#include "mime/Message.h"

#include <gtest/gtest.h>

namespace tributary::mime::tst_HostileInput {

namespace {

QByteArray times(const QByteArray& text, int count) { return text.repeated(count); }

/// Parsed, every part decoded, body and attachments chosen.
ParsedMessage through(const QByteArray& raw) {
    ParsedMessage message = parseMessage(raw);
    qsizetype size = 0;
    for (const Part& part : std::as_const(message.parts)) {
        EXPECT_LE(part.bodyOffset + part.bodySize, raw.size());
        if (part.type == "message" || part.isMultipart())
            continue; // the same bytes again for each level
        size += decodedBody(raw, part).size() + decodedText(raw, part).size() + safeFileName(part).size();
    }
    EXPECT_GE(size, 0);
    for (const int index : attachmentParts(message))
        EXPECT_LT(index, message.parts.size());
    return message;
}

} // namespace

TEST(HostileInput, nestedComments) {
    const QByteArray closed = times("(", 100'000) + times(")", 100'000);
    for (const QByteArray& comments : {times("(", 1'000'000), closed, times("()", 500'000), times("(\\", 500'000)}) {
        through("From: " + comments + " a@b\r\nDate: " + comments + "\r\nContent-Type: " + comments + "text/html" + comments + ";a=" + comments +
                "\r\nContent-Transfer-Encoding: " + comments + "\r\nReferences: " + comments + "\r\n\r\nx");
        EXPECT_LE(parseAddressList(comments).size(), limits::kAddresses);
        EXPECT_FALSE(parseDate(comments).isValid());
    }
}

TEST(HostileInput, groupsInGroups) {
    EXPECT_LE(through("To: " + times("g:", 60'000) + "a@b" + times(";", 60'000) + "\r\n\r\n").to.size(), limits::kAddresses);
    EXPECT_LE(parseAddressList(times("g:;", 1'000'000)).size(), limits::kAddresses);
}

TEST(HostileInput, bracketsAndQuotesThatNeverClose) {
    for (const char* piece : {"<", "<\"", "\"", "\"<", "[", "@[", "a@", "<a,", "<\"a", "\\", "\"\\", "a<b", "<@:", "@ ", ".@ \"", "\"@", "(\"<["})
        EXPECT_LE(parseAddressList(times(piece, 300'000)).size(), limits::kAddresses);
}

TEST(HostileInput, nestedMultipartsAndMessages) {
    QByteArray multiparts, messages = times("Content-Type: message/rfc822\r\n\r\n", 50'000), same;
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray b = QByteArray::number(i);
        multiparts += "Content-Type: multipart/mixed; boundary=" + b + "\r\n\r\n--" + b + "\r\n";
    }
    for (int i = 0; i < 20'000; ++i)
        same += "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";
    EXPECT_LE(through(multiparts).parts.size(), limits::kDepth + 1);
    EXPECT_LE(through(messages).parts.size(), limits::kDepth + 1);
    EXPECT_LE(through(same).parts.size(), limits::kParts);
}

TEST(HostileInput, manyParts) {
    const QByteArray head("Content-Type: multipart/digest; boundary=b\r\n\r\n");
    EXPECT_EQ(through(head + times("--b\r\n\r\nSubject: x\r\n\r\ny\r\n", 100'000)).parts.size(), limits::kParts);
    EXPECT_EQ(through(head + times("--b\r\n", 300'000)).parts.size(), limits::kParts);
    // Lines that look like delimiters, below as many open multiparts as there may be
    QByteArray raw;
    for (int i = 0; i < limits::kDepth; ++i)
        raw += "Content-Type: multipart/mixed; boundary=" + times("-", 900) + QByteArray::number(i) + "\r\n\r\n--" + times("-", 900) + QByteArray::number(i) + "\r\n";
    through(raw + times("\r\n" + times("-", 902), 5'000));
}

TEST(HostileInput, manyHeadersAndLongOnes) {
    EXPECT_EQ(through(times("X: y\r\n", 300'000) + "\r\n").headers().size(), limits::kHeaderFields);
    EXPECT_EQ(through("X: " + QByteArray(10 << 20, 'y') + "\r\n\r\n").headers().size(), 1);
    through("X: y\r\n" + times(" z\r\n", 1'000'000) + "\r\n");
    through(times("\r\n", 1'000'000));
    through("A: b\r\n" + times("no field\r\nX-Y: z\r\n", 200'000));
    through(times("From: x\r\nSubject: y\r\nContent-Type: a/b\r\n", 100'000) + "\r\n");
}

TEST(HostileInput, manyParameters) {
    QByteArray plain("Content-Type: a/b"), pieces("Content-Disposition: attachment"), raw("Content-Type: a/b");
    for (int i = 0; i < 100'000; ++i) {
        plain += "; p" + QByteArray::number(i) + "=v";
        pieces += "; filename*" + QByteArray::number(i) + "*=%41";
        raw += ";p" + QByteArray::number(i) + "=\xe9\xe8\xff";
    }
    through(plain + "\r\n" + pieces + "\r\n\r\n");
    through(raw + "\r\n\r\n");
    // Each of many parts with as many bytes to guess a charset from as the header limit lets through
    QByteArray part("--b\r\nContent-Type: a/b");
    for (int i = 0; i < 150; ++i)
        part += ";" + QByteArray::number(i) + "=\x93\xfa\x96";
    through("Content-Type: multipart/mixed; boundary=b\r\n\r\n" + times(part + "\r\n\r\n", 1'000));
    through("Content-Type: " + times(";", 1'000'000) + "\r\n\r\n");
    through("Content-Type: " + times("a=\"", 300'000) + "\r\n\r\n");
}

TEST(HostileInput, manyEncodedWords) {
    const QByteArray words = times("=?utf-8?q?a?= ", 5 << 16);
    EXPECT_EQ(decodeEncodedWords(words).trimmed().size(), 5 << 16);
    for (const char* piece : {"=?", "=?a?q?", "=?a?b?", "=?a?x?b", "?=", "=?a?q?b?= c ", "=?a?q?\xe9?= \xe9\xe8 ", "=?utf-8?q?b?= =?iso-2022-jp?q?c?= ",
                              "=?a?q?=?", "=?=?a?q?", "=?\?q?"}) {
        EXPECT_GT(decodeEncodedWords(times(piece, 200'000)).size(), 0);
        EXPECT_GE(decodeEncodedWords(QByteArray(times(piece, 200'000) + "?=")).size(), 0);
        through("Subject: " + times(piece, 50'000) + "\r\nFrom: " + times(QByteArray(piece) + ",", 50'000) + "\r\n\r\n");
    }
}

TEST(HostileInput, manyAddressesInEveryField) {
    QByteArray raw;
    for (const char* name : {"From", "Sender", "Reply-To", "To", "Cc", "Bcc"})
        raw += QByteArray(name) + ": " + times("\x93\xfa\x96 <a@b>,", 20'000) + "\r\n";
    const ParsedMessage message = through(raw + "\r\n");
    EXPECT_TRUE(message.defects.contains(Defect::TooManyAddresses));
    EXPECT_EQ(message.to.size(), limits::kAddresses);
}

TEST(HostileInput, bodiesOfOneLineAndOfManyLines) {
    for (const char* encoding : {"7bit", "base64", "quoted-printable", "x-uuencode"}) {
        for (const char* piece : {"=", "=\r\n", "=4", "begin ", "begin x\n", "\n", "--", "-", "\r", " ", "M", "\xe9", ">", "> \n", "\x1b$B", "\x1b(B"}) {
            through("Content-Type: text/plain; format=flowed; charset=iso-2022-jp\r\nContent-Transfer-Encoding: " + QByteArray(encoding) +
                    "\r\n\r\n" + times(piece, 300'000));
        }
    }
}

TEST(HostileInput, anyPrefixOfAMessageIsAMessage) {
    const QByteArray raw("From: \"A\" <a@b>\r\nSubject: =?utf-8?B?5Lya6K2w?=\r\nContent-Type: multipart/mixed; boundary=\"x\"\r\n\r\n--x\r\n"
                         "Content-Type: message/rfc822\r\n\r\nTo: g:a@b;\r\n\r\nbody=\r\n--x\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA=\r\n--x--\r\n");
    for (qsizetype size = 0; size <= raw.size(); ++size)
        EXPECT_GE(through(raw.left(size)).parts.size(), 1);
}

} // namespace tributary::mime::tst_HostileInput
