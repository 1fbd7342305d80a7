// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QHostAddress;

namespace tributary::net {

/// The addresses by which this machine goes out: not loopback, and not those of one link alone (fe80::/10, 169.254/16).
/// Sorted, as plainAddress() writes them. Asks the system for them, which takes less than a millisecond.
[[nodiscard]] QStringList localAddresses();

/// An address as text, IPv4 as IPv4 and without a zone. Pure.
[[nodiscard]] QString plainAddress(const QHostAddress& address);

} // namespace tributary::net
