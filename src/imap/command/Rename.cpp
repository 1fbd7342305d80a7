// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9051 6.3.6
Command rename(const QByteArray& from, const QByteArray& to) {
    return {Command::Kind::Rename, "RENAME",
            {Command::Text{"RENAME "}, Command::String{from}, Command::Text{" "}, Command::String{to}}, {}, {}};
}

} // namespace tributary::imap::command
