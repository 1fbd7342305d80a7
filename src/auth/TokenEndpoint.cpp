// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/detail/TokenEndpoint.h"

#include "auth/OAuthError.h"
#include "net/HttpClient.h"

#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace tributary::auth::detail {

using namespace Qt::Literals::StringLiterals;

namespace tokenendpoint {

constexpr qint64 kMaxAnswer = 256 << 10;
constexpr qsizetype kWorthHiding = 8; ///< shorter ones are words: "openid"
constexpr qint64 kUsualLifeMs = 3600'000, kLongestLifeMs = 24 * 3600'000;
constexpr double kMsInSecond = 1000;
constexpr int kErrors = 400;

QByteArray encoded(const Form& form) {
    QByteArray body;
    for (const auto& [name, value] : form) {
        QByteArray part = QUrl::toPercentEncoding(QString::fromUtf8(value.reveal()));
        body += (body.isEmpty() ? "" : "&") + name + '=';
        body += part;
        Secret::wipe(part);
    }
    return body;
}

QList<QByteArray> secretsOf(const Form& form) {
    QList<QByteArray> secrets;
    for (const auto& [name, value] : form) {
        if (name != "client_id" && name != "grant_type" && name != "scope" && name != "redirect_uri" && value.reveal().size() >= kWorthHiding)
            secrets.append(value.reveal());
    }
    return secrets;
}

net::HttpOptions optionsFor(const QUrl& endpoint, const OAuthLine& line, const CancelToken& cancel) {
    net::HttpOptions options;
    options.httpsOnly = !net::isLoopbackHost(endpoint.host());
    options.redirects = 0;
    options.errorAnswers = true;
    options.anyAddress = true; // the provider is named by us or by the administrator
    options.holdsSecrets = true;
    options.maxBytes = options.maxTotalBytes = kMaxAnswer;
    options.timeout = options.totalTimeout = line.answerTimeout;
    options.certificates = line.certificates;
    options.proxy = line.proxy;
    options.cancel = cancel;
    return options;
}

Result<QJsonObject> parsed(const net::HttpAnswer& answer, const Form& form, bool mayBeEmpty) {
    const QJsonObject object = QJsonDocument::fromJson(answer.body).object();
    const bool isTemporary = answer.status == 429 || answer.status >= 500;
    if (!isTemporary && object.value(u"error"_s).isString())
        return failure(oauthError(object.value(u"error"_s).toString(), object.value(u"error_description"_s).toString(), secretsOf(form)));
    if (answer.status < kErrors && (!object.isEmpty() || mayBeEmpty))
        return object;
    return failure(oauthAnswerError(answer.status, answer.body, answer.retryAfterSeconds));
}

/// Visible ASCII (RFC 6749 A.12, A.17; RFC 6750 2.1): it will stand in a line of a mail protocol.
std::optional<Secret> tokenOf(const QJsonValue& value) {
    const QString text = value.toString();
    if (!std::all_of(text.begin(), text.end(), [](QChar c) { return c > u' ' && c < QChar(0x7F); }))
        return std::nullopt;
    QByteArray bytes = text.toLatin1();
    Secret token(bytes);
    Secret::wipe(bytes);
    return token;
}

} // namespace tokenendpoint

Status checkEndpoint(const QUrl& endpoint, const QString& name) {
    if (endpoint.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, name);
    const bool isHttp = endpoint.scheme() == "http"_L1;
    if (!endpoint.isValid() || endpoint.host().isEmpty() || !endpoint.userInfo().isEmpty() || endpoint.hasFragment() ||
        (!isHttp && endpoint.scheme() != "https"_L1))
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, name);
    if (isHttp && !net::isLoopbackHost(endpoint.host()))
        return failure(ErrorKind::InvalidInput, ErrorCode::TlsRequired, name + u": "_s + endpoint.host());
    return {};
}

Status checkProvider(const OAuthProvider& provider) {
    if (provider.clientId.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, u"client id"_s);
    return checkEndpoint(provider.tokenEndpoint, u"token endpoint"_s);
}

Form clientForm(const OAuthProvider& provider) {
    Form form{{"client_id", Secret(provider.clientId.toUtf8())}};
    if (!provider.clientSecret.isEmpty())
        form.append({"client_secret", provider.clientSecret});
    return form;
}

Result<QJsonObject> postForm(const QUrl& endpoint, const Form& form, const OAuthLine& line, const CancelToken& cancel, bool mayBeEmpty) {
    using namespace tokenendpoint;
    QList<net::HttpRequest> requests(1);
    requests[0] = {endpoint, true, encoded(form), "application/x-www-form-urlencoded", "application/json"};
    auto answer = std::move(net::fetchHttp(requests, optionsFor(endpoint, line, cancel)).first());
    Secret::wipe(requests[0].body);
    if (!answer)
        return failure(answer.error());
    auto object = parsed(*answer, form, mayBeEmpty);
    Secret::wipe(answer->body);
    return object;
}

std::optional<qint64> lifeOf(const QJsonValue& seconds) {
    bool isNumber = seconds.isDouble();
    // Some write it as text.
    const double number = isNumber ? seconds.toDouble() : seconds.toString().toDouble(&isNumber);
    if (!isNumber || !std::isfinite(number) || number < 0)
        return std::nullopt;
    return static_cast<qint64>(std::min(number * tokenendpoint::kMsInSecond, double(tokenendpoint::kLongestLifeMs)));
}

Result<TokenAnswer> parseTokenAnswer(const QJsonObject& object) {
    using namespace tokenendpoint;
    const auto malformed = [](const QString& what) { return failure(ErrorKind::Protocol, ErrorCode::MalformedResponse, what); };
    if (object.value(u"token_type"_s).toString().compare("bearer"_L1, Qt::CaseInsensitive) != 0)
        return failure(ErrorKind::Protocol, ErrorCode::UnexpectedResponse, u"token_type"_s);
    const auto access = tokenOf(object.value(u"access_token"_s));
    const auto refresh = tokenOf(object.value(u"refresh_token"_s));
    if (!access || access->isEmpty())
        return malformed(u"access_token"_s);
    if (!refresh)
        return malformed(u"refresh_token"_s);
    const QJsonValue expires = object.value(u"expires_in"_s);
    const auto life = expires.isUndefined() || expires.isNull() ? std::optional(kUsualLifeMs) : lifeOf(expires);
    if (!life)
        return malformed(u"expires_in"_s);
    return TokenAnswer{*access, *refresh, *life, object.value(u"scope"_s).toString().split(u' ', Qt::SkipEmptyParts),
                       object.value(u"id_token"_s).toString().toLatin1()};
}

} // namespace tributary::auth::detail
