// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9051 6.1.3
Command logout() { return {Command::Kind::Logout, "LOGOUT", {Command::Text{"LOGOUT"}}, {}}; }

} // namespace tributary::imap::command
