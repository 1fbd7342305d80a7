// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "imap/Command.h"
#include "imap/Session.h"

namespace tributary::imap {

/// RFC 9051 section 6: which command is legal in which state. One table, no bools.
[[nodiscard]] bool isLegal(Command::Kind kind, State state);
/// The state that a command leads to when it succeeds; the same where it leads nowhere.
[[nodiscard]] State stateAfter(Command::Kind kind, State state);
/// Whether an untagged datum may count in the state (RFC 9051 7): what comes before sign-in is never believed.
[[nodiscard]] bool mayCount(const Event& event, State state, bool selecting);

} // namespace tributary::imap
