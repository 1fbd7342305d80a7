// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/PolicyCandidates.h"

#include <algorithm>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;

namespace {

ServerCandidate candidateOfPreset(const PresetAccount& preset, const QString& address, const Policy& policy, const QList<Provider>& providers) {
    ServerCandidate candidate;
    const auto provider = std::find_if(providers.begin(), providers.end(), [&](const Provider& p) { return p.id == preset.provider; });
    if (provider != providers.end())
        candidate = candidateOf(*provider, address);
    if (!preset.incoming.host.isEmpty()) {
        candidate.providerId = preset.provider;
        candidate.providerName = preset.name.isEmpty() ? preset.incoming.host : preset.name;
        candidate.protocol = preset.protocol;
        candidate.incoming = preset.incoming;
        candidate.outgoing = preset.outgoing;
    }
    candidate.source = CandidateSource::Local;
    candidate.origin = policy.file;
    candidate.verified = true;
    return candidate;
}

} // namespace

Result<QList<ServerCandidate>> asPolicyHas(const QList<ServerCandidate>& found, const QString& address, const Policy& policy, const QList<Provider>& providers) {
    const QString email = address.trimmed();
    if (!isDomainAllowed(policy, email))
        return failure(ErrorKind::InvalidInput, ErrorCode::RefusedByPolicy, u"email"_s);
    QList<ServerCandidate> candidates;
    const PresetAccount* const preset = policy.presetFor(email);
    if (preset)
        candidates.append(candidateOfPreset(*preset, email, policy, providers));
    if (preset && preset->isLocked)
        return candidates;
    std::optional<Error> refusal;
    for (const ServerCandidate& candidate : found) {
        model::Account account; // a guess may be a provider's server, too
        account.email = email;
        account.provider = candidate.providerId;
        account.protocol = candidate.protocol;
        account.incoming = candidate.incoming;
        account.outgoing = candidate.outgoing;
        if (const Status allowed = checkAllowed(account, policy); allowed)
            candidates.append(candidate);
        else if (allowed.error().detail == "provider"_L1) // of another way to read there may be a server that nobody knows of
            refusal = allowed.error();
    }
    if (candidates.isEmpty() && refusal)
        return failure(*refusal);
    return candidates;
}

} // namespace tributary::accounts
