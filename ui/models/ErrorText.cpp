// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/ErrorText.h"

#include "base/Log.h"
#include "engine/AccountSetup.h"

#include <QCoreApplication>

namespace tributary::ui {

namespace {

struct ErrorWords {
    Q_DECLARE_TR_FUNCTIONS(ErrorText)

  public:
    static QString networkTitle(ErrorCode code);
    static QString tlsTitle(ErrorCode code);
    static QString authTitle(ErrorCode code);
    static QString storageTitle(ErrorCode code);
    static QString inputTitle(ErrorCode code);
    static QString protocolTitle(ErrorCode code);
    static QString title(const Error& error);
    static QString explanation(const Error& error);
    static QStringList advice(const Error& error);
    static QString authExplanation(const Error& error);
    static QStringList signInAdvice(const Error& error);
};

QString ErrorWords::networkTitle(ErrorCode code) {
    switch (code) {
    case ErrorCode::HostNotFound: return tr("The server name was not found");
    case ErrorCode::ConnectionRefused: return tr("The server refuses connections on this port");
    case ErrorCode::TimedOut: return tr("The server did not answer in time");
    case ErrorCode::ConnectionClosed: return tr("The server closed the connection");
    case ErrorCode::NetworkUnreachable: return tr("The server cannot be reached");
    case ErrorCode::ProxyFailed: return tr("The proxy could not be used");
    case ErrorCode::NotTls: return tr("This port does not speak TLS");
    case ErrorCode::NetworkChanged: return tr("The network has changed");
    case ErrorCode::CaptivePortal: return tr("A sign-in page of the network seems to be in the way");
    case ErrorCode::OutcomeUnknown: return tr("It is not known whether the message was sent");
    default: return tr("The connection failed");
    }
}

QString ErrorWords::tlsTitle(ErrorCode code) {
    switch (code) {
    case ErrorCode::CertificateExpired: return tr("The server's certificate has expired");
    case ErrorCode::CertificateNotYetValid: return tr("The server's certificate is not valid yet");
    case ErrorCode::CertificateWrongHost: return tr("The server's certificate is for another name");
    case ErrorCode::CertificateSelfSigned: return tr("The server's certificate is self-signed");
    case ErrorCode::CertificateUnknownAuthority: return tr("The server's certificate is from an unknown authority");
    case ErrorCode::CertificateInvalid: return tr("The server's certificate is not valid");
    case ErrorCode::StartTlsNotOffered: return tr("The server does not offer STARTTLS");
    case ErrorCode::StartTlsRefused: return tr("The server refused STARTTLS");
    case ErrorCode::TlsRequired: return tr("An encrypted connection is needed");
    default: return tr("No encrypted connection could be made");
    }
}

QString ErrorWords::authTitle(ErrorCode code) {
    switch (code) {
    case ErrorCode::LoginDisabled: return tr("The server does not allow signing in with a password");
    case ErrorCode::MechanismUnavailable: return tr("The server offers no known way to sign in");
    case ErrorCode::SecretMissing: return tr("The password is missing");
    case ErrorCode::AuthServerUnavailable: return tr("The server cannot check the sign-in now");
    case ErrorCode::SignInAgain: return tr("The provider wants you to sign in again");
    case ErrorCode::SignInDeclined: return tr("The sign-in was declined");
    case ErrorCode::ClientRefused: return tr("The provider does not accept Tributary");
    case ErrorCode::WrongMailbox: return tr("You signed in to another mailbox");
    default: return tr("The user name or the password was not accepted");
    }
}

QString ErrorWords::storageTitle(ErrorCode code) {
    switch (code) {
    case ErrorCode::DiskFull: return tr("The disk is full");
    case ErrorCode::DatabaseDamaged: return tr("The mail cache is damaged");
    case ErrorCode::DatabaseNewer: return tr("This profile is from a newer version of Tributary");
    case ErrorCode::ProfileInUse: return tr("Tributary is already running with this profile");
    case ErrorCode::NotWritable: return tr("The profile cannot be written");
    case ErrorCode::KeychainUnavailable: return tr("The keychain cannot be used");
    case ErrorCode::WrongPassphrase: return tr("The passphrase is wrong");
    default: return tr("The mail cache failed");
    }
}

QString ErrorWords::inputTitle(ErrorCode code) {
    switch (code) {
    case ErrorCode::NotAnAddress: return tr("This is not an e-mail address");
    case ErrorCode::PortNotStandard: return tr("Only standard ports are allowed");
    case ErrorCode::FieldMissing: return tr("Something is missing");
    case ErrorCode::PolicyFaulty: return tr("Your organisation's policy file is faulty");
    case ErrorCode::RefusedByPolicy: return tr("Your organisation does not allow this");
    case ErrorCode::NotFound: return tr("This was not found");
    case ErrorCode::AlreadyExists: return tr("This account has been added already");
    case ErrorCode::TlsRequired: return tr("An encrypted connection is needed");
    case ErrorCode::Unsupported: return tr("This is not supported yet");
    case ErrorCode::NotVerified: return tr("It is not proven yet that this address is yours");
    case ErrorCode::FileMissing: return tr("The file to attach is not there any more");
    case ErrorCode::FileChanged: return tr("The file to attach has changed");
    default: return tr("This cannot be used");
    }
}

QString ErrorWords::protocolTitle(ErrorCode code) {
    switch (code) {
    case ErrorCode::NotThisProtocol: return tr("Something else than a mail server answers on this port");
    case ErrorCode::LimitExceeded: return tr("The server sent more than is acceptable");
    case ErrorCode::InjectedData: return tr("The connection may have been interfered with");
    case ErrorCode::ByeReceived: return tr("The server said goodbye");
    case ErrorCode::MailboxInUse: return tr("Another program has the mailbox open");
    case ErrorCode::TooManyConnections: return tr("The server allows no more connections at the same time");
    default: return tr("The server's answer cannot be understood");
    }
}

QString ErrorWords::title(const Error& error) {
    switch (error.kind) {
    case ErrorKind::Cancelled: return tr("Cancelled");
    case ErrorKind::Network: return networkTitle(error.code);
    case ErrorKind::Tls: return tlsTitle(error.code);
    case ErrorKind::Auth: return authTitle(error.code);
    case ErrorKind::TemporaryRefusal:
        return error.code == ErrorCode::None ? tr("This has not been synchronised yet") : tr("The server asks to try again later");
    case ErrorKind::Refused:
        switch (error.code) {
        case ErrorCode::MailboxMissing: return tr("The mailbox is not on the server any more");
        case ErrorCode::OverQuota: return tr("The mailbox on the server is full");
        case ErrorCode::MessageTooLarge: return tr("The message is larger than the server takes");
        case ErrorCode::RecipientsRefused: return tr("The server refuses the recipients");
        case ErrorCode::SenderRefused: return tr("The server refuses this sender");
        case ErrorCode::SendingDisabled: return tr("Your provider has switched off sending for this account");
        default: return tr("The server refused");
        }
    case ErrorKind::Protocol: return protocolTitle(error.code);
    case ErrorKind::Storage: return storageTitle(error.code);
    case ErrorKind::InvalidInput: return inputTitle(error.code);
    case ErrorKind::Internal: break;
    }
    return tr("Something went wrong inside Tributary");
}

QString ErrorWords::explanation(const Error& error) {
    switch (error.kind) {
    case ErrorKind::Network:
        if (error.code == ErrorCode::NotTls)
            return tr("The server answered, but not with TLS. Either the port or the kind of encryption is wrong. (%1)").arg(error.detail);
        if (error.code == ErrorCode::CaptivePortal)
            return tr("What answered is not the mail server. Tributary did not send your password. (%1)").arg(error.detail);
        if (error.code == ErrorCode::OutcomeUnknown)
            return tr("The connection broke after the message was given to the server and before it said whether it took it. (%1)").arg(error.detail);
        return tr("Tributary tried to reach %1.").arg(error.detail);
    case ErrorKind::Tls:
        return tr("Tributary did not send your password, because it cannot be sure to whom it speaks. (%1)").arg(error.detail);
    case ErrorKind::Auth: return authExplanation(error);
    case ErrorKind::Storage:
        if (error.code == ErrorCode::DatabaseDamaged)
            return tr("The file was left as it is: %1").arg(error.detail);
        return error.detail;
    case ErrorKind::Protocol:
    case ErrorKind::InvalidInput:
    case ErrorKind::Internal: return error.detail;
    default: return {};
    }
}

QString ErrorWords::authExplanation(const Error& error) {
    switch (error.code) {
    case ErrorCode::SignInAgain: return tr("The provider has ended this account's sign-in (%1). What waits to be sent is kept.").arg(error.detail);
    case ErrorCode::SignInDeclined: return tr("The provider's page was left without allowing Tributary in. Nothing was saved.");
    case ErrorCode::ClientRefused: return tr("The provider does not let a program with this client ID do what was asked (%1).").arg(error.detail);
    case ErrorCode::WrongMailbox: return tr("What the provider opened is another mailbox than the one that was entered: %1. Nothing was saved.").arg(error.detail);
    default: return tr("The server was reached safely, but it did not let you in as %1.").arg(error.detail);
    }
}

/// For errors of a provider's page; empty for others. The provider's number says which group it is; what is done never
/// depends on it.
QStringList ErrorWords::signInAdvice(const Error& error) {
    const bool isOfPage = error.code == ErrorCode::SignInAgain || error.code == ErrorCode::SignInDeclined || error.code == ErrorCode::ClientRefused;
    if (error.code == ErrorCode::WrongMailbox)
        return {tr("Sign in again, and choose the account whose address you entered.")};
    if (!isOfPage)
        return {};
    switch (engine::adminHint(QString::fromUtf8(error.serverText))) {
    case engine::AdminHint::Consent: return {tr("An administrator of your organisation has to allow Tributary first. Give them the provider's words.")};
    case engine::AdminHint::Blocked: return {tr("Your organisation's rules do not let you in from here. Ask an administrator, and give them the provider's words.")};
    case engine::AdminHint::Client: return {tr("The client ID is not known there, switched off, or for another kind of account. Whoever set it up has to correct it.")};
    case engine::AdminHint::Redirect: return {tr("The redirect address or a permission is not registered. The manual (docs/oauth.md) shows what is needed.")};
    case engine::AdminHint::Throttled: return {tr("Wait for a while, and try again.")};
    default: break;
    }
    if (error.code == ErrorCode::ClientRefused)
        return {tr("Give the provider's words to whoever set up the client ID.")};
    return {tr("Sign in again on the provider's page in your browser.")};
}

QStringList ErrorWords::advice(const Error& error) {
    switch (error.kind) {
    case ErrorKind::Network:
        if (error.code == ErrorCode::CaptivePortal) {
            return {tr("Open a web browser and sign in to the network. Tributary then goes on by itself."),
                    tr("If this network has no such page, check the server's name and port with your provider.")};
        }
        if (error.code == ErrorCode::OutcomeUnknown) {
            return {tr("Look in Sent, or ask the recipient, before you send it again."),
                    tr("Tributary does not send it again by itself, so that nobody gets it twice.")};
        }
        return {tr("Check the server's name and port with your provider."),
                tr("Check that this computer is online."),
                tr("Standard ports are 993 (TLS) and 143 (STARTTLS) for IMAP, 465 (TLS) and 587 (STARTTLS) for sending.")};
    case ErrorKind::Auth:
        if (const QStringList signIn = signInAdvice(error); !signIn.isEmpty())
            return signIn;
        return {tr("Check the user name: some servers want the whole address, others only the part before the @, or DOMAIN\\user."),
                tr("Ask your provider or administrator whether IMAP and SMTP are allowed for your account."),
                tr("If you sign in with a second factor, an app password is needed.")};
    case ErrorKind::Tls:
        return {tr("Check the server's name and this computer's clock."),
                tr("Ask your provider about the certificate. There is no way to go on without a valid one."),
                tr("An administrator can add an authority through the policy file.")};
    case ErrorKind::TemporaryRefusal: return {tr("Tributary will try again by itself.")};
    case ErrorKind::Refused:
        if (error.code == ErrorCode::MessageTooLarge)
            return {tr("Attach less, or put large files where the recipient can fetch them.")};
        if (error.code == ErrorCode::SendingDisabled)
            return {tr("Ask your provider or administrator to allow authenticated SMTP for your account.")};
        return {};
    case ErrorKind::Protocol: return {tr("Check the server's name and port with your provider.")};
    case ErrorKind::Storage:
        switch (error.code) {
        case ErrorCode::DiskFull: return {tr("Make room on the disk. Nothing is lost, and the work goes on by itself.")};
        case ErrorCode::ProfileInUse: return {tr("Use the window that is open already, or close it first.")};
        case ErrorCode::DatabaseDamaged: return {tr("Move the file away and add your accounts again: mail that is on the server is fetched anew.")};
        case ErrorCode::DatabaseNewer: return {tr("Use the newer version again.")};
        case ErrorCode::KeychainUnavailable: return {tr("Start a keychain service, or start Tributary with --secrets sealed.")};
        default: return {};
        }
    case ErrorKind::InvalidInput:
        if (error.code == ErrorCode::PortNotStandard)
            return {tr("IMAP uses 993 or 143, sending uses 465, 587 or 25. Other ports can be allowed in the server settings.")};
        if (error.code == ErrorCode::NotVerified)
            return {tr("Enter the code that was mailed to it: Settings, Send mail as.")};
        return {};
    default: return {};
    }
}

} // namespace

ErrorText errorText(const Error& error) {
    return {ErrorWords::title(error), ErrorWords::explanation(error), ErrorWords::advice(error), loggable(error.serverText)};
}

QString shortErrorText(const Error& error) {
    switch (error.kind) {
    case ErrorKind::Auth: return ErrorWords::tr("Sign in again");
    case ErrorKind::Tls: return ErrorWords::tr("Certificate problem");
    case ErrorKind::Network: return error.code == ErrorCode::CaptivePortal ? ErrorWords::tr("Sign in to the network") : ErrorWords::tr("Offline");
    case ErrorKind::TemporaryRefusal: return ErrorWords::tr("The server is busy");
    default: return ErrorWords::title(error);
    }
}

} // namespace tributary::ui
