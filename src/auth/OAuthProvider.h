// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Secret.h"

#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace tributary::auth {

/// One entry of resources/providers.json (or of a policy) with a client id put in.
struct OAuthProvider {
    QString id, name;
    QString issuer; ///< what `iss` must be (RFC 9207, id_token); may hold {tenantid}, as Microsoft's common endpoint has it
    bool sendsIssuer = false; ///< authorization_response_iss_parameter_supported (RFC 9207 3): a callback without `iss` is refused
    QUrl authorizationEndpoint, tokenEndpoint;   ///< https, or http to loopback (a test, the demo provider)
    QUrl deviceEndpoint, revocationEndpoint;     ///< may be empty
    QStringList scopes; ///< all that is asked for, at once; `openid email profile offline_access` among them
    QList<QPair<QString, QString>> authorizationParameters; ///< beside the usual ones: access_type=offline
    QString clientId;
    Secret clientSecret;                 ///< empty: a public client (RFC 6749 2.1)
    QString redirectHost = QStringLiteral("localhost"); ///< or "127.0.0.1"
    QString redirectPath = QStringLiteral("/"); ///< exactly as registered; the port is free (RFC 8252 7.3; docs/adr/0007)
    int refreshDays = 0;                 ///< how long a refresh token lives unused; 0: not known
};

/// What a sign-in gives. Times are UTC ms since 1970.
struct Grant {
    Secret accessToken, refreshToken;
    qint64 obtainedAtMs = 0;
    qint64 expiresAtMs = 0; ///< of the access token
    QStringList scopes;     ///< granted
    QString address;        ///< from the id_token: email, else preferred_username, else upn; domain in lower case. Empty: not said
    QString subject;        ///< `sub`
};

} // namespace tributary::auth
