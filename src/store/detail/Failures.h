// SPDX-License-Identifier: GPL-3.0-or-later
// The store's answers to what cannot be done, in one wording.
#pragma once

#include "base/Result.h"

#include <QString>

namespace tributary::store::detail {

inline tl::unexpected<Error> invalid(ErrorCode code, const QString& detail) { return failure(ErrorKind::InvalidInput, code, detail); }

/// @param what "message", "draft"
inline tl::unexpected<Error> notFound(const char* what, qint64 id) {
    return invalid(ErrorCode::NotFound, QStringLiteral("no %1 %2").arg(QLatin1StringView(what)).arg(id));
}

} // namespace tributary::store::detail
