// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the window that are kept, and how one is compared to a new one. A kept picture is grey and has a quarter of the width
// and height: what another hinting or anti-aliasing does is gone by then, where each word stands and how dense it is is
// still there, and nobody's letter can be read in it.
//
// Calibrated with other fonts.conf (cells of 8,100 that differ by more than kCell): the whole set with no hinting instead of light
// has at most 4, with sub-pixel smoothing 0, a second run 0; a page of text with vertical hinting 10. On that page one line left out is 58, one
// in the wrong charset 62, one word for two others 19, all of it 20 pixels lower 1,025. Full hinting and no smoothing at all give
// glyphs another width, so lines end elsewhere: that is another layout, and some 100 to 700. GoldenComparison holds both sides.
#pragma once

#include <QImage>
#include <QString>

namespace tributary::ui {

inline constexpr int kShrink = 4;   ///< pixels of the screen a pixel of the kept picture, each way
inline constexpr int kCellSide = 2; ///< pixels of the kept picture a cell, each way
inline constexpr int kCell = 24;    ///< of 255: a cell differs
inline constexpr int kMostCells = 14;

[[nodiscard]] QImage shrunk(const QImage& shot);

struct Difference {
    bool sameSize = true;
    int cells = 0; ///< that differ by more than kCell
    int worst = 0; ///< the largest difference of a cell
    [[nodiscard]] bool isTolerable() const { return sameSize && cells <= kMostCells; }
};

[[nodiscard]] Difference compare(const QImage& kept, const QImage& now);

} // namespace tributary::ui
