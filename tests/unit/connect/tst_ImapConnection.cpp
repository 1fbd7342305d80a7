// SPDX-License-Identifier: GPL-3.0-or-later
// The connection against a peer that does what no real server does (S34 to S36, reference/reliability.md TLS1 to TLS8,
// SRV1 to SRV5).
#include "connect/ImapConnection.h"
#include "support/ScriptedServer.h"

#include <gtest/gtest.h>

#include <thread>

namespace tributary::connect::tst_ImapConnection {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using tests::ScriptedServer;
using Transport = ScriptedServer::Transport;

ImapTarget targetOf(const ScriptedServer& server, model::Security security) {
    ImapTarget target;
    target.server = {u"localhost"_s, server.port(), security, u"alice"_s};
    target.password = Secret("secret-word");
    target.certificates = *net::loadCertificatePolicy({ScriptedServer::caFile()});
    target.answerTimeout = 1500ms;
    target.connectTimeout = 3s;
    return target;
}

Error errorOf(const ScriptedServer& server, model::Security security = model::Security::Tls) {
    auto connection = ImapConnection::open(targetOf(server, security));
    return connection ? Error{ErrorKind::Internal, ErrorCode::None, {}, u"no error"_s} : connection.error();
}

constexpr char kSignIn[] = "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\n"
                           "C: {tag} AUTHENTICATE PLAIN *\n"
                           "S: {tag} OK [CAPABILITY IMAP4rev1 IDLE] in\n";

TEST(ImapConnection, signsInOverTlsAndTellsEachStage) {
    const ScriptedServer server(Transport::Tls, kSignIn);
    QList<Stage> stages;
    auto connection = ImapConnection::open(targetOf(server, model::Security::Tls), [&](const StageResult& result) {
        EXPECT_TRUE(result.status);
        stages.append(result.stage);
    });
    ASSERT_TRUE(connection) << qPrintable(connection.error().detail);
    EXPECT_TRUE((*connection)->has("IDLE"));
    EXPECT_EQ(stages, (QList<Stage>{Stage::Resolve, Stage::Connect, Stage::Tls, Stage::Greeting, Stage::SignIn}));
    EXPECT_EQ(server.failure(), QString());
}

TEST(ImapConnection, startTlsForgetsWhatCameBeforeIt) {
    const ScriptedServer server(Transport::Plain, "S: * OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN SASL-IR] ready\n"
                                                  "C: {tag} STARTTLS\nS: {tag} OK go\nX: starttls\n"
                                                  "C: {tag} CAPABILITY\nS: * CAPABILITY IMAP4rev1\nS: {tag} OK\n"
                                                  "C: {tag} LOGIN \"alice\" \"secret-word\"\nS: {tag} OK\n"
                                                  "C: {tag} CAPABILITY\nS: * CAPABILITY IMAP4rev1\nS: {tag} OK\n");
    auto connection = ImapConnection::open(targetOf(server, model::Security::StartTls));
    ASSERT_TRUE(connection) << qPrintable(connection.error().detail) << qPrintable(server.failure());
    EXPECT_TRUE((*connection)->session().isEncrypted());
}

TEST(ImapConnection, dataBehindTheStartTlsAnswerEndsIt) {
    for (const char* injected : {"* CAPABILITY IMAP4rev1 AUTH=PLAIN\\r\\n", "* OK", "x", "A1 OK in\\r\\n"}) {
        const ScriptedServer server(Transport::Plain, QByteArray("S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready\nC: {tag} STARTTLS\nS-raw: {tag} OK go\\r\\n") + injected + "\nX: hang\n");
        const Error error = errorOf(server, model::Security::StartTls);
        EXPECT_EQ(error.code, ErrorCode::InjectedData) << injected;
        for (const QByteArray& line : server.received())
            EXPECT_FALSE(line.contains("secret-word"));
    }
}

TEST(ImapConnection, noPasswordLeavesWithoutTls) {
    const ScriptedServer noStartTls(Transport::Plain, "S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\nX: hang\n");
    EXPECT_EQ(errorOf(noStartTls, model::Security::StartTls).code, ErrorCode::StartTlsNotOffered);
    EXPECT_TRUE(noStartTls.received().isEmpty());
    const ScriptedServer refused(Transport::Plain, "S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready\nC: {tag} STARTTLS\nS: {tag} NO not now\nX: hang\n");
    EXPECT_EQ(errorOf(refused, model::Security::StartTls).code, ErrorCode::StartTlsRefused);
    ImapTarget elsewhere;
    elsewhere.server = {u"mail.example.test"_s, 143, model::Security::None, u"a"_s};
    EXPECT_EQ(ImapConnection::open(elsewhere).error().code, ErrorCode::TlsRequired);
    elsewhere.server.host = u"127.0.0.1.evil.example"_s; // only looks like loopback
    EXPECT_EQ(ImapConnection::open(elsewhere).error().code, ErrorCode::TlsRequired);
}

TEST(ImapConnection, aRefusedPasswordAndABusyServerAreToldApartByCode) {
    const QByteArray head = "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\nC: {tag} AUTHENTICATE PLAIN *\n";
    const ScriptedServer wrong(Transport::Tls, head + "S: {tag} NO [AUTHENTICATIONFAILED] no\n");
    Error error = errorOf(wrong);
    EXPECT_EQ(error.kind, ErrorKind::Auth);
    EXPECT_EQ(error.code, ErrorCode::CredentialsRejected);
    EXPECT_EQ(error.serverText, "no");
    const ScriptedServer busy(Transport::Tls, head + "S: {tag} NO [UNAVAILABLE] authentication failed, later\n");
    EXPECT_EQ(errorOf(busy).kind, ErrorKind::TemporaryRefusal);
    const ScriptedServer disabled(Transport::Tls, "S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED] ready\nX: hang\n");
    EXPECT_EQ(errorOf(disabled).code, ErrorCode::LoginDisabled);
}

TEST(ImapConnection, aServerThatPlaysScramWrongIsNotCalledAWrongPassword) {
    const QByteArray head = "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256] ready\nC: {tag} AUTHENTICATE SCRAM-SHA-256 *\n";
    // A nonce that is not ours.
    const ScriptedServer replay(Transport::Tls, head + "S: + cj1hYmMscz1hYmNkLGk9NDA5Ng==\nC: *\nS: {tag} BAD cancelled\n");
    const Error error = errorOf(replay);
    EXPECT_EQ(error.kind, ErrorKind::Protocol);
    EXPECT_EQ(error.code, ErrorCode::MalformedResponse);
    EXPECT_EQ(error.serverText, "cancelled");
    // OK without any proof.
    const ScriptedServer unproven(Transport::Tls, head + "S: {tag} OK come in\n");
    EXPECT_EQ(errorOf(unproven).kind, ErrorKind::Auth);
}

TEST(ImapConnection, aGoodbyeBesideAnAnswerIsALostLineAndNoBug) { // S25: a server ends the session of a token that has ended
    const ScriptedServer server(Transport::Tls, QByteArray(kSignIn) + "C: {tag} NOOP\nS: * BYE kicked\nS: {tag} OK done\nX: hang\n");
    auto connection = ImapConnection::open(targetOf(server, model::Security::Tls));
    ASSERT_TRUE(connection) << qPrintable(connection.error().detail);
    EXPECT_TRUE((*connection)->runOk(imap::command::noop()));
    const auto next = (*connection)->runOk(imap::command::noop());
    ASSERT_FALSE(next);
    EXPECT_EQ(next.error().kind, ErrorKind::Network);
    EXPECT_EQ(next.error().code, ErrorCode::ConnectionClosed);
    EXPECT_EQ(next.error().serverText, "kicked");
}

TEST(ImapConnection, aTokenIsNeverSentAsAPassword) { // S21
    for (const char* offered : {"AUTH=PLAIN AUTH=LOGIN AUTH=OAUTHBEARER SASL-IR", ""}) {
        const ScriptedServer server(Transport::Tls, QByteArray("S: * OK ready\nC: {tag} CAPABILITY\nS: * CAPABILITY IMAP4rev1 ") + offered + "\nS: {tag} OK\nX: hang\n");
        ImapTarget target = targetOf(server, model::Security::Tls);
        target.oauth = true;
        target.mechanisms = {"XOAUTH2"};
        const auto connection = ImapConnection::open(target);
        ASSERT_FALSE(connection) << offered;
        EXPECT_EQ(connection.error().code, ErrorCode::MechanismUnavailable) << offered;
        for (const QByteArray& line : server.received()) {
            EXPECT_FALSE(line.contains("LOGIN") || line.contains("AUTHENTICATE")) << line.constData();
            EXPECT_FALSE(line.contains("secret-word")) << line.constData();
        }
    }
    const ScriptedServer plain(Transport::Plain, "S: * OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR] ready\nX: hang\n");
    ImapTarget target = targetOf(plain, model::Security::None);
    target.oauth = true;
    EXPECT_FALSE(ImapConnection::open(target)) << "nor in clear, on this machine either";
    for (const QByteArray& line : plain.received())
        EXPECT_FALSE(line.contains("AUTHENTICATE") || line.contains("LOGIN")) << line.constData();
}

TEST(ImapConnection, aPasswordThatCannotBeSentIsNotSent) {
    const ScriptedServer server(Transport::Tls, "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\nX: hang\n");
    ImapTarget target = targetOf(server, model::Security::Tls);
    target.password = Secret(QByteArray("a\0b", 3));
    const auto connection = ImapConnection::open(target);
    ASSERT_FALSE(connection);
    EXPECT_EQ(connection.error().kind, ErrorKind::InvalidInput);
    EXPECT_EQ(connection.error().detail, u"password"_s);
    EXPECT_TRUE(server.received().isEmpty());
}

TEST(ImapConnection, preAuthIsNeverAccepted) {
    const ScriptedServer plain(Transport::Plain, "S: * PREAUTH welcome\nX: hang\n");
    EXPECT_EQ(errorOf(plain, model::Security::StartTls).kind, ErrorKind::Protocol);
    const ScriptedServer tls(Transport::Tls, "S: * PREAUTH [CAPABILITY IMAP4rev1] welcome\nX: hang\n");
    EXPECT_EQ(errorOf(tls).code, ErrorCode::UnexpectedResponse);
}

TEST(ImapConnection, otherProtocolsAreNamedAsSuch) {
    for (const char* greeting : {"220 mail.example.test ESMTP", "+OK POP3 ready", "HTTP/1.1 400 Bad Request", "SSH-2.0-x"}) {
        const ScriptedServer server(Transport::Tls, QByteArray("S: ") + greeting + "\nX: hang\n");
        EXPECT_EQ(errorOf(server).code, ErrorCode::NotThisProtocol) << greeting;
    }
    const ScriptedServer plainOnTlsPort(Transport::Plain, "S: * OK ready\nX: hang\n");
    EXPECT_EQ(errorOf(plainOnTlsPort).code, ErrorCode::NotTls);
}

TEST(ImapConnection, S31_aWebPageWithoutTlsIsTheNetworksAndGetsNoPassword) {
    for (const char* script : {"S: HTTP/1.1 302 Found\nX: hang\n", "S-raw: HTTP/1.0 511 Network Authentication Required\\r\\n\nX: close\n",
                               "S-raw: H\nS-raw: TT\nS-raw: P/1.1 200 OK\\r\\n\nX: hang\n"}) {
        const ScriptedServer server(Transport::Plain, script);
        const Error error = errorOf(server, model::Security::StartTls);
        EXPECT_EQ(error.kind, ErrorKind::Network) << script;
        EXPECT_EQ(error.code, ErrorCode::CaptivePortal) << script;
        EXPECT_TRUE(error.serverText.startsWith("HTTP/1.")) << error.serverText.constData();
        EXPECT_TRUE(server.received().isEmpty());
    }
    const ScriptedServer proven(Transport::Tls, "S: HTTP/1.1 400 Bad Request\nX: hang\n");
    EXPECT_EQ(errorOf(proven).code, ErrorCode::NotThisProtocol) << "a certificate that is the server's: another port is meant";
    const ScriptedServer hush(Transport::Plain, "S: Hello\nX: hang\n");
    EXPECT_EQ(errorOf(hush, model::Security::StartTls).code, ErrorCode::NotThisProtocol);
}

TEST(ImapConnection, S31_behindAPortalABadCertificateIsThePortalsAndStillABadOne) {
    for (const bool behindPortal : {true, false}) {
        const ScriptedServer server(Transport::Tls, "S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\nX: hang\n");
        ImapTarget target = targetOf(server, model::Security::Tls);
        target.certificates = {}; // nobody vouches for it
        target.behindPortal = behindPortal;
        QList<ErrorCode> told;
        const auto connection = ImapConnection::open(target, [&](const StageResult& stage) {
            if (!stage.status)
                told.append(stage.status.error().code);
        });
        ASSERT_FALSE(connection) << "no way round a bad certificate";
        EXPECT_EQ(connection.error().kind, behindPortal ? ErrorKind::Network : ErrorKind::Tls);
        EXPECT_EQ(connection.error().code == ErrorCode::CaptivePortal, behindPortal);
        EXPECT_EQ(told, QList<ErrorCode>{connection.error().code}) << "the stages say the same";
        EXPECT_TRUE(server.received().isEmpty());
    }
    const ScriptedServer good(Transport::Tls, kSignIn);
    ImapTarget target = targetOf(good, model::Security::Tls);
    target.behindPortal = true; // it lets mail through, or is told of wrongly
    EXPECT_TRUE(ImapConnection::open(target));
    const ScriptedServer wrong(Transport::Tls, "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\nC: {tag} AUTHENTICATE PLAIN *\nS: {tag} NO no\n");
    target = targetOf(wrong, model::Security::Tls);
    target.behindPortal = true;
    EXPECT_EQ(ImapConnection::open(target).error().kind, ErrorKind::Auth) << "a refused password stays one";
}

TEST(ImapConnection, aServerThatHangsTimesOutAndCanBeCancelledAtOnce) {
    const ScriptedServer server(Transport::Tls, "S: * OK ready\nC: {tag} CAPABILITY\nX: hang\n");
    EXPECT_EQ(errorOf(server).code, ErrorCode::TimedOut);
    const ScriptedServer other(Transport::Tls, "S: * OK ready\nC: {tag} CAPABILITY\nX: hang\n");
    const CancelSource source;
    ImapTarget target = targetOf(other, model::Security::Tls);
    target.answerTimeout = 60s;
    target.cancel = source.token();
    std::thread canceller([&] {
        while (other.received().isEmpty())
            std::this_thread::yield();
        source.cancel();
    });
    const auto connection = ImapConnection::open(target);
    canceller.join();
    ASSERT_FALSE(connection);
    EXPECT_EQ(connection.error().kind, ErrorKind::Cancelled);
}

TEST(ImapConnection, aByeIsQuotedWhenTheConnectionEnds) {
    const ScriptedServer atOnce(Transport::Tls, "S: * BYE too many connections\nX: close\n");
    const Error error = errorOf(atOnce);
    EXPECT_EQ(error.kind, ErrorKind::TemporaryRefusal);
    EXPECT_EQ(error.serverText, "too many connections");
}

/// What a server sends after sign-in, and how the next command ends.
Error afterSignIn(const QByteArray& script) {
    const ScriptedServer server(Transport::Tls, QByteArray(kSignIn) + "C: {tag} NOOP\n" + script);
    auto target = targetOf(server, model::Security::Tls);
    target.answerTimeout = 30s; // what it says ends it, however long megabytes of it take
    auto connection = ImapConnection::open(target);
    if (!connection)
        return connection.error();
    const auto response = (*connection)->runOk(imap::command::noop());
    return response ? Error{ErrorKind::Internal, ErrorCode::None, {}, u"no error"_s} : response.error();
}

TEST(ImapConnection, aHugeLiteralIsRefusedBeforeItsBytesAreThere) {
    EXPECT_EQ(afterSignIn("S: * 1 FETCH (BODY[] {4294967295}\nX: hang\n").code, ErrorCode::LimitExceeded);
    EXPECT_EQ(afterSignIn("S: * 1 FETCH (BODY[] {18446744073709551616}\nX: hang\n").kind, ErrorKind::Protocol);
    EXPECT_EQ(afterSignIn("S: * 1 FETCH (BODY[] {-1}\nX: hang\n").kind, ErrorKind::Protocol);
    EXPECT_EQ(afterSignIn("S: * LIST () \"/\" {99999999}\nX: hang\n").code, ErrorCode::LimitExceeded);
}

TEST(ImapConnection, aConnectionThatEndsInALiteralIsClosed) {
    EXPECT_EQ(afterSignIn("S-raw: * 1 FETCH (BODY[] {1000}\\r\\nonly this\nX: close\n").code, ErrorCode::ConnectionClosed);
}

TEST(ImapConnection, nestingAndEndlessLinesAreBounded) {
    EXPECT_EQ(afterSignIn("S-raw: * 1 FETCH (X \nS-repeat 1000000: (\nS-raw: \\r\\n\nX: hang\n").code, ErrorCode::LimitExceeded);
    EXPECT_EQ(afterSignIn("S-repeat 20000000: x\nX: hang\n").kind, ErrorKind::Protocol);
}

TEST(ImapConnection, anAnswerToNoCommandEndsIt) {
    EXPECT_EQ(afterSignIn("S: XXXX99 OK done\nX: hang\n").code, ErrorCode::UnexpectedResponse);
    EXPECT_EQ(afterSignIn("S: + go on\nX: hang\n").code, ErrorCode::UnexpectedResponse);
}

} // namespace
} // namespace tributary::connect::tst_ImapConnection
