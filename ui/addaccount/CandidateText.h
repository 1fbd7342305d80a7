// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/AccountSetup.h"

namespace tributary::ui {

/// Where the servers come from, in a sentence (docs/discovery.md).
[[nodiscard]] QString sourceText(const engine::ServerCandidate& candidate);
/// The same in few words, for a list.
[[nodiscard]] QString sourceWords(const engine::ServerCandidate& candidate);
/// What the user has to judge of servers that nobody vouches for; empty: they are verified.
[[nodiscard]] QString warningText(const engine::ServerCandidate& candidate);
/// What must be done at the provider first, a sentence a word of the note.
[[nodiscard]] QString noteText(const QString& note);
/// What reading by IMAP or POP3 means (S33).
[[nodiscard]] QString protocolText(model::Protocol protocol);

} // namespace tributary::ui
