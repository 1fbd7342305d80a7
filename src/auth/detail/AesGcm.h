// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Secret.h"

#include <QByteArray>

#include <optional>

namespace tributary::auth::detail {

inline constexpr int kNonceBytes = 12;
inline constexpr int kTagBytes = 16;
inline constexpr int kKeyBytes = 32;

/// Of the system's generator; empty where it fails.
[[nodiscard]] QByteArray randomBytes(int count);

/// AES-256-GCM over input, header authenticated too. Encrypting gives the tag, decrypting takes it; nothing: the tag does not fit.
[[nodiscard]] std::optional<QByteArray> crypt(bool encrypt, const Secret& key, const QByteArray& nonce, const QByteArray& header,
                                              const QByteArray& input, QByteArray& tag);

} // namespace tributary::auth::detail
