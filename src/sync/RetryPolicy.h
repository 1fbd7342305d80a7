// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Backoff.h"
#include "base/Clock.h"
#include "base/Error.h"
#include "model/Account.h"

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

/// Until the next try: the server's own delay where it names one (throttling), else growing and jittered.
[[nodiscard]] Clock::Duration delayAfter(const Error& error, Backoff& backoff);

/// What refusals of the kept password are taken for. An account is kept only after its password was accepted (S16), so that it did work:
/// where a server answers so when it is asked too often, the first is for that. Never more than one such try: no retry storm, and no
/// account is locked for it (S17).
class Refusals {
  public:
    /// The error itself, or TemporaryRefusal/AuthServerUnavailable in its place.
    [[nodiscard]] Error believed(const model::Account& account, Error error);
    void signedIn() { m_doubted = false; }

  private:
    bool m_doubted = false;
};

} // namespace tributary::sync
