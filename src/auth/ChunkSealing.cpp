// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/ChunkSealing.h"

#include "auth/Sealing.h"
#include "auth/detail/AesGcm.h"

#include <QtEndian>

#include <openssl/evp.h>

#include <limits>

namespace tributary::auth {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint64 kMostMemory = 512ULL << 20;
constexpr qsizetype kCheckBytes = 16;

tl::unexpected<Error> damagedPiece(quint32 number) {
    return failure(ErrorKind::Storage, ErrorCode::DatabaseDamaged, u"piece %1 of the backup was changed, is missing or stands elsewhere"_s.arg(number + 1));
}

} // namespace

Result<Secret> keyOfPassphrase(const Secret& passphrase, const QByteArray& salt, const ScryptCost& cost) {
    if (passphrase.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, u"passphrase"_s);
    const bool isSensible = cost.logN >= 10 && cost.logN <= 22 && cost.r >= 1 && cost.r <= 32 && cost.p >= 1 && cost.p <= 16;
    if (!isSensible || (128ULL * cost.r << cost.logN) > kMostMemory)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"the cost of the backup's passphrase (scrypt %1, %2, %3)"_s.arg(cost.logN).arg(cost.r).arg(cost.p));
    QByteArray key(detail::kKeyBytes, '\0');
    const QByteArray& words = passphrase.reveal();
    const int ok = EVP_PBE_scrypt(words.constData(), static_cast<size_t>(words.size()), reinterpret_cast<const unsigned char*>(salt.constData()),
                                  static_cast<size_t>(salt.size()), 1ULL << cost.logN, cost.r, cost.p, 2 * kMostMemory,
                                  reinterpret_cast<unsigned char*>(key.data()), static_cast<size_t>(key.size()));
    if (ok != 1)
        return failure(ErrorKind::Internal, ErrorCode::Bug, u"scrypt failed"_s);
    Secret secret(key);
    Secret::wipe(key);
    return secret;
}

QByteArray keyCheck(const Secret& key, const QByteArray& header) { return mac(key, "key check" + header).first(kCheckBytes); }

/// Seven bytes of nothing (the key is this file's alone), the number, whether it is the last.
Result<QByteArray> ChunkSealing::nextNonce(bool isLast) {
    if (m_isEnded || m_number == std::numeric_limits<quint32>::max())
        return failure(ErrorKind::Internal, ErrorCode::Bug, u"a piece behind the last one"_s);
    QByteArray nonce(detail::kNonceBytes, '\0');
    qToBigEndian(m_number, nonce.data() + 7);
    nonce[11] = isLast ? 1 : 0;
    m_isEnded = isLast;
    return nonce;
}

Result<QByteArray> ChunkSealing::seal(const QByteArray& plain, bool isLast) {
    TRY(const QByteArray nonce, nextNonce(isLast));
    QByteArray tag;
    const auto sealed = detail::crypt(true, m_key, nonce, m_header, plain, tag);
    if (!sealed)
        return failure(ErrorKind::Internal, ErrorCode::Bug, u"sealing failed"_s);
    ++m_number;
    return *sealed + tag;
}

Result<QByteArray> ChunkSealing::open(const QByteArray& sealed, bool isLast) {
    if (m_isEnded || sealed.size() < kMoreBytes)
        return damagedPiece(m_number);
    TRY(const QByteArray nonce, nextNonce(isLast));
    QByteArray tag = sealed.right(kMoreBytes);
    auto plain = detail::crypt(false, m_key, nonce, m_header, sealed.chopped(kMoreBytes), tag);
    if (!plain)
        return damagedPiece(m_number);
    ++m_number;
    return std::move(*plain);
}

} // namespace tributary::auth
