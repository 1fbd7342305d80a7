// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/TransferDecoding.h"

#include <gtest/gtest.h>

namespace tributary::mime::tst_TransferDecoding {

using detail::decodeBase64;
using detail::decodeQuotedPrintable;
using detail::decodeUuencode;

TEST(Base64, everyLengthComesBack) {
    for (int size = 0; size < 300; ++size) {
        QByteArray bytes(size, '\0');
        for (int i = 0; i < size; ++i)
            bytes[i] = static_cast<char>(i * 37 + size);
        const QByteArray encoded = bytes.toBase64();
        EXPECT_EQ(decodeBase64(encoded), bytes);
        QByteArray folded;
        for (qsizetype at = 0; at < encoded.size(); at += 7)
            folded += encoded.mid(at, 7) + "\r\n";
        EXPECT_EQ(decodeBase64(folded), bytes);
        EXPECT_EQ(decodeBase64(bytes.toBase64(QByteArray::OmitTrailingEquals)), bytes);
    }
}

TEST(Base64, dataBehindInnerPaddingIsKept) {
    EXPECT_EQ(decodeBase64("VklSVVM=ISE="), "VIRUS!!");
    EXPECT_EQ(decodeBase64("VklSVVM=\r\nISE=\r\n"), "VIRUS!!");
    EXPECT_EQ(decodeBase64("QQ==QQ==QQ=="), "AAA");
}

TEST(Base64, foreignBytesArePassedOver) {
    EXPECT_EQ(decodeBase64("S G*V!s\xff" "bG8="), "Hello");
    EXPECT_EQ(decodeBase64("===="), "");
    EXPECT_EQ(decodeBase64("A"), "");
}

TEST(QuotedPrintable, codesAndSoftLineBreaks) {
    EXPECT_EQ(decodeQuotedPrintable("caf=C3=A9 =3D ok=\r\n now=\n!"), "caf\xc3\xa9 = ok now!");
    EXPECT_EQ(decodeQuotedPrintable("a=e9b"), "a\xe9" "b");
    EXPECT_EQ(decodeQuotedPrintable("one\r\ntwo\r\n"), "one\r\ntwo\r\n");
}

TEST(QuotedPrintable, blanksAtTheEndOfALineAreDropped) {
    EXPECT_EQ(decodeQuotedPrintable("one  \t\r\ntwo =  \r\nthree=20\r\n"), "one\r\ntwo three \r\n");
}

TEST(QuotedPrintable, whatIsNoCodeStandsForItself) {
    EXPECT_EQ(decodeQuotedPrintable("1=2 =zz =A"), "1=2 =zz =A");
    EXPECT_EQ(decodeQuotedPrintable("a="), "a");
    EXPECT_EQ(decodeQuotedPrintable("a==41"), "a=A");
    EXPECT_EQ(detail::decodeQ("a_b=5F=zz="), "a b_=zz=");
}

TEST(Uuencode, theFileBetweenBeginAndEndIsDecoded) {
    EXPECT_EQ(decodeUuencode("words\nbegin 644 x.txt\n#0V%T\n`\nend\nmore"), "Cat");
    EXPECT_EQ(decodeUuencode("begin 644 x\r\n%2&5L;&\\\r\n`\r\nend\r\n"), "Hello");
    EXPECT_EQ(decodeUuencode("begin 644 x\n#0V%T"), "Cat");
    EXPECT_EQ(decodeUuencode("no file here\n"), "no file here\n");
}

TEST(DecodedBody, offsetsOutsideTheMessageAreHarmless) {
    Part part;
    part.bodyOffset = 100;
    part.bodySize = 50;
    EXPECT_EQ(decodedBody("short", part), "");
    part.bodyOffset = 2;
    EXPECT_EQ(decodedBody("short", part), "ort");
}

TEST(DecodedText, lineEndsArePlain) {
    const QByteArray raw("Content-Type: text/plain\r\n\r\na\r\nb\rc\nd\r\n\r");
    EXPECT_EQ(decodedText(raw, parseMessage(raw).parts[0]).toStdString(), "a\nb\nc\nd\n\n");
}

TEST(DecodedText, theBoundOnBytesCutsNoCharacter) {
    const QByteArray raw = "Content-Type: text/plain; charset=utf-8\r\n\r\n" + QByteArray("日").repeated(1000);
    const ParsedMessage message = parseMessage(raw);
    EXPECT_EQ(decodedText(raw, message.parts[0], 100), QString(33, QChar(u'日')));
    EXPECT_EQ(decodedText(raw, message.parts[0], 0), QString());
    const QByteArray base64 = "Content-Transfer-Encoding: base64\r\n\r\n" + QByteArray("日").repeated(1000).toBase64();
    EXPECT_EQ(decodedText(base64, parseMessage(base64).parts[0], 100), QString(33, QChar(u'日')));
}

TEST(DecodedText, htmlWithoutALabelSaysItsCharsetItself) {
    const QByteArray raw("Content-Type: text/html\r\n\r\n<html><head><META http-equiv='x' content='text/html; charset=koi8-r'></head>\xf0\xd2\xc9");
    EXPECT_TRUE(decodedText(raw, parseMessage(raw).parts[0]).endsWith(u"При"));
}

} // namespace tributary::mime::tst_TransferDecoding
