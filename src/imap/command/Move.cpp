// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9051 6.4.8, RFC 6851
Command uidMove(const UidSet& uids, const QByteArray& wireName) {
    Command command{Command::Kind::Move, "UID MOVE",
                    {Command::Text{"UID MOVE " + uids.toWire() + ' '}, Command::String{wireName}}, {}, {}};
    if (uids.isEmpty())
        command.invalid = Error{ErrorKind::Internal, ErrorCode::Bug, {}, QStringLiteral("MOVE of no message")};
    return command;
}

} // namespace tributary::imap::command
