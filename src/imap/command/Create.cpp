// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/command/FlagWords.h"

namespace tributary::imap::command {

// RFC 9051 6.3.4; USE: RFC 6154 3
Command create(const QByteArray& wireName, const QByteArray& specialUse) {
    Command command{Command::Kind::Create, "CREATE", {Command::Text{"CREATE "}, Command::String{wireName}}, {}, {}};
    if (specialUse.isEmpty())
        return command;
    if (!isFlagWord(specialUse))
        command.invalid = Error{ErrorKind::InvalidInput, ErrorCode::BadValue, {}, QStringLiteral("special use")};
    command.pieces.append(Command::Text{" (USE (" + specialUse + "))"});
    return command;
}

} // namespace tributary::imap::command
