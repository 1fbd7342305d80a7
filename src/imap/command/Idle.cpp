// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 2177, RFC 9051 6.3.13
Command idle() { return {Command::Kind::Idle, "IDLE", {Command::Text{"IDLE"}}, {}}; }

} // namespace tributary::imap::command
