// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/detail/SettingsReading.h"

#include "model/Address.h"

#include <algorithm>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kLongestSetting = 1000;
constexpr qsizetype kLongestSignature = 1 << 20;
constexpr std::size_t kMostIdentities = 1000;
constexpr int kColours = 8;
constexpr int kMostDays = 36'500;

const QStringList kAccountKeys{u"email"_s,    u"name"_s,     u"displayName"_s, u"from"_s,    u"replyTo"_s,   u"provider"_s,  u"protocol"_s,
                               u"auth"_s,     u"incoming"_s, u"outgoing"_s,    u"relay"_s,   u"default"_s,   u"saveSent"_s,  u"enabled"_s,
                               u"colour"_s,   u"fetch"_s,    u"syncSince"_s,   u"mailboxes"_s, u"identities"_s};
const QStringList kServerKeys{u"host"_s, u"port"_s, u"security"_s, u"user"_s};
const QStringList kFetchKeys{u"unreadOnly"_s, u"flaggedOnly"_s, u"bodyDays"_s, u"leave"_s, u"leaveDays"_s, u"pollMinutes"_s, u"batch"_s};
const QStringList kIdentityKeys{u"address"_s, u"displayName"_s, u"replyTo"_s, u"signatureHtml"_s, u"signatureText"_s, u"signatureAboveQuote"_s, u"default"_s};

/// One line: no control character can change what a list, a log or a header shows.
QString readLine(const JsonValue& object, QLatin1StringView name, const QString& path, JsonFaults& faults) {
    const QString text = readText(object, name, path, faults);
    const bool isPlain = std::none_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator; });
    if (!isPlain || text.size() > kLongestSetting)
        faults.append({memberOf(object, name)->at, memberPath(path, name), isPlain ? u"is too long"_s : u"holds control characters"_s});
    return text;
}

QString address(const JsonValue& object, QLatin1StringView name, const QString& path, JsonFaults& faults) {
    const QString text = readLine(object, name, path, faults);
    if (!text.isEmpty() && !model::looksLikeAddress(text))
        faults.append({memberOf(object, name)->at, memberPath(path, name), u"must be an e-mail address"_s});
    return text;
}

QString signature(const JsonValue& object, QLatin1StringView name, const QString& path, JsonFaults& faults) {
    const JsonValue* const value = memberOf(object, name);
    if (!value || !isOfKind(*value, JsonValue::Kind::Text, memberPath(path, name), u"a text"_s, faults))
        return {};
    if (value->text.size() > kLongestSignature)
        faults.append({value->at, memberPath(path, name), u"is too long"_s});
    return value->text;
}

model::ServerSettings readServer(const JsonValue& object, QLatin1StringView name, const QString& path, JsonFaults& faults) {
    const JsonValue* const value = memberOf(object, name);
    const QString at = memberPath(path, name);
    model::ServerSettings server;
    if (!value || !isOfKind(*value, JsonValue::Kind::Object, at, u"an object"_s, faults))
        return server;
    refuseUnknownKeys(*value, at, kServerKeys, faults);
    for (const QLatin1StringView needed : {"host"_L1, "port"_L1, "security"_L1}) {
        if (!memberOf(*value, needed))
            faults.append({value->at, memberPath(at, needed), u"is missing"_s});
    }
    server.host = readLine(*value, "host"_L1, at, faults);
    server.port = static_cast<quint16>(readWhole(*value, "port"_L1, 1, 65535, at, faults).value_or(0));
    const auto security = readWord(*value, "security"_L1, {u"tls"_s, u"starttls"_s, u"none"_s}, at, faults);
    server.security = security == 1 ? model::Security::StartTls : security == 2 ? model::Security::None : model::Security::Tls;
    server.user = readLine(*value, "user"_L1, at, faults);
    return server;
}

model::FetchSettings readFetch(const JsonValue& object, const QString& path, JsonFaults& faults) {
    model::FetchSettings fetch;
    const JsonValue* const value = memberOf(object, "fetch"_L1);
    const QString at = memberPath(path, u"fetch"_s);
    if (!value || !isOfKind(*value, JsonValue::Kind::Object, at, u"an object"_s, faults))
        return fetch;
    refuseUnknownKeys(*value, at, kFetchKeys, faults);
    const auto whole = [&](QLatin1StringView name, int least, int most, int& into) {
        if (const auto number = readWhole(*value, name, least, most, at, faults))
            into = static_cast<int>(*number);
    };
    fetch.unreadOnly = readSwitch(*value, "unreadOnly"_L1, at, faults).value_or(false);
    fetch.flaggedOnly = readSwitch(*value, "flaggedOnly"_L1, at, faults).value_or(false);
    whole("bodyDays"_L1, 0, kMostDays, fetch.bodyDays);
    if (const auto leave = readWord(*value, "leave"_L1, {u"always"_s, u"days"_s, u"never"_s}, at, faults))
        fetch.leave = *leave == 1 ? model::LeaveOnServer::Days : *leave == 2 ? model::LeaveOnServer::Never : model::LeaveOnServer::Always;
    whole("leaveDays"_L1, 1, 3650, fetch.leaveDays);
    whole("pollMinutes"_L1, 1, 1440, fetch.pollMinutes);
    whole("batch"_L1, 10, 1000, fetch.batch);
    return fetch;
}

model::Identity readIdentity(const JsonValue& value, const QString& path, JsonFaults& faults) {
    model::Identity identity;
    if (!isOfKind(value, JsonValue::Kind::Object, path, u"an object"_s, faults))
        return identity;
    refuseUnknownKeys(value, path, kIdentityKeys, faults);
    if (!memberOf(value, "address"_L1))
        faults.append({value.at, memberPath(path, u"address"_s), u"is missing"_s});
    identity.address = address(value, "address"_L1, path, faults);
    identity.displayName = readLine(value, "displayName"_L1, path, faults);
    identity.replyTo = address(value, "replyTo"_L1, path, faults);
    identity.signatureHtml = signature(value, "signatureHtml"_L1, path, faults);
    identity.signatureText = signature(value, "signatureText"_L1, path, faults);
    identity.signatureAboveQuote = readSwitch(value, "signatureAboveQuote"_L1, path, faults).value_or(false);
    identity.isDefault = readSwitch(value, "default"_L1, path, faults).value_or(false);
    return identity;
}

QList<model::Identity> readIdentities(const JsonValue& object, const QString& path, JsonFaults& faults) {
    const JsonValue* const list = memberOf(object, "identities"_L1);
    const QString at = memberPath(path, u"identities"_s);
    QList<model::Identity> identities;
    if (!list || !isOfKind(*list, JsonValue::Kind::List, at, u"a list"_s, faults))
        return identities;
    if (list->items.size() > kMostIdentities) {
        faults.append({list->at, at, u"more than %1"_s.arg(kMostIdentities)});
        return identities;
    }
    for (std::size_t i = 0; i < list->items.size(); ++i) {
        const QString itemAt = itemPath(at, static_cast<qsizetype>(i));
        const model::Identity identity = readIdentity(list->items[i], itemAt, faults);
        const bool isTwice = std::any_of(identities.begin(), identities.end(), [&](const model::Identity& other) {
            return !identity.address.isEmpty() && other.address.compare(identity.address, Qt::CaseInsensitive) == 0;
        });
        if (isTwice)
            faults.append({list->items[i].at, itemAt, u"this address stands here twice"_s});
        identities.append(identity);
    }
    return identities;
}

QDate readDate(const JsonValue& object, const QString& path, JsonFaults& faults) {
    const QString text = readText(object, "syncSince"_L1, path, faults);
    const QDate date = QDate::fromString(text, Qt::ISODate);
    if (!text.isEmpty() && (!date.isValid() || text.size() != 10))
        faults.append({memberOf(object, "syncSince"_L1)->at, memberPath(path, u"syncSince"_s), u"must be a date, YYYY-MM-DD"_s});
    return date;
}

void readOptions(const JsonValue& value, const QString& path, model::Account& account, JsonFaults& faults) {
    account.isDefault = readSwitch(value, "default"_L1, path, faults).value_or(false);
    account.saveSent = readSwitch(value, "saveSent"_L1, path, faults).value_or(true);
    account.enabled = readSwitch(value, "enabled"_L1, path, faults).value_or(true);
    account.colour = static_cast<int>(readWhole(value, "colour"_L1, 0, kColours - 1, path, faults).value_or(0));
    account.syncSince = readDate(value, path, faults);
    for (const LocatedText& glob : readTexts(value, "mailboxes"_L1, u"a mailbox's name"_s, faults)) {
        if (glob.text.size() > kLongestSetting)
            faults.append({glob.at, glob.path, u"is too long"_s});
        account.mailboxGlobs.append(glob.text);
    }
    account.fetch = readFetch(value, path, faults);
}

} // namespace

PortableAccount readPortable(const JsonValue& value, const QString& path, JsonFaults& faults) {
    PortableAccount portable;
    if (!isOfKind(value, JsonValue::Kind::Object, path, u"an object"_s, faults))
        return portable;
    refuseUnknownKeys(value, path, kAccountKeys, faults);
    for (const QLatin1StringView needed : {"email"_L1, "protocol"_L1, "incoming"_L1}) {
        if (!memberOf(value, needed))
            faults.append({value.at, memberPath(path, needed), u"is missing"_s});
    }
    model::Account& account = portable.account;
    account.email = address(value, "email"_L1, path, faults);
    account.name = readLine(value, "name"_L1, path, faults);
    account.displayName = readLine(value, "displayName"_L1, path, faults);
    account.from = address(value, "from"_L1, path, faults);
    account.replyTo = address(value, "replyTo"_L1, path, faults);
    account.provider = memberOf(value, "provider"_L1) ? readLine(value, "provider"_L1, path, faults) : u"other"_s;
    account.protocol = readWord(value, "protocol"_L1, {u"imap"_s, u"pop3"_s}, path, faults) == 1 ? model::Protocol::Pop3 : model::Protocol::Imap;
    account.auth = readWord(value, "auth"_L1, {u"password"_s, u"oauth"_s}, path, faults) == 1 ? model::AuthMethod::OAuth : model::AuthMethod::Password;
    account.incoming = readServer(value, "incoming"_L1, path, faults);
    account.outgoing = readServer(value, "outgoing"_L1, path, faults);
    portable.relay = address(value, "relay"_L1, path, faults);
    readOptions(value, path, account, faults);
    portable.identities = readIdentities(value, path, faults);
    return portable;
}

} // namespace tributary::accounts
