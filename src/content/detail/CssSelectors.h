// SPDX-License-Identifier: GPL-3.0-or-later
// Selectors and media queries of a style sheet, written in one canonical way; class and id names get their prefix.
#pragma once

#include "content/detail/CssValues.h"

namespace tributary::content::detail {

/// The list without those that are not understood; empty: the rule goes.
[[nodiscard]] QString cssSelectors(const CssTokenList& tokens, const QString& prefix);
/// Empty: the rule goes.
[[nodiscard]] QString cssMediaQuery(const CssTokenList& tokens);

/// The name as HTML and CSS have it from then on; empty when it is none. A name that has the prefix keeps it.
[[nodiscard]] QString prefixedName(const QString& name, const QString& prefix);

} // namespace tributary::content::detail
