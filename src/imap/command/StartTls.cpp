// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9051 6.2.1
Command startTls() { return {Command::Kind::StartTls, "STARTTLS", {Command::Text{"STARTTLS"}}, {}}; }

} // namespace tributary::imap::command
