// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts/Policy.h"

namespace tributary::accounts {

/// What a policy file is read on.
struct PolicyPlace {
    QString loginName;           ///< "${user}"
    QStringList providers;       ///< ids that "Provider", "AllowedProviders" and "RefusedProviders" may name, beside "other"; empty: any
    QStringList signInProviders; ///< those that "OAuthClients" may name; empty: any
};

/// Reads a machine policy (docs/policies.md). A missing file is an empty policy unless required. A faulty one is
/// InvalidInput/PolicyFaulty, and nothing of it counts; detail: a line for each fault (at most 20, then how many more there are), in the file's order:
/// "policies.json:12:5: Accounts[1].Incoming.Port: must be a whole number, is text".
[[nodiscard]] Result<Policy> loadPolicy(const QString& file, bool required, const PolicyPlace& place = {});

/// Every key that is read, as "Accounts[].Incoming.Port" and "OAuthClients.*.clientId": what resources/policies.schema.json describes.
[[nodiscard]] QStringList policyKeyPaths();

} // namespace tributary::accounts
