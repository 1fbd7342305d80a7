// SPDX-License-Identifier: GPL-3.0-or-later
// Trying a POP3 account out: the same stages, and whether its mail can be known again (S1, S16, S33 to S35).
#include "accounts/Probe.h"
#include "support/ScriptedServer.h"

#include <gtest/gtest.h>

namespace tributary::accounts::tst_Pop3Probe {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using tests::ScriptedServer;
using Transport = ScriptedServer::Transport;

QByteArray capa(const QByteArray& lines) { return "C: CAPA\nS: +OK\n" + lines + "S: .\n"; }

/// Up to the answer to CAPA behind signing in.
QByteArray signIn(const QByteArray& lines) {
    return "S: +OK ready\n" + capa(lines) + "C: AUTH PLAIN\nS: +\nC: *\nS: +OK in\n" + capa(lines);
}

const QByteArray kOneMessage("C: STAT\nS: +OK 1 10\nC: UIDL\nS: -ERR what?\nC: LIST\nS: +OK\nS: 1 10\nS: .\n");
const QByteArray kQuit("C: QUIT\nS: +OK\nX: close\n");

ProbeOutcome probed(const ScriptedServer& server, model::LeaveOnServer leave = model::LeaveOnServer::Always) {
    AccountDraft draft;
    draft.account.email = u"ann@mail.example"_s;
    draft.account.protocol = model::Protocol::Pop3;
    draft.account.incoming = {u"localhost"_s, server.port(), model::Security::Tls, u"ann"_s};
    draft.account.fetch.leave = leave;
    draft.password = Secret("secret-word");
    ProbeOptions options;
    options.policy.allowNonStandardPorts = true;
    options.policy.certificates = *net::loadCertificatePolicy({ScriptedServer::caFile()});
    options.connectTimeout = 10s;
    options.answerTimeout = 10s;
    const auto outcome = probe(draft, options);
    EXPECT_TRUE(outcome);
    return outcome.value_or(ProbeOutcome());
}

QString stagesOf(const ProbeOutcome& outcome) {
    QStringList words;
    for (const StageReport& report : outcome.stages) {
        if (report.side == Side::Incoming)
            words.append(stageName(report.stage) + u' ' + stageStateName(report.state));
    }
    return words.join(u", "_s);
}

} // namespace

TEST(Pop3Probe, tellsTheSameStagesAndHowManyMessagesThereAre) {
    const ScriptedServer server(Transport::Tls, signIn("S: UIDL\nS: TOP\nS: PIPELINING\nS: SASL PLAIN\n") +
                                                    "C: STAT\nC: UIDL\nC: LIST\nS: +OK 2 30\nS: +OK\nS: 1 a\nS: 2 b\nS: .\nS: +OK\nS: 1 10\nS: 2 20\nS: .\n" + kQuit);
    const ProbeOutcome outcome = probed(server);
    EXPECT_TRUE(outcome.passed()) << qPrintable(server.failure());
    EXPECT_EQ(stagesOf(outcome), u"resolve ok, connect ok, tls ok, greeting ok, sign-in ok, mailboxes ok"_s);
    EXPECT_EQ(outcome.stages.value(5).text, u"2"_s);
    EXPECT_EQ(outcome.mailboxes, 1);
    EXPECT_EQ(outcome.capabilities, (QStringList{u"PIPELINING"_s, u"SASL"_s, u"TOP"_s, u"UIDL"_s, u"AUTH=PLAIN"_s}));
    EXPECT_EQ(server.failure(), QString());
}
TEST(Pop3Probe, S33_mailThatCannotBeKnownAgainIsNotLeftThere) {
    const ScriptedServer server(Transport::Tls, signIn("S: SASL PLAIN\n") + kOneMessage + kQuit);
    const ProbeOutcome outcome = probed(server);
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(outcome.error->kind, ErrorKind::Refused);
    EXPECT_EQ(outcome.error->code, ErrorCode::Unsupported);
    EXPECT_TRUE(outcome.error->detail.contains(u"neither UIDL nor TOP"_s));
    EXPECT_TRUE(stagesOf(outcome).endsWith(u"sign-in ok, mailboxes error"_s));
    const ScriptedServer fetching(Transport::Tls, signIn("S: SASL PLAIN\n") + kOneMessage + kQuit);
    EXPECT_TRUE(probed(fetching, model::LeaveOnServer::Never).passed());
    const ScriptedServer top(Transport::Tls, signIn("S: SASL PLAIN\nS: TOP\n") + kOneMessage + kQuit);
    EXPECT_TRUE(probed(top).passed());
}
TEST(Pop3Probe, withoutCapaTopIsTried) {
    const QByteArray in("S: +OK ready\nC: CAPA\nS: -ERR what?\nC: USER ann\nS: +OK\nC: PASS secret-word\nS: +OK\n");
    const ScriptedServer has(Transport::Tls, in + kOneMessage + "C: TOP 1 0\nS: +OK\nS: a\nS: .\n" + kQuit);
    EXPECT_TRUE(probed(has).passed());
    const ScriptedServer hasNot(Transport::Tls, in + kOneMessage + "C: TOP 1 0\nS: -ERR what?\n" + kQuit);
    EXPECT_FALSE(probed(hasNot).passed());
    EXPECT_EQ(hasNot.failure(), QString());
}
TEST(Pop3Probe, S35_aRefusedPasswordIsAnErrorOfItsStage) {
    const ScriptedServer server(Transport::Tls, "S: +OK ready\n" + capa("S: SASL PLAIN\n") + "C: AUTH PLAIN\nS: +\nC: *\nS: -ERR [AUTH] no\nX: hang\n");
    const ProbeOutcome outcome = probed(server);
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(outcome.error->code, ErrorCode::CredentialsRejected);
    EXPECT_EQ(stagesOf(outcome), u"resolve ok, connect ok, tls ok, greeting ok, sign-in error, mailboxes not-tried"_s);
}
TEST(Pop3Probe, S34_anImapServerIsNamedAsAnotherProtocol) {
    const ScriptedServer server(Transport::Tls, "S: * OK IMAP4rev1 ready\nX: hang\n");
    const ProbeOutcome outcome = probed(server);
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(outcome.error->code, ErrorCode::NotThisProtocol);
}

} // namespace tributary::accounts::tst_Pop3Probe
