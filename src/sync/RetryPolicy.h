// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Error.h"

namespace tributary::sync {

/// What an account's worker does about an error: the one table of the house (architecture.md, Errors).
enum class Reaction {
    Quit,          ///< say nothing, end
    BackOff,       ///< drop the connection, try again later with growing, jittered delays
    StopAndAsk,    ///< disabled until the user mends it (S17): no retry storm, no lock-out
    SkipMailbox,   ///< this mailbox failed; the connection and the other mailboxes go on
    Reconnect,     ///< drop the connection and resync
    StopAndReport, ///< the machine's trouble: stop, say so, try again when asked or at the next start
};

[[nodiscard]] Reaction reactionTo(const Error& error);

} // namespace tributary::sync
