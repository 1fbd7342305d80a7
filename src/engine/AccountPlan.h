// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the accounts that are to be imported can be, and in which order: who sends through another one comes behind it (S18). Pure.
#pragma once

#include "accounts/Policy.h"
#include "engine/TransferTypes.h"

namespace tributary::engine {

struct AccountFault {
    QString email, place, what;
};
struct AccountPlan {
    QList<PortableAccount> accounts; ///< in the order to be added; account.position is where the user sees it
    QList<SkippedAccount> skipped;
    QList<AccountFault> faults;      ///< what cannot be used
};

/// known: those of the profile.
[[nodiscard]] AccountPlan planAccounts(const QList<PortableAccount>& wanted, const QList<model::Account>& known, const accounts::Policy& policy,
                                       bool allowNonStandardPorts);

} // namespace tributary::engine
