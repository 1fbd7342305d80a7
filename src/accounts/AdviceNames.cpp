// SPDX-License-Identifier: GPL-3.0-or-later
#include "accounts/ProbeReport.h"

#include <algorithm>
#include <iterator>

namespace tributary::accounts {

using namespace Qt::Literals::StringLiterals;

namespace {

struct AdviceNameRow {
    AdviceCode code;
    QLatin1StringView name;
};

using A = AdviceCode;
constexpr AdviceNameRow kAdviceNames[] = {
    {A::CheckOnline, "check-online"_L1},
    {A::CheckHostName, "check-host-name"_L1},
    {A::CheckNameAndPort, "check-name-and-port"_L1},
    {A::StandardPorts, "standard-ports"_L1},
    {A::ChooseTls, "choose-tls"_L1},
    {A::ChooseStartTls, "choose-start-tls"_L1},
    {A::UseTlsPort, "use-tls-port"_L1},
    {A::UseSubmissionPort, "use-submission-port"_L1},
    {A::PortMayBeBlocked, "port-may-be-blocked"_L1},
    {A::SignInToNetwork, "sign-in-to-network"_L1},
    {A::IfNoNetworkPage, "if-no-network-page"_L1},
    {A::LookInSent, "look-in-sent"_L1},
    {A::NotSentAgain, "not-sent-again"_L1},
    {A::CheckPassword, "check-password"_L1},
    {A::PasswordChanged, "password-changed"_L1},
    {A::EnterPassword, "enter-password"_L1},
    {A::UserWholeAddress, "user-whole-address"_L1},
    {A::UserLocalPart, "user-local-part"_L1},
    {A::UserIssuedId, "user-issued-id"_L1},
    {A::UserForms, "user-forms"_L1},
    {A::SwitchImapOn, "switch-imap-on"_L1},
    {A::SwitchPopOn, "switch-pop-on"_L1},
    {A::AllowSmtpAuth, "allow-smtp-auth"_L1},
    {A::AskWhetherAllowed, "ask-whether-allowed"_L1},
    {A::MakeAppPassword, "make-app-password"_L1},
    {A::MakeAuthorizationCode, "make-authorization-code"_L1},
    {A::UseMailPassword, "use-mail-password"_L1},
    {A::AppPasswordWithSecondFactor, "app-password-with-second-factor"_L1},
    {A::SignInInBrowser, "sign-in-in-browser"_L1},
    {A::VisitWebPage, "visit-web-page"_L1},
    {A::TryOtherRegion, "try-other-region"_L1},
    {A::UnlockAccount, "unlock-account"_L1},
    {A::RenewPassword, "renew-password"_L1},
    {A::OrderImap, "order-imap"_L1},
    {A::AskAdministrator, "ask-administrator"_L1},
    {A::WaitAndTryAgain, "wait-and-try-again"_L1},
    {A::CloseOtherPrograms, "close-other-programs"_L1},
    {A::PasswordMayBeRight, "password-may-be-right"_L1},
    {A::AdminConsent, "admin-consent"_L1},
    {A::AdminBlocks, "admin-blocks"_L1},
    {A::ClientUnknown, "client-unknown"_L1},
    {A::RedirectUnregistered, "redirect-unregistered"_L1},
    {A::SignInAgain, "sign-in-again"_L1},
    {A::GiveWordsToAdmin, "give-words-to-admin"_L1},
    {A::ChooseRightMailbox, "choose-right-mailbox"_L1},
    {A::ProviderPage, "provider-page"_L1},
    {A::NoWayAround, "no-way-around"_L1},
    {A::CheckClock, "check-clock"_L1},
    {A::CheckNameAndClock, "check-name-and-clock"_L1},
    {A::AskAboutCertificate, "ask-about-certificate"_L1},
    {A::RenewCertificate, "renew-certificate"_L1},
    {A::UseNameOfCertificate, "use-name-of-certificate"_L1},
    {A::SelfSignedRefused, "self-signed-refused"_L1},
    {A::AdminCanAddAuthority, "admin-can-add-authority"_L1},
    {A::TryAgainLater, "try-again-later"_L1},
    {A::AttachLess, "attach-less"_L1},
    {A::FreeDisk, "free-disk"_L1},
    {A::EndOtherProgram, "end-other-program"_L1},
    {A::MoveFileAway, "move-file-away"_L1},
    {A::UseNewerVersion, "use-newer-version"_L1},
    {A::StartKeychain, "start-keychain"_L1},
    {A::UseStandardPort, "use-standard-port"_L1},
    {A::WhyProve, "why-prove"_L1},
    {A::ProveAddress, "prove-address"_L1},
    {A::SendMeanwhile, "send-meanwhile"_L1},
    {A::NewestCode, "newest-code"_L1},
    {A::MailNewCode, "mail-new-code"_L1},
    {A::LastCodeStillGood, "last-code-still-good"_L1},
};

} // namespace

QLatin1StringView adviceName(AdviceCode code) {
    const auto row = std::find_if(std::begin(kAdviceNames), std::end(kAdviceNames), [&](const AdviceNameRow& one) { return one.code == code; });
    return row == std::end(kAdviceNames) ? QLatin1StringView() : row->name;
}

} // namespace tributary::accounts
