// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/KnownDomains.h"
#include "store/Reader.h"

namespace tributary::engine {

/// The domains of the user's accounts, of the 500 whom the user has written to most, and a few that are imitated everywhere. The
/// thread that reads messages.
[[nodiscard]] content::KnownDomains knownDomainsOf(store::Reader& reader);

} // namespace tributary::engine
