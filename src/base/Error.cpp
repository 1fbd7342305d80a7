// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Error.h"

namespace tributary {

using namespace Qt::Literals::StringLiterals;

QLatin1StringView kindName(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::Cancelled: return "cancelled"_L1;
    case ErrorKind::Network: return "network"_L1;
    case ErrorKind::Tls: return "tls"_L1;
    case ErrorKind::Auth: return "auth"_L1;
    case ErrorKind::TemporaryRefusal: return "temporary-refusal"_L1;
    case ErrorKind::Refused: return "refused"_L1;
    case ErrorKind::Protocol: return "protocol"_L1;
    case ErrorKind::Storage: return "storage"_L1;
    case ErrorKind::InvalidInput: return "invalid-input"_L1;
    case ErrorKind::Internal: return "internal"_L1;
    }
    return "internal"_L1;
}

QLatin1StringView codeName(ErrorCode code) {
    switch (code) {
    case ErrorCode::None: return "none"_L1;
    case ErrorCode::HostNotFound: return "host-not-found"_L1;
    case ErrorCode::ConnectionRefused: return "connection-refused"_L1;
    case ErrorCode::TimedOut: return "timed-out"_L1;
    case ErrorCode::ConnectionClosed: return "connection-closed"_L1;
    case ErrorCode::NetworkUnreachable: return "network-unreachable"_L1;
    case ErrorCode::ProxyFailed: return "proxy-failed"_L1;
    case ErrorCode::NotTls: return "not-tls"_L1;
    case ErrorCode::NetworkChanged: return "network-changed"_L1;
    case ErrorCode::CaptivePortal: return "captive-portal"_L1;
    case ErrorCode::CertificateExpired: return "certificate-expired"_L1;
    case ErrorCode::CertificateNotYetValid: return "certificate-not-yet-valid"_L1;
    case ErrorCode::CertificateWrongHost: return "certificate-wrong-host"_L1;
    case ErrorCode::CertificateSelfSigned: return "certificate-self-signed"_L1;
    case ErrorCode::CertificateUnknownAuthority: return "certificate-unknown-authority"_L1;
    case ErrorCode::CertificateInvalid: return "certificate-invalid"_L1;
    case ErrorCode::TlsHandshakeFailed: return "tls-handshake-failed"_L1;
    case ErrorCode::StartTlsNotOffered: return "starttls-not-offered"_L1;
    case ErrorCode::StartTlsRefused: return "starttls-refused"_L1;
    case ErrorCode::TlsRequired: return "tls-required"_L1;
    case ErrorCode::CredentialsRejected: return "credentials-rejected"_L1;
    case ErrorCode::MechanismUnavailable: return "mechanism-unavailable"_L1;
    case ErrorCode::LoginDisabled: return "login-disabled"_L1;
    case ErrorCode::AuthServerUnavailable: return "auth-server-unavailable"_L1;
    case ErrorCode::SecretMissing: return "secret-missing"_L1;
    case ErrorCode::SignInAgain: return "sign-in-again"_L1;
    case ErrorCode::SignInDeclined: return "sign-in-declined"_L1;
    case ErrorCode::ClientRefused: return "client-refused"_L1;
    case ErrorCode::WrongMailbox: return "wrong-mailbox"_L1;
    case ErrorCode::MalformedResponse: return "malformed-response"_L1;
    case ErrorCode::LimitExceeded: return "limit-exceeded"_L1;
    case ErrorCode::UnexpectedResponse: return "unexpected-response"_L1;
    case ErrorCode::InjectedData: return "injected-data"_L1;
    case ErrorCode::ByeReceived: return "bye-received"_L1;
    case ErrorCode::NotThisProtocol: return "not-this-protocol"_L1;
    case ErrorCode::Throttled: return "throttled"_L1;
    case ErrorCode::MailboxInUse: return "mailbox-in-use"_L1;
    case ErrorCode::TooManyConnections: return "too-many-connections"_L1;
    case ErrorCode::ServerRefused: return "server-refused"_L1;
    case ErrorCode::MailboxMissing: return "mailbox-missing"_L1;
    case ErrorCode::OverQuota: return "over-quota"_L1;
    case ErrorCode::Unsupported: return "unsupported"_L1;
    case ErrorCode::MessageTooLarge: return "message-too-large"_L1;
    case ErrorCode::RecipientsRefused: return "recipients-refused"_L1;
    case ErrorCode::SenderRefused: return "sender-refused"_L1;
    case ErrorCode::SendingDisabled: return "sending-disabled"_L1;
    case ErrorCode::OutcomeUnknown: return "outcome-unknown"_L1;
    case ErrorCode::DiskFull: return "disk-full"_L1;
    case ErrorCode::DatabaseDamaged: return "database-damaged"_L1;
    case ErrorCode::DatabaseNewer: return "database-newer"_L1;
    case ErrorCode::ProfileInUse: return "profile-in-use"_L1;
    case ErrorCode::NotWritable: return "not-writable"_L1;
    case ErrorCode::DatabaseFailed: return "database-failed"_L1;
    case ErrorCode::KeychainUnavailable: return "keychain-unavailable"_L1;
    case ErrorCode::WrongPassphrase: return "wrong-passphrase"_L1;
    case ErrorCode::NotAnAddress: return "not-an-address"_L1;
    case ErrorCode::PortNotStandard: return "port-not-standard"_L1;
    case ErrorCode::FieldMissing: return "field-missing"_L1;
    case ErrorCode::BadValue: return "bad-value"_L1;
    case ErrorCode::PolicyFaulty: return "policy-faulty"_L1;
    case ErrorCode::RefusedByPolicy: return "refused-by-policy"_L1;
    case ErrorCode::NotFound: return "not-found"_L1;
    case ErrorCode::AlreadyExists: return "already-exists"_L1;
    case ErrorCode::NotVerified: return "not-verified"_L1;
    case ErrorCode::FileMissing: return "file-missing"_L1;
    case ErrorCode::FileChanged: return "file-changed"_L1;
    case ErrorCode::CodeWrong: return "code-wrong"_L1;
    case ErrorCode::CodeExpired: return "code-expired"_L1;
    case ErrorCode::CodeUsedUp: return "code-used-up"_L1;
    case ErrorCode::NoCode: return "no-code"_L1;
    case ErrorCode::TooManyCodes: return "too-many-codes"_L1;
    case ErrorCode::Cancelled: return "cancelled"_L1;
    case ErrorCode::Bug: return "bug"_L1;
    }
    return "bug"_L1;
}

} // namespace tributary
