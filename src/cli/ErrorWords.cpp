// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Output.h"

#include "base/Log.h"
#include "engine/AccountSetup.h"

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;

int exitCodeOf(const Error& error) {
    switch (error.code) {
    case ErrorCode::NotFound:
    case ErrorCode::MailboxMissing: return 7;
    case ErrorCode::NotVerified:
    case ErrorCode::CodeWrong:
    case ErrorCode::CodeExpired:
    case ErrorCode::CodeUsedUp:
    case ErrorCode::NoCode:
    case ErrorCode::TooManyCodes: return 8;
    case ErrorCode::RefusedByPolicy: return 10;
    case ErrorCode::NotThisProtocol: return 3; // S34: another protocol on the port
    case ErrorCode::StartTlsNotOffered:
    case ErrorCode::StartTlsRefused:
    case ErrorCode::TlsRequired:
    case ErrorCode::TlsHandshakeFailed: return error.kind == ErrorKind::InvalidInput ? 6 : 3;
    default: break;
    }
    switch (error.kind) {
    case ErrorKind::Cancelled: return 130;
    case ErrorKind::Network: return 3;
    case ErrorKind::Tls: return 5;
    case ErrorKind::Auth: return 4;
    case ErrorKind::TemporaryRefusal: return error.code == ErrorCode::AuthServerUnavailable ? 4 : 3;
    case ErrorKind::Protocol: return 3;
    case ErrorKind::Storage: return 9;
    case ErrorKind::InvalidInput: return 6;
    case ErrorKind::Refused:
    case ErrorKind::Internal: return 1;
    }
    return 1;
}

QString messageOf(const Error& error) {
    const QString place = error.detail;
    switch (error.code) {
    case ErrorCode::HostNotFound: return u"The server name was not found: %1"_s.arg(place);
    case ErrorCode::ConnectionRefused: return u"The server refuses connections on this port: %1"_s.arg(place);
    case ErrorCode::TimedOut: return u"The server did not answer in time: %1"_s.arg(place);
    case ErrorCode::ConnectionClosed: return u"The server closed the connection: %1"_s.arg(place);
    case ErrorCode::NetworkUnreachable: return u"The server cannot be reached: %1"_s.arg(place);
    case ErrorCode::ProxyFailed: return u"The proxy failed: %1"_s.arg(place);
    case ErrorCode::NotTls: return u"The server does not speak TLS on this port: %1"_s.arg(place);
    case ErrorCode::NetworkChanged: return u"The network has changed meanwhile: %1"_s.arg(place);
    case ErrorCode::CaptivePortal: return u"A sign-in page of the network seems to be in the way: %1"_s.arg(place);
    case ErrorCode::CertificateExpired: return u"The server's certificate has expired: %1"_s.arg(place);
    case ErrorCode::CertificateNotYetValid: return u"The server's certificate is not valid yet: %1"_s.arg(place);
    case ErrorCode::CertificateWrongHost: return u"The server's certificate is for another name: %1"_s.arg(place);
    case ErrorCode::CertificateSelfSigned: return u"The server's certificate is self-signed: %1"_s.arg(place);
    case ErrorCode::CertificateUnknownAuthority: return u"The server's certificate is from an unknown authority: %1"_s.arg(place);
    case ErrorCode::CertificateInvalid: return u"The server's certificate is not valid: %1"_s.arg(place);
    case ErrorCode::TlsHandshakeFailed: return u"No encrypted connection could be made: %1"_s.arg(place);
    case ErrorCode::StartTlsNotOffered: return u"The server does not offer STARTTLS: %1"_s.arg(place);
    case ErrorCode::StartTlsRefused: return u"The server refused STARTTLS"_s;
    case ErrorCode::TlsRequired: return u"An encrypted connection is needed: %1"_s.arg(place);
    case ErrorCode::CredentialsRejected: return u"The server does not accept the user name or the password: %1"_s.arg(place);
    case ErrorCode::MechanismUnavailable: return u"The server offers no way to sign in that Tributary knows"_s;
    case ErrorCode::LoginDisabled: return u"The server does not allow signing in with a password here"_s;
    case ErrorCode::AuthServerUnavailable: return u"The server cannot check the sign-in at the moment"_s;
    case ErrorCode::SecretMissing: return u"No password is kept for this account"_s;
    case ErrorCode::SignInAgain: return u"The provider wants you to sign in again (%1)"_s.arg(place);
    case ErrorCode::SignInDeclined: return u"The sign-in was declined"_s;
    case ErrorCode::ClientRefused: return u"The provider does not accept Tributary's client id or request (%1)"_s.arg(place);
    case ErrorCode::WrongMailbox: return u"You signed in to another mailbox: %1"_s.arg(place);
    case ErrorCode::MalformedResponse: return u"The server sent what cannot be read (%1)"_s.arg(place);
    case ErrorCode::LimitExceeded: return u"The server sent more than is acceptable (%1)"_s.arg(place);
    case ErrorCode::UnexpectedResponse: return u"The server broke the protocol (%1)"_s.arg(place);
    case ErrorCode::InjectedData: return u"Data came in before the connection was encrypted; somebody may be interfering"_s;
    case ErrorCode::ByeReceived: return u"The server said goodbye"_s;
    case ErrorCode::NotThisProtocol: return u"The server speaks another protocol on this port"_s;
    case ErrorCode::Throttled: return u"The server asks us to come less often"_s;
    case ErrorCode::MailboxInUse: return u"Another program has the mailbox open"_s;
    case ErrorCode::TooManyConnections: return u"The server allows no more connections at the same time"_s;
    case ErrorCode::ServerRefused: // without the server's words it was not asked
        return error.serverText.isEmpty() ? u"This is not allowed: %1"_s.arg(place) : u"The server refused"_s;
    case ErrorCode::MailboxMissing: return u"The mailbox does not exist on the server"_s;
    case ErrorCode::OverQuota: return u"The mailbox is full"_s;
    case ErrorCode::Unsupported: return u"This is not supported: %1"_s.arg(place);
    case ErrorCode::MessageTooLarge: return u"The message is larger than the server takes: %1"_s.arg(place);
    case ErrorCode::RecipientsRefused:
        return (error.kind == ErrorKind::TemporaryRefusal ? u"The server refuses every recipient for now: %1"_s : u"The server refuses every recipient: %1"_s).arg(place);
    case ErrorCode::SenderRefused: return u"The server refuses this sender: %1"_s.arg(place);
    case ErrorCode::SendingDisabled: return u"Sending is switched off for this account at the provider"_s;
    case ErrorCode::OutcomeUnknown: return u"The line broke before the server said whether it took the message: %1"_s.arg(place);
    case ErrorCode::CodeWrong: return u"This is not the code that was mailed to %1"_s.arg(place);
    case ErrorCode::CodeExpired: return u"The code that was mailed to %1 is too old"_s.arg(place);
    case ErrorCode::CodeUsedUp: return u"The code that was mailed to %1 has been tried too often"_s.arg(place);
    case ErrorCode::NoCode: return u"No code is waiting for %1"_s.arg(place);
    case ErrorCode::TooManyCodes: return u"Enough codes have been mailed: %1"_s.arg(place);
    case ErrorCode::NotVerified: return u"It is not proven that this address is yours: %1"_s.arg(place);
    case ErrorCode::FileMissing: return u"This file is not there, or cannot be read: %1"_s.arg(place);
    case ErrorCode::FileChanged: return u"The file to attach has changed since: %1"_s.arg(place);
    case ErrorCode::DiskFull: return u"The disk is full: %1"_s.arg(place);
    case ErrorCode::DatabaseDamaged: return u"The file is damaged: %1"_s.arg(place);
    case ErrorCode::DatabaseNewer: return u"The profile is of a newer version of Tributary: %1"_s.arg(place);
    case ErrorCode::ProfileInUse: return u"Another program uses this profile: %1"_s.arg(place);
    case ErrorCode::NotWritable: return u"This cannot be written: %1"_s.arg(place);
    case ErrorCode::DatabaseFailed: return u"The database failed: %1"_s.arg(place);
    case ErrorCode::KeychainUnavailable: return u"The keychain cannot be used: %1"_s.arg(place);
    case ErrorCode::WrongPassphrase: return u"The passphrase does not open %1"_s.arg(place);
    case ErrorCode::NotAnAddress: return u"This is not an e-mail address: %1"_s.arg(place);
    case ErrorCode::PortNotStandard: return u"Only standard ports are allowed (%1): IMAP 143 or 993, submission 25, 465 or 587"_s.arg(place);
    case ErrorCode::FieldMissing: return u"This is missing: %1"_s.arg(place);
    case ErrorCode::BadValue: return u"This cannot be used: %1"_s.arg(place);
    case ErrorCode::PolicyFaulty: return u"The policy file is faulty: %1"_s.arg(place);
    case ErrorCode::RefusedByPolicy: return u"Your organisation's policy does not allow this: %1"_s.arg(place);
    case ErrorCode::NotFound: return u"Not found: %1"_s.arg(place);
    case ErrorCode::AlreadyExists: return u"This is there already: %1"_s.arg(place);
    case ErrorCode::Cancelled: return u"Interrupted; nothing is lost, run again to go on"_s;
    case ErrorCode::None:
        if (error.kind == ErrorKind::TemporaryRefusal)
            return u"This has not been synchronised yet: run `sync` first"_s;
        break;
    case ErrorCode::Bug: break;
    }
    return u"An internal error: %1"_s.arg(place);
}

/// By the number in the provider's own words; what is done never depends on it.
static QStringList adviceOfProvider(const Error& error) {
    if (error.code != ErrorCode::SignInAgain && error.code != ErrorCode::SignInDeclined && error.code != ErrorCode::ClientRefused)
        return {};
    switch (engine::adminHint(QString::fromUtf8(error.serverText))) {
    case engine::AdminHint::Consent: return {u"An administrator of your organisation has to allow Tributary first: give them the provider's words."_s};
    case engine::AdminHint::Blocked: return {u"Your organisation's rules do not let you in from here: give an administrator the provider's words."_s};
    case engine::AdminHint::Client: return {u"The client id is not known there, switched off, or for another kind of account (docs/oauth.md)."_s};
    case engine::AdminHint::Redirect: return {u"The redirect address or a permission is not registered there (docs/oauth.md)."_s};
    case engine::AdminHint::Throttled: return {u"Wait for a while, and try again."_s};
    default: return {};
    }
}

QStringList adviceOf(const Error& error) {
    switch (error.kind) {
    case ErrorKind::Network:
        if (error.code == ErrorCode::CaptivePortal)
            return {u"Open a web browser and sign in to the network, then run again. The password was not sent."_s,
                    u"If this network has no such page, check the server's name and port with the provider."_s};
        if (error.code == ErrorCode::OutcomeUnknown)
            return {u"Look whether it arrived, or is in Sent, before sending it again: it is not sent again by itself."_s};
        return {u"Check the server's name and port with the provider."_s, u"Check that this machine is online."_s,
                u"Use port 993 (TLS) or 143 (STARTTLS) for IMAP, 465 (TLS) or 587 (STARTTLS) for sending."_s};
    case ErrorKind::Auth:
        if (const QStringList known = adviceOfProvider(error); !known.isEmpty())
            return known;
        if (error.code == ErrorCode::SignInAgain || error.code == ErrorCode::SignInDeclined)
            return {u"Sign in to the account again: account password ADDRESS --oauth."_s};
        if (error.code == ErrorCode::ClientRefused)
            return {u"Give the provider's words to your administrator: the client id or its permissions must be changed."_s};
        if (error.code == ErrorCode::WrongMailbox)
            return {u"Sign in again, and choose the account whose address you entered."_s};
        return {u"Check the user name: some servers want the whole address, others only the part before the @, or DOMAIN\\user."_s,
                u"Ask the provider or administrator whether IMAP and SMTP are allowed for the account."_s,
                u"With two-factor sign-in an app password is needed."_s};
    case ErrorKind::Tls:
        return {u"Tributary never connects past a bad certificate."_s, u"Check the server's name and this machine's clock."_s,
                u"An administrator can add an authority by the policy file (ExtraCertificateAuthorities)."_s};
    case ErrorKind::TemporaryRefusal: return {u"Try again later."_s};
    case ErrorKind::Refused:
        if (error.code == ErrorCode::MessageTooLarge)
            return {u"Attach less, or put large files where they can be fetched."_s};
        if (error.code == ErrorCode::SendingDisabled)
            return {u"Ask the provider or administrator to allow authenticated SMTP for the account."_s};
        return {};
    case ErrorKind::Protocol: return {u"Check the server's name and port with the provider."_s};
    case ErrorKind::Storage:
        if (error.code == ErrorCode::ProfileInUse)
            return {u"End the other program, or use another --profile."_s};
        if (error.code == ErrorCode::DiskFull)
            return {u"Make room on the disk and run again; nothing is lost."_s};
        if (error.code == ErrorCode::KeychainUnavailable)
            return {u"Use --secrets sealed with TRIBUTARY_PASSPHRASE_FILE."_s};
        if (error.code == ErrorCode::DatabaseDamaged)
            return {u"Move the file away and add your accounts again: mail that is on the server is fetched anew."_s};
        return {};
    case ErrorKind::InvalidInput:
        if (error.code == ErrorCode::PortNotStandard)
            return {u"Use a standard port, or --allow-non-standard-ports where the policy permits it."_s};
        if (error.code == ErrorCode::NotVerified)
            return {u"Another account's server, and whoever is to be answered elsewhere, must know that the address is yours: it must be proven first."_s,
                    u"identity verify ADDRESS mails a code to it, identity confirm ADDRESS CODE proves it."_s,
                    u"Send meanwhile as another identity (identity list), or without this reply-to."_s};
        if (error.code == ErrorCode::CodeWrong)
            return {u"Look for the newest mail with a code: each new one makes the one before void."_s};
        if (error.code == ErrorCode::CodeExpired || error.code == ErrorCode::CodeUsedUp || error.code == ErrorCode::NoCode)
            return {u"identity verify ADDRESS mails a new one."_s};
        if (error.code == ErrorCode::TooManyCodes)
            return {u"The last one that was mailed can still be typed, as long as it is good."_s};
        return {};
    default: return {};
    }
}

QJsonObject toJson(const Error& error) {
    return {{u"kind"_s, QString(kindName(error.kind))},
            {u"code"_s, QString(codeName(error.code))},
            {u"message"_s, messageOf(error)},
            {u"server"_s, loggable(error.serverText)},
            {u"advice"_s, QJsonArray::fromStringList(adviceOf(error))}};
}

} // namespace tributary::cli
