// SPDX-License-Identifier: GPL-3.0-or-later
// Reading, writing and STARTTLS on an open connection: deadlines, wake-ups, cancelling, what an attacker may put in.
#include "unit/net/NetFixture.h"

#include <QEventLoop>
#include <QTcpServer>
#include <QTimer>

namespace tributary::net::tst_TlsStream {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

std::unique_ptr<ByteStream> open(const ScriptedServer& server, const DialOptions& options = trustingOptions(),
                                 bool tls = true) {
    DialResult result = dial(placeOf(u"localhost"_s, server.port(), tls), options);
    EXPECT_TRUE(result.status) << qPrintable(result.status ? QString() : result.status.error().detail);
    return std::move(result.stream);
}

QByteArray readAll(ByteStream& stream, qsizetype wanted) {
    QByteArray bytes;
    while (bytes.size() < wanted) {
        auto outcome = stream.read(5s);
        if (!outcome)
            break;
        bytes += outcome->bytes;
    }
    return bytes;
}

TEST(Read, timesOutAndTheConnectionLivesOn) {
    const ScriptedServer server(serverWith({}), "C: go\nS: went\nX: hang\n");
    const auto stream = open(server);
    QElapsedTimer timer;
    timer.start();
    const auto outcome = stream->read(200ms);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().kind, ErrorKind::Network);
    EXPECT_EQ(outcome.error().code, ErrorCode::TimedOut);
    EXPECT_GE(timer.elapsed(), 180);
    EXPECT_LT(timer.elapsed(), 700 + kAtOnceMs);
    ASSERT_TRUE(stream->write("go\r\n"));
    EXPECT_EQ(readAll(*stream, 6), "went\r\n");
}

TEST(Read, ofNoTimeAtAllReturnsAtOnce) {
    const ScriptedServer server(serverWith({}), "X: hang\n");
    const auto stream = open(server);
    const auto outcome = stream->read(0ms);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::TimedOut);
}

TEST(Read, givesWhatCameBeforeTheEnd) {
    for (const auto transport : {Transport::Tls, Transport::Plain}) {
        ScriptedServer::Options options = serverWith({});
        options.transport = transport;
        const ScriptedServer server(options, "S: last words\nX: close\n");
        const auto stream = open(server, trustingOptions(), transport == Transport::Tls);
        EXPECT_EQ(readAll(*stream, 12), "last words\r\n");
        const auto outcome = stream->read(5s);
        ASSERT_FALSE(outcome);
        EXPECT_EQ(outcome.error().kind, ErrorKind::Network);
        EXPECT_EQ(outcome.error().code, ErrorCode::ConnectionClosed);
        EXPECT_FALSE(stream->write("more")) << "a closed connection takes nothing";
    }
}

TEST(Read, aResetIsAClosedConnection) {
    const ScriptedServer server(serverWith({}), "X: reset\n");
    const auto stream = open(server);
    const auto outcome = stream->read(5s);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, ErrorCode::ConnectionClosed);
}

TEST(Read, aFloodArrivesWholeThoughTheBufferIsBounded) {
    const ScriptedServer server(serverWith({}), "S-repeat 1500000: 0123456789\nX: hang\n");
    const auto stream = open(server);
    qint64 received = 0;
    while (received < 15'000'000) {
        const auto outcome = stream->read(5s);
        ASSERT_TRUE(outcome);
        EXPECT_LE(outcome->bytes.size(), 256 << 10);
        EXPECT_EQ(outcome->bytes.at(0), static_cast<char>('0' + received % 10));
        received += outcome->bytes.size();
    }
    EXPECT_EQ(received, 15'000'000);
    EXPECT_EQ(stream->bytesReceived(), 15'000'000);
}

TEST(Read, isCancelledAtOnce) {
    const ScriptedServer server(serverWith({}), "X: hang\n");
    CancelSoon cancel;
    DialOptions options = trustingOptions();
    options.cancel = cancel.token();
    const auto stream = open(server, options);
    ASSERT_TRUE(stream);
    cancel.start();
    const auto outcome = stream->read(60s);
    expectCancelledAtOnce(outcome ? Status() : Status(failure(outcome.error())), cancel);
    EXPECT_EQ(stream->read(60s).error().kind, ErrorKind::Cancelled) << "and stays so";
}

TEST(Read, isWokenFromAnotherThread) {
    const ScriptedServer server(serverWith({}), "C: go\nS: went\nX: hang\n");
    DialOptions options = trustingOptions();
    options.wakeUp = std::make_shared<WakeUp>();
    const auto stream = open(server, options);
    std::thread waker([&] {
        std::this_thread::sleep_for(60ms);
        options.wakeUp->wake();
    });
    QElapsedTimer timer;
    timer.start();
    const auto outcome = stream->read(60s);
    waker.join();
    ASSERT_TRUE(outcome);
    EXPECT_TRUE(outcome->woken);
    EXPECT_TRUE(outcome->bytes.isEmpty());
    EXPECT_LT(timer.elapsed(), 60 + kAtOnceMs);
    ASSERT_TRUE(stream->write("go\r\n")) << "the stream is as it was";
    EXPECT_EQ(readAll(*stream, 6), "went\r\n");
}

TEST(Read, aWakeUpBeforeTheWaitIsKeptOnce) {
    const ScriptedServer server(serverWith({}), "X: hang\n");
    DialOptions options = trustingOptions();
    options.wakeUp = std::make_shared<WakeUp>();
    const auto stream = open(server, options);
    options.wakeUp->wake();
    options.wakeUp->wake();
    const auto first = stream->read(60s);
    ASSERT_TRUE(first);
    EXPECT_TRUE(first->woken);
    EXPECT_FALSE(stream->read(50ms)) << "once";
}

TEST(Read, wakeUpsAndCancelsOfManyThreadsAreNeverLost) {
    const ScriptedServer server(serverWith({}), "X: hang\n");
    const CancelSource source;
    DialOptions options = trustingOptions();
    options.cancel = source.token();
    options.wakeUp = std::make_shared<WakeUp>();
    const auto stream = open(server, options);
    std::vector<std::thread> wakers;
    for (int i = 0; i < 4; ++i) {
        wakers.emplace_back([&] {
            for (int n = 0; n < 200; ++n)
                options.wakeUp->wake();
        });
    }
    int woken = 0;
    std::thread canceller([&] {
        for (std::thread& waker : wakers)
            waker.join();
        source.cancel();
    });
    for (;;) {
        const auto outcome = stream->read(30s);
        if (!outcome) {
            EXPECT_EQ(outcome.error().kind, ErrorKind::Cancelled);
            break;
        }
        woken += outcome->woken ? 1 : 0;
    }
    canceller.join();
    EXPECT_LE(woken, 800);
}

TEST(Wake, aStreamThatIsGoneIsNotWoken) {
    const auto wakeUp = std::make_shared<WakeUp>();
    {
        const ScriptedServer server(serverWith({}), "X: hang\n");
        DialOptions options = trustingOptions();
        options.wakeUp = wakeUp;
        const auto stream = open(server, options);
    }
    wakeUp->wake();
    EXPECT_TRUE(wakeUp->consume());
}

TEST(Write, thatNobodyReadsIsBoundedAndCancelledAtOnce) {
    QTcpServer mute;
    ASSERT_TRUE(mute.listen(QHostAddress::LocalHost));
    mute.pauseAccepting(); // or its own socket would read
    CancelSoon cancel;
    DialOptions options = trustingOptions();
    options.cancel = cancel.token();
    const DialResult result = dial(placeOf(u"127.0.0.1"_s, mute.serverPort(), false), options);
    ASSERT_TRUE(result.status);
    cancel.start();
    expectCancelledAtOnce(result.stream->write(QByteArray(24 << 20, 'x')), cancel);
}

TEST(Close, endsItWithoutWaiting) {
    const ScriptedServer server(serverWith({}), kHello);
    const auto stream = open(server);
    stream->close();
    EXPECT_FALSE(stream->isEncrypted());
    const auto outcome = stream->read(60s);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().kind, ErrorKind::Network);
    EXPECT_FALSE(stream->write("x"));
}

// --- STARTTLS

ScriptedServer::Options plainServer(const tests::CertificateOptions& certificate = {}) {
    ScriptedServer::Options options = serverWith(certificate);
    options.transport = Transport::Plain;
    return options;
}

TEST(StartTls, upgradesWithFullVerification) {
    const ScriptedServer server(plainServer(), "C: STARTTLS\nS: OK\nX: starttls\nC: hello\nS: hello inside\nX: hang\n");
    const auto stream = open(server, trustingOptions(), false);
    EXPECT_FALSE(stream->isEncrypted());
    ASSERT_TRUE(stream->write("STARTTLS\r\n"));
    ASSERT_EQ(readAll(*stream, 4), "OK\r\n");
    ASSERT_TRUE(stream->startTls());
    EXPECT_TRUE(stream->isEncrypted());
    ASSERT_TRUE(stream->write("hello\r\n"));
    EXPECT_EQ(readAll(*stream, 14), "hello inside\r\n");
    tests::CertificateOptions expired;
    expired.fromDays = -20, expired.toDays = -2;
    const ScriptedServer bad(plainServer(expired), "C: STARTTLS\nS: OK\nX: starttls\n");
    const auto other = open(bad, trustingOptions(), false);
    ASSERT_TRUE(other->write("STARTTLS\r\n"));
    ASSERT_EQ(readAll(*other, 4), "OK\r\n");
    const Status status = other->startTls();
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::CertificateExpired);
}

TEST(StartTls, refusesWhatWaitsUnread) {
    const ScriptedServer server(plainServer(), "S: injected\nX: hang\n");
    const auto stream = open(server, trustingOptions(), false);
    QEventLoop loop; // lets the bytes come in without reading them
    QTimer::singleShot(200ms, &loop, &QEventLoop::quit);
    loop.exec();
    const Status status = stream->startTls();
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::Protocol);
    EXPECT_EQ(status.error().code, ErrorCode::InjectedData);
    EXPECT_FALSE(stream->isEncrypted());
}

TEST(StartTls, aHandshakeThatHangsTimesOutAndIsCancelledAtOnce) {
    const ScriptedServer server(plainServer(), "X: hang\n");
    DialOptions options = trustingOptions();
    options.connectTimeout = 300ms;
    const Status timedOut = open(server, options, false)->startTls();
    ASSERT_FALSE(timedOut);
    EXPECT_EQ(timedOut.error().code, ErrorCode::TimedOut);
    options = trustingOptions();
    CancelSoon cancel;
    options.cancel = cancel.token();
    const auto stream = open(server, options, false);
    cancel.start();
    expectCancelledAtOnce(stream->startTls(), cancel);
}

} // namespace
} // namespace tributary::net::tst_TlsStream
