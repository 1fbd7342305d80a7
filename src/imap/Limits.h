// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace tributary::imap {

/// What a server may make us hold. Nothing is allocated by an announced size before the bytes are there.
namespace limits {
inline constexpr qint64 kLine = 16LL << 20;          ///< text of one response without its literals (a SEARCH of a huge mailbox)
inline constexpr qint64 kGreeting = 16LL << 10;      ///< the first line
inline constexpr qint64 kLiteral = 8LL << 20;        ///< a literal that is no body
inline constexpr qint64 kBodyLiteral = 64LL << 20;   ///< a literal that is a body section; larger messages are asked for in pieces
inline constexpr int kLiterals = 10'000;             ///< literals in one response
inline constexpr qint64 kResponse = 80LL << 20;     ///< all bytes of one response
inline constexpr int kDepth = 64;                    ///< nested parentheses
inline constexpr int kRanges = 2'000'000;            ///< ranges of one set
inline constexpr int kCopyPairs = 100'000;           ///< ranges of a COPYUID
inline constexpr int kBodyParts = 2'000;             ///< parts of one BODYSTRUCTURE
inline constexpr int kAddresses = 5'000;             ///< addresses of one ENVELOPE field
inline constexpr int kWords = 2'000;                 ///< capabilities, flags or attributes of one list
inline constexpr int kQuotaRoots = 64;               ///< of one mailbox; more are left out
inline constexpr int kQuotaResources = 64;           ///< of one root; likewise
inline constexpr qint64 kMailboxName = 16LL << 10;   ///< of LIST and STATUS; servers stop at a few hundred
inline constexpr qint64 kQuoted = 1024;              ///< we send longer strings as literals
inline constexpr qint64 kLiteralMinus = 4096;        ///< RFC 7888: LITERAL- without waiting
} // namespace limits

} // namespace tributary::imap
