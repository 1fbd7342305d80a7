// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "imap/Command.h"

#include <QList>

namespace tributary::imap {

enum class LiteralMode { Synchronising, Minus, Plus }; ///< RFC 7888

/// A command as bytes, cut where the server must say '+' before we go on.
struct EncodedCommand {
    QList<QByteArray> chunks; ///< each but the first waits for a continuation
};

/// InvalidInput/BadValue when a string holds what no IMAP string may (NUL); nothing else can fail.
[[nodiscard]] Result<EncodedCommand> encodeCommand(const QByteArray& tag, const Command& command, LiteralMode mode);

} // namespace tributary::imap
