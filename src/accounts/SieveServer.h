// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts/Policy.h"
#include "accounts/discovery/DnsRecords.h"
#include "model/Account.h"

namespace tributary::accounts {

inline constexpr quint16 kSievePort = 4190; ///< RFC 5804 6

/// Where an account's ManageSieve server may be, the likely one first: what the domain's SRV records name (_sieve._tcp, RFC 5804 1.8), then
/// port 4190 at the host of incoming mail; always STARTTLS, and incoming's user. Nobody proves the records: a host that is not incoming's
/// is told to the user before a password goes there (isOtherHost).
struct SieveCandidate {
    model::ServerSettings server;
    bool isOtherHost = false;

    bool operator==(const SieveCandidate&) const = default;
};

/// Blocks; worker threads. An answer that does not come is none.
[[nodiscard]] QList<SieveCandidate> sieveServersOf(const QString& address, const model::ServerSettings& incoming, const discovery::DnsOptions& options);

/// The same of an answer that is there. Pure.
[[nodiscard]] QList<SieveCandidate> sieveCandidates(const Result<QList<discovery::DnsRecord>>& answer, const model::ServerSettings& incoming);

/// Whether a candidate may be used: port 4190 alone, unless others are allowed (S12: by the policy, else where the account's own is another already),
/// and its host as checkAllowed() would have the incoming server. InvalidInput/PortNotStandard, /RefusedByPolicy. Pure.
[[nodiscard]] Status checkSieveServer(const model::Account& account, const model::ServerSettings& candidate, const Policy& policy);

} // namespace tributary::accounts
