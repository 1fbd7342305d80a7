// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/detail/OneTime.h"

#include <QCryptographicHash>

#include <openssl/rand.h>

namespace tributary::auth::detail {

namespace {
constexpr int kOneTimeBytes = 32;
constexpr auto kUrlSafe = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
} // namespace

Secret oneTimeValue() {
    QByteArray bytes(kOneTimeBytes, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), kOneTimeBytes) != 1)
        return {};
    QByteArray text = bytes.toBase64(kUrlSafe);
    Secret value(text);
    Secret::wipe(bytes);
    Secret::wipe(text);
    return value;
}

QByteArray challengeOf(const Secret& verifier) {
    return QCryptographicHash::hash(verifier.reveal(), QCryptographicHash::Sha256).toBase64(kUrlSafe);
}

} // namespace tributary::auth::detail
