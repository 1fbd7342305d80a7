# SPDX-License-Identifier: GPL-3.0-or-later
add_module(ui/notifications RANK 8 DIR notifications GUI MOC QT Gui Widgets DBus DEPENDS base model engine ui/models)
