// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Draft.h"

namespace tributary::store::detail {

/// The beginning of what a draft says, on one line. Of HTML the tags are left out: it is our own writer's, not the world's.
[[nodiscard]] QString draftSnippet(const model::Draft& draft);

} // namespace tributary::store::detail
