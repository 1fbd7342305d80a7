// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/DoubtfulRefusal.h"

#include <gtest/gtest.h>

namespace tributary::connect::tst_DoubtfulRefusal {
namespace {

using namespace Qt::Literals::StringLiterals;

Error refusal(const char* text) { return {ErrorKind::Auth, ErrorCode::CredentialsRejected, text, u"ann"_s}; }

TEST(DoubtfulRefusal, S17_onlyWhereServersAreKnownForIt) {
    const Error plain = refusal("LOGIN failed.");
    for (const auto& [provider, host] : QList<std::pair<QString, QString>>{{u"gmail"_s, u"127.0.0.1"_s}, {u"other"_s, u"outlook.office365.com"_s},
                                                                          {u"other"_s, u"IMAP.mail.yahoo.com"_s}, {u"other"_s, u"imap.163.com"_s}})
        EXPECT_TRUE(isDoubtfulRefusal(provider, host, plain)) << qPrintable(host);
    for (const QString& host : {u"mail.example.org"_s, u"imap.fastmail.com"_s, u"evilgmail.com"_s, u"gmail.com.example.org"_s, u"com"_s, QString()})
        EXPECT_FALSE(isDoubtfulRefusal(u"other"_s, host, plain)) << qPrintable(host);
}

TEST(DoubtfulRefusal, S35_aNamedCauseLeavesNoDoubt) {
    for (const char* text : {"Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)",
                             "Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754 (Failure)",
                             "Basic authentication is disabled.", "AUTHENTICATE failed: BasicAuthBlocked",
                             "LOGIN failed. Account is blocked. Login to your account via a web browser to verify your identity.",
                             "Your account is not enabled for IMAP use."})
        EXPECT_FALSE(isDoubtfulRefusal(u"gmail"_s, {}, refusal(text))) << text;
}

TEST(DoubtfulRefusal, S35_whatIsNoRefusalOfThePasswordIsNone) {
    EXPECT_FALSE(isDoubtfulRefusal(u"gmail"_s, {}, {ErrorKind::TemporaryRefusal, ErrorCode::Throttled, {}, {}}));
    EXPECT_FALSE(isDoubtfulRefusal(u"gmail"_s, {}, {ErrorKind::Auth, ErrorCode::LoginDisabled, {}, {}}));
    EXPECT_FALSE(isDoubtfulRefusal(u"gmail"_s, {}, {ErrorKind::Auth, ErrorCode::SignInAgain, {}, {}}));
}

} // namespace
} // namespace tributary::connect::tst_DoubtfulRefusal
