// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/Tokens.h"

namespace tributary::ui {

/// Colours of accounts beyond Tokens::accountColors, for those who have more than a picker shows: each as far from all before it as the
/// scheme allows (OKLab), 3:1 on sidebar and list.
inline constexpr int kFurtherAccountColors = 24;
inline constexpr int kAllAccountColors = Tokens::kAccountColors + kFurtherAccountColors;

/// index: from 0.
[[nodiscard]] QColor furtherAccountColor(Scheme scheme, int index);

} // namespace tributary::ui
