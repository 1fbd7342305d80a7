// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9051 6.4.3
Command expunge() { return {Command::Kind::Expunge, "EXPUNGE", {Command::Text{"EXPUNGE"}}, {}, {}}; }

// RFC 4315 2.1
Command uidExpunge(const UidSet& uids) {
    Command command{Command::Kind::Expunge, "UID EXPUNGE", {Command::Text{"UID EXPUNGE " + uids.toWire()}}, {}, {}};
    if (uids.isEmpty())
        command.invalid = Error{ErrorKind::Internal, ErrorCode::Bug, {}, QStringLiteral("UID EXPUNGE of no message")};
    return command;
}

} // namespace tributary::imap::command
