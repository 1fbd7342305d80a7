// SPDX-License-Identifier: GPL-3.0-or-later
// Names of domains and servers as discovery takes them from strangers: as the wire has them, checked, and filled from an address. Pure.
#pragma once

#include "model/Account.h"

namespace tributary::accounts::discovery {

/// A domain as the DNS has it (RFC 5890), lower case, without a dot at its end; "*." in front stays. Empty: it cannot be one.
[[nodiscard]] QString asciiDomain(const QString& domain);
/// That of an address; empty for what is no name with a dot in it (an address literal, a single word).
[[nodiscard]] QString asciiDomainOf(const QString& address);

/// Whether a name that a stranger gave for a mail server may be offered: letters, digits and hyphens, not of this machine or network.
[[nodiscard]] bool mayBeServer(const QString& host);

/// Placeholders filled: %EMAILADDRESS%, %EMAILLOCALPART%, %EMAILDOMAIN%, %MXHOST%. In one go: what is filled in is not filled again.
[[nodiscard]] QString filled(const QString& pattern, const QString& address, const QString& mxHost = {});
/// Of host and user; the host gets the domain as the wire has it.
[[nodiscard]] model::ServerSettings filled(model::ServerSettings pattern, const QString& address, const QString& mxHost = {});

} // namespace tributary::accounts::discovery
