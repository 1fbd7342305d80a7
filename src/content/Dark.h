// SPDX-License-Identifier: GPL-3.0-or-later
// A message on a dark page.
#pragma once

#include "content/Sanitiser.h"

namespace tributary::content {

/// The colours of the page that darkHtml() sets, "#rrggbb".
inline constexpr const char* kDarkBackground = "#1b1c1f";
inline constexpr const char* kDarkText = "#e6e6e8";
inline constexpr const char* kDarkLink = "#9ec1ff";

/// Sanitised Original HTML with its colours for a dark page: hues stay, backgrounds become dark and texts light, any text
/// against any background at least 4.5:1; pictures are not touched. A style sheet for the page's own colours stands in
/// front. options: those of the sanitiser, with its ownUrls and prefix; the result is sanitised by construction.
[[nodiscard]] QString darkHtml(const QString& sanitisedHtml, const SanitiseOptions& options = {});

} // namespace tributary::content
