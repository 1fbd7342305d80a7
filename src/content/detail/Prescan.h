// SPDX-License-Identifier: GPL-3.0-or-later
// Before the tree: what would only make it large goes. Nothing depends on it for safety, since the tree is judged.
#pragma once

#include <QByteArray>
#include <QString>

namespace tributary::content::detail {

inline constexpr qsizetype kMaxSheets = 1024 * 1024; ///< characters of all style sheets

struct Prescanned {
    QByteArray utf8;
    bool cut = false; ///< something that would have been seen is missing
};
/// Leaves out comments, scripts and giant tags, cuts style sheets in all to 1 MiB and the rest to 2 MiB. Linear.
[[nodiscard]] Prescanned prescan(const QString& html);

} // namespace tributary::content::detail
