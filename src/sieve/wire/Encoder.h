// SPDX-License-Identifier: GPL-3.0-or-later
// Strings as commands have them (RFC 5804 4): nothing in one can end it early.
#pragma once

#include "base/Result.h"

#include <QByteArray>

namespace tributary::sieve {

/// Quoted where it is short and has no controls, else "{n+}" CRLF and the octets. Pure.
[[nodiscard]] QByteArray encodeString(const QByteArray& bytes);
/// Always as a literal, its octets as they are. Pure.
[[nodiscard]] QByteArray encodeLiteral(const QByteArray& bytes);

/// RFC 5804 1.6: UTF-8, not empty, limits::kName octets, no controls (C0, DEL, C1, U+2028, U+2029). InvalidInput/BadValue with "name".
[[nodiscard]] Status checkName(const QByteArray& name);
/// kMaxScript octets at most and no NUL (RFC 5228 2.1). InvalidInput/BadValue with "script".
[[nodiscard]] Status checkScript(const QByteArray& script);

} // namespace tributary::sieve
