// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "accounts/Discovery.h"

namespace tributary::accounts {

/// The providers that files of this machine name: *.json as providers.json, *.xml as clientConfig. In the order of the names; a file with a
/// fault is left out whole, and the log says so. A folder that is not there has none. Disk.
[[nodiscard]] QList<Provider> loadLocalProviders(const QString& folder);

} // namespace tributary::accounts
