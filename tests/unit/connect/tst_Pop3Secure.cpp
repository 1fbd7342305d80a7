// SPDX-License-Identifier: GPL-3.0-or-later
// Not one byte of credentials in the clear, and what signing in may fail of (S13, S16, S34 to S36; TLS1 to TLS5 of
// reference/reliability.md): asserted on what the server received.
#include "Pop3Targets.h"
#include "support/Certificates.h"

#include <thread>

namespace tributary::connect::tst_Pop3Secure {
namespace {

Error errorOf(const ScriptedServer& server, model::Security security = model::Security::StartTls) {
    return pop3ErrorOf(pop3Target(server, security));
}

/// Nothing of what was said is, or holds in base64, a name or a password.
void expectNothingSecret(const ScriptedServer& server) {
    for (const QByteArray& line : server.received()) {
        EXPECT_TRUE(line == "CAPA" || line == "STLS") << line.constData();
    }
}

/// USER and PASS over TLS, PASS answered so.
Error passAnswered(const QByteArray& answer, const QByteArrayList& capabilities = {"USER"}) {
    const ScriptedServer server(Transport::Tls, "S: +OK ready\n" + pop3Capa(capabilities) + "C: USER alice\nS: +OK\nC: PASS secret-word\nS: " + answer + "\nX: hang\n");
    return errorOf(server, model::Security::Tls);
}

} // namespace

TEST(Pop3Secure, signsInOverTlsAndTellsEachStage) {
    const ScriptedServer server(Transport::Tls, pop3SignIn());
    QList<Stage> stages;
    QStringList texts;
    const auto connection = Pop3Connection::open(pop3Target(server), [&](const StageResult& result) {
        EXPECT_TRUE(result.status);
        stages.append(result.stage);
        texts.append(result.text);
    });
    ASSERT_TRUE(connection) << qPrintable(connection.error().detail) << qPrintable(server.failure());
    EXPECT_EQ(stages, (QList<Stage>{Stage::Resolve, Stage::Connect, Stage::Tls, Stage::Greeting, Stage::SignIn}));
    EXPECT_EQ(texts.value(3), u"ready"_s);
    EXPECT_EQ(texts.value(4), u"alice"_s);
    EXPECT_TRUE((*connection)->isEncrypted());
    EXPECT_TRUE((*connection)->capabilities().has("UIDL"));
    EXPECT_EQ(server.failure(), QString());
}
TEST(Pop3Secure, S13_capabilitiesAreAskedAgainBehindStlsAndBehindSigningIn) {
    const ScriptedServer server(Transport::Plain, "S: +OK ready\n" + pop3Capa({"STLS", "USER", "TOP"}) + "C: STLS\nS: +OK go\nX: starttls\n" + pop3Capa({"SASL PLAIN"}) +
                                                      "C: AUTH PLAIN\nS: +\nC: AGFsaWNlAHNlY3JldC13b3Jk\nS: +OK in\n" + pop3Capa({"UIDL"}));
    QList<Stage> stages;
    const auto connection = Pop3Connection::open(pop3Target(server, model::Security::StartTls), [&](const StageResult& result) { stages.append(result.stage); });
    ASSERT_TRUE(connection) << qPrintable(connection.error().detail) << qPrintable(server.failure());
    EXPECT_EQ(stages, (QList<Stage>{Stage::Resolve, Stage::Connect, Stage::Greeting, Stage::Tls, Stage::SignIn}));
    EXPECT_TRUE((*connection)->isEncrypted());
    EXPECT_EQ((*connection)->capabilities().keywords(), QByteArrayList{"UIDL"}) << "what was said in the clear is forgotten";
    EXPECT_EQ(server.failure(), QString());
}
TEST(Pop3Secure, TLS1_dataBehindTheStlsAnswerEndsIt) {
    for (const char* injected : {"+OK\\r\\n", "-", "+OK\\r\\nSASL PLAIN\\r\\n.\\r\\n"}) {
        const ScriptedServer server(Transport::Plain, "S: +OK ready\n" + pop3Capa({"STLS"}) + "C: STLS\nS-raw: +OK go\\r\\n" + injected + "\nX: hang\n");
        EXPECT_EQ(errorOf(server).code, ErrorCode::InjectedData) << injected;
        expectNothingSecret(server);
        EXPECT_EQ(server.received().size(), 2);
    }
}
TEST(Pop3Secure, TLS2_noPasswordLeavesWithoutTls) {
    const ScriptedServer stripped(Transport::Plain, "S: +OK ready <1@x>\n" + pop3Capa({"USER", "SASL PLAIN", "UIDL"}) + "X: hang\n");
    const Error error = errorOf(stripped);
    EXPECT_EQ(error.kind, ErrorKind::Tls);
    EXPECT_EQ(error.code, ErrorCode::StartTlsNotOffered);
    EXPECT_TRUE(error.detail.startsWith(u"localhost:"_s));
    expectNothingSecret(stripped);
    const ScriptedServer refused(Transport::Plain, "S: +OK ready\n" + pop3Capa({"STLS", "USER"}) + "C: STLS\nS: -ERR not now\nX: hang\n");
    const Error refusal = errorOf(refused);
    EXPECT_EQ(refusal.code, ErrorCode::StartTlsRefused);
    EXPECT_EQ(refusal.serverText, "-ERR not now");
    expectNothingSecret(refused);
    const ScriptedServer old(Transport::Plain, "S: +OK ready\nC: CAPA\nS: -ERR what?\nX: hang\n");
    EXPECT_EQ(errorOf(old).code, ErrorCode::StartTlsNotOffered);
    expectNothingSecret(old);
    const ScriptedServer mute(Transport::Plain, "S: +OK ready\n" + pop3Capa({"STLS"}) + "C: STLS\nS: +OK\nX: close\n");
    EXPECT_NE(errorOf(mute).code, ErrorCode::None);
    expectNothingSecret(mute);
}
TEST(Pop3Secure, TLS2_withoutTlsOnlyTheMachineItselfIsSpokenTo) {
    Target elsewhere;
    elsewhere.password = Secret("x");
    elsewhere.server = {u"mail.example.test"_s, 110, model::Security::None, u"a"_s};
    EXPECT_EQ(pop3ErrorOf(elsewhere).code, ErrorCode::TlsRequired);
    elsewhere.server.host = u"127.0.0.1.evil.example"_s;
    EXPECT_EQ(pop3ErrorOf(elsewhere).code, ErrorCode::TlsRequired);
    const ScriptedServer here(Transport::Plain, pop3SignIn());
    EXPECT_TRUE(Pop3Connection::open(pop3Target(here, model::Security::None)));
}
TEST(Pop3Secure, TLS3_aGreetingThatSignsNobodyInChangesNothing) { // there is no PREAUTH; an odd word is no state
    const ScriptedServer server(Transport::Plain, "S: +OK already signed in as root\n" + pop3Capa({"UIDL"}) + "X: hang\n");
    EXPECT_EQ(errorOf(server).code, ErrorCode::StartTlsNotOffered);
    expectNothingSecret(server);
}
TEST(Pop3Secure, S36_certificatesAreHeldToTheSameRules) {
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
        const ScriptedServer tls({Transport::Tls, u"127.0.0.1"_s, 0, made.certificate, made.key}, "S: +OK ready\nX: hang\n");
        EXPECT_EQ(errorOf(tls, model::Security::Tls).code, code);
        EXPECT_TRUE(tls.received().isEmpty());
        const ScriptedServer plain({Transport::Plain, u"127.0.0.1"_s, 0, made.certificate, made.key},
                                   "S: +OK ready\n" + pop3Capa({"STLS", "USER"}) + "C: STLS\nS: +OK go\nX: starttls\n");
        EXPECT_EQ(errorOf(plain).code, code);
        expectNothingSecret(plain);
    }
}
TEST(Pop3Secure, S34_otherProtocolsAreNamedAsSuch) {
    for (const char* greeting : {"* OK IMAP4rev1", "220 mail ESMTP", "HTTP/1.1 400 Bad Request", "SSH-2.0-x"}) {
        const ScriptedServer server(Transport::Tls, QByteArray("S: ") + greeting + "\nX: hang\n");
        EXPECT_EQ(errorOf(server, model::Security::Tls).code, ErrorCode::NotThisProtocol) << greeting;
    }
    const ScriptedServer plainOnTlsPort(Transport::Plain, "S: +OK ready\nX: hang\n");
    EXPECT_EQ(errorOf(plainOnTlsPort, model::Security::Tls).code, ErrorCode::NotTls);
    for (const char* script : {"S: HTTP/1.1 302 Found\nX: hang\n", "S-raw: H\nS-raw: TT\nS-raw: P/1.1 200 OK\\r\\n\nX: hang\n"}) {
        const ScriptedServer portal(Transport::Plain, script);
        EXPECT_EQ(errorOf(portal).code, ErrorCode::CaptivePortal) << script;
        EXPECT_TRUE(portal.received().isEmpty());
    }
}
TEST(Pop3Secure, S35_whyAPasswordWasNotTakenIsToldApart) {
    const Error wrong = passAnswered("-ERR [AUTH] no");
    EXPECT_EQ(wrong.kind, ErrorKind::Auth);
    EXPECT_EQ(wrong.code, ErrorCode::CredentialsRejected);
    EXPECT_EQ(wrong.detail, u"alice"_s);
    EXPECT_EQ(wrong.serverText, "-ERR [AUTH] no");
    EXPECT_EQ(passAnswered("-ERR no").code, ErrorCode::CredentialsRejected);
    EXPECT_EQ(passAnswered("-ERR [IN-USE] x").code, ErrorCode::MailboxInUse);
    EXPECT_EQ(passAnswered("-ERR maildrop is locked by another session").code, ErrorCode::MailboxInUse);
    const Error busy = passAnswered("-ERR [SYS/TEMP] later");
    EXPECT_EQ(busy.kind, ErrorKind::TemporaryRefusal);
    EXPECT_EQ(busy.code, ErrorCode::AuthServerUnavailable);
    const Error never = passAnswered("-ERR [SYS/PERM] your account is not enabled for POP access");
    EXPECT_EQ(never.kind, ErrorKind::Refused);
    EXPECT_EQ(never.code, ErrorCode::ServerRefused);
    EXPECT_EQ(passAnswered("+ what?").code, ErrorCode::MalformedResponse);
}
TEST(Pop3Secure, whoComesTooOftenIsToldHowLongToWait) {
    const Error named = passAnswered("-ERR [LOGIN-DELAY] too soon", {"USER", "LOGIN-DELAY 300"});
    EXPECT_EQ(named.kind, ErrorKind::TemporaryRefusal);
    EXPECT_EQ(named.code, ErrorCode::Throttled);
    EXPECT_EQ(named.detail, u"300000"_s);
    EXPECT_EQ(passAnswered("-ERR [LOGIN-DELAY] too soon").detail, QString());
    const Error words = passAnswered("-ERR Maximum number of connections from user+IP exceeded");
    EXPECT_EQ(words.code, ErrorCode::TooManyConnections);
    EXPECT_EQ(words.detail, QString());
    EXPECT_EQ(passAnswered("-ERR [AUTH] too many connections").code, ErrorCode::CredentialsRejected);
    const ScriptedServer greeting(Transport::Tls, "S: -ERR too many connections\nX: close\n");
    EXPECT_EQ(errorOf(greeting, model::Security::Tls).code, ErrorCode::TooManyConnections);
}
TEST(Pop3Secure, aLineThatEndsIsNoRefusal) {
    for (const char* at : {"C: USER alice\nX: close\n", "C: USER alice\nS: +OK\nC: PASS secret-word\nX: close\n"}) {
        const ScriptedServer server(Transport::Tls, "S: +OK ready\n" + pop3Capa({"USER"}) + at);
        const Error error = errorOf(server, model::Security::Tls);
        EXPECT_EQ(error.kind, ErrorKind::Network) << at;
        EXPECT_EQ(error.code, ErrorCode::ConnectionClosed) << at;
    }
}
TEST(Pop3Secure, aServerWithoutCapaIsSignedInToByUserAndPass) {
    const ScriptedServer server(Transport::Tls, "S: +OK ready <1@x>\nC: CAPA\nS: -ERR what?\nC: USER alice\nS: +OK\nC: PASS secret-word\nS: +OK in\n");
    const auto connection = Pop3Connection::open(pop3Target(server));
    ASSERT_TRUE(connection) << qPrintable(server.failure());
    EXPECT_FALSE((*connection)->capabilities().isKnown());
    EXPECT_TRUE((*connection)->mayHaveTop());
    EXPECT_EQ(server.failure(), QString());
}
TEST(Pop3Secure, apopIsTheLastResort) {
    const ScriptedServer last(Transport::Tls, "S: +OK ready <1896.697170952@dbc.mtview.ca.us>\n" + pop3Capa({"UIDL"}) + "C: APOP alice *\nS: +OK\n" + pop3Capa({"UIDL"}));
    EXPECT_TRUE(Pop3Connection::open(pop3Target(last))) << qPrintable(last.failure());
    const ScriptedServer odd(Transport::Tls, "S-raw: +OK <1\\x80@x>\\r\\n\n" + pop3Capa({"UIDL"}) + "X: hang\n");
    EXPECT_EQ(errorOf(odd, model::Security::Tls).code, ErrorCode::MechanismUnavailable);
    expectNothingSecret(odd);
    const ScriptedServer plain(Transport::Plain, "S: +OK <1@x>\n" + pop3Capa({"UIDL"}) + "X: hang\n");
    EXPECT_EQ(errorOf(plain, model::Security::None).code, ErrorCode::MechanismUnavailable) << "not without TLS, not even here";
    expectNothingSecret(plain);
}
TEST(Pop3Secure, S35_withoutAWayToSignInTheKeychainStaysShut) {
    const ScriptedServer server(Transport::Tls, "S: +OK ready\n" + pop3Capa({"UIDL"}) + "X: hang\n");
    Target target = pop3Target(server);
    bool isAsked = false;
    target.passwordSource = [&]() -> Result<Secret> {
        isAsked = true;
        return Secret("x");
    };
    EXPECT_EQ(pop3ErrorOf(target).code, ErrorCode::MechanismUnavailable);
    EXPECT_FALSE(isAsked);
}
TEST(Pop3Secure, saslGoesAlongWhereTheServerIsYoungAndApartElsewhere) {
    const ScriptedServer young(Transport::Tls, "S: +OK ready\n" + pop3Capa({"SASL PLAIN", "AUTH-RESP-CODE"}) + "C: AUTH PLAIN AGFsaWNlAHNlY3JldC13b3Jk\nS: +OK in\n" + pop3Capa({"UIDL"}));
    EXPECT_TRUE(Pop3Connection::open(pop3Target(young))) << qPrintable(young.failure());
    const ScriptedServer odd(Transport::Tls, "S: +OK ready\n" + pop3Capa({"SASL PLAIN", "USER"}) + "C: AUTH PLAIN\nS: -ERR unknown\nC: USER alice\nS: +OK\nC: PASS secret-word\nS: +OK\n" + pop3Capa({"UIDL"}));
    EXPECT_TRUE(Pop3Connection::open(pop3Target(odd))) << "nothing was seen of the password: " << qPrintable(odd.failure());
    const ScriptedServer wrong(Transport::Tls, "S: +OK ready\n" + pop3Capa({"SASL PLAIN", "USER"}) + "C: AUTH PLAIN\nS: +\nC: *\nS: -ERR no\nX: hang\n");
    EXPECT_EQ(errorOf(wrong, model::Security::Tls).code, ErrorCode::CredentialsRejected);
    EXPECT_EQ(wrong.received().size(), 3) << "a wrong password is said once";
}
TEST(Pop3Secure, S22_aTokenIsSentOnALineOfItsOwn) { // Outlook takes it no other way; RFC 5034 4: 255 octets a command
    const ScriptedServer server(Transport::Tls, "S: +OK ready\n" + pop3Capa({"SASL PLAIN XOAUTH2", "USER", "AUTH-RESP-CODE"}) + "C: AUTH XOAUTH2\nS: +\nC: *\nS: +OK in\n" + pop3Capa({"UIDL"}));
    Target target = pop3Target(server);
    target.oauth = true;
    target.password = Secret(QByteArray(1500, 't'));
    EXPECT_TRUE(Pop3Connection::open(target)) << qPrintable(server.failure());
    const ScriptedServer refused(Transport::Tls, "S: +OK ready\n" + pop3Capa({"SASL XOAUTH2", "USER"}) + "C: AUTH XOAUTH2\nS: +\nC: *\nS: + eyJ9\nC:\nS: -ERR expired\nX: hang\n");
    target = pop3Target(refused);
    target.oauth = true;
    EXPECT_EQ(pop3ErrorOf(target).code, ErrorCode::CredentialsRejected);
    EXPECT_EQ(refused.failure(), QString());
    const ScriptedServer along(Transport::Tls, "S: +OK ready\n" + pop3Capa({"SASL XOAUTH2", "USER"}) + "C: AUTH XOAUTH2\nS: -ERR syntax\nC: AUTH XOAUTH2 *\nS: +OK in\n" + pop3Capa({"UIDL"}));
    target = pop3Target(along);
    target.oauth = true;
    EXPECT_TRUE(Pop3Connection::open(target)) << qPrintable(along.failure());
    const ScriptedServer none(Transport::Tls, "S: +OK ready\n" + pop3Capa({"SASL PLAIN", "USER"}) + "X: hang\n");
    target = pop3Target(none);
    target.oauth = true;
    EXPECT_EQ(pop3ErrorOf(target).code, ErrorCode::MechanismUnavailable) << "a token never goes by PASS";
    expectNothingSecret(none);
}
TEST(Pop3Secure, S16_aPasswordThatCannotBeSentIsNotSent) {
    for (const QByteArray& password : {QByteArray("a\0b", 3), QByteArray("a\r\nDELE 1")}) {
        const ScriptedServer server(Transport::Tls, "S: +OK ready\n" + pop3Capa({"USER"}) + "X: hang\n");
        Target target = pop3Target(server);
        target.password = Secret(password);
        EXPECT_EQ(pop3ErrorOf(target).kind, ErrorKind::InvalidInput);
        expectNothingSecret(server);
    }
}
TEST(Pop3Secure, theLogHoldsNoSecret) {
    const ScriptedServer server(Transport::Tls, pop3SignIn({"UIDL"}) + "C: QUIT\nS: +OK bye\nX: close\n");
    QByteArrayList lines;
    Target target = pop3Target(server);
    target.protocolLog = [&](bool sent, const QByteArray& line) { lines.append((sent ? "C " : "S ") + line); };
    const auto connection = Pop3Connection::open(target);
    ASSERT_TRUE(connection);
    EXPECT_TRUE((*connection)->quit());
    EXPECT_EQ(lines.join('\n'), "S +OK ready\nC CAPA\nS +OK\nS UIDL\nS USER\nS .\nC USER alice\nS +OK\nC PASS <secret>\nS +OK in\nC CAPA\nS +OK\nS UIDL\nS USER\nS .\nC QUIT\nS +OK bye");
}
TEST(Pop3Secure, aServerThatHangsTimesOutAndCanBeCancelledAtOnce) {
    const ScriptedServer silent(Transport::Tls, "X: hang\n");
    Target target = pop3Target(silent);
    target.answerTimeout = 50ms;
    EXPECT_EQ(pop3ErrorOf(target).code, ErrorCode::TimedOut);
    const ScriptedServer other(Transport::Tls, "S: +OK ready\nC: CAPA\nX: hang\n");
    const CancelSource source;
    target = pop3Target(other);
    target.answerTimeout = 60s;
    target.cancel = source.token();
    std::thread canceller([&] {
        while (other.received().isEmpty())
            std::this_thread::yield();
        source.cancel();
    });
    const Error error = pop3ErrorOf(target);
    canceller.join();
    EXPECT_EQ(error.kind, ErrorKind::Cancelled);
}

} // namespace tributary::connect::tst_Pop3Secure
