// SPDX-License-Identifier: GPL-3.0-or-later
// For the two mains alone (presets asan and tsan): what is not ours.
#pragma once

#if defined(__SANITIZE_ADDRESS__)
/// A lookup that was given up may still run in Qt's thread pool when the program ends; what it would call then is still
/// kept for it. The web engine keeps some of its own until the process ends.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:QHostInfo::lookupHost\nleak:lookupHost<\nleak:libQt6WebEngineCore.so\n"; }

/// The web engine deletes some objects of its own by a base class; what is ours is compiled with -Wdelete-non-virtual-dtor.
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() { return "new_delete_type_mismatch=0"; }
#endif

#if defined(__SANITIZE_THREAD__)
/// Debian's Qt and GLib are built without the checker, which cannot see their locks: what happens inside them is not
/// judged. What our threads hand to each other goes through base/Inbox and its like, and is. A child that QProcess starts
/// is another program a moment later.
extern "C" const char* __tsan_default_options();
extern "C" const char* __tsan_default_options() { return "ignore_noninstrumented_modules=1:die_after_fork=0"; }
#endif
