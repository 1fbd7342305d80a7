// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tributary {

/// Names the calling thread for debuggers and profilers, with at most 15 bytes; without it a thread has its maker's name. Any
/// thread; does nothing where the system has no such names.
void nameThread(const char* name);

} // namespace tributary
