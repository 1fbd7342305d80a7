// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "imap/Command.h"

namespace tributary::imap {

/// A flag as RFC 9051 9 has it: an atom, perhaps with a backslash in front. Anything else would be another command's text.
[[nodiscard]] bool isFlagWord(const QByteArray& word);

/// "(\Seen $x)"; \Recent is the server's alone and left out. InvalidInput/BadValue for what is no flag.
[[nodiscard]] Result<QByteArray> flagWords(const QStringList& flags);

} // namespace tributary::imap
