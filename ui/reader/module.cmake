# SPDX-License-Identifier: GPL-3.0-or-later
add_module(ui/reader RANK 8 DIR reader EXCEPT original GUI MOC QT Gui Widgets PrintSupport DEPENDS base model content engine ui/models ui/style ui/widgets)
target_compile_definitions(tributary_ui_reader PRIVATE TRIBUTARY_LIBRARIES="../${CMAKE_INSTALL_LIBDIR}/tributary")
add_subdirectory(reader/original)
