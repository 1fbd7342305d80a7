// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

namespace tributary::search::detail {

/// The first day of what is written (Query.h says how); invalid when it is no date.
[[nodiscard]] QDate parseQueryDate(const QString& text, QDate today);

} // namespace tributary::search::detail
