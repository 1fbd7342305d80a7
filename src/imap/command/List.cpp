// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9051 6.3.9; RETURN options: RFC 5258, RFC 6154 (SPECIAL-USE), RFC 8440 (MYRIGHTS), RFC 5819 (STATUS)
Command list(const ListOptions& options) {
    Command command{Command::Kind::List,
                    "LIST",
                    {Command::Text{"LIST "}, Command::String{options.reference}, Command::Text{" "},
                     Command::String{options.pattern}},
                    {}};
    QByteArrayList returned;
    if (options.returnSubscribed)
        returned.append("SUBSCRIBED");
    if (options.returnSpecialUse)
        returned.append("SPECIAL-USE");
    if (options.returnMyRights)
        returned.append("MYRIGHTS");
    if (!options.statusItems.isEmpty())
        returned.append("STATUS (" + options.statusItems.join(' ') + ')');
    if (!returned.isEmpty())
        command.pieces.append(Command::Text{" RETURN (" + returned.join(' ') + ')'});
    return command;
}

} // namespace tributary::imap::command
