// SPDX-License-Identifier: GPL-3.0-or-later
// Settings of accounts out of a profile and into one. Worker threads.
#pragma once

#include "base/CancelToken.h"
#include "engine/TransferTypes.h"
#include "store/Reader.h"

namespace tributary::engine {

struct Profile;

/// In the user's order, relays by address.
[[nodiscard]] Result<QList<PortableAccount>> portableAccounts(store::Reader& reader);

/// Reads, and checks nothing but the form. InvalidInput: NotFound, BadValue (what is wrong, and where); Storage.
[[nodiscard]] Result<ForeignAccounts> readAccounts(const AccountSource& source);

struct ImportRules {
    bool allowNonStandardPorts = false; ///< the user's setting (S12); a policy wins
    bool skipUnusable = false;          ///< what cannot be used is passed over and told; else nothing is imported
};
/// Each as an account that waits for its password (S17) or its sign-in (S25): nothing is tried. What is there already, and what the policy
/// does not allow, is passed over and told. InvalidInput/BadValue: a line for each account that cannot be used; then nothing has changed,
/// as after Storage and Cancelled.
[[nodiscard]] Result<AccountsImported> importAccounts(Profile& profile, const QList<PortableAccount>& accounts, const ImportRules& rules, const CancelToken& cancel);

} // namespace tributary::engine
