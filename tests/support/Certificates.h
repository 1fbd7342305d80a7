// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace tributary::tests {

struct CertificateOptions {
    QString commonName = QStringLiteral("localhost");
    QStringList names{QStringLiteral("DNS:localhost"), QStringLiteral("IP:127.0.0.1"), QStringLiteral("IP:::1")};
    int fromDays = -1; ///< from today
    int toDays = 30;
    enum class Signer { Authority, UnknownAuthority, Itself } signer = Signer::Authority;
};

/// A throwaway server certificate with its key, PEM. Made in memory, in a millisecond or so. Any thread.
struct ServerCertificate {
    QByteArray certificate;
    QByteArray key;
};
[[nodiscard]] ServerCertificate makeCertificate(const CertificateOptions& options = {});

/// The authority behind Signer::Authority, PEM: another one in each process.
[[nodiscard]] QByteArray authorityPem();

} // namespace tributary::tests
