// SPDX-License-Identifier: GPL-3.0-or-later
#include "Pictures.h"

#include <algorithm>
#include <cstdlib>

namespace tributary::ui {

namespace {

/// Each pixel of the result is the mean of side x side of the grey picture; what is left over at the right and below is dropped.
QImage meansOf(const QImage& grey, int side) {
    QImage small(grey.width() / side, grey.height() / side, QImage::Format_Grayscale8);
    for (int y = 0; y < small.height(); ++y) {
        uchar* out = small.scanLine(y);
        for (int x = 0; x < small.width(); ++x) {
            int sum = 0;
            for (int dy = 0; dy < side; ++dy) {
                const uchar* line = grey.constScanLine(y * side + dy) + x * side;
                for (int dx = 0; dx < side; ++dx)
                    sum += line[dx];
            }
            out[x] = static_cast<uchar>(sum / (side * side));
        }
    }
    return small;
}

} // namespace

QImage shrunk(const QImage& shot) { return meansOf(shot.convertToFormat(QImage::Format_Grayscale8), kShrink); }

Difference compare(const QImage& kept, const QImage& now) {
    Difference difference;
    difference.sameSize = !kept.isNull() && kept.size() == now.size();
    if (!difference.sameSize)
        return difference;
    const QImage a = meansOf(kept.convertToFormat(QImage::Format_Grayscale8), kCellSide);
    const QImage b = meansOf(now.convertToFormat(QImage::Format_Grayscale8), kCellSide);
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            const int apart = std::abs(int(a.constScanLine(y)[x]) - int(b.constScanLine(y)[x]));
            difference.worst = std::max(difference.worst, apart);
            difference.cells += apart > kCell ? 1 : 0;
        }
    }
    return difference;
}

} // namespace tributary::ui
