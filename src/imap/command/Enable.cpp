// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9051 6.3.1, RFC 5161
Command enable(const QByteArrayList& extensions) {
    return {Command::Kind::Enable, "ENABLE", {Command::Text{"ENABLE " + extensions.join(' ')}}, {}};
}

} // namespace tributary::imap::command
