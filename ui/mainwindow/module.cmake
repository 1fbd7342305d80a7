# SPDX-License-Identifier: GPL-3.0-or-later
add_module(ui/mainwindow RANK 9 DIR mainwindow GUI MOC QT Gui Widgets
           DEPENDS base model engine ui/models ui/style ui/widgets ui/mailboxtree ui/messagelist ui/reader ui/composer ui/outbox ui/movepopup ui/changes ui/activity ui/addaccount ui/settings ui/sendas ui/notifications ui/transfer ui/rules)
