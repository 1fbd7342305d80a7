// SPDX-License-Identifier: GPL-3.0-or-later
// Reading, of what users expect besides the numbered requirements: mail that cannot deceive or leak.
#include "content/Phishing.h"

#include <gtest/gtest.h>

namespace tributary::content::tst_CheckLink {
namespace {

QString u(const char* text) { return QString::fromUtf8(text); }
LinkCheck check(const char* text, const char* url) { return checkLink(u(text), u(url), {u("paypal.com"), u("example.co.jp"), u("mybank.example")}); }
QList<LinkHint> hints(const char* text, const char* url) { return check(text, url).hints; }
using Hints = QList<LinkHint>;

TEST(CheckLink, saysNothingOfAnOrdinaryLink) {
    EXPECT_EQ(hints("here", "https://example.org/x"), Hints());
    EXPECT_EQ(hints("www.example.org", "https://click.example.org/x"), Hints());
    EXPECT_EQ(hints("https://paypal.com/x", "https://www.paypal.com/y"), Hints());
    EXPECT_EQ(hints("a@example.org", "mailto:a@example.org"), Hints());
    EXPECT_EQ(hints("README.md", "https://example.org/"), Hints());
    EXPECT_EQ(hints("e.g.", "https://example.org/"), Hints());
    EXPECT_FALSE(check("x", "http://example.org/").isSuspicious());
}

TEST(CheckLink, tellsWhenTheTextNamesAnotherHost) {
    EXPECT_EQ(hints("https://mybank.example/login", "https://evil.example/"), Hints{LinkHint::OtherHost});
    EXPECT_EQ(hints("paypal.com", "https://evil.example/"), Hints{LinkHint::OtherHost});
    EXPECT_EQ(hints("\uff57\uff57\uff57\uff0e\uff50\uff41\uff59\uff50\uff41\uff4c\uff0e\uff43\uff4f\uff4d", "https://evil.example/"), Hints{LinkHint::OtherHost}) << "full-width letters";
    EXPECT_EQ(hints("pay\u200bpal.com", "https://evil.example/"), Hints{LinkHint::OtherHost}) << "a space of no width";
    EXPECT_EQ(hints("\uff57\uff57\uff57\uff0e\uff50\uff41\uff59\uff50\uff41\uff4c\uff0e\uff43\uff4f\uff4d", "https://www.paypal.com/"), Hints{});
    EXPECT_EQ(check("Go to www.paypal.com now", "https://evil.example/").textHost.toStdString(), "www.paypal.com");
    EXPECT_EQ(hints("help@paypal.com", "mailto:help@evil.example"), Hints{LinkHint::OtherHost});
    EXPECT_EQ(hints("a.co.uk", "https://b.co.uk/"), Hints{LinkHint::OtherHost});
}

TEST(CheckLink, knowsLookAlikesOfKnownDomains) {
    for (const char* url : {"https://paypa1.com/", "https://pаypal.com/", "https://paypal.com.evil.example/", "https://paypal-com.example/",
                            "https://secure-paypal-com.example/", "https://paypall.com/", "https://payapl.com/", "https://rnybank.example/",
                            "https://xn--pypal-4ve.com/"}) {
        EXPECT_TRUE(check("x", url).has(LinkHint::LookAlike)) << url;
        EXPECT_TRUE(check("x", url).isSuspicious()) << url;
    }
    EXPECT_EQ(check("x", "https://paypa1.com/").lookAlikeOf.toStdString(), "paypal.com");
    EXPECT_EQ(hints("x", "https://www.paypal.com/"), Hints());
    EXPECT_EQ(hints("x", "https://pay.example/"), Hints());
}

TEST(CheckLink, showsAnInternationalHostOnlyWhereItIsOfOneScript) {
    EXPECT_EQ(check("x", "https://xn--r8jz45g.jp/").displayHost.toStdString(), "例え.jp");
    EXPECT_EQ(hints("x", "https://例え.jp/"), Hints{LinkHint::Punycode});
    EXPECT_FALSE(check("x", "https://例え.jp/").isSuspicious());
    EXPECT_EQ(check("x", "https://bücher.example/").displayHost.toStdString(), "bücher.example");
    EXPECT_EQ(check("x", "https://gооgle.example/").displayHost.toStdString(), "xn--ggle-55da.example");
    EXPECT_TRUE(check("x", "https://gооgle.example/").has(LinkHint::MixedScripts));
    // All of it Cyrillic, all of it looks Latin.
    EXPECT_TRUE(check("x", "https://аррӏе.example/").has(LinkHint::MixedScripts));
    EXPECT_TRUE(check("x", "https://аррӏе.example/").displayHost.startsWith(u("xn--")));
}

TEST(CheckLink, tellsOfUserInfoNumbersPortsAndShorteners) {
    EXPECT_EQ(hints("x", "https://paypal.com@evil.example/"), Hints{LinkHint::UserInfo});
    for (const char* url : {"https://127.0.0.1/", "https://2130706433/", "https://0x7f.1/", "https://[::1]/", "https://1%32.1/"})
        EXPECT_EQ(hints("x", url), Hints{LinkHint::IpAddress}) << url;
    EXPECT_EQ(hints("x", "https://example.org:8443/"), Hints{LinkHint::UnusualPort});
    EXPECT_EQ(hints("x", "https://example.org:443/"), Hints());
    EXPECT_EQ(hints("x", "https://bit.ly/abc"), Hints{LinkHint::Shortener});
    EXPECT_TRUE(check("x", "javascript:alert(1)").has(LinkHint::NotAllowed));
    EXPECT_TRUE(check("x", "mailbox:///x").has(LinkHint::NotAllowed));
    // Found by fuzz_content_text: a control character in the host.
    EXPECT_TRUE(check("x", "https://www\x01.example/").has(LinkHint::NotAllowed));
    EXPECT_EQ(check("x", "https://www\x01.example/").displayHost.toStdString(), "www%01.example");
    EXPECT_TRUE(check("x", "https:///").has(LinkHint::NotAllowed));
    EXPECT_TRUE(check("x", "").has(LinkHint::NotAllowed));
}

TEST(CheckLink, S1_aKnownDomainItselfIsNoLookAlikeAndNeitherAreOrdinaryOnes) {
    const KnownDomains known{u("gmail.com"), u("mail.example.co.jp"), u("amazon.com"), u("hotel.com"), u("t.co"), u("163.com"), u("icloud.com"), u("shop.com")};
    for (const char* url : {"https://gmail.com/", "https://mail.gmail.com/", "https://mail.com/", "https://gmx.com/", "https://www.example.co.jp/", "https://amazon.com.au/",
                            "https://www.amazon.com.br/x", "https://hotels.com/", "https://x.co/", "https://tt.co/", "https://l63.com/", "https://cloud.com/", "https://t.co.example/",
                            "https://shop.com.au/", "https://workshop.com/", "https://127.0.0.1/", "mailto:someone@mail.com"})
        EXPECT_FALSE(checkLink(u("x"), u(url), known).has(LinkHint::LookAlike)) << url << checkLink(u("x"), u(url), known).lookAlikeOf.toStdString();
    for (const char* url : {"https://gmai1.com/", "https://grnail.com/", "https://amazon.com.account.example/", "https://amazon-com.example/", "https://login-amazon-com.example/",
                            "https://amazom.com/", "https://example.co.jp.evil.example/", "https://1cloud.com/", "mailto:help@amaz0n.com", "https://amazon.com.github.io/"})
        EXPECT_TRUE(checkLink(u("x"), u(url), known).has(LinkHint::LookAlike)) << url;
}

TEST(CheckLink, S1_domainsThatAreImitatedEverywhereImitateNoneOfEachOther) {
    const KnownDomains known(oftenImitatedDomains());
    for (const QString& one : oftenImitatedDomains()) {
        KnownDomains others([&] { QStringList rest = oftenImitatedDomains(); rest.removeAll(one); return rest; }());
        EXPECT_EQ(others.imitatedBy(one).toStdString(), "") << one.toStdString();
        EXPECT_TRUE(known.contains(u("www.") + one));
    }
}

} // namespace
} // namespace tributary::content::tst_CheckLink
