// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/NetworkSource.h"

namespace tributary::engine {

/// The network of this machine: its addresses (netlink, which needs no service) and what the desktop says of it
/// (QNetworkInformation: NetworkManager and its like; none of them need be there).
///
/// A process has one QNetworkInformation. It is bound to the thread that loads it, and to load it is to wait for D-Bus: so it
/// has a thread of its own, begun with the first call and ended with the QCoreApplication, whatever number of engines
/// come and go. Any thread; never waits.
[[nodiscard]] std::shared_ptr<NetworkSource> machineNetwork();

} // namespace tributary::engine
