// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/Discovery.h"

#include "accounts/OAuthClients.h"
#include "accounts/discovery/Names.h"
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
    if (!it->contains("user"))
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

/// The servers of one provider, read from its entry; which of IMAP and POP3 it has is its own matter, one of them it must have.
Status readServers(const json& entry, const QString& place, Provider& provider) {
    if (!entry.contains("pop3") || entry.contains("imap")) {
        TRY(provider.incoming, serverOf(entry, "imap", place));
    }
    if (entry.contains("pop3")) {
        TRY(provider.pop3, serverOf(entry, "pop3", place));
    }
    TRY(provider.outgoing, serverOf(entry, "smtp", place));
    return {};
}

} // namespace

QList<ServerCandidate> candidatesOf(const Provider& provider, const QString& address, const QString& mxHost) {
    ServerCandidate candidate;
    candidate.source = provider.source;
    candidate.providerId = provider.id;
    candidate.providerName = provider.name;
    candidate.verified = true;
    candidate.origin = provider.file;
    candidate.oauth = provider.oauth;
    candidate.note = provider.note;
    candidate.helpUrl = provider.helpUrl;
    candidate.outgoing = discovery::filled(provider.outgoing, address, mxHost);
    QList<ServerCandidate> candidates;
    for (const auto& [protocol, server] : {std::pair{model::Protocol::Imap, &provider.incoming}, {model::Protocol::Pop3, &provider.pop3}}) {
        if (server->host.isEmpty())
            continue;
        candidate.protocol = protocol;
        candidate.incoming = discovery::filled(*server, address, mxHost);
        candidates.append(candidate);
    }
    return candidates;
}

ServerCandidate candidateOf(const Provider& provider, const QString& address) { return candidatesOf(provider, address).value(0); }

bool serves(const Provider& provider, const QString& address) {
    const QString domain = discovery::asciiDomainOf(address);
    return !domain.isEmpty() && std::any_of(provider.domains.begin(), provider.domains.end(), [&](const QString& known) {
        return known.startsWith("*."_L1) ? domain.endsWith(QStringView(known).mid(1)) : domain == known;
    });
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
        provider.helpUrl = textOf(entry, "help");
        provider.mx = textsOf(entry, "mx");
        if (source == CandidateSource::Local)
            provider.file = file;
        TRY_STATUS(readServers(entry, place, provider));
        const auto domains = entry.find("domains");
        if (provider.id.isEmpty() || domains == entry.end() || !domains->is_array())
            return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, place);
        for (const json& domain : *domains) {
            if (domain.is_string())
                provider.domains.append(discovery::asciiDomain(QString::fromStdString(domain.get<std::string>())));
        }
        providers.append(provider);
    }
    return providers;
}

Result<QList<ServerCandidate>> knownServers(const QString& address, const QList<Provider>& providers) {
    const QString trimmed = address.trimmed();
    if (!model::looksLikeAddress(trimmed) || discovery::asciiDomainOf(trimmed).isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::NotAnAddress, trimmed);
    QList<ServerCandidate> candidates;
    for (const Provider& provider : providers) {
        if (serves(provider, trimmed))
            candidates.append(candidatesOf(provider, trimmed));
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const ServerCandidate& a, const ServerCandidate& b) {
        return a.source == CandidateSource::Local && b.source != CandidateSource::Local;
    });
    return candidates;
}

} // namespace tributary::accounts
