// SPDX-License-Identifier: GPL-3.0-or-later
// Which accounts of a file can be imported (S6, S12, S13, S18): those that are there, that a policy forbids, or that send through each other in a
// circle are told, and the rest comes in an order in which each finds what it sends through.
#include "engine/AccountPlan.h"

#include <gtest/gtest.h>

namespace tributary::engine::tst_AccountPlan {
namespace {

using namespace Qt::Literals::StringLiterals;

PortableAccount account(const QString& email, const QString& relay = {}) {
    PortableAccount one;
    one.account.email = email;
    one.account.incoming = {u"imap.example.test"_s, 993, model::Security::Tls, email};
    if (relay.isEmpty())
        one.account.outgoing = {u"smtp.example.test"_s, 465, model::Security::Tls, email};
    one.relay = relay;
    one.place = u"f:1:1"_s;
    return one;
}
QStringList emails(const QList<PortableAccount>& all) {
    QStringList found;
    for (const PortableAccount& one : all)
        found.append(one.account.email);
    return found;
}
AccountPlan plan(const QList<PortableAccount>& wanted, const accounts::Policy& policy = {}, const QList<model::Account>& known = {}) {
    return planAccounts(wanted, known, policy, false);
}

TEST(AccountPlan, relaysComeFirstAndPlacesStay) {
    const AccountPlan made = plan({account(u"b@x.test"_s, u"A@x.test"_s), account(u"a@x.test"_s), account(u"c@x.test"_s)});
    EXPECT_EQ(emails(made.accounts), (QStringList{u"a@x.test"_s, u"c@x.test"_s, u"b@x.test"_s}));
    EXPECT_EQ(made.accounts[2].account.position, 0);
    EXPECT_EQ(made.accounts[0].account.position, 1);
    EXPECT_TRUE(made.faults.isEmpty() && made.skipped.isEmpty());
}

TEST(AccountPlan, circlesAndChainsOfRelaysAreFaults) {
    EXPECT_EQ(plan({account(u"a@x.test"_s, u"a@x.test"_s)}).faults.size(), 1);
    EXPECT_EQ(plan({account(u"a@x.test"_s, u"b@x.test"_s), account(u"b@x.test"_s, u"a@x.test"_s)}).faults.size(), 2);
    EXPECT_EQ(plan({account(u"a@x.test"_s), account(u"b@x.test"_s, u"a@x.test"_s), account(u"c@x.test"_s, u"b@x.test"_s)}).faults.size(), 1);
    EXPECT_EQ(plan({account(u"a@x.test"_s, u"nobody@x.test"_s)}).faults.size(), 1);
}

TEST(AccountPlan, whatIsThereIsPassedOverAndStillSendsForOthers) {
    model::Account known = account(u"a@x.test"_s).account;
    known.id = AccountId(3);
    const AccountPlan made = plan({account(u"A@x.test"_s), account(u"b@x.test"_s, u"a@x.test"_s)}, {}, {known});
    EXPECT_EQ(emails(made.accounts), QStringList{u"b@x.test"_s});
    ASSERT_EQ(made.skipped.size(), 1);
    EXPECT_EQ(made.skipped[0].reason, SkipReason::AlreadyHere);
    EXPECT_TRUE(made.faults.isEmpty());
}

TEST(AccountPlan, thePolicyIsHonoured) {
    accounts::Policy policy;
    policy.file = u"policies.json"_s;
    policy.refusedDomains = {u"evil.test"_s};
    policy.maxAccounts = 2;
    policy.locked = {accounts::Lock::Signatures};
    PortableAccount signed_ = account(u"a@x.test"_s);
    model::Identity identity;
    identity.address = u"a@x.test"_s;
    identity.signatureText = u"A"_s;
    signed_.identities = {identity};
    const AccountPlan made = plan({signed_, account(u"b@evil.test"_s), account(u"r@x.test"_s, u"b@evil.test"_s), account(u"c@x.test"_s), account(u"d@x.test"_s)}, policy);
    EXPECT_EQ(emails(made.accounts), (QStringList{u"a@x.test"_s, u"c@x.test"_s}));
    EXPECT_TRUE(made.accounts[0].identities[0].signatureText.isEmpty());
    EXPECT_TRUE(made.faults.isEmpty());
    QStringList why;
    for (const SkippedAccount& one : made.skipped)
        why.append(one.name + u' ' + one.detail);
    EXPECT_EQ(made.skipped.size(), 4) << qPrintable(why.join(u'\n')); // the signature, evil, d (one too many), r
}

TEST(AccountPlan, whatCannotBeUsedIsNamed) {
    PortableAccount port = account(u"p@x.test"_s), plain = account(u"q@x.test"_s), host = account(u"h@x.test"_s);
    port.account.incoming.port = 9993;
    plain.account.incoming.security = model::Security::None;
    plain.account.incoming.port = 143;
    host.account.incoming.host = u"a b"_s;
    const AccountPlan made = plan({port, plain, host, account(u"a@x.test"_s), account(u"a@X.test"_s)});
    ASSERT_EQ(made.faults.size(), 4);
    EXPECT_TRUE(made.faults[0].what.contains(u"in-port"_s));
    EXPECT_TRUE(made.faults[1].what.contains(u"without encryption"_s));
    EXPECT_TRUE(made.faults[2].what.contains(u"in-host"_s));
    EXPECT_TRUE(made.faults[3].what.contains(u"twice"_s));
    EXPECT_EQ(planAccounts({port}, {}, {}, true).accounts.size(), 1);
}

TEST(AccountPlan, aServerTellsItsProvider) {
    accounts::Policy policy;
    policy.providersOfHost = {{u"imap.example.test"_s, {u"example"_s}}};
    EXPECT_EQ(plan({account(u"a@x.test"_s)}, policy).accounts[0].account.provider, u"example"_s);
    EXPECT_EQ(plan({account(u"a@x.test"_s)}).accounts[0].account.provider, u"other"_s);
}

} // namespace
} // namespace tributary::engine::tst_AccountPlan
