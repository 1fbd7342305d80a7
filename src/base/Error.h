// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace tributary {

/// What to do about a failure: the one policy table is sync/RetryPolicy.
enum class ErrorKind {
    Cancelled,        ///< the user or the program stopped it: silent
    Network,          ///< host or port not reached, or the connection was lost: back off and try again
    Tls,              ///< the TLS handshake or the certificate failed: stop and ask
    Auth,             ///< the server does not accept the credentials: stop after the first refusal
    TemporaryRefusal, ///< the server says 'later'
    Refused,          ///< the server refuses this one action: the connection stays
    Protocol,         ///< the peer does not keep to the protocol, or exceeds a limit: drop the connection
    Storage,          ///< disk full, database damaged, profile in use
    InvalidInput,     ///< what the user gave cannot be used: shown at the field
    Internal,         ///< ours
};

/// Which failure it was. The words for the user are written in ui and cli from kind + code.
enum class ErrorCode {
    None,
    // Network (S34)
    HostNotFound, ConnectionRefused, TimedOut, ConnectionClosed, NetworkUnreachable, ProxyFailed, NotTls,
    // ... the machine is on another network than when it began; the network shows a page to sign in to first
    NetworkChanged, CaptivePortal,
    // Tls (S36)
    CertificateExpired, CertificateNotYetValid, CertificateWrongHost, CertificateSelfSigned, CertificateUnknownAuthority,
    CertificateInvalid, TlsHandshakeFailed, StartTlsNotOffered, StartTlsRefused, TlsRequired,
    // Auth (S35)
    CredentialsRejected, MechanismUnavailable, LoginDisabled, AuthServerUnavailable, SecretMissing,
    // ... OAuth: the grant is revoked or has run out; the user said no; the client id is not accepted (for the administrator);
    // the user signed in to another mailbox
    SignInAgain, SignInDeclined, ClientRefused, WrongMailbox,
    // Protocol
    MalformedResponse, LimitExceeded, UnexpectedResponse, InjectedData, ByeReceived, NotThisProtocol,
    // TemporaryRefusal: too much asked in too short a time; detail: milliseconds, where the server names them; another program has the
    // POP3 mailbox open
    Throttled, MailboxInUse, TooManyConnections,
    // Refused
    ServerRefused, MailboxMissing, OverQuota, Unsupported,
    // ... while sending (S14, S18): larger than the server takes; every recipient, or the sender, is refused; the provider has
    // switched sending off for the account
    MessageTooLarge, RecipientsRefused, SenderRefused, SendingDisabled,
    // Network: the line broke after the message was given and before the server said what became of it
    OutcomeUnknown,
    // Storage
    DiskFull, DatabaseDamaged, DatabaseNewer, ProfileInUse, NotWritable, DatabaseFailed, KeychainUnavailable,
    WrongPassphrase,
    // InvalidInput
    NotAnAddress, PortNotStandard, FieldMissing, BadValue, PolicyFaulty, RefusedByPolicy, NotFound, AlreadyExists,
    // ... the address is not proven to be the user's (S20, S26); a file that is to be attached is gone or has changed
    NotVerified, FileMissing, FileChanged,
    // ... of a code that proves an address: not the one that was mailed; too old; tried too often; none is out; too many were mailed
    CodeWrong, CodeExpired, CodeUsedUp, NoCode, TooManyCodes,
    // Cancelled, Internal
    Cancelled, Bug,
};

/// The one error of the house. serverText holds the server's own words (untrusted, as received); detail is ours, in
/// English, for the log and for what was tried (host, port, path). Neither ever holds a secret.
struct [[nodiscard]] Error {
    ErrorKind kind = ErrorKind::Internal;
    ErrorCode code = ErrorCode::None;
    QByteArray serverText;
    QString detail;

    bool operator==(const Error&) const = default;
};

/// Stable lower-case words for kind and code ("network", "host-not-found"): logs, --json, tests.
[[nodiscard]] QLatin1StringView kindName(ErrorKind kind);
[[nodiscard]] QLatin1StringView codeName(ErrorCode code);

} // namespace tributary
