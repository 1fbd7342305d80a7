// SPDX-License-Identifier: GPL-3.0-or-later
// What connections of every protocol do before and while the server says its first word.
#pragma once

#include "connect/Target.h"
#include "connect/detail/StageClock.h"

namespace tributary::connect::detail {

/// Dials and, where the settings say TLS from the first byte, does the handshake; the stages are told, facts are set also
/// where it failed. Errors as net::dial; Tls/TlsRequired (Security::None to a host that is not loopback);
/// Network/CaptivePortal.
[[nodiscard]] Result<std::unique_ptr<net::ByteStream>> dialServer(const Target& target, StageClock& stages,
                                                                  std::shared_ptr<net::ConnectionFacts>& facts);

/// An error of the greeting, looked at again: whether it is a web server that answers (it may have said so in pieces, so that
/// some more is read). Without TLS that is the network's page, since nobody has proven to be the server.
[[nodiscard]] Error greetingError(Error error, net::ByteStream& stream, bool behindPortal);

} // namespace tributary::connect::detail
