// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 4314 3.5
Command myRights(const QByteArray& wireName) {
    return {Command::Kind::MyRights, "MYRIGHTS", {Command::Text{"MYRIGHTS "}, Command::String{wireName}}, {}, {}};
}

} // namespace tributary::imap::command
