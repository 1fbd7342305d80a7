// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/OAuthSetup.h"

#include "auth/OAuthError.h"

#include "net/HttpClient.h"

#include <nlohmann/json.hpp>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr qint64 kMaxMetadata = 256 << 10;
constexpr int kNotFound = 404;

QString chosen(const QString& first, const QString& second) { return first.isEmpty() ? second : first; }

QString withoutSlash(QString authority) {
    while (authority.endsWith(u'/'))
        authority.chop(1);
    return authority;
}

/// Where a provider's data speaks of the client's.
class Filler {
  public:
    Filler(const OAuthPreset& preset, const OAuthClient& client)
        : m_authority(withoutSlash(chosen(client.authority, preset.authority))), m_tenant(chosen(client.tenant, preset.tenant)) {}

    [[nodiscard]] QString text(QString pattern) const {
        return pattern.replace("{authority}"_L1, m_authority).replace("{tenant}"_L1, m_tenant);
    }
    [[nodiscard]] QUrl url(const QString& pattern) const { return pattern.isEmpty() ? QUrl() : QUrl(text(pattern), QUrl::StrictMode); }

  private:
    QString m_authority, m_tenant;
};

tl::unexpected<Error> malformed(const QString& place) { return failure(ErrorKind::Protocol, ErrorCode::MalformedResponse, place); }

bool isSamePlace(const QUrl& a, const QUrl& b) {
    return a.scheme() == b.scheme() && a.host() == b.host() && a.port(443) == b.port(443);
}

Result<auth::OAuthProvider> withMetadata(auth::OAuthProvider provider, const QByteArray& text, const QUrl& asked) {
    const json document = json::parse(text.cbegin(), text.cend(), nullptr, false);
    if (!document.is_object())
        return malformed(asked.toDisplayString());
    const auto textOf = [&](const char* key) {
        const auto value = document.find(key);
        return value != document.end() && value->is_string() ? QString::fromStdString(value->get<std::string>()) : QString();
    };
    provider.issuer = textOf("issuer");
    if (!isSamePlace(QUrl(provider.issuer), asked))
        return malformed(asked.toDisplayString());
    const auto sendsIssuer = document.find("authorization_response_iss_parameter_supported");
    provider.sendsIssuer = sendsIssuer != document.end() && sendsIssuer->is_boolean() && sendsIssuer->get<bool>();
    for (const auto& [key, field, isNeeded] : {std::tuple{"authorization_endpoint", &provider.authorizationEndpoint, true},
                                               {"token_endpoint", &provider.tokenEndpoint, true},
                                               {"device_authorization_endpoint", &provider.deviceEndpoint, false},
                                               {"revocation_endpoint", &provider.revocationEndpoint, false}}) {
        *field = QUrl(textOf(key), QUrl::StrictMode);
        // A code and the tokens go there: nowhere but to whom the administrator named.
        if ((isNeeded || !field->isEmpty()) && !isSamePlace(*field, asked))
            return malformed(asked.toDisplayString());
    }
    return provider;
}

} // namespace

Result<auth::OAuthProvider> makeOAuthProvider(const Provider& provider, const OAuthClient& client) {
    if (!provider.signIn)
        return failure(ErrorKind::InvalidInput, ErrorCode::Unsupported, provider.name);
    if (client.clientId.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, u"client-id"_s);
    const OAuthPreset& preset = *provider.signIn;
    const Filler filler(preset, client);
    auth::OAuthProvider made;
    made.id = provider.id;
    made.name = provider.name;
    made.issuer = filler.text(preset.issuer);
    made.authorizationEndpoint = filler.url(preset.authorize);
    made.tokenEndpoint = filler.url(preset.token);
    made.deviceEndpoint = filler.url(preset.device);
    made.revocationEndpoint = filler.url(preset.revoke);
    made.scopes = client.scopes.isEmpty() ? preset.scopes : client.scopes;
    for (const auto& [name, value] : preset.parameters)
        made.authorizationParameters.append({name, value});
    made.clientId = client.clientId;
    made.clientSecret = client.clientSecret;
    const QUrl redirect(preset.redirect);
    made.redirectHost = redirect.host();
    made.redirectPath = redirect.path().isEmpty() ? u"/"_s : redirect.path();
    made.refreshDays = preset.refreshDays;
    return made;
}

bool isOwnAuthority(const Provider& provider, const OAuthClient& client) {
    return provider.signIn && !client.authority.isEmpty() && withoutSlash(client.authority) != withoutSlash(provider.signIn->authority);
}

Result<auth::OAuthProvider> discoverEndpoints(auth::OAuthProvider provider, const OAuthClient& client, const auth::OAuthLine& line,
                                              const CancelToken& cancel) {
    const QString authority = withoutSlash(client.authority);
    QStringList places{authority};
    if (!client.tenant.isEmpty())
        places.prepend(authority + u'/' + client.tenant + u"/v2.0"_s);
    net::HttpOptions options;
    options.httpsOnly = QUrl(authority).scheme() == "https"_L1;
    options.redirects = 0;
    options.errorAnswers = true;
    options.anyAddress = true;
    options.maxBytes = kMaxMetadata;
    options.certificates = line.certificates;
    options.proxy = line.proxy;
    options.cancel = cancel;
    for (const QString& place : std::as_const(places)) {
        const QUrl url(place + u"/.well-known/openid-configuration"_s, QUrl::StrictMode);
        const auto answer = net::fetchHttp({{.url = url, .isPost = false, .body = {}, .contentType = {}, .accept = "application/json"}}, options).constFirst();
        if (!answer)
            return failure(answer.error());
        if (answer->status == kNotFound)
            continue;
        if (answer->status >= 300)
            return failure(auth::oauthAnswerError(answer->status, answer->body, answer->retryAfterSeconds));
        return withMetadata(std::move(provider), answer->body, url);
    }
    return provider;
}

} // namespace tributary::accounts
