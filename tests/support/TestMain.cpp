// SPDX-License-Identifier: GPL-3.0-or-later
// One main for every test program: GoogleTest inside a QCoreApplication, so that timers, sockets and threads work. A
// widget in the engine cannot pass here.
#include "support/FileFilter.h"
#include "support/SanitizerOptions.h"

#include <QCoreApplication>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
    ::testing::InitGoogleTest(&argc, argv);
    if (!tributary::tests::chooseFile(argc, argv))
        return 2;
    const QCoreApplication app(argc, argv);
    return RUN_ALL_TESTS();
}
