// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/discovery/Candidates.h"

#include "accounts/discovery/Names.h"
#include "model/Address.h"

#include <algorithm>

namespace tributary::accounts::discovery {

using namespace Qt::Literals::StringLiterals;

namespace {

using Server = ClientConfig::Server;

/// The first of that protocol, one with a standard port before others (S12).
const Server* bestOf(const QList<Server>& servers, model::Protocol protocol, bool anyHost) {
    const Server* best = nullptr;
    for (const Server& server : servers) {
        const bool isOffered = anyHost || mayBeServer(server.settings.host);
        if (server.protocol != protocol || !isOffered)
            continue;
        if (checkPort(protocol, server.settings.port, false))
            return &server;
        if (!best)
            best = &server;
    }
    return best;
}

/// The file with its placeholders filled: only then a host can be judged.
ClientConfig filledIn(ClientConfig config, const QString& address) {
    for (QList<Server>* servers : {&config.incoming, &config.outgoing}) {
        for (Server& server : *servers) {
            // Our own, which they do not know.
            server.settings.host.remove("%MXHOST%"_L1);
            server.settings.user.remove("%MXHOST%"_L1);
            server.settings = filled(server.settings, address);
            if (const QString ascii = asciiDomain(server.settings.host); !ascii.isEmpty())
                server.settings.host = ascii;
            if (server.settings.user.isEmpty())
                server.settings.user = address;
        }
    }
    return config;
}

QString noteOf(const ClientConfig& config, const Server& incoming) {
    QStringList words;
    if (config.mustBeEnabled)
        words.append(u"enable-access"_s);
    if (incoming.oauth && !incoming.password)
        words.append(u"sign-in-page"_s);
    return words.join(u' ');
}

bool isSamePlace(const ServerCandidate& a, const ServerCandidate& b) {
    const auto same = [](const model::ServerSettings& x, const model::ServerSettings& y) {
        return x.host == y.host && x.port == y.port && x.security == y.security;
    };
    return a.protocol == b.protocol && same(a.incoming, b.incoming) && same(a.outgoing, b.outgoing);
}

} // namespace

CandidateSource sourceOf(Rank rank) {
    switch (rank) {
    case Rank::Local: return CandidateSource::Local;
    case Rank::Preset: return CandidateSource::Preset;
    case Rank::ProviderFile:
    case Rank::WellKnown:
    case Rank::ProviderHttp: return CandidateSource::Provider;
    case Rank::Ispdb: return CandidateSource::Ispdb;
    case Rank::MxPreset:
    case Rank::MxFile:
    case Rank::MxIspdb: return CandidateSource::Mx;
    case Rank::Srv: return CandidateSource::Srv;
    case Rank::Probed:
    case Rank::Blind: break;
    }
    return CandidateSource::Guess;
}

bool isVerified(Rank rank) { return rank <= Rank::Ispdb; }

QList<ServerCandidate> candidatesOf(const ClientConfig& raw, const QString& address, Rank rank, const QString& origin,
                                    const QList<Provider>& providers) {
    const ClientConfig config = filledIn(raw, address);
    const Server* const outgoing = bestOf(config.outgoing, model::Protocol::Smtp, false);
    QList<Server> incoming;
    for (const Server& server : config.incoming) {
        const bool isBest = bestOf(config.incoming, server.protocol, false) == &server;
        if (isBest)
            incoming.append(server);
    }
    QList<ServerCandidate> candidates;
    for (const Server& server : std::as_const(incoming)) {
        ServerCandidate candidate;
        candidate.source = sourceOf(rank);
        candidate.verified = isVerified(rank);
        candidate.origin = origin;
        candidate.providerId = u"other"_s;
        candidate.providerName = config.displayName.isEmpty() ? model::domainOf(address) : config.displayName;
        candidate.protocol = server.protocol;
        candidate.incoming = server.settings;
        candidate.outgoing = outgoing ? outgoing->settings : model::ServerSettings();
        candidate.note = noteOf(config, server);
        candidate.helpUrl = config.helpUrl;
        if (const Provider* known = providerWithServer(providers, server.settings.host)) {
            candidate.providerId = known->id;
            candidate.providerName = known->name;
            candidate.oauth = known->oauth;
            candidate.note = known->note;
            candidate.helpUrl = known->helpUrl;
        }
        candidates.append(candidate);
    }
    return candidates;
}

std::optional<Provider> providerOf(const ClientConfig& config, const QString& file) {
    const auto settingsOf = [](const Server* server) {
        model::ServerSettings settings = server ? server->settings : model::ServerSettings();
        if (server && settings.user.isEmpty())
            settings.user = u"%EMAILADDRESS%"_s;
        return settings;
    };
    Provider provider;
    provider.id = config.id.isEmpty() ? u"other"_s : config.id;
    provider.name = config.displayName.isEmpty() ? config.domains.value(0) : config.displayName;
    provider.domains = config.domains;
    provider.incoming = settingsOf(bestOf(config.incoming, model::Protocol::Imap, true));
    provider.pop3 = settingsOf(bestOf(config.incoming, model::Protocol::Pop3, true));
    provider.outgoing = settingsOf(bestOf(config.outgoing, model::Protocol::Smtp, true));
    provider.note = config.mustBeEnabled ? u"enable-access"_s : QString();
    provider.helpUrl = config.helpUrl;
    provider.source = CandidateSource::Local;
    provider.file = file;
    const bool isUsable = !provider.domains.isEmpty() && !(provider.incoming.host.isEmpty() && provider.pop3.host.isEmpty());
    return isUsable ? std::optional(provider) : std::nullopt;
}

const Provider* providerWithServer(const QList<Provider>& providers, const QString& host) {
    // Of several with one server, the one that serves an organisation's own domain is meant: those of the others are in the table.
    const Provider* known = nullptr;
    for (const Provider& provider : providers) {
        const bool isItsServer = provider.source == CandidateSource::Preset && (provider.incoming.host == host || provider.pop3.host == host);
        if (isItsServer && (!known || provider.domains.isEmpty()))
            known = &provider;
    }
    return known;
}

QList<ServerCandidate> inOrder(QList<Found> found) {
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.rank < b.rank; });
    QList<ServerCandidate> all;
    for (const Found& one : std::as_const(found)) {
        if (one.rank == Rank::Blind && !all.isEmpty())
            continue;
        for (const ServerCandidate& candidate : one.candidates) {
            const bool isKnown = std::any_of(all.begin(), all.end(), [&](const auto& other) { return isSamePlace(other, candidate); });
            if (!isKnown)
                all.append(candidate);
        }
    }
    return all;
}

} // namespace tributary::accounts::discovery
