// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's part of finding an address's servers (S9): what this machine knows, or the network.
#include "accounts/PolicyCandidates.h"
#include "accounts/discovery/Lookup.h"
#include "engine/detail/EngineCore.h"

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Where the policy names a directory, or none, that counts.
void followPolicy(accounts::DiscoveryOptions& options, const Policy& policy) {
    if (!policy.discoveryService)
        return;
    options.useIspdb = !policy.discoveryService->isEmpty();
    if (options.useIspdb)
        options.ispdbUrl = QUrl(*policy.discoveryService);
}

} // namespace

Status Engine::mayAddAccount(const QString& address) const { return accounts::checkOneMore(address, accounts().size(), policy()); }

Result<QList<ServerCandidate>> Engine::knownServers(const QString& address) const {
    TRY(const QList<ServerCandidate> known, accounts::knownServers(address, m_core->profile->providers));
    return asAllowed(address, known);
}

Result<QList<ServerCandidate>> Engine::asAllowed(const QString& address, const QList<ServerCandidate>& found) const {
    TRY(QList<ServerCandidate> candidates, accounts::asPolicyHas(found, address, policy(), m_core->profile->providers));
    markSignIns(candidates);
    return candidates;
}

void Engine::markSignIns(QList<ServerCandidate>& candidates) const {
    for (ServerCandidate& candidate : candidates)
        candidate.canSignIn = hasSignIn(candidate.providerId);
}

std::shared_ptr<Task> Engine::discover(const QString& address, QObject* context, DiscoveryObserver observer, Callback<QList<ServerCandidate>> done) {
    const auto allowed = [this, address](Callback<QList<ServerCandidate>> take) {
        return [this, address, take = std::move(take)](Result<QList<ServerCandidate>> found) { take(found ? asAllowed(address, *found) : std::move(found)); };
    };
    const auto answer = m_core->relay.bind<QList<ServerCandidate>>(context, allowed(std::move(done)));
    accounts::DiscoveryObserver tell;
    if (observer) {
        tell = m_core->relay.bind<QList<ServerCandidate>>(context, allowed([observer = std::move(observer)](const Result<QList<ServerCandidate>>& soFar) {
            if (soFar)
                observer(*soFar);
        }));
    }
    const auto known = accounts::knownServers(address, m_core->profile->providers);
    const auto ours = known ? accounts::asPolicyHas(*known, address, policy(), m_core->profile->providers) : known;
    if (!ours || !ours->isEmpty()) { // nobody is asked: found, not an address, or not allowed
        if (ours && tell)
            tell(*known);
        answer(ours ? known : ours);
        return std::make_shared<Task>();
    }
    accounts::DiscoveryOptions options = m_core->discovery;
    options.certificates.extraAuthorities.append(policy().certificates.extraAuthorities);
    followPolicy(options, policy());
    return m_core->tasks.start([profile = m_core->profile, address, options, tell, answer](const CancelToken& cancel) mutable {
        options.cancel = cancel;
        answer(accounts::lookUpServers(address, profile->providers, options, tell));
    });
}

} // namespace tributary::engine
