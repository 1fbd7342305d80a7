// SPDX-License-Identifier: GPL-3.0-or-later
// How a grant lies in the SecretStore: JSON with version, refresh, access, obtained, expires (UTC ms), scopes, address, subject,
// client. Pure.
#pragma once

#include "auth/OAuthProvider.h"
#include "base/Result.h"

namespace tributary::auth::detail {

struct KeptGrant {
    Grant grant;
    QString clientId; ///< a refresh token is bound to it
};

[[nodiscard]] Secret keptForm(const KeptGrant& kept);
/// Auth/SecretMissing, detail: the key, for what is damaged or of a version that is not known.
[[nodiscard]] Result<KeptGrant> parseKeptGrant(const Secret& secret, const QString& key);

} // namespace tributary::auth::detail
