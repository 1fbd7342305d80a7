// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/Dialer.h"

#include <QSslConfiguration>
#include <QSslError>
#include <QSslSocket>

namespace tributary::net::detail {

/// OpenSSL's: keys and signatures of 112 bits, which is RSA of 2048 and no SHA-1.
inline constexpr int kLeastSecurityLevel = 2;

/// TLS 1.2 or newer, peer verified against the system's authorities and the policy's.
[[nodiscard]] QSslConfiguration tlsConfiguration(const CertificatePolicy& policy);
/// The error that says most to a person, of those that a refused certificate has (S36).
[[nodiscard]] Error certificateError(const QList<QSslError>& errors, const QString& host);
/// What a certificate must name: the host in ACE form without the root's dot, or the address without a zone.
[[nodiscard]] QString verifiedName(const QString& host);
/// RFC 9525 6.3 and 6.4: a subjectAltName of the right kind is this name, '*' standing for one whole first label. The
/// common name never counts (Qt alone would take it).
[[nodiscard]] bool nameFits(const QSslCertificate& certificate, const QString& name);
[[nodiscard]] QList<CertificateSummary> summaries(const QList<QSslCertificate>& chain);
/// Writes what the handshake showed, also of a refused certificate.
void collectFacts(const QSslSocket& socket, const QList<QSslError>& errors, ConnectionFacts& facts);

} // namespace tributary::net::detail
