// SPDX-License-Identifier: GPL-3.0-or-later
// The bad line itself: each fault is seen by a client, and only that one.
#include "support/FaultProxy.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

#include <gtest/gtest.h>

namespace tributary::tests::tst_FaultProxy {
namespace {

constexpr int kWaitMs = 10'000;

/// A server socket and a client socket with the proxy between; both are driven by this thread.
struct Pair {
    QTcpServer listener;
    std::unique_ptr<FaultProxy> proxy;
    QTcpSocket client;
    std::unique_ptr<QTcpSocket> server;

    explicit Pair(const FaultProxy::Faults& faults, quint32 seed = 1) {
        listener.listen(QHostAddress::LocalHost);
        proxy = std::make_unique<FaultProxy>(QStringLiteral("127.0.0.1"), listener.serverPort(), faults, seed);
        client.connectToHost(QHostAddress(QHostAddress::LocalHost), proxy->port());
        if (client.waitForConnected(kWaitMs) && listener.waitForNewConnection(kWaitMs))
            server.reset(listener.nextPendingConnection());
    }
    static QByteArray receive(QTcpSocket& socket, qsizetype size) {
        QByteArray bytes = socket.readAll();
        while (bytes.size() < size && socket.waitForReadyRead(kWaitMs))
            bytes += socket.readAll();
        return bytes;
    }
    void send(QTcpSocket& from, const QByteArray& bytes) {
        from.write(bytes);
        from.flush();
    }
};

TEST(FaultProxy, passesBothWaysAndCounts) {
    Pair pair({});
    ASSERT_TRUE(pair.server);
    for (int i = 0; i < 3; ++i) {
        pair.send(pair.client, "ask");
        ASSERT_EQ(Pair::receive(*pair.server, 3), "ask");
        pair.send(*pair.server, "answer");
        ASSERT_EQ(Pair::receive(pair.client, 6), "answer");
    }
    const FaultProxy::Counts counts = pair.proxy->counts();
    EXPECT_EQ(counts.connections, 1);
    EXPECT_EQ(counts.turns, 3);
    EXPECT_EQ(counts.up, 9);
    EXPECT_EQ(counts.down, 18);
    EXPECT_EQ(counts.cuts, 0);
    pair.server->disconnectFromHost();
    EXPECT_TRUE(pair.client.state() == QAbstractSocket::UnconnectedState || pair.client.waitForDisconnected(kWaitMs));
}

TEST(FaultProxy, aRoundTripTakesItsTime) {
    Pair pair({.roundTripMs = 100});
    ASSERT_TRUE(pair.server);
    QElapsedTimer clock;
    clock.start();
    pair.send(pair.client, "ask");
    ASSERT_EQ(Pair::receive(*pair.server, 3), "ask");
    pair.send(*pair.server, "ok");
    ASSERT_EQ(Pair::receive(pair.client, 2), "ok");
    EXPECT_GE(clock.elapsed(), 98);
}

TEST(FaultProxy, aSlowLineIsSlow) {
    Pair pair({.bytesPerSecond = 1'000'000});
    ASSERT_TRUE(pair.server);
    QElapsedTimer clock;
    clock.start();
    const QByteArray much(300'000, 'x');
    pair.send(*pair.server, much);
    while (pair.server->bytesToWrite() > 0)
        pair.server->waitForBytesWritten(kWaitMs);
    EXPECT_EQ(Pair::receive(pair.client, much.size()), much);
    EXPECT_GE(clock.elapsed(), 280);
}

TEST(FaultProxy, cutsAfterExactlySoManyBytes) {
    for (const bool polite : {false, true}) {
        Pair pair({.cutAfterBytes = 10, .halfClose = polite});
        ASSERT_TRUE(pair.server);
        pair.send(*pair.server, QByteArray(25, 'y'));
        QByteArray got = Pair::receive(pair.client, 25);
        EXPECT_LE(got.size(), 10);
        EXPECT_EQ(pair.client.state(), QAbstractSocket::UnconnectedState);
        EXPECT_EQ(pair.client.error(), QAbstractSocket::RemoteHostClosedError);
        EXPECT_EQ(pair.proxy->counts().cuts, 1);
        if (polite) {
            EXPECT_EQ(got.size(), 10);
        }
    }
}

TEST(FaultProxy, cutsWhenAskedAndAfterATime) {
    Pair asked({});
    ASSERT_TRUE(asked.server);
    asked.proxy->cutNow();
    EXPECT_TRUE(asked.client.state() == QAbstractSocket::UnconnectedState || asked.client.waitForDisconnected(kWaitMs));
    Pair timed({.cutAfterMs = 20, .cutAfterMsTo = 40});
    ASSERT_TRUE(timed.server);
    EXPECT_TRUE(timed.client.state() == QAbstractSocket::UnconnectedState || timed.client.waitForDisconnected(kWaitMs));
    EXPECT_EQ(timed.proxy->counts().cuts, 1);
}

TEST(FaultProxy, aBlackHoleSwallowsUntilItIsGone) {
    Pair pair({.blackHole = true});
    ASSERT_TRUE(pair.server);
    pair.send(pair.client, "lost");
    EXPECT_FALSE(pair.server->waitForReadyRead(100));
    pair.proxy->setFaults({.oneByteAtATime = true});
    pair.send(pair.client, "seen");
    EXPECT_EQ(Pair::receive(*pair.server, 4), "seen");
}

} // namespace
} // namespace tributary::tests::tst_FaultProxy
