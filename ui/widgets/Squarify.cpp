// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/Squarify.h"

#include <algorithm>
#include <numeric>

namespace tributary::ui {

namespace {

/// The worst of the row's proportions, were it laid along a side of that length. 1: all are squares.
double worst(double least, double most, double sum, double side) {
    const double side2 = side * side;
    const double sum2 = sum * sum;
    return std::max(side2 * most / sum2, sum2 / (side2 * least));
}

/// The row takes a strip of the area, along its shorter side.
QRectF layRow(const QList<double>& sizes, qsizetype from, qsizetype to, double sum, QRectF area, QList<QRectF>& boxes) {
    const bool isColumn = area.width() >= area.height(); // the strip stands at the left
    const double side = isColumn ? area.height() : area.width();
    const double depth = side > 0 ? sum / side : 0;
    double at = isColumn ? area.top() : area.left();
    for (qsizetype i = from; i < to; ++i) {
        const double length = depth > 0 ? sizes[i] / depth : 0;
        boxes.append(isColumn ? QRectF(area.left(), at, depth, length) : QRectF(at, area.top(), length, depth));
        at += length;
    }
    return isColumn ? area.adjusted(depth, 0, 0, 0) : area.adjusted(0, depth, 0, 0);
}

} // namespace

QList<QRectF> squarified(const QList<double>& weights, const QRectF& area) {
    const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
    QList<QRectF> boxes;
    if (all <= 0 || area.isEmpty())
        return QList<QRectF>(weights.size(), QRectF(area.topLeft(), QSizeF(0, 0)));
    QList<double> sizes;
    for (const double weight : weights)
        sizes.append(weight / all * area.width() * area.height());
    QRectF left = area;
    for (qsizetype from = 0; from < sizes.size();) {
        const double side = std::min(left.width(), left.height());
        double sum = sizes[from];
        double least = sizes[from];
        double most = sizes[from];
        qsizetype to = from + 1;
        for (; to < sizes.size() && sizes[to] > 0; ++to) {
            const double nextLeast = std::min(least, sizes[to]);
            const double nextMost = std::max(most, sizes[to]);
            if (worst(nextLeast, nextMost, sum + sizes[to], side) > worst(least, most, sum, side))
                break;
            sum += sizes[to];
            least = nextLeast;
            most = nextMost;
        }
        left = layRow(sizes, from, to, sum, left, boxes);
        from = to;
    }
    return boxes;
}

} // namespace tributary::ui
