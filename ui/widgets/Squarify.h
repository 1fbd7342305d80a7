// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRectF>

namespace tributary::ui {

/// A treemap's boxes (Bruls, Huizing, van Wijk: Squarified Treemaps, 2000): one for each weight, in their order, with areas as the weights, as near to squares as
/// goes. Weights should fall; none is below 0. Of no area at all where the sum is 0. Pure.
[[nodiscard]] QList<QRectF> squarified(const QList<double>& weights, const QRectF& area);

} // namespace tributary::ui
