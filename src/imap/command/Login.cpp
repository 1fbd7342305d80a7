// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9051 6.2.3
Command login(const QString& user, const Secret& password) {
    return {Command::Kind::Login, "LOGIN",
            {Command::Text{"LOGIN "}, Command::String{user.toUtf8()}, Command::Text{" "}, Command::Sensitive{password}}, {}};
}

} // namespace tributary::imap::command
