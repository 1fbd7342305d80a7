// SPDX-License-Identifier: GPL-3.0-or-later
// One visit to an account's ManageSieve server (S4, S5): what can run there is brought, what cannot stays here. Whatever goes wrong, what was
// active there is active, and what ran here runs here. On a task's thread.
#pragma once

#include "base/CancelToken.h"
#include "engine/Profile.h"
#include "engine/SievePlan.h"
#include "net/OpenLines.h"

#include <memory>
#include <optional>

namespace tributary::engine {

struct SieveVisit {
    AccountId account;
    std::optional<ScriptChoice> choice; ///< the user's, about the conflict that there is
    bool leaves = false;                ///< the account goes: whatever is wanted, ours is taken away
    accounts::DiscoveryOptions discovery;
    std::shared_ptr<net::OpenLines> lines;
    quint16 portForTests = 0;           ///< in place of 4190 at the incoming server
    qint64 nowMs = 0;                   ///< UTC
};

/// What was found and done stands in the store. Errors: Storage, InvalidInput/NotFound, Cancelled; and the line's where the server, which was there before,
/// could not be reached: nothing is changed then.
[[nodiscard]] Status visitSieveServer(Profile& profile, const SieveVisit& visit, const CancelToken& cancel);

} // namespace tributary::engine
