// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/detail/Transaction.h"

#include <algorithm>
#include <utility>

namespace tributary::smtp::detail {

using namespace Qt::Literals::StringLiterals;

namespace {

Outcome plainOutcome(const Reply& reply) {
    if (reply.isPositive())
        return Outcome::Accepted;
    return reply.isTransient() ? Outcome::RefusedForNow : Outcome::RefusedForGood;
}

tl::unexpected<Error> unexpected(const char* what, const Reply& reply) {
    return failure(ErrorKind::Protocol, ErrorCode::UnexpectedResponse, QString::fromLatin1(what), reply.words());
}

} // namespace

Transaction::Transaction(Envelope envelope, QByteArray message, const MessageTraits& traits, const Capabilities& server)
    : m_envelope(std::move(envelope)), m_message(std::move(message)), m_traits(traits), m_server(server),
      m_isPipelined(server.has("PIPELINING")), m_isChunked(server.has("CHUNKING")) {
    for (const Recipient& recipient : std::as_const(m_envelope.recipients))
        m_recipients.append({recipient.address, Outcome::RefusedForNow, {}});
}

Command Transaction::rcpt(qsizetype index) const {
    return {Verb::Rcpt, rcptCommand(m_envelope.recipients[index], m_server), index, false, false};
}

QList<Command> Transaction::begin() {
    QList<Command> commands{{Verb::Mail, mailCommand(m_envelope, m_traits, m_server), -1, false, false}};
    if (!m_isPipelined)
        return commands;
    for (qsizetype i = 0; i < m_envelope.recipients.size(); ++i)
        commands.append(rcpt(i));
    if (!m_isChunked)
        commands.append({Verb::Data, "DATA\r\n", -1, false, false});
    return commands;
}

Result<QList<Command>> Transaction::take(const Command& command, const Reply& reply) {
    if (!reply.isPositive() && !reply.isNegative() && command.verb != Verb::Data)
        return unexpected("an answer that asks for more", reply);
    switch (command.verb) {
    case Verb::Mail: return takeMail(reply);
    case Verb::Rcpt: return takeRcpt(command.recipient, reply);
    case Verb::Data: return takeData(reply);
    case Verb::Message:
        if (m_phase == Phase::Emptying) {
            refuseRecipients(); // whatever it says to a message without recipients
            return QList<Command>();
        }
        m_needsReset = m_isChunked && !reply.isPositive(); // RFC 3030 4.1
        if (!reply.isPositive()) {
            refuse(Verb::Message, reply);
            return QList<Command>();
        }
        m_result = Submission{Outcome::Accepted, reply, m_recipients, std::nullopt};
        return QList<Command>();
    default: return unexpected("an answer to no command of this transaction", reply);
    }
}

QList<Command> Transaction::takeMail(const Reply& reply) {
    m_mail = reply;
    m_needsReset = reply.isPositive();
    if (m_isPipelined)
        return {};
    if (reply.isPositive())
        return {rcpt(0)};
    return endEnvelope();
}

/// RFC 5321 4.5.3.1.10: 552 behind recipients that were accepted means 'too many', which is 452: the others may come later.
Outcome Transaction::outcomeOf(const Reply& reply) const {
    const auto& enhanced = reply.enhanced;
    const bool isUnspecific = !enhanced || *enhanced == EnhancedCode{5, 5, 3} || *enhanced == EnhancedCode{5, 0, 0};
    return reply.code == 552 && isUnspecific && hasAccepted() ? Outcome::RefusedForNow : plainOutcome(reply);
}

QList<Command> Transaction::takeRcpt(qsizetype index, const Reply& reply) {
    RecipientOutcome& recipient = m_recipients[index];
    // Without a sender there is no recipient, whatever is said to what was sent behind it.
    recipient.reply = m_mail.isPositive() ? reply : m_mail;
    recipient.outcome = m_mail.isPositive() ? outcomeOf(reply) : plainOutcome(m_mail);
    const bool isLast = index + 1 == m_recipients.size();
    if (!m_isPipelined && !isLast)
        return {rcpt(index + 1)};
    if (isLast && (!m_isPipelined || m_isChunked))
        return endEnvelope();
    return {};
}

bool Transaction::hasAccepted() const {
    return std::any_of(m_recipients.begin(), m_recipients.end(), [](const auto& r) { return r.outcome == Outcome::Accepted; });
}

/// All was said but DATA or BDAT.
QList<Command> Transaction::endEnvelope() {
    if (!hasAccepted()) {
        refuseRecipients();
        return {};
    }
    if (m_isChunked)
        return {{Verb::Message, "BDAT " + QByteArray::number(m_traits.size) + " LAST\r\n", -1, true, false}};
    return {{Verb::Data, "DATA\r\n", -1, false, false}};
}

Result<QList<Command>> Transaction::takeData(const Reply& reply) {
    if (reply.isPositive() || (!reply.isNegative() && reply.code != 354))
        return unexpected("an answer to DATA that is none", reply);
    if (reply.code == 354 && !hasAccepted()) {
        m_phase = Phase::Emptying;
        return QList<Command>{{Verb::Message, ".\r\n", -1, false, false}};
    }
    if (reply.code == 354) {
        openMessage();
        return QList<Command>();
    }
    if (hasAccepted())
        refuse(Verb::Data, reply);
    else
        refuseRecipients();
    return QList<Command>();
}

void Transaction::openMessage() {
    m_phase = Phase::Giving;
    m_output.emplace(std::exchange(m_message, {}), m_isChunked ? MessageOutput::Framing::Chunk : MessageOutput::Framing::Dot);
}

/// The message as a whole: for those recipients, too, that had been accepted or not been told of yet.
void Transaction::refuse(Verb verb, const Reply& reply) {
    for (RecipientOutcome& recipient : m_recipients) {
        if (recipient.outcome == Outcome::Accepted || recipient.reply.code == 0) {
            recipient.outcome = plainOutcome(reply);
            recipient.reply = reply;
        }
    }
    Error error = refusalError(verb, reply, QString::fromUtf8(m_envelope.reversePath));
    if (error.code == ErrorCode::MessageTooLarge)
        error.detail = u"%1 bytes"_s.arg(m_traits.size);
    m_result = Submission{plainOutcome(reply), reply, m_recipients, std::move(error)};
}

/// None was accepted. As long as one may be taken later, the whole may.
void Transaction::refuseRecipients() {
    if (m_mail.isNegative()) {
        refuse(Verb::Mail, m_mail);
        return;
    }
    const auto isForNow = [](const RecipientOutcome& recipient) { return recipient.outcome == Outcome::RefusedForNow; };
    const auto later = std::find_if(m_recipients.begin(), m_recipients.end(), isForNow);
    const RecipientOutcome& decisive = later == m_recipients.end() ? m_recipients.first() : *later;
    Error error = refusalError(Verb::Rcpt, decisive.reply, addresses());
    if (error.code == ErrorCode::SenderRefused)
        error.detail = QString::fromUtf8(m_envelope.reversePath);
    if (decisive.outcome == Outcome::RefusedForNow)
        error.kind = ErrorKind::TemporaryRefusal;
    m_result = Submission{decisive.outcome, decisive.reply, m_recipients, std::move(error)};
}

QString Transaction::addresses() const {
    constexpr qsizetype kNamed = 5;
    QStringList list;
    for (const RecipientOutcome& recipient : m_recipients.first(std::min(kNamed, m_recipients.size())))
        list.append(QString::fromUtf8(recipient.address));
    return list.join(u", "_s) + (m_recipients.size() > kNamed ? u", ..."_s : QString());
}

Submission Transaction::unknown(const Error& why) const {
    const Error error{ErrorKind::Network, ErrorCode::OutcomeUnknown, why.serverText, why.detail};
    Submission submission{Outcome::Unknown, {}, m_recipients, error};
    for (RecipientOutcome& recipient : submission.recipients) {
        if (recipient.outcome == Outcome::Accepted)
            recipient.outcome = Outcome::Unknown;
    }
    return submission;
}

} // namespace tributary::smtp::detail
