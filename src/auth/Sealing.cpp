// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/Sealing.h"

#include "auth/detail/AesGcm.h"
#include "base/Guarded.h"

#include <QMessageAuthenticationCode>

#include <variant>

namespace tributary::auth {

using namespace Qt::Literals::StringLiterals;
using detail::kKeyBytes;
using detail::kNonceBytes;
using detail::kTagBytes;

namespace {

Result<Secret> makeKey(SecretStore& secrets, const QString& name) {
    QByteArray bytes = detail::randomBytes(kKeyBytes);
    if (bytes.isEmpty())
        return failure(ErrorKind::Internal, ErrorCode::Bug, u"no random numbers"_s);
    Secret key(bytes);
    QByteArray text = bytes.toBase64(); // keychains keep text
    const Status saved = secrets.save(name, Secret(text));
    Secret::wipe(bytes);
    Secret::wipe(text);
    if (!saved)
        return failure(saved.error());
    return key;
}

} // namespace

Result<Secret> keptKey(SecretStore& secrets, const QString& name) {
    static Guarded<std::monostate> making; // of two that are made at once one would be lost, with what it has sealed
    return making.with([&](std::monostate&) -> Result<Secret> {
        const auto kept = secrets.load(name);
        if (!kept)
            return kept.error().code == ErrorCode::SecretMissing ? makeKey(secrets, name) : failure(kept.error());
        Secret key(QByteArray::fromBase64(kept->reveal()));
        return key.reveal().size() == kKeyBytes ? Result<Secret>(key) : makeKey(secrets, name);
    });
}

Result<QByteArray> seal(const Secret& key, const QByteArray& purpose, const QByteArray& plain) {
    const QByteArray nonce = detail::randomBytes(kNonceBytes);
    QByteArray tag;
    const auto sealed = nonce.isEmpty() ? std::nullopt : detail::crypt(true, key, nonce, purpose, plain, tag);
    if (!sealed)
        return failure(ErrorKind::Internal, ErrorCode::Bug, u"sealing failed"_s);
    return nonce + *sealed + tag;
}

Result<QByteArray> unseal(const Secret& key, const QByteArray& purpose, const QByteArray& sealed) {
    QByteArray tag = sealed.right(kTagBytes);
    const auto plain = sealed.size() < kNonceBytes + kTagBytes
                           ? std::nullopt
                           : detail::crypt(false, key, sealed.left(kNonceBytes), purpose, sealed.mid(kNonceBytes, sealed.size() - kNonceBytes - kTagBytes), tag);
    if (!plain)
        return failure(ErrorKind::Storage, ErrorCode::WrongPassphrase, u"what was sealed cannot be opened: its key is another one by now"_s);
    return *plain;
}

QByteArray mac(const Secret& key, const QByteArray& data) {
    return QMessageAuthenticationCode::hash(data, key.reveal(), QCryptographicHash::Sha256);
}

Result<QByteArray> randomSalt(int bytes) {
    const QByteArray salt = detail::randomBytes(bytes);
    if (salt.isEmpty())
        return failure(ErrorKind::Internal, ErrorCode::Bug, u"no random numbers"_s);
    return salt;
}

Result<QByteArray> randomDigits(int count) {
    constexpr uchar kFair = 250; // above it some digits would come more often
    QByteArray digits;
    while (digits.size() < count) {
        TRY(const QByteArray byte, randomSalt(1));
        if (const auto value = static_cast<uchar>(byte.at(0)); value < kFair)
            digits.append(static_cast<char>('0' + value % 10));
    }
    return digits;
}

} // namespace tributary::auth
