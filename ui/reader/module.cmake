# SPDX-License-Identifier: GPL-3.0-or-later
add_module(ui/reader RANK 8 DIR reader GUI MOC QT Gui Widgets DEPENDS base model content engine ui/models ui/style ui/widgets)
