// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 9051 6.3.10, RFC 2342
Command nameSpace() { return {Command::Kind::Namespace, "NAMESPACE", {Command::Text{"NAMESPACE"}}, {}}; }

} // namespace tributary::imap::command
