// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/VacationReply.h"

#include "mime/Reply.h"
#include "rules/VacationDecision.h"

namespace tributary::rules {
namespace {

constexpr qsizetype kReplySubject = 500; ///< characters: the subject that is answered may be anything

QString replySubjectOf(const model::Vacation& vacation, const mime::ParsedMessage& message) {
    if (!vacation.subject.trimmed().isEmpty())
        return vacation.subject.left(kReplySubject);
    return QString(QStringLiteral("Auto: ") + message.subject.simplified()).left(kReplySubject).trimmed(); // RFC 5230 4.1
}

} // namespace

const model::VacationText& vacationText(const model::Vacation& vacation, const QString& recipient, const QString& domain) {
    const QString inside = model::domainOf(model::mailboxKey(QStringLiteral("x@") + domain));
    const bool isInside = !inside.isEmpty() && model::domainOf(model::mailboxKey(recipient)) == inside;
    return isInside && vacation.insideReply ? *vacation.insideReply : vacation.reply;
}

Result<mime::OutgoingMessage> makeVacationReply(const mime::ParsedMessage& message, const MessageFacts& facts, const model::Vacation& vacation,
                                                const VacationSender& sender) {
    const QString recipient = vacationRecipient(facts);
    if (recipient.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, QStringLiteral("To"));
    const model::VacationText& text = vacationText(vacation, recipient, sender.domain.isEmpty() ? model::domainOf(sender.from.addrSpec) : sender.domain);
    if (text.text.trimmed().isEmpty() && text.html.isEmpty())
        return failure(ErrorKind::InvalidInput, ErrorCode::FieldMissing, QStringLiteral("text"));
    mime::OutgoingMessage reply;
    reply.from = {sender.from};
    reply.to = {{QString(), recipient}};
    reply.subject = replySubjectOf(vacation, message);
    reply.date = sender.date;
    reply.messageId = sender.messageId;
    const mime::ReplyThreading threading = mime::replyThreading(message);
    reply.inReplyTo = threading.inReplyTo;
    reply.references = threading.references;
    reply.plain = text.text;
    reply.html = text.html;
    // The second keeps servers that do not know the first from answering (MS-OXCMAIL 2.1.3.2.20).
    reply.fields = {{"Auto-Submitted", QStringLiteral("auto-replied")}, {"X-Auto-Response-Suppress", QStringLiteral("All")}};
    return reply;
}

} // namespace tributary::rules
