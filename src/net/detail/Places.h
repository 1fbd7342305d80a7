// SPDX-License-Identifier: GPL-3.0-or-later
// Where a connection goes to, before any socket is there. Pure.
#pragma once

#include "net/Dialer.h"

#include <QProcessEnvironment>

namespace tributary::net::detail {

/// Without the brackets of an IPv6 literal.
[[nodiscard]] QString bareHost(const QString& host);
/// The two address families in turn, beginning with the first one's; the order within each stays (RFC 8305 4).
[[nodiscard]] QStringList interleaved(const QStringList& addresses);
/// ProxyType::System: all_proxy (socks5://, socks5h://, socks:// or http://, user and password may be in it), unless
/// no_proxy names the host. Loopback is never proxied, nor anything by a value that cannot be read. Never System.
[[nodiscard]] Proxy systemProxy(const QProcessEnvironment& environment, const QString& host);

} // namespace tributary::net::detail
