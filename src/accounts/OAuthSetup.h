// SPDX-License-Identifier: GPL-3.0-or-later
// From a provider's data and a client id to where and how it is signed in at (docs/oauth.md).
#pragma once

#include "accounts/Discovery.h"
#include "accounts/OAuthClients.h"
#include "auth/OAuthFlow.h"

namespace tributary::accounts {

/// The provider's data with the client's values put in. Pure. InvalidInput: Unsupported where its sign-in pages are not known;
/// FieldMissing "client-id" where nobody registered this program there.
[[nodiscard]] Result<auth::OAuthProvider> makeOAuthProvider(const Provider& provider, const OAuthClient& client);

/// Whether its endpoints must be asked for first: an administrator named another authority than the provider's own.
[[nodiscard]] bool isOwnAuthority(const Provider& provider, const OAuthClient& client);

/// Asks that authority for its endpoints (OpenID Connect Discovery 4: AUTHORITY/TENANT/v2.0, then AUTHORITY); where it says nothing (404),
/// they stay as they are. Blocks; worker threads only. Errors as net::fetchHttp; Protocol/MalformedResponse for an answer that is
/// none, or names a place elsewhere.
[[nodiscard]] Result<auth::OAuthProvider> discoverEndpoints(auth::OAuthProvider provider, const OAuthClient& client, const auth::OAuthLine& line,
                                                            const CancelToken& cancel);

} // namespace tributary::accounts
