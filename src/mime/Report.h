// SPDX-License-Identifier: GPL-3.0-or-later
// What mail servers and mail programs report about a message that was sent: delivery (RFC 3464, 6533) and disposition
// (RFC 8098). Anybody can send a report: nothing of it is more than a claim.
#pragma once

#include "mime/Message.h"

#include <optional>

namespace tributary::mime {

/// RFC 3464 2.3.3; Unknown where neither the action nor the status says it.
enum class DeliveryAction { Unknown, Failed, Delayed, Delivered, Relayed, Expanded };

/// The message that the report is about, as far as it came back.
struct ReportedMessage {
    int part = -1; ///< message/rfc822, or the part with its header; -1: not included
    QByteArray messageId; ///< without <>
    QString subject;
    ParsedAddresses to;
};

struct RecipientStatus {
    QString recipient;         ///< Final-Recipient, without "rfc822;"
    QString originalRecipient; ///< what the sender wrote, where it is told
    DeliveryAction action = DeliveryAction::Unknown;
    QByteArray status;     ///< "5.1.1" (RFC 3463)
    QByteArray diagnosticType; ///< "smtp", lower case
    QString diagnostic;    ///< what the server said
    QString remoteMta;
    QDateTime lastAttempt, retryUntil;
};

struct DeliveryReport {
    int part = -1;
    QString reportingMta;
    QByteArray envelopeId;
    QDateTime arrival;
    QList<RecipientStatus> recipients;
    ReportedMessage about;
    bool tooManyRecipients = false; ///< Defect::TooManyRecipients: a limit bit
};

struct DispositionReport {
    int part = -1;
    QString finalRecipient, originalRecipient;
    QByteArray messageId;         ///< Original-Message-ID, without <>
    bool automatic = false;       ///< automatic-action: no person did it
    QByteArray disposition;       ///< "displayed", "deleted", "dispatched", "processed"...; lower case
    QList<QByteArray> modifiers;  ///< "error"...; lower case
    QString reportingUa, error;
    ReportedMessage about;
};

/// The first message/delivery-status of the message.
[[nodiscard]] std::optional<DeliveryReport> deliveryReport(QByteArrayView raw, const ParsedMessage& message);
/// The first message/disposition-notification.
[[nodiscard]] std::optional<DispositionReport> dispositionReport(QByteArrayView raw, const ParsedMessage& message);

} // namespace tributary::mime
