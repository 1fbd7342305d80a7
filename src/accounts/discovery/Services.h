// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts/discovery/DnsRecords.h"
#include "accounts/Setup.h"

namespace tributary::accounts::discovery {

/// What a domain's SRV records name (RFC 6186, RFC 8314): TLS from the start before STARTTLS. One candidate a protocol; none without a
/// server for incoming mail. Not verified: nobody proves the records. Blocks; worker threads.
[[nodiscard]] QList<ServerCandidate> servicesOf(const QString& address, const DnsOptions& options);

} // namespace tributary::accounts::discovery
