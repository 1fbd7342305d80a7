// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/detail/KeptGrant.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tributary::auth::detail {

using namespace Qt::Literals::StringLiterals;

namespace keptgrant {

constexpr int kVersion = 1;

QString textOf(const Secret& secret) { return QString::fromUtf8(secret.reveal()); }

} // namespace keptgrant

Secret keptForm(const KeptGrant& kept) {
    const Grant& grant = kept.grant;
    const QJsonObject object{{u"version"_s, keptgrant::kVersion},
                             {u"refresh"_s, keptgrant::textOf(grant.refreshToken)},
                             {u"access"_s, keptgrant::textOf(grant.accessToken)},
                             {u"obtained"_s, grant.obtainedAtMs},
                             {u"expires"_s, grant.expiresAtMs},
                             {u"scopes"_s, QJsonArray::fromStringList(grant.scopes)},
                             {u"address"_s, grant.address},
                             {u"subject"_s, grant.subject},
                             {u"client"_s, kept.clientId}};
    QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    Secret secret(json);
    Secret::wipe(json);
    return secret;
}

Result<KeptGrant> parseKeptGrant(const Secret& secret, const QString& key) {
    const QJsonObject object = QJsonDocument::fromJson(secret.reveal()).object();
    const QJsonValue obtained = object.value(u"obtained"_s), expires = object.value(u"expires"_s);
    const QByteArray refresh = object.value(u"refresh"_s).toString().toUtf8();
    if (object.value(u"version"_s).toInt() != keptgrant::kVersion || refresh.isEmpty() || !obtained.isDouble() || !expires.isDouble())
        return failure(ErrorKind::Auth, ErrorCode::SecretMissing, key);
    Grant grant{Secret(object.value(u"access"_s).toString().toUtf8()), Secret(refresh), obtained.toInteger(), expires.toInteger(), {},
                object.value(u"address"_s).toString(), object.value(u"subject"_s).toString()};
    for (const QJsonValue& scope : object.value(u"scopes"_s).toArray())
        grant.scopes.append(scope.toString());
    if (grant.accessToken.isEmpty())
        grant.expiresAtMs = grant.obtainedAtMs; // then it has no life
    return KeptGrant{std::move(grant), object.value(u"client"_s).toString()};
}

} // namespace tributary::auth::detail
