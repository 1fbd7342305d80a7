// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP CONNECT (RFC 9110 9.3.6) and SOCKS5 (RFC 1928, 1929), their refusals and their silences.
#include "support/ProxyServer.h"
#include "unit/net/NetFixture.h"

#include <QTcpServer>

namespace tributary::net::tst_Proxy {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using tests::ProxyServer;
using Kind = ProxyServer::Kind;
using Manner = ProxyServer::Manner;

Endpoint through(const ProxyServer& proxy, Kind kind, const QString& host, quint16 port, const QString& user = {},
                 const QByteArray& password = {}) {
    return {host,
            port,
            true,
            {kind == Kind::HttpConnect ? ProxyType::Http : ProxyType::Socks5, u"127.0.0.1"_s, proxy.port(), user,
             password}};
}

void expectProxyFailed(const DialResult& result) {
    ASSERT_FALSE(result.status);
    EXPECT_EQ(result.status.error().kind, ErrorKind::Network) << qPrintable(result.status.error().detail);
    EXPECT_EQ(result.status.error().code, ErrorCode::ProxyFailed)
        << codeName(result.status.error().code).data() << qPrintable(result.status.error().detail);
    EXPECT_EQ(result.stream, nullptr);
}

class ProxyTest : public ::testing::TestWithParam<Kind> {};
INSTANTIATE_TEST_SUITE_P(Kinds, ProxyTest, ::testing::Values(Kind::HttpConnect, Kind::Socks5),
                         [](const auto& kind) { return kind.param == Kind::HttpConnect ? "HttpConnect" : "Socks5"; });

TEST_P(ProxyTest, carriesTlsAndResolvesTheName) {
    const ScriptedServer server(serverWith({}), kHello);
    const ProxyServer proxy(GetParam());
    const DialResult result = dial(through(proxy, GetParam(), u"localhost"_s, server.port()), trustingOptions());
    ASSERT_TRUE(result.status) << qPrintable(result.status.error().detail);
    EXPECT_EQ(result.stream->read(5s)->bytes, "hello\r\n");
    EXPECT_TRUE(result.stream->isEncrypted());
    EXPECT_EQ(proxy.targets(), QStringList{u"localhost:%1"_s.arg(server.port())})
        << "the name goes to the proxy unresolved";
    EXPECT_TRUE(result.facts->addresses.isEmpty());
}

TEST_P(ProxyTest, anAddressGoesAsAnAddress) {
    const ScriptedServer server(serverWith({}), kHello);
    const ProxyServer proxy(GetParam());
    const DialResult result = dial(through(proxy, GetParam(), u"127.0.0.1"_s, server.port()), trustingOptions());
    ASSERT_TRUE(result.status) << qPrintable(result.status.error().detail);
    EXPECT_EQ(proxy.targets(), QStringList{u"127.0.0.1:%1"_s.arg(server.port())});
}

TEST_P(ProxyTest, verifiesTheServerNotTheProxy) {
    tests::CertificateOptions certificate;
    certificate.names = {u"DNS:other.example"_s};
    const ScriptedServer server(serverWith(certificate), kHello);
    const ProxyServer proxy(GetParam());
    const DialResult result = dial(through(proxy, GetParam(), u"localhost"_s, server.port()), trustingOptions());
    ASSERT_FALSE(result.status);
    EXPECT_EQ(result.status.error().code, ErrorCode::CertificateWrongHost);
}

TEST_P(ProxyTest, givesUserAndPassword) {
    const ScriptedServer server(serverWith({}), kHello);
    const ProxyServer proxy(GetParam(), Manner::Work, u"me"_s, "pass:word");
    const DialResult result =
        dial(through(proxy, GetParam(), u"localhost"_s, server.port(), u"me"_s, "pass:word"), trustingOptions());
    ASSERT_TRUE(result.status) << qPrintable(result.status.error().detail);
    EXPECT_EQ(result.stream->read(5s)->bytes, "hello\r\n");
}

TEST_P(ProxyTest, aWrongPasswordOrNoneIsTheProxysFailure) {
    const ScriptedServer server(serverWith({}), kHello);
    const ProxyServer proxy(GetParam(), Manner::Work, u"me"_s, "right");
    expectProxyFailed(
        dial(through(proxy, GetParam(), u"localhost"_s, server.port(), u"me"_s, "wrong"), trustingOptions()));
    expectProxyFailed(dial(through(proxy, GetParam(), u"localhost"_s, server.port()), trustingOptions()));
    EXPECT_EQ(server.connections(), 0);
}

TEST_P(ProxyTest, aRefusalIsTheProxysFailure) {
    const ProxyServer proxy(GetParam(), Manner::Refuse);
    expectProxyFailed(dial(through(proxy, GetParam(), u"192.0.2.1"_s, 993), trustingOptions()));
    EXPECT_GE(proxy.connections(), 1);
    EXPECT_TRUE(proxy.targets().isEmpty());
    // A SOCKS5 proxy has no word of its own for a name that it cannot resolve: 'not allowed' means that too.
    const DialResult named = dial(through(proxy, GetParam(), u"localhost"_s, 993), trustingOptions());
    ASSERT_FALSE(named.status);
    EXPECT_EQ(named.status.error().code, GetParam() == Kind::Socks5 ? ErrorCode::HostNotFound : ErrorCode::ProxyFailed);
}

TEST_P(ProxyTest, aProxyThatIsNotThereIsNamed) {
    quint16 port = 0;
    {
        const ProxyServer gone(GetParam());
        port = gone.port();
    }
    Endpoint endpoint = placeOf(u"localhost"_s, 993);
    endpoint.proxy = {
        GetParam() == Kind::HttpConnect ? ProxyType::Http : ProxyType::Socks5, u"127.0.0.1"_s, port, {}, {}};
    expectProxyFailed(dial(endpoint, trustingOptions()));
}

TEST_P(ProxyTest, oneThatHangsTimesOutAndIsCancelledAtOnce) {
    const ProxyServer proxy(GetParam(), Manner::Hang);
    DialOptions options = trustingOptions();
    options.connectTimeout = 300ms;
    QElapsedTimer timer;
    timer.start();
    const DialResult result = dial(through(proxy, GetParam(), u"localhost"_s, 993), options);
    ASSERT_FALSE(result.status);
    EXPECT_EQ(result.status.error().code, ErrorCode::TimedOut);
    EXPECT_GE(timer.elapsed(), 260);
    EXPECT_LT(timer.elapsed(), 700 + kAtOnceMs);
    CancelSoon cancel;
    options = trustingOptions();
    options.cancel = cancel.token();
    cancel.start();
    expectCancelledAtOnce(dial(through(proxy, GetParam(), u"localhost"_s, 993), options).status, cancel);
}

TEST(SystemProxy, isNotUsedForLoopback) {
    const ScriptedServer server(serverWith({}), kHello);
    const ProxyServer proxy(Kind::Socks5);
    qputenv("all_proxy", "socks5h://127.0.0.1:" + QByteArray::number(proxy.port()));
    Endpoint endpoint{u"localhost"_s, server.port(), true, {}};
    ASSERT_EQ(endpoint.proxy.type, ProxyType::System) << "the default";
    const DialResult result = dial(endpoint, trustingOptions());
    EXPECT_TRUE(result.status);
    EXPECT_EQ(proxy.connections(), 0);
    // The proxy asks no one for this name: it is enough that it was asked.
    endpoint.host = u"no-such-host.invalid"_s;
    DialOptions options = trustingOptions();
    options.connectTimeout = 300ms;
    EXPECT_FALSE(dial(endpoint, options).status);
    EXPECT_EQ(proxy.targets(), QStringList{u"no-such-host.invalid:%1"_s.arg(server.port())});
    qunsetenv("all_proxy");
}

} // namespace
} // namespace tributary::net::tst_Proxy
