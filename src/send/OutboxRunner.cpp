// SPDX-License-Identifier: GPL-3.0-or-later
#include "send/OutboxRunner.h"

#include "base/Log.h"

#include <algorithm>

namespace tributary::send {

using model::OutboxMessage;
using model::OutboxRecipient;
using model::RecipientState;

namespace {

smtp::Envelope envelopeOf(const OutboxMessage& message, const QByteArray& raw) {
    smtp::Envelope envelope;
    envelope.reversePath = message.from.toUtf8();
    for (const OutboxRecipient& recipient : message.recipients) {
        if (recipient.state == RecipientState::Waiting)
            envelope.recipients.append({recipient.address.toUtf8(), {}, {}});
    }
    const QByteArrayView header = QByteArrayView(raw).first(std::max<qsizetype>(raw.indexOf("\r\n\r\n"), 0));
    envelope.smtpUtf8 = std::any_of(header.begin(), header.end(), [](char c) { return static_cast<unsigned char>(c) > 0x7f; });
    if (message.sealed) // what comes back need not bring the code along
        envelope.report = smtp::DeliveryReport{smtp::ReturnedPart::Headers, {}};
    return envelope;
}

/// What was said of each; who is to be asked again stays Waiting.
QList<OutboxRecipient> recipientsOf(const smtp::Submission& submission) {
    QList<OutboxRecipient> recipients;
    for (const smtp::RecipientOutcome& one : submission.recipients) {
        RecipientState state = RecipientState::Waiting;
        if (one.outcome == smtp::Outcome::Accepted)
            state = RecipientState::Accepted;
        else if (one.outcome == smtp::Outcome::RefusedForGood)
            state = RecipientState::Refused;
        recipients.append({QString::fromUtf8(one.address), state, state == RecipientState::Accepted ? QByteArray() : one.reply.words()});
    }
    return recipients;
}

bool anyIs(const QList<OutboxRecipient>& recipients, RecipientState state) {
    return std::any_of(recipients.begin(), recipients.end(), [state](const OutboxRecipient& one) { return one.state == state; });
}

bool wasAcceptedBefore(const OutboxMessage& message) { return anyIs(message.recipients, RecipientState::Accepted); }

} // namespace

qint64 OutboxRunner::nowMs() const { return m_context.clock.utcNowMs(); }

Result<SendOutcome> OutboxRunner::run() {
    while (!m_context.cancel.isCancelled()) {
        TRY(const auto message, m_context.reader.dueOutbox(m_context.account.id, nowMs()));
        if (!message) {
            if (m_connection)
                m_connection->quit();
            return m_outcome;
        }
        TRY_STATUS(connectOnce(*message));
        TRY_STATUS(sendOne(*message));
    }
    return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
}

/// What stands in the way of the connection stands in the way of all that wait; it is told at the message that was to go first.
Status OutboxRunner::connectOnce(const OutboxMessage& message) {
    if (m_connection)
        return {};
    auto opened = m_connector();
    if (!opened) {
        const Error error = opened.error();
        if (error.kind != ErrorKind::Cancelled && error.kind != ErrorKind::Storage)
            TRY_STATUS(m_context.store.postponeOutbox(message.id, nowMs(), error, {}));
        return failure(error);
    }
    m_connection = std::move(*opened);
    return m_context.store.setOutgoingSize(m_context.account.id, m_connection->capabilities().sizeLimit()); // for the composer, before the next one
}

Result<QByteArray> OutboxRunner::bytesOf(const OutboxMessage& message) {
    TRY(const QByteArray raw, m_context.reader.outboxRaw(message.id));
    if (!message.sealed)
        return raw;
    if (!m_context.unseal)
        return failure(ErrorKind::Internal, ErrorCode::Bug, QStringLiteral("nothing opens what is sealed"));
    return m_context.unseal(raw);
}

Status OutboxRunner::sendOne(const OutboxMessage& message) {
    const auto opened = bytesOf(message);
    if (!opened && message.sealed && opened.error().code == ErrorCode::WrongPassphrase) { // its key is gone: no try helps
        ++m_outcome.failed;
        return m_context.store.markFailed(message.id, opened.error(), {});
    }
    TRY(const QByteArray raw, opened);
    if (const Status marked = m_context.store.markSending(message.id); !marked) {
        if (marked.error().kind == ErrorKind::InvalidInput) // the user has just taken it back
            return {};
        return marked;
    }
    const auto submission = m_connection->submit(envelopeOf(message, raw), raw, [&] { return m_context.store.markDataGiven(message.id); });
    if (!submission)
        return interrupted(message, submission.error());
    const Status settled = settle(message, *submission);
    if (m_connection && !m_connection->isReady())
        m_connection.reset();
    return settled;
}

Status OutboxRunner::settle(const OutboxMessage& message, const smtp::Submission& submission) {
    const QList<OutboxRecipient> recipients = recipientsOf(submission);
    switch (submission.outcome) {
    case smtp::Outcome::Accepted: return settleAccepted(message, recipients);
    case smtp::Outcome::Unknown: {
        const Error error = submission.error.value_or(Error{ErrorKind::Network, ErrorCode::OutcomeUnknown, {}, m_context.account.outgoing.host});
        ++m_outcome.unknown;
        return m_context.store.markUnknown(message.id, error);
    }
    case smtp::Outcome::RefusedForNow:
    case smtp::Outcome::RefusedForGood: break;
    }
    const Error error = submission.error.value_or(Error{ErrorKind::Refused, ErrorCode::ServerRefused, submission.reply.words(), {}});
    return settleRefused(message, error, recipients);
}

/// For some of them at least. Those that were refused for now are asked again, the others never.
Status OutboxRunner::settleAccepted(const OutboxMessage& message, const QList<OutboxRecipient>& recipients) {
    ++m_outcome.submitted;
    const auto waiting = std::find_if(recipients.begin(), recipients.end(), [](const OutboxRecipient& one) { return one.state == RecipientState::Waiting; });
    if (waiting != recipients.end() && !isTooOld(message))
        return postpone(message, {ErrorKind::TemporaryRefusal, ErrorCode::ServerRefused, waiting->serverText, waiting->address}, recipients);
    return close(message, recipients);
}

Status OutboxRunner::settleRefused(const OutboxMessage& message, const Error& error, const QList<OutboxRecipient>& recipients) {
    const bool isForNow = error.kind == ErrorKind::TemporaryRefusal || anyIs(recipients, RecipientState::Waiting);
    if (isForNow && !isTooOld(message))
        return postpone(message, error, recipients);
    if (wasAcceptedBefore(message)) // for others it has gone out: what is left is told, and the copy is filed
        return close(message, recipients);
    ++m_outcome.failed;
    return m_context.store.markFailed(message.id, error, recipients);
}

/// Nobody is asked any more; whoever still waits has been refused for too long.
Status OutboxRunner::close(const OutboxMessage& message, QList<OutboxRecipient> recipients) {
    for (OutboxRecipient& one : recipients) {
        if (one.state == RecipientState::Waiting)
            one.state = RecipientState::Refused;
    }
    store::SentCopy copy; // who appends it, if anybody, is for the account's worker to find out (sync/SentCopies)
    copy.way = message.saveSent ? store::SentCopy::Way::Look : store::SentCopy::Way::None;
    return m_context.store.markSubmitted(message.id, recipients, copy);
}

/// Before its end was given: nobody has it. The line is gone, or the server does not want it for a reason that is ours to mend.
Status OutboxRunner::interrupted(const OutboxMessage& message, const Error& error) {
    if (error.kind == ErrorKind::Refused || error.kind == ErrorKind::InvalidInput) {
        if (wasAcceptedBefore(message)) // the server takes less than it did
            return close(message, message.recipients);
        ++m_outcome.failed;
        return m_context.store.markFailed(message.id, error, {});
    }
    m_connection.reset();
    const bool isSilent = error.kind == ErrorKind::Cancelled;
    const Status queued = m_context.store.postponeOutbox(message.id, nowMs(), isSilent ? Error{ErrorKind::Network, ErrorCode::ConnectionClosed, {}, m_context.account.outgoing.host} : error, {});
    if (!queued && queued.error().kind == ErrorKind::Storage)
        return queued;
    return failure(error);
}

bool OutboxRunner::isTooOld(const OutboxMessage& message) const {
    return nowMs() - std::max(message.createdMs, message.notBeforeMs) > m_context.timing.giveUp.count();
}

Status OutboxRunner::postpone(const OutboxMessage& message, const Error& error, const QList<OutboxRecipient>& recipients) {
    constexpr int kMostDoublings = 10;
    const auto delay = std::min(m_context.timing.firstRetry * (1 << std::min(message.attempts, kMostDoublings)), m_context.timing.lastRetry);
    ++m_outcome.postponed;
    return m_context.store.postponeOutbox(message.id, nowMs() + delay.count(), error, recipients);
}

} // namespace tributary::send
