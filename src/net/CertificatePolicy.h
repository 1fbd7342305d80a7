// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QStringList>

namespace tributary::net {

/// Which authorities are trusted: the system's and those that a machine policy adds (S13). There is no field to turn
/// verification off.
struct CertificatePolicy {
    QList<QByteArray> extraAuthorities; ///< PEM, may hold several certificates each
};

/// What is shown of a certificate (S36).
struct CertificateSummary {
    QString subject;
    QString issuer;
    QStringList names; ///< subjectAltName: DNS and IP
    QDateTime notBefore, notAfter;
    QString sha256;    ///< fingerprint, "AA:BB:..."
    bool selfSigned = false;
    bool operator==(const CertificateSummary&) const = default;
};

/// Reads the PEM files; InvalidInput/BadValue (detail: the file) when one is missing or holds no certificate.
[[nodiscard]] Result<CertificatePolicy> loadCertificatePolicy(const QStringList& pemFiles);

} // namespace tributary::net
