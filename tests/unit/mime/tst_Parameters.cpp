// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/detail/Parameters.h"

#include "mime/Limits.h"

#include <gtest/gtest.h>

namespace tributary::mime::tst_Parameters {

namespace {

std::string parameter(QByteArrayView value, const char* name) {
    for (const Parameter& p : detail::parseStructured(value).parameters) {
        if (p.name == name)
            return p.value.toStdString();
    }
    return "(none)";
}

} // namespace

TEST(Parameters, theValueIsLowerCaseWithoutComments) {
    EXPECT_EQ(detail::parseStructured("Text/HTML; charset=utf-8").value, "text/html");
    EXPECT_EQ(detail::parseStructured("text (a;b) / plain (c); charset=x").value, "text/plain");
    EXPECT_EQ(detail::parseStructured("").value, "");
}

TEST(Parameters, plainQuotedAndCommented) {
    EXPECT_EQ(parameter("text/plain; charset=us-ascii (Plain text)", "charset"), "us-ascii");
    EXPECT_EQ(parameter("text/plain; (x;y=z) charset = \"us-ascii\"", "charset"), "us-ascii");
    EXPECT_EQ(parameter("text/plain;;; CharSet=a;", "charset"), "a");
    EXPECT_EQ(parameter("a/b; name=\"a;b=\\\"c\\\"\"", "name"), "a;b=\"c\"");
    EXPECT_EQ(parameter("a/b; name=\"C:\\temp\\x.pdf\"", "name"), "C:\\temp\\x.pdf");
}

TEST(Parameters, missingSemicolonsAndQuotesAreTolerated) {
    EXPECT_EQ(parameter("text/plain; charset=utf-8 name=\"x\"", "name"), "x");
    EXPECT_EQ(parameter("text/plain; charset=\"utf-8\" format=flowed", "format"), "flowed");
    EXPECT_EQ(parameter("a/b; filename=My Report (final).pdf; size=3", "filename"), "My Report (final).pdf");
    EXPECT_EQ(parameter("a/b; name=\"never closed", "name"), "never closed");
    EXPECT_EQ(parameter("a/b; name=", "name"), "");
    EXPECT_EQ(parameter("a/b; name", "name"), "(none)");
}

TEST(Parameters, rfc2231IsDecoded) {
    EXPECT_EQ(parameter("a/b; filename*=UTF-8''%E4%BC%9A%E8%AD%B0.pdf", "filename"), "会議.pdf");
    EXPECT_EQ(parameter("a/b; filename*=iso-8859-1'fr'caf%E9", "filename"), "café");
    EXPECT_EQ(parameter("a/b; filename*0=\"one \"; filename*1=two; filename*2=.txt", "filename"), "one two.txt");
    EXPECT_EQ(parameter("a/b; filename*0*=UTF-8''a%E4%BC; filename*1*=%9A; filename*2=\"%41\"", "filename"), "a会%41");
}

TEST(Parameters, segmentsMayComeInAnyOrder) {
    EXPECT_EQ(parameter("a/b; f*2=c; f*0=a; f*1=b", "f"), "abc");
    EXPECT_EQ(parameter("a/b; f*10=k; f*9=j; f*1=b; f*0=a", "f"), "abjk");
}

TEST(Parameters, theExtendedFormWinsOverThePlainOne) {
    EXPECT_EQ(parameter("a/b; filename=fallback.pdf; filename*=utf-8''%C3%A9.pdf", "filename"), "é.pdf");
    EXPECT_EQ(parameter("a/b; filename*=utf-8''%C3%A9.pdf; filename=fallback.pdf", "filename"), "é.pdf");
}

TEST(Parameters, theFirstOfTwoCounts) { EXPECT_EQ(parameter("a/b; x=1; x=2", "x"), "1"); }

TEST(Parameters, encodedWordsAndRawBytesAreRead) {
    EXPECT_EQ(parameter("a/b; name=\"=?UTF-8?B?5Lya6K2w?=.pdf\"", "name"), "会議.pdf");
    EXPECT_EQ(parameter("a/b; name==?UTF-8?B?5Lya6K2w?=", "name"), "会議");
    EXPECT_EQ(parameter("a/b; name=\"=?utf-8?q?a?= =?utf-8?q?b?=\"", "name"), "ab");
    EXPECT_EQ(parameter("a/b; name=\"会議.pdf\"", "name"), "会議.pdf");
    EXPECT_EQ(parameter("a/b; filename*=utf-8''=?utf-8?q?=C3=A9?=", "filename"), "é");
}

TEST(Parameters, aShiftJisBackslashEndsNoQuote) {
    // 表 is 95 5C: the closing quote is not escaped
    const auto value = detail::parseStructured("a/b; name=\"\x95\x5c\"; x=1");
    ASSERT_EQ(value.parameters.size(), 2);
    EXPECT_EQ(parameter("a/b; name=\"\x95\x5c\"; x=1", "x"), "1");
}

TEST(Parameters, theBoundaryIsKeptAsBytes) {
    EXPECT_EQ(detail::parseStructured("multipart/mixed; boundary=\"\xe9=?x?q?y?=\"").boundary, "\xe9=?x?q?y?=");
}

TEST(Parameters, aLongNameWithRawBytesIsHarmless) {
    const QByteArray raw = "multipart/mixed; " + QByteArray(72, 'a') + "=\xff\xfe; boundary=b";
    EXPECT_EQ(detail::parseStructured(raw).boundary, "b");
}

TEST(Parameters, theirNumberIsBounded) {
    QByteArray raw("a/b");
    for (int i = 0; i < 100'000; ++i)
        raw += "; f*" + QByteArray::number(i) + "*=x";
    const auto value = detail::parseStructured(raw);
    EXPECT_TRUE(value.tooMany);
    ASSERT_EQ(value.parameters.size(), 1);
    EXPECT_EQ(value.parameters[0].value.size(), limits::kParameters);
}

TEST(Parameters, controlCharactersAreNotPassedOn) {
    EXPECT_EQ(parameter("a/b; filename*=utf-8''a%0D%0Ab", "filename"), "a  b");
}

} // namespace tributary::mime::tst_Parameters
