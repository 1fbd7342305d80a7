# SPDX-License-Identifier: GPL-3.0-or-later
add_module(ui/rules RANK 8 DIR rules GUI MOC QT Gui Widgets DEPENDS base model engine ui/models ui/style ui/widgets)
