# SPDX-License-Identifier: GPL-3.0-or-later
add_module(ui/widgets RANK 7 DIR widgets GUI MOC QT Gui Widgets DEPENDS ui/style)
