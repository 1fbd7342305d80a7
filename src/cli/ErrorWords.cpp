// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/Output.h"

#include "base/Log.h"
#include "engine/AccountSetup.h"

#include <QHash>

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

/// What a policy refuses, by the field or the lock that names it.
static QString refusalWords(const QString& place) {
    static const QHash<QString, QString> words{
        {u"email"_s, u"accounts of this domain"_s},
        {u"provider"_s, u"this provider"_s},
        {u"protocol"_s, u"this protocol"_s},
        {u"in-host"_s, u"this server for incoming mail"_s},
        {u"out-host"_s, u"this server for outgoing mail"_s},
        {u"in-port"_s, u"a port for incoming mail that is not a standard one"_s},
        {u"out-port"_s, u"a port for outgoing mail that is not a standard one"_s},
        {u"accounts"_s, u"adding, changing or removing accounts"_s},
        {u"max-accounts"_s, u"more accounts than there are"_s},
        {u"sync-since"_s, u"another sync start date"_s},
        {u"syncSince"_s, u"another sync start date"_s},
        {u"save-sent"_s, u"another choice for copies of sent mail"_s},
        {u"saveSent"_s, u"another choice for copies of sent mail"_s},
        {u"identities"_s, u"adding, changing or removing addresses to send as"_s},
        {u"signatures"_s, u"changing signatures"_s},
        {u"filters"_s, u"changing filters"_s},
        {u"vacation"_s, u"turning on or changing the vacation reply"_s},
        {u"remotePictures"_s, u"fetching remote pictures in this way"_s},
    };
    const auto known = words.constFind(place);
    return known == words.constEnd() ? place : QString(*known + u" ("_s + place + u')');
}

/// What an option takes (cli.md), for one whose value cannot be used; nothing for what is no option.
static QString takenBy(const QString& option) {
    static const QString port = u"a number from 1 to 65535"_s, security = u"tls, starttls or none"_s, yesNo = u"yes or no"_s, host = u"the name of a server"_s;
    static const QHash<QString, QString> words{
        {u"in-port"_s, port},
        {u"out-port"_s, port},
        {u"in-security"_s, security},
        {u"out-security"_s, security},
        {u"in-host"_s, host},
        {u"out-host"_s, host},
        {u"protocol"_s, u"imap or pop3"_s},
        {u"save-sent"_s, yesNo},
        {u"unread-only"_s, yesNo},
        {u"flagged-only"_s, yesNo},
        {u"sync-since"_s, u"a date as 2026-01-31, or all"_s},
        {u"body-days"_s, u"a number of days; 0 is all"_s},
        {u"leave"_s, u"always, never, or 1 to 3650 days"_s},
        {u"poll-minutes"_s, u"1 to 1440"_s},
        {u"batch"_s, u"10 to 1000"_s},
        {u"limit"_s, u"a number from 1"_s},
        {u"view"_s, u"inbox, unread, flagged or all"_s},
        {u"colour"_s, u"0 to 7"_s},
    };
    return words.value(option);
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
    case ErrorCode::BadValue: {
        const QString taken = takenBy(place.section(u' ', 0, 0));
        return u"This cannot be used: %1"_s.arg(place) + (taken.isEmpty() ? QString() : QString(u" (it takes "_s + taken + u')'));
    }
    case ErrorCode::PolicyFaulty: return u"The policy file is faulty, nothing of it counts:\n%1"_s.arg(place); // a line for each fault
    case ErrorCode::RefusedByPolicy: return u"Your organisation's policy does not allow this: %1"_s.arg(refusalWords(place));
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

QJsonObject toJson(const Error& error, const engine::AdvicePlace& place) {
    QJsonObject object{{u"kind"_s, QString(kindName(error.kind))},
            {u"code"_s, QString(codeName(error.code))},
            {u"message"_s, messageOf(error)},
            {u"server"_s, loggable(error.serverText)},
            {u"advice"_s, QJsonArray::fromStringList(adviceWords(error, place))}};
    if (error.code == ErrorCode::PolicyFaulty)
        object.insert(u"faults"_s, QJsonArray::fromStringList(error.detail.split(u'\n')));
    return object;
}

} // namespace tributary::cli
