// SPDX-License-Identifier: GPL-3.0-or-later
// Who signed in (OpenID Connect Core 2). The token comes straight from the token endpoint, over TLS that was verified: its signature
// need not be checked (3.1.3.7, point 6), and is not. Pure.
#pragma once

#include "auth/OAuthProvider.h"
#include "base/Result.h"

namespace tributary::auth::detail {

struct IdTokenExpectation {
    QString issuer;         ///< may hold {tenantid}
    QString callbackIssuer; ///< the `iss` of the redirect; empty: there was none
    QString clientId;
    Secret nonce;           ///< empty: none was sent (device flow)
    qint64 nowMs = 0;       ///< UTC since 1970; ten minutes of skew are borne
};
struct IdTokenClaims {
    QString address, subject;
};

/// Protocol/MalformedResponse: it cannot be read; UnexpectedResponse: it is not for this sign-in (iss, aud, azp, exp, nonce).
[[nodiscard]] Result<IdTokenClaims> checkIdToken(const QByteArray& token, const IdTokenExpectation& expected);

/// Whether an issuer is the one meant: equal, or for {tenantid} a GUID in its place.
[[nodiscard]] bool isIssuer(const QString& issuer, const QString& expected);

/// Domain in lower case; the part before the @ as it is.
[[nodiscard]] QString withLowerDomain(const QString& address);

} // namespace tributary::auth::detail
