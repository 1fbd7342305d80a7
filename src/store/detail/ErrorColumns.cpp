// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/ErrorColumns.h"

namespace tributary::store::detail {

namespace {

template <typename Enum, typename Name> Enum enumOrLast(const QString& word, Enum last, Name name) {
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        if (word == name(static_cast<Enum>(i)))
            return static_cast<Enum>(i);
    }
    return last;
}

} // namespace

void bindError(Query& query, const std::optional<Error>& error) {
    query.add(error ? QString(kindName(error->kind)) : QString()).add(error ? QString(codeName(error->code)) : QString());
    query.add(error ? error->serverText : QByteArray()).add(error ? error->detail : QString());
}

std::optional<Error> errorFrom(const Query& row, int column) {
    const QString kind = row.text(column);
    if (kind.isEmpty())
        return std::nullopt;
    return Error{enumOrLast(kind, ErrorKind::Internal, kindName), enumOrLast(row.text(column + 1), ErrorCode::Bug, codeName),
                 row.blob(column + 2), row.text(column + 3)};
}

} // namespace tributary::store::detail
