// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace tributary::imap {

/// A mailbox name for people: modified UTF-7 (RFC 3501 5.1.3) or plain UTF-8 decoded, the server's delimiter shown as
/// '/'. A '/' inside a level (of a server that uses another delimiter, or encoded) becomes U+2215, control and bidi
/// characters and line separators U+FFFD. Never fails: what is no modified UTF-7 is shown as it stands. Linear. The
/// wire name is what goes back to the server, byte for byte; what is shown is never a path ("../" stays as it is).
[[nodiscard]] QString decodeMailboxName(QByteArrayView wire, char delimiter);

/// The other way: a name for people with '/' between levels as the server is sent it, in modified UTF-7 with the server's
/// delimiter. InvalidInput/BadValue: empty, an empty level, control characters, the delimiter inside a level, no hierarchy
/// (delimiter 0) for a name of several levels, longer than limits::kMailboxName.
[[nodiscard]] Result<QByteArray> encodeMailboxName(const QString& name, char delimiter);

} // namespace tributary::imap
