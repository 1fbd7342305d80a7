// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tributary {

/// A named place between two steps that a crash could separate, for the tests that crash there (tests/chaos/killpoints.py):
/// TRIBUTARY_TEST_KILL="name:n" ends the process with SIGKILL at the n-th passing of that name, TRIBUTARY_TEST_KILL_LIST=FILE
/// writes down every name that is passed. Without these variables it is one comparison. Any thread.
[[nodiscard]] bool writePointsWatched();
void passWritePoint(const QByteArray& name);

} // namespace tributary
