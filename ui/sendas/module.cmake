# SPDX-License-Identifier: GPL-3.0-or-later
add_module(ui/sendas RANK 8 DIR sendas GUI MOC QT Gui Widgets DEPENDS base model content engine ui/models ui/style ui/widgets)
