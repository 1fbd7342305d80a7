// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts/Discovery.h"

namespace tributary::accounts {

/// What was found for an address, as the policy has it: the prepared account comes first (alone, where it is locked); providers and
/// protocols that are not allowed are left out. InvalidInput/RefusedByPolicy "email": accounts of this domain are not allowed.
[[nodiscard]] Result<QList<ServerCandidate>> asPolicyHas(const QList<ServerCandidate>& found, const QString& address, const Policy& policy,
                                                         const QList<Provider>& providers);

} // namespace tributary::accounts
