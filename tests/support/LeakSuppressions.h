// SPDX-License-Identifier: GPL-3.0-or-later
// For the two mains alone (preset asan): what is not ours and not a leak.
#pragma once

#if defined(__SANITIZE_ADDRESS__)
/// A lookup that was given up may still run in Qt's thread pool when the program ends; what it would call then is still
/// kept for it.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:QHostInfo::lookupHost\nleak:lookupHost<\n"; }
#endif
