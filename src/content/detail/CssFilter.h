// SPDX-License-Identifier: GPL-3.0-or-later
// The allow-list of CSS for a simple view: properties, and for each the grammar of its value. No functions but rgb() and hsl(), no
// escapes, no negative lengths, nothing that places a box over another.
#pragma once

#include <QString>

namespace tributary::content::detail {

struct FilteredStyle {
    QString text;        ///< "color:red;margin:0 1em": canonical, filtered again it is the same
    bool hidden = false; ///< display:none or visibility:hidden: the element is not to be shown
};
[[nodiscard]] FilteredStyle filteredStyle(const QString& style);

[[nodiscard]] bool isCssColour(const QString& text); ///< name, #rgb, #rrggbb, rgb(), rgba(), hsl(), hsla()
[[nodiscard]] bool isFontList(const QString& text);

} // namespace tributary::content::detail
