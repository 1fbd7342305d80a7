// SPDX-License-Identifier: GPL-3.0-or-later
// An Error as four columns: kind and code as words (an empty kind: no error), the server's text, the detail.
#pragma once

#include "base/Error.h"
#include "store/detail/Connection.h"

#include <optional>

namespace tributary::store::detail {

void bindError(Query& query, const std::optional<Error>& error); ///< the error outlives the run
[[nodiscard]] std::optional<Error> errorFrom(const Query& row, int column);

} // namespace tributary::store::detail
