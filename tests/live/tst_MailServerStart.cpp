// SPDX-License-Identifier: GPL-3.0-or-later
// How soon the fixture is there: apart from the others, because nothing else may run beside it.
#include "ImapDialogue.h"
#include "support/MailServer.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QTcpSocket>

#include <gtest/gtest.h>

#include <algorithm>

namespace tributary::tests::tst_MailServerStart {
namespace {

/// How long this machine takes to start Python and do nothing: what a script of processes is to be measured by.
qint64 startOfPython() {
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < 10; ++i)
        QProcess::execute(QStringLiteral("python3"), {QStringLiteral("-c"), QStringLiteral("pass")});
    return clock.elapsed() / 10;
}

TEST(MailServerStart, IsReadyInUnderTwoSecondsAndLeavesNothing) {
    // The best of three: other work on the machine says nothing about the server. Two seconds hold for a machine that starts Python in
    // 33 ms; on one that is slower, by itself or because it is shared, it is so much longer.
    qint64 best = 60'000, python = 60'000;
    Result<std::unique_ptr<MailServer>> server;
    for (int i = 0; i < 3; ++i) {
        python = std::min(python, startOfPython());
        QElapsedTimer clock;
        clock.start();
        server = MailServer::start();
        ASSERT_TRUE(server) << server.error().detail.toStdString();
        best = std::min(best, clock.elapsed());
    }
    EXPECT_LT(best, std::max<qint64>(2000, 60 * python)) << "Python: " << python;
    const QString directory = (*server)->directory();
    EXPECT_TRUE(QFileInfo::exists(directory));
    EXPECT_TRUE(ImapDialogue(**server).isOpen());
    QElapsedTimer delivery;
    delivery.start();
    ASSERT_TRUE((*server)->deliver(QStringLiteral("alice"), "Subject: one\r\n\r\nHello\r\n"));
    EXPECT_LT(delivery.elapsed(), std::max<qint64>(1000, 30 * python)) << "Python: " << python;
    const quint16 port = (*server)->imapPort();
    server->reset();
    EXPECT_FALSE(QFileInfo::exists(directory));
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    EXPECT_FALSE(socket.waitForConnected(1000));
}

} // namespace
} // namespace tributary::tests::tst_MailServerStart
