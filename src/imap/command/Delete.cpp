// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9051 6.3.5
Command remove(const QByteArray& wireName) {
    return {Command::Kind::Delete, "DELETE", {Command::Text{"DELETE "}, Command::String{wireName}}, {}, {}};
}

} // namespace tributary::imap::command
