// SPDX-License-Identifier: GPL-3.0-or-later
// What to do about each failure of setting up (S34 to S37).
#include "accounts/Advice.h"
#include "accounts/ProbeReport.h"

#include <gtest/gtest.h>

namespace tributary::accounts::tst_Advice {
namespace {

using namespace Qt::Literals::StringLiterals;
using A = AdviceCode;
using model::Protocol;
using model::Security;

AdvicePlace place(quint16 port, Security security, Protocol protocol = Protocol::Imap, const QString& provider = u"other"_s, const QString& host = u"mail.example.org"_s) {
    AdvicePlace made;
    made.provider = provider;
    made.email = u"ann@example.org"_s;
    made.protocol = protocol;
    made.server = {host, port, security, u"ann@example.org"_s};
    return made;
}

QList<A> codes(const Error& error, const AdvicePlace& at = {}) {
    QList<A> list;
    for (const Advice& one : adviceOf(error, at))
        list.append(one.code);
    return list;
}
std::optional<QString> textOf(A code, const Error& error, const AdvicePlace& at) {
    for (const Advice& one : adviceOf(error, at)) {
        if (one.code == code)
            return one.text;
    }
    return std::nullopt;
}

Error network(ErrorCode code) { return {ErrorKind::Network, code, {}, u"mail.example.org:993"_s}; }
Error tls(ErrorCode code) { return {ErrorKind::Tls, code, {}, u"mail.example.org:993"_s}; }
Error refusal(const char* text = "Authentication failed.") { return {ErrorKind::Auth, ErrorCode::CredentialsRejected, text, u"ann@example.org"_s}; }

TEST(Advice, S34_aNameThatIsNotFoundIsNamed) {
    EXPECT_EQ(adviceOf(network(ErrorCode::HostNotFound), place(993, Security::Tls)).first(), (Advice{A::CheckHostName, u"mail.example.org"_s}));
}

TEST(Advice, S34_aPortOfTheOtherKindSaysWhichSettingToChange) {
    for (const auto& [port, protocol] : QList<std::pair<quint16, Protocol>>{{143, Protocol::Imap}, {110, Protocol::Pop3}, {587, Protocol::Smtp}}) {
        EXPECT_EQ(adviceOf(network(ErrorCode::NotTls), place(port, Security::Tls, protocol)).first(), (Advice{A::ChooseStartTls, QString::number(port)}));
    }
    for (const auto& [port, protocol] : QList<std::pair<quint16, Protocol>>{{993, Protocol::Imap}, {995, Protocol::Pop3}, {465, Protocol::Smtp}}) {
        for (const ErrorCode code : {ErrorCode::TimedOut, ErrorCode::ConnectionClosed})
            EXPECT_EQ(adviceOf(network(code), place(port, Security::StartTls, protocol)).first(), (Advice{A::ChooseTls, QString::number(port)}));
        EXPECT_EQ(adviceOf({ErrorKind::Protocol, ErrorCode::NotThisProtocol, {}, {}}, place(port, Security::StartTls, protocol)).first().code, A::ChooseTls);
        EXPECT_EQ(adviceOf(network(ErrorCode::TimedOut), place(port, Security::None, protocol)).first(), (Advice{A::ChooseTls, QString::number(port)}));
    }
    EXPECT_EQ(textOf(A::UseTlsPort, tls(ErrorCode::StartTlsNotOffered), place(143, Security::StartTls)), u"993"_s);
    EXPECT_EQ(textOf(A::UseTlsPort, tls(ErrorCode::StartTlsRefused), place(587, Security::StartTls, Protocol::Smtp)), u"465"_s);
}

TEST(Advice, S34_refusedAndTimedOutNameThePortsThatAreUsual) {
    EXPECT_EQ(textOf(A::StandardPorts, network(ErrorCode::ConnectionRefused), place(993, Security::Tls)), u"imap"_s);
    EXPECT_EQ(textOf(A::StandardPorts, network(ErrorCode::ConnectionRefused), place(465, Security::Tls, Protocol::Smtp)), u"smtp"_s);
    EXPECT_EQ(textOf(A::PortMayBeBlocked, network(ErrorCode::TimedOut), place(993, Security::Tls)), u"993"_s);
    EXPECT_TRUE(codes(network(ErrorCode::TimedOut), place(25, Security::StartTls, Protocol::Smtp)).contains(A::UseSubmissionPort));
}

TEST(Advice, S35_theOtherFormOfTheUserNameIsWrittenOut) {
    AdvicePlace at = place(993, Security::Tls);
    EXPECT_EQ(textOf(A::UserLocalPart, refusal(), at), u"ann"_s);
    EXPECT_EQ(textOf(A::UserWholeAddress, refusal(), at), std::nullopt);
    at.server.user = u"ann"_s;
    EXPECT_EQ(textOf(A::UserWholeAddress, refusal(), at), u"ann@example.org"_s);
    at.server.user = u"CORP\\ann"_s;
    EXPECT_EQ(textOf(A::UserWholeAddress, refusal(), at), u"ann@example.org"_s);
    EXPECT_TRUE(codes(refusal()).contains(A::UserForms)) << "nothing is known: the three of them";
}

TEST(Advice, S35_whatTheServerSaysIsAllThatIsAdvised) {
    const auto at = [](const QString& provider, Protocol protocol = Protocol::Imap) { return place(993, Security::Tls, protocol, provider); };
    EXPECT_EQ(codes(refusal("Application-specific password required"), at(u"gmail"_s)), (QList<A>{A::MakeAppPassword, A::ProviderPage}));
    EXPECT_EQ(codes(refusal("You are yet to enable IMAP for your account"), at(u"zoho"_s)), (QList<A>{A::SwitchImapOn, A::ProviderPage}));
    EXPECT_EQ(codes(refusal("Basic authentication is disabled."), at(u"outlook"_s)), (QList<A>{A::SignInInBrowser, A::ProviderPage}));
    EXPECT_EQ(codes(refusal("You are yet to enable POP for your account"), at(u"zoho"_s, Protocol::Pop3)).first(), A::SwitchPopOn);
    EXPECT_EQ(codes({ErrorKind::Refused, ErrorCode::SendingDisabled, "535 5.7.139 SmtpClientAuthentication is disabled for the Tenant", {}}, at(u"office365"_s, Protocol::Smtp)),
              (QList<A>{A::AllowSmtpAuth, A::ProviderPage}));
    EXPECT_EQ(codes({ErrorKind::Refused, ErrorCode::SendingDisabled, {}, {}}), QList<A>{A::AllowSmtpAuth});
}

TEST(Advice, S35_aPlainRefusalOfAKnownProviderBeginsWithThePassword) {
    const QList<A> gmail = codes(refusal(), place(993, Security::Tls, Protocol::Imap, u"gmail"_s));
    EXPECT_EQ(gmail, (QList<A>{A::CheckPassword, A::MakeAppPassword, A::ProviderPage}));
    EXPECT_EQ(textOf(A::TryOtherRegion, refusal(), place(993, Security::Tls, Protocol::Imap, u"zoho"_s, u"imap.zoho.com"_s)),
              u"imap.zoho.eu, imap.zoho.in, imap.zoho.jp, imap.zoho.com.au"_s);
    const QList<A> unknown = codes(refusal(), place(993, Security::Tls));
    EXPECT_EQ(unknown, (QList<A>{A::CheckPassword, A::UserLocalPart, A::AskWhetherAllowed, A::AppPasswordWithSecondFactor}));
    EXPECT_EQ(textOf(A::AskWhetherAllowed, refusal(), place(995, Security::Tls, Protocol::Pop3)), u"POP3"_s);
    EXPECT_EQ(textOf(A::AskWhetherAllowed, refusal(), place(465, Security::Tls, Protocol::Smtp)), u"SMTP"_s);
}

TEST(Advice, S35_aLimitIsNoReasonToChangeThePassword) {
    const QList<A> many = codes({ErrorKind::TemporaryRefusal, ErrorCode::TooManyConnections, "x", {}}, place(993, Security::Tls));
    EXPECT_EQ(many, (QList<A>{A::CloseOtherPrograms, A::PasswordMayBeRight}));
    EXPECT_EQ(codes({ErrorKind::TemporaryRefusal, ErrorCode::Throttled, "x", {}}).first(), A::WaitAndTryAgain);
    EXPECT_EQ(codes({ErrorKind::TemporaryRefusal, ErrorCode::AuthServerUnavailable, "x", {}}), QList<A>{A::TryAgainLater});
}

TEST(Advice, S35_whereNoPasswordIsUsedNoneIsAdvised) {
    AdvicePlace at = place(993, Security::Tls, Protocol::Imap, u"gmail"_s);
    at.oauth = true;
    EXPECT_EQ(codes(refusal(), at), (QList<A>{A::SignInAgain, A::AskWhetherAllowed}));
}

TEST(Advice, S36_eachCertificateHasItsMend) {
    AdvicePlace at = place(993, Security::Tls);
    net::CertificateSummary certificate;
    certificate.names = {u"*.hosting.example"_s, u"srv7.hosting.example"_s};
    at.certificates = {certificate};
    EXPECT_EQ(textOf(A::UseNameOfCertificate, tls(ErrorCode::CertificateWrongHost), at), u"srv7.hosting.example, *.hosting.example"_s);
    EXPECT_EQ(codes(tls(ErrorCode::CertificateExpired), at), (QList<A>{A::CheckClock, A::RenewCertificate, A::NoWayAround}));
    EXPECT_EQ(codes(tls(ErrorCode::CertificateNotYetValid), at).first(), A::CheckClock);
    EXPECT_EQ(codes(tls(ErrorCode::CertificateSelfSigned), at), (QList<A>{A::SelfSignedRefused, A::AdminCanAddAuthority, A::NoWayAround}));
    EXPECT_EQ(codes(tls(ErrorCode::CertificateUnknownAuthority), at).first(), A::AdminCanAddAuthority);
    at.certificates.clear();
    EXPECT_FALSE(codes(tls(ErrorCode::CertificateWrongHost), at).contains(A::UseNameOfCertificate));
}

TEST(Advice, S37_whereNothingIsKnownTheGeneralAdviceIsThere) {
    EXPECT_EQ(codes(network(ErrorCode::TimedOut)), (QList<A>{A::CheckNameAndPort, A::CheckOnline, A::StandardPorts}));
    EXPECT_TRUE(codes(tls(ErrorCode::CertificateSelfSigned)).contains(A::AdminCanAddAuthority));
    EXPECT_TRUE(codes(refusal()).contains(A::AskWhetherAllowed));
}

TEST(Advice, theSideThatFailedIsTheOneThatIsAdvisedAbout) {
    model::Account account;
    account.email = u"ann@example.org"_s;
    account.incoming = {u"imap.example.org"_s, 993, Security::Tls, u"ann"_s};
    account.outgoing = {u"smtp.example.org"_s, 465, Security::Tls, u"ann"_s};
    StageReport failed;
    failed.side = Side::Outgoing;
    failed.state = StageState::Failed;
    failed.certificates = {net::CertificateSummary{}};
    const AdvicePlace at = advicePlace(account, QList<StageReport>{failed});
    EXPECT_EQ(at.server.host, u"smtp.example.org"_s);
    EXPECT_EQ(at.protocol, Protocol::Smtp);
    EXPECT_EQ(at.certificates.size(), 1);
    EXPECT_EQ(advicePlace(account, QList<StageReport>()).server.host, u"imap.example.org"_s);
}

TEST(Advice, everyCodeHasANameOfItsOwn) {
    QStringList names;
    for (int i = 0; i <= static_cast<int>(A::LastCodeStillGood); ++i) {
        const QString name = adviceName(static_cast<A>(i));
        EXPECT_FALSE(name.isEmpty()) << i;
        EXPECT_FALSE(names.contains(name)) << qPrintable(name);
        names.append(name);
    }
}

} // namespace
} // namespace tributary::accounts::tst_Advice
