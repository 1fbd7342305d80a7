// SPDX-License-Identifier: GPL-3.0-or-later
// Colours of CSS and HTML, and their counterparts on a dark page.
#pragma once

#include <QString>

#include <optional>

namespace tributary::content::detail {

enum class ColourRole { None, Text, Background, Border };

struct Colour {
    double red = 0, green = 0, blue = 0, alpha = 1; ///< sRGB, 0 to 1
};
/// A name, #rgb, #rgba, #rrggbb, #rrggbbaa, rgb(), rgba(), hsl() or hsla(); nothing else is a colour by itself.
[[nodiscard]] std::optional<Colour> parseColour(const QString& text);
/// WCAG 2.1: relative luminance, 0 to 1.
[[nodiscard]] double luminance(const Colour& colour);
[[nodiscard]] double contrast(const Colour& a, const Colour& b);

/// Texts get a luminance of at least kDarkTextLuminance, backgrounds one of at most kDarkBackgroundLuminance, so that any of
/// these on any of those has 4.5:1 without a look at which stands on which.
inline constexpr double kDarkTextLuminance = 0.42;
inline constexpr double kDarkBackgroundLuminance = 0.05;
/// The text of the colour to write instead; text that is no colour comes back as it is.
[[nodiscard]] QString darkColour(const QString& text, ColourRole role);

} // namespace tributary::content::detail
