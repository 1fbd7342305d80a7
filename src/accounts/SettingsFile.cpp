// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/SettingsFile.h"

#include "accounts/detail/SettingsReading.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kMostTold = 20;

void put(QJsonObject& object, QLatin1StringView name, const QString& text) {
    if (!text.isEmpty())
        object.insert(name, text);
}

QJsonObject toJson(const model::ServerSettings& server) {
    QJsonObject object{{u"host"_s, server.host}, {u"port"_s, server.port}, {u"security"_s, QString(model::securityName(server.security))}};
    put(object, "user"_L1, server.user);
    return object;
}

QJsonObject toJson(const model::FetchSettings& fetch, model::Protocol protocol) {
    if (protocol == model::Protocol::Imap)
        return {{u"unreadOnly"_s, fetch.unreadOnly}, {u"flaggedOnly"_s, fetch.flaggedOnly}, {u"bodyDays"_s, fetch.bodyDays}};
    return {{u"leave"_s, QString(model::leaveName(fetch.leave))}, {u"leaveDays"_s, fetch.leaveDays},
            {u"pollMinutes"_s, fetch.pollMinutes}, {u"batch"_s, fetch.batch}};
}

QJsonObject toJson(const model::Identity& identity) {
    QJsonObject object{{u"address"_s, identity.address}, {u"default"_s, identity.isDefault}};
    put(object, "displayName"_L1, identity.displayName);
    put(object, "replyTo"_L1, identity.replyTo);
    put(object, "signatureHtml"_L1, identity.signatureHtml);
    put(object, "signatureText"_L1, identity.signatureText);
    if (identity.signatureAboveQuote)
        object.insert(u"signatureAboveQuote"_s, true);
    return object;
}

QJsonObject toJson(const PortableAccount& portable) {
    const model::Account& account = portable.account;
    QJsonObject object{{u"email"_s, account.email}, {u"protocol"_s, QString(model::protocolName(account.protocol))},
                       {u"auth"_s, account.auth == model::AuthMethod::OAuth ? u"oauth"_s : u"password"_s},
                       {u"incoming"_s, toJson(account.incoming)}, {u"default"_s, account.isDefault}, {u"saveSent"_s, account.saveSent},
                       {u"enabled"_s, account.enabled}, {u"colour"_s, account.colour}, {u"fetch"_s, toJson(account.fetch, account.protocol)}};
    put(object, "name"_L1, account.name);
    put(object, "displayName"_L1, account.displayName);
    put(object, "from"_L1, account.from);
    put(object, "replyTo"_L1, account.replyTo);
    put(object, "provider"_L1, account.provider);
    put(object, "relay"_L1, portable.relay);
    if (!account.outgoing.host.isEmpty())
        object.insert(u"outgoing"_s, toJson(account.outgoing));
    if (account.syncSince.isValid())
        object.insert(u"syncSince"_s, account.syncSince.toString(Qt::ISODate));
    if (!account.mailboxGlobs.isEmpty())
        object.insert(u"mailboxes"_s, QJsonArray::fromStringList(account.mailboxGlobs));
    QJsonArray identities;
    for (const model::Identity& identity : portable.identities)
        identities.append(toJson(identity));
    object.insert(u"identities"_s, identities);
    return object;
}

QString faultLines(JsonFaults faults, const QString& file, const QByteArray& bytes) {
    std::stable_sort(faults.begin(), faults.end(), [](const JsonFault& a, const JsonFault& b) { return a.at < b.at; });
    QStringList lines;
    for (const JsonFault& fault : faults.first(std::min(faults.size(), kMostTold)))
        lines.append(file + u':' + lineAndColumn(bytes, fault.at) + u": "_s + (fault.path.isEmpty() ? QString() : QString(fault.path + u": "_s)) + fault.what);
    if (faults.size() > kMostTold)
        lines.append(u"%1: and %2 more"_s.arg(file).arg(faults.size() - kMostTold));
    return lines.join(u'\n');
}

QList<PortableAccount> readAll(const JsonValue& document, const QString& file, const QByteArray& bytes, JsonFaults& faults) {
    if (!isOfKind(document, JsonValue::Kind::Object, {}, u"an object"_s, faults))
        return {};
    if (readText(document, "format"_L1, {}, faults) != kSettingsFormat) {
        faults.append({document.at, u"format"_s, u"this is no file of Tributary's settings"_s});
        return {};
    }
    const auto version = readWhole(document, "version"_L1, 1, 1'000'000, {}, faults);
    if (version != kSettingsVersion) { // what a later one says may mean something else
        faults.append({document.at, u"version"_s, version ? u"%1 is not known to this program, which reads version %2"_s.arg(*version).arg(kSettingsVersion) : u"is missing"_s});
        return {};
    }
    refuseUnknownKeys(document, {}, {u"format"_s, u"version"_s, u"accounts"_s}, faults);
    const JsonValue* const list = memberOf(document, "accounts"_L1);
    if (!list) {
        faults.append({document.at, u"accounts"_s, u"is missing"_s});
        return {};
    }
    if (!isOfKind(*list, JsonValue::Kind::List, u"accounts"_s, u"a list"_s, faults))
        return {};
    if (list->items.size() > kMaxPortableAccounts) {
        faults.append({list->at, u"accounts"_s, u"more than %1"_s.arg(kMaxPortableAccounts)});
        return {};
    }
    QList<PortableAccount> accounts;
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const QString path = itemPath(u"accounts"_s, static_cast<qsizetype>(i));
        PortableAccount account = readPortable(list->items[i], path, faults);
        account.place = file + u':' + lineAndColumn(bytes, list->items[i].at) + u": "_s + path;
        accounts.append(account);
    }
    return accounts;
}

} // namespace

QByteArray makeSettingsFile(const QList<PortableAccount>& accounts) {
    QJsonArray list;
    for (const PortableAccount& account : accounts)
        list.append(toJson(account));
    return QJsonDocument(QJsonObject{{u"format"_s, kSettingsFormat}, {u"version"_s, kSettingsVersion}, {u"accounts"_s, list}}).toJson();
}

Result<QList<PortableAccount>> parseSettingsFile(const QByteArray& bytes, const QString& file) {
    if (bytes.size() > kMaxSettingsBytes)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, u"%1: larger than %2 MiB"_s.arg(file).arg(kMaxSettingsBytes >> 20));
    JsonFaults faults;
    QList<PortableAccount> accounts;
    if (const auto document = parseLocatedJson(bytes, faults))
        accounts = readAll(*document, file, bytes, faults);
    if (!faults.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, faultLines(faults, file, bytes));
    return accounts;
}

} // namespace tributary::accounts
