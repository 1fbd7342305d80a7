# SPDX-License-Identifier: GPL-3.0-or-later
add_module(ui/models RANK 6 DIR models GUI MOC QT Gui DEPENDS base model engine)
