// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/detail/TlsFacts.h"

#include <QCryptographicHash>
#include <QHostAddress>
#include <QSslCipher>
#include <QUrl>

#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <memory>

namespace tributary::net::detail {

using namespace Qt::Literals::StringLiterals;

namespace {

ErrorCode codeOf(QSslError::SslError error) {
    switch (error) {
    case QSslError::SelfSignedCertificate: return ErrorCode::CertificateSelfSigned;
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return ErrorCode::CertificateUnknownAuthority;
    case QSslError::CertificateExpired: return ErrorCode::CertificateExpired;
    case QSslError::CertificateNotYetValid: return ErrorCode::CertificateNotYetValid;
    case QSslError::HostNameMismatch: return ErrorCode::CertificateWrongHost;
    default: return ErrorCode::CertificateInvalid;
    }
}

/// Who signed it says more than when, and when more than for whom: the first of these that applies is told.
constexpr std::array kPrecedence{ErrorCode::CertificateSelfSigned,   ErrorCode::CertificateUnknownAuthority,
                                 ErrorCode::CertificateExpired,      ErrorCode::CertificateNotYetValid,
                                 ErrorCode::CertificateWrongHost,    ErrorCode::CertificateInvalid};

QString nameOf(const QSslCertificate& certificate, bool issuer) {
    const auto get = [&](QSslCertificate::SubjectInfo info) {
        return (issuer ? certificate.issuerInfo(info) : certificate.subjectInfo(info)).join(u", "_s);
    };
    const QString common = get(QSslCertificate::CommonName);
    const QString organisation = get(QSslCertificate::Organization);
    if (common.isEmpty() || organisation.isEmpty())
        return common.isEmpty() ? organisation : common;
    return u"%1 (%2)"_s.arg(common, organisation);
}

/// What the system's settings ask for, or the compiled-in default.
int systemSecurityLevel() {
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free);
    return context ? SSL_CTX_get_security_level(context.get()) : 0;
}

} // namespace

QSslConfiguration tlsConfiguration(const CertificatePolicy& policy) {
    // The default looks the system's authorities up by their hashes as a chain needs them (and holds them all where the
    // system has no such directory); setCaCertificates() would end that, and reading all costs 0.1 s a process.
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    for (const QByteArray& pem : policy.extraAuthorities)
        configuration.addCaCertificates(QSslCertificate::fromData(pem, QSsl::Pem));
    configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, true);
    // RSA of 1024 bits is good enough for level 1, which some systems have.
    static const bool isLenient = systemSecurityLevel() < kLeastSecurityLevel;
    if (isLenient && QSslSocket::activeBackend() == "openssl"_L1)
        configuration.setBackendConfigurationOption("CipherString", QByteArray("DEFAULT@SECLEVEL=" + QByteArray::number(kLeastSecurityLevel)));
    return configuration;
}

Error certificateError(const QList<QSslError>& errors, const QString& host) {
    for (const ErrorCode code : kPrecedence) {
        for (const QSslError& error : errors) {
            if (codeOf(error.error()) == code)
                return {ErrorKind::Tls, code, {}, u"%1: %2"_s.arg(host, error.errorString())};
        }
    }
    return {ErrorKind::Tls, ErrorCode::CertificateInvalid, {}, host};
}

QString verifiedName(const QString& host) {
    QHostAddress address;
    if (address.setAddress(host)) {
        address.setScopeId({});
        return address.toString();
    }
    QString name = QString::fromLatin1(QUrl::toAce(host)).toLower();
    if (name.endsWith(u'.'))
        name.chop(1);
    return name;
}

bool nameFits(const QSslCertificate& certificate, const QString& name) {
    const auto alternatives = certificate.subjectAlternativeNames();
    QHostAddress address;
    if (address.setAddress(name)) {
        const QStringList addresses = alternatives.values(QSsl::IpAddressEntry);
        return std::any_of(addresses.begin(), addresses.end(), [&](const QString& a) { return QHostAddress(a) == address; });
    }
    const QStringList names = alternatives.values(QSsl::DnsEntry);
    return std::any_of(names.begin(), names.end(), [&](const QString& pattern) {
        if (!pattern.startsWith("*."_L1))
            return pattern.compare(name, Qt::CaseInsensitive) == 0;
        const qsizetype dot = name.indexOf(u'.');
        return dot > 0 && pattern.count(u'.') > 1 && pattern.mid(1).compare(name.mid(dot), Qt::CaseInsensitive) == 0;
    });
}

QList<CertificateSummary> summaries(const QList<QSslCertificate>& chain) {
    QList<CertificateSummary> list;
    for (const QSslCertificate& certificate : chain) {
        if (certificate.isNull())
            continue;
        CertificateSummary summary;
        summary.subject = nameOf(certificate, false);
        summary.issuer = nameOf(certificate, true);
        const auto names = certificate.subjectAlternativeNames();
        for (const QString& name : names)
            summary.names.append(name);
        summary.names.sort();
        summary.notBefore = certificate.effectiveDate();
        summary.notAfter = certificate.expiryDate();
        summary.sha256 = QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper());
        summary.selfSigned = certificate.isSelfSigned();
        list.append(summary);
    }
    return list;
}

void collectFacts(const QSslSocket& socket, const QList<QSslError>& errors, ConnectionFacts& facts) {
    QList<QSslCertificate> chain = socket.peerCertificateChain();
    if (chain.isEmpty()) {
        for (const QSslError& error : errors) {
            if (!error.certificate().isNull() && !chain.contains(error.certificate()))
                chain.append(error.certificate());
        }
    }
    if (!chain.isEmpty())
        facts.chain = summaries(chain);
    facts.cipher = socket.sessionCipher().name();
    switch (socket.sessionProtocol()) {
    case QSsl::TlsV1_2: facts.tlsVersion = u"TLS 1.2"_s; break;
    case QSsl::TlsV1_3: facts.tlsVersion = u"TLS 1.3"_s; break;
    default: facts.tlsVersion.clear(); break;
    }
}

} // namespace tributary::net::detail
