// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/discovery/MailHosts.h"

#include "content/Phishing.h"

#include <algorithm>

namespace tributary::accounts::discovery {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isAt(const QString& host, const QString& end) { return !end.isEmpty() && (host == end || host.endsWith(u'.' + end)); }

/// The longest name of the provider's that the host has: "olc.protection.outlook.com" is more than "protection.outlook.com".
qsizetype fitOf(const Provider& provider, const QString& host) {
    qsizetype fit = 0;
    for (const QString& end : provider.mx)
        fit = isAt(host, end) ? std::max(fit, end.size()) : fit;
    return fit;
}

} // namespace

QList<ServerCandidate> candidatesAtHost(const QString& mxHost, const QString& address, const QList<Provider>& providers) {
    qsizetype best = 0;
    for (const Provider& provider : providers)
        best = std::max(best, fitOf(provider, mxHost));
    QList<ServerCandidate> candidates;
    for (const Provider& provider : providers) {
        if (best > 0 && fitOf(provider, mxHost) == best)
            candidates.append(accounts::candidatesOf(provider, address, mxHost));
    }
    for (ServerCandidate& candidate : candidates) {
        candidate.source = CandidateSource::Mx;
        candidate.verified = false;
        candidate.origin = u"MX "_s + mxHost;
    }
    return candidates;
}

QStringList domainsOfHost(const QString& mxHost, const QString& mailDomain) {
    const QString registered = content::registrableDomain(mxHost);
    QStringList domains;
    for (const QString& domain : {mxHost.section(u'.', 1), registered}) {
        const bool isBelow = domain == registered || domain.endsWith(u'.' + registered);
        if (domain.contains(u'.') && isBelow && domain != mailDomain && !domains.contains(domain))
            domains.append(domain);
    }
    return domains;
}

} // namespace tributary::accounts::discovery
