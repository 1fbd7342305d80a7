// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sieve/ScriptText.h"

namespace tributary::sieve::detail {

inline constexpr qsizetype kMostNames = 1000; ///< of require and include that are told

/// RFC 5228 8.1. Their sizes add up to the script's; more than kMaxScript octets are one Bad token. Pure, linear.
[[nodiscard]] QList<Token> scriptTokens(const QByteArray& script);

/// What `text:` holds (RFC 5228 8.1, multi-line): line ends as they are, doubled dots single, without its last line.
[[nodiscard]] QByteArray multiLineValue(QByteArrayView token);

} // namespace tributary::sieve::detail
