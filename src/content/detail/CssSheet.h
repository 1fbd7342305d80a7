// SPDX-License-Identifier: GPL-3.0-or-later
// Style sheets and style attributes for a browser engine: parsed, and written anew from what the allow-lists know.
#pragma once

#include "content/detail/CssValues.h"

namespace tributary::content::detail {

/// Rules with a selector, and @media around them. @import, @font-face and their like are noted and gone.
[[nodiscard]] QString filteredSheet(const QString& css, CssContext& context);
/// "color:red;margin:0 1em"
[[nodiscard]] QString filteredDeclarations(const QString& css, CssContext& context);
/// Only notes what a sheet would fetch.
void noteReferencesOfSheet(const QString& css, RemoteCollector& remote);
/// The value of a media attribute; empty: not understood.
[[nodiscard]] QString filteredMedia(const QString& media);

} // namespace tributary::content::detail
