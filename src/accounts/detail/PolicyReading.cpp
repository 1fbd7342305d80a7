// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/detail/PolicyReading.h"

#include "model/Address.h"

#include <algorithm>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;

namespace {

/// "${user}" is filled in; any other placeholder is a fault.
QString filledText(const JsonValue& object, QLatin1StringView name, const QString& path, const QString& user, JsonFaults& faults) {
    QString text = readText(object, name, path, faults);
    if (!text.contains("${"_L1))
        return text;
    const JsonValue& value = *memberOf(object, name);
    if (user.isEmpty())
        faults.append({value.at, memberPath(path, name), u"the login name for ${user} is not known here"_s});
    text.replace("${user}"_L1, user);
    if (text.contains("${"_L1))
        faults.append({value.at, memberPath(path, name), u"the only placeholder is ${user}"_s});
    return text;
}

quint16 usualPort(model::Protocol protocol, model::Security security) {
    const bool tls = security == model::Security::Tls;
    switch (protocol) {
    case model::Protocol::Imap: return tls ? 993 : 143;
    case model::Protocol::Pop3: return tls ? 995 : 110;
    case model::Protocol::Smtp: return tls ? 465 : 587;
    }
    return 0;
}

struct PresetServer {
    model::Protocol protocol = model::Protocol::Smtp;
    model::ServerSettings settings;
};

PresetServer readServer(const JsonValue& value, bool isIncoming, const QString& path, const QString& user, JsonFaults& faults) {
    PresetServer server;
    if (!isOfKind(value, JsonValue::Kind::Object, path, u"an object"_s, faults))
        return server;
    refuseUnknownKeys(value, path, isIncoming ? kIncomingKeys : kOutgoingKeys, faults);
    if (isIncoming) {
        const auto protocol = readWord(value, "Protocol"_L1, {u"imap"_s, u"pop3"_s}, path, faults);
        server.protocol = protocol.value_or(0) == 1 ? model::Protocol::Pop3 : model::Protocol::Imap;
    }
    const auto security = readWord(value, "Security"_L1, {u"tls"_s, u"starttls"_s}, path, faults);
    server.settings.security = security.value_or(0) == 1 ? model::Security::StartTls : model::Security::Tls;
    if (!memberOf(value, "Host"_L1))
        faults.append({value.at, path, u"Host is missing"_s});
    server.settings.host = readText(value, "Host"_L1, path, faults);
    const auto port = readWhole(value, "Port"_L1, 1, 65535, path, faults);
    server.settings.port = port ? static_cast<quint16>(*port) : usualPort(server.protocol, server.settings.security);
    server.settings.user = filledText(value, "User"_L1, path, user, faults);
    return server;
}

void readServers(const JsonValue& value, const QString& path, const QString& user, PresetAccount& preset, JsonFaults& faults) {
    const JsonValue* const incoming = memberOf(value, "Incoming"_L1);
    const JsonValue* const outgoing = memberOf(value, "Outgoing"_L1);
    const bool hasProvider = memberOf(value, "Provider"_L1);
    if (hasProvider == (incoming != nullptr))
        faults.append({value.at, path, hasProvider ? u"Provider or Incoming, not both"_s : u"Provider or Incoming is missing"_s});
    else if (hasProvider && outgoing)
        faults.append({outgoing->at, memberPath(path, u"Outgoing"_s), u"Provider or Outgoing, not both"_s});
    preset.provider = hasProvider ? readText(value, "Provider"_L1, path, faults) : u"other"_s;
    if (incoming) {
        const PresetServer server = readServer(*incoming, true, memberPath(path, u"Incoming"_s), user, faults);
        preset.protocol = server.protocol;
        preset.incoming = server.settings;
    }
    if (outgoing)
        preset.outgoing = readServer(*outgoing, false, memberPath(path, u"Outgoing"_s), user, faults).settings;
    for (model::ServerSettings* server : {&preset.incoming, &preset.outgoing}) {
        if (server->user.isEmpty() && !server->host.isEmpty())
            server->user = preset.email;
    }
}

} // namespace

const JsonValue* memberOf(const JsonValue& object, QLatin1StringView name) {
    const auto at = std::find_if(object.members.begin(), object.members.end(), [&](const JsonMember& m) { return m.name == name; });
    return at == object.members.end() ? nullptr : &at->value;
}

void refuseUnknownKeys(const JsonValue& object, const QString& path, const QStringList& known, JsonFaults& faults) {
    for (const JsonMember& member : object.members) {
        if (known.contains(member.name))
            continue;
        const auto alike = std::find_if(known.begin(), known.end(), [&](const QString& key) { return key.compare(member.name, Qt::CaseInsensitive) == 0; });
        faults.append({member.at, memberPath(path, member.name), alike == known.end() ? u"unknown key"_s : QString(u"unknown key; it is written "_s + *alike)});
    }
}

std::optional<bool> readSwitch(const JsonValue& object, QLatin1StringView name, const QString& path, JsonFaults& faults) {
    const JsonValue* const value = memberOf(object, name);
    if (!value || !isOfKind(*value, JsonValue::Kind::Boolean, memberPath(path, name), u"true or false"_s, faults))
        return std::nullopt;
    return value->boolean;
}

QString readText(const JsonValue& object, QLatin1StringView name, const QString& path, JsonFaults& faults) {
    const JsonValue* const value = memberOf(object, name);
    if (!value || !isOfKind(*value, JsonValue::Kind::Text, memberPath(path, name), u"a text"_s, faults))
        return {};
    if (value->text.trimmed().isEmpty())
        faults.append({value->at, memberPath(path, name), u"is empty"_s});
    return value->text.trimmed();
}

std::optional<qint64> readWhole(const JsonValue& object, QLatin1StringView name, qint64 least, qint64 most, const QString& path, JsonFaults& faults) {
    const JsonValue* const value = memberOf(object, name);
    if (!value || !isOfKind(*value, JsonValue::Kind::Number, memberPath(path, name), u"a whole number"_s, faults))
        return std::nullopt;
    if (value->whole && *value->whole >= least && *value->whole <= most)
        return value->whole;
    faults.append({value->at, memberPath(path, name), u"must be a whole number from %1 to %2"_s.arg(least).arg(most)});
    return std::nullopt;
}

std::optional<qsizetype> wordOf(const JsonValue& value, const QStringList& words, const QString& path, JsonFaults& faults) {
    if (!isOfKind(value, JsonValue::Kind::Text, path, u"a text"_s, faults))
        return std::nullopt;
    const qsizetype index = words.indexOf(value.text);
    if (index >= 0)
        return index;
    faults.append({value.at, path, u"must be \""_s + words.join(u"\" or \""_s) + u'"'});
    return std::nullopt;
}

std::optional<qsizetype> readWord(const JsonValue& object, QLatin1StringView name, const QStringList& words, const QString& path, JsonFaults& faults) {
    const JsonValue* const value = memberOf(object, name);
    return value ? wordOf(*value, words, memberPath(path, name), faults) : std::nullopt;
}

QList<LocatedText> readTexts(const JsonValue& object, QLatin1StringView name, const QString& wanted, JsonFaults& faults) {
    QList<LocatedText> texts;
    const JsonValue* const value = memberOf(object, name);
    if (!value || !isOfKind(*value, JsonValue::Kind::List, name, u"a list"_s, faults))
        return texts;
    for (std::size_t i = 0; i < value->items.size(); ++i) {
        const JsonValue& item = value->items[i];
        const QString path = itemPath(name, static_cast<qsizetype>(i));
        if (!isOfKind(item, JsonValue::Kind::Text, path, wanted, faults))
            continue;
        if (item.text.isEmpty())
            faults.append({item.at, path, u"is empty"_s});
        else
            texts.append({item.text, item.at, path});
    }
    return texts;
}

PresetAccount readPreset(const JsonValue& value, const QString& path, const QString& user, JsonFaults& faults) {
    PresetAccount preset;
    if (!isOfKind(value, JsonValue::Kind::Object, path, u"an object"_s, faults))
        return preset;
    refuseUnknownKeys(value, path, kPresetKeys, faults);
    const JsonValue* const email = memberOf(value, "Email"_L1);
    const qsizetype before = faults.size();
    preset.email = filledText(value, "Email"_L1, path, user, faults);
    if (!email)
        faults.append({value.at, path, u"Email is missing"_s});
    else if (faults.size() == before && !model::looksLikeAddress(preset.email))
        faults.append({email->at, memberPath(path, u"Email"_s), u"is no e-mail address"_s});
    preset.name = filledText(value, "Name"_L1, path, user, faults);
    readServers(value, path, user, preset, faults);
    preset.saveSent = readSwitch(value, "SaveSent"_L1, path, faults);
    preset.isLocked = readSwitch(value, "Locked"_L1, path, faults).value_or(false);
    const QString since = readText(value, "SyncSince"_L1, path, faults);
    preset.syncSince = QDate::fromString(since, Qt::ISODate);
    if (!since.isEmpty() && (since.size() != 10 || !preset.syncSince.isValid()))
        faults.append({memberOf(value, "SyncSince"_L1)->at, memberPath(path, u"SyncSince"_s), u"must be a date, as 2026-01-31"_s});
    return preset;
}

} // namespace tributary::accounts
