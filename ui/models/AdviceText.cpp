// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/AdviceText.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace tributary::ui {

namespace {

struct AdviceSentence {
    engine::AdviceCode code;
    const char* words; ///< %1: what is named
};

using A = engine::AdviceCode;
constexpr AdviceSentence kAdviceSentences[] = {
    {A::CheckOnline, QT_TRANSLATE_NOOP("ErrorText", "Check that this computer is online.")},
    {A::CheckHostName, QT_TRANSLATE_NOOP("ErrorText", "Check the name of the server, letter by letter: %1")},
    {A::CheckNameAndPort, QT_TRANSLATE_NOOP("ErrorText", "Check the server's name and port with your provider.")},
    {A::ChooseTls, QT_TRANSLATE_NOOP("ErrorText", "Port %1 is encrypted from the beginning: choose TLS for it in the server settings.")},
    {A::ChooseStartTls, QT_TRANSLATE_NOOP("ErrorText", "Port %1 begins without encryption: choose STARTTLS for it in the server settings.")},
    {A::UseTlsPort, QT_TRANSLATE_NOOP("ErrorText", "Enter port %1 in the server settings, with TLS.")},
    {A::UseSubmissionPort, QT_TRANSLATE_NOOP("ErrorText", "Many networks block port 25: enter 465 with TLS, or 587 with STARTTLS.")},
    {A::PortMayBeBlocked, QT_TRANSLATE_NOOP("ErrorText", "A firewall, or the network that you are in, may block port %1.")},
    {A::SignInToNetwork, QT_TRANSLATE_NOOP("ErrorText", "Open a web browser and sign in to the network. Tributary then goes on by itself.")},
    {A::IfNoNetworkPage, QT_TRANSLATE_NOOP("ErrorText", "If this network has no such page, check the server's name and port with your provider.")},
    {A::LookInSent, QT_TRANSLATE_NOOP("ErrorText", "Look in Sent, or ask the recipient, before you send it again.")},
    {A::NotSentAgain, QT_TRANSLATE_NOOP("ErrorText", "Tributary does not send it again by itself, so that nobody gets it twice.")},
    {A::CheckPassword, QT_TRANSLATE_NOOP("ErrorText", "Check the password.")},
    {A::PasswordChanged, QT_TRANSLATE_NOOP("ErrorText", "The password may have been changed at the provider: enter the new one.")},
    {A::EnterPassword, QT_TRANSLATE_NOOP("ErrorText", "Enter the password.")},
    {A::UserWholeAddress, QT_TRANSLATE_NOOP("ErrorText", "Try the whole address as the user name: %1")},
    {A::UserLocalPart, QT_TRANSLATE_NOOP("ErrorText", "Try only the part before the @ as the user name: %1")},
    {A::UserIssuedId, QT_TRANSLATE_NOOP("ErrorText", "The user name there is an ID that the provider has given you, not the address.")},
    {A::UserForms, QT_TRANSLATE_NOOP("ErrorText", "Check the user name: some servers want the whole address, others only the part before the @, or DOMAIN\\user.")},
    {A::SwitchImapOn, QT_TRANSLATE_NOOP("ErrorText", "Switch IMAP on in the account's settings on the provider's web page.")},
    {A::SwitchPopOn, QT_TRANSLATE_NOOP("ErrorText", "Switch POP on in the account's settings on the provider's web page.")},
    {A::AllowSmtpAuth, QT_TRANSLATE_NOOP("ErrorText", "Ask your provider or administrator to allow authenticated SMTP for your account.")},
    {A::AskWhetherAllowed, QT_TRANSLATE_NOOP("ErrorText", "Ask your provider or administrator whether access by %1 is allowed for your account.")},
    {A::MakeAppPassword, QT_TRANSLATE_NOOP("ErrorText", "Make an app password on the provider's web page, and enter it here in place of your own password.")},
    {A::MakeAuthorizationCode, QT_TRANSLATE_NOOP("ErrorText", "Make an authorization code on the provider's web page, where IMAP is switched on, and enter it here in place of your password.")},
    {A::UseMailPassword, QT_TRANSLATE_NOOP("ErrorText", "Mail has a password of its own at this provider: enter that one, not the one of the web page.")},
    {A::AppPasswordWithSecondFactor, QT_TRANSLATE_NOOP("ErrorText", "If you sign in with a second factor, an app password is needed.")},
    {A::SignInInBrowser, QT_TRANSLATE_NOOP("ErrorText", "This provider does not accept passwords from mail programs any more: sign in in the browser instead.")},
    {A::VisitWebPage, QT_TRANSLATE_NOOP("ErrorText", "Sign in once on the provider's web page and confirm that it was you, then try again here.")},
    {A::TryOtherRegion, QT_TRANSLATE_NOOP("ErrorText", "Your account may be kept in another region: try %1")},
    {A::UnlockAccount, QT_TRANSLATE_NOOP("ErrorText", "The account is locked: unlock it on the provider's web page.")},
    {A::RenewPassword, QT_TRANSLATE_NOOP("ErrorText", "The password has run out: choose a new one at the provider.")},
    {A::OrderImap, QT_TRANSLATE_NOOP("ErrorText", "IMAP may have to be ordered from this provider. POP3 may work without.")},
    {A::AskAdministrator, QT_TRANSLATE_NOOP("ErrorText", "Give the server's words to your provider or administrator.")},
    {A::WaitAndTryAgain, QT_TRANSLATE_NOOP("ErrorText", "Wait for a while, and try again.")},
    {A::CloseOtherPrograms, QT_TRANSLATE_NOOP("ErrorText", "Close other mail programs and devices that use this account, and wait for some minutes.")},
    {A::PasswordMayBeRight, QT_TRANSLATE_NOOP("ErrorText", "Your password may well be right: do not change it because of this.")},
    {A::AdminConsent, QT_TRANSLATE_NOOP("ErrorText", "An administrator of your organisation has to allow Tributary first. Give them the provider's words.")},
    {A::AdminBlocks, QT_TRANSLATE_NOOP("ErrorText", "Your organisation's rules do not let you in from here. Ask an administrator, and give them the provider's words.")},
    {A::ClientUnknown, QT_TRANSLATE_NOOP("ErrorText", "The client ID is not known there, switched off, or for another kind of account. Whoever set it up has to correct it.")},
    {A::RedirectUnregistered, QT_TRANSLATE_NOOP("ErrorText", "The redirect address or a permission is not registered. The manual (docs/oauth.md) shows what is needed.")},
    {A::SignInAgain, QT_TRANSLATE_NOOP("ErrorText", "Sign in again on the provider's page in your browser.")},
    {A::GiveWordsToAdmin, QT_TRANSLATE_NOOP("ErrorText", "Give the provider's words to whoever set up the client ID.")},
    {A::ChooseRightMailbox, QT_TRANSLATE_NOOP("ErrorText", "Sign in again, and choose the account whose address you entered.")},
    {A::ProviderPage, QT_TRANSLATE_NOOP("ErrorText", "The provider's own page about it: %1")},
    {A::NoWayAround, QT_TRANSLATE_NOOP("ErrorText", "There is no way to go on without a valid certificate: your password would not be safe.")},
    {A::CheckClock, QT_TRANSLATE_NOOP("ErrorText", "Check this computer's date and time.")},
    {A::CheckNameAndClock, QT_TRANSLATE_NOOP("ErrorText", "Check the server's name and this computer's clock.")},
    {A::AskAboutCertificate, QT_TRANSLATE_NOOP("ErrorText", "Ask your provider or administrator about the certificate.")},
    {A::RenewCertificate, QT_TRANSLATE_NOOP("ErrorText", "If they are right, the provider has to renew the certificate: tell them.")},
    {A::UseNameOfCertificate, QT_TRANSLATE_NOOP("ErrorText", "Enter the name that the certificate is for as the server, if your provider confirms it: %1")},
    {A::SelfSignedRefused, QT_TRANSLATE_NOOP("ErrorText", "A self-signed certificate is not accepted. The server needs one of a known authority.")},
    {A::AdminCanAddAuthority, QT_TRANSLATE_NOOP("ErrorText", "An administrator can add an authority through the policy file.")},
    {A::TryAgainLater, QT_TRANSLATE_NOOP("ErrorText", "Tributary will try again by itself.")},
    {A::AttachLess, QT_TRANSLATE_NOOP("ErrorText", "Attach less, or put large files where the recipient can fetch them.")},
    {A::FreeDisk, QT_TRANSLATE_NOOP("ErrorText", "Make room on the disk. Nothing is lost, and the work goes on by itself.")},
    {A::EndOtherProgram, QT_TRANSLATE_NOOP("ErrorText", "Use the window that is open already, or close it first.")},
    {A::MoveFileAway, QT_TRANSLATE_NOOP("ErrorText", "Move the file away and add your accounts again: mail that is on the server is fetched anew.")},
    {A::UseNewerVersion, QT_TRANSLATE_NOOP("ErrorText", "Use the newer version again.")},
    {A::StartKeychain, QT_TRANSLATE_NOOP("ErrorText", "Start a keychain service, or start Tributary with --secrets sealed.")},
    {A::UseStandardPort, QT_TRANSLATE_NOOP("ErrorText", "IMAP uses 993 or 143, sending uses 465, 587 or 25. Other ports can be allowed in the server settings.")},
    {A::ProveAddress, QT_TRANSLATE_NOOP("ErrorText", "Enter the code that was mailed to it: Settings, Send mail as.")},
};

struct PortSentence {
    const char* protocol;
    const char* words;
};
constexpr PortSentence kPortSentences[] = {
    {"imap", QT_TRANSLATE_NOOP("ErrorText", "Standard ports are 993 (TLS) and 143 (STARTTLS) for IMAP.")},
    {"pop3", QT_TRANSLATE_NOOP("ErrorText", "Standard ports are 995 (TLS) and 110 (STARTTLS) for POP3.")},
    {"smtp", QT_TRANSLATE_NOOP("ErrorText", "Standard ports are 465 (TLS) and 587 (STARTTLS) for sending.")},
    {"", QT_TRANSLATE_NOOP("ErrorText", "Standard ports are 993 (TLS) and 143 (STARTTLS) for IMAP, 465 (TLS) and 587 (STARTTLS) for sending.")},
};

QString translated(const char* words) { return QCoreApplication::translate("ErrorText", words); }

QString portText(const QString& protocol) {
    const auto row = std::find_if(std::begin(kPortSentences), std::prev(std::end(kPortSentences)),
                                  [&](const PortSentence& one) { return protocol == QLatin1StringView(one.protocol); });
    return translated(row->words);
}

} // namespace

QStringList adviceText(const Error& error, const engine::AdvicePlace& place) {
    QStringList all;
    for (const engine::Advice& one : engine::adviceOf(error, place)) {
        if (one.code == A::StandardPorts) {
            all.append(portText(one.text));
            continue;
        }
        const auto row = std::find_if(std::begin(kAdviceSentences), std::end(kAdviceSentences), [&](const AdviceSentence& s) { return s.code == one.code; });
        if (row == std::end(kAdviceSentences)) // words for the command line alone
            continue;
        const QString words = translated(row->words);
        all.append(words.contains(QStringLiteral("%1")) ? words.arg(one.text) : words);
    }
    return all;
}

} // namespace tributary::ui
