// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace tributary::ui {

/// Looks up the fonts that lists of mail are drawn with, one a turn of the loop: the first letter of another script costs a
/// process the search through all installed fonts, once for each weight, which would be a frame lost in the midst of
/// scrolling. GUI thread; stops with the widget, whose font it is.
void warmFonts(QWidget* widget);

} // namespace tributary::ui
