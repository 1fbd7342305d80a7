# SPDX-License-Identifier: GPL-3.0-or-later
# precompile(target engine|window|tests|window_tests): reading Qt's and the library's headers is most of what compiling costs here, so
# each is read once. A file still includes what it uses: the sanitizer presets build without (TRIBUTARY_PRECOMPILE=OFF).
option(TRIBUTARY_PRECOMPILE "Precompile the headers of Qt and of the standard library" ON)

set(engine_headers <algorithm> <array> <chrono> <deque> <functional> <map> <memory> <mutex> <optional> <string> <variant> <vector>
    <QByteArray> <QByteArrayView> <QDateTime> <QDir> <QFile> <QHash> <QList> <QMap> <QObject> <QSet> <QString> <QStringList> <QUrl>)
set(window_headers ${engine_headers} <QApplication> <QDialog> <QPainter> <QWidget>)
set(tests_headers ${engine_headers} <gmock/gmock.h> <gtest/gtest.h>)
set(window_tests_headers ${window_headers} <gmock/gmock.h> <gtest/gtest.h> <QSignalSpy>)
set(engine_libraries Qt6::Core)
set(window_libraries Qt6::Core Qt6::Gui Qt6::Widgets)
set(tests_libraries Qt6::Core GTest::gmock)
set(window_tests_libraries Qt6::Core Qt6::Gui Qt6::Widgets Qt6::Test GTest::gmock)

# What is tested is optimised; the tests themselves need not be, and are compiled in half of the time.
function(compile_quickly target)
  if(NOT TRIBUTARY_SANITIZE)
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O0;-U_FORTIFY_SOURCE>)
  endif()
endfunction()

function(precompile target kind)
  if(kind MATCHES "tests$")
    compile_quickly(${target})
  endif()
  if(NOT TRIBUTARY_PRECOMPILE)
    return()
  endif()
  if(NOT TARGET tributary_${kind}_headers)
    file(WRITE "${PROJECT_BINARY_DIR}/${kind}_headers.cpp" "")
    add_library(tributary_${kind}_headers OBJECT "${PROJECT_BINARY_DIR}/${kind}_headers.cpp")
    target_link_libraries(tributary_${kind}_headers PRIVATE tributary_options ${${kind}_libraries})
    target_precompile_headers(tributary_${kind}_headers PRIVATE ${${kind}_headers})
    if(kind MATCHES "tests$")
      compile_quickly(tributary_${kind}_headers)
    endif()
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # The first is for ccache. GCC 12 takes what comes from a precompiled header for our own code, and warns of std::string's.
    target_compile_options(${target} PRIVATE -fpch-preprocess -Wno-array-bounds -Wno-restrict -Wno-stringop-overflow
                           -Wno-error=invalid-pch)
  endif()
  target_precompile_headers(${target} REUSE_FROM tributary_${kind}_headers)
endfunction()
