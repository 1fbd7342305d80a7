// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tributary::ui {

/// Why the web engine could not put its renderer into a sandbox here; empty: it can. Asked before the engine starts, which
/// otherwise ends the whole program.
[[nodiscard]] QString whyNoSandbox();

} // namespace tributary::ui
