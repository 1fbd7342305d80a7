// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9051 6.1.2
Command noop() { return {Command::Kind::Noop, "NOOP", {Command::Text{"NOOP"}}, {}}; }

} // namespace tributary::imap::command
