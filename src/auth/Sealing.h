// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the database and must not be read there.
#pragma once

#include "auth/SecretStore.h"
#include "base/Result.h"
#include "base/Secret.h"

#include <QByteArray>

namespace tributary::auth {

/// 32 random bytes that are kept under the name; made the first time. Worker threads. Errors as SecretStore.
[[nodiscard]] Result<Secret> keptKey(SecretStore& secrets, const QString& name);

/// AES-256-GCM with a nonce of its own. purpose is bound to it: it opens under no other. Pure but for random numbers.
[[nodiscard]] Result<QByteArray> seal(const Secret& key, const QByteArray& purpose, const QByteArray& plain);
/// Storage/WrongPassphrase: another key or purpose, or bytes were changed.
[[nodiscard]] Result<QByteArray> unseal(const Secret& key, const QByteArray& purpose, const QByteArray& sealed);

/// HMAC-SHA-256 (RFC 2104).
[[nodiscard]] QByteArray mac(const Secret& key, const QByteArray& data);

/// Random bytes of the system; Internal/Bug where it has none.
[[nodiscard]] Result<QByteArray> randomSalt(int bytes);

/// So many decimal digits, each number as likely as any other.
[[nodiscard]] Result<QByteArray> randomDigits(int count);

} // namespace tributary::auth
