// SPDX-License-Identifier: GPL-3.0-or-later
// STARTTLS and SASL (RFC 5804 2.1, 2.2): nothing survives STARTTLS, and the server proves itself where the mechanism wants it (S13, S35).
#include "Peer.h"

namespace tributary::sieve::tst_SieveSignIn {
namespace {

using tests::codeOf;
using tests::Echo;
using tests::Peer;

std::unique_ptr<Peer> authenticating(std::optional<QByteArray> first, bool isSure = true) {
    auto peer = Peer::greeted();
    EXPECT_TRUE(peer->session.authenticate(std::make_shared<Echo>(std::move(first), isSure)));
    return peer;
}

} // namespace

TEST(SieveSignIn, S13_nothingSurvivesStartTls) {
    const auto peer = Peer::greeted({"\"STARTTLS\"", "\"SASL\" \"PLAIN\"", "\"OWNER\" \"mallory\""}, false);
    EXPECT_TRUE(peer->session.startTls());
    EXPECT_EQ(codeOf(peer->session.capability()), ErrorCode::Bug) << "nothing behind it";
    EXPECT_EQ(peer->heard(), "STARTTLS\r\n");
    EXPECT_TRUE(peer->say("OK \"go\"\r\n"));
    EXPECT_EQ(peer->session.state(), State::AwaitingTls);
    EXPECT_EQ(codeOf(peer->session.capability()), ErrorCode::Bug);
    EXPECT_TRUE(peer->session.tlsStarted());
    EXPECT_EQ(peer->events(), "") << "no event of before";
    EXPECT_FALSE(peer->session.capabilities().isKnown());
    EXPECT_EQ(peer->session.state(), State::AwaitingGreeting);
    EXPECT_TRUE(peer->say("\"SASL\" \"ECHO\"\r\n\"VERSION\" \"1.0\"\r\nOK\r\n"));
    EXPECT_EQ(peer->events(), "connect OK");
    EXPECT_TRUE(peer->session.isEncrypted());
    EXPECT_EQ(peer->session.capabilities().saslMechanisms().join(' '), "ECHO");
    EXPECT_EQ(peer->session.capabilities().owner(), "");
    EXPECT_EQ(codeOf(peer->session.startTls()), ErrorCode::Bug) << "once is enough";
}
TEST(SieveSignIn, TLS1_dataBehindTheAnswerToStartTlsEndsIt) {
    for (const QByteArray& behind : QByteArrayList{"OK\r\n", "x", "\"SASL\" \"PLAIN\"\r\nOK\r\n", "\r\n", "NO\r\n"}) {
        for (const qsizetype piece : {0, 1}) {
            const auto peer = Peer::greeted({"\"STARTTLS\""}, false);
            EXPECT_TRUE(peer->session.startTls());
            (void)peer->heard();
            EXPECT_EQ(codeOf(peer->say("OK\r\n" + behind, piece)), ErrorCode::InjectedData) << behind.constData();
            EXPECT_EQ(codeOf(peer->session.tlsStarted()), ErrorCode::InjectedData);
            EXPECT_EQ(peer->session.state(), State::Failed);
            EXPECT_EQ(peer->heard(), "");
        }
    }
}
TEST(SieveSignIn, TLS2_startTlsThatIsMissingOrRefused) {
    const auto missing = Peer::greeted({"\"SASL\" \"PLAIN\""}, false);
    EXPECT_EQ(codeOf(missing->session.startTls()), ErrorCode::StartTlsNotOffered);
    const auto refused = Peer::greeted({"\"STARTTLS\""}, false);
    EXPECT_TRUE(refused->session.startTls());
    (void)refused->heard();
    EXPECT_TRUE(refused->say("NO \"not now\"\r\n"));
    EXPECT_EQ(refused->events(), "starttls NO not now [tls/starttls-refused]");
    EXPECT_EQ(refused->session.state(), State::NonAuthenticated);
}
TEST(SieveSignIn, challengesAreAnswered) {
    const auto peer = authenticating(std::nullopt);
    EXPECT_EQ(peer->heard(), "AUTHENTICATE \"ECHO\"\r\n");
    EXPECT_TRUE(peer->say("\"\"\r\n"));
    EXPECT_EQ(peer->heard(), "\"\"\r\n");
    EXPECT_TRUE(peer->say("{4}\r\nYWJj\r\n"));
    EXPECT_EQ(peer->heard(), "\"YWJj\"\r\n");
    EXPECT_TRUE(peer->say("OK\r\n"));
    EXPECT_EQ(peer->events(), "authenticate OK");
    EXPECT_EQ(peer->session.state(), State::Authenticated);
}
TEST(SieveSignIn, longResponsesAreLiterals) {
    const auto peer = authenticating(QByteArray(900, 'a'));
    EXPECT_TRUE(peer->heard().startsWith("AUTHENTICATE \"ECHO\" {1200+}\r\nYWFh"));
    const auto toolong = Peer::greeted();
    EXPECT_EQ(codeOf(toolong->session.authenticate(std::make_shared<Echo>(QByteArray(limits::kAuthString, 'a')))), ErrorCode::BadValue);
    EXPECT_EQ(toolong->heard(), "");
}
TEST(SieveSignIn, theLastWordMayComeWithTheOk) {
    const auto proven = authenticating("first", false);
    (void)proven->heard();
    EXPECT_TRUE(proven->say("OK (SASL \"cHJvb2Y=\")\r\n"));
    EXPECT_EQ(proven->events(), "authenticate OK (SASL)");
    EXPECT_EQ(proven->session.state(), State::Authenticated);
    for (const QByteArray& answer : QByteArrayList{"OK\r\n", "OK (SASL \"YWJj\")\r\n", "OK (SASL \"eA==\")\r\n", "OK (SASL \"!\")\r\n", "OK (SASL)\r\n"}) {
        const auto liar = authenticating("first", false);
        (void)liar->heard();
        EXPECT_TRUE(liar->say(answer));
        EXPECT_FALSE(liar->events().endsWith("OK")) << answer.constData();
        EXPECT_EQ(liar->session.state(), State::Closed) << "it let us in and is not believed";
    }
}
TEST(SieveSignIn, whatIsNotBelievedIsCancelled) {
    const auto peer = authenticating("first");
    (void)peer->heard();
    EXPECT_TRUE(peer->say("\"eHk=\"\r\n"));
    EXPECT_EQ(peer->heard(), "\"*\"\r\n");
    EXPECT_TRUE(peer->say("NO \"cancelled\"\r\n"));
    EXPECT_EQ(peer->events(), "authenticate NO cancelled [auth/credentials-rejected]");
    EXPECT_EQ(peer->session.state(), State::NonAuthenticated);
    const auto again = authenticating("first");
    (void)again->heard();
    EXPECT_TRUE(again->say("\"eHk=\"\r\n"));
    (void)again->heard();
    EXPECT_EQ(codeOf(again->say("\"YQ==\"\r\n")), ErrorCode::UnexpectedResponse);
}
TEST(SieveSignIn, S35_aRefusalIsOne) {
    const auto peer = authenticating("first");
    (void)peer->heard();
    EXPECT_TRUE(peer->say("NO \"Authentication failed.\"\r\n"));
    EXPECT_EQ(peer->events(), "authenticate NO Authentication failed. [auth/credentials-rejected]");
    EXPECT_TRUE(peer->session.authenticate(std::make_shared<Echo>("again"))) << "another way may be tried";
}

} // namespace tributary::sieve::tst_SieveSignIn
