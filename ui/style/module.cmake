# SPDX-License-Identifier: GPL-3.0-or-later
add_module(ui/style RANK 6 DIR style GUI MOC QT Gui Widgets Svg DBus)
file(GLOB tributary_icons CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/resources/icons/*.svg")
qt_add_resources(tributary_ui_style tributary_icons PREFIX "/tributary/icons"
                 BASE "${PROJECT_SOURCE_DIR}/resources/icons" FILES ${tributary_icons})
# Only to ask X11 for a compositing manager (round corners of menus); comes with Qt's own development files.
pkg_check_modules(TRIBUTARY_XCB IMPORTED_TARGET xcb)
if(TRIBUTARY_XCB_FOUND)
  target_link_libraries(tributary_ui_style PRIVATE PkgConfig::TRIBUTARY_XCB)
  target_compile_definitions(tributary_ui_style PRIVATE TRIBUTARY_HAVE_XCB)
endif()
