// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9051 6.1.1
Command capability() { return {Command::Kind::Capability, "CAPABILITY", {Command::Text{"CAPABILITY"}}, {}}; }

} // namespace tributary::imap::command
