// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9051 6.4.7
Command uidCopy(const UidSet& uids, const QByteArray& wireName) {
    Command command{Command::Kind::Copy, "UID COPY",
                    {Command::Text{"UID COPY " + uids.toWire() + ' '}, Command::String{wireName}}, {}, {}};
    if (uids.isEmpty())
        command.invalid = Error{ErrorKind::Internal, ErrorCode::Bug, {}, QStringLiteral("COPY of no message")};
    return command;
}

} // namespace tributary::imap::command
