// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QString>

namespace tributary::net {

/// True for an address that anyone on the Internet could have: not of this machine, this network, a provider's inside, a group or a
/// document (RFC 6890), and none of these in the dress of IPv6 (mapped, NAT64, 6to4). What a stranger's message names is asked only
/// there. Pure.
[[nodiscard]] bool isPublicAddress(const QHostAddress& address);

/// False for a host that is a literal of an address which is not public, or a name that never leaves the machine or network
/// (localhost, .local, .internal, one without a dot). True says nothing of what a name resolves to. Pure.
[[nodiscard]] bool mayBePublicHost(const QString& host);

} // namespace tributary::net
