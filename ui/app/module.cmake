# SPDX-License-Identifier: GPL-3.0-or-later
add_module(ui/app RANK 10 DIR app GUI MOC QT Gui Widgets Network
           DEPENDS base model engine ui/models ui/style ui/widgets ui/mailboxtree ui/messagelist ui/reader ui/movepopup ui/changes ui/activity ui/addaccount ui/settings ui/mainwindow)
add_subdirectory(app)
