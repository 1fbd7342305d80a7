// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/SentCopies.h"

#include "base/Log.h"
#include "sync/MessageIdSearch.h"
#include "sync/MessageIntake.h"
#include "sync/ProgressMeter.h"
#include "sync/PushRunner.h"

#include <algorithm>
#include <array>

namespace tributary::sync {

using model::OutboxMessage;
using store::SentCopyKnowledge;

namespace {

constexpr int kClockDays = 2; // a server's clock and zone are others than ours

}

bool keepsSentCopy(const QString& outgoingHost) {
    using namespace Qt::Literals::StringLiterals;
    // As their documentation says in 2026; Zoho where it is left switched on. Whatever does not come is appended.
    static constexpr std::array kHosts{"smtp.gmail.com"_L1, "smtp.googlemail.com"_L1, "smtp.office365.com"_L1, "smtp-mail.outlook.com"_L1};
    const QString host = outgoingHost.toLower();
    const bool isZoho = host.startsWith("smtp.zoho."_L1) || host.startsWith("smtppro.zoho."_L1);
    return isZoho || std::find(kHosts.begin(), kHosts.end(), host) != kHosts.end();
}

Result<QList<OutboxMessage>> SentCopies::waiting() {
    TRY(QList<OutboxMessage> messages, m_context.reader.outboxWithoutCopy(m_context.account.id));
    messages.removeIf([](const OutboxMessage& message) { return message.error.has_value(); }); // its copy was refused: the user is told
    const auto now = m_context.clock.now();
    QHash<qint64, Waiting> still;
    for (const OutboxMessage& message : std::as_const(messages))
        still.insert(message.id.value, m_waiting.value(message.id.value, {now, now}));
    m_waiting = still;
    messages.removeIf([&](const OutboxMessage& message) { return m_waiting.value(message.id.value).nextLook > now; });
    return messages;
}

Result<bool> SentCopies::isDue() {
    TRY(const auto messages, waiting());
    return !messages.isEmpty();
}

Result<std::optional<model::Mailbox>> SentCopies::sentMailbox() {
    TRY(const QList<model::Mailbox> mailboxes, m_context.reader.mailboxes(m_context.account.id));
    const auto sent = std::find_if(mailboxes.begin(), mailboxes.end(), [](const model::Mailbox& mailbox) {
        return mailbox.specialUse == model::SpecialUse::Sent && mailbox.selectable;
    });
    return sent == mailboxes.end() ? std::nullopt : std::optional(*sent);
}

Status SentCopies::run(connect::ImapConnection& connection) {
    TRY(const auto messages, waiting());
    if (messages.isEmpty())
        return {};
    TRY(const auto sent, sentMailbox());
    if (!sent)
        return {};
    TRY(m_knowledge, m_context.reader.sentCopyKnowledge(m_context.account.id));
    TRY(const qint64 delayMs, m_context.reader.sentCopyDelayMs(m_context.account.id));
    m_delay = std::chrono::milliseconds(delayMs);
    // One that waits to be made is on no server yet.
    const auto opened = sent->isPending ? Result<imap::StatusResponse>(imap::StatusResponse()) : connection.run(imap::command::examine(sent->wireName));
    if (!opened)
        return failure(opened.error());
    for (const OutboxMessage& message : messages) {
        if (opened->isOk() && message.via == m_context.account.id)
            TRY_STATUS(fileOne(connection, *sent, message));
        else
            TRY_STATUS(append(*sent, message));
    }
    return {};
}

bool SentCopies::isExpected() const {
    return m_knowledge == SentCopyKnowledge::ServerKeeps || (m_knowledge == SentCopyKnowledge::Unknown && keepsSentCopy(m_context.account.outgoing.host));
}

std::chrono::milliseconds SentCopies::patience() const {
    if (isExpected())
        return std::clamp(2 * m_delay, m_timing.keeps, std::max(m_timing.keeps, m_timing.latest));
    return m_knowledge == SentCopyKnowledge::Unknown ? m_timing.unknown : std::chrono::milliseconds(0);
}

/// Nobody waits for ever for what a provider has stopped doing.
Status SentCopies::noteMissing() {
    if (isExpected()) {
        TRY_STATUS(m_context.store.noteSentCopyMissed(m_context.account.id));
        TRY(m_knowledge, m_context.reader.sentCopyKnowledge(m_context.account.id));
        return {};
    }
    if (m_knowledge == SentCopyKnowledge::WeAppend)
        return {};
    return m_context.store.setSentCopyKnowledge(m_context.account.id, m_knowledge = SentCopyKnowledge::WeAppend);
}

Status SentCopies::fileOne(connect::ImapConnection& connection, const model::Mailbox& sent, const OutboxMessage& message) {
    const auto ignore = [](imap::Event&) -> Status { return {}; };
    // A sync may have brought the provider's copy already: new to the cache is not enough.
    const QDate since = QDateTime::fromMSecsSinceEpoch(message.createdMs, Qt::UTC).date().addDays(-kClockDays);
    const auto looked = searchMessageId(connection, message.messageIdHeader, sent.uidNext, ignore, since);
    if (!looked && looked.error().kind != ErrorKind::Refused)
        return failure(looked.error());
    const imap::UidSet found = looked.value_or(imap::UidSet()); // a server that does not search has all the same to be given its mail
    if (!found.isEmpty()) {
        qCInfo(lcSync) << "the provider keeps the copy of what is sent";
        TRY_STATUS(m_context.store.setSentCopyKnowledge(m_context.account.id, m_knowledge = SentCopyKnowledge::ServerKeeps));
        m_found = true;
        return m_context.store.markFiled(message.id);
    }
    const auto now = m_context.clock.now();
    Waiting& wait = m_waiting[message.id.value];
    if (now - wait.since < patience()) {
        wait.nextLook = now + m_timing.between;
        return {};
    }
    TRY_STATUS(noteMissing());
    return append(sent, message);
}

Status SentCopies::append(const model::Mailbox& sent, const OutboxMessage& message) {
    TRY(const QByteArray raw, m_context.reader.outboxRaw(message.id));
    imap::FetchData fetched;
    fetched.flags = QStringList{QStringLiteral("\\Seen")};
    fetched.internalDate = m_context.clock.utcNow();
    fetched.size = raw.size();
    m_waiting.remove(message.id.value);
    const Status queued = m_context.store.appendSentCopy(message.id, sent.id, takeIn(fetched, raw, model::BodyState::Whole, m_context.marks.get()));
    // The message or the mailbox has gone meanwhile: the next run sees what there is.
    return !queued && queued.error().kind == ErrorKind::InvalidInput ? Status() : queued;
}

Status SentCopies::runLocally() {
    TRY(const auto awaited, m_context.reader.outboxWithoutCopy(m_context.account.id));
    if (awaited.isEmpty())
        return {};
    TRY(const auto sent, sentMailbox());
    if (!sent)
        return {}; // the user has taken it away
    for (const OutboxMessage& message : awaited)
        TRY_STATUS(append(*sent, message));
    return {};
}

Status fileCopiesLocally(SyncContext& context) { return SentCopies(context).runLocally(); }

Status fileSentCopies(SyncContext& context, connect::ImapConnection& connection, WakeUp& wakeUp) {
    if (!context.meter)
        context.meter = std::make_shared<ProgressMeter>(context.account.id, context.clock, context.observer.progress);
    SentCopyTiming timing;
    timing.latest = timing.keeps; // somebody waits for the program to end; what comes later is found by a sync
    SentCopies copies(context, timing);
    for (;;) {
        TRY_STATUS(copies.run(connection));
        TRY(const bool isDue, copies.isDue());
        if (!isDue && !copies.isWaiting())
            break;
        if (wakeUp.waitFor(SentCopyTiming().between, context.cancel) == WakeUp::Ended::Cancelled)
            return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
    }
    TRY(const PushOutcome outcome, PushRunner(context, connection).run());
    (void)outcome;
    return {};
}

} // namespace tributary::sync
