// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tributary::ui::detail {

// Whether a window can be clear at its corners. Wayland always composes; X11 only with a compositing manager, and
// without one clear pixels come out black. Asked once.
bool hasCompositor();

} // namespace tributary::ui::detail
