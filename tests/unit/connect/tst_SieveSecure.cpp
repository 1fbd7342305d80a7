// SPDX-License-Identifier: GPL-3.0-or-later
// ManageSieve: not one byte of credentials in the clear, and what signing in may fail of (S13, S34 to S36; TLS1 to TLS3 of
// reference/reliability.md): asserted on what the server received.
#include "SieveTargets.h"

namespace tributary::connect::tst_SieveSecure {
namespace {

using SieveTransport = ScriptedServer::Transport;

Error errorOf(const ScriptedServer& server, model::Security security = model::Security::StartTls) {
    return sieveErrorOf(sieveTarget(server, security));
}

void expectNothingSecret(const ScriptedServer& server) {
    for (const QByteArray& line : server.received()) {
        EXPECT_EQ(line, "STARTTLS");
    }
}

Error signInAnswered(const QByteArray& answer) {
    const ScriptedServer server(SieveTransport::Tls, sieveTold() + kSievePlain + "S: " + answer + "\nX: hang\n");
    return errorOf(server, model::Security::Tls);
}

} // namespace

TEST(SieveSecure, signsInOverTlsAndTellsEachStage) {
    const ScriptedServer server(SieveTransport::Tls, sieveSignIn() + "C: LOGOUT\nS: OK\n");
    QList<Stage> stages;
    QStringList texts;
    const auto connection = SieveConnection::open(sieveTarget(server), [&](const StageResult& result) {
        EXPECT_TRUE(result.status);
        stages.append(result.stage);
        texts.append(result.text);
    });
    ASSERT_TRUE(connection) << qPrintable(connection.error().detail) << qPrintable(server.failure());
    EXPECT_EQ(stages, (QList<Stage>{Stage::Resolve, Stage::Connect, Stage::Tls, Stage::Greeting, Stage::SignIn}));
    EXPECT_EQ(texts.value(3), u"model"_s);
    EXPECT_TRUE((*connection)->isEncrypted());
    EXPECT_EQ((*connection)->capabilities().owner(), "alice") << "as told after signing in";
    EXPECT_TRUE((*connection)->logout());
    EXPECT_EQ(server.failure(), QString());
}
TEST(SieveSecure, S13_whatWasSaidInTheClearIsForgotten) {
    const ScriptedServer server(SieveTransport::Plain, sieveTold({"\"STARTTLS\"", "\"SASL\" \"LOGIN\"", "\"OWNER\" \"mallory\""}) + "C: STARTTLS\nS: OK \"go\"\nX: starttls\n" + sieveSignIn());
    const auto connection = SieveConnection::open(sieveTarget(server, model::Security::StartTls));
    ASSERT_TRUE(connection) << qPrintable(connection.error().detail) << qPrintable(server.failure());
    EXPECT_TRUE((*connection)->isEncrypted());
    EXPECT_EQ((*connection)->capabilities().owner(), "alice");
    EXPECT_EQ(server.failure(), QString());
}
TEST(SieveSecure, TLS1_dataBehindTheStartTlsAnswerEndsIt) {
    for (const char* injected : {"OK\\r\\n", "x", "\\x22SASL\\x22 \\x22PLAIN\\x22\\r\\nOK\\r\\n"}) {
        const ScriptedServer server(SieveTransport::Plain, sieveTold({"\"STARTTLS\""}) + "C: STARTTLS\nS-raw: OK\\r\\n" + injected + "\nX: hang\n");
        const Error error = errorOf(server);
        EXPECT_EQ(error.code, ErrorCode::InjectedData) << injected;
        expectNothingSecret(server);
    }
}
TEST(SieveSecure, TLS2_withoutStartTlsNothingIsSaid) {
    const ScriptedServer missing(SieveTransport::Plain, sieveTold({"\"SASL\" \"PLAIN\""}) + "X: hang\n");
    EXPECT_EQ(errorOf(missing).code, ErrorCode::StartTlsNotOffered);
    expectNothingSecret(missing);
    const ScriptedServer refused(SieveTransport::Plain, sieveTold({"\"STARTTLS\"", "\"SASL\" \"PLAIN\""}) + "C: STARTTLS\nS: NO \"no\"\nX: hang\n");
    EXPECT_EQ(errorOf(refused).code, ErrorCode::StartTlsRefused);
    expectNothingSecret(refused);
}
TEST(SieveSecure, TLS3_noPasswordWithoutTlsToAnotherHost) {
    Target target;
    target.server = {u"mail.example.invalid"_s, 4190, model::Security::None, u"alice"_s};
    target.password = Secret("secret-word");
    EXPECT_EQ(sieveErrorOf(target).code, ErrorCode::TlsRequired);
}
TEST(SieveSecure, aTokenNeverGoesInTheClear) {
    const ScriptedServer server(SieveTransport::Plain, sieveTold({"\"SASL\" \"PLAIN XOAUTH2 OAUTHBEARER\""}) + "X: hang\n");
    Target target = sieveTarget(server, model::Security::None);
    target.oauth = true;
    EXPECT_EQ(sieveErrorOf(target).code, ErrorCode::TlsRequired);
    EXPECT_TRUE(server.received().isEmpty());
}
TEST(SieveSecure, S35_refusalsOfSigningIn) {
    EXPECT_EQ(signInAnswered("NO \"Authentication failed.\"").code, ErrorCode::CredentialsRejected);
    EXPECT_EQ(signInAnswered("NO \"Authentication failed.\"").serverText, "NO Authentication failed.");
    EXPECT_EQ(signInAnswered("NO (TRYLATER) \"Temporary authentication failure.\"").code, ErrorCode::AuthServerUnavailable);
    EXPECT_EQ(signInAnswered("NO (AUTH-TOO-WEAK)").code, ErrorCode::MechanismUnavailable);
    EXPECT_EQ(signInAnswered("BYE \"Maximum number of connections from user+IP exceeded\"").code, ErrorCode::TooManyConnections);
    EXPECT_EQ(signInAnswered("NO \"no secret-word AGFsaWNlAHNlY3JldC13b3Jk\"").serverText, "NO no *** ***") << "an echo is cut";
    const ScriptedServer none(SieveTransport::Tls, sieveTold({"\"SASL\" \"\""}) + "X: hang\n");
    EXPECT_EQ(errorOf(none, model::Security::Tls).code, ErrorCode::MechanismUnavailable);
    const ScriptedServer other(SieveTransport::Tls, sieveTold({"\"SASL\" \"GSSAPI\""}) + "X: hang\n");
    EXPECT_EQ(errorOf(other, model::Security::Tls).code, ErrorCode::MechanismUnavailable);
}
TEST(SieveSecure, S34_whoIsNoSieveServer) {
    const ScriptedServer imap(SieveTransport::Tls, "S: * OK ready\nX: hang\n");
    EXPECT_EQ(errorOf(imap, model::Security::Tls).code, ErrorCode::NotThisProtocol);
    const ScriptedServer busy(SieveTransport::Tls, "S: BYE \"Too many connections\"\n");
    EXPECT_EQ(errorOf(busy, model::Security::Tls).code, ErrorCode::TooManyConnections);
    const ScriptedServer gone(SieveTransport::Tls, "S: \"SASL\" \"PLAIN\"\nX: close\n");
    EXPECT_EQ(errorOf(gone, model::Security::Tls).kind, ErrorKind::Network);
}
TEST(SieveSecure, aPlaceIsTakenOfTheBudget) {
    const ScriptedServer server(SieveTransport::Tls, sieveSignIn() + "C: LOGOUT\nS: OK\n");
    Target target = sieveTarget(server);
    target.budget = std::make_shared<ConnectionBudget>();
    const auto connection = SieveConnection::open(target);
    ASSERT_TRUE(connection);
    EXPECT_EQ(target.budget->tally().open, 1);
    EXPECT_TRUE((*connection)->logout());
    EXPECT_EQ(target.budget->tally().open, 0);
}

} // namespace tributary::connect::tst_SieveSecure
