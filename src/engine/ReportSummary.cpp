// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ReportSummary.h"

#include "engine/MessageReading.h"
#include "mime/Protection.h"
#include "mime/Report.h"

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

QString wordOf(mime::DeliveryAction action) {
    switch (action) {
    case mime::DeliveryAction::Failed: return u"failed"_s;
    case mime::DeliveryAction::Delayed: return u"delayed"_s;
    case mime::DeliveryAction::Delivered: return u"delivered"_s;
    case mime::DeliveryAction::Relayed: return u"relayed"_s;
    case mime::DeliveryAction::Expanded: return u"expanded"_s;
    case mime::DeliveryAction::Unknown: break;
    }
    return {};
}

Report summaryOf(const mime::DeliveryReport& delivery) {
    Report report;
    report.reportingServer = delivery.reportingMta;
    report.originalMessageId = delivery.about.messageId;
    report.originalSubject = delivery.about.subject;
    for (const mime::RecipientStatus& status : delivery.recipients) {
        report.recipients.append({status.recipient.isEmpty() ? status.originalRecipient : status.recipient, wordOf(status.action),
                                  QString::fromLatin1(status.status), status.diagnostic, status.remoteMta});
    }
    return report;
}

Report summaryOf(const mime::DispositionReport& disposition) {
    Report report;
    report.kind = Report::Kind::Disposition;
    report.reportingServer = disposition.reportingUa;
    report.originalMessageId = disposition.messageId;
    report.originalSubject = disposition.about.subject;
    const QString& recipient = disposition.finalRecipient.isEmpty() ? disposition.originalRecipient : disposition.finalRecipient;
    report.recipients.append({recipient, QString::fromLatin1(disposition.disposition), {}, disposition.error, {}});
    return report;
}

} // namespace

std::optional<Report> reportOf(QByteArrayView raw, const mime::ParsedMessage& message) {
    if (const auto delivery = mime::deliveryReport(raw, message))
        return summaryOf(*delivery);
    if (const auto disposition = mime::dispositionReport(raw, message))
        return summaryOf(*disposition);
    return {};
}

Protection protectionOf(QByteArrayView raw, const mime::ParsedMessage& message) {
    Protection summary;
    for (const mime::ProtectedPart& part : mime::protectedParts(raw, message)) {
        const bool counts = part.protection == mime::Protection::Signed || part.protection == mime::Protection::Encrypted;
        if (!counts || isInsideAnotherMessage(message, part.part))
            continue;
        summary.isSigned = summary.isSigned || part.protection == mime::Protection::Signed;
        summary.isEncrypted = summary.isEncrypted || part.protection == mime::Protection::Encrypted;
        summary.isPartial = summary.isPartial || !part.whole || part.armour;
        if (part.standard == mime::ProtectionStandard::OpenPgp)
            summary.scheme = Protection::Scheme::OpenPgp;
        else if (part.standard == mime::ProtectionStandard::Smime)
            summary.scheme = Protection::Scheme::Smime;
    }
    return summary;
}

} // namespace tributary::engine
