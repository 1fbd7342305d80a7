// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace tributary::ui {

/// Scrolls the area that it lies in, if it lies in one, so that all of it is seen. GUI thread.
void bringIntoSight(QWidget* widget);

} // namespace tributary::ui
