// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts/Discovery.h"
#include "accounts/discovery/Options.h"

#include <functional>

namespace tributary::accounts {

/// The list so far, best first, each time that it grows. On the thread that looks.
using DiscoveryObserver = std::function<void(const QList<ServerCandidate>& soFar)>;

/// Servers for an address, best first (docs/discovery.md has the order, and what is sent to whom). What this machine knows is told at
/// once, and then nobody is asked. Else the sources are asked side by side; it ends with the first verified answer that nothing
/// better can overtake, at the latest with the deadline. Where nobody knew anything, the usual names, not verified; empty when the domain
/// does not exist. Nothing of the address but its domain leaves the machine. Blocks; worker threads.
/// InvalidInput/NotAnAddress; Cancelled, at once.
[[nodiscard]] Result<QList<ServerCandidate>> lookUpServers(const QString& address, const QList<Provider>& providers, const DiscoveryOptions& options,
                                                           const DiscoveryObserver& observer = {});

} // namespace tributary::accounts
