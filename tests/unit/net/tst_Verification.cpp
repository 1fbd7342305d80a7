// SPDX-License-Identifier: GPL-3.0-or-later
// Who is believed to be the server (S13, S36; RFC 8446, 5246, 9525): real handshakes on loopback.
#include "net/detail/TlsFacts.h"
#include "unit/net/NetFixture.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace tributary::net::tst_Verification {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::CertificateOptions;
using Signer = CertificateOptions::Signer;

/// How a handshake with the host of this name ends, at a server on loopback with this certificate. The name need not
/// resolve: the connection goes to the address that is given in its stead.
Error handshakeAs(const QString& name, const CertificateOptions& certificate, DialOptions options = trustingOptions(),
                  std::shared_ptr<ConnectionFacts> facts = std::make_shared<ConnectionFacts>()) {
    const ScriptedServer server(serverWith(certificate), kHello);
    facts->addresses = QStringList{u"127.0.0.1"_s};
    TlsStream stream(placeOf(name, server.port()), options, facts);
    EXPECT_TRUE(stream.connectTcp());
    const Status status = stream.handshake(options.connectTimeout);
    EXPECT_EQ(stream.isEncrypted(), status.has_value());
    return status ? Error{ErrorKind::Internal, ErrorCode::None, {}, {}} : status.error();
}

CertificateOptions certificateFor(const QStringList& names, const QString& commonName = u"x.test"_s) {
    CertificateOptions options;
    options.names = names;
    options.commonName = commonName;
    return options;
}

ErrorCode codeFor(const QString& host, const QStringList& names, const QString& commonName = u"x.test"_s) {
    const Error error = handshakeAs(host, certificateFor(names, commonName));
    EXPECT_TRUE(error.code == ErrorCode::None || error.kind == ErrorKind::Tls) << qPrintable(host);
    return error.code;
}

TEST(HostName, mustStandInTheSubjectAltName) {
    EXPECT_EQ(codeFor(u"mail.example"_s, {u"DNS:other.example"_s, u"DNS:mail.example"_s}), ErrorCode::None);
    EXPECT_EQ(codeFor(u"MAIL.Example"_s, {u"DNS:mail.EXAMPLE"_s}), ErrorCode::None);
    EXPECT_EQ(codeFor(u"mail.example."_s, {u"DNS:mail.example"_s}), ErrorCode::None) << "the root's dot";
    EXPECT_EQ(codeFor(u"bücher.example"_s, {u"DNS:xn--bcher-kva.example"_s}), ErrorCode::None);
    EXPECT_EQ(codeFor(u"mail.example"_s, {u"DNS:mail.example.evil.test"_s}), ErrorCode::CertificateWrongHost);
    EXPECT_EQ(codeFor(u"mail.example"_s, {u"DNS:example"_s}), ErrorCode::CertificateWrongHost);
}

TEST(HostName, theCommonNameNeverCounts) { // RFC 9525 2
    EXPECT_EQ(codeFor(u"mail.example"_s, {}, u"mail.example"_s), ErrorCode::CertificateWrongHost);
    EXPECT_EQ(codeFor(u"mail.example"_s, {u"DNS:other.example"_s}, u"mail.example"_s), ErrorCode::CertificateWrongHost);
    EXPECT_EQ(codeFor(u"mail.example"_s, {}, u"*.example"_s), ErrorCode::CertificateWrongHost);
}

TEST(HostName, aStarIsOneWholeFirstLabel) {
    EXPECT_EQ(codeFor(u"imap.mail.example"_s, {u"DNS:*.mail.example"_s}), ErrorCode::None);
    EXPECT_EQ(codeFor(u"mail.example"_s, {u"DNS:*.mail.example"_s}), ErrorCode::CertificateWrongHost);
    EXPECT_EQ(codeFor(u"a.b.mail.example"_s, {u"DNS:*.mail.example"_s}), ErrorCode::CertificateWrongHost);
    EXPECT_EQ(codeFor(u"mail.example"_s, {u"DNS:*.example"_s}), ErrorCode::CertificateWrongHost)
        << "a whole top-level domain";
    EXPECT_EQ(codeFor(u"imap.mail.example"_s, {u"DNS:im*.mail.example"_s}), ErrorCode::CertificateWrongHost)
        << "a part of a label";
    EXPECT_EQ(codeFor(u"imap.mail.example"_s, {u"DNS:imap.*.example"_s}), ErrorCode::CertificateWrongHost);
    EXPECT_EQ(codeFor(u"imap.mail.example"_s, {u"DNS:*"_s}), ErrorCode::CertificateWrongHost);
}

TEST(HostName, anAddressMustStandThereAsAnAddress) {
    EXPECT_EQ(codeFor(u"127.0.0.1"_s, {u"IP:127.0.0.1"_s}), ErrorCode::None);
    EXPECT_EQ(codeFor(u"127.0.0.1"_s, {u"IP:127.0.0.2"_s}), ErrorCode::CertificateWrongHost);
    EXPECT_EQ(codeFor(u"127.0.0.1"_s, {u"DNS:127.0.0.1"_s}), ErrorCode::CertificateWrongHost);
    EXPECT_EQ(codeFor(u"127.0.0.1"_s, {u"DNS:localhost"_s}, u"127.0.0.1"_s), ErrorCode::CertificateWrongHost);
    EXPECT_EQ(codeFor(u"localhost"_s, {u"IP:127.0.0.1"_s}), ErrorCode::CertificateWrongHost)
        << "a name is not its address";
}

TEST(Chain, eachRefusalIsNamedAndShowsTheCertificate) {
    CertificateOptions selfSigned, unknown, expired, future;
    selfSigned.signer = Signer::Itself;
    unknown.signer = Signer::UnknownAuthority;
    expired.fromDays = -20, expired.toDays = -2;
    future.fromDays = 2;
    const std::pair<CertificateOptions, ErrorCode> cases[]{{selfSigned, ErrorCode::CertificateSelfSigned},
                                                           {unknown, ErrorCode::CertificateUnknownAuthority},
                                                           {expired, ErrorCode::CertificateExpired},
                                                           {future, ErrorCode::CertificateNotYetValid}};
    for (const auto& [certificate, code] : cases) {
        const auto facts = std::make_shared<ConnectionFacts>();
        const Error error = handshakeAs(u"localhost"_s, certificate, trustingOptions(), facts);
        EXPECT_EQ(error.kind, ErrorKind::Tls) << codeName(code).data();
        EXPECT_EQ(error.code, code) << codeName(error.code).data();
        ASSERT_FALSE(facts->chain.isEmpty()) << codeName(code).data();
        EXPECT_EQ(facts->chain.first().subject, u"localhost"_s);
        EXPECT_EQ(facts->chain.first().selfSigned, code == ErrorCode::CertificateSelfSigned);
    }
}

TEST(Chain, aRefusedNameShowsTheCertificateToo) {
    const auto facts = std::make_shared<ConnectionFacts>();
    EXPECT_EQ(handshakeAs(u"mail.example"_s, certificateFor({u"DNS:other.example"_s}, u"mail.example"_s),
                          trustingOptions(), facts)
                  .code,
              ErrorCode::CertificateWrongHost);
    ASSERT_FALSE(facts->chain.isEmpty());
    EXPECT_EQ(facts->chain.first().names, QStringList{u"other.example"_s});
}

TEST(Chain, theAuthorityCountsOnlyByPolicy) {
    DialOptions strict = trustingOptions();
    strict.certificates = {};
    EXPECT_EQ(handshakeAs(u"localhost"_s, {}, strict).code, ErrorCode::CertificateUnknownAuthority);
    EXPECT_EQ(handshakeAs(u"localhost"_s, {}).code, ErrorCode::None);
}

TEST(Chain, factsTellVersionCipherAndChain) {
    const auto facts = std::make_shared<ConnectionFacts>();
    EXPECT_EQ(handshakeAs(u"localhost"_s, {}, trustingOptions(), facts).code, ErrorCode::None);
    EXPECT_EQ(facts->tlsVersion, u"TLS 1.3"_s);
    EXPECT_FALSE(facts->cipher.isEmpty());
    ASSERT_FALSE(facts->chain.isEmpty());
    EXPECT_EQ(facts->chain.first().issuer, u"Test authority"_s);
}

/// 'openssl s_server' at one protocol version: what a socket of ours would not speak.
class OldServer {
  public:
    explicit OldServer(const QString& version) {
        const tests::ServerCertificate made = tests::makeCertificate();
        QFile pem(m_directory.filePath(u"both.pem"_s));
        EXPECT_TRUE(pem.open(QIODevice::WriteOnly));
        pem.write(made.certificate + made.key);
        pem.close();
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(u"openssl"_s,
                        {u"s_server"_s, u"-accept"_s, u"127.0.0.1:0"_s, u"-cert"_s, pem.fileName(), u"-key"_s,
                         pem.fileName(), version, u"-cipher"_s, u"ALL:@SECLEVEL=0"_s, u"-naccept"_s, u"2"_s});
        QByteArray text;
        const QRegularExpression accepts(u"ACCEPT 127\\.0\\.0\\.1:(\\d+)\\n"_s);
        while (!accepts.match(QString::fromLatin1(text)).hasMatch() && m_process.waitForReadyRead(10'000))
            text += m_process.readAll();
        m_port = accepts.match(QString::fromLatin1(text)).captured(1).toUShort();
    }
    ~OldServer() {
        m_process.kill();
        m_process.waitForFinished();
    }
    [[nodiscard]] quint16 port() const { return m_port; }

  private:
    QTemporaryDir m_directory;
    QProcess m_process;
    quint16 m_port = 0;
};

QByteArray oldClient(quint16 port, const QString& version) {
    QProcess client;
    client.setProcessChannelMode(QProcess::MergedChannels);
    client.start(u"openssl"_s, {u"s_client"_s, u"-connect"_s, u"127.0.0.1:%1"_s.arg(port), version, u"-cipher"_s,
                                u"ALL:@SECLEVEL=0"_s});
    client.closeWriteChannel();
    client.waitForFinished(10'000);
    return client.readAll();
}

TEST(TlsVersion, belowOnePointTwoIsRefused) {
    for (const auto& version : {u"-tls1"_s, u"-tls1_1"_s}) {
        const OldServer server(version);
        ASSERT_NE(server.port(), 0);
        ASSERT_TRUE(oldClient(server.port(), version).contains("BEGIN CERTIFICATE")) << "the server itself works";
        const DialResult result = dial(placeOf(u"127.0.0.1"_s, server.port()), trustingOptions());
        ASSERT_FALSE(result.status) << qPrintable(version);
        EXPECT_EQ(result.status.error().kind, ErrorKind::Tls) << qPrintable(result.status.error().detail);
        EXPECT_EQ(result.status.error().code, ErrorCode::TlsHandshakeFailed);
        EXPECT_EQ(result.stream, nullptr);
    }
}

TEST(TlsVersion, isOursToBound) { // the system's OpenSSL may refuse old versions too, or not
    const QSslConfiguration configuration = detail::tlsConfiguration({});
    EXPECT_EQ(configuration.protocol(), QSsl::TlsV1_2OrLater);
    EXPECT_EQ(configuration.peerVerifyMode(), QSslSocket::VerifyPeer);
}

TEST(TlsVersion, onePointTwoIsGoodEnough) {
    const OldServer server(u"-tls1_2"_s);
    ASSERT_NE(server.port(), 0);
    const DialResult result = dial(placeOf(u"127.0.0.1"_s, server.port()), trustingOptions());
    ASSERT_TRUE(result.status) << qPrintable(result.status.error().detail);
    EXPECT_EQ(result.facts->tlsVersion, u"TLS 1.2"_s);
}

} // namespace
} // namespace tributary::net::tst_Verification
