// SPDX-License-Identifier: GPL-3.0-or-later
// Connections within a budget, with servers that say "too many connections".
#include "Pop3Targets.h"
#include "SmtpTargets.h"
#include "connect/ImapConnection.h"
#include "support/ScriptedServer.h"

#include <gtest/gtest.h>

namespace tributary::connect::tst_BudgetedConnections {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using tributary::tests::ScriptedServer;
using Transport = ScriptedServer::Transport;

constexpr const char* kSignedIn = "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\nC: {tag} AUTHENTICATE PLAIN *\nS: {tag} OK [CAPABILITY IMAP4rev1 IDLE] in\n";
constexpr const char* kTooMany =
    "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\nC: {tag} AUTHENTICATE PLAIN *\n"
    "S: {tag} NO [LIMIT] Maximum number of connections from user+IP exceeded (mail_max_userip_connections=1)\nX: close\n";

template <typename T = ImapTarget> T targetOf(const ScriptedServer& server, const std::shared_ptr<ConnectionBudget>& budget, Purpose purpose = Purpose::Account) {
    T target;
    target.server = {u"localhost"_s, server.port(), model::Security::Tls, u"alice"_s};
    target.password = Secret("secret-word");
    target.certificates = *net::loadCertificatePolicy({ScriptedServer::caFile()});
    target.answerTimeout = 3s;
    target.connectTimeout = 3s;
    target.budget = budget;
    target.purpose = purpose;
    return target;
}

} // namespace

TEST(BudgetedConnections, aConnectionHasItsPlaceUntilItsEnd) {
    const auto budget = std::make_shared<ConnectionBudget>();
    const ScriptedServer server(Transport::Tls, QByteArray(kSignedIn) + "C: {tag} LOGOUT\nX: close\n--- next connection\n" + kSignedIn + "X: hang\n");
    {
        const auto first = ImapConnection::open(targetOf(server, budget));
        ASSERT_TRUE(first) << qPrintable(first.error().detail);
        EXPECT_EQ(budget->tally().open, 1);
        (*first)->logout();
        EXPECT_EQ(budget->tally().open, 0) << "at once, though the object is still there";
    }
    const auto second = ImapConnection::open(targetOf(server, budget));
    ASSERT_TRUE(second);
    EXPECT_EQ(budget->tally().open, 1);
    EXPECT_FALSE((*second)->isWantedBack());
}
TEST(BudgetedConnections, aPlaceIsNotLostWhereTheServerCannotBeReached) {
    const auto budget = std::make_shared<ConnectionBudget>();
    const ScriptedServer server(Transport::Tls, "S: * BYE not today\nX: close\n");
    EXPECT_FALSE(ImapConnection::open(targetOf(server, budget)));
    EXPECT_EQ(budget->tally().open, 0);
    EXPECT_EQ(budget->tally().waiting, 0);
}
TEST(BudgetedConnections, afterARefusalNobodyAsksTheServerForASecondOne) {
    const auto budget = std::make_shared<ConnectionBudget>();
    const ScriptedServer server(Transport::Tls, QByteArray(kSignedIn) + "X: hang\n--- next connection\n" + kTooMany);
    const auto account = ImapConnection::open(targetOf(server, budget));
    ASSERT_TRUE(account) << qPrintable(account.error().detail);
    const auto second = ImapConnection::open(targetOf(server, budget, Purpose::Bodies));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::TooManyConnections);
    EXPECT_FALSE(second.error().serverText.isEmpty());
    const auto third = ImapConnection::open(targetOf(server, budget, Purpose::Bodies));
    ASSERT_FALSE(third);
    EXPECT_EQ(third.error().code, ErrorCode::TooManyConnections);
    EXPECT_TRUE(third.error().serverText.isEmpty()) << "the server was not asked";
    EXPECT_EQ(server.connections(), 2);
    EXPECT_EQ(budget->tally().open, 1);
}
TEST(BudgetedConnections, aGoodbyeForTooManyConnectionsCounts) {
    const auto budget = std::make_shared<ConnectionBudget>();
    const ScriptedServer server(Transport::Tls, QByteArray(kSignedIn) + "X: hang\n--- next connection\n" + kSignedIn +
                                                    "C: {tag} NOOP\nS: * BYE Too many connections for this user\nX: close\n");
    const auto account = ImapConnection::open(targetOf(server, budget));
    ASSERT_TRUE(account);
    {
        const auto second = ImapConnection::open(targetOf(server, budget, Purpose::OpenMailbox));
        ASSERT_TRUE(second);
        const auto told = (*second)->runOk(imap::command::noop());
        ASSERT_FALSE(told);
        EXPECT_EQ(told.error().code, ErrorCode::TooManyConnections);
    }
    EXPECT_FALSE(ImapConnection::open(targetOf(server, budget, Purpose::Bodies)));
    EXPECT_EQ(server.connections(), 2);
}
TEST(BudgetedConnections, pop3AndSubmissionHaveTheirPlacesToo) {
    const auto budget = std::make_shared<ConnectionBudget>();
    const ScriptedServer pop3(Transport::Tls, "S: -ERR too many connections\nX: close\n");
    const auto maildrop = Pop3Connection::open(targetOf<Target>(pop3, budget));
    ASSERT_FALSE(maildrop);
    EXPECT_EQ(maildrop.error().code, ErrorCode::TooManyConnections);
    const ScriptedServer smtp(Transport::Tls, "S: 421 4.7.0 Too many connections from your host\nX: close\n");
    const auto submission = SmtpConnection::open(targetOf<SmtpTarget>(smtp, budget));
    ASSERT_FALSE(submission);
    EXPECT_EQ(submission.error().kind, ErrorKind::TemporaryRefusal);
    EXPECT_EQ(budget->tally().open, 0);
}

} // namespace tributary::connect::tst_BudgetedConnections
