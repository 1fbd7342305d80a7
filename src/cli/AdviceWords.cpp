// SPDX-License-Identifier: GPL-3.0-or-later
// What to do next (S34 to S37), in the words of whoever works at a command line. Codes without words here are for the window.
#include "cli/Output.h"

#include <algorithm>
#include <iterator>

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

namespace {

struct AdviceRow {
    engine::AdviceCode code;
    const char* words; ///< %1: what is named
};

using A = engine::AdviceCode;
constexpr AdviceRow kAdviceRows[] = {
    {A::CheckOnline, "Check that this machine is online."},
    {A::CheckHostName, "Check the name of the server, letter by letter: %1"},
    {A::CheckNameAndPort, "Check the server's name and port with the provider."},
    {A::ChooseTls, "Port %1 is encrypted from the beginning: use --in-security tls (or --out-security tls) with it."},
    {A::ChooseStartTls, "Port %1 begins without encryption: use --in-security starttls (or --out-security starttls) with it."},
    {A::UseTlsPort, "Use port %1, where TLS is from the beginning."},
    {A::UseSubmissionPort, "Many networks block port 25: use 465 (TLS) or 587 (STARTTLS)."},
    {A::PortMayBeBlocked, "A firewall, or the network, may block port %1."},
    {A::SignInToNetwork, "Open a web browser and sign in to the network, then run again. The password was not sent."},
    {A::IfNoNetworkPage, "If this network has no such page, check the server's name and port with the provider."},
    {A::LookInSent, "Look whether it arrived, or is in Sent, before sending it again: it is not sent again by itself."},
    {A::CheckPassword, "Check the password."},
    {A::PasswordChanged, "The password may have been changed at the provider: 'account password ADDRESS' takes the new one."},
    {A::EnterPassword, "Enter the password: account password ADDRESS."},
    {A::UserWholeAddress, "Try the whole address as the user name: %1"},
    {A::UserLocalPart, "Try only the part before the @ as the user name: %1"},
    {A::UserIssuedId, "The user name is an id that the provider has issued, not the address."},
    {A::UserForms, "Check the user name: some servers want the whole address, others only the part before the @, or DOMAIN\\user."},
    {A::SwitchImapOn, "Switch IMAP on in the account's settings at the provider."},
    {A::SwitchPopOn, "Switch POP on in the account's settings at the provider."},
    {A::AllowSmtpAuth, "Ask the provider or administrator to allow authenticated SMTP for the account."},
    {A::AskWhetherAllowed, "Ask the provider or administrator whether access by %1 is allowed for the account."},
    {A::MakeAppPassword, "Make an app password at the provider, and use it in place of your own."},
    {A::MakeAuthorizationCode, "Make an authorization code where IMAP is switched on at the provider, and use it in place of your password."},
    {A::UseMailPassword, "Mail has a password of its own there: use it, not the one of the web site."},
    {A::AppPasswordWithSecondFactor, "With two-factor sign-in an app password is needed."},
    {A::SignInInBrowser, "Passwords are not accepted there any more: sign in in the browser (--oauth)."},
    {A::VisitWebPage, "Sign in once at the provider's web page, confirm that it was you, then run again."},
    {A::TryOtherRegion, "The account may live in another region: try %1"},
    {A::UnlockAccount, "The account is locked: unlock it at the provider's web page."},
    {A::RenewPassword, "The password has run out: choose a new one at the provider."},
    {A::OrderImap, "IMAP may have to be ordered from the provider; POP3 may work without."},
    {A::AskAdministrator, "Give the server's words to the provider or administrator."},
    {A::WaitAndTryAgain, "Wait for a while, and try again."},
    {A::CloseOtherPrograms, "Too many connections at the same time: close other mail programs and devices for a while."},
    {A::PasswordMayBeRight, "The password may well be right: do not change it for this."},
    {A::AdminConsent, "An administrator of your organisation has to allow Tributary first: give them the provider's words."},
    {A::AdminBlocks, "Your organisation's rules do not let you in from here: give an administrator the provider's words."},
    {A::ClientUnknown, "The client id is not known there, switched off, or for another kind of account (docs/oauth.md)."},
    {A::RedirectUnregistered, "The redirect address or a permission is not registered there (docs/oauth.md)."},
    {A::SignInAgain, "Sign in to the account again: account password ADDRESS --oauth."},
    {A::GiveWordsToAdmin, "Give the provider's words to your administrator: the client id or its permissions must be changed."},
    {A::ChooseRightMailbox, "Sign in again, and choose the account whose address you entered."},
    {A::ProviderPage, "The provider's own page about it: %1"},
    {A::NoWayAround, "Tributary never connects past a bad certificate."},
    {A::CheckClock, "Check this machine's date and time."},
    {A::CheckNameAndClock, "Check the server's name and this machine's clock."},
    {A::AskAboutCertificate, "Ask the provider or administrator about the certificate."},
    {A::RenewCertificate, "If they are right, the provider has to renew the certificate."},
    {A::UseNameOfCertificate, "Use the name that the certificate is for, if the provider confirms it: %1"},
    {A::SelfSignedRefused, "A self-signed certificate is not accepted: the server needs one of a known authority."},
    {A::AdminCanAddAuthority, "An administrator can add an authority by the policy file (ExtraCertificateAuthorities)."},
    {A::TryAgainLater, "Try again later."},
    {A::AttachLess, "Attach less, or put large files where they can be fetched."},
    {A::FreeDisk, "Make room on the disk and run again; nothing is lost."},
    {A::EndOtherProgram, "End the other program, or use another --profile."},
    {A::MoveFileAway, "Move the file away and add your accounts again: mail that is on the server is fetched anew."},
    {A::StartKeychain, "Use --secrets sealed with TRIBUTARY_PASSPHRASE_FILE."},
    {A::UseStandardPort, "Use a standard port, or --allow-non-standard-ports where the policy permits it."},
    {A::WhyProve, "Another account's server, and whoever is to be answered elsewhere, must know that the address is yours: it must be proven first."},
    {A::ProveAddress, "identity verify ADDRESS mails a code to it, identity confirm ADDRESS CODE proves it."},
    {A::SendMeanwhile, "Send meanwhile as another identity (identity list), or without this reply-to."},
    {A::NewestCode, "Look for the newest mail with a code: each new one makes the one before void."},
    {A::MailNewCode, "identity verify ADDRESS mails a new one."},
    {A::LastCodeStillGood, "The last one that was mailed can still be typed, as long as it is good."},
};

QString portWords(const QString& protocol) {
    if (protocol == "imap"_L1)
        return u"IMAP uses port 993 (TLS) or 143 (STARTTLS)."_s;
    if (protocol == "pop3"_L1)
        return u"POP3 uses port 995 (TLS) or 110 (STARTTLS)."_s;
    if (protocol == "smtp"_L1)
        return u"Sending uses port 465 (TLS) or 587 (STARTTLS)."_s;
    return u"Use port 993 (TLS) or 143 (STARTTLS) for IMAP, 465 (TLS) or 587 (STARTTLS) for sending."_s;
}

} // namespace

QStringList adviceWords(const Error& error, const engine::AdvicePlace& place) {
    QStringList all;
    for (const engine::Advice& one : engine::adviceOf(error, place)) {
        if (one.code == A::StandardPorts) {
            all.append(portWords(one.text));
            continue;
        }
        const auto row = std::find_if(std::begin(kAdviceRows), std::end(kAdviceRows), [&](const AdviceRow& r) { return r.code == one.code; });
        if (row == std::end(kAdviceRows))
            continue;
        const QString words = QString::fromUtf8(row->words);
        all.append(words.contains("%1"_L1) ? words.arg(one.text) : words);
    }
    return all;
}

} // namespace tributary::cli
