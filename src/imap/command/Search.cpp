// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9051 6.4.4; RETURN: RFC 4731
Command uidSearch(const QByteArray& criteria, bool extended) {
    return {Command::Kind::Search, "UID SEARCH",
            {Command::Text{(extended ? "UID SEARCH RETURN (ALL) " : "UID SEARCH ") + criteria}}, {}};
}

} // namespace tributary::imap::command
