// SPDX-License-Identifier: GPL-3.0-or-later
// How many turns a connection takes, what leaves together, when it compresses, and how a server that has enough is
// understood.
#include "Deflated.h"
#include "connect/ImapConnection.h"
#include "support/ScriptedServer.h"

#include <gtest/gtest.h>

namespace tributary::connect::tst_ConnectionTurns {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using tributary::tests::ScriptedServer;
using Transport = ScriptedServer::Transport;

ImapTarget targetOf(const ScriptedServer& server, Compression compression = Compression::IfSlow) {
    ImapTarget target;
    target.server = {u"localhost"_s, server.port(), model::Security::Tls, u"alice"_s};
    target.password = Secret("secret-word");
    target.certificates = *net::loadCertificatePolicy({ScriptedServer::caFile()});
    target.answerTimeout = 3s;
    target.connectTimeout = 3s;
    target.compression = compression;
    return target;
}

/// Up to the sign-in, whose OK names these capabilities.
QByteArray signIn(const char* capabilities) {
    return QByteArray("S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\nC: {tag} AUTHENTICATE PLAIN *\nS: {tag} OK [CAPABILITY IMAP4rev1 ") + capabilities +
           "] in\n";
}

/// "S-raw: ..." with every byte escaped.
QByteArray raw(const QByteArray& bytes) {
    QByteArray line("S-raw: ");
    for (const char c : bytes)
        line += "\\x" + QByteArray(1, c).toHex();
    return line + '\n';
}

using Opened = Result<std::unique_ptr<ImapConnection>>;

} // namespace

TEST(ConnectionTurns, signInTakesOneTurn) {
    const ScriptedServer server(Transport::Tls, signIn("IDLE") + "X: hang\n");
    const Opened connection = ImapConnection::open(targetOf(server));
    ASSERT_TRUE(connection) << qPrintable(connection.error().detail);
    EXPECT_EQ((*connection)->traffic().roundTrips, 1);
    EXPECT_EQ(server.received().size(), 1);
    EXPECT_FALSE((*connection)->traffic().compressed);
    EXPECT_EQ((*connection)->traffic().sent, server.received().first().size() + 2);
    EXPECT_GT((*connection)->traffic().bytes, 80);
    EXPECT_TRUE((*connection)->measuredRoundTripTime()) << "the connection's own handshake is one";
}

TEST(ConnectionTurns, enableAndIdLeaveWithTheNextCommand) {
    const ScriptedServer server(Transport::Tls, signIn("ENABLE QRESYNC ID") +
                                                    "C: {tag} ENABLE QRESYNC\nS: * ENABLED QRESYNC\nS: {tag} OK\nC: {tag} ID *\nS: * ID NIL\nS: {tag} NO not for you\n"
                                                    "C: {tag} LIST *\nS: * LIST () \"/\" a\nS: {tag} OK\nX: hang\n");
    const Opened connection = ImapConnection::open(targetOf(server));
    ASSERT_TRUE(connection) << qPrintable(connection.error().detail);
    EXPECT_FALSE((*connection)->qresyncEnabled()) << "nobody has said so yet";
    EXPECT_EQ((*connection)->traffic().roundTrips, 1);
    ASSERT_TRUE((*connection)->runOk(imap::command::list({})));
    EXPECT_TRUE((*connection)->qresyncEnabled());
    EXPECT_EQ((*connection)->traffic().roundTrips, 2) << "no turn of their own";
    EXPECT_TRUE((*connection)->settleExtensions()) << "at once: all has come";
    EXPECT_EQ((*connection)->traffic().roundTrips, 2);
    EXPECT_EQ((*connection)->session().pendingCommands(), 0);
}

TEST(ConnectionTurns, settlingWaitsForTheAnswers) {
    const ScriptedServer server(Transport::Tls, signIn("ENABLE QRESYNC") + "C: {tag} ENABLE QRESYNC\nS: * ENABLED QRESYNC\nS: {tag} OK\nX: hang\n");
    const Opened connection = ImapConnection::open(targetOf(server));
    ASSERT_TRUE(connection) << qPrintable(connection.error().detail);
    ASSERT_TRUE((*connection)->settleExtensions());
    EXPECT_TRUE((*connection)->qresyncEnabled());
    const ScriptedServer gone(Transport::Tls, signIn("ENABLE QRESYNC") + "C: {tag} ENABLE QRESYNC\nX: close\n");
    const Opened other = ImapConnection::open(targetOf(gone));
    ASSERT_TRUE(other);
    EXPECT_EQ((*other)->settleExtensions().error().code, ErrorCode::ConnectionClosed);
}

TEST(ConnectionTurns, compressionIsWorthItOnSlowLinesOnly) {
    EXPECT_TRUE(isCompressionWorthIt(Compression::IfSlow, kSlowRoundTrip + 1ms));
    EXPECT_FALSE(isCompressionWorthIt(Compression::IfSlow, kSlowRoundTrip));
    EXPECT_FALSE(isCompressionWorthIt(Compression::IfSlow, std::nullopt)) << "not measured is not slow";
    EXPECT_TRUE(isCompressionWorthIt(Compression::Always, std::nullopt));
    EXPECT_FALSE(isCompressionWorthIt(Compression::Never, 10s));
}

// The OK to COMPRESS and the first compressed bytes come in one piece: those are the inflater's, and none is lost.
TEST(ConnectionTurns, compressedDataBehindTheOkAreRead) {
    const ScriptedServer server(Transport::Tls, signIn("ENABLE QRESYNC COMPRESS=DEFLATE") +
                                                    "C: {tag} ENABLE QRESYNC\nS: * ENABLED QRESYNC\nS: {tag} OK\nC: {tag} COMPRESS DEFLATE\nS: {tag} OK active\n" +
                                                    raw(deflated("* LIST () \"/\" compressed\r\n* BYE [UNAVAILABLE] later\r\n")) + "X: close\n");
    ImapTarget target = targetOf(server, Compression::Always);
    QByteArrayList log;
    target.protocolLog = [&](bool sent, const QByteArray& line) {
        if (!sent)
            log.append(line);
    };
    const Opened connection = ImapConnection::open(target);
    ASSERT_TRUE(connection) << qPrintable(connection.error().detail) << qPrintable(server.failure());
    EXPECT_TRUE((*connection)->traffic().compressed);
    EXPECT_EQ((*connection)->traffic().roundTrips, 2) << "ENABLE shares the turn of COMPRESS";
    EXPECT_TRUE((*connection)->qresyncEnabled());
    QByteArray name;
    Status ended;
    for (int i = 0; i < 10 && ended; ++i) {
        const auto waited = (*connection)->waitForData(3s, [&](imap::Event& event) -> Status {
            if (const auto* list = std::get_if<imap::ListData>(&event))
                name = list->wireName;
            return {};
        });
        if (!waited)
            ended = failure(waited.error());
    }
    EXPECT_EQ(name, "compressed");
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().kind, ErrorKind::TemporaryRefusal) << "what BYE said is why it ended";
    EXPECT_EQ(ended.error().serverText, "later");
    EXPECT_EQ(log.size(), 7);
    EXPECT_EQ(log.mid(5), (QByteArrayList{"* LIST () \"/\" compressed", "* BYE [UNAVAILABLE] later"})) << "the text, not what carried it";
}

TEST(ConnectionTurns, aRefusedCompressionIsNone) {
    for (const char* answer : {"NO [COMPRESSIONACTIVE] already", "BAD what"}) {
        const ScriptedServer server(Transport::Tls, signIn("COMPRESS=DEFLATE") + "C: {tag} COMPRESS DEFLATE\nS: {tag} " + answer + "\nC: {tag} NOOP\nS: {tag} OK\nX: hang\n");
        const Opened connection = ImapConnection::open(targetOf(server, Compression::Always));
        ASSERT_TRUE(connection) << qPrintable(connection.error().detail);
        EXPECT_FALSE((*connection)->traffic().compressed);
        EXPECT_TRUE((*connection)->runOk(imap::command::noop()));
    }
}

TEST(ConnectionTurns, nobodyIsAskedToCompressOnAFastLine) {
    const ScriptedServer server(Transport::Tls, signIn("COMPRESS=DEFLATE") + "C: {tag} NOOP\nS: {tag} OK\nX: hang\n");
    const Opened connection = ImapConnection::open(targetOf(server, Compression::Never));
    ASSERT_TRUE(connection);
    EXPECT_TRUE((*connection)->runOk(imap::command::noop()));
    EXPECT_EQ(server.failure(), QString());
}

TEST(ConnectionTurns, whatIsNoDeflateEndsTheConnection) {
    const ScriptedServer server(Transport::Tls, signIn("COMPRESS=DEFLATE") + "C: {tag} COMPRESS DEFLATE\nS: {tag} OK\nS: * OK plain text, and more of it, and more\nX: hang\n");
    const Opened connection = ImapConnection::open(targetOf(server, Compression::Always));
    ASSERT_TRUE(connection);
    EXPECT_EQ((*connection)->runOk(imap::command::noop()).error().code, ErrorCode::MalformedResponse);
}

TEST(ConnectionTurns, aServerThatHasEnoughIsNoWrongPassword) {
    const QByteArray head("S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\nC: {tag} AUTHENTICATE PLAIN *\n");
    const auto errorOf = [](const QByteArray& script) {
        const ScriptedServer server(Transport::Tls, script);
        const Opened connection = ImapConnection::open(targetOf(server));
        return connection ? Error{} : connection.error();
    };
    for (const QByteArray& script : QByteArrayList{head + "S: {tag} NO [ALERT] Too many simultaneous connections. (Failure)\nX: hang\n",
                                     QByteArray("S: * BYE Too many connections from your IP\nX: close\n")}) {
        EXPECT_EQ(errorOf(script).kind, ErrorKind::TemporaryRefusal) << script.toStdString();
        EXPECT_EQ(errorOf(script).code, ErrorCode::TooManyConnections) << script.toStdString();
    }
    const Error named = errorOf(head + "S: {tag} NO Request is throttled. Suggested Backoff Time: 299941 milliseconds\nX: hang\n");
    EXPECT_EQ(named.code, ErrorCode::Throttled);
    EXPECT_EQ(named.detail, u"299941"_s);
    EXPECT_EQ(errorOf("S: * BYE [UNAVAILABLE] down\nX: close\n").code, ErrorCode::ByeReceived);
    EXPECT_EQ(errorOf(head + "S: {tag} NO [AUTHENTICATIONFAILED] too many connections\nX: hang\n").code, ErrorCode::CredentialsRejected);
}

TEST(ConnectionTurns, throttlingInTheMiddleIsToldApart) {
    const ScriptedServer server(Transport::Tls, signIn("IDLE") + "C: {tag} NOOP\nS: {tag} NO [LIMIT] Rate limit hit\nC: {tag} NOOP\nS: * BYE [ALERT] Account exceeded bandwidth limits. (Failure)\nX: close\n");
    const Opened connection = ImapConnection::open(targetOf(server));
    ASSERT_TRUE(connection);
    EXPECT_EQ((*connection)->runOk(imap::command::noop()).error().code, ErrorCode::Throttled);
    const auto ended = (*connection)->runOk(imap::command::noop());
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().code, ErrorCode::Throttled);
    EXPECT_EQ(ended.error().kind, ErrorKind::TemporaryRefusal);
}

TEST(ConnectionTurns, theLogHoldsNoSecret) {
    const ScriptedServer server(Transport::Tls, signIn("IDLE") + "C: {tag} NOOP\nS-raw: * 1 FETCH (BODY[] {6}\\r\\nsecret)\\r\\n\nS: {tag} OK\nX: hang\n");
    ImapTarget target = targetOf(server);
    QByteArrayList lines;
    target.protocolLog = [&](bool sent, const QByteArray& line) { lines.append((sent ? "C: " : "S: ") + line); };
    const Opened connection = ImapConnection::open(target);
    ASSERT_TRUE(connection);
    ASSERT_TRUE((*connection)->runOk(imap::command::noop()));
    const QByteArray all = lines.join('\n');
    EXPECT_EQ(lines.size(), 6) << all.toStdString();
    EXPECT_TRUE(all.contains(" AUTHENTICATE PLAIN <secret>")) << all.toStdString();
    EXPECT_TRUE(all.contains("S: * 1 FETCH (BODY[] <6 bytes>)")) << all.toStdString();
    for (const QByteArray& secret : QByteArrayList{"secret-word", QByteArray("\0alice\0secret-word", 18).toBase64()})
        EXPECT_FALSE(all.contains(secret));
    (*connection)->setProtocolLog({});
    lines.clear();
    (*connection)->logout();
    EXPECT_TRUE(lines.isEmpty());
}

} // namespace tributary::connect::tst_ConnectionTurns
