// SPDX-License-Identifier: GPL-3.0-or-later
// Forms to a provider's endpoints and what comes back (RFC 6749 3.2, 5).
#pragma once

#include "auth/OAuthFlow.h"

#include <QJsonObject>
#include <QList>
#include <QPair>

namespace tributary::auth::detail {

using Form = QList<QPair<QByteArray, Secret>>;

/// https, or http on this machine. InvalidInput/FieldMissing, BadValue, TlsRequired; name: of the endpoint, for the detail.
[[nodiscard]] Status checkEndpoint(const QUrl& endpoint, const QString& name);
/// Client id and the endpoints that every flow needs.
[[nodiscard]] Status checkProvider(const OAuthProvider& provider);

/// client_id, and client_secret where there is one (RFC 6749 2.3.1), before the rest.
[[nodiscard]] Form clientForm(const OAuthProvider& provider);

/// Posts it, once and to nobody else; gives the JSON object of a 2xx answer without `error`. An empty answer is an empty object where
/// mayBeEmpty.
[[nodiscard]] Result<QJsonObject> postForm(const QUrl& endpoint, const Form& form, const OAuthLine& line, const CancelToken& cancel, bool mayBeEmpty = false);

struct TokenAnswer {
    Secret access, refresh; ///< refresh: empty where none came
    qint64 lifeMs = 0;      ///< of the access token
    QStringList scopes;     ///< empty: as asked for (RFC 6749 5.1)
    QByteArray idToken;
};
/// Pure. Protocol/MalformedResponse, UnexpectedResponse (a token of another type).
[[nodiscard]] Result<TokenAnswer> parseTokenAnswer(const QJsonObject& object);

/// A whole number of seconds in ms, at most a day; nothing where it is none.
[[nodiscard]] std::optional<qint64> lifeOf(const QJsonValue& seconds);

} // namespace tributary::auth::detail
