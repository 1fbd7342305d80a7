// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Secret.h"

namespace tributary::auth::detail {

/// 256 bits of OpenSSL's generator in base64url, 43 characters (RFC 7636 4.1). Empty when there is no randomness: use it not.
[[nodiscard]] Secret oneTimeValue();

/// code_challenge of S256 (RFC 7636 4.2).
[[nodiscard]] QByteArray challengeOf(const Secret& verifier);

} // namespace tributary::auth::detail
