# SPDX-License-Identifier: GPL-3.0-or-later
add_module(ui/transfer RANK 8 DIR transfer GUI MOC QT Gui Widgets DEPENDS base model engine ui/models ui/style ui/widgets)
