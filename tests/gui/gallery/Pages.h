// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace tributary::gallery {

QWidget* tokensPage();
QWidget* controlsPage();
QWidget* widgetsPage();

} // namespace tributary::gallery
