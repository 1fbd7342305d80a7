// SPDX-License-Identifier: GPL-3.0-or-later
// A connection within the budget: what every protocol's open() does around its own work.
#pragma once

#include "connect/Target.h"

namespace tributary::connect::detail {

/// Waits for a place, opens, and leaves the place with the connection (Connection::m_permit), or returns it. Errors as open()'s, and as
/// ConnectionBudget::acquire()'s. mayRepeat: what the user waits for is tried once more where the server refuses it for another connection
/// of ours, which then gives way.
template <typename Connection, typename Open>
[[nodiscard]] Result<std::unique_ptr<Connection>> openWithin(Service service, const Target& target, std::unique_ptr<ConnectionPermit> Connection::*place,
                                                             bool mayRepeat, const Open& open) {
    if (!target.budget)
        return open();
    for (bool isSecond = false;; isSecond = true) {
        TRY(auto permit, target.budget->acquire({service, target.server.host, target.server.user, target.purpose, target.wakeUp}, target.cancel));
        Result<std::unique_ptr<Connection>> opened = open();
        if (opened) {
            permit->signedIn();
            (**opened).*place = std::move(permit);
            return opened;
        }
        const bool isOurs = permit->noteFailure(opened.error());
        if (!isOurs || isSecond || !mayRepeat || target.purpose != Purpose::User)
            return opened;
    }
}

} // namespace tributary::connect::detail
