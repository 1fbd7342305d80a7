// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9051 6.3.11
Command status(const QByteArray& wireName, const QByteArrayList& items) {
    return {Command::Kind::Status, "STATUS",
            {Command::Text{"STATUS "}, Command::String{wireName}, Command::Text{" (" + items.join(' ') + ')'}}, {}};
}

} // namespace tributary::imap::command
