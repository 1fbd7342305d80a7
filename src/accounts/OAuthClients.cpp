// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/OAuthClients.h"

#include "accounts/detail/PolicyReading.h"
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

/// One text of a client, kept when it fits; what it says is never told: it may be a secret.
void readClientText(const JsonValue& value, const QString& path, bool (*fits)(const QString&), const QString& wanted, QString& field, JsonFaults& faults) {
    if (!isOfKind(value, JsonValue::Kind::Text, path, u"a text"_s, faults))
        return;
    if (fits(value.text))
        field = value.text;
    else
        faults.append({value.at, path, u"must be "_s + wanted});
}

QStringList readScopes(const JsonValue& value, const QString& path, JsonFaults& faults) {
    QStringList scopes;
    if (!isOfKind(value, JsonValue::Kind::List, path, u"a list of texts"_s, faults))
        return scopes;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        QString scope;
        readClientText(value.items[i], itemPath(path, static_cast<qsizetype>(i)), isVisible, u"a text without blanks"_s, scope, faults);
        scopes.append(scope);
    }
    return scopes;
}

OAuthClient readClient(const JsonValue& value, const QString& path, JsonFaults& faults) {
    OAuthClient client;
    if (!isOfKind(value, JsonValue::Kind::Object, path, u"an object"_s, faults))
        return client;
    const QString visible = u"letters, digits and signs without blanks"_s;
    for (const JsonMember& member : value.members) {
        const QString place = memberPath(path, member.name);
        if (member.name == "clientId"_L1) {
            readClientText(member.value, place, isVisible, visible, client.clientId, faults);
        } else if (member.name == "tenant"_L1) {
            readClientText(member.value, place, isTenant, u"common, organizations, consumers or a tenant id"_s, client.tenant, faults);
        } else if (member.name == "authority"_L1) {
            readClientText(member.value, place, isAuthority, u"an https address"_s, client.authority, faults);
        } else if (member.name == "clientSecret"_L1) {
            QString secret;
            readClientText(member.value, place, isVisible, visible, secret, faults);
            client.clientSecret = Secret(secret.toUtf8());
        } else if (member.name == "scopes"_L1) {
            client.scopes = readScopes(member.value, place, faults);
        } else {
            faults.append({member.at, place, u"unknown key"_s});
        }
    }
    return client;
}

} // namespace

bool isAuthority(const QString& text) {
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return false;
    return url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && net::isLoopbackHost(url.host()));
}

OAuthClients readOAuthClients(const JsonValue& value, const QString& path, JsonFaults& faults) {
    OAuthClients clients;
    if (!isOfKind(value, JsonValue::Kind::Object, path, u"an object"_s, faults))
        return clients;
    for (const JsonMember& member : value.members)
        clients.insert(member.name, readClient(member.value, memberPath(path, member.name), faults));
    return clients;
}

Result<OAuthClients> parseOAuthClients(const QByteArray& text, const QString& place) {
    JsonFaults faults;
    OAuthClients clients;
    if (const auto document = parseLocatedJson(text, faults))
        clients = readOAuthClients(*document, place, faults);
    if (faults.isEmpty())
        return clients;
    const JsonFault& fault = faults.first();
    return failure(ErrorKind::InvalidInput, ErrorCode::PolicyFaulty, (fault.path.isEmpty() ? place : fault.path) + u": "_s + fault.what);
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
