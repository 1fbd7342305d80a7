// SPDX-License-Identifier: GPL-3.0-or-later
// What the host that takes a domain's mail tells about where its mailboxes are. Pure; the record itself is proven by nobody, so that
// nothing that follows from it is verified.
#pragma once

#include "accounts/Discovery.h"

namespace tributary::accounts::discovery {

/// The providers of our table whose customers' mail goes to such a host.
[[nodiscard]] QList<ServerCandidate> candidatesAtHost(const QString& mxHost, const QString& address, const QList<Provider>& providers);

/// Domains at which a file about such a host may be: the name without its first label, and the domain that was registered. Never the
/// mail domain itself, which is asked anyway, and never a public suffix.
[[nodiscard]] QStringList domainsOfHost(const QString& mxHost, const QString& mailDomain);

} // namespace tributary::accounts::discovery
