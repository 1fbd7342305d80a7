// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 2971 3.1
Command id(const QList<QPair<QByteArray, QByteArray>>& fields) {
    Command command{Command::Kind::Id, "ID", {Command::Text{fields.isEmpty() ? "ID NIL" : "ID ("}}, {}};
    for (qsizetype i = 0; i < fields.size(); ++i) {
        if (i > 0)
            command.pieces.append(Command::Text{" "});
        command.pieces.append(Command::String{fields[i].first});
        command.pieces.append(Command::Text{" "});
        command.pieces.append(Command::String{fields[i].second});
    }
    if (!fields.isEmpty())
        command.pieces.append(Command::Text{")"});
    return command;
}

} // namespace tributary::imap::command
