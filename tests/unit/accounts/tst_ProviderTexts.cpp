// SPDX-License-Identifier: GPL-3.0-or-later
// What the answers of known providers mean (S35): texts as servers have sent them.
#include "accounts/ProviderTexts.h"
#include "accounts/detail/ProviderTextTable.h"

#include <gtest/gtest.h>

namespace tributary::accounts::tst_ProviderTexts {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::Protocol;
using H = ProviderHint;

Error refusal(const QByteArray& text, ErrorCode code = ErrorCode::CredentialsRejected) { return {ErrorKind::Auth, code, text, u"ann"_s}; }

/// "app-password" for what was said, "app-password?" for what is only usual; the first one, or all of them.
QStringList hints(const char* provider, const QByteArray& text, Protocol protocol = Protocol::Imap, ErrorCode code = ErrorCode::CredentialsRejected) {
    QStringList words;
    for (const HintFound& one : hintsOf({QString::fromLatin1(provider), u"127.0.0.1"_s, protocol}, refusal(text, code)))
        words.append(QString(hintName(one.hint)) + (one.isSaid ? u""_s : u"?"_s));
    return words;
}

struct Recorded {
    const char* provider;
    Protocol protocol;
    const char* text;
    const char* hint;
};

const Recorded kRecorded[] = {
    {"gmail", Protocol::Imap, "Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)", "app-password"},
    {"gmail", Protocol::Smtp, "534 5.7.9 Application-specific password required. For more information, go to https://support.google.com/mail/?p=InvalidSecondFactor", "app-password"},
    {"gmail", Protocol::Imap, "Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754 (Failure)", "web-sign-in-needed"},
    {"gmail", Protocol::Smtp, "534 5.7.14 Please log in via your web browser and then try again.", "web-sign-in-needed"},
    {"gmail", Protocol::Imap, "[WEBALERT] Web login required.", "web-sign-in-needed"},
    {"gmail", Protocol::Imap, "Your account is not enabled for IMAP use. Please visit your Gmail settings page and enable your account for IMAP access.", "imap-off"},
    {"gmail", Protocol::Pop3, "[SYS/PERM] Your account is not enabled for POP access. Please visit your Gmail settings page and enable your account for POP access.", "pop-off"},
    {"outlook", Protocol::Imap, "Basic authentication is disabled.", "basic-auth-off"},
    {"office365", Protocol::Imap, "AUTHENTICATE failed. BasicAuthBlocked", "basic-auth-off"},
    {"office365", Protocol::Smtp, "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.", "basic-auth-off"},
    {"office365", Protocol::Smtp, "550 5.7.30 Basic authentication is not supported for Client Submission.", "basic-auth-off"},
    {"office365", Protocol::Smtp, "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.", "smtp-auth-off"},
    {"outlook", Protocol::Imap, "User is authenticated but not connected.", "not-connected"},
    {"outlook", Protocol::Imap, "LOGIN failed. Account is blocked. Login to your account via a web browser to verify your identity.", "web-sign-in-needed"},
    {"zoho", Protocol::Imap, "You are yet to enable IMAP for your account. Please contact your administrator", "imap-off"},
    {"zoho-eu", Protocol::Pop3, "You are yet to enable POP for your account.", "pop-off"},
    {"yandex", Protocol::Imap, "LOGIN invalid credentials or IMAP is disabled sc=cYXlpv732Cg1_010534_2", "imap-off"},
    {"yandex", Protocol::Smtp, "535 5.7.8 Error: authentication failed: This user does not have access rights to this service", "smtp-auth-off"},
    {"mailru", Protocol::Imap, "NEOBHODIM parol prilozheniya https://help.mail.ru/mail/security/protection/external / Aplication password is REQUIRED", "app-password"},
    {"qq", Protocol::Smtp, "535 Login Fail. Please enter your authorization code to login.", "authorization-code"},
    {"qq", Protocol::Imap, "Login fail. Account is abnormal, service is not open, password is incorrect, login frequency limited, or system is busy.", "imap-off"},
    {"163", Protocol::Imap, "SELECT Unsafe Login. Please contact kefu@188.com for help", "imap-off"},
    {"163", Protocol::Smtp, "550 User has no permission", "smtp-auth-off"},
    {"other", Protocol::Imap, "[EXPIRED] That password isn't any good any more", "password-expired"},
    {"other", Protocol::Imap, "[CONTACTADMIN] Please call us", "ask-administrator"},
    {"other", Protocol::Imap, "[AUTHORIZATIONFAILED] No such authorization-ID", "ask-administrator"},
    {"other", Protocol::Imap, "Your account has been locked.", "account-locked"},
    {"other", Protocol::Imap, "IMAP access is disabled for your domain.", "imap-off"},
};

TEST(ProviderTexts, S35_recordedTextsMeanWhatTheyAreKnownToMean) {
    for (const Recorded& one : kRecorded)
        EXPECT_EQ(hints(one.provider, one.text, one.protocol).value(0), QString::fromLatin1(one.hint)) << one.text;
}

TEST(ProviderTexts, S35_everyRowOfTheTableIsReached) {
    for (const detail::TextRow& row : detail::textRows()) {
        const char* provider = "other";
        for (const detail::ProviderHosts& hosts : detail::providerHosts()) {
            if (row.provider != detail::Provider::Any && hosts.provider == row.provider)
                provider = hosts.ids;
        }
        const Protocol protocol = row.side == detail::Of::Outgoing ? Protocol::Smtp : Protocol::Imap;
        const QByteArray said = QByteArray("NO ").append(QByteArray(row.words).toUpper()) + " today";
        EXPECT_TRUE(hints(QByteArray(provider).split(' ').first().constData(), said, protocol).contains(QString(hintName(row.hint)))) << row.words;
    }
}

TEST(ProviderTexts, S35_aPlainRefusalSaysNothing) {
    for (const char* text : {"Authentication failed.", "authentication failed", "Invalid credentials (Failure)", "LOGIN failed.", "535 5.7.8 Error: authentication failed",
                             "[AUTH] Authentication failed.", "Password incorrect", ""}) {
        for (const Protocol protocol : {Protocol::Imap, Protocol::Pop3, Protocol::Smtp})
            EXPECT_EQ(hints("other", text, protocol), QStringList()) << text;
    }
}

TEST(ProviderTexts, S35_whereARefusalUsuallyMeansSomethingItIsTold) {
    const QByteArray plain("Invalid credentials (Failure)");
    EXPECT_EQ(hints("gmail", plain), QStringList{u"app-password?"_s});
    EXPECT_EQ(hints("outlook", "LOGIN failed."), QStringList{u"basic-auth-off?"_s});
    EXPECT_EQ(hints("office365", {}, Protocol::Imap, ErrorCode::MechanismUnavailable), QStringList{u"basic-auth-off?"_s});
    EXPECT_EQ(hints("zoho", plain).value(0), u"wrong-region?"_s);
    EXPECT_TRUE(hints("icloud", plain).contains(u"user-is-local-part?"_s));
    EXPECT_TRUE(hints("icloud", plain, Protocol::Smtp).contains(u"user-is-address?"_s));
    EXPECT_EQ(hints("nifty", plain).value(0), u"paid-option?"_s);
    EXPECT_FALSE(hints("nifty", plain, Protocol::Pop3).contains(u"paid-option?"_s));
    EXPECT_TRUE(hints("gmx", plain, Protocol::Pop3).contains(u"pop-off?"_s));
}

TEST(ProviderTexts, S35_theHostTellsWhereNoPresetWasChosen) {
    const auto at = [](const QString& host) { return hintsOf({u"other"_s, host, Protocol::Imap}, refusal("no")); };
    EXPECT_EQ(at(u"imap.mail.yahoo.com"_s).value(0).hint, H::AppPassword);
    EXPECT_EQ(at(u"imap.mail.yahoo.com"_s).value(0).helpUrl, u"https://help.yahoo.com/kb/SLN15241.html"_s);
    EXPECT_EQ(at(u"IMAP.MAIL.YAHOO.CO.JP"_s).value(0).hint, H::ImapOff);
    EXPECT_TRUE(at(u"notyahoo.com"_s).isEmpty());
    EXPECT_TRUE(at(u"imap.gmail.com.example.org"_s).isEmpty());
}

TEST(ProviderTexts, S35_limitsAreNamedByTheirCodes) {
    const RefusalPlace place{u"other"_s, u"mail.example.org"_s, Protocol::Imap};
    EXPECT_EQ(hintsOf(place, {ErrorKind::TemporaryRefusal, ErrorCode::Throttled, "x", {}}).value(0).hint, H::Throttled);
    EXPECT_EQ(hintsOf(place, {ErrorKind::TemporaryRefusal, ErrorCode::TooManyConnections, "x", {}}).value(0).hint, H::TooManyConnections);
    EXPECT_TRUE(hintsOf(place, {ErrorKind::Network, ErrorCode::TimedOut, "app password", {}}).isEmpty()) << "not of signing in";
}

TEST(ProviderTexts, S35_theOtherRegionsOfAProvider) {
    EXPECT_EQ(otherRegions(u"imap.zoho.com"_s), (QStringList{u"imap.zoho.eu"_s, u"imap.zoho.in"_s, u"imap.zoho.jp"_s, u"imap.zoho.com.au"_s}));
    EXPECT_EQ(otherRegions(u"imappro.zoho.com.au"_s).first(), u"imappro.zoho.com"_s);
    EXPECT_EQ(otherRegions(u"imap.gmx.net"_s), QStringList{u"imap.gmx.com"_s});
    EXPECT_TRUE(otherRegions(u"mail.example.org"_s).isEmpty());
}

TEST(ProviderTexts, helpPagesAreEncryptedOnes) {
    for (const detail::HelpRow& row : detail::helpRows())
        EXPECT_TRUE(QByteArray(row.url).startsWith("https://")) << row.url;
}

} // namespace
} // namespace tributary::accounts::tst_ProviderTexts
