// SPDX-License-Identifier: GPL-3.0-or-later
// Who may speak to the listener of a sign-in, and who is sent away (OAU2: RFC 8252 7.3, DNS rebinding, slow and huge requests).
#include "net/LoopbackListener.h"

#include "support/RawHttp.h"

#include <QTcpServer>

#include <gtest/gtest.h>

#include <future>
#include <thread>
#include <vector>

namespace tributary::net::tst_LoopbackListener {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using tests::rawConnect;
using tests::rawGet;
using tests::rawRead;
using tests::rawSend;

/// A listener on a worker, which answers everything with "page" until it is told to end.
class Worker {
  public:
    explicit Worker(LoopbackOptions options = {}) {
        options.cancel = m_cancel.token();
        std::promise<quint16> ready;
        auto port = ready.get_future();
        m_thread = std::thread([this, options, &ready] {
            auto listener = LoopbackListener::listen(options);
            hasIpv6 = listener && (*listener)->hasIpv6();
            ready.set_value(listener ? (*listener)->port() : 0);
            while (listener) {
                const auto request = (*listener)->next(60s);
                if (!request)
                    return;
                m_queries.with([&](auto& all) { all.append(request->query); });
                (*listener)->answer(*request, 200, "page");
            }
        });
        m_port = port.get();
    }
    ~Worker() {
        m_cancel.cancel();
        m_thread.join();
    }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QList<QByteArray> queries() const {
        return m_queries.with([](const auto& all) { return all; });
    }
    bool hasIpv6 = false;

  private:
    CancelSource m_cancel;
    Guarded<QList<QByteArray>> m_queries;
    quint16 m_port = 0;
    std::thread m_thread;
};

TEST(LoopbackListener, theRightRequestComesThroughAndTheAnswerTellsTheBrowserToKeepNothing) {
    const Worker worker;
    const auto reply = rawSend(worker.port(), rawGet(worker.port(), "/?code=a%20b&state=c"));
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "page");
    EXPECT_EQ(worker.queries(), QList<QByteArray>{"code=a%20b&state=c"});
    for (const char* field : {"Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n", "Cache-Control: no-store\r\n",
                              "Referrer-Policy: no-referrer\r\n", "X-Content-Type-Options: nosniff\r\n", "Connection: close"})
        EXPECT_TRUE(reply.head.contains(field)) << field;
}

TEST(LoopbackListener, isReachedOnLoopbackOnlyAndByBothFamilies) {
    const Worker worker;
    EXPECT_EQ(rawSend(worker.port(), rawGet(worker.port(), "/?a", "127.0.0.1")).status, 200);
    if (worker.hasIpv6) {
        EXPECT_EQ(rawSend(worker.port(), rawGet(worker.port(), "/?b", "[::1]"), QHostAddress::LocalHostIPv6).status, 200);
    }
    QTcpServer elsewhere; // 127.0.0.2 is free: it does not listen on every address
    EXPECT_TRUE(elsewhere.listen(QHostAddress(u"127.0.0.2"_s), worker.port()));
}

TEST(LoopbackListener, aForeignHostIsRefused) {
    const Worker worker;
    const QByteArray port = QByteArray::number(worker.port());
    for (const QByteArray& host : {QByteArray("evil.example:" + port), QByteArray("localhost.evil.example:" + port), QByteArray("localhost"), QByteArray("127.0.0.1"),
                                   QByteArray("localhost:1"), QByteArray("127.0.0.1.nip.io:" + port), QByteArray("LOCALHOST:" + port), QByteArray("0.0.0.0:" + port),
                                   QByteArray(""), QByteArray("localhost:" + port + ", evil.example"), QByteArray("user@localhost:" + port)})
        EXPECT_EQ(rawSend(worker.port(), "GET /?x HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status, 400) << host.constData();
    EXPECT_EQ(rawSend(worker.port(), "GET /?x HTTP/1.1\r\n\r\n").status, 400) << "none";
    EXPECT_EQ(rawSend(worker.port(), "GET /?x HTTP/1.0\r\n\r\n").status, 400) << "none";
    const QByteArray ours = "Host: localhost:" + port + "\r\n";
    EXPECT_EQ(rawSend(worker.port(), "GET /?x HTTP/1.1\r\n" + ours + ours + "\r\n").status, 400) << "two";
    EXPECT_EQ(rawSend(worker.port(), "GET /?x HTTP/1.1\r\n" + ours + "host: evil.example\r\n\r\n").status, 400) << "two";
    EXPECT_TRUE(worker.queries().isEmpty());
}

TEST(LoopbackListener, otherMethodsAndPathsAreRefused) {
    const Worker worker;
    const QByteArray host = " HTTP/1.1\r\nHost: localhost:" + QByteArray::number(worker.port()) + "\r\n\r\n";
    for (const char* method : {"POST", "OPTIONS", "HEAD", "PUT", "get", "CONNECT"}) {
        const auto reply = rawSend(worker.port(), method + QByteArray(" /?code=x") + host);
        EXPECT_EQ(reply.status, 405) << method;
        EXPECT_TRUE(reply.head.contains("Allow: GET")) << method;
    }
    for (const char* path : {"/favicon.ico", "//", "/x?code=x", "/%2f", "/index.html", "/.?code=x"})
        EXPECT_EQ(rawSend(worker.port(), QByteArray("GET ") + path + host).status, 404) << path;
    for (const char* path : {"http://localhost/?x", "*", "?x", "localhost:80"})
        EXPECT_EQ(rawSend(worker.port(), QByteArray("GET ") + path + host).status, 400) << path;
    EXPECT_TRUE(worker.queries().isEmpty());
}

TEST(LoopbackListener, thePathIsTheRegisteredOneToTheLetter) {
    LoopbackOptions options;
    options.path = "/signed-in";
    const Worker worker(options);
    EXPECT_EQ(rawSend(worker.port(), rawGet(worker.port(), "/signed-in?a")).status, 200);
    for (const char* path : {"/", "/Signed-In?a", "/signed-in/?a", "/signed-in2?a", "/signed-in%3Fa"})
        EXPECT_EQ(rawSend(worker.port(), rawGet(worker.port(), path)).status, 404) << path;
    EXPECT_EQ(worker.queries(), QList<QByteArray>{"a"});
}

TEST(LoopbackListener, garbageIsRefused) {
    const Worker worker;
    const QByteArray host = "Host: localhost:" + QByteArray::number(worker.port()) + "\r\n";
    const QList<QByteArray> bad{
        "\x16\x03\x01" + QByteArray("\0\xff\1\0", 4), // TLS
        "hello\r\n\r\n",
        "\r\n\r\n",
        "GET /?x\r\n" + host + "\r\n",
        "GET /?x HTTP/2.0\r\n" + host + "\r\n",
        "GET /?x HTTP/1.1 \r\n" + host + "\r\n",
        "GET  /?x HTTP/1.1\r\n" + host + "\r\n",
        "GET /?x\ty HTTP/1.1\r\n" + host + "\r\n",
        "GET /?x HTTP/1.1\r\n" + host + " folded\r\n\r\n",
        "GET /?x HTTP/1.1\r\n" + host + "no field\r\n\r\n",
        "GET /?x HTTP/1.1\n" + host + "\r\n",
        "GET /?x HTTP/1.1\r\n" + host + "A: b\rc\r\n\r\n",
        "GET /?\xC3\xA9 HTTP/1.1\r\n" + host + "\r\n",
        " GET /?x HTTP/1.1\r\n" + host + "\r\n",
        "GET /?x HTTP/1.1\r\nHost : localhost:" + QByteArray::number(worker.port()) + "\r\n\r\n",
    };
    for (const QByteArray& bytes : bad)
        EXPECT_EQ(rawSend(worker.port(), bytes).status, 400) << bytes.constData();
    EXPECT_TRUE(worker.queries().isEmpty());
}

TEST(LoopbackListener, aHeadOfMoreThanEightKibibytesIsRefused) {
    const Worker worker;
    const QByteArray large = rawGet(worker.port(), "/?x=" + QByteArray(9 << 10, 'a'));
    EXPECT_EQ(rawSend(worker.port(), large).status, 431);
    QTcpSocket endless;
    ASSERT_TRUE(rawConnect(endless, worker.port()));
    endless.write("GET /?x HTTP/1.1\r\nA: " + QByteArray(9 << 10, 'b'));
    EXPECT_EQ(rawRead(endless).status, 431) << "it never ends";
    EXPECT_TRUE(worker.queries().isEmpty());
    EXPECT_EQ(rawSend(worker.port(), rawGet(worker.port(), "/?x=" + QByteArray(7 << 10, 'a'))).status, 200);
}

TEST(LoopbackListener, aSlowOneHoldsNobodyUp) {
    const Worker worker;
    QTcpSocket slow;
    ASSERT_TRUE(rawConnect(slow, worker.port()));
    const QByteArray request = rawGet(worker.port(), "/?slow");
    for (qsizetype i = 0; i < request.size() - 1; ++i) {
        slow.write(request.mid(i, 1));
        slow.flush();
    }
    EXPECT_EQ(rawSend(worker.port(), rawGet(worker.port(), "/?right")).status, 200);
    EXPECT_EQ(worker.queries(), QList<QByteArray>{"right"});
    slow.write(request.right(1));
    EXPECT_EQ(rawRead(slow).status, 200);
    EXPECT_EQ(worker.queries(), (QList<QByteArray>{"right", "slow"}));
}

TEST(LoopbackListener, aConnectionThatSaysNothingIsClosedInTime) {
    LoopbackOptions options;
    options.connectionTimeout = 100ms;
    const Worker worker(options);
    QTcpSocket idle;
    ASSERT_TRUE(rawConnect(idle, worker.port()));
    EXPECT_TRUE(idle.state() != QAbstractSocket::ConnectedState || idle.waitForDisconnected(15'000));
}

TEST(LoopbackListener, aHundredIdleConnectionsKeepNobodyOut) {
    const Worker worker;
    std::vector<std::unique_ptr<QTcpSocket>> idle;
    for (int i = 0; i < 100; ++i) {
        idle.push_back(std::make_unique<QTcpSocket>());
        ASSERT_TRUE(rawConnect(*idle.back(), worker.port())) << i;
    }
    EXPECT_EQ(rawSend(worker.port(), rawGet(worker.port(), "/?right")).status, 200);
    EXPECT_TRUE(idle.front()->state() != QAbstractSocket::ConnectedState || idle.front()->waitForDisconnected(15'000)) << "the oldest gave way";
}

TEST(LoopbackListener, aPortWhoseOtherFamilyIsTakenIsNotUsed) {
    QTcpServer other;
    if (!other.listen(QHostAddress(QHostAddress::LocalHostIPv6), 0))
        GTEST_SKIP() << "no IPv6 here";
    LoopbackOptions options;
    options.firstPortForTests = other.serverPort();
    const Worker worker(options);
    EXPECT_NE(worker.port(), 0);
    EXPECT_NE(worker.port(), other.serverPort());
    EXPECT_TRUE(worker.hasIpv6);
}

TEST(LoopbackListener, nobodyElseCanTakeItsPort) {
    const Worker worker;
    for (const auto address : {QHostAddress::LocalHost, QHostAddress::LocalHostIPv6, QHostAddress::Any}) {
        if (address == QHostAddress::LocalHostIPv6 && !worker.hasIpv6)
            continue;
        QTcpServer other;
        EXPECT_FALSE(other.listen(QHostAddress(address), worker.port()));
    }
}

TEST(LoopbackListener, waitsNoLongerThanItMayAndEndsAtOnceWhenCancelled) {
    std::thread([] {
        const auto listener = LoopbackListener::listen({});
        ASSERT_TRUE(listener);
        EXPECT_EQ((*listener)->next(30ms).error().code, ErrorCode::TimedOut);
        EXPECT_EQ((*listener)->next(0ms).error().code, ErrorCode::TimedOut);
    }).join();
    CancelSource cancel;
    std::promise<void> begun;
    std::thread waiting([&] {
        LoopbackOptions options;
        options.cancel = cancel.token();
        const auto listener = LoopbackListener::listen(options);
        ASSERT_TRUE(listener);
        begun.set_value();
        EXPECT_EQ((*listener)->next(60s).error().kind, ErrorKind::Cancelled);
        EXPECT_EQ((*listener)->next(60s).error().kind, ErrorKind::Cancelled) << "before it waits";
    });
    begun.get_future().wait();
    cancel.cancel();
    waiting.join();
}

TEST(LoopbackListener, afterCloseNobodyIsLetIn) {
    std::thread([] {
        const auto listener = LoopbackListener::listen({});
        ASSERT_TRUE(listener);
        const quint16 port = (*listener)->port();
        (*listener)->close();
        QTcpSocket late;
        late.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        EXPECT_FALSE(late.waitForConnected(5000));
        EXPECT_EQ(late.error(), QAbstractSocket::ConnectionRefusedError);
    }).join();
}

} // namespace
} // namespace tributary::net::tst_LoopbackListener
