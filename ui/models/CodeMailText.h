// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/CodeMail.h"

namespace tributary::ui {

/// The words of the mail with a code (S26) in the window's language, for the engine, which knows none.
[[nodiscard]] engine::CodeMailWords codeMailWords();

} // namespace tributary::ui
