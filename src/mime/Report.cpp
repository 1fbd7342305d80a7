// SPDX-License-Identifier: GPL-3.0-or-later
#include "mime/Report.h"

#include "mime/Limits.h"
#include "mime/detail/HeaderBlock.h"
#include "mime/detail/PartTree.h"
#include "mime/detail/Scan.h"

#include <algorithm>

namespace tributary::mime {

namespace {

using detail::equalsIgnoringCase;
using Fields = QList<HeaderField>;

/// Blocks of fields with empty lines between them; a line that is no field is passed over.
QList<Fields> fieldBlocks(QByteArrayView body, bool& tooMany) {
    QList<Fields> blocks;
    tooMany = body.size() > limits::kReportBytes;
    body = body.first(std::min(body.size(), limits::kReportBytes));
    qsizetype budget = limits::kReportBytes;
    for (qsizetype at = 0; at < body.size();) {
        if (blocks.size() > limits::kReportRecipients) {
            tooMany = true;
            break;
        }
        detail::HeaderBlock block = detail::parseHeaderBlock(body, at, budget);
        at = block.bodyOffset > at ? block.bodyOffset : detail::lineEnd(body, at);
        if (!block.fields.isEmpty())
            blocks.append(std::move(block.fields));
    }
    return blocks;
}

QByteArray valueOf(const Fields& fields, const char* name) {
    const HeaderField* field = detail::findField(fields, name);
    return field ? field->value : QByteArray();
}

/// "type; value" (RFC 3464 2.1.2). Without the semicolon all of it is the value.
struct Typed {
    QByteArray type; ///< lower case
    QString value;
};

/// "\x{20AC}" of an address that had to travel as ASCII (RFC 6533 3).
QString unescaped(const QString& text) {
    QString out;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype end = text.mid(at, 3) == u"\\x{" ? text.indexOf(u'}', at) : -1;
        bool ok = false;
        const uint code = end > at && end - at <= 9 ? text.mid(at + 3, end - at - 3).toUInt(&ok, 16) : 0;
        if (ok && code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) {
            const auto character = static_cast<char32_t>(code);
            out += QString::fromUcs4(&character, 1);
            at = end + 1;
        } else {
            out += text[at++];
        }
    }
    return out;
}

Typed typedValue(const QByteArray& field) {
    Typed typed;
    const qsizetype semicolon = field.indexOf(';');
    QByteArrayView value = field;
    if (semicolon >= 0) {
        typed.type = detail::trimmed(value.first(semicolon)).toByteArray().toLower();
        value = value.sliced(semicolon + 1);
    }
    typed.value = decodeEncodedWords(detail::trimmed(value));
    if (typed.type == "utf-8" && typed.value.contains(u"\\x{"))
        typed.value = unescaped(typed.value);
    return typed;
}

QString addressOf(const Fields& fields, const char* name) {
    QString address = typedValue(valueOf(fields, name)).value;
    if (address.startsWith(u'<') && address.endsWith(u'>'))
        address = address.mid(1, address.size() - 2);
    return address;
}

DeliveryAction actionOf(const QByteArray& field, const QByteArray& status) {
    struct Name {
        const char* name;
        DeliveryAction action;
    };
    static constexpr Name kNames[]{{"failed", DeliveryAction::Failed},     {"failure", DeliveryAction::Failed},
                                   {"delayed", DeliveryAction::Delayed},   {"delivered", DeliveryAction::Delivered},
                                   {"relayed", DeliveryAction::Relayed},   {"expanded", DeliveryAction::Expanded}};
    const QByteArray bare = detail::withoutComments(field);
    for (const Name& entry : kNames) {
        if (equalsIgnoringCase(detail::trimmed(bare), entry.name))
            return entry.action;
    }
    const char kind = status.isEmpty() ? '\0' : status.front(); // RFC 3463 2
    return kind == '5' ? DeliveryAction::Failed
         : kind == '4' ? DeliveryAction::Delayed
         : kind == '2' ? DeliveryAction::Delivered
                       : DeliveryAction::Unknown;
}

/// "5.1.1 (Bad destination mailbox address)" without what is not the code.
QByteArray statusOf(const QByteArray& field) {
    qsizetype end = 0;
    while (end < field.size() && (detail::isDigit(field[end]) || field[end] == '.'))
        ++end;
    return field.left(std::min<qsizetype>(end, 11)); // "5.999.999" at most; some write more zeros
}

RecipientStatus recipientOf(const Fields& fields) {
    RecipientStatus recipient;
    recipient.recipient = addressOf(fields, "Final-Recipient");
    recipient.originalRecipient = addressOf(fields, "Original-Recipient");
    if (recipient.recipient.isEmpty())
        recipient.recipient = recipient.originalRecipient;
    recipient.status = statusOf(valueOf(fields, "Status"));
    recipient.action = actionOf(valueOf(fields, "Action"), recipient.status);
    const Typed diagnostic = typedValue(valueOf(fields, "Diagnostic-Code"));
    recipient.diagnosticType = diagnostic.type;
    recipient.diagnostic = diagnostic.value;
    recipient.remoteMta = typedValue(valueOf(fields, "Remote-MTA")).value;
    recipient.lastAttempt = parseDate(valueOf(fields, "Last-Attempt-Date"));
    recipient.retryUntil = parseDate(valueOf(fields, "Will-Retry-Until"));
    return recipient;
}

bool isRecipient(const Fields& fields) {
    return detail::findField(fields, "Final-Recipient") || detail::findField(fields, "Original-Recipient") ||
           detail::findField(fields, "Action");
}

bool isInsideMessage(const ParsedMessage& message, const Part& part) {
    for (int above = part.parent; above >= 0; above = message.parts[above].parent) {
        if (detail::isMessage(message.parts[above]))
            return true;
    }
    return false;
}

/// A report inside a message that came back, or that was forwarded, is not this message's.
int findPart(const ParsedMessage& message, const char* subtype, const char* global) {
    const auto it = std::find_if(message.parts.cbegin(), message.parts.cend(), [&](const Part& p) {
        return (p.is("message", subtype) || p.is("message", global)) && !isInsideMessage(message, p);
    });
    return it == message.parts.cend() ? -1 : static_cast<int>(it - message.parts.cbegin());
}

void readReported(const Fields& fields, ReportedMessage& about) {
    about.messageId = detail::parseMessageIds(valueOf(fields, "Message-ID")).value(0);
    about.subject = decodeEncodedWords(valueOf(fields, "Subject"));
    about.to = parseAddressList(valueOf(fields, "To"));
}

/// The message, or its header, is the third part of a report (RFC 6522 3).
ReportedMessage reportedMessage(QByteArrayView raw, const ParsedMessage& message, int report) {
    ReportedMessage about;
    for (int i = report + 1; i < message.parts.size(); ++i) {
        const Part& part = message.parts[i];
        const bool header = part.subtype == "rfc822-headers" || part.is("message", "global-headers");
        if (part.parent != message.parts[report].parent || (!header && !detail::isMessage(part)))
            continue;
        about.part = i;
        if (!part.children.isEmpty()) {
            readReported(message.parts[part.children.first()].headers, about);
            return about;
        }
        qsizetype budget = limits::kReportBytes;
        readReported(detail::parseHeaderBlock(decodedBody(raw, part), 0, budget).fields, about);
        return about;
    }
    return about;
}

/// "manual-action/MDN-sent-manually; displayed/error,warning" (RFC 8098 3.2.6).
void readDisposition(const QByteArray& field, DispositionReport& report) {
    const QByteArray value = detail::withoutComments(field).toLower();
    const qsizetype semicolon = value.indexOf(';');
    report.automatic = value.left(semicolon < 0 ? 0 : semicolon).contains("automatic-action");
    const QByteArray type = value.mid(semicolon + 1).trimmed();
    const qsizetype slash = type.indexOf('/');
    report.disposition = type.left(slash < 0 ? type.size() : slash).trimmed();
    if (slash < 0)
        return;
    for (const QByteArray& modifier : type.mid(slash + 1).split(',')) {
        if (!modifier.trimmed().isEmpty() && report.modifiers.size() < limits::kParameters)
            report.modifiers.append(modifier.trimmed());
    }
}

} // namespace

std::optional<DeliveryReport> deliveryReport(QByteArrayView raw, const ParsedMessage& message) {
    DeliveryReport report;
    report.part = findPart(message, "delivery-status", "global-delivery-status");
    if (report.part < 0)
        return std::nullopt;
    const QList<Fields> blocks = fieldBlocks(decodedBody(raw, message.parts[report.part]), report.tooManyRecipients);
    for (const Fields& fields : blocks) {
        if (report.reportingMta.isEmpty())
            report.reportingMta = typedValue(valueOf(fields, "Reporting-MTA")).value;
        if (report.envelopeId.isEmpty())
            report.envelopeId = valueOf(fields, "Original-Envelope-Id");
        if (!report.arrival.isValid())
            report.arrival = parseDate(valueOf(fields, "Arrival-Date"));
        // Some leave out the empty line between the message's fields and the only recipient's.
        if (isRecipient(fields))
            report.recipients.append(recipientOf(fields));
    }
    report.about = reportedMessage(raw, message, report.part);
    return report;
}

std::optional<DispositionReport> dispositionReport(QByteArrayView raw, const ParsedMessage& message) {
    DispositionReport report;
    report.part = findPart(message, "disposition-notification", "global-disposition-notification");
    if (report.part < 0)
        return std::nullopt;
    bool tooMany = false;
    const QList<Fields> blocks = fieldBlocks(decodedBody(raw, message.parts[report.part]), tooMany);
    const Fields fields = blocks.value(0);
    report.finalRecipient = addressOf(fields, "Final-Recipient");
    report.originalRecipient = addressOf(fields, "Original-Recipient");
    report.messageId = detail::parseMessageIds(valueOf(fields, "Original-Message-ID")).value(0);
    readDisposition(valueOf(fields, "Disposition"), report);
    report.reportingUa = decodeEncodedWords(valueOf(fields, "Reporting-UA"));
    report.error = decodeEncodedWords(valueOf(fields, "Error"));
    report.about = reportedMessage(raw, message, report.part);
    return report;
}

} // namespace tributary::mime
