// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in to an outgoing server, and a peer that does what no real server does (S34 to S36; TLS1 to TLS5 of
// reference/reliability.md).
#include "SmtpTargets.h"
#include "support/Certificates.h"

#include <thread>

namespace tributary::connect::tst_SmtpConnection {
namespace {

Error errorOf(const SmtpTarget& target) {
    const auto connection = SmtpConnection::open(target);
    return connection ? Error{ErrorKind::Internal, ErrorCode::None, {}, u"no error"_s} : connection.error();
}

Error errorOf(const ScriptedServer& server, model::Security security = model::Security::Tls) { return errorOf(smtpTarget(server, security)); }

/// Up to AUTH PLAIN, which is answered so.
Error authAnswered(const QByteArray& answer) {
    const ScriptedServer server(Transport::Tls, "S: 220 ready\nC: EHLO *\nS: 250-x\nS: 250 AUTH PLAIN\nC: AUTH PLAIN *\nS: " + answer + "\nX: hang\n");
    return errorOf(server);
}

} // namespace

TEST(SmtpConnection, signsInOverTlsAndTellsEachStage) {
    const ScriptedServer server(Transport::Tls, smtpSignIn({"SIZE 1000", "PIPELINING"}));
    QList<Stage> stages;
    QStringList texts;
    const auto connection = SmtpConnection::open(smtpTarget(server), [&](const StageResult& result) {
        EXPECT_TRUE(result.status);
        stages.append(result.stage);
        texts.append(result.text);
    });
    ASSERT_TRUE(connection) << qPrintable(connection.error().detail) << qPrintable(server.failure());
    EXPECT_EQ(stages, (QList<Stage>{Stage::Resolve, Stage::Connect, Stage::Tls, Stage::Greeting, Stage::SignIn}));
    EXPECT_EQ(texts.value(3), u"mail.example.test ready"_s);
    EXPECT_EQ(texts.value(4), u"alice"_s);
    EXPECT_TRUE((*connection)->isReady());
    EXPECT_TRUE((*connection)->isAuthenticated());
    EXPECT_EQ((*connection)->capabilities().sizeLimit(), 1000);
    EXPECT_EQ(server.failure(), QString());
}

TEST(SmtpConnection, ehloNamesTheOwnAddressAndNoHost) { // RFC 5321 4.1.3
    const ScriptedServer server(Transport::Tls, smtpSignIn({}));
    ASSERT_TRUE(SmtpConnection::open(smtpTarget(server)));
    EXPECT_EQ(server.received().value(0), "EHLO [127.0.0.1]");
    ScriptedServer::Options options;
    options.address = u"::1"_s;
    const ScriptedServer six(options, smtpSignIn({}));
    if (six.port() == 0)
        GTEST_SKIP() << "no IPv6 here";
    SmtpTarget target = smtpTarget(six);
    target.server.host = u"::1"_s;
    ASSERT_TRUE(SmtpConnection::open(target));
    EXPECT_EQ(six.received().value(0), "EHLO [IPv6:::1]");
}

TEST(SmtpConnection, startTlsIsFollowedByEhloAgain) {
    const ScriptedServer server(Transport::Plain, "S: 220 ready\nC: EHLO *\nS: 250-x\nS: 250-AUTH PLAIN\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nX: starttls\n"
                                                  "C: EHLO *\nS: 250-x\nS: 250 AUTH LOGIN\nC: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: YWxpY2U=\nS: 334 UGFzc3dvcmQ6\n"
                                                  "C: c2VjcmV0LXdvcmQ=\nS: 235 in\n");
    const auto connection = SmtpConnection::open(smtpTarget(server, model::Security::StartTls));
    ASSERT_TRUE(connection) << qPrintable(connection.error().detail) << qPrintable(server.failure());
    EXPECT_TRUE((*connection)->isEncrypted());
    EXPECT_EQ(server.failure(), QString());
}

TEST(SmtpConnection, TLS1_dataBehindTheStartTlsAnswerEndsIt) {
    for (const char* injected : {"250-x\\r\\n250 AUTH PLAIN\\r\\n", "2", "235 in\\r\\n"}) {
        const ScriptedServer server(Transport::Plain, QByteArray("S: 220 ready\nC: EHLO *\nS: 250-x\nS: 250 STARTTLS\nC: STARTTLS\nS-raw: 220 go\\r\\n") + injected + "\nX: hang\n");
        EXPECT_EQ(errorOf(server, model::Security::StartTls).code, ErrorCode::InjectedData) << injected;
        EXPECT_EQ(server.received().size(), 2);
    }
}

TEST(SmtpConnection, TLS2_noPasswordLeavesWithoutTls) {
    const ScriptedServer missing(Transport::Plain, "S: 220 ready\nC: EHLO *\nS: 250-x\nS: 250 AUTH PLAIN\nX: hang\n");
    const Error error = errorOf(missing, model::Security::StartTls);
    EXPECT_EQ(error.kind, ErrorKind::Tls);
    EXPECT_EQ(error.code, ErrorCode::StartTlsNotOffered);
    EXPECT_TRUE(error.detail.startsWith(u"localhost:"_s));
    EXPECT_EQ(missing.received().size(), 1);
    const ScriptedServer refused(Transport::Plain, "S: 220 ready\nC: EHLO *\nS: 250-x\nS: 250-AUTH PLAIN\nS: 250 STARTTLS\nC: STARTTLS\nS: 454 4.7.0 not now\nX: hang\n");
    EXPECT_EQ(errorOf(refused, model::Security::StartTls).code, ErrorCode::StartTlsRefused);
    const ScriptedServer old(Transport::Plain, "S: 220 ready\nC: EHLO *\nS: 502 what?\nC: HELO *\nS: 250 x\nX: hang\n");
    EXPECT_EQ(errorOf(old, model::Security::StartTls).code, ErrorCode::StartTlsNotOffered);
    SmtpTarget elsewhere;
    elsewhere.server = {u"mail.example.test"_s, 587, model::Security::None, u"a"_s};
    EXPECT_EQ(errorOf(elsewhere).code, ErrorCode::TlsRequired);
    elsewhere.server.host = u"127.0.0.1.evil.example"_s;
    EXPECT_EQ(errorOf(elsewhere).code, ErrorCode::TlsRequired);
}

TEST(SmtpConnection, S36_certificatesAreHeldToTheSameRules) {
    using tests::CertificateOptions;
    CertificateOptions wrongHost, expired, selfSigned, unknown;
    wrongHost.names = QStringList{u"DNS:other.example.test"_s};
    expired.fromDays = -30;
    expired.toDays = -1;
    selfSigned.signer = CertificateOptions::Signer::Itself;
    unknown.signer = CertificateOptions::Signer::UnknownAuthority;
    for (const auto& [options, code] : {std::pair(wrongHost, ErrorCode::CertificateWrongHost), std::pair(expired, ErrorCode::CertificateExpired),
                                        std::pair(selfSigned, ErrorCode::CertificateSelfSigned), std::pair(unknown, ErrorCode::CertificateUnknownAuthority)}) {
        const tests::ServerCertificate made = tests::makeCertificate(options);
        const ScriptedServer tls({Transport::Tls, u"127.0.0.1"_s, 0, made.certificate, made.key}, "S: 220 ready\nX: hang\n");
        EXPECT_EQ(errorOf(tls).code, code);
        const ScriptedServer plain({Transport::Plain, u"127.0.0.1"_s, 0, made.certificate, made.key},
                                   "S: 220 ready\nC: EHLO *\nS: 250-x\nS: 250 STARTTLS\nC: STARTTLS\nS: 220 go\nX: starttls\n");
        EXPECT_EQ(errorOf(plain, model::Security::StartTls).code, code);
        EXPECT_EQ(plain.received().size(), 2) << "nothing is said to whom it is not";
    }
}

TEST(SmtpConnection, otherProtocolsAreNamedAsSuch) {
    for (const char* greeting : {"* OK IMAP4rev1", "+OK POP3 ready", "HTTP/1.1 400 Bad Request", "SSH-2.0-x", "200 news"}) {
        const ScriptedServer server(Transport::Tls, QByteArray("S: ") + greeting + "\nX: hang\n");
        EXPECT_EQ(errorOf(server).code, ErrorCode::NotThisProtocol) << greeting;
    }
    const ScriptedServer plainOnTlsPort(Transport::Plain, "S: 220 ready\nX: hang\n");
    EXPECT_EQ(errorOf(plainOnTlsPort).code, ErrorCode::NotTls);
}

TEST(SmtpConnection, S31_aWebPageWithoutTlsIsTheNetworks) {
    for (const char* script : {"S: HTTP/1.1 302 Found\nX: hang\n", "S-raw: H\nS-raw: TT\nS-raw: P/1.1 200 OK\\r\\n\nX: hang\n"}) {
        const ScriptedServer server(Transport::Plain, script);
        EXPECT_EQ(errorOf(server, model::Security::StartTls).code, ErrorCode::CaptivePortal) << script;
        EXPECT_TRUE(server.received().isEmpty());
    }
    const ScriptedServer bad(Transport::Tls, "S: 220 ready\nX: hang\n");
    SmtpTarget target = smtpTarget(bad);
    target.certificates = {}; // nobody vouches for it
    target.behindPortal = true;
    EXPECT_EQ(errorOf(target).code, ErrorCode::CaptivePortal);
    EXPECT_TRUE(bad.received().isEmpty());
}

TEST(SmtpConnection, refusedGreetingsAndHellos) {
    const ScriptedServer never(Transport::Tls, "S: 554 5.7.1 no mail here\nX: hang\n");
    Error error = errorOf(never);
    EXPECT_EQ(error.kind, ErrorKind::Refused);
    EXPECT_EQ(error.serverText, "554 5.7.1 no mail here");
    const ScriptedServer busy(Transport::Tls, "S: 421 too many connections\nX: close\n");
    error = errorOf(busy);
    EXPECT_EQ(error.kind, ErrorKind::TemporaryRefusal);
    EXPECT_EQ(error.code, ErrorCode::TooManyConnections);
    const ScriptedServer hello(Transport::Tls, "S: 220 ready\nC: EHLO *\nS: 550 go away\nX: hang\n");
    EXPECT_EQ(errorOf(hello).kind, ErrorKind::Refused);
}

TEST(SmtpConnection, S35_refusedPasswordsAndBusyServersAreToldApart) {
    const Error wrong = authAnswered("535 5.7.8 no");
    EXPECT_EQ(wrong.kind, ErrorKind::Auth);
    EXPECT_EQ(wrong.code, ErrorCode::CredentialsRejected);
    EXPECT_EQ(wrong.detail, u"alice"_s);
    EXPECT_EQ(wrong.serverText, "535 5.7.8 no");
    EXPECT_EQ(authAnswered("454 4.7.0 later").code, ErrorCode::AuthServerUnavailable);
    EXPECT_EQ(authAnswered("534 5.7.9 weak").code, ErrorCode::MechanismUnavailable);
    EXPECT_EQ(authAnswered("535 5.7.139 x").code, ErrorCode::SendingDisabled);
    EXPECT_EQ(authAnswered("421 4.7.0 x").code, ErrorCode::ByeReceived);
    EXPECT_EQ(authAnswered("250-a\nS: 251 b").code, ErrorCode::MalformedResponse);
}

TEST(SmtpConnection, withoutAUserNothingIsSignedInWhereNothingIsOffered) {
    const char* const noAuth = "S: 220 ready\nC: EHLO *\nS: 250-x\nS: 250 SIZE\nX: hang\n";
    const ScriptedServer server(Transport::Tls, noAuth);
    SmtpTarget target = smtpTarget(server);
    target.server.user.clear();
    const auto connection = SmtpConnection::open(target);
    ASSERT_TRUE(connection);
    EXPECT_FALSE((*connection)->isAuthenticated());
    const ScriptedServer named(Transport::Tls, noAuth);
    target = smtpTarget(named);
    bool isAsked = false;
    target.passwordSource = [&]() -> Result<Secret> {
        isAsked = true;
        return Secret("x");
    };
    EXPECT_EQ(errorOf(target).code, ErrorCode::MechanismUnavailable);
    EXPECT_FALSE(isAsked) << "the keychain stays shut";
}

TEST(SmtpConnection, aPasswordComesFromItsSourceOnceTheServerIsThere) {
    const ScriptedServer server(Transport::Tls, smtpSignIn({}));
    SmtpTarget target = smtpTarget(server);
    target.password = Secret();
    target.passwordSource = [&]() -> Result<Secret> {
        EXPECT_EQ(server.received().size(), 1);
        return Secret("secret-word");
    };
    EXPECT_TRUE(SmtpConnection::open(target));
    EXPECT_EQ(server.received().value(1), "AUTH PLAIN AGFsaWNlAHNlY3JldC13b3Jk");
    const ScriptedServer other(Transport::Tls, "S: 220 ready\nC: EHLO *\nS: 250-x\nS: 250 AUTH PLAIN\nX: hang\n");
    target = smtpTarget(other);
    target.passwordSource = []() -> Result<Secret> { return failure(ErrorKind::Storage, ErrorCode::KeychainUnavailable); };
    EXPECT_EQ(errorOf(target).code, ErrorCode::KeychainUnavailable);
}

TEST(SmtpConnection, aTokenIsSentAsOne) {
    const ScriptedServer server(Transport::Tls, "S: 220 ready\nC: EHLO *\nS: 250-x\nS: 250 AUTH PLAIN XOAUTH2\nC: AUTH XOAUTH2 *\nS: 334 eyJ9\nC:\nS: 535 5.7.8 expired\nX: hang\n");
    SmtpTarget target = smtpTarget(server);
    target.oauth = true;
    EXPECT_EQ(errorOf(target).code, ErrorCode::CredentialsRejected);
    EXPECT_EQ(server.failure(), QString());
    EXPECT_EQ(server.received().value(2), "");
}

TEST(SmtpConnection, aPasswordThatCannotBeSentIsNotSent) {
    const ScriptedServer server(Transport::Tls, "S: 220 ready\nC: EHLO *\nS: 250-x\nS: 250 AUTH PLAIN\nX: hang\n");
    SmtpTarget target = smtpTarget(server);
    target.password = Secret(QByteArray("a\0b", 3));
    EXPECT_EQ(errorOf(target).kind, ErrorKind::InvalidInput);
    EXPECT_EQ(server.received().size(), 1);
}

TEST(SmtpConnection, aServerThatHangsTimesOutAndCanBeCancelledAtOnce) {
    const ScriptedServer silent(Transport::Tls, "X: hang\n");
    SmtpTarget target = smtpTarget(silent);
    target.timeouts.greeting = 50ms;
    EXPECT_EQ(errorOf(target).code, ErrorCode::TimedOut);
    const ScriptedServer mute(Transport::Tls, "S: 220 ready\nC: EHLO *\nX: hang\n");
    target = smtpTarget(mute);
    target.answerTimeout = 50ms;
    EXPECT_EQ(errorOf(target).code, ErrorCode::TimedOut);
    const ScriptedServer other(Transport::Tls, "S: 220 ready\nC: EHLO *\nX: hang\n");
    const CancelSource source;
    target = smtpTarget(other);
    target.answerTimeout = 60s;
    target.cancel = source.token();
    std::thread canceller([&] {
        while (other.received().isEmpty())
            std::this_thread::yield();
        source.cancel();
    });
    const Error error = errorOf(target);
    canceller.join();
    EXPECT_EQ(error.kind, ErrorKind::Cancelled);
}

TEST(SmtpConnection, aWakeUpThatWasForOthersIsKept) {
    const ScriptedServer server(Transport::Tls, smtpSignIn({}));
    SmtpTarget target = smtpTarget(server);
    target.wakeUp = std::make_shared<WakeUp>();
    target.wakeUp->wake();
    ASSERT_TRUE(SmtpConnection::open(target));
    EXPECT_TRUE(target.wakeUp->consume());
}

TEST(SmtpConnection, theLogHoldsNoSecret) {
    const ScriptedServer server(Transport::Tls, smtpSignIn({}) + "C: NOOP\nS: 250 fine\nC: QUIT\nS: 221 bye\nX: close\n");
    QByteArrayList lines;
    SmtpTarget target = smtpTarget(server);
    target.protocolLog = [&](bool sent, const QByteArray& line) { lines.append((sent ? "C " : "S ") + line); };
    const auto connection = SmtpConnection::open(target);
    ASSERT_TRUE(connection);
    EXPECT_TRUE((*connection)->noop());
    (*connection)->quit();
    EXPECT_EQ(lines.join('\n'), "S 220 mail.example.test ready\nC EHLO [127.0.0.1]\nS 250-mail.example.test\nS 250 AUTH PLAIN\nC AUTH PLAIN <secret>\nS 235 2.7.0 in\n"
                                "C NOOP\nS 250 fine\nC QUIT\nS 221 bye");
}

TEST(SmtpConnection, aConnectionThatHasEndedSaysWhy) {
    const ScriptedServer server(Transport::Tls, smtpSignIn({}) + "C: NOOP\nS: 421 4.4.2 idle too long\nX: close\n");
    const auto connection = SmtpConnection::open(smtpTarget(server));
    ASSERT_TRUE(connection);
    const Status status = (*connection)->noop();
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::ByeReceived);
    EXPECT_FALSE((*connection)->isReady());
    EXPECT_EQ((*connection)->submit(smtp::Envelope{}, "a").error().code, ErrorCode::ByeReceived);
}

TEST(SmtpConnection, aConnectionThatDoesNotAnswerIsOfNoMoreUse) {
    const ScriptedServer other(Transport::Tls, smtpSignIn({}) + "C: NOOP\nX: close\n");
    const auto closed = SmtpConnection::open(smtpTarget(other));
    ASSERT_TRUE(closed);
    EXPECT_EQ((*closed)->noop().error().code, ErrorCode::ConnectionClosed);
    EXPECT_FALSE((*closed)->isReady());
    EXPECT_EQ((*closed)->submit(smtp::Envelope{}, "a").error().code, ErrorCode::ConnectionClosed);
    (*closed)->quit();
    EXPECT_EQ(other.received().last(), "NOOP") << "nothing is said any more";
}

} // namespace tributary::connect::tst_SmtpConnection
