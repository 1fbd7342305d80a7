// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tributary::model {

/// What is known of the network, for the user to read. A hint: accounts are tried nonetheless.
struct NetworkState {
    bool isOffline = false;  ///< no network, as far as the machine or the desktop know
    bool hasPortal = false;  ///< it wants the user to sign in on a page of its own
    bool isMetered = false;  ///< what goes over it costs
    bool bodiesWait = false; ///< metered, and the user wants messages fetched only when opened there

    bool operator==(const NetworkState&) const = default;
};

} // namespace tributary::model
