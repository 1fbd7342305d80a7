// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace tributary::smtp {

/// What a server may make us hold, and what we say at most.
namespace limits {
inline constexpr qsizetype kReplyLine = 2 << 10;    ///< without its line end; RFC 5321 4.5.3.1.5 asks for 512
inline constexpr qsizetype kReplyLines = 100;       ///< of one reply
inline constexpr qsizetype kReply = 64 << 10;       ///< all lines of one reply
inline constexpr qsizetype kAuthLine = 12288;       ///< RFC 4954 3: a line of the AUTH exchange, with its line end
inline constexpr qsizetype kOutput = 64 << 10;      ///< what takeOutput() gives at once
inline constexpr qsizetype kAddress = 320;          ///< octets of a Mailbox: 64 + '@' + 255 (RFC 5321 4.5.3.1)
inline constexpr qsizetype kEnvelopeId = 100;       ///< RFC 3461 4.4: ENVID, before it is encoded
inline constexpr qsizetype kOriginalAddress = 500;  ///< RFC 3461 4.2: ORCPT, encoded
inline constexpr qsizetype kHelloName = 255;        ///< RFC 5321 4.5.3.1.2
} // namespace limits

} // namespace tributary::smtp
