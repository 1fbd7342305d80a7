// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 3691
Command unselect() { return {Command::Kind::Unselect, "UNSELECT", {Command::Text{"UNSELECT"}}, {}}; }

} // namespace tributary::imap::command
