// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/CertificatePolicy.h"

#include <QFile>
#include <QSslCertificate>

namespace tributary::net {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr qint64 kMaxPemBytes = 4 << 20;
}

Result<CertificatePolicy> loadCertificatePolicy(const QStringList& pemFiles) {
    CertificatePolicy policy;
    for (const QString& name : pemFiles) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly))
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, name + u": "_s + file.errorString());
        const QByteArray pem = file.read(kMaxPemBytes);
        if (QSslCertificate::fromData(pem, QSsl::Pem).isEmpty())
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, name + u": no certificate in it"_s);
        policy.extraAuthorities.append(pem);
    }
    return policy;
}

} // namespace tributary::net
