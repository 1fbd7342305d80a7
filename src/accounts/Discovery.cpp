// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/Discovery.h"

#include "accounts/OAuthClients.h"
#include "model/Address.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

QString textOf(const json& object, const char* key) {
    const auto it = object.find(key);
    return it != object.end() && it->is_string() ? QString::fromStdString(it->get<std::string>()) : QString();
}

Result<model::ServerSettings> serverOf(const json& object, const char* key, const QString& place) {
    const auto it = object.find(key);
    const QString where = place + u'.' + QLatin1StringView(key);
    if (it == object.end() || !it->is_object())
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, where);
    model::ServerSettings server;
    server.host = textOf(*it, "host");
    server.user = textOf(*it, "user");
    const auto port = it->find("port");
    const auto security = model::parseSecurity(textOf(*it, "security"));
    const bool portFits = port != it->end() && port->is_number_unsigned() && port->get<quint64>() > 0 && port->get<quint64>() <= 65535;
    if (server.host.isEmpty() || !portFits || !security)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, where);
    server.port = port->get<quint16>();
    server.security = *security;
    if (server.user.isEmpty())
        server.user = u"%EMAILADDRESS%"_s;
    return server;
}

QStringList textsOf(const json& object, const char* key) {
    QStringList texts;
    const auto list = object.find(key);
    if (list != object.end() && list->is_array()) {
        for (const json& text : *list)
            texts.append(text.is_string() ? QString::fromStdString(text.get<std::string>()) : QString());
    }
    return texts;
}

Result<OAuthPreset> signInOf(const json& object, const QString& place) {
    OAuthPreset preset;
    for (const auto& [key, field] : {std::pair{"authority", &preset.authority}, {"tenant", &preset.tenant}, {"issuer", &preset.issuer},
                                     {"authorize", &preset.authorize}, {"token", &preset.token}, {"device", &preset.device},
                                     {"revoke", &preset.revoke}, {"redirect", &preset.redirect}})
        *field = textOf(object, key);
    preset.scopes = textsOf(object, "scopes");
    preset.mechanisms = textsOf(object, "sasl");
    preset.provesAddress = textOf(object, "identity") != "server"_L1;
    const auto days = object.find("refreshDays");
    preset.refreshDays = days != object.end() && days->is_number_unsigned() ? static_cast<int>(std::min<quint64>(days->get<quint64>(), 3650)) : 0;
    if (const auto parameters = object.find("parameters"); parameters != object.end() && parameters->is_object()) {
        for (const auto& [name, value] : parameters->items())
            preset.parameters.emplaceBack(QString::fromStdString(name), textOf(*parameters, name.c_str()));
    }
    const bool isWhole = isAuthority(preset.authority) && !preset.issuer.isEmpty() && !preset.authorize.isEmpty() && !preset.token.isEmpty()
        && !preset.redirect.isEmpty() && !preset.scopes.isEmpty() && !preset.scopes.contains(QString());
    if (!isWhole)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, place);
    return preset;
}

QString filled(QString pattern, const QString& address) {
    const qsizetype at = address.lastIndexOf(u'@');
    return pattern.replace("%EMAILADDRESS%"_L1, address)
        .replace("%EMAILLOCALPART%"_L1, address.left(at))
        .replace("%EMAILDOMAIN%"_L1, address.mid(at + 1));
}

ServerCandidate guessFor(const QString& address) {
    const QString domain = model::domainOf(address);
    ServerCandidate guess;
    guess.providerId = u"other"_s;
    guess.providerName = domain;
    guess.incoming = {u"imap."_s + domain, 993, model::Security::Tls, address};
    guess.outgoing = {u"smtp."_s + domain, 465, model::Security::Tls, address};
    return guess;
}

} // namespace

ServerCandidate candidateOf(const Provider& provider, const QString& address) {
    ServerCandidate candidate;
    candidate.source = provider.source;
    candidate.providerId = provider.id;
    candidate.providerName = provider.name;
    candidate.verified = true;
    candidate.oauth = provider.oauth;
    candidate.incoming = provider.incoming;
    candidate.outgoing = provider.outgoing;
    candidate.note = provider.note;
    for (model::ServerSettings* server : {&candidate.incoming, &candidate.outgoing}) {
        server->user = filled(server->user, address);
        server->host = filled(server->host, address);
    }
    return candidate;
}

Result<QList<Provider>> parseProviders(const QByteArray& text, CandidateSource source, const QString& file) {
    const json document = json::parse(text.cbegin(), text.cend(), nullptr, false);
    if (!document.is_array())
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, file);
    QList<Provider> providers;
    for (const json& entry : document) {
        const QString place = u"%1[%2]"_s.arg(file).arg(providers.size());
        Provider provider;
        provider.source = source;
        provider.id = textOf(entry, "id");
        provider.name = textOf(entry, "name");
        provider.note = textOf(entry, "note");
        provider.oauth = textOf(entry, "auth") == "oauth"_L1;
        if (const auto signIn = entry.find("oauth"); signIn != entry.end()) {
            TRY(provider.signIn, signInOf(*signIn, place + u".oauth"_s));
        }
        TRY(provider.incoming, serverOf(entry, "imap", place));
        TRY(provider.outgoing, serverOf(entry, "smtp", place));
        const auto domains = entry.find("domains");
        if (provider.id.isEmpty() || domains == entry.end() || !domains->is_array())
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, place);
        for (const json& domain : *domains) {
            if (domain.is_string())
                provider.domains.append(QString::fromStdString(domain.get<std::string>()).toLower());
        }
        providers.append(provider);
    }
    return providers;
}

Result<QList<ServerCandidate>> discover(const QString& address, const QList<Provider>& providers) {
    const QString trimmed = address.trimmed();
    if (!model::looksLikeAddress(trimmed))
        return failure(ErrorKind::InvalidInput, ErrorCode::NotAnAddress, trimmed);
    const QString domain = model::domainOf(trimmed);
    QList<ServerCandidate> candidates;
    for (const Provider& provider : providers) {
        if (provider.domains.contains(domain))
            candidates.append(candidateOf(provider, trimmed));
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const ServerCandidate& a, const ServerCandidate& b) {
        return a.source == CandidateSource::Local && b.source != CandidateSource::Local;
    });
    candidates.append(guessFor(trimmed));
    return candidates;
}

} // namespace tributary::accounts
