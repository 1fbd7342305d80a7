// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts/Setup.h"

namespace tributary::accounts {

/// Reads a machine policy (cli.md, 'Policy file'). A missing file is an empty policy unless required. A faulty one is
/// InvalidInput/PolicyFaulty with the place ("policies.json: ExtraCertificateAuthorities[1]: ..."): nothing of it counts.
[[nodiscard]] Result<Policy> loadPolicy(const QString& file, bool required);

} // namespace tributary::accounts
