// SPDX-License-Identifier: GPL-3.0-or-later
// What a policy means for an account (S6): each refusal names its field; what is locked stays as it is.
#include "accounts/Setup.h"

#include <gtest/gtest.h>

namespace tributary::accounts::tst_Policy {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::Protocol;
using model::Security;

model::Account ann() {
    model::Account account;
    account.email = u"ann@mail.example"_s;
    account.provider = u"other"_s;
    account.incoming = {u"imap.mail.example"_s, 993, Security::Tls, u"ann"_s};
    account.outgoing = {u"smtp.mail.example"_s, 465, Security::Tls, u"ann"_s};
    return account;
}

Policy managed() {
    Policy policy;
    policy.file = u"policies.json"_s;
    return policy;
}

void expectRefusedAt(const QString& field, const Status& status) {
    ASSERT_FALSE(status) << qPrintable(field);
    EXPECT_EQ(status.error(), (Error{ErrorKind::InvalidInput, ErrorCode::RefusedByPolicy, {}, field}));
}

TEST(Policy, refusesByDomainAndByAllThatIsBelowIt) {
    Policy policy = managed();
    policy.allowedDomains = {u"mail.example"_s, u"*.corp.example"_s, u"xn--bcher-kva.example"_s};
    const auto allows = [&](const QString& address) { return isDomainAllowed(policy, address); };
    EXPECT_TRUE(allows(u"ann@mail.example"_s));
    EXPECT_TRUE(allows(u"ann@MAIL.Example"_s));
    EXPECT_TRUE(allows(u"ann@a.corp.example"_s));
    EXPECT_TRUE(allows(u"ann@a.b.corp.example"_s));
    EXPECT_TRUE(allows(u"ann@bücher.example"_s));
    EXPECT_FALSE(allows(u"ann@corp.example"_s)) << "only what is below";
    EXPECT_FALSE(allows(u"ann@evilcorp.example"_s));
    EXPECT_FALSE(allows(u"ann@a.mail.example"_s));
    EXPECT_FALSE(allows(u"ann@mail.example.evil"_s));
    model::Account other = ann();
    other.email = u"ann@other.example"_s;
    expectRefusedAt(u"email"_s, checkAllowed(other, policy));
    policy.refusedDomains = {u"mail.example"_s};
    expectRefusedAt(u"email"_s, checkAllowed(ann(), policy));
}

TEST(Policy, refusesAProviderByItsNameAndByItsServersTypedByHand) {
    Policy policy = managed();
    policy.refusedProviders = {u"gmail"_s};
    policy.providersOfHost = {{u"imap.gmail.com"_s, {u"gmail"_s}}, {u"mail.%emaildomain%"_s, {u"gmail"_s}}};
    EXPECT_TRUE(checkAllowed(ann(), policy));
    model::Account account = ann();
    account.provider = u"gmail"_s;
    expectRefusedAt(u"provider"_s, checkAllowed(account, policy));
    account = ann();
    account.incoming.host = u"IMAP.gmail.com"_s;
    expectRefusedAt(u"in-host"_s, checkAllowed(account, policy));
    account = ann();
    account.outgoing.host = u"imap.gmail.com"_s;
    expectRefusedAt(u"out-host"_s, checkAllowed(account, policy));
    account = ann();
    account.incoming.host = u"mail.mail.example"_s;
    expectRefusedAt(u"in-host"_s, checkAllowed(account, policy));
}

TEST(Policy, onlyAllowedProvidersMeansNoServersOfOthersUnderTheirName) {
    Policy policy = managed();
    policy.allowedProviders = {u"gmail"_s, u"office365"_s};
    policy.providersOfHost = {{u"imap.gmail.com"_s, {u"gmail"_s}}, {u"outlook.office365.com"_s, {u"outlook"_s, u"office365"_s}}};
    expectRefusedAt(u"in-host"_s, checkAllowed(ann(), policy));
    model::Account account = ann();
    account.outgoing = {};
    account.provider = u"gmail"_s;
    expectRefusedAt(u"in-host"_s, checkAllowed(account, policy));
    account.incoming.host = u"imap.gmail.com"_s;
    EXPECT_TRUE(checkAllowed(account, policy));
    account.provider = u"office365"_s;
    account.incoming.host = u"outlook.office365.com"_s;
    EXPECT_TRUE(checkAllowed(account, policy));
    account.provider = u"outlook"_s;
    expectRefusedAt(u"provider"_s, checkAllowed(account, policy));
}

TEST(Policy, refusesByProtocolAndByPort) {
    Policy policy = managed();
    policy.allowedProtocols = {Protocol::Pop3};
    expectRefusedAt(u"protocol"_s, checkAllowed(ann(), policy));
    policy = managed();
    policy.allowNonStandardPorts = false;
    EXPECT_TRUE(checkAllowed(ann(), policy));
    model::Account account = ann();
    account.outgoing.port = 2525;
    expectRefusedAt(u"out-port"_s, checkAllowed(account, policy));
    account.incoming.port = 1143;
    expectRefusedAt(u"in-port"_s, checkAllowed(account, policy));
    policy.allowNonStandardPorts = true;
    EXPECT_TRUE(checkAllowed(account, policy));
}

TEST(Policy, aLockedPresetIsAddedAsItStandsThere) {
    Policy policy = managed();
    PresetAccount preset;
    preset.email = u"ann@mail.example"_s;
    preset.provider = u"other"_s;
    preset.incoming = ann().incoming;
    preset.saveSent = true;
    policy.accounts = {preset};
    model::Account account = ann();
    account.incoming.host = u"other.example"_s;
    EXPECT_TRUE(checkAllowed(account, policy)) << "a proposal";
    policy.accounts.first().isLocked = true;
    expectRefusedAt(u"in-host"_s, checkAllowed(account, policy));
    EXPECT_TRUE(checkAllowed(ann(), policy));
    account = ann();
    account.saveSent = false;
    expectRefusedAt(u"save-sent"_s, checkAllowed(account, policy));
}

TEST(Policy, lockedAccountsAreNotAddedButForThePreparedOnes) {
    Policy policy = managed();
    policy.locked = {Lock::Accounts};
    expectRefusedAt(u"accounts"_s, checkMayAdd(ann(), {}, policy));
    PresetAccount preset;
    preset.email = ann().email;
    policy.accounts = {preset};
    EXPECT_TRUE(checkMayAdd(ann(), {}, policy));
    policy.maxAccounts = 1;
    expectRefusedAt(u"max-accounts"_s, checkMayAdd(ann(), {ann()}, policy));
    policy = managed();
    policy.locked = {Lock::SyncSince, Lock::SaveSent};
    model::Account account = ann();
    EXPECT_TRUE(checkMayAdd(account, {}, policy));
    account.saveSent = false;
    expectRefusedAt(u"save-sent"_s, checkMayAdd(account, {}, policy));
    account.syncSince = QDate(2026, 1, 1);
    expectRefusedAt(u"sync-since"_s, checkMayAdd(account, {}, policy));
}

TEST(Policy, whatIsLockedIsNotChanged) {
    Policy policy = managed();
    policy.locked = {Lock::Accounts};
    model::Account changed = ann();
    changed.enabled = false;
    changed.position = 3;
    changed.isDefault = true;
    EXPECT_TRUE(checkMayChange(ann(), changed, policy)) << "switching it off changes nothing of it";
    changed.displayName = u"Ann"_s;
    expectRefusedAt(u"accounts"_s, checkMayChange(ann(), changed, policy));
    policy.locked = {Lock::Identities};
    expectRefusedAt(u"identities"_s, checkMayChange(ann(), changed, policy));
    for (const auto address : {&model::Account::from, &model::Account::replyTo}) {
        model::Account other = ann();
        other.*address = u"boss@example.org"_s;
        expectRefusedAt(u"identities"_s, checkMayChange(ann(), other, policy));
        expectRefusedAt(u"identities"_s, checkMayAdd(other, {}, policy));
        other.*address = ann().email;
        EXPECT_TRUE(checkMayAdd(other, {}, policy)) << "its own";
    }
    policy.locked = {Lock::SyncSince};
    EXPECT_TRUE(checkMayChange(ann(), changed, policy));
    changed.syncSince = QDate(2026, 1, 1);
    expectRefusedAt(u"syncSince"_s, checkMayChange(ann(), changed, policy));
}

TEST(Policy, withoutAFileEverythingIsAllowed) {
    EXPECT_TRUE(checkAllowed(ann(), {}));
    EXPECT_TRUE(checkMayAdd(ann(), {ann(), ann()}, {}));
    EXPECT_TRUE(checkMayChange(ann(), model::Account(), {}));
}

TEST(Policy, aDraftIsRefusedAtItsFieldBeforeAnythingIsTried) {
    Policy policy = managed();
    policy.refusedDomains = {u"mail.example"_s};
    AccountDraft draft;
    draft.account = ann();
    draft.password = Secret("pw");
    expectRefusedAt(u"email"_s, checkDraft(draft, policy));
}

} // namespace
} // namespace tributary::accounts::tst_Policy
