// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/ErrorText.h"

#include "base/Log.h"
#include "ui/models/AdviceText.h"

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
    static QString refusalExplanation(const QString& what);
    static QString authExplanation(const Error& error);
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
        switch (error.code) {
        case ErrorCode::None: return tr("This has not been synchronised yet");
        case ErrorCode::TooManyConnections: return protocolTitle(error.code);
        case ErrorCode::MailboxInUse: return protocolTitle(error.code);
        default: return tr("The server asks to try again later");
        }
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
    case ErrorKind::InvalidInput:
        if (error.code == ErrorCode::RefusedByPolicy)
            return refusalExplanation(error.detail);
        if (error.code == ErrorCode::PolicyFaulty) // a line for each fault
            return tr("Nothing of the file counts before these places are put right:") + u'\n' + error.detail;
        return error.detail;
    case ErrorKind::Protocol:
    case ErrorKind::Internal: return error.detail;
    default: return {};
    }
}

/// By the field or the lock that was refused (accounts/Policy.h).
QString ErrorWords::refusalExplanation(const QString& what) {
    if (what == QLatin1String("email"))
        return tr("Accounts of this domain are not allowed.");
    if (what == QLatin1String("provider") || what == QLatin1String("in-host") || what == QLatin1String("out-host"))
        return tr("Accounts at this provider, or with these servers, are not allowed.");
    if (what == QLatin1String("protocol"))
        return tr("This way of reading mail is not allowed.");
    if (what == QLatin1String("in-port") || what == QLatin1String("out-port"))
        return tr("Only standard ports are allowed.");
    if (what == QLatin1String("accounts"))
        return tr("Accounts cannot be added, changed or removed here.");
    if (what == QLatin1String("max-accounts"))
        return tr("No more accounts can be added.");
    if (what == QLatin1String("sync-since") || what == QLatin1String("syncSince"))
        return tr("How far back mail is downloaded cannot be changed.");
    if (what == QLatin1String("save-sent") || what == QLatin1String("saveSent"))
        return tr("Whether copies of sent mail are kept cannot be changed.");
    if (what == QLatin1String("identities"))
        return tr("Addresses to send as cannot be added, changed or removed.");
    if (what == QLatin1String("signatures"))
        return tr("Signatures cannot be changed.");
    if (what == QLatin1String("filters"))
        return tr("Filters cannot be changed.");
    if (what == QLatin1String("vacation"))
        return tr("The vacation reply cannot be turned on or changed.");
    if (what == QLatin1String("remotePictures"))
        return tr("Remote pictures are not fetched in this way.");
    return what;
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

} // namespace

ErrorText errorText(const Error& error, const engine::AdvicePlace& place) {
    return {ErrorWords::title(error), ErrorWords::explanation(error), adviceText(error, place), loggable(error.serverText)};
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
