// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting in a window's test for what will come.
#pragma once
#include <QTest>

#include <functional>

namespace tributary::ui {

/// Runs the event loop until the condition holds; false after `ms`: by default far longer than a busy machine takes for
/// anything that is waited for here, so that only what never comes fails.
[[nodiscard]] inline bool soon(const std::function<bool()>& condition, int ms = 60'000) { return QTest::qWaitFor(condition, ms); }

} // namespace tributary::ui
