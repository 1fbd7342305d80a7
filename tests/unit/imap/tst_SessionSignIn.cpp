// SPDX-License-Identifier: GPL-3.0-or-later
// STARTTLS, LOGIN, AUTHENTICATE, ID and literals: whatever waits for '+', and what must never be sent or believed (S16, S35;
// TLS1 to TLS4 in reference/reliability.md).
#include "Peer.h"

namespace tributary::imap::tst_SessionSignIn {

using namespace tributary::imap::tests;

namespace {

/// Answers "answer 1", "answer 2" ...; refuses a challenge "wrong". No initial response where that is null.
class Script : public sasl::Mechanism {
  public:
    explicit Script(const QByteArray& initial = {}) : m_initial(initial) {}
    QByteArray name() const override { return "SCRIPT"; }
    std::optional<QByteArray> initialResponse() override {
        std::optional<QByteArray> response;
        if (!m_initial.isNull())
            response = m_initial;
        return response;
    }
    Result<QByteArray> respond(const QByteArray& challenge) override {
        if (challenge == "wrong")
            return failure(ErrorKind::Auth, ErrorCode::CredentialsRejected, {}, challenge);
        challenges.append(challenge);
        return QByteArray("answer ") + QByteArray::number(challenges.size());
    }
    QByteArrayList challenges;

  private:
    QByteArray m_initial;
};

std::unique_ptr<Peer> greeted(const QByteArray& capabilities, bool encrypted = true) {
    auto peer = std::make_unique<Peer>(encrypted);
    EXPECT_TRUE(peer->say("* OK [CAPABILITY " + capabilities + "] ready\r\n"));
    (void)peer->events();
    return peer;
}

Command login(const QString& user = QStringLiteral("a"), const QByteArray& password = "b") { return command::login(user, Secret(password)); }

} // namespace

TEST(SessionSignIn, loginLeadsToTheSignedInState) {
    auto peer = greeted("IMAP4rev1 STARTTLS AUTH=PLAIN");
    EXPECT_TRUE(peer->send(login()));
    EXPECT_EQ(peer->heard(), "T1 LOGIN \"a\" \"b\"\r\n");
    EXPECT_TRUE(peer->say("T1 OK in\r\n"));
    EXPECT_EQ(peer->session.state(), State::Authenticated);
    EXPECT_FALSE(peer->session.capabilitiesKnown()) << "what was offered before sign-in need not hold after it";
    auto told = greeted("IMAP4rev1");
    EXPECT_TRUE(told->send(login()));
    (void)told->heard();
    EXPECT_TRUE(told->say("* CAPABILITY IMAP4rev1 IDLE\r\nT1 OK in\r\n"));
    EXPECT_TRUE(told->session.hasCapability("IDLE"));
    auto refused = greeted("IMAP4rev1");
    EXPECT_TRUE(refused->send(login()));
    (void)refused->heard();
    EXPECT_TRUE(refused->say("T1 NO [AUTHENTICATIONFAILED] no\r\n"));
    EXPECT_EQ(refused->events(), "done 1 no [AUTHENTICATIONFAILED] no");
    EXPECT_EQ(refused->session.state(), State::NotAuthenticated);
    EXPECT_TRUE(refused->session.hasCapability("IMAP4rev1"));
}

TEST(SessionSignIn, loginIsNotSentWhereItIsDisabled) {
    auto peer = greeted("IMAP4rev1 LOGINDISABLED");
    const auto id = peer->session.send(login());
    ASSERT_FALSE(id);
    EXPECT_EQ(id.error().code, ErrorCode::LoginDisabled);
    EXPECT_EQ(peer->heard(), "");
}

TEST(SessionSignIn, synchronisingLiteralsWaitForEachContinuation) { // RFC 9051 4.3
    auto peer = greeted("IMAP4rev1");
    EXPECT_TRUE(peer->send(login(QStringLiteral("\u00e9"), "p\xe8")));
    EXPECT_EQ(peer->heard(), "T1 LOGIN {2}\r\n");
    EXPECT_EQ(peer->heard(), "");
    EXPECT_TRUE(peer->say("* OK still here\r\n+ go\r\n"));
    EXPECT_EQ(peer->heard(), "\xc3\xa9 {2}\r\n");
    EXPECT_TRUE(peer->say("+\r\n"));
    EXPECT_EQ(peer->heard(), "p\xe8\r\n");
    EXPECT_EQ(codeOf(peer->say("+ more\r\n")), ErrorCode::UnexpectedResponse);
}

TEST(SessionSignIn, literalPlusAndMinusDoNotWait) { // RFC 7888; IMAP4rev2 has LITERAL-
    for (const char* capability : {"LITERAL+", "LITERAL-", "IMAP4rev2"}) {
        auto peer = greeted(capability);
        EXPECT_TRUE(peer->send(login(QStringLiteral("\u00e9"), "p\xe8")));
        EXPECT_EQ(peer->heard(), "T1 LOGIN {2+}\r\n\xc3\xa9 {2+}\r\np\xe8\r\n") << capability;
    }
    auto minus = greeted("LITERAL-");
    EXPECT_TRUE(minus->send(command::id({{QByteArray(4097, 'x'), "y"}})));
    EXPECT_EQ(minus->heard(), "T1 ID ({4097}\r\n");
}

TEST(SessionSignIn, whatFollowsAWaitingLiteralWaitsToo) {
    auto peer = greeted("IMAP4rev1");
    EXPECT_TRUE(peer->send(command::id({{"name", "\xc3\xa9"}})));
    EXPECT_TRUE(peer->send(command::noop()));
    EXPECT_EQ(peer->heard(), "T1 ID (\"name\" {2}\r\n");
    EXPECT_EQ(codeOf(peer->say("+ \r\n")), ErrorCode::None);
    EXPECT_EQ(peer->heard(), "\xc3\xa9)\r\nT2 NOOP\r\n");
    EXPECT_TRUE(peer->say("* ID (\"name\" \"x\")\r\nT1 OK\r\nT2 OK\r\n"));
    EXPECT_EQ(peer->events(), "id name=x\ndone 1 ok\ndone 2 ok");
}

TEST(SessionSignIn, aRefusedLiteralIsNeverSent) {
    for (const char* first : {"", "+ go\r\n"}) { // also when the refusal follows at once
        auto peer = greeted("IMAP4rev1");
        EXPECT_TRUE(peer->send(login(QStringLiteral("\u00e9"), "b")));
        EXPECT_TRUE(peer->send(command::noop()));
        EXPECT_EQ(peer->heard(), "T1 LOGIN {2}\r\n");
        EXPECT_EQ(codeOf(peer->say(QByteArray(first) + "T1 BAD too long\r\n")), ErrorCode::None);
        EXPECT_EQ(peer->heard(), "T2 NOOP\r\n");
        EXPECT_EQ(peer->events(), "done 1 bad too long");
    }
}

TEST(SessionSignIn, okBeforeTheLiteralWasSentIsALie) {
    for (const char* first : {"", "+ go\r\n"}) {
        auto peer = greeted("IMAP4rev1");
        EXPECT_TRUE(peer->send(login(QStringLiteral("\u00e9"), "b")));
        (void)peer->heard();
        EXPECT_EQ(codeOf(peer->say(QByteArray(first) + "T1 OK in\r\n")), ErrorCode::UnexpectedResponse);
    }
}

TEST(SessionSignIn, saslWithAnInitialResponse) { // RFC 4959
    auto peer = greeted("IMAP4rev1 SASL-IR");
    EXPECT_TRUE(peer->send(command::authenticate(std::make_shared<Script>(QByteArray("\0a\0b", 4)))));
    EXPECT_EQ(peer->heard(), "T1 AUTHENTICATE SCRIPT AGEAYg==\r\n");
    EXPECT_FALSE(peer->send(command::noop())) << "nothing behind it until it is done";
    EXPECT_TRUE(peer->say("T1 OK [CAPABILITY IMAP4rev1 IDLE] in\r\n"));
    EXPECT_EQ(peer->session.state(), State::Authenticated);
    EXPECT_TRUE(peer->session.hasCapability("IDLE"));
    auto empty = greeted("IMAP4rev1 SASL-IR");
    EXPECT_TRUE(empty->send(command::authenticate(std::make_shared<Script>(QByteArray("")))));
    EXPECT_EQ(empty->heard(), "T1 AUTHENTICATE SCRIPT =\r\n") << "an empty one is '='";
    auto none = greeted("IMAP4rev1 SASL-IR");
    EXPECT_TRUE(none->send(command::authenticate(std::make_shared<Script>())));
    EXPECT_EQ(none->heard(), "T1 AUTHENTICATE SCRIPT\r\n");
}

TEST(SessionSignIn, saslWithoutAnInitialResponse) {
    auto peer = greeted("IMAP4rev1");
    const auto script = std::make_shared<Script>(QByteArray("early"));
    EXPECT_TRUE(peer->send(command::authenticate(script)));
    EXPECT_EQ(peer->heard(), "T1 AUTHENTICATE SCRIPT\r\n");
    EXPECT_TRUE(peer->say("+\r\n"));
    EXPECT_EQ(peer->heard(), QByteArray("answer 1").toBase64() + "\r\n");
    EXPECT_TRUE(peer->say("* OK [X] y\r\n+ " + QByteArray("chal").toBase64() + " \r\n"));
    EXPECT_EQ(peer->heard(), QByteArray("answer 2").toBase64() + "\r\n");
    EXPECT_EQ(script->challenges, (QByteArrayList{"", "chal"}));
    EXPECT_TRUE(peer->say("T1 OK\r\n"));
    EXPECT_EQ(peer->session.authError(), std::nullopt);
    EXPECT_EQ(peer->events(), "untagged ok [X] y\ndone 1 ok");
}

TEST(SessionSignIn, saslIsCancelledWhenTheServerIsWrong) {
    for (const QByteArray& challenge : QByteArrayList{"+ " + QByteArray("wrong").toBase64(), "+ no base64!"}) {
        auto peer = greeted("IMAP4rev1");
        EXPECT_TRUE(peer->send(command::authenticate(std::make_shared<Script>())));
        (void)peer->heard();
        EXPECT_TRUE(peer->say(challenge + "\r\n"));
        EXPECT_EQ(peer->heard(), "*\r\n");
        ASSERT_TRUE(peer->session.authError());
        EXPECT_EQ(peer->session.authError()->code, challenge.contains('!') ? ErrorCode::MalformedResponse : ErrorCode::CredentialsRejected);
        EXPECT_TRUE(peer->say("T1 BAD cancelled\r\n"));
        EXPECT_EQ(peer->session.state(), State::NotAuthenticated);
        EXPECT_TRUE(peer->send(command::authenticate(std::make_shared<Script>())));
        EXPECT_FALSE(peer->session.authError()) << "a new try";
    }
}

TEST(SessionSignIn, aRefusalLeavesNoSaslAnswerBehind) {
    auto peer = greeted("IMAP4rev1");
    EXPECT_TRUE(peer->send(command::authenticate(std::make_shared<Script>())));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("+ \r\nT1 NO time is out\r\n"));
    EXPECT_TRUE(peer->send(command::noop()));
    EXPECT_EQ(peer->heard(), "T2 NOOP\r\n") << "the answer would be a command line now";
}

TEST(SessionSignIn, noAnswerLeavesBeforeAuthenticate) {
    auto early = greeted("IMAP4rev1");
    const auto script = std::make_shared<Script>();
    EXPECT_TRUE(early->send(command::authenticate(script)));
    EXPECT_EQ(codeOf(early->say("+ \r\n")), ErrorCode::UnexpectedResponse);
    EXPECT_EQ(early->heard(), "");
    EXPECT_EQ(script->challenges, QByteArrayList());
    // A literal before it is what the '+' is for.
    auto literal = greeted("IMAP4rev1");
    EXPECT_TRUE(literal->send(command::id({{"name", "\xc3\xa9"}})));
    EXPECT_TRUE(literal->send(command::authenticate(script)));
    EXPECT_EQ(literal->heard(), "T1 ID (\"name\" {2}\r\n");
    EXPECT_TRUE(literal->say("+ \r\n"));
    EXPECT_EQ(literal->heard(), "\xc3\xa9)\r\nT2 AUTHENTICATE SCRIPT\r\n");
    EXPECT_EQ(script->challenges, QByteArrayList());
    EXPECT_TRUE(literal->say("+ \r\n"));
    EXPECT_EQ(script->challenges, QByteArrayList{""});
}

TEST(SessionSignIn, idIsAskedAndAnsweredBeforeSignInToo) { // RFC 2971
    auto peer = greeted("IMAP4rev1 ID");
    EXPECT_TRUE(peer->send(command::id({{"name", "Tributary"}, {"version", "1"}})));
    EXPECT_EQ(peer->heard(), "T1 ID (\"name\" \"Tributary\" \"version\" \"1\")\r\n");
    EXPECT_TRUE(peer->say("* ID (\"name\" \"Cyrus\" \"os\" NIL)\r\nT1 OK\r\n"));
    EXPECT_EQ(peer->events(), "id name=Cyrus os=\ndone 1 ok");
}

TEST(SessionSignIn, startTlsForgetsWhatWasLearntBefore) { // RFC 9051 6.2.1
    auto peer = greeted("IMAP4rev1 STARTTLS AUTH=PLAIN", false);
    EXPECT_TRUE(peer->send(command::startTls()));
    EXPECT_EQ(peer->heard(), "T1 STARTTLS\r\n");
    EXPECT_FALSE(peer->send(login()));
    EXPECT_TRUE(peer->say("* CAPABILITY AUTH=LOGIN\r\n* OK [ALERT] attacker\r\nT1 OK go\r\n"));
    EXPECT_FALSE(peer->send(login())) << "not before the handshake";
    EXPECT_FALSE(peer->session.isEncrypted());
    EXPECT_TRUE(peer->session.tlsStarted());
    EXPECT_TRUE(peer->session.isEncrypted());
    EXPECT_FALSE(peer->session.capabilitiesKnown());
    EXPECT_EQ(peer->events(), "");
    EXPECT_EQ(peer->session.state(), State::NotAuthenticated);
    EXPECT_TRUE(peer->send(command::capability()));
    EXPECT_EQ(peer->heard(), "T2 CAPABILITY\r\n");
}

TEST(SessionSignIn, anythingBehindTheStartTlsAnswerIsInjected) {
    for (const char* behind : {"* CAPABILITY AUTH=PLAIN\r\n", "x", "\r\n", "T2 OK\r\n"}) {
        for (const bool together : {true, false}) {
            auto peer = greeted("IMAP4rev1 STARTTLS", false);
            EXPECT_TRUE(peer->send(command::startTls()));
            (void)peer->heard();
            EXPECT_TRUE(peer->say(together ? "" : "T1 OK go\r\n"));
            EXPECT_EQ(codeOf(peer->say(QByteArray(together ? "T1 OK go\r\n" : "") + behind)), ErrorCode::InjectedData);
            EXPECT_EQ(codeOf(peer->session.tlsStarted()), ErrorCode::InjectedData);
            EXPECT_FALSE(peer->session.isEncrypted());
            EXPECT_FALSE(peer->send(command::capability()));
        }
    }
}

TEST(SessionSignIn, startTlsStandsAloneAndMayBeRefused) {
    auto peer = greeted("IMAP4rev1 STARTTLS", false);
    EXPECT_EQ(codeOf(greeted("X", false)->session.tlsStarted()), ErrorCode::InjectedData) << "nobody asked";
    EXPECT_TRUE(peer->send(command::noop()));
    EXPECT_FALSE(peer->send(command::startTls())) << "not behind others";
    (void)peer->heard();
    EXPECT_TRUE(peer->say("T1 OK\r\n"));
    EXPECT_TRUE(peer->send(command::startTls()));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("T2 NO not now\r\n"));
    EXPECT_EQ(codeOf(peer->session.tlsStarted()), ErrorCode::InjectedData);
    auto plus = greeted("IMAP4rev1 STARTTLS", false);
    EXPECT_TRUE(plus->send(command::startTls()));
    (void)plus->heard();
    EXPECT_EQ(codeOf(plus->say("+ continue\r\n")), ErrorCode::UnexpectedResponse);
}

} // namespace tributary::imap::tst_SessionSignIn
