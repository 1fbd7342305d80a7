// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/Dialer.h"

#include <QSslConfiguration>
#include <QSslError>
#include <QSslSocket>

namespace tributary::net::detail {

/// TLS 1.2 or newer, peer verified against the system's authorities and the policy's.
[[nodiscard]] QSslConfiguration tlsConfiguration(const CertificatePolicy& policy);
/// The error that says most to a person, of those that a refused certificate has (S36).
[[nodiscard]] Error certificateError(const QList<QSslError>& errors, const QString& host);
[[nodiscard]] QList<CertificateSummary> summaries(const QList<QSslCertificate>& chain);
/// Writes what the handshake showed, also of a refused certificate.
void collectFacts(const QSslSocket& socket, const QList<QSslError>& errors, ConnectionFacts& facts);

} // namespace tributary::net::detail
