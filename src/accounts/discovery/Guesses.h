// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts/discovery/Options.h"
#include "accounts/Setup.h"

namespace tributary::accounts::discovery {

/// Servers of the usual names that are there: connected to, TLS with a valid certificate, and the greeting of the protocol. TLS from the
/// start is tried first, then STARTTLS. Nothing is signed in, and nothing of the address is sent.
/// One candidate a protocol, with the outgoing server that was found. Blocks; worker threads.
[[nodiscard]] QList<ServerCandidate> probeUsualNames(const QString& address, const DiscoveryOptions& options);

/// The usual names without having asked for them: imap., pop. and smtp.DOMAIN, with TLS.
[[nodiscard]] QList<ServerCandidate> blindGuesses(const QString& address);

} // namespace tributary::accounts::discovery
