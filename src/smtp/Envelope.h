// SPDX-License-Identifier: GPL-3.0-or-later
// Whom a message is from and to on the wire (RFC 5321 2.3.1), and what became of it.
#pragma once

#include "base/Result.h"
#include "smtp/Reply.h"

#include <QByteArray>
#include <QFlags>
#include <QList>

#include <optional>

namespace tributary::smtp {

/// When a delivery report is wished for (RFC 3461 4.1); none: as the server does by itself. Never stands alone.
enum class Notify { Never = 1, Success = 2, Failure = 4, Delay = 8 };
Q_DECLARE_FLAGS(NotifyFlags, Notify)
Q_DECLARE_OPERATORS_FOR_FLAGS(NotifyFlags)

struct Recipient {
    QByteArray address;         ///< Mailbox, domain in ACE form (UTF-8 only where the server takes SMTPUTF8)
    NotifyFlags notify;
    QByteArray originalAddress; ///< ORCPT, as the user gave it; empty: none. What is not ASCII is left out.
};

enum class ReturnedPart { Unspecified, Headers, Full };
/// RFC 3461 4.3, 4.4. Left out where the server does not offer DSN.
struct DeliveryReport {
    ReturnedPart returned = ReturnedPart::Unspecified;
    QByteArray envelopeId; ///< printable ASCII, 100 octets at most; empty: none
};

struct Envelope {
    QByteArray reversePath; ///< Mailbox; empty: the null reverse-path <>
    QList<Recipient> recipients;
    bool smtpUtf8 = false;  ///< the header has UTF-8 (RFC 6531); addresses that have are seen without it
    std::optional<DeliveryReport> report;
};

/// Whether this may stand between < and > (RFC 5321 4.1.2, RFC 6531 3.3): InvalidInput/NotAnAddress for controls, blanks
/// that are not quoted, angle brackets, source routes, open quotes, a missing or odd domain, what is no UTF-8 or is too long. Local parts are
/// taken as people have them, dots anywhere. Pure.
[[nodiscard]] Status checkMailbox(const QByteArray& address);

enum class Outcome { Accepted, RefusedForNow, RefusedForGood, Unknown };

struct RecipientOutcome {
    QByteArray address;
    Outcome outcome = Outcome::RefusedForNow;
    Reply reply; ///< what decided it; code 0: nothing came
};

/// What became of one message. Accepted: the server took it for those recipients whose outcome is Accepted. Unknown: its end was
/// given, and no answer came.
struct Submission {
    Outcome outcome = Outcome::Unknown;
    Reply reply;                        ///< of the end of the message, else what decided; code 0: none
    QList<RecipientOutcome> recipients; ///< in the envelope's order
    std::optional<Error> error;         ///< none: Accepted
};

} // namespace tributary::smtp
