// SPDX-License-Identifier: GPL-3.0-or-later
// Every way in which a server may not be the one it says, on IMAP, POP3, SMTP (TLS from the start, and STARTTLS) and HTTPS: refused with
// the reason, and not one byte is said to it behind TLS, nor a secret before (S13, S36; CRT of reference/reliability.md).
#include "ServerParts.h"

#include "net/HttpClient.h"

#include <QSet>

namespace tributary::connect::tst_CertificateMatrix {
namespace {

using tests::CertificateKind;

/// A proxy's part first, where the name cannot be resolved here.
void beProxyFor(Wire& wire, const CertificateKind& kind) {
    if (!kind.host.endsWith(".test"_L1))
        return;
    for (auto line = wire.line(); line && !line->isEmpty(); line = wire.line())
        continue;
    wire.send("HTTP/1.1 200 OK\r\n\r\n");
}

void serve(Wire& wire, const CertificateKind& kind, Protocol protocol, model::Security security) {
    beProxyFor(wire, kind);
    if (security == model::Security::StartTls) {
        const auto tag = untilStartTls(wire, protocol);
        if (!tag)
            return;
        wire.send(goAhead(protocol, *tag));
    }
    if (wire.startTls())
        serveSecured(wire, protocol, security == model::Security::Tls);
}

struct Way {
    const char* name;
    Protocol protocol;
    model::Security security;
};
constexpr Way kWays[]{{"imaps", Protocol::Imap, model::Security::Tls},      {"imap+starttls", Protocol::Imap, model::Security::StartTls},
                      {"pop3s", Protocol::Pop3, model::Security::Tls},      {"pop3+stls", Protocol::Pop3, model::Security::StartTls},
                      {"submissions", Protocol::Smtp, model::Security::Tls}, {"submission+starttls", Protocol::Smtp, model::Security::StartTls}};

void expectRefused(const Error& error, const CertificateKind& kind, const WirePeer::Heard& heard) {
    EXPECT_EQ(error.kind, ErrorKind::Tls) << kindName(error.kind).data() << ' ' << qPrintable(error.detail);
    EXPECT_EQ(error.code, kind.expected) << codeName(error.code).data() << ' ' << qPrintable(error.detail);
    EXPECT_EQ(heard.secured, "") << "nothing at all is said to it";
    EXPECT_FALSE(holdsSecret(heard.clear)) << heard.clear.constData();
    EXPECT_EQ(heard.connections, 1) << "nor is it tried another way";
}

void meet(const CertificateKind& kind, const Way& way) {
    SCOPED_TRACE(std::string(kind.name) + " " + way.name);
    WirePeer peer(kind.identity, [&](Wire& wire) { serve(wire, kind, way.protocol, way.security); });
    const Error error = signInTo(peer, way.protocol, way.security, kind.host);
    const WirePeer::Heard& heard = peer.heard();
    if (kind.expected != ErrorCode::None)
        return expectRefused(error, kind, heard);
    EXPECT_EQ(error.code, ErrorCode::None) << qPrintable(error.detail);
    EXPECT_TRUE(holdsSecret(heard.secured)) << "the same client does tell its password to the right one";
    EXPECT_FALSE(holdsSecret(heard.clear));
}

/// As a token request goes out.
Error post(const WirePeer& peer, const CertificateKind& kind) {
    net::HttpOptions options;
    options.anyAddress = true; // as where an administrator named it
    options.holdsSecrets = true;
    options.httpsOnly = true;
    options.redirects = 0;
    options.certificates.extraAuthorities = {tests::kindsAuthorityPem()};
    options.proxy.type = net::ProxyType::None;
    options.timeout = options.totalTimeout = 20s;
    if (kind.host.endsWith(".test"_L1))
        options.proxy = {net::ProxyType::Http, u"127.0.0.1"_s, peer.port(), {}, {}};
    const QUrl url(u"https://%1:%2/token"_s.arg(kind.host).arg(peer.port()));
    const auto answer = net::fetchHttp({{url, true, QByteArray("refresh_token=") + kSecret, "application/x-www-form-urlencoded", {}}}, options).first();
    return answer ? Error{ErrorKind::Internal, ErrorCode::None, {}, {}} : answer.error();
}

void serveWeb(Wire& wire, const CertificateKind& kind) {
    beProxyFor(wire, kind);
    if (!wire.startTls())
        return;
    for (auto line = wire.line(); line && !line->isEmpty(); line = wire.line())
        continue;
    (void)wire.skip(QByteArray("refresh_token=").size() + qsizetype(sizeof kSecret) - 1);
    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
}

TEST(CertificateKinds, theKindsAreManyAndNamedApart) {
    QSet<QByteArray> names;
    int bad = 0;
    for (const CertificateKind& kind : tests::certificateKinds()) {
        names.insert(kind.name);
        bad += kind.expected == ErrorCode::None ? 0 : 1;
    }
    EXPECT_EQ(names.size(), tests::certificateKinds().size());
    EXPECT_GE(bad, 16);
    EXPECT_GE(bad * (std::size(kWays) + 1), 128u);
}

class CertificateMatrix : public ::testing::TestWithParam<Way> {};

TEST_P(CertificateMatrix, S36_aBadOneIsToldNothingAndAGoodOneServes) {
    for (const CertificateKind& kind : tests::certificateKinds())
        meet(kind, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Ways, CertificateMatrix, ::testing::ValuesIn(kWays), [](const auto& i) { return QByteArray(i.param.name).replace('+', '_').toStdString(); });

TEST(CertificateKinds, S13_overHttpsNoTokenGoesToABadOne) {
    for (const CertificateKind& kind : tests::certificateKinds()) {
        SCOPED_TRACE(kind.name);
        WirePeer peer(kind.identity, [&](Wire& wire) { serveWeb(wire, kind); });
        const Error error = post(peer, kind);
        const WirePeer::Heard& heard = peer.heard();
        if (kind.expected != ErrorCode::None) {
            expectRefused(error, kind, heard);
            continue;
        }
        EXPECT_EQ(error.code, ErrorCode::None) << qPrintable(error.detail);
        EXPECT_TRUE(holdsSecret(heard.secured));
        EXPECT_FALSE(holdsSecret(heard.clear));
    }
}

TEST(CertificateKinds, S13_theGoodOneIsGoodByThePolicysAuthorityAlone) {
    WirePeer peer(tests::certificateKind("good").identity, [](Wire& wire) { (void)wire.startTls(); });
    ImapTarget target;
    target.server = {u"localhost"_s, peer.port(), model::Security::Tls, u"alice"_s};
    target.password = Secret(kSecret);
    const auto connection = ImapConnection::open(target);
    ASSERT_FALSE(connection);
    EXPECT_EQ(connection.error().code, ErrorCode::CertificateUnknownAuthority);
    EXPECT_EQ(peer.heard().secured, "");
}

TEST(CertificateKinds, S13_anAuthorityOfThePolicyIsNoLeaveForAnythingElse) { // an 'accepted' self-signed one let others in (CVE-2020-24661)
    const tests::PeerIdentity& stranger = tests::certificateKind("selfSigned").identity;
    WirePeer peer(tests::certificateKind("expired").identity, [](Wire& wire) { (void)wire.startTls(); });
    ImapTarget target;
    target.server = {u"localhost"_s, peer.port(), model::Security::Tls, u"alice"_s};
    target.password = Secret(kSecret);
    target.certificates.extraAuthorities = {tests::kindsAuthorityPem(), stranger.chain};
    const auto connection = ImapConnection::open(target);
    ASSERT_FALSE(connection);
    EXPECT_EQ(connection.error().code, ErrorCode::CertificateExpired);
    EXPECT_EQ(peer.heard().secured, "");
}

} // namespace
} // namespace tributary::connect::tst_CertificateMatrix
