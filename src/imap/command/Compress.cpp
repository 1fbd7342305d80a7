// SPDX-License-Identifier: GPL-3.0-or-later
#include "imap/Command.h"

namespace tributary::imap::command {

// RFC 4978 3
Command compress() { return {Command::Kind::Compress, "COMPRESS", {Command::Text{"COMPRESS DEFLATE"}}, {}, {}}; }

} // namespace tributary::imap::command
