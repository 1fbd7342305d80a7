// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Account.h"

#include <gtest/gtest.h>

namespace tributary::model::tst_Account {
namespace {

using namespace Qt::Literals::StringLiterals;

TEST(Account, wordsOfTheCommandLineGoBothWays) {
    for (const Security security : {Security::Tls, Security::StartTls, Security::None})
        EXPECT_EQ(parseSecurity(QString(securityName(security))), security);
    for (const Protocol protocol : {Protocol::Imap, Protocol::Pop3, Protocol::Smtp})
        EXPECT_EQ(parseProtocol(QString(protocolName(protocol))), protocol);
    EXPECT_EQ(securityName(Security::StartTls), "starttls"_L1);
    EXPECT_EQ(securityName(Security::None), "none"_L1);
    EXPECT_EQ(protocolName(Protocol::Pop3), "pop3"_L1);
    for (const auto& word : {u""_s, u"TLS"_s, u"ssl"_s, u"tls "_s, u"imap4"_s}) {
        EXPECT_FALSE(parseSecurity(word)) << qPrintable(word);
        EXPECT_FALSE(parseProtocol(word)) << qPrintable(word);
    }
}

TEST(Account, activitiesAreNamed) {
    EXPECT_EQ(activityName(AccountActivity::Connecting), "connecting"_L1);
    EXPECT_EQ(activityName(AccountActivity::Ready), "ready"_L1);
    EXPECT_EQ(activityName(AccountActivity::Syncing), "syncing"_L1);
    EXPECT_EQ(activityName(AccountActivity::Offline), "offline"_L1);
    EXPECT_EQ(activityName(AccountActivity::Disabled), "disabled"_L1);
}

TEST(Account, needsTheUserForWhatOnlyTheUserCanMend) { // S17
    const auto needs = [](std::optional<ErrorKind> kind) {
        AccountState state;
        if (kind)
            state.reason = Error{*kind, ErrorCode::None, {}, {}};
        return state.needsUser();
    };
    for (const ErrorKind kind : {ErrorKind::Auth, ErrorKind::Tls, ErrorKind::Storage})
        EXPECT_TRUE(needs(kind)) << kindName(kind).data();
    for (const ErrorKind kind : {ErrorKind::Network, ErrorKind::TemporaryRefusal, ErrorKind::Protocol,
                                 ErrorKind::Refused, ErrorKind::Cancelled})
        EXPECT_FALSE(needs(kind)) << kindName(kind).data();
    EXPECT_FALSE(needs({})) << "switched off by the user";
}

TEST(Account, aNewOneIsImapOverTlsWithACopyOfWhatIsSent) { // S13, S14
    const Account account;
    EXPECT_EQ(account.protocol, Protocol::Imap);
    EXPECT_EQ(account.incoming.security, Security::Tls);
    EXPECT_EQ(account.outgoing.security, Security::Tls);
    EXPECT_TRUE(account.saveSent);
    EXPECT_TRUE(account.enabled);
    EXPECT_FALSE(account.isDefault);
    EXPECT_FALSE(account.id.isValid());
    EXPECT_FALSE(account.syncSince.isValid()) << "everything (S15)";
}

} // namespace
} // namespace tributary::model::tst_Account
