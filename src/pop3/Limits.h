// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace tributary::pop3 {

inline constexpr int kMaxMessages = 200'000; ///< of one maildrop; more is no listing that we hold

/// What a server may make us hold, and what we say at most.
namespace limits {
inline constexpr qsizetype kLine = 8 << 10;          ///< outside messages, without its end; RFC 2449 4 allows 512
inline constexpr qsizetype kAuthLine = 12288;        ///< of the AUTH exchange, with its end (RFC 5034 4)
inline constexpr qsizetype kCommandLine = 255;       ///< RFC 2449 4: a command with its end; an initial response must fit
inline constexpr qsizetype kCapabilityLines = 200;
inline constexpr qsizetype kUniqueId = 255;          ///< RFC 1939 7: 70 printable octets; servers exceed both
inline constexpr qsizetype kResponseCode = 64;       ///< between the brackets
inline constexpr qsizetype kTimestamp = 255;         ///< of APOP, with its angle brackets
inline constexpr qsizetype kOutput = 64 << 10;       ///< what takeOutput() gives at once
} // namespace limits

} // namespace tributary::pop3
