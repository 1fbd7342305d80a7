// SPDX-License-Identifier: GPL-3.0-or-later
// What a server answers (RFC 5321 4.2) and what a refusal means.
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QByteArrayList>

#include <optional>

namespace tributary::smtp {

/// RFC 3463: "5.1.1" is {5, 1, 1}.
struct EnhancedCode {
    int category = 0;
    int subject = 0;
    int detail = 0;

    bool operator==(const EnhancedCode&) const = default;
    [[nodiscard]] QByteArray toByteArray() const;
};

/// One whole reply; code 0: none came.
struct Reply {
    int code = 0;                         ///< 200 to 599
    std::optional<EnhancedCode> enhanced; ///< RFC 2034; counts only where its class is the code's
    QByteArrayList lines;                 ///< without either code; untrusted, as received

    [[nodiscard]] bool isPositive() const { return code / 100 == 2; }
    [[nodiscard]] bool isTransient() const { return code / 100 == 4; } ///< refused for now
    [[nodiscard]] bool isPermanent() const { return code / 100 == 5; } ///< refused for good
    [[nodiscard]] bool isNegative() const { return isTransient() || isPermanent(); }
    [[nodiscard]] QByteArray text() const { return lines.join(' ').trimmed(); }
    /// "550 5.1.1 No such user": the server's own words, on one line.
    [[nodiscard]] QByteArray words() const;

    bool operator==(const Reply&) const = default;
};

/// What was said that a reply answers. Connect: nothing yet, the reply is the greeting. Message: the end of the message.
enum class Verb { Connect, Hello, StartTls, Auth, Mail, Rcpt, Data, Message, Reset, Noop, Quit };

/// A negative reply as an error; serverText: its words. 4yz is TemporaryRefusal, 5yz Refused, and:
/// 421 TemporaryRefusal/ByeReceived, or, as AUTH, TooManyConnections and Throttled where its words say so; STARTTLS Tls/StartTlsRefused; AUTH Auth/CredentialsRejected, MechanismUnavailable (534, 538,
/// 50z) or TemporaryRefusal/AuthServerUnavailable; 530 Auth/SecretMissing or Tls/TlsRequired; 552, 5.3.4 Refused/MessageTooLarge;
/// MAIL SenderRefused, RCPT RecipientsRefused; Microsoft's 5.7.139 Refused/SendingDisabled. Pure.
[[nodiscard]] Error refusalError(Verb verb, const Reply& reply, const QString& detail = {});

} // namespace tributary::smtp
