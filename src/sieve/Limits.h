// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace tributary::sieve {

inline constexpr qsizetype kMaxScript = 1 << 20; ///< octets of a script, read or written; Pigeonhole takes as much by default
inline constexpr int kMaxScripts = 1000;         ///< of one user

/// What a server may make us hold, and what we say at most.
namespace limits {
inline constexpr qsizetype kLine = 16 << 10;      ///< of an answer, without its end and what its literals hold
inline constexpr qsizetype kString = 64 << 10;    ///< a literal that is no script: words about a faulty script may be long
inline constexpr qsizetype kWords = 200;          ///< of a line
inline constexpr qsizetype kNesting = 8;          ///< of the parentheses of a response code (RFC 5804 4, extension-data)
inline constexpr qsizetype kResponseCode = 64;
inline constexpr qsizetype kCapabilityLines = 200;
inline constexpr qsizetype kQuoted = 1024;        ///< RFC 5804 4: octets of a quoted string that we send; longer ones go as literals
inline constexpr qsizetype kName = 512;           ///< RFC 5804 1.6: 128 characters, 512 octets of UTF-8
inline constexpr qsizetype kAuthString = 12288;   ///< base64 of the AUTHENTICATE exchange, as elsewhere (RFC 5034 4)
} // namespace limits

} // namespace tributary::sieve
