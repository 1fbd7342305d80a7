# SPDX-License-Identifier: GPL-3.0-or-later
add_module(ui/style RANK 6 DIR style GUI MOC QT Gui Widgets Svg DBus)
file(GLOB tributary_icons CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/resources/icons/*.svg")
qt_add_resources(tributary_ui_style tributary_icons PREFIX "/tributary/icons"
                 BASE "${PROJECT_SOURCE_DIR}/resources/icons" FILES ${tributary_icons})
