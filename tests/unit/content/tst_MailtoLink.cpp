// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 6068: a link begins a message, and can do nothing else.
#include "content/MailtoLink.h"

#include <gtest/gtest.h>

namespace tributary::content::tst_MailtoLink {
namespace {

MailtoLink parsed(const char* url) { return parseMailto(QString::fromUtf8(url)).value_or(MailtoLink{}); }

TEST(MailtoLink, readsTheExamplesOfTheRfc) { // RFC 6068 6
    EXPECT_EQ(parsed("mailto:chris@example.com").to, QStringLiteral("chris@example.com"));
    EXPECT_EQ(parsed("mailto:infobot@example.com?subject=current-issue").subject, QStringLiteral("current-issue"));
    EXPECT_EQ(parsed("mailto:infobot@example.com?body=send%20current-issue%0D%0Asend%20index").body,
              QStringLiteral("send current-issue\nsend index"));
    EXPECT_EQ(parsed("mailto:list@example.org?In-Reply-To=%3C3469A91.D10AF4C@example.com%3E").inReplyTo, QByteArray("3469A91.D10AF4C@example.com"));
    EXPECT_EQ(parsed("mailto:joe@example.com?cc=bob@example.com&body=hello").cc, QStringLiteral("bob@example.com"));
    EXPECT_EQ(parsed("mailto:?to=addr1@an.example,addr2@an.example").to, QStringLiteral("addr1@an.example, addr2@an.example"));
    EXPECT_EQ(parsed("mailto:a@x.org,b@x.org?to=c@x.org").to, QStringLiteral("a@x.org, b@x.org, c@x.org"));
    EXPECT_EQ(parsed("mailto:%22not%40me%22@example.org").to, QStringLiteral("\"not@me\"@example.org"));
    EXPECT_EQ(parsed("mailto:user@example.org?subject=caf%C3%A9").subject, QString::fromUtf8("café"));
    EXPECT_EQ(parsed("mailto:user@example.org?subject=%3D%3Futf-8%3FQ%3Fcaf%3DC3%3DA9%3F%3D").subject, QString::fromUtf8("café"));
    EXPECT_EQ(parsed("mailto:bill+ietf@example.org").to, QStringLiteral("bill+ietf@example.org")) << "a plus is a plus";
}

TEST(MailtoLink, keepsEncodedCommasInsideAnAddress) {
    EXPECT_EQ(parsed("mailto:%22Brown%2C%20Alice%22%20%3Ca@x.org%3E,b@x.org").to, QStringLiteral("\"Brown, Alice\" <a@x.org>, b@x.org"));
}

TEST(MailtoLink, attachesNothingAndSetsNoOtherHeader) {
    const MailtoLink link = parsed("mailto:a@x.org?attach=/etc/passwd&attachment=/etc/passwd&from=eve@x.org&reply-to=eve@x.org&body=x");
    MailtoLink wanted;
    wanted.to = QStringLiteral("a@x.org");
    wanted.body = QStringLiteral("x");
    EXPECT_EQ(link, wanted);
}

TEST(MailtoLink, aLineEndBeginsNoHeader) {
    const MailtoLink link = parsed("mailto:a@x.org%0D%0ABcc:eve@x.org?subject=hi%0ABcc:%20eve@x.org&cc=b@x.org%0Dx&in-reply-to=%3Ca@b%3E%0D%0ABcc:e@x");
    EXPECT_EQ(link.to, QStringLiteral("a@x.orgBcc:eve@x.org"));
    EXPECT_EQ(link.subject, QStringLiteral("hi Bcc: eve@x.org"));
    EXPECT_EQ(link.cc, QStringLiteral("b@x.orgx"));
    EXPECT_EQ(link.inReplyTo, QByteArray());
}

TEST(MailtoLink, isTolerantOfWhatPagesWrite) {
    EXPECT_EQ(parsed(" MAILTO:a@x.org?SUBJECT=x&amp;BODY=y#top").body, QStringLiteral("y"));
    EXPECT_EQ(parsed("mailto:a@x.org?subject").subject, QString());
    EXPECT_EQ(parsed("mailto:a@x.org?subject=100%&body=%zz").subject, QStringLiteral("100%"));
    EXPECT_EQ(parsed("mailto:").to, QString());
    EXPECT_EQ(parsed("mailto:a@x.org?subject=first&subject=second").subject, QStringLiteral("first"));
}

TEST(MailtoLink, otherSchemesAreNone) {
    for (const char* url : {"http://x.org", "", "mail:a@x.org", "a@x.org", "javascript:mailto:a@x.org"})
        EXPECT_FALSE(parseMailto(QString::fromUtf8(url))) << url;
}

TEST(MailtoLink, isBounded) {
    const QString url = QStringLiteral("mailto:") + QString(300'000, u'a') + QStringLiteral("?subject=") + QString(5'000, u's') + QStringLiteral("&body=") + QString(200'000, u'b');
    const auto link = parseMailto(url);
    ASSERT_TRUE(link);
    EXPECT_EQ(link->to.size(), 20'000);
    EXPECT_EQ(link->subject.size(), 1'000);
    EXPECT_EQ(link->body.size(), 64'000);
}

} // namespace
} // namespace tributary::content::tst_MailtoLink
