// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tributary::ui {

/// A long word (an address) with places where its line may end, which nobody sees: else the word makes its window as wide as itself.
/// Short ones stay as they are. For labels alone: what is copied from there has the places in it.
[[nodiscard]] QString breakable(const QString& word);

} // namespace tributary::ui
