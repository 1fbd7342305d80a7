// SPDX-License-Identifier: GPL-3.0-or-later
// The main of tests that paint: GoogleTest inside a QApplication. ctest sets QT_QPA_PLATFORM=offscreen.
#include "support/FileFilter.h"
#include "support/SanitizerOptions.h"

#include <QApplication>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
    ::testing::InitGoogleTest(&argc, argv);
    if (!tributary::tests::chooseFile(argc, argv))
        return 2;
    QApplication::setAttribute(Qt::AA_ShareOpenGLContexts); // as the program does: for the web engine
    const QApplication app(argc, argv);
    return RUN_ALL_TESTS();
}
