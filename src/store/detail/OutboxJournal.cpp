// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/OutboxJournal.h"

#include "store/detail/AccountTable.h"
#include "store/detail/ContactTable.h"
#include "store/detail/Failures.h"
#include "store/detail/IndexQueue.h"
#include "store/detail/MessageEdits.h"
#include "store/detail/OutboxEnding.h"
#include "store/detail/OwnSentCopyTable.h"
#include "store/detail/UserChanges.h"
#include "store/detail/VerificationTable.h"
#include "store/detail/WrittenTo.h"

#include <algorithm>

namespace tributary::store::detail {

using model::OutboxState;
using model::RecipientState;

namespace {

tl::unexpected<Error> noMessage(OutboxId id) {
    return invalid(ErrorCode::NotFound, QStringLiteral("no message %1 in the outbox to do this with").arg(id.value));
}

bool anyIs(const model::OutboxMessage& message, RecipientState state) {
    return std::any_of(message.recipients.begin(), message.recipients.end(),
                       [state](const model::OutboxRecipient& one) { return one.state == state; });
}

/// Whom the server has accepted once is never asked for again.
void take(model::OutboxMessage& message, const OutboxJournal::Recipients& outcome) {
    for (model::OutboxRecipient& known : message.recipients) {
        const auto told = std::find_if(outcome.begin(), outcome.end(),
                                       [&](const model::OutboxRecipient& one) { return one.address == known.address; });
        if (told != outcome.end() && known.state != RecipientState::Accepted)
            known = *told;
    }
}

/// "Name <a@b>", "a@b", "a@b (Name)"
bool isOf(const QString& entry, const QString& address) {
    const qsizetype open = entry.lastIndexOf(u'<');
    const QString bare = open >= 0 ? entry.mid(open + 1).section(u'>', 0, 0) : entry.section(u'(', 0, 0);
    return bare.trimmed().compare(address, Qt::CaseInsensitive) == 0;
}

/// Those of the field who do not have it yet, as they were typed.
QString stillToGo(const model::OutboxMessage& message, const QString& field) {
    QStringList left;
    for (const QString& entry : model::addressEntries(field)) {
        const bool isLeft = std::any_of(message.recipients.begin(), message.recipients.end(), [&](const model::OutboxRecipient& one) {
            return one.state != RecipientState::Accepted && isOf(entry, one.address);
        });
        if (isLeft)
            left.append(entry.trimmed());
    }
    return left.join(QStringLiteral(", "));
}

/// With names where they are known.
model::AddressList addresseesOf(const NewOutboxMessage& sending) {
    model::AddressList all = sending.addressees;
    for (const model::OutboxRecipient& recipient : sending.message.recipients) {
        const bool named = std::any_of(all.begin(), all.end(), [&](const model::Address& one) {
            return one.addrSpec.compare(recipient.address, Qt::CaseInsensitive) == 0;
        });
        if (!named)
            all.append({QString(), recipient.address});
    }
    return all;
}

} // namespace

PreparedSending prepare(NewOutboxMessage sending) {
    PreparedSending prepared;
    if (sending.draft)
        prepared.draft = prepare(*std::exchange(sending.draft, std::nullopt));
    prepared.sending = std::move(sending);
    return prepared;
}

PreparedCopy prepare(SentCopy copy) {
    PreparedCopy prepared{copy.way, copy.mailbox, {}};
    if (copy.way == SentCopy::Way::Append) {
        copy.message.uid = {};
        copy.message.flags.set(model::Flag::Seen, true);
        copy.message.body = model::BodyState::Whole;
        copy.message.bodyWanted = false;
        prepared.message = prepare(std::move(copy.message));
    }
    return prepared;
}

Result<model::OutboxMessage> OutboxJournal::inState(OutboxId id, std::initializer_list<OutboxState> allowed) {
    auto message = m_table.find(id);
    if (!message)
        return noMessage(id);
    if (std::find(allowed.begin(), allowed.end(), message->state) == allowed.end()) {
        return invalid(ErrorCode::BadValue, QStringLiteral("message %1 in the outbox is %2")
                                                .arg(id.value).arg(QString(model::outboxStateName(message->state))));
    }
    return std::move(*message);
}

void OutboxJournal::keep(const model::OutboxMessage& message) {
    m_table.update(message);
    m_tables.announced.append(model::OutboxChanged{message.account, message.id});
}

Status OutboxJournal::checkNew(const PreparedSending& prepared) {
    const model::OutboxMessage& message = prepared.sending.message;
    AccountTable accounts(m_tables.connection);
    for (const AccountId account : {message.account, message.via}) {
        if (!accounts.contains(account))
            return invalid(ErrorCode::NotFound, QStringLiteral("no account %1").arg(account.value));
    }
    if (message.recipients.isEmpty())
        return invalid(ErrorCode::FieldMissing, QStringLiteral("recipients"));
    if (prepared.sending.rawCompressed.isEmpty())
        return invalid(ErrorCode::FieldMissing, QStringLiteral("message"));
    if (!prepared.draft)
        return {};
    if (prepared.draft->draft.id.isValid() && m_table.ofDraft(prepared.draft->draft.id))
        return invalid(ErrorCode::AlreadyExists, QStringLiteral("draft %1 is in the outbox").arg(prepared.draft->draft.id.value));
    return checkDraft(*prepared.draft);
}

Result<OutboxId> OutboxJournal::queue(const PreparedSending& prepared, bool isAutomatic) {
    TRY_STATUS(checkNew(prepared));
    model::OutboxMessage message = prepared.sending.message;
    message.state = OutboxState::Queued;
    message.createdMs = m_tables.nowMs;
    message.draft = {};
    for (model::OutboxRecipient& recipient : message.recipients)
        recipient = {recipient.address, RecipientState::Waiting, {}};
    if (prepared.draft) {
        message.draft = keepDraft(*prepared.draft);
        m_copies.drop(message.draft); // what is on its way is no draft any more
    }
    const OutboxId id = m_table.insert(message, prepared.sending.rawCompressed);
    if (!message.sealed && !isAutomatic && !message.from.isEmpty()) { // a code is nobody's letter, and by the null reverse-path nobody writes
        const model::AddressList addressees = addresseesOf(prepared.sending);
        ContactTable(m_tables.connection).noteSent(addressees, message.identity, m_tables.nowMs);
        WrittenTo(m_tables.connection).add(addressees);
    }
    m_tables.announced.append(model::OutboxChanged{message.account, id});
    m_tables.finish();
    return id;
}

Status OutboxJournal::markSending(OutboxId id) {
    auto message = m_table.find(id);
    const bool isDue = message && message->state == OutboxState::Queued && message->notBeforeMs <= m_tables.nowMs &&
                       message->nextTryMs <= m_tables.nowMs;
    if (!isDue)
        return noMessage(id);
    message->state = OutboxState::Sending;
    message->dataGiven = false;
    keep(*message);
    return {};
}

Status OutboxJournal::markDataGiven(OutboxId id) {
    TRY(model::OutboxMessage message, inState(id, {OutboxState::Sending}));
    message.dataGiven = true;
    keep(message);
    if (message.sealed)
        codeLeaves(message);
    return {};
}

/// From here on it may be read.
void OutboxJournal::codeLeaves(const model::OutboxMessage& message) {
    VerificationTable codes(m_tables.connection);
    codes.settleClock(m_tables.nowMs);
    const auto code = codes.ofMail(message.id);
    if (!code)
        return;
    codes.left(*code, m_tables.nowMs, m_session.boot);
    m_tables.announced.append(model::IdentitiesChanged{code->target.account});
}

/// The user does not want it sent: what nobody can read is not waited for.
void OutboxJournal::codeCancelled(const model::OutboxMessage& message) {
    VerificationTable codes(m_tables.connection);
    const auto code = codes.ofMail(message.id);
    if (!code || code->expiresMs != 0)
        return;
    codes.erase(code->id);
    m_tables.announced.append(model::IdentitiesChanged{code->target.account});
}

Status OutboxJournal::markSubmitted(OutboxId id, const Recipients& recipients, const PreparedCopy& copy) {
    TRY(model::OutboxMessage message, inState(id, {OutboxState::Sending, OutboxState::Queued}));
    const bool mayBeTaken = message.dataGiven || anyIs(message, RecipientState::Accepted);
    take(message, recipients);
    if (!mayBeTaken || !anyIs(message, RecipientState::Accepted))
        return invalid(ErrorCode::BadValue, QStringLiteral("message %1 was accepted for nobody").arg(id.value));
    TRY_STATUS(checkCopy(message, copy));
    markSource(message);
    message.state = OutboxState::Submitted;
    message.error.reset();
    if (copy.way == SentCopy::Way::None) {
        OutboxEnding(m_tables.connection, m_tables.announced).end(message);
        return {};
    }
    keep(message);
    if (copy.way == SentCopy::Way::Append)
        putCopy(message, copy);
    m_tables.finish();
    return {};
}

/// What was answered or forwarded shows it, here and at the server: \Answered (RFC 9051 2.3.2), $Forwarded (RFC 5788).
void OutboxJournal::markSource(const model::OutboxMessage& message) {
    const auto origin = message.draft.isValid() ? m_drafts.origin(message.draft) : std::nullopt;
    if (!origin)
        return;
    const QString flag = origin->purpose == model::DraftPurpose::Forward ? QStringLiteral("$Forwarded") : QStringLiteral("\\Answered");
    model::LocalChange change;
    change.kind = model::ChangeKind::FileSent; // not the user's: in no list, and not undone
    change.flags = {{origin->message, flag, true}};
    (void)UserChanges(m_session).apply(change); // gone meanwhile: there is nothing to mark
}

Status OutboxJournal::checkCopy(const model::OutboxMessage& message, const PreparedCopy& copy) {
    if (copy.way != SentCopy::Way::Append)
        return {};
    const auto state = m_tables.mailboxes.state(copy.mailbox);
    if (!state)
        return invalid(ErrorCode::NotFound, QStringLiteral("no mailbox %1").arg(copy.mailbox.value));
    if (state->account != message.account)
        return invalid(ErrorCode::BadValue, QStringLiteral("a mailbox of another account"));
    return {};
}

/// It stands in Sent at once, and its bytes are queued for the server.
void OutboxJournal::putCopy(const model::OutboxMessage& message, const PreparedCopy& copy) {
    PreparedMessage prepared = copy.message;
    NewMessage& stored = prepared.message;
    if (stored.rawCompressed.isEmpty()) {
        stored.rawCompressed = m_table.raw(message.id).value_or(QByteArray());
        stored.size = message.size;
    }
    if (stored.messageIdHeader.isEmpty())
        stored.messageIdHeader = message.messageIdHeader;
    if (stored.internalDateMs == 0)
        stored.internalDateMs = m_tables.nowMs;
    const qint64 id = m_tables.messages.insert(message.account, copy.mailbox, prepared, nullptr);
    m_tables.messages.place(id, copy.mailbox, 0);
    IndexQueue indexing(m_tables);
    indexing.add(id, prepared);
    indexing.run();
    m_tables.notes.added(message.account, copy.mailbox, id, false);
    const ChangeId change = m_tables.changes.begin(message.account, model::ChangeKind::FileSent, message.subject, m_tables.nowMs);
    m_tables.changes.setMessages(change, 1);
    if (const auto row = m_tables.messages.row(id))
        MessageEdits(m_tables, change).append(*row, copy.mailbox);
    m_table.setCopy(message.id, id);
    remember(message, id, stored, copy.mailbox);
}

/// The provider may file one as well, later than anybody has waited for it.
void OutboxJournal::remember(const model::OutboxMessage& message, qint64 id, const NewMessage& stored, MailboxId mailbox) {
    if (stored.messageIdHeader.isEmpty())
        return;
    OwnSentCopy own;
    own.message = MessageId(id);
    own.mailbox = mailbox;
    own.messageIdHeader = stored.messageIdHeader;
    own.size = stored.size;
    own.internalDateMs = stored.internalDateMs;
    if (const auto state = m_tables.mailboxes.state(mailbox))
        own.uidFrom = Uid(static_cast<quint32>(state->uidNext));
    own.appendedMs = m_tables.nowMs;
    OwnSentCopyTable(m_tables.connection).insert(message.account, own);
}

Status OutboxJournal::markFiled(OutboxId id) {
    TRY(const model::OutboxMessage message, inState(id, {OutboxState::Submitted}));
    OutboxEnding(m_tables.connection, m_tables.announced).end(message);
    return {};
}

Status OutboxJournal::appendCopy(OutboxId id, const PreparedCopy& copy) {
    TRY(model::OutboxMessage message, inState(id, {OutboxState::Submitted}));
    if (m_table.copy(id) != 0)
        return invalid(ErrorCode::BadValue, QStringLiteral("the copy of message %1 is queued").arg(id.value));
    TRY_STATUS(checkCopy(message, copy));
    message.error.reset();
    keep(message);
    putCopy(message, copy);
    m_tables.finish();
    return {};
}

Status OutboxJournal::postpone(OutboxId id, qint64 nextTryMs, const Error& error, const Recipients& recipients) {
    TRY(model::OutboxMessage message, inState(id, {OutboxState::Queued, OutboxState::Sending}));
    take(message, recipients);
    message.state = OutboxState::Queued;
    message.dataGiven = false;
    message.nextTryMs = nextTryMs;
    ++message.attempts;
    message.error = error;
    keep(message);
    return {};
}

Status OutboxJournal::markFailed(OutboxId id, const Error& error, const Recipients& recipients) {
    TRY(model::OutboxMessage message, inState(id, {OutboxState::Queued, OutboxState::Sending}));
    take(message, recipients);
    message.state = OutboxState::Failed;
    message.dataGiven = false;
    message.nextTryMs = 0;
    ++message.attempts;
    message.error = error;
    keep(message);
    return {};
}

Status OutboxJournal::markUnknown(OutboxId id, const Error& error) {
    TRY(model::OutboxMessage message, inState(id, {OutboxState::Sending}));
    if (!message.dataGiven)
        return invalid(ErrorCode::BadValue, QStringLiteral("message %1 was not given yet").arg(id.value));
    message.state = OutboxState::Unknown;
    message.nextTryMs = 0; // there is none
    ++message.attempts;
    message.error = error;
    keep(message);
    return {};
}

Status OutboxJournal::retry(OutboxId id, qint64 nowMs) {
    TRY(model::OutboxMessage message,
        inState(id, {OutboxState::Queued, OutboxState::Failed, OutboxState::Unknown, OutboxState::Filed, OutboxState::Submitted}));
    if (message.state == OutboxState::Submitted)
        return retryCopy(std::move(message));
    if (message.state == OutboxState::Filed)
        m_table.setSaveSent(id, message.saveSent = false); // it stands in Sent already
    for (model::OutboxRecipient& recipient : message.recipients) {
        if (recipient.state != RecipientState::Accepted)
            recipient = {recipient.address, RecipientState::Waiting, {}};
    }
    message.state = OutboxState::Queued;
    message.dataGiven = false;
    message.notBeforeMs = std::min(message.notBeforeMs, nowMs);
    message.nextTryMs = 0;
    message.error.reset();
    keep(message);
    return {};
}

/// Everybody has it; the server did not take its copy.
Status OutboxJournal::retryCopy(model::OutboxMessage message) {
    if (!message.error)
        return invalid(ErrorCode::BadValue, QStringLiteral("the copy of message %1 is being filed").arg(message.id.value));
    message.error.reset();
    keep(message);
    return {};
}

Status OutboxJournal::changeTime(OutboxId id, qint64 notBeforeMs) {
    TRY(model::OutboxMessage message, inState(id, {OutboxState::Queued}));
    message.notBeforeMs = notBeforeMs;
    keep(message);
    return {};
}

Result<model::Draft> OutboxJournal::cancel(OutboxId id) {
    TRY(model::OutboxMessage message,
        inState(id, {OutboxState::Queued, OutboxState::Failed, OutboxState::Unknown, OutboxState::Filed}));
    if (anyIs(message, RecipientState::Accepted))
        return cancelRest(std::move(message));
    model::Draft draft;
    if (message.draft.isValid()) {
        draft = m_drafts.load(message.draft).value_or(model::Draft());
        m_tables.announced.append(model::DraftsChanged{message.draft});
    }
    if (message.sealed)
        codeCancelled(message);
    m_table.erase(id);
    m_tables.announced.append(model::OutboxChanged{message.account, id});
    return draft;
}

/// Some have it already: what they got is filed like every sent message, and only the others go back into a draft, which is another
/// message from here on.
Result<model::Draft> OutboxJournal::cancelRest(model::OutboxMessage message) {
    model::Draft draft;
    if (message.draft.isValid()) {
        draft = m_drafts.load(message.draft).value_or(model::Draft());
        draft.id = {};
        draft.messageIdHeader.clear();
        draft.copyOf = {};
        for (QString* field : {&draft.to, &draft.cc, &draft.bcc})
            *field = stillToGo(message, *field);
        draft.id = keepDraft(prepare(draft));
    }
    message.recipients.removeIf([](const model::OutboxRecipient& one) { return one.state != RecipientState::Accepted; });
    m_table.replaceRecipients(message);
    const bool isFiled = message.state == OutboxState::Filed || !message.saveSent;
    message.state = OutboxState::Submitted;
    message.dataGiven = false;
    message.error.reset();
    if (isFiled)
        OutboxEnding(m_tables.connection, m_tables.announced).end(message);
    else
        keep(message);
    m_tables.finish();
    return draft;
}

Status OutboxJournal::dismiss(OutboxId id) {
    TRY(const model::OutboxMessage message, inState(id, {OutboxState::Filed, OutboxState::Submitted}));
    if (message.state == OutboxState::Submitted && !message.error)
        return invalid(ErrorCode::BadValue, QStringLiteral("the copy of message %1 is being filed").arg(id.value));
    OutboxEnding(m_tables.connection, m_tables.announced).erase(message);
    return {};
}

/// The dialogue has ended and nobody has told how.
void OutboxJournal::interrupt(model::OutboxMessage message) {
    message.state = message.dataGiven ? OutboxState::Unknown : OutboxState::Queued;
    if (message.dataGiven) {
        message.error = Error{ErrorKind::Network, ErrorCode::OutcomeUnknown, {}, QStringLiteral("the program ended while it was sent")};
        ++message.attempts;
    }
    keep(message);
}

/// What a message was refused for itself, for now, has a time for its next try and stays.
Status OutboxJournal::forgetErrors(AccountId via) {
    for (model::OutboxMessage message : m_table.through(via)) {
        if (message.state != OutboxState::Queued || !message.error || message.nextTryMs > m_tables.nowMs)
            continue;
        message.error.reset();
        keep(message);
    }
    return {};
}

Status OutboxJournal::recover() {
    for (const model::OutboxMessage& message : m_table.inState(OutboxState::Sending))
        interrupt(message);
    m_tables.finish();
    return {};
}

Status OutboxJournal::checkDraft(const PreparedDraft& prepared) {
    const model::Draft& draft = prepared.draft;
    if (draft.account.isValid() && !AccountTable(m_tables.connection).contains(draft.account))
        return invalid(ErrorCode::NotFound, QStringLiteral("no account %1").arg(draft.account.value));
    if (!draft.id.isValid())
        return {};
    if (!m_drafts.contains(draft.id))
        return invalid(ErrorCode::NotFound, QStringLiteral("no draft %1").arg(draft.id.value));
    if (m_table.ofDraft(draft.id))
        return invalid(ErrorCode::BadValue, QStringLiteral("draft %1 is in the outbox").arg(draft.id.value));
    return {};
}

Result<DraftId> OutboxJournal::saveDraft(const PreparedDraft& prepared) {
    TRY_STATUS(checkDraft(prepared));
    return keepDraft(prepared);
}

DraftId OutboxJournal::keepDraft(const PreparedDraft& prepared) {
    const DraftId id = m_drafts.save(prepared, m_tables.nowMs);
    if (!prepared.draft.id.isValid())
        m_copies.adopt(id, prepared.draft.copyOf);
    m_tables.announced.append(model::DraftsChanged{id});
    return id;
}

Status OutboxJournal::putDraftCopy(const PreparedDraftCopy& prepared) {
    TRY_STATUS(m_copies.put(prepared));
    m_tables.finish();
    return {};
}

Status OutboxJournal::removeDraft(DraftId id) {
    if (!m_drafts.contains(id))
        return invalid(ErrorCode::NotFound, QStringLiteral("no draft %1").arg(id.value));
    if (m_table.ofDraft(id))
        return invalid(ErrorCode::BadValue, QStringLiteral("draft %1 is in the outbox").arg(id.value));
    m_copies.drop(id);
    m_drafts.erase(id);
    m_tables.announced.append(model::DraftsChanged{id});
    m_tables.finish();
    return {};
}

void OutboxJournal::accountRemoved(AccountId account) {
    OutboxEnding ending(m_tables.connection, m_tables.announced);
    for (const model::OutboxMessage& message : m_table.ofAccount(account))
        ending.erase(message);
    for (const DraftId draft : m_drafts.ofAccount(account)) {
        if (m_table.ofDraft(draft))
            continue; // of a message of another account
        m_drafts.erase(draft);
        m_tables.announced.append(model::DraftsChanged{draft});
    }
    for (model::OutboxMessage message : m_table.through(account)) {
        message.via = message.account;
        if (message.state == OutboxState::Sending)
            interrupt(message);
        else
            keep(message);
    }
}

} // namespace tributary::store::detail
