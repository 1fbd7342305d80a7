// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/detail/Places.h"
#include "net/detail/TlsFacts.h"

#include <gtest/gtest.h>

namespace tributary::net::tst_Places {

using namespace Qt::Literals::StringLiterals;

namespace {

TEST(Loopback, isDecidedByTheAddressNotByHowANameBegins) {
    for (const char* host : {"localhost", "LocalHost", "127.0.0.1", "127.9.8.7", "::1", "[::1]", "0:0:0:0:0:0:0:1"})
        EXPECT_TRUE(isLoopbackHost(QString::fromLatin1(host))) << host;
    for (const char* host : {"127.0.0.1.evil.example", "127.evil.example", "localhost.evil.example", "128.0.0.1", "::2",
                             "0.0.0.0", "192.0.2.1", "[::1", "", "mail.example"})
        EXPECT_FALSE(isLoopbackHost(QString::fromLatin1(host))) << host;
}

TEST(Places, theFamiliesTakeTurns) { // RFC 8305 4
    EXPECT_EQ(detail::interleaved({u"2001:db8::1"_s, u"2001:db8::2"_s, u"192.0.2.1"_s, u"192.0.2.2"_s, u"192.0.2.3"_s}),
              (QStringList{u"2001:db8::1"_s, u"192.0.2.1"_s, u"2001:db8::2"_s, u"192.0.2.2"_s, u"192.0.2.3"_s}));
    EXPECT_EQ(detail::interleaved({u"192.0.2.1"_s, u"2001:db8::1"_s}), (QStringList{u"192.0.2.1"_s, u"2001:db8::1"_s}));
    EXPECT_EQ(detail::interleaved({}), QStringList());
}

TEST(Places, theVerifiedNameIsAceWithoutRootDotOrZone) {
    EXPECT_EQ(detail::verifiedName(u"Mail.Example."_s), u"mail.example"_s);
    EXPECT_EQ(detail::verifiedName(u"bücher.example"_s), u"xn--bcher-kva.example"_s);
    EXPECT_EQ(detail::verifiedName(u"fe80::1%eth0"_s), u"fe80::1"_s);
    EXPECT_EQ(detail::verifiedName(u"0:0:0:0:0:0:0:1"_s), u"::1"_s);
}

Proxy systemProxyFor(const QString& host, const QString& allProxy, const QString& noProxy = {}) {
    QProcessEnvironment environment;
    environment.insert(u"all_proxy"_s, allProxy);
    environment.insert(u"NO_PROXY"_s, noProxy);
    return detail::systemProxy(environment, host);
}

TEST(SystemProxy, isAllProxy) {
    const Proxy socks = systemProxyFor(u"mail.example"_s, u"socks5h://me:s%40cret@proxy.example:1234"_s);
    EXPECT_EQ(socks.type, ProxyType::Socks5);
    EXPECT_EQ(socks.host, u"proxy.example"_s);
    EXPECT_EQ(socks.port, 1234);
    EXPECT_EQ(socks.user, u"me"_s);
    EXPECT_EQ(socks.password, "s@cret");
    const Proxy http = systemProxyFor(u"mail.example"_s, u"http://proxy.example"_s);
    EXPECT_EQ(http.type, ProxyType::Http);
    EXPECT_EQ(http.port, 3128);
    EXPECT_EQ(systemProxyFor(u"mail.example"_s, u"proxy.example:8080"_s).port, 8080);
    EXPECT_EQ(systemProxyFor(u"mail.example"_s, u"socks://proxy.example"_s).port, 1080);
}

TEST(SystemProxy, isNoneWhereItCannotBeReadOrIsNotThere) {
    for (const char* text : {"", "socks4://proxy.example:1", "ftp://proxy.example", "http://", "socks5://:1080"})
        EXPECT_EQ(systemProxyFor(u"mail.example"_s, QString::fromLatin1(text)).type, ProxyType::None) << text;
    QProcessEnvironment webOnly;
    webOnly.insert(u"http_proxy"_s, u"http://proxy.example:3128"_s);
    EXPECT_EQ(detail::systemProxy(webOnly, u"mail.example"_s).type, ProxyType::None) << "http_proxy is for the web";
}

TEST(SystemProxy, neverStandsBeforeLoopback) {
    for (const char* host : {"localhost", "127.0.0.1", "127.0.0.2", "::1", "[::1]"})
        EXPECT_EQ(systemProxyFor(QString::fromLatin1(host), u"socks5://proxy.example"_s).type, ProxyType::None) << host;
    EXPECT_EQ(systemProxyFor(u"127.evil.example"_s, u"socks5://proxy.example"_s).type, ProxyType::Socks5);
}

TEST(SystemProxy, noProxyNamesAHostAndWhatIsBelowIt) {
    const auto typeWith = [](const QString& host, const QString& noProxy) {
        return systemProxyFor(host, u"socks5://proxy.example"_s, noProxy).type;
    };
    for (const char* list :
         {"mail.example", "x.test, mail.example", ".mail.example", "*.mail.example", "MAIL.example", "*", "example"})
        EXPECT_EQ(typeWith(u"mail.example"_s, QString::fromLatin1(list)), ProxyType::None) << list;
    EXPECT_EQ(typeWith(u"a.mail.example"_s, u"mail.example"_s), ProxyType::None);
    for (const char* list : {"", ",", "other.example", "il.example", "a.mail.example", "."})
        EXPECT_EQ(typeWith(u"mail.example"_s, QString::fromLatin1(list)), ProxyType::Socks5) << list;
}

} // namespace
} // namespace tributary::net::tst_Places
