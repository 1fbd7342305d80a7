// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts/Setup.h"
#include "base/CancelToken.h"
#include "connect/ConnectionBudget.h"

#include <chrono>

namespace tributary::accounts {

struct ProbeOptions {
    Policy policy;
    CancelToken cancel;
    StageObserver observer; ///< called on the probing thread
    std::chrono::milliseconds connectTimeout = std::chrono::seconds(20);
    std::chrono::milliseconds answerTimeout = std::chrono::seconds(30);
    /// Before a refusal that may be a limit is asked about once more; anywhere else the first one counts (connect/DoubtfulRefusal.h).
    std::chrono::milliseconds secondTryAfter = std::chrono::seconds(2);
    std::shared_ptr<connect::ConnectionBudget> budget; ///< where its connections count; null: nowhere
    bool behindPortal = false; ///< the network is said to show a page to sign in to first
};

/// Tries a draft out, stage by stage, over the very connection code that sync uses; saves nothing. Worker threads only.
/// InvalidInput from checkDraft is the Result's error; everything that a server or the network did is in the outcome.
/// The outgoing side is tried once the incoming one has passed; it is told as 'not tried' where mail goes through another account, or no
/// server is named.
[[nodiscard]] Result<ProbeOutcome> probe(const AccountDraft& draft, const ProbeOptions& options);

} // namespace tributary::accounts
