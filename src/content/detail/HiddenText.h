// SPDX-License-Identifier: GPL-3.0-or-later
// What of HTML nobody is to see, told from tags alone: for the first words of a message, which a tree would be too dear for.
#pragma once

#include <QByteArrayView>
#include <QStringView>

namespace tributary::content::detail {

enum class Hiding {
    No,
    Whole, ///< display, visibility, opacity, a box of no height, mso-hide: nothing inside is seen
    Small, ///< font-size:0: what is inside may have a size of its own
};
/// Of a style attribute.
[[nodiscard]] Hiding hidingOf(QStringView style);

/// Where the element ends whose start tag ends at from: behind its end tag, or before the tag that ends it without one. -1: nothing
/// ends it within limit characters.
[[nodiscard]] qsizetype endOfElement(QStringView html, qsizetype from, QByteArrayView name, qsizetype limit);

} // namespace tributary::content::detail
