// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/detail/IdToken.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace tributary::auth::detail {

using namespace Qt::Literals::StringLiterals;

namespace idtoken {

constexpr double kSkewMs = 10 * 60 * 1000;
constexpr double kMsInSecond = 1000;
constexpr qsizetype kParts = 3;

std::optional<QJsonObject> payloadOf(const QByteArray& token) {
    const QList<QByteArray> parts = token.split('.');
    if (parts.size() != kParts)
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(parts[1], QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    const QJsonDocument document = decoded ? QJsonDocument::fromJson(*decoded) : QJsonDocument();
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

bool isAudience(const QJsonObject& claims, const QString& clientId) {
    const QJsonValue aud = claims.value(u"aud"_s);
    const QJsonValue azp = claims.value(u"azp"_s);
    if (!azp.isUndefined() && azp.toString() != clientId)
        return false;
    if (!aud.isArray())
        return aud.toString() == clientId;
    // Several audiences: it must say that it was made for us (3.1.3.7, points 3 to 5).
    return aud.toArray().contains(clientId) && (aud.toArray().size() == 1 || !azp.isUndefined());
}

/// A token of the common endpoint names its tenant twice.
bool isTenantRight(const QJsonObject& claims, const QString& expected) {
    const QString tenant = claims.value(u"tid"_s).toString();
    return !expected.contains("{tenantid}"_L1) || tenant.isEmpty() ||
           claims.value(u"iss"_s).toString() == QString(expected).replace("{tenantid}"_L1, tenant);
}

QString addressOf(const QJsonObject& claims) {
    for (const auto name : {"email"_L1, "preferred_username"_L1, "upn"_L1}) {
        const QString address = claims.value(name).toString();
        if (address.contains(u'@'))
            return withLowerDomain(address);
    }
    return {};
}

} // namespace idtoken

QString withLowerDomain(const QString& address) {
    const qsizetype at = address.lastIndexOf(u'@');
    return address.left(at + 1) + address.mid(at + 1).toLower();
}

bool isIssuer(const QString& issuer, const QString& expected) {
    const QString place = u"{tenantid}"_s;
    const qsizetype at = expected.indexOf(place);
    if (at < 0)
        return issuer == expected;
    static const QRegularExpression guid(QRegularExpression::anchoredPattern(u"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"_s));
    const QString before = expected.left(at), behind = expected.mid(at + place.size());
    return issuer.startsWith(before) && issuer.endsWith(behind) && issuer.size() > before.size() + behind.size() &&
           guid.match(issuer.mid(before.size(), issuer.size() - before.size() - behind.size())).hasMatch();
}

Result<IdTokenClaims> checkIdToken(const QByteArray& token, const IdTokenExpectation& expected) {
    using namespace idtoken;
    const auto claims = payloadOf(token);
    if (!claims)
        return failure(ErrorKind::Protocol, ErrorCode::MalformedResponse, u"id_token"_s);
    const auto foreign = [](const QString& what) { return failure(ErrorKind::Protocol, ErrorCode::UnexpectedResponse, u"id_token: "_s + what); };
    const QString issuer = claims->value(u"iss"_s).toString();
    if (!isIssuer(issuer, expected.issuer) || !isTenantRight(*claims, expected.issuer) ||
        (!expected.callbackIssuer.isEmpty() && issuer != expected.callbackIssuer))
        return foreign(u"iss"_s);
    if (!isAudience(*claims, expected.clientId))
        return foreign(u"aud"_s);
    const QJsonValue exp = claims->value(u"exp"_s);
    if (!exp.isDouble() || exp.toDouble() * kMsInSecond + kSkewMs < double(expected.nowMs))
        return foreign(u"exp: it has run out, or this machine's clock is wrong"_s);
    if (!expected.nonce.isEmpty() && !(Secret(claims->value(u"nonce"_s).toString().toUtf8()) == expected.nonce))
        return foreign(u"nonce"_s);
    return IdTokenClaims{addressOf(*claims), claims->value(u"sub"_s).toString()};
}

} // namespace tributary::auth::detail
