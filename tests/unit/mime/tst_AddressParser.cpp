// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Limits.h"
#include "mime/Message.h"

#include <gtest/gtest.h>

namespace tributary::mime::tst_AddressParser {

namespace {

/// "name|spec" of each, joined by ", ".
std::string parsed(QByteArrayView value) {
    QStringList all;
    for (const ParsedAddress& a : parseAddressList(value))
        all.append(QString(a.name + u'|' + a.addrSpec));
    return all.join(QStringLiteral(", ")).toStdString();
}

} // namespace

TEST(AddressParser, commonForms) {
    EXPECT_EQ(parsed("a@example.org"), "|a@example.org");
    EXPECT_EQ(parsed("Jane Doe <j@example.org>"), "Jane Doe|j@example.org");
    EXPECT_EQ(parsed("\"Doe, Jane\" <j@example.org>, b@c"), "Doe, Jane|j@example.org, |b@c");
    EXPECT_EQ(parsed("\"a \\\"b\\\" c\" <x@y>"), "a \"b\" c|x@y");
    EXPECT_EQ(parsed("<x@y>"), "|x@y");
    EXPECT_EQ(parsed("foo@bar <foo@bar>"), "foo@bar|foo@bar");
    EXPECT_EQ(parsed(""), "");
    EXPECT_EQ(parsed(" , ,, <>"), "");
}

TEST(AddressParser, aColonBehindAnAddressBeginsNoGroup) {
    EXPECT_EQ(parsed("fork-admin@example.com  Fri Aug 23 11:08:20 2002"), "Fri Aug 23 11:08:20 2002|fork-admin@example.com");
    EXPECT_EQ(parsed("friends: a@b, c@d;, e@f"), "|a@b, |c@d, |e@f");
}

TEST(AddressParser, encodedNames) {
    EXPECT_EQ(parsed("=?UTF-8?B?5bGx55Sw?= =?UTF-8?B?5aSq6YOO?= <y@example.jp>"), "山田太郎|y@example.jp");
    EXPECT_EQ(parsed("\"=?utf-8?q?Andr=C3=A9?=\" <a@b>"), "André|a@b");
    EXPECT_EQ(parsed("=?utf-8?q?Doe=2C_Jane?= <a@b>, c@d"), "Doe, Jane|a@b, |c@d");
    EXPECT_EQ(parsed("山田 <y@example.jp>"), "山田|y@example.jp");
    EXPECT_EQ(parsed("é@example.org"), "|é@example.org"); // RFC 6532
}

TEST(AddressParser, commentsAreNamesWhereThereIsNone) {
    EXPECT_EQ(parsed("a@b (Jane Doe)"), "Jane Doe|a@b");
    EXPECT_EQ(parsed("Jane (the boss) Doe <a@b>"), "Jane Doe|a@b");
    EXPECT_EQ(parsed("a@b (one (two \\) three) four)"), "one (two ) three) four|a@b");
    EXPECT_EQ(parsed("a(x)@(y)b"), "y|a@b");
    EXPECT_EQ(parsed("a@b (never closed"), "never closed|a@b");
}

TEST(AddressParser, groups) {
    EXPECT_EQ(parsed("undisclosed-recipients:;"), "undisclosed-recipients|");
    EXPECT_EQ(parsed("Friends: a@b, C <c@d>;, e@f"), "|a@b, C|c@d, |e@f");
    EXPECT_EQ(parsed("A:; B:;"), "A|, B|");
    EXPECT_EQ(parsed("\"A: b\" <c@d>"), "A: b|c@d");
    EXPECT_EQ(parsed("A: B: x@y;;"), "|x@y");
}

TEST(AddressParser, obsoleteForms) {
    EXPECT_EQ(parsed("<@relay.one,@relay.two:a@b>"), "|a@b");
    EXPECT_EQ(parsed("a . b @ example . org"), "|a.b@example.org");
    EXPECT_EQ(parsed("\"john doe\"@example.org"), "|\"john doe\"@example.org");
    EXPECT_EQ(parsed("a@[IPv6:2001:db8::1]"), "|a@[IPv6:2001:db8::1]");
    EXPECT_EQ(parsed("J\\. Doe <a@b>"), "J. Doe|a@b");
}

TEST(AddressParser, aQuotedLocalPartStaysAsItIs) { // RFC 5322 3.2.4, RFC 3696 3
    for (const char* spec : {R"("a\" b"@example.org)", R"("very@\\ \"very\".unusual"@strange.example.com)", R"("a\\"@example.org)", R"("\"\" \\"@example.org)",
                             R"(" "@example.org)", R"x("a, b; c: (d)"@example.org)x", R"("a<b> c"@example.org)"}) {
        EXPECT_EQ(parsed(spec), std::string("|") + spec);
        EXPECT_EQ(parsed(QByteArray(QByteArray("X <") + spec + ">")), std::string("X|") + spec);
        EXPECT_EQ(parsed(QByteArray(QByteArray("\"X \\\"Y\\\"\" <") + spec + ">, a@b")), std::string("X \"Y\"|") + spec + ", |a@b");
    }
}

TEST(AddressParser, whatIsBrokenIsReadAsWellAsItCanBe) {
    EXPECT_EQ(parsed("Jane <a@b, c@d"), "Jane|a@b, |c@d");
    EXPECT_EQ(parsed("Jane <a@b"), "Jane|a@b");
    EXPECT_EQ(parsed("Jane a@b"), "Jane|a@b");
    EXPECT_EQ(parsed("<<a@b>>"), "|a@b");
    EXPECT_EQ(parsed("A <a@b> B <c@d>"), "A|a@b, B|c@d");
    EXPECT_EQ(parsed("a@b; c@d"), "|a@b, |c@d");
    EXPECT_EQ(parsed("\"never closed <a@b>"), "never closed|a@b");
    EXPECT_EQ(parsed("<a@b> Jane"), "Jane|a@b");
    EXPECT_EQ(parsed("mailto:a@b"), "|a@b");
    EXPECT_EQ(parsed("Jane Doe"), "Jane Doe|");
    EXPECT_EQ(parsed("[list] Name <a@b>"), "[list] Name|a@b");
}

TEST(AddressParser, lineEndsNeverReachAnAddress) {
    EXPECT_EQ(parsed("=?utf-8?q?a=0D=0Ab?= <x@y>"), "a b|x@y");
    EXPECT_EQ(parsed("\"a\r\nRCPT TO:<x>\"@y"), "|\"aRCPT TO:<x>\"@y");
}

TEST(AddressParser, theirNumberIsBounded) {
    EXPECT_EQ(parseAddressList(QByteArray("a@b,").repeated(200'000)).size(), limits::kAddresses);
}

} // namespace tributary::mime::tst_AddressParser
