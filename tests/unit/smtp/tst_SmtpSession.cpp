// SPDX-License-Identifier: GPL-3.0-or-later
// One connection from its greeting to its end: states, EHLO, STARTTLS, AUTH, QUIT (RFC 5321, 3207, 4954; TLS1 to TLS5 and SRV13 of
// reference/reliability.md).
#include "Peer.h"
#include "smtp/Limits.h"

namespace tributary::smtp::tst_SmtpSession {

using namespace tributary::smtp::tests;
using namespace Qt::Literals::StringLiterals;

namespace {

ErrorCode greetedWith(const QByteArray& bytes, State state) {
    Peer peer;
    const ErrorCode code = codeOf(peer.say(bytes));
    EXPECT_EQ(peer.session.state(), state) << bytes.constData();
    return code;
}

std::shared_ptr<sasl::Mechanism> mechanism(const char* name, const QString& user = u"alice"_s, const QByteArray& secret = "secret-word", bool oauth = false) {
    return sasl::chooseMechanism({name}, {user, Secret(secret), oauth, u"mail.example.test"_s, 587}, true);
}

/// A session that has said AUTH, and what that was.
std::unique_ptr<Peer> authenticating(std::shared_ptr<sasl::Mechanism> with, const QByteArray& heard) {
    auto peer = Peer::ready({"AUTH " + with->name()});
    EXPECT_TRUE(peer->session.authenticate(std::move(with)));
    EXPECT_EQ(peer->heard(), heard);
    return peer;
}

/// An exchange of AUTH PLAIN that ends with this answer.
QByteArray authEndsWith(const QByteArray& line) {
    auto peer = authenticating(mechanism("PLAIN"), "AUTH PLAIN AGFsaWNlAHNlY3JldC13b3Jk\r\n");
    EXPECT_TRUE(peer->say(line + "\r\n"));
    return peer->events();
}

/// Says no before it was asked for anything.
class Doubter : public sasl::Mechanism {
  public:
    QByteArray name() const override { return "DOUBT"; }
    std::optional<QByteArray> initialResponse() override { return QByteArray(); }
    Result<QByteArray> respond(const QByteArray&) override { return failure(ErrorKind::Auth, ErrorCode::CredentialsRejected, u"doubt"_s); }
    bool isComplete() const override { return false; }
};

} // namespace

// --- Greeting and EHLO

TEST(Session, aGreetingOf220IsFollowedByEhlo) {
    Peer peer;
    EXPECT_EQ(peer.session.state(), State::AwaitingGreeting);
    EXPECT_EQ(peer.session.awaited(), Verb::Connect);
    EXPECT_FALSE(peer.session.hello("x")) << "not before the greeting";
    EXPECT_TRUE(peer.say("220-mail.example.test\r\n220 ready\r\n"));
    EXPECT_EQ(peer.session.state(), State::Greeted);
    EXPECT_EQ(peer.events(), "connect 220 mail.example.test ready");
    EXPECT_EQ(peer.heard(), "") << "nobody speaks by himself";
}

TEST(Session, aRefusedGreetingIsTheEnd) {
    Peer peer;
    EXPECT_TRUE(peer.say("554 5.7.1 no mail here\r\n"));
    EXPECT_EQ(peer.events(), "connect 554 5.7.1 no mail here [refused/server-refused]");
    EXPECT_EQ(peer.session.state(), State::Closed);
    EXPECT_FALSE(peer.session.hello("x"));
}

TEST(Session, aBusyGreetingIsForNow) {
    Peer peer;
    EXPECT_TRUE(peer.say("421 4.3.2 too many connections\r\n"));
    EXPECT_EQ(peer.events(), "connect 421 4.3.2 too many connections [temporary-refusal/too-many-connections]");
    EXPECT_EQ(peer.session.goodbye()->code, 421);
    Peer other;
    EXPECT_TRUE(other.say("450 later\r\n"));
    EXPECT_EQ(other.events(), "connect 450 later [temporary-refusal/server-refused]");
}

TEST(Session, whatIsNoGreetingIsNotThisProtocol) {
    for (const char* bytes : {"HTTP/1.1 400 Bad Request\r\n", "+OK POP3\r\n", "* OK IMAP\r\n", "\r\n", "\x16\x03\x01", "SSH-2.0-x\r\n", "200 news\r\n", "201 news\r\n", "221 x\r\n",
                              "250 x\r\n", "354 x\r\n", "334 x\r\n", "120 x\r\n", "2200 x\r\n", "220x\r\n", "220-a\r\n221 b\r\n", " 220 x\r\n", "-", "H"})
        EXPECT_EQ(greetedWith(bytes, State::Failed), ErrorCode::NotThisProtocol) << bytes;
    EXPECT_EQ(greetedWith("22", State::AwaitingGreeting), ErrorCode::None);
    EXPECT_EQ(greetedWith("220-" + QByteArray(10'000, 'x'), State::Failed), ErrorCode::LimitExceeded);
}

TEST(Session, aFailedSessionSaysAndHearsNothing) {
    Peer peer;
    EXPECT_FALSE(peer.say("HTTP/1.1\r\n"));
    EXPECT_EQ(codeOf(peer.say("220 x\r\n")), ErrorCode::UnexpectedResponse);
    EXPECT_FALSE(peer.session.hello("x"));
    EXPECT_EQ(peer.heard(), "");
    EXPECT_EQ(peer.events(), "");
}

TEST(Session, ehloTellsWhatIsOffered) {
    const auto peer = Peer::ready({"PIPELINING", "SIZE 1000", "AUTH PLAIN LOGIN", "8BITMIME"});
    EXPECT_TRUE(peer->session.capabilities().has("pipelining"));
    EXPECT_EQ(peer->session.capabilities().sizeLimit(), 1000);
    EXPECT_EQ(peer->session.capabilities().authMechanisms(), (QByteArrayList{"PLAIN", "LOGIN"}));
}

TEST(Session, heloWhereEhloIsUnknown) { // RFC 5321 3.2
    for (const char* code : {"500", "502", "504"}) {
        Peer peer;
        EXPECT_TRUE(peer.say("220 x\r\n"));
        EXPECT_TRUE(peer.session.hello("[127.0.0.1]"));
        EXPECT_EQ(peer.heard(), "EHLO [127.0.0.1]\r\n");
        EXPECT_TRUE(peer.say(QByteArray(code) + " what?\r\n"));
        EXPECT_EQ(peer.heard(), "HELO [127.0.0.1]\r\n") << code;
        EXPECT_TRUE(peer.say("250-old\r\n250 STARTTLS\r\n"));
        EXPECT_EQ(peer.session.state(), State::Ready);
        EXPECT_FALSE(peer.session.capabilities().has("STARTTLS")) << "HELO offers nothing";
        EXPECT_EQ(peer.events(), "connect 220 x\nhello 250 old STARTTLS");
    }
}

TEST(Session, heloIsSaidOnce) {
    Peer peer;
    EXPECT_TRUE(peer.say("220 x\r\n"));
    EXPECT_TRUE(peer.session.hello("a"));
    (void)peer.heard();
    EXPECT_TRUE(peer.say("500 what?\r\n"));
    (void)peer.heard();
    EXPECT_TRUE(peer.say("502 what?\r\n"));
    EXPECT_EQ(peer.heard(), "");
    EXPECT_EQ(peer.events(), "connect 220 x\nhello 502 what? [refused/server-refused]");
}

TEST(Session, anEhloThatIsRefusedIsNotTriedAsHelo) {
    for (const auto& [line, event] : {std::pair("550 5.7.1 go away", "hello 550 5.7.1 go away [refused/server-refused]"),
                                      std::pair("451 later", "hello 451 later [temporary-refusal/server-refused]"), std::pair("501 bad name", "hello 501 bad name [refused/server-refused]")}) {
        Peer peer;
        EXPECT_TRUE(peer.say("220 x\r\n"));
        EXPECT_TRUE(peer.session.hello("a"));
        (void)peer.heard();
        (void)peer.events();
        EXPECT_TRUE(peer.say(QByteArray(line) + "\r\n"));
        EXPECT_EQ(peer.events(), event);
        EXPECT_EQ(peer.heard(), "");
        EXPECT_EQ(peer.session.state(), State::Greeted);
    }
}

TEST(Session, INJ1_aHelloNameIsOneWord) {
    for (const QByteArray& name : {QByteArray(), QByteArray("a b"), QByteArray("a\r\nMAIL"), QByteArray("a\n"), QByteArray("a\0b", 3), QByteArray("\xC3\xA4"), QByteArray(256, 'a')}) {
        Peer peer;
        EXPECT_TRUE(peer.say("220 x\r\n"));
        EXPECT_EQ(codeOf(peer.session.hello(name)), ErrorCode::Bug);
        EXPECT_EQ(peer.heard(), "");
    }
}

TEST(Session, capabilitiesAreReplacedWhole) {
    const auto peer = Peer::ready({"SIZE 1000", "DSN"});
    EXPECT_TRUE(peer->session.hello("a"));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("250-x\r\n250 SIZE 2000\r\n"));
    EXPECT_EQ(peer->session.capabilities().sizeLimit(), 2000);
    EXPECT_FALSE(peer->session.capabilities().has("DSN"));
}

// --- Answers at odd moments

TEST(Session, anAnswerToNoCommandEndsIt) {
    const auto peer = Peer::ready();
    EXPECT_EQ(codeOf(peer->say("250 OK\r\n")), ErrorCode::UnexpectedResponse);
    EXPECT_EQ(peer->session.state(), State::Failed);
}

TEST(Session, anAnswerBeforeTheCommandHasLeftIsNone) {
    const auto peer = Peer::ready();
    EXPECT_TRUE(peer->session.noop());
    EXPECT_EQ(codeOf(peer->say("250 OK\r\n")), ErrorCode::UnexpectedResponse);
}

TEST(Session, oneAnswerACommand) {
    const auto peer = Peer::ready();
    EXPECT_TRUE(peer->session.noop());
    EXPECT_EQ(peer->heard(), "NOOP\r\n");
    EXPECT_EQ(codeOf(peer->say("250 OK\r\n250 OK\r\n")), ErrorCode::UnexpectedResponse);
}

TEST(Session, aThreeIsNoAnswerToWhatAsksForNothing) {
    for (const char* code : {"354", "334", "300"}) {
        const auto peer = Peer::ready();
        EXPECT_TRUE(peer->session.noop());
        (void)peer->heard();
        EXPECT_EQ(codeOf(peer->say(QByteArray(code) + " go\r\n")), ErrorCode::UnexpectedResponse) << code;
    }
}

TEST(Session, a421ComesAtAnyMoment) {
    const auto idle = Peer::ready();
    EXPECT_TRUE(idle->say("421 4.4.2 idle too long\r\n"));
    EXPECT_EQ(idle->session.state(), State::Closed);
    EXPECT_EQ(idle->session.goodbye()->words(), "421 4.4.2 idle too long");
    EXPECT_EQ(idle->events(), "");
    EXPECT_TRUE(idle->say("250 whatever\r\n")) << "what comes behind it does not matter any more";
    EXPECT_FALSE(idle->session.noop());
}

TEST(Session, a421AnswersWhatIsUnderWay) {
    const auto peer = Peer::ready();
    EXPECT_TRUE(peer->session.noop());
    EXPECT_TRUE(peer->say("421 bye\r\n")) << "even before it has left";
    EXPECT_EQ(peer->events(), "noop 421 bye [temporary-refusal/bye-received]");
    EXPECT_EQ(peer->heard(), "");
}

TEST(Session, noopAndResetKeepItReady) {
    const auto peer = Peer::ready();
    EXPECT_TRUE(peer->session.noop());
    EXPECT_FALSE(peer->session.reset()) << "one at a time";
    (void)peer->heard();
    EXPECT_TRUE(peer->say("250 OK\r\n"));
    EXPECT_TRUE(peer->session.reset());
    EXPECT_EQ(peer->heard(), "RSET\r\n");
    EXPECT_TRUE(peer->say("250 OK\r\n"));
    EXPECT_EQ(peer->events(), "noop 250 OK\nreset 250 OK");
    EXPECT_EQ(peer->session.state(), State::Ready);
}

TEST(Session, aRefusedNoopIsAnError) {
    const auto peer = Peer::ready();
    EXPECT_TRUE(peer->session.noop());
    (void)peer->heard();
    EXPECT_TRUE(peer->say("502 what?\r\n"));
    EXPECT_EQ(peer->events(), "noop 502 what? [refused/server-refused]");
    EXPECT_EQ(peer->session.state(), State::Ready);
}

TEST(Session, aRefusedResetEndsIt) {
    const auto peer = Peer::ready();
    EXPECT_TRUE(peer->session.reset());
    (void)peer->heard();
    EXPECT_TRUE(peer->say("500 what?\r\n"));
    EXPECT_EQ(peer->session.state(), State::Closed) << "nobody knows what the server still holds";
}

TEST(Session, quitIsTheEndWhateverIsAnswered) {
    for (const char* answer : {"221 bye\r\n", "500 what?\r\n", "421 bye\r\n"}) {
        const auto peer = Peer::ready();
        EXPECT_TRUE(peer->session.quit());
        EXPECT_EQ(peer->heard(), "QUIT\r\n");
        EXPECT_TRUE(peer->say(answer));
        EXPECT_EQ(peer->session.state(), State::Closed);
        EXPECT_FALSE(peer->session.noop());
    }
    Peer greeted;
    EXPECT_TRUE(greeted.say("220 x\r\n"));
    EXPECT_TRUE(greeted.session.quit()) << "before EHLO, too";
}

TEST(Session, aDialogueByteByByteIsTheSame) {
    for (const qsizetype piece : {1, 2, 3, 7}) {
        Peer peer;
        peer.piece = piece;
        EXPECT_TRUE(peer.say("220-a\r\n220 b\r\n"));
        EXPECT_TRUE(peer.session.hello("x"));
        (void)peer.heard();
        EXPECT_TRUE(peer.say("250-x\r\n250-SIZE 5\n250 DSN\r\n"));
        EXPECT_TRUE(peer.session.noop());
        (void)peer.heard();
        EXPECT_TRUE(peer.say("250 2.0.0 OK\r\n"));
        EXPECT_EQ(peer.events(), "connect 220 a b\nhello 250 x SIZE 5 DSN\nnoop 250 2.0.0 OK");
    }
}

// --- STARTTLS, RFC 3207

TEST(StartTls, forgetsWhatWasSaidBefore) {
    const auto peer = Peer::ready({"STARTTLS", "AUTH PLAIN", "SIZE 5"}, false);
    EXPECT_TRUE(peer->session.startTls());
    EXPECT_EQ(peer->heard(), "STARTTLS\r\n");
    EXPECT_TRUE(peer->say("220 go\r\n"));
    EXPECT_EQ(peer->events(), "starttls 220 go");
    EXPECT_EQ(peer->session.state(), State::AwaitingTls);
    EXPECT_FALSE(peer->session.noop());
    EXPECT_EQ(peer->heard(), "");
    EXPECT_TRUE(peer->session.tlsStarted());
    EXPECT_TRUE(peer->session.isEncrypted());
    EXPECT_EQ(peer->session.state(), State::Greeted) << "EHLO is due again";
    EXPECT_FALSE(peer->session.capabilities().has("AUTH"));
    EXPECT_EQ(peer->session.capabilities().sizeLimit(), 0);
    EXPECT_TRUE(peer->session.hello("x"));
    EXPECT_EQ(peer->heard(), "EHLO x\r\n");
}

TEST(StartTls, TLS1_dataBehindTheAnswerEndsIt) {
    for (const char* injected : {"250 OK\r\n", "2", "250-x\r\n250 AUTH PLAIN\r\n", "421 bye\r\n", "\r\n"}) {
        const auto together = Peer::ready({"STARTTLS"}, false);
        EXPECT_TRUE(together->session.startTls());
        (void)together->heard();
        EXPECT_EQ(codeOf(together->say(QByteArray("220 go\r\n") + injected)), ErrorCode::InjectedData) << injected;
        EXPECT_EQ(together->session.state(), State::Failed);
        const auto later = Peer::ready({"STARTTLS"}, false);
        EXPECT_TRUE(later->session.startTls());
        (void)later->heard();
        EXPECT_TRUE(later->say("220 go\r\n"));
        EXPECT_EQ(codeOf(later->say(injected)), ErrorCode::InjectedData) << injected;
    }
}

TEST(StartTls, TLS2_missingOrRefused) {
    const auto missing = Peer::ready({"PIPELINING"}, false);
    const Status status = missing->session.startTls();
    EXPECT_EQ(status.error().kind, ErrorKind::Tls);
    EXPECT_EQ(status.error().code, ErrorCode::StartTlsNotOffered);
    EXPECT_EQ(missing->heard(), "");
    for (const char* answer : {"454 4.7.0 TLS not available", "502 no", "501 what"}) {
        const auto refused = Peer::ready({"STARTTLS"}, false);
        EXPECT_TRUE(refused->session.startTls());
        (void)refused->heard();
        EXPECT_TRUE(refused->say(QByteArray(answer) + "\r\n"));
        EXPECT_EQ(refused->events(), "starttls " + QByteArray(answer) + " [tls/starttls-refused]");
        EXPECT_NE(refused->session.state(), State::AwaitingTls);
    }
}

TEST(StartTls, anotherSuccessIsNone) {
    const auto peer = Peer::ready({"STARTTLS"}, false);
    EXPECT_TRUE(peer->session.startTls());
    (void)peer->heard();
    EXPECT_EQ(codeOf(peer->say("250 go\r\n")), ErrorCode::UnexpectedResponse);
}

TEST(StartTls, notInsideTlsAndTlsNotWithoutIt) {
    const auto inside = Peer::ready({"STARTTLS"});
    EXPECT_EQ(codeOf(inside->session.startTls()), ErrorCode::Bug);
    const auto without = Peer::ready({"STARTTLS"}, false);
    EXPECT_EQ(codeOf(without->session.tlsStarted()), ErrorCode::InjectedData);
    EXPECT_EQ(without->session.state(), State::Failed);
}

// --- AUTH, RFC 4954

TEST(Auth, plainWithItsInitialResponse) {
    auto peer = authenticating(mechanism("PLAIN"), "AUTH PLAIN AGFsaWNlAHNlY3JldC13b3Jk\r\n");
    EXPECT_FALSE(peer->session.isAuthenticated());
    EXPECT_TRUE(peer->say("235 2.7.0 in\r\n"));
    EXPECT_EQ(peer->events(), "auth 235 2.7.0 in");
    EXPECT_TRUE(peer->session.isAuthenticated());
    EXPECT_TRUE(peer->session.capabilities().has("AUTH")) << "they stay";
    EXPECT_EQ(codeOf(peer->session.authenticate(mechanism("PLAIN"))), ErrorCode::Bug) << "once";
}

TEST(Auth, loginIsAskedTwice) {
    auto peer = authenticating(mechanism("LOGIN"), "AUTH LOGIN\r\n");
    EXPECT_TRUE(peer->say("334 VXNlcm5hbWU6\r\n"));
    EXPECT_EQ(peer->heard(), "YWxpY2U=\r\n");
    EXPECT_TRUE(peer->say("334 UGFzc3dvcmQ6\r\n"));
    EXPECT_EQ(peer->heard(), "c2VjcmV0LXdvcmQ=\r\n");
    EXPECT_TRUE(peer->say("235 in\r\n"));
    EXPECT_EQ(peer->events(), "auth 235 in");
}

TEST(Auth, cramMd5IsTheExampleOfRfc2195) {
    auto peer = authenticating(mechanism("CRAM-MD5", u"tim"_s, "tanstaaftanstaaf"), "AUTH CRAM-MD5\r\n");
    EXPECT_TRUE(peer->say("334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+\r\n"));
    EXPECT_EQ(peer->heard(), "dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw\r\n");
}

TEST(Auth, TLS5_scramThatProvesNothingIsNoSignIn) {
    const auto scram = mechanism("SCRAM-SHA-256");
    auto peer = Peer::ready({"AUTH SCRAM-SHA-256"});
    EXPECT_TRUE(peer->session.authenticate(scram));
    EXPECT_TRUE(peer->heard().startsWith("AUTH SCRAM-SHA-256 biwsbj1hbGljZSxyP"));
    EXPECT_TRUE(peer->say("235 in\r\n"));
    EXPECT_EQ(peer->events(), "auth 235 in [auth/credentials-rejected]");
    EXPECT_FALSE(peer->session.isAuthenticated());
}

TEST(Auth, aScramChallengeThatIsNotOursIsCancelled) {
    auto peer = Peer::ready({"AUTH SCRAM-SHA-256"});
    EXPECT_TRUE(peer->session.authenticate(mechanism("SCRAM-SHA-256")));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("334 cj1hYmMscz1hYmNkLGk9NDA5Ng==\r\n"));
    EXPECT_EQ(peer->heard(), "*\r\n");
    EXPECT_TRUE(peer->say("501 5.7.0 cancelled\r\n"));
    EXPECT_EQ(peer->events(), "auth 501 5.7.0 cancelled [protocol/malformed-response]");
}

TEST(Auth, aRefusedTokenIsAnsweredWithAnEmptyLine) {
    auto peer = authenticating(mechanism("XOAUTH2", u"a@b"_s, "tok", true), "AUTH XOAUTH2 dXNlcj1hQGIBYXV0aD1CZWFyZXIgdG9rAQE=\r\n");
    EXPECT_TRUE(peer->say("334 eyJzdGF0dXMiOiI0MDEifQ==\r\n"));
    EXPECT_EQ(peer->heard(), "\r\n");
    EXPECT_TRUE(peer->say("535 5.7.8 no\r\n"));
    EXPECT_EQ(peer->events(), "auth 535 5.7.8 no [auth/credentials-rejected]");
}

TEST(Auth, aRefusedOauthBearerTokenIsAnsweredWithOneOctet) { // RFC 7628 3.2.3
    auto peer = Peer::ready({"AUTH OAUTHBEARER"});
    EXPECT_TRUE(peer->session.authenticate(mechanism("OAUTHBEARER", u"a@b"_s, "tok", true)));
    EXPECT_TRUE(peer->heard().startsWith("AUTH OAUTHBEARER bixhPWFAYiwBaG9zdD1tYWls"));
    EXPECT_TRUE(peer->say("334 eyJzdGF0dXMiOiI0MDEifQ==\r\n"));
    EXPECT_EQ(peer->heard(), "AQ==\r\n");
    EXPECT_TRUE(peer->say("535 5.7.8 no\r\n"));
    EXPECT_EQ(peer->events(), "auth 535 5.7.8 no [auth/credentials-rejected]");
}

TEST(Auth, anInitialResponseThatDoesNotFitComesAfterTheFirstChallenge) {
    const QByteArray token(9'184, 'x'); // in base64 it fits a line of its own, and no line with AUTH
    auto peer = authenticating(mechanism("XOAUTH2", u"a@b"_s, token, true), "AUTH XOAUTH2\r\n");
    EXPECT_TRUE(peer->say("334 \r\n"));
    const QByteArray line = peer->heard();
    EXPECT_EQ(QByteArray::fromBase64(line), "user=a@b\x01" "auth=Bearer " + token + "\x01\x01");
    EXPECT_EQ(line.size(), 12'278);
    const QByteArray fits(9'100, 'x');
    auto other = Peer::ready({"AUTH XOAUTH2"});
    EXPECT_TRUE(other->session.authenticate(mechanism("XOAUTH2", u"a@b"_s, fits, true)));
    const QByteArray together = other->heard();
    EXPECT_TRUE(together.startsWith("AUTH XOAUTH2 dXNl"));
    EXPECT_LE(together.size(), limits::kAuthLine);
}

TEST(Auth, whatFitsNoLineIsCancelled) {
    auto peer = authenticating(mechanism("XOAUTH2", u"a@b"_s, QByteArray(20'000, 'x'), true), "AUTH XOAUTH2\r\n");
    EXPECT_TRUE(peer->say("334\r\n"));
    EXPECT_EQ(peer->heard(), "*\r\n");
    EXPECT_TRUE(peer->say("501 cancelled\r\n"));
    EXPECT_EQ(peer->events(), "auth 501 cancelled [invalid-input/bad-value]");
}

TEST(Auth, anEmptyInitialResponseIsAnEqualsSign) {
    auto peer = authenticating(std::make_shared<Doubter>(), "AUTH DOUBT =\r\n");
    EXPECT_TRUE(peer->say("334 eA==\r\n"));
    EXPECT_EQ(peer->heard(), "*\r\n");
    EXPECT_EQ(codeOf(peer->say("334 eA==\r\n")), ErrorCode::UnexpectedResponse) << "it was cancelled";
}

TEST(Auth, aChallengeThatIsNoBase64IsCancelled) {
    auto peer = authenticating(mechanism("LOGIN"), "AUTH LOGIN\r\n");
    EXPECT_TRUE(peer->say("334 User Name:\r\n"));
    EXPECT_EQ(peer->heard(), "*\r\n");
    EXPECT_TRUE(peer->say("501 cancelled\r\n"));
    EXPECT_EQ(peer->events(), "auth 501 cancelled [protocol/malformed-response]");
}

TEST(Auth, aLongChallengeIsTakenAndAnEndlessOneIsNot) { // RFC 4954 3: 12288
    auto peer = authenticating(mechanism("LOGIN"), "AUTH LOGIN\r\n");
    EXPECT_TRUE(peer->say("334 " + QByteArray(12'000, 'A') + "\r\n"));
    EXPECT_EQ(peer->heard(), "YWxpY2U=\r\n");
    EXPECT_EQ(codeOf(peer->say("334 " + QByteArray(13'000, 'A'))), ErrorCode::LimitExceeded);
}

TEST(Auth, S35_answersAndTheirMeaning) {
    EXPECT_EQ(authEndsWith("535 5.7.8 no"), "auth 535 5.7.8 no [auth/credentials-rejected]");
    EXPECT_EQ(authEndsWith("534 5.7.9 x"), "auth 534 5.7.9 x [auth/mechanism-unavailable]");
    EXPECT_EQ(authEndsWith("538 x"), "auth 538 x [auth/mechanism-unavailable]");
    EXPECT_EQ(authEndsWith("454 4.7.0 x"), "auth 454 4.7.0 x [temporary-refusal/auth-server-unavailable]");
    EXPECT_EQ(authEndsWith("432 x"), "auth 432 x [temporary-refusal/auth-server-unavailable]");
    EXPECT_EQ(authEndsWith("421 4.7.0 x"), "auth 421 4.7.0 x [temporary-refusal/bye-received]");
    EXPECT_EQ(authEndsWith("535 5.7.139 x"), "auth 535 5.7.139 x [refused/sending-disabled]");
}

TEST(Auth, aRefusalLeavesRoomForAnotherTry) {
    auto peer = authenticating(mechanism("PLAIN"), "AUTH PLAIN AGFsaWNlAHNlY3JldC13b3Jk\r\n");
    EXPECT_TRUE(peer->say("535 no\r\n"));
    EXPECT_TRUE(peer->session.authenticate(mechanism("LOGIN")));
    EXPECT_EQ(peer->heard(), "AUTH LOGIN\r\n");
}

TEST(Auth, notBeforeEhloAndNotTwiceAtOnce) {
    Peer peer;
    EXPECT_TRUE(peer.say("220 x\r\n"));
    EXPECT_EQ(codeOf(peer.session.authenticate(mechanism("PLAIN"))), ErrorCode::Bug);
    auto ready = authenticating(mechanism("LOGIN"), "AUTH LOGIN\r\n");
    EXPECT_EQ(codeOf(ready->session.authenticate(mechanism("LOGIN"))), ErrorCode::Bug);
    EXPECT_EQ(codeOf(ready->session.noop()), ErrorCode::Bug);
}

} // namespace tributary::smtp::tst_SmtpSession
