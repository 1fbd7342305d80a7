// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/SieveServer.h"

#include "accounts/Setup.h"
#include "accounts/discovery/Names.h"

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;

QList<SieveCandidate> sieveCandidates(const Result<QList<discovery::DnsRecord>>& answer, const model::ServerSettings& incoming) {
    QList<SieveCandidate> candidates;
    const auto add = [&](const QString& host, quint16 port) {
        const SieveCandidate candidate{{host, port, model::Security::StartTls, incoming.user}, host.compare(incoming.host, Qt::CaseInsensitive) != 0};
        if (!host.isEmpty() && port != 0 && !candidates.contains(candidate))
            candidates.append(candidate);
    };
    for (const discovery::DnsRecord& record : answer.value_or(QList<discovery::DnsRecord>()))
        add(record.host, record.port);
    add(incoming.host, kSievePort);
    return candidates;
}

QList<SieveCandidate> sieveServersOf(const QString& address, const model::ServerSettings& incoming, const discovery::DnsOptions& options) {
    const QString domain = discovery::asciiDomainOf(address);
    if (domain.isEmpty())
        return sieveCandidates(QList<discovery::DnsRecord>(), incoming);
    return sieveCandidates(discovery::askDns({{discovery::DnsQuestion::Type::Srv, u"_sieve._tcp."_s + domain}}, options).first(), incoming);
}

Status checkSieveServer(const model::Account& account, const model::ServerSettings& candidate, const Policy& policy) {
    const bool isOwnStandard = checkPort(account.protocol, account.incoming.port, false).has_value();
    if (candidate.port != kSievePort && !policy.allowNonStandardPorts.value_or(!isOwnStandard))
        return failure(ErrorKind::InvalidInput, ErrorCode::PortNotStandard, QString::number(candidate.port));
    model::Account there = account;
    there.incoming.host = candidate.host;
    return checkAllowed(there, policy);
}

} // namespace tributary::accounts
