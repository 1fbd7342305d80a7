// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/ArrivalReply.h"

#include "base/Log.h"
#include "mime/MessageBuilder.h"
#include "model/Address.h"
#include "rules/VacationReply.h"
#include "sync/AutomaticMail.h"

#include <algorithm>

namespace tributary::sync {

using rules::VacationAnswer;

rules::VacationSurroundings vacationSurroundings(store::Reader& reader, AccountId account, const QStringList& own, qint64 nowMs) {
    rules::VacationSurroundings surroundings;
    surroundings.nowMs = nowMs;
    surroundings.ownAddresses = own;
    surroundings.writtenTo = [&reader](const QString& key) { return reader.hasWrittenTo(key).value_or(false); };
    surroundings.lastReplyMs = [&reader, account](const QString& key) { return reader.lastReplyMs(account, key).value_or(std::nullopt); };
    return surroundings;
}

Status ArrivalReply::load(const QStringList& own) {
    const AccountId account = m_context.account.id;
    m_own = own;
    TRY(m_vacation, m_context.reader.vacation(account));
    TRY(m_spans, m_context.reader.vacationSpans(account));
    TRY(const model::VacationReplies replies, m_context.reader.vacationReplies(account, m_context.clock.utcNowMs()));
    m_inLastHour = replies.lastHour;
    m_onSinceMs = replies.onSinceMs;
    return {};
}

bool ArrivalReply::mayAnswer(qint64 internalDateMs, qint64 queuedMs) const {
    if (!m_vacation.on || internalDateMs < m_onSinceMs - store::kServerClockMs)
        return false;
    return std::none_of(m_spans.begin(), m_spans.end(), [&](const store::ServerSpan& one) { return one.mayHaveHad(internalDateMs, queuedMs); }); // nobody gets two
}

std::optional<store::ReadyReply> ArrivalReply::replyTo(const ReadMessage& message) {
    rules::VacationSurroundings surroundings = vacationSurroundings(m_context.reader, m_context.account.id, m_own, m_context.clock.utcNowMs());
    surroundings.repliesInLastHour = m_inLastHour;
    const VacationAnswer answer = rules::decideVacation(message.facts, m_vacation, surroundings);
    // One too many is the store's to find: it switches the reply off in the same transaction.
    if (answer != VacationAnswer::Reply && answer != VacationAnswer::TooMany)
        return std::nullopt;
    const QString recipient = rules::vacationRecipient(message.facts);
    auto reply = build(message, recipient);
    if (reply)
        return std::move(*reply);
    qCWarning(lcSync) << "account" << m_context.account.id.value << "no vacation reply could be built:" << codeName(reply.error().code) << reply.error().detail;
    return std::nullopt;
}

Result<store::ReadyReply> ArrivalReply::build(const ReadMessage& message, const QString& recipient) {
    TRY(const MailCarrier carrier, loadCarrier(m_context.reader, m_context.account.id));
    rules::VacationSender sender;
    sender.from = {carrier.identity.displayName, carrier.identity.address};
    sender.domain = model::domainOf(m_context.account.email);
    sender.date = QDateTime::fromMSecsSinceEpoch(m_context.clock.utcNowMs());
    sender.messageId = mime::makeMessageId(model::domainOf(carrier.identity.address));
    TRY(mime::OutgoingMessage outgoing, rules::makeVacationReply(message.parsed, message.facts, m_vacation, sender));
    store::ReadyReply reply;
    reply.sender = recipient;
    reply.intervalDays = m_vacation.intervalDays;
    TRY(reply.mail, makeAutomaticMail(carrier, std::move(outgoing), true, m_context.clock.utcNowMs()));
    return reply;
}

} // namespace tributary::sync
