// SPDX-License-Identifier: GPL-3.0-or-later
// Reaching a server, and being told why not (S34): every wait has its deadline and ends at once when cancelled.
#include "support/BlackHole.h"
#include "unit/net/NetFixture.h"

#include <QTcpServer>

namespace tributary::net::tst_Dialer {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using tests::BlackHole;

quint16 closedPort(const QString& address = u"127.0.0.1"_s) {
    QTcpServer server;
    EXPECT_TRUE(server.listen(QHostAddress(address)));
    return server.serverPort();
}

struct Reached {
    Status status;
    QByteArray said;
    qint64 ms = 0;
};

/// Connects to these addresses as if a name had led to them.
Reached reach(const QStringList& addresses, quint16 port, const DialOptions& options = trustingOptions()) {
    const auto facts = std::make_shared<ConnectionFacts>();
    facts->addresses = addresses;
    QElapsedTimer timer;
    timer.start();
    TlsStream stream(placeOf(u"localhost"_s, port, false), options, facts);
    Reached reached{stream.connectTcp(), {}, timer.elapsed()};
    if (reached.status) {
        const auto outcome = stream.read(5s);
        reached.said = outcome ? outcome->bytes : QByteArray();
    }
    return reached;
}

TEST(Localhost, isTheLoopbackWithoutALookup) {
    const auto facts = std::make_shared<ConnectionFacts>();
    TlsStream stream(placeOf(u"LocalHost"_s, 993), trustingOptions(), facts);
    ASSERT_TRUE(stream.resolve());
    EXPECT_EQ(facts->addresses, (QStringList{u"127.0.0.1"_s, u"::1"_s})) << "and in this order, whatever /etc/hosts says";
}

TEST(Dialer, tellsTheStagesInOrderWithTheirTimes) {
    const ScriptedServer server(serverWith({}), kHello);
    DialOptions options = trustingOptions();
    QList<DialStage> stages;
    options.observer = [&](DialStage stage, const Status& status, std::chrono::milliseconds took) {
        EXPECT_TRUE(status);
        EXPECT_GE(took, 0ms);
        stages.append(stage);
    };
    const DialResult result = dial(placeOf(u"localhost"_s, server.port()), options);
    ASSERT_TRUE(result.status) << qPrintable(result.status.error().detail);
    EXPECT_EQ(stages, (QList<DialStage>{DialStage::Resolve, DialStage::Connect, DialStage::Tls}));
    EXPECT_TRUE(result.facts->addresses.contains(u"127.0.0.1"_s));
    EXPECT_EQ(result.stream->read(5s)->bytes, "hello\r\n");
    EXPECT_EQ(result.stream->bytesReceived(), 7);
}

TEST(Dialer, aStageThatFailsIsTheLast) {
    DialOptions options = trustingOptions();
    QList<std::pair<DialStage, bool>> stages;
    options.observer = [&](DialStage stage, const Status& status, std::chrono::milliseconds) {
        stages.append({stage, status.has_value()});
    };
    const DialResult result = dial(placeOf(u"127.0.0.1"_s, closedPort()), options);
    ASSERT_FALSE(result.status);
    EXPECT_EQ(result.status.error().kind, ErrorKind::Network);
    EXPECT_EQ(result.status.error().code, ErrorCode::ConnectionRefused);
    EXPECT_EQ(result.stream, nullptr);
    EXPECT_EQ(stages, (QList<std::pair<DialStage, bool>>{{DialStage::Resolve, true}, {DialStage::Connect, false}}));
}

TEST(Dialer, aNameThatDoesNotExistIsHostNotFound) {
    for (const auto& host : {u"no-such-host.invalid"_s, u"a..b"_s, u""_s, u"[not-an-address]"_s}) {
        const DialResult result = dial(placeOf(host, 993), trustingOptions());
        ASSERT_FALSE(result.status) << qPrintable(host);
        EXPECT_EQ(result.status.error().kind, ErrorKind::Network) << qPrintable(host);
        EXPECT_EQ(result.status.error().code, ErrorCode::HostNotFound) << qPrintable(host);
    }
}

TEST(Dialer, ipv6LiteralsAreReachedWithAndWithoutBrackets) {
    const ScriptedServer server(serverWith({}, u"::1"_s), kHello);
    for (const auto& host : {u"::1"_s, u"[::1]"_s}) {
        const DialResult result = dial(placeOf(host, server.port()), trustingOptions());
        ASSERT_TRUE(result.status) << qPrintable(result.status.error().detail);
        EXPECT_EQ(result.facts->addresses, QStringList{u"::1"_s});
        EXPECT_EQ(result.stream->read(5s)->bytes, "hello\r\n");
    }
}

TEST(Dialer, aPortWithoutTlsIsNamedAsSuch) {
    for (const char* script : {"S: * OK IMAP ready\nX: hang\n", "S: 220 mail.example ESMTP\nX: hang\n",
                               "S: HTTP/1.1 400 Bad Request\nX: close\n"}) {
        const ScriptedServer server(Transport::Plain, script);
        const DialResult result = dial(placeOf(u"127.0.0.1"_s, server.port()), trustingOptions());
        ASSERT_FALSE(result.status);
        EXPECT_EQ(result.status.error().kind, ErrorKind::Network) << script;
        EXPECT_EQ(result.status.error().code, ErrorCode::NotTls) << script << qPrintable(result.status.error().detail);
    }
}

TEST(Dialer, aConnectionThatEndsInTheHandshakeIsClosed) {
    const ScriptedServer server(Transport::Plain, "X: reset\n");
    const DialResult result = dial(placeOf(u"127.0.0.1"_s, server.port()), trustingOptions());
    ASSERT_FALSE(result.status);
    EXPECT_EQ(result.status.error().kind, ErrorKind::Network);
    EXPECT_EQ(result.status.error().code, ErrorCode::ConnectionClosed);
}

// --- More than one address

TEST(Addresses, aDeadOneIsPassedOverAtOnce) {
    ScriptedServer::Options options;
    options.transport = Transport::Plain;
    const ScriptedServer server(options, kHello);
    for (const QStringList& addresses :
         {QStringList{u"127.0.0.7"_s, u"127.0.0.1"_s}, QStringList{u"::1"_s, u"127.0.0.1"_s},
          QStringList{u"127.0.0.7"_s, u"127.0.0.8"_s, u"::1"_s, u"127.0.0.1"_s}}) {
        const Reached reached = reach(addresses, server.port());
        EXPECT_TRUE(reached.status) << qPrintable(addresses.join(u' '));
        EXPECT_EQ(reached.said, "hello\r\n");
        EXPECT_LT(reached.ms, 500) << "refused is an answer: no quarter of a second for each";
    }
    options.address = u"::1"_s;
    const ScriptedServer six(options, kHello);
    EXPECT_EQ(reach({u"127.0.0.1"_s, u"::1"_s}, six.port()).said, "hello\r\n");
}

TEST(Addresses, aSilentOneHoldsUpTheNextForAQuarterOfASecond) { // RFC 8305 5
    ScriptedServer::Options options;
    options.transport = Transport::Plain;
    const ScriptedServer server(options, kHello);
    const BlackHole hole(u"127.0.0.9"_s, server.port());
    if (!hole.works())
        GTEST_SKIP() << "this system answers full queues";
    const Reached reached = reach({hole.address(), u"127.0.0.1"_s}, server.port());
    EXPECT_TRUE(reached.status);
    EXPECT_EQ(reached.said, "hello\r\n");
    EXPECT_GE(reached.ms, 200);
    EXPECT_LT(reached.ms, 1500);
}

TEST(Addresses, theFirstStaysWhenItAnswers) {
    ScriptedServer::Options options;
    options.transport = Transport::Plain;
    const ScriptedServer first(options, "S: first\nX: hang\n");
    options.address = u"127.0.0.2"_s;
    options.port = first.port();
    const ScriptedServer second(options, "S: second\nX: hang\n");
    EXPECT_EQ(reach({u"127.0.0.1"_s, u"127.0.0.2"_s}, first.port()).said, "first\r\n");
    EXPECT_EQ(second.connections(), 0);
}

TEST(Addresses, whenAllFailTheOneThatSaidMostIsTold) {
    const Reached refused = reach({u"127.0.0.7"_s, u"127.0.0.8"_s}, closedPort());
    ASSERT_FALSE(refused.status);
    EXPECT_EQ(refused.status.error().code, ErrorCode::ConnectionRefused);
}

// --- Deadlines

TEST(Deadline, aBlackHoleTimesOutOnceForAllItsAddresses) {
    const BlackHole hole;
    if (!hole.works())
        GTEST_SKIP() << "this system answers full queues";
    DialOptions options = trustingOptions();
    options.connectTimeout = 400ms;
    const Reached reached = reach({hole.address(), hole.address(), hole.address()}, hole.port(), options);
    ASSERT_FALSE(reached.status);
    EXPECT_EQ(reached.status.error().kind, ErrorKind::Network);
    EXPECT_EQ(reached.status.error().code, ErrorCode::TimedOut);
    EXPECT_GE(reached.ms, 360);
    EXPECT_LT(reached.ms, 800) << "not once for each address";
}

/// Accepts (the kernel does) and never says a word.
class Mute {
  public:
    Mute() { EXPECT_TRUE(m_server.listen(QHostAddress::LocalHost)); }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }

  private:
    QTcpServer m_server;
};

TEST(Deadline, aHandshakeThatHangsTimesOut) {
    const Mute server;
    DialOptions options = trustingOptions();
    options.connectTimeout = 300ms;
    (void)dial(placeOf(u"127.0.0.1"_s, server.port()), options); // the first one reads the system's authorities
    QElapsedTimer timer;
    timer.start();
    const DialResult result = dial(placeOf(u"127.0.0.1"_s, server.port()), options);
    ASSERT_FALSE(result.status);
    EXPECT_EQ(result.status.error().kind, ErrorKind::Network);
    EXPECT_EQ(result.status.error().code, ErrorCode::TimedOut);
    EXPECT_GE(timer.elapsed(), 260);
    EXPECT_LT(timer.elapsed(), 700 + kAtOnceMs);
}

// --- Cancelling

TEST(Cancel, beforeTheStartNothingIsTried) {
    const ScriptedServer server(serverWith({}), kHello);
    const CancelSource source;
    source.cancel();
    DialOptions options = trustingOptions();
    options.cancel = source.token();
    for (const auto& host : {u"localhost"_s, u"127.0.0.1"_s}) {
        const DialResult result = dial(placeOf(host, server.port()), options);
        ASSERT_FALSE(result.status);
        EXPECT_EQ(result.status.error().kind, ErrorKind::Cancelled);
    }
    EXPECT_EQ(server.failure(), QString());
}

TEST(Cancel, endsAConnectAtOnce) {
    const BlackHole hole;
    if (!hole.works())
        GTEST_SKIP() << "this system answers full queues";
    CancelSoon cancel;
    DialOptions options = trustingOptions();
    options.cancel = cancel.token();
    cancel.start();
    expectCancelledAtOnce(dial(placeOf(hole.address(), hole.port()), options).status, cancel);
}

TEST(Cancel, endsAHandshakeAtOnce) {
    const Mute server;
    CancelSoon cancel;
    DialOptions options = trustingOptions();
    options.cancel = cancel.token();
    cancel.start();
    expectCancelledAtOnce(dial(placeOf(u"127.0.0.1"_s, server.port()), options).status, cancel);
}

} // namespace
} // namespace tributary::net::tst_Dialer
