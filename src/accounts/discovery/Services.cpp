// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/discovery/Services.h"

#include "accounts/discovery/Names.h"
#include "model/Address.h"

#include <array>

namespace tributary::accounts::discovery {

using namespace Qt::Literals::StringLiterals;
using model::Protocol;
using model::Security;

namespace {

struct Service {
    const char* name;
    Protocol protocol;
    Security security;
};

/// In the order of preference within a protocol.
constexpr std::array kServices{Service{"_imaps._tcp.", Protocol::Imap, Security::Tls},       Service{"_imap._tcp.", Protocol::Imap, Security::StartTls},
                               Service{"_pop3s._tcp.", Protocol::Pop3, Security::Tls},       Service{"_pop3._tcp.", Protocol::Pop3, Security::StartTls},
                               Service{"_submissions._tcp.", Protocol::Smtp, Security::Tls}, Service{"_submission._tcp.", Protocol::Smtp, Security::StartTls}};

struct Named {
    model::ServerSettings server;
    QString origin;
};

} // namespace

QList<ServerCandidate> servicesOf(const QString& address, const DnsOptions& options) {
    const QString domain = asciiDomainOf(address);
    QList<DnsQuestion> questions;
    for (const Service& service : kServices)
        questions.append({DnsQuestion::Type::Srv, QString::fromLatin1(service.name) + domain});
    const auto answers = askDns(questions, options);
    const auto firstOf = [&](Protocol protocol) {
        for (std::size_t i = 0; i < kServices.size(); ++i) {
            const auto& answer = answers[qsizetype(i)];
            if (kServices[i].protocol != protocol || !answer || answer->isEmpty() || answer->first().port == 0)
                continue;
            return Named{{answer->first().host, answer->first().port, kServices[i].security, address}, u"SRV "_s + questions[qsizetype(i)].name};
        }
        return Named();
    };
    const Named outgoing = firstOf(Protocol::Smtp);
    QList<ServerCandidate> candidates;
    for (const Protocol protocol : {Protocol::Imap, Protocol::Pop3}) {
        const Named incoming = firstOf(protocol);
        if (incoming.server.host.isEmpty())
            continue;
        ServerCandidate candidate;
        candidate.source = CandidateSource::Srv;
        candidate.providerId = u"other"_s;
        candidate.providerName = model::domainOf(address);
        candidate.origin = incoming.origin;
        candidate.protocol = protocol;
        candidate.incoming = incoming.server;
        candidate.outgoing = outgoing.server;
        candidates.append(candidate);
    }
    return candidates;
}

} // namespace tributary::accounts::discovery
