// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Error.h"

#include <tl/expected.hpp>

#include <utility>

namespace tributary {

/// A value or the reason why there is none. No exception crosses a module; no bool and no empty string is an error.
template <typename T> using Result = tl::expected<T, Error>;

/// Result of something that has no value.
using Status = tl::expected<void, Error>;

[[nodiscard]] inline tl::unexpected<Error> failure(ErrorKind kind, ErrorCode code, QString detail = {},
                                                   QByteArray serverText = {}) {
    return tl::unexpected<Error>(Error{kind, code, std::move(serverText), std::move(detail)});
}
[[nodiscard]] inline tl::unexpected<Error> failure(Error error) { return tl::unexpected<Error>(std::move(error)); }

} // namespace tributary

/// TRY_STATUS(f()): return f()'s error from here, else go on.
#define TRY_STATUS(expression)                                                                                         \
    do {                                                                                                               \
        if (auto tryStatus_ = (expression); !tryStatus_) [[unlikely]]                                                   \
            return ::tributary::failure(std::move(tryStatus_).error());                                                \
    } while (false)

#define TRIBUTARY_TRY_CAT2(a, b) a##b
#define TRIBUTARY_TRY_CAT(a, b) TRIBUTARY_TRY_CAT2(a, b)
#define TRIBUTARY_TRY_VALUE(result, declaration, expression)                                                           \
    auto result = (expression);                                                                                        \
    if (!result) [[unlikely]]                                                                                          \
        return ::tributary::failure(std::move(result).error());                                                        \
    declaration = std::move(result).value()

/// TRY(auto x, f()): x becomes f()'s value, or its error is returned from here.
#define TRY(declaration, expression) TRIBUTARY_TRY_VALUE(TRIBUTARY_TRY_CAT(tryResult_, __LINE__), declaration, expression)
