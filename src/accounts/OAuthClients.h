// SPDX-License-Identifier: GPL-3.0-or-later
// Under which name this program asks a provider for sign-ins (RFC 6749 2.2). Client ids belong to whoever builds or runs the
// program: none is invented, none is borrowed (docs/oauth.md).
#pragma once

#include "base/Result.h"
#include "base/Secret.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace tributary::accounts {

/// What was registered at a provider.
struct OAuthClient {
    QString clientId;    ///< empty: that of who comes next (mergedClient)
    QString tenant;      ///< Microsoft: common, organizations, consumers or a tenant id; empty: the provider's usual one
    QString authority;   ///< "https://login.example.com"; empty: the provider's usual one
    QStringList scopes;  ///< empty: the provider's usual ones
    Secret clientSecret; ///< what some providers give to programs too; no secret at all, and empty for most
};
/// By provider id ("outlook").
using OAuthClients = QHash<QString, OAuthClient>;

/// The policy's "OAuthClients" object, which the settings' file and the build's have, too. InvalidInput/PolicyFaulty with
/// the place ("OAuthClients.outlook.tenant: ...") where it is faulty: then nothing of it counts.
[[nodiscard]] Result<OAuthClients> parseOAuthClients(const QByteArray& json, const QString& place);

/// first, filled up by second where it names no client id itself (a policy may set the tenant for the build's client).
[[nodiscard]] OAuthClient mergedClient(const OAuthClient& first, const OAuthClient& second);

/// The same as a file holds it; what is empty, and a client secret, is left out.
[[nodiscard]] QByteArray writeOAuthClients(const OAuthClients& clients);

/// "https://HOST[:PORT][/PATH]"; http only for this machine itself.
[[nodiscard]] bool isAuthority(const QString& text);

} // namespace tributary::accounts
