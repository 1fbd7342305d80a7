// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/CaptivePortal.h"

#include <algorithm>

namespace tributary::connect {

namespace {

constexpr QByteArrayView kHttp("HTTP/1.");

bool comesOfAPortal(const Error& error) {
    switch (error.code) {
    case ErrorCode::CertificateExpired:
    case ErrorCode::CertificateNotYetValid:
    case ErrorCode::CertificateWrongHost:
    case ErrorCode::CertificateSelfSigned:
    case ErrorCode::CertificateUnknownAuthority:
    case ErrorCode::CertificateInvalid:
    case ErrorCode::TlsHandshakeFailed:
    case ErrorCode::NotTls:
    case ErrorCode::NotThisProtocol: return true;
    default: return false;
    }
}

} // namespace

Error portalError(Error error, bool behindPortal) {
    if (behindPortal && comesOfAPortal(error)) {
        error.kind = ErrorKind::Network;
        error.code = ErrorCode::CaptivePortal;
    }
    return error;
}

Status portalStatus(const Status& status, bool behindPortal) {
    if (status)
        return status;
    return failure(portalError(status.error(), behindPortal));
}

bool isHttp(QByteArrayView firstBytes) {
    return firstBytes.size() >= kHttp.size() && firstBytes.first(kHttp.size()).compare(kHttp, Qt::CaseInsensitive) == 0;
}

bool mayBecomeHttp(QByteArrayView firstBytes) {
    return firstBytes.size() < kHttp.size() && kHttp.first(firstBytes.size()).compare(firstBytes, Qt::CaseInsensitive) == 0;
}

} // namespace tributary::connect
