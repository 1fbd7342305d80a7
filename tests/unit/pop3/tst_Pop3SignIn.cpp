// SPDX-License-Identifier: GPL-3.0-or-later
// STLS, SASL, USER and PASS, and what of APOP is left (RFC 2595, 5034, 1939; S13, S16, S35; TLS1 of reference/reliability.md).
#include "Peer.h"

namespace tributary::pop3::tst_Pop3SignIn {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::codeOf;
using tests::Peer;

/// Says "first", if so, and then what it is asked for; "x..." is not believed.
class Echo : public sasl::Mechanism {
  public:
    explicit Echo(std::optional<QByteArray> first = std::nullopt, bool isSure = true) : m_first(std::move(first)), m_isSure(isSure) {}
    QByteArray name() const override { return "ECHO"; }
    std::optional<QByteArray> initialResponse() override { return m_first; }
    Result<QByteArray> respond(const QByteArray& challenge) override {
        if (challenge.startsWith('x'))
            return failure(ErrorKind::Auth, ErrorCode::CredentialsRejected);
        return challenge;
    }
    bool isComplete() const override { return m_isSure; }

  private:
    std::optional<QByteArray> m_first;
    bool m_isSure;
};

std::unique_ptr<Peer> authenticating(FirstResponse where, std::optional<QByteArray> first = "first"_ba, bool isSure = true) {
    auto peer = Peer::greeted({"SASL ECHO"});
    EXPECT_TRUE(peer->session.authenticate(std::make_shared<Echo>(std::move(first), isSure), where));
    return peer;
}

bool hasTimestamp(const QByteArray& text) {
    Peer peer;
    EXPECT_TRUE(peer.say("+OK " + text + "\r\n"));
    return peer.session.hasTimestamp();
}

} // namespace

TEST(Pop3SignIn, userAndPass) {
    const auto peer = Peer::greeted();
    EXPECT_TRUE(peer->session.signIn(u"DOMAIN\\alice"_s, Secret("two words")));
    EXPECT_EQ(peer->heard(), "USER DOMAIN\\alice\r\n");
    EXPECT_TRUE(peer->say("+OK\r\n"));
    EXPECT_EQ(peer->heard(), "PASS two words\r\n");
    EXPECT_TRUE(peer->say("-ERR no\r\n"));
    EXPECT_EQ(peer->events(), "pass -ERR no [auth/credentials-rejected]");
    EXPECT_EQ(peer->session.state(), State::Authorization);
}
TEST(Pop3SignIn, aRefusedUserIsToldNoPassword) {
    const auto peer = Peer::greeted();
    EXPECT_TRUE(peer->session.signIn(u"alice"_s, Secret("pw")));
    (void)peer->heard();
    EXPECT_TRUE(peer->say("-ERR [SYS/TEMP] x\r\n"));
    EXPECT_EQ(peer->heard(), "");
    EXPECT_EQ(peer->events(), "user -ERR [SYS/TEMP] x [temporary-refusal/auth-server-unavailable]");
}
TEST(Pop3SignIn, S16_whatCannotStandInALineIsNotSaid) {
    const auto peer = Peer::greeted({}, true, "+OK <1@x>\r\n");
    for (const QByteArray bad : {"a\r\nDELE 1", "a\n", "a\tb", ""}) {
        EXPECT_EQ(codeOf(peer->session.signIn(u"alice"_s, Secret(bad))), ErrorCode::BadValue) << bad.constData();
        EXPECT_EQ(codeOf(peer->session.signIn(QString::fromLatin1(bad), Secret("pw"))), ErrorCode::BadValue) << bad.constData();
        EXPECT_EQ(codeOf(peer->session.apop(QString::fromLatin1(bad), Secret("pw"))), ErrorCode::BadValue) << bad.constData();
    }
    EXPECT_EQ(peer->heard(), "");
}
TEST(Pop3SignIn, apopDigestsTheTimestamp) { // the example of RFC 1939
    const auto peer = Peer::greeted({}, true, "+OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>\r\n");
    EXPECT_TRUE(peer->session.apop(u"mrose"_s, Secret("tanstaaf")));
    EXPECT_EQ(peer->heard(), "APOP mrose c4c9334bac560ecc979e58001b3e22fb\r\n");
    EXPECT_TRUE(peer->say("+OK\r\n"));
    EXPECT_EQ(peer->session.state(), State::Transaction);
}
TEST(Pop3SignIn, apopIsNeverUsedWithoutTls) {
    const auto peer = Peer::greeted({}, false, "+OK <1@x>\r\n");
    EXPECT_TRUE(peer->session.hasTimestamp());
    EXPECT_EQ(codeOf(peer->session.apop(u"mrose"_s, Secret("pw"))), ErrorCode::Bug);
    EXPECT_EQ(peer->heard(), "");
}
TEST(Pop3SignIn, aTimestampThatIsNoMessageIdIsNotDigested) { // CVE-2007-1558
    EXPECT_TRUE(hasTimestamp("x <a.b-1@host.example> y"));
    EXPECT_TRUE(hasTimestamp("<1@[192.0.2.1]>"));
    for (const QByteArray& bad : QByteArrayList{"none", "<>", "<a>", "<@b>", "<a@>", "<a@b", "<a@b@c>", "<a..b@c>", "<.a@b>", "<a@b.>", "<a b@c>", "<a@b\x01>",
                                                "<a\x80@b>", "<a@b\xff>", "<\"a\"@b>", "<a@[b>", "<a@[b]c]>", "<a@[]>", '<' + QByteArray(255, 'a') + "@b>"})
        EXPECT_FALSE(hasTimestamp(bad)) << bad.constData();
}
TEST(Pop3SignIn, S13_nothingSurvivesStls) {
    const auto peer = Peer::greeted({"STLS", "SASL PLAIN", "UIDL"}, false, "+OK <1@x>\r\n");
    EXPECT_TRUE(peer->session.startTls());
    EXPECT_EQ(codeOf(peer->session.capa()), ErrorCode::Bug) << "nothing behind it";
    EXPECT_EQ(peer->heard(), "STLS\r\n");
    EXPECT_TRUE(peer->say("+OK go\r\n"));
    EXPECT_EQ(peer->session.state(), State::AwaitingTls);
    EXPECT_EQ(codeOf(peer->session.capa()), ErrorCode::Bug);
    EXPECT_TRUE(peer->session.tlsStarted());
    EXPECT_TRUE(peer->session.isEncrypted());
    EXPECT_FALSE(peer->session.capabilities().isKnown());
    EXPECT_FALSE(peer->session.hasTimestamp());
    EXPECT_EQ(peer->events(), "");
    EXPECT_EQ(codeOf(peer->session.startTls()), ErrorCode::Bug) << "once is enough";
}
TEST(Pop3SignIn, TLS1_dataBehindTheAnswerToStlsEndsIt) {
    for (const QByteArray& behind : QByteArrayList{"+OK\r\n", "x", "-ERR\r\n", ".\r\n", "\r\n"}) {
        for (const qsizetype piece : {0, 1}) {
            const auto peer = Peer::greeted({"STLS"}, false);
            EXPECT_TRUE(peer->session.startTls());
            (void)peer->heard();
            EXPECT_EQ(codeOf(peer->say("+OK go\r\n" + behind, piece)), ErrorCode::InjectedData) << behind.constData();
            EXPECT_EQ(codeOf(peer->session.tlsStarted()), ErrorCode::InjectedData);
            EXPECT_EQ(peer->session.state(), State::Failed);
            EXPECT_EQ(peer->heard(), "");
        }
    }
}
TEST(Pop3SignIn, TLS2_stlsThatIsMissingOrRefused) {
    const auto missing = Peer::greeted({"UIDL"}, false);
    EXPECT_EQ(codeOf(missing->session.startTls()), ErrorCode::StartTlsNotOffered);
    const auto refused = Peer::greeted({"STLS"}, false);
    EXPECT_TRUE(refused->session.startTls());
    (void)refused->heard();
    EXPECT_TRUE(refused->say("-ERR [SYS/TEMP] no\r\n"));
    EXPECT_EQ(refused->events(), "stls -ERR [SYS/TEMP] no [tls/starttls-refused]");
    EXPECT_FALSE(refused->session.isEncrypted());
}
TEST(Pop3SignIn, theFirstResponseAlong) {
    const auto peer = authenticating(FirstResponse::Along);
    EXPECT_EQ(peer->heard(), "AUTH ECHO Zmlyc3Q=\r\n");
    EXPECT_TRUE(peer->say("+ YWJj\r\n", 1));
    EXPECT_EQ(peer->heard(), "YWJj\r\n");
    EXPECT_TRUE(peer->say("+OK in\r\n"));
    EXPECT_EQ(peer->events(), "auth +OK in");
    EXPECT_EQ(peer->session.state(), State::Transaction);
    EXPECT_EQ(authenticating(FirstResponse::Along, ""_ba)->heard(), "AUTH ECHO =\r\n");
    EXPECT_EQ(authenticating(FirstResponse::Along, std::nullopt)->heard(), "AUTH ECHO\r\n");
}
TEST(Pop3SignIn, theFirstResponseOnALineOfItsOwn) {
    for (const char* asks : {"+\r\n", "+ \r\n", "+ go ahead\r\n"}) {
        const auto peer = authenticating(FirstResponse::Apart);
        EXPECT_EQ(peer->heard(), "AUTH ECHO\r\n");
        EXPECT_TRUE(peer->say(asks));
        EXPECT_EQ(peer->heard(), "Zmlyc3Q=\r\n");
        EXPECT_TRUE(peer->say("-ERR no\r\n"));
        EXPECT_EQ(peer->events(), "auth -ERR no [auth/credentials-rejected]");
    }
}
TEST(Pop3SignIn, aServerThatHasNotSeenTheCredentialsCannotHaveRefusedThem) {
    const auto peer = authenticating(FirstResponse::Apart);
    (void)peer->heard();
    EXPECT_TRUE(peer->say("-ERR syntax\r\n"));
    EXPECT_EQ(peer->events(), "auth -ERR syntax [auth/mechanism-unavailable]");
    EXPECT_TRUE(peer->session.authenticate(std::make_shared<Echo>("first"_ba), FirstResponse::Along)) << "another try is possible";
    EXPECT_EQ(peer->heard(), "AUTH ECHO Zmlyc3Q=\r\n");
    EXPECT_TRUE(peer->say("-ERR syntax\r\n"));
    EXPECT_EQ(peer->events(), "auth -ERR syntax [auth/credentials-rejected]");
    const auto coded = authenticating(FirstResponse::Apart);
    (void)coded->heard();
    EXPECT_TRUE(coded->say("-ERR [SYS/TEMP] x\r\n"));
    EXPECT_EQ(coded->events(), "auth -ERR [SYS/TEMP] x [temporary-refusal/auth-server-unavailable]");
}
TEST(Pop3SignIn, aChallengeThatIsNotBelievedIsCancelled) {
    for (const char* challenge : {"+ eHg=\r\n", "+ ???\r\n"}) {
        const auto peer = authenticating(FirstResponse::Along);
        (void)peer->heard();
        EXPECT_TRUE(peer->say(challenge));
        EXPECT_EQ(peer->heard(), "*\r\n");
        EXPECT_TRUE(peer->say("-ERR cancelled\r\n"));
        EXPECT_EQ(peer->session.state(), State::Authorization);
        EXPECT_TRUE(peer->events().startsWith("auth -ERR cancelled [")) << challenge;
    }
    const auto more = authenticating(FirstResponse::Along);
    (void)more->heard();
    EXPECT_TRUE(more->say("+ eHg=\r\n"));
    (void)more->heard();
    EXPECT_EQ(codeOf(more->say("+ YWJj\r\n")), ErrorCode::UnexpectedResponse);
}
TEST(Pop3SignIn, aServerThatDidNotProveItselfIsLeft) {
    const auto peer = authenticating(FirstResponse::Along, "first"_ba, false);
    (void)peer->heard();
    EXPECT_TRUE(peer->say("+OK in\r\n"));
    EXPECT_EQ(peer->events(), "auth +OK in [auth/credentials-rejected]");
    EXPECT_EQ(peer->session.state(), State::Closed);
}
TEST(Pop3SignIn, aTokenTooLongForACommandLineMayStillGoAlong) {
    EXPECT_GT(authenticating(FirstResponse::Along, QByteArray(3000, 't'))->heard().size(), 4000);
    const auto peer = Peer::greeted({"SASL ECHO"});
    EXPECT_EQ(codeOf(peer->session.authenticate(std::make_shared<Echo>(QByteArray(10'000, 't')), FirstResponse::Along)), ErrorCode::BadValue);
}

} // namespace tributary::pop3::tst_Pop3SignIn
