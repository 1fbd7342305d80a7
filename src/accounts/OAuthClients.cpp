// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/OAuthClients.h"

#include "net/Dialer.h"

#include <QUrl>

#include <algorithm>

#include <nlohmann/json.hpp>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

constexpr int kMostText = 2000;

bool isVisible(const QString& text) {
    return !text.isEmpty() && text.size() <= kMostText && std::all_of(text.begin(), text.end(), [](QChar c) { return c > u' ' && c < QChar(0x7F); });
}

bool isTenant(const QString& text) {
    const auto fits = [](QChar c) { return (c < QChar(0x80) && c.isLetterOrNumber()) || c == u'.' || c == u'-'; };
    return !text.isEmpty() && text.size() <= kMostText && std::all_of(text.begin(), text.end(), fits);
}

class ClientReader {
  public:
    explicit ClientReader(QString place) : m_place(std::move(place)) {}

    Result<OAuthClient> read(const json& value) {
        if (!value.is_object())
            return faulty(m_place, u"an object is needed"_s);
        for (const auto& [name, field] : value.items())
            TRY_STATUS(readField(QString::fromStdString(name), field));
        return m_client;
    }

    static tl::unexpected<Error> faulty(const QString& place, const QString& what) {
        return failure(ErrorKind::InvalidInput, ErrorCode::PolicyFaulty, place + u": "_s + what);
    }

  private:
    Status readField(const QString& name, const json& value) {
        const QString place = m_place + u'.' + name;
        if (name == "scopes"_L1)
            return readScopes(place, value);
        if (name != "clientId"_L1 && name != "tenant"_L1 && name != "authority"_L1 && name != "clientSecret"_L1)
            return faulty(place, u"unknown key"_s);
        if (!value.is_string())
            return faulty(place, u"a text is needed"_s);
        const QString text = QString::fromStdString(value.get<std::string>());
        if (name == "clientId"_L1)
            return keep(m_client.clientId, text, isVisible(text), place, u"letters, digits and signs without blanks are needed"_s);
        if (name == "tenant"_L1)
            return keep(m_client.tenant, text, isTenant(text), place, u"common, organizations, consumers or a tenant id is needed"_s);
        if (name == "authority"_L1)
            return keep(m_client.authority, text, isAuthority(text), place, u"an https address is needed"_s);
        if (!isVisible(text))
            return faulty(place, u"letters, digits and signs without blanks are needed"_s);
        m_client.clientSecret = Secret(text.toUtf8());
        return {};
    }

    static Status keep(QString& field, const QString& text, bool fits, const QString& place, const QString& otherwise) {
        if (!fits)
            return faulty(place, otherwise);
        field = text;
        return {};
    }

    Status readScopes(const QString& place, const json& value) {
        if (!value.is_array())
            return faulty(place, u"a list of texts is needed"_s);
        for (const json& entry : value) {
            const QString scope = entry.is_string() ? QString::fromStdString(entry.get<std::string>()) : QString();
            if (!isVisible(scope))
                return faulty(u"%1[%2]"_s.arg(place).arg(m_client.scopes.size()), u"a text without blanks is needed"_s);
            m_client.scopes.append(scope);
        }
        return {};
    }

    QString m_place;
    OAuthClient m_client;
};

} // namespace

bool isAuthority(const QString& text) {
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return false;
    return url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && net::isLoopbackHost(url.host()));
}

Result<OAuthClients> parseOAuthClients(const QByteArray& text, const QString& place) {
    const json document = json::parse(text.cbegin(), text.cend(), nullptr, false);
    if (document.is_discarded())
        return ClientReader::faulty(place, u"not JSON"_s);
    if (!document.is_object())
        return ClientReader::faulty(place, u"an object is needed"_s);
    OAuthClients clients;
    for (const auto& [provider, value] : document.items()) {
        const QString id = QString::fromStdString(provider);
        TRY(const OAuthClient client, ClientReader(place + u'.' + id).read(value));
        clients.insert(id, client);
    }
    return clients;
}

OAuthClient mergedClient(const OAuthClient& first, const OAuthClient& second) {
    // An authority is where the client id is known: one does not go with another's.
    if (!first.clientId.isEmpty())
        return first;
    OAuthClient merged = second;
    if (!first.authority.isEmpty())
        merged.authority = first.authority;
    if (!first.tenant.isEmpty())
        merged.tenant = first.tenant;
    if (!first.scopes.isEmpty())
        merged.scopes = first.scopes;
    return merged;
}

QByteArray writeOAuthClients(const OAuthClients& clients) {
    json document = json::object();
    for (auto at = clients.begin(); at != clients.end(); ++at) {
        json& client = document[at.key().toStdString()];
        client = json::object();
        if (!at->clientId.isEmpty())
            client["clientId"] = at->clientId.toStdString();
        if (!at->tenant.isEmpty())
            client["tenant"] = at->tenant.toStdString();
        if (!at->authority.isEmpty())
            client["authority"] = at->authority.toStdString();
        if (!at->scopes.isEmpty()) {
            for (const QString& scope : at->scopes)
                client["scopes"].push_back(scope.toStdString());
        }
    }
    return QByteArray::fromStdString(document.dump(2)) + '\n';
}

} // namespace tributary::accounts
