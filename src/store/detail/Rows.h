// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/Connection.h"

#include <QList>

#include <optional>

namespace tributary::store::detail {

/// What make gives for the first row of a query, and for all of them.
template <typename Make> auto firstRow(Query& query, Make make) -> std::optional<decltype(make(query))> {
    if (!query.step())
        return std::nullopt;
    return make(query);
}

template <typename Make> auto allRows(Query& query, Make make) -> QList<decltype(make(query))> {
    QList<decltype(make(query))> all;
    while (query.step())
        all.append(make(query));
    return all;
}

} // namespace tributary::store::detail
