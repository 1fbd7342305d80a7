// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smtp/Capabilities.h"
#include "smtp/Envelope.h"

namespace tributary::smtp::detail {

/// What a message is like on the wire.
struct MessageTraits {
    qint64 size = 0; ///< octets with the last line's end, before dots are doubled (RFC 1870 3)
    bool hasEightBit = false;
};

/// One pass over it. Internal/Bug: it is empty or has a CR or LF that is no CRLF (which another server might take for the end of
/// the message).
[[nodiscard]] Result<MessageTraits> traitsOf(const QByteArray& message);

/// Whether this server can be given it, before anything is sent: InvalidInput/NotAnAddress; Refused/Unsupported (SMTPUTF8 is
/// needed and missing), MessageTooLarge; Internal/Bug (no recipient, options that exclude one another).
[[nodiscard]] Status checkEnvelope(const Envelope& envelope, const MessageTraits& message, const Capabilities& server);

/// "MAIL FROM:<...>" with the parameters that are offered and needed; of a checked envelope.
[[nodiscard]] QByteArray mailCommand(const Envelope& envelope, const MessageTraits& message, const Capabilities& server);
[[nodiscard]] QByteArray rcptCommand(const Recipient& recipient, const Capabilities& server);

} // namespace tributary::smtp::detail
