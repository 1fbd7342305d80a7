// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/SendingStore.h"

#include "store/detail/AccountTable.h"
#include "store/detail/IdentityEdits.h"
#include "store/detail/OutboxJournal.h"
#include "store/detail/OwnSentCopyTable.h"
#include "store/detail/VerificationEdits.h"

#include <algorithm>

namespace tributary::store::detail {

Result<IdentityId> SendingStore::addIdentity(const model::Identity& identity) {
    return wait<IdentityId>([identity](WriteSession& session) { return IdentityEdits(session).add(identity); }, kDurable);
}

Status SendingStore::updateIdentity(const model::Identity& identity) {
    return wait([identity](WriteSession& session) { return IdentityEdits(session).update(identity); }, kDurable);
}

Status SendingStore::removeIdentity(IdentityId identity) {
    return wait([identity](WriteSession& session) { return IdentityEdits(session).remove(identity); }, kDurable);
}

Status SendingStore::setDefaultIdentity(IdentityId identity) {
    return wait([identity](WriteSession& session) { return IdentityEdits(session).makeDefault(identity); }, kDurable);
}

Status SendingStore::setProof(IdentityId identity, IdentityAddress which, const QString& address, model::Proof proof) {
    return wait([=](WriteSession& session) { return IdentityEdits(session).setProof(identity, which, address, proof); }, kDurable);
}

Result<OutboxId> SendingStore::startVerification(NewVerification verification) {
    auto prepared = std::make_shared<const PreparedVerification>(prepare(std::move(verification)));
    TRY_STATUS(wait([](WriteSession& session) -> Status { // stays, also where what follows is refused
        VerificationTable(session.connection).settleClock(session.nowMs);
        return {};
    }));
    return wait<OutboxId>([prepared](WriteSession& session) { return VerificationEdits(session).start(*prepared); }, kDurable);
}

Result<CheckedCode> SendingStore::checkCode(const model::VerificationTarget& target, const DigestOf& digestOf) {
    return wait<CheckedCode>([=](WriteSession& session) { return VerificationEdits(session).check(target, digestOf); }, kDurable);
}

Status SendingStore::voidCode(const model::VerificationTarget& target) {
    return wait([=](WriteSession& session) { return VerificationEdits(session).drop(target); }, kDurable);
}

Result<DraftId> SendingStore::saveDraft(const model::Draft& draft) {
    auto prepared = std::make_shared<const PreparedDraft>(prepare(draft));
    return wait<DraftId>([prepared](WriteSession& session) { return OutboxJournal(session).saveDraft(*prepared); }, kDurable);
}

Status SendingStore::removeDraft(DraftId draft) {
    return wait([draft](WriteSession& session) { return OutboxJournal(session).removeDraft(draft); }, kDurable);
}

Status SendingStore::putDraftCopy(DraftId draft, const QByteArray& contentHash, MailboxId drafts, NewMessage copy) {
    auto prepared = std::make_shared<const PreparedDraftCopy>(prepare(draft, contentHash, drafts, std::move(copy)));
    return step("draft-copy", [prepared](OutboxJournal& journal) { return journal.putDraftCopy(*prepared); });
}

Result<ChangeId> SendingStore::importMail(std::function<Result<ChangeId>(WriteSession&)> run) {
    return waitAs<ChangeId>("mail-imported", std::move(run), kDurable);
}

Status SendingStore::step(const char* point, std::function<Status(OutboxJournal&)> run) {
    return waitAs(point, [run = std::move(run)](WriteSession& session) {
        OutboxJournal journal(session);
        return run(journal);
    }, kDurable);
}

Result<OutboxId> SendingStore::queueMessage(NewOutboxMessage message) {
    auto prepared = std::make_shared<const PreparedSending>(prepare(std::move(message)));
    return waitAs<OutboxId>("outbox-queued", [prepared](WriteSession& session) { return OutboxJournal(session).queue(*prepared); },
                            kDurable);
}

Status SendingStore::markSending(OutboxId message) {
    return step("outbox-sending", [=](OutboxJournal& journal) { return journal.markSending(message); });
}

Status SendingStore::markDataGiven(OutboxId message) {
    return step("outbox-data-given", [=](OutboxJournal& journal) { return journal.markDataGiven(message); });
}

Status SendingStore::markSubmitted(OutboxId message, const QList<model::OutboxRecipient>& recipients, SentCopy copy) {
    auto prepared = std::make_shared<const PreparedCopy>(prepare(std::move(copy)));
    return step("outbox-submitted", [=](OutboxJournal& journal) { return journal.markSubmitted(message, recipients, *prepared); });
}

Status SendingStore::markFiled(OutboxId message) {
    return step("outbox-filed", [=](OutboxJournal& journal) { return journal.markFiled(message); });
}

Status SendingStore::appendSentCopy(OutboxId message, MailboxId sent, NewMessage copy) {
    auto prepared = std::make_shared<const PreparedCopy>(prepare(SentCopy{SentCopy::Way::Append, sent, std::move(copy)}));
    return step("outbox-copy", [=](OutboxJournal& journal) { return journal.appendCopy(message, *prepared); });
}

Status SendingStore::postponeOutbox(OutboxId message, qint64 nextTryMs, const Error& error,
                                    const QList<model::OutboxRecipient>& recipients) {
    return step("outbox-postponed", [=](OutboxJournal& journal) { return journal.postpone(message, nextTryMs, error, recipients); });
}

Status SendingStore::markFailed(OutboxId message, const Error& error, const QList<model::OutboxRecipient>& recipients) {
    return step("outbox-failed", [=](OutboxJournal& journal) { return journal.markFailed(message, error, recipients); });
}

Status SendingStore::markUnknown(OutboxId message, const Error& error) {
    return step("outbox-unknown", [=](OutboxJournal& journal) { return journal.markUnknown(message, error); });
}

Status SendingStore::retryOutbox(OutboxId message, qint64 nowMs) {
    return step("outbox-retried", [=](OutboxJournal& journal) { return journal.retry(message, nowMs); });
}

Status SendingStore::changeOutboxTime(OutboxId message, qint64 notBeforeMs) {
    return step("outbox-time", [=](OutboxJournal& journal) { return journal.changeTime(message, notBeforeMs); });
}

Result<model::Draft> SendingStore::cancelOutbox(OutboxId message) {
    return waitAs<model::Draft>("outbox-cancelled", [=](WriteSession& session) { return OutboxJournal(session).cancel(message); }, kDurable);
}

Status SendingStore::dismissOutbox(OutboxId message) {
    return step("outbox-dismissed", [=](OutboxJournal& journal) { return journal.dismiss(message); });
}

Status SendingStore::forgetOutboxErrors(AccountId via) {
    return step("outbox-forgiven", [=](OutboxJournal& journal) { return journal.forgetErrors(via); });
}

Status SendingStore::recoverOutbox() {
    return step("outbox-recovered", [](OutboxJournal& journal) { return journal.recover(); });
}

Status SendingStore::onAccount(AccountId account, std::function<void(AccountTable&)> change) {
    return wait([account, change = std::move(change)](WriteSession& session) -> Status {
        AccountTable table(session.connection);
        if (!table.contains(account))
            return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, QStringLiteral("no account %1").arg(account.value));
        change(table);
        return {};
    });
}

Status SendingStore::setSentCopyKnowledge(AccountId account, SentCopyKnowledge knowledge) {
    return onAccount(account, [=](AccountTable& table) { table.setSentCopy(account, knowledge); });
}

Status SendingStore::noteSentCopyMissed(AccountId account) {
    return onAccount(account, [=](AccountTable& table) { table.noteSentCopyMissed(account); });
}

Status SendingStore::noteSentCopyLate(AccountId account, qint64 delayMs) {
    return onAccount(account, [=](AccountTable& table) {
        table.setSentCopy(account, SentCopyKnowledge::ServerKeeps);
        table.setSentCopyDelay(account, std::max<qint64>(delayMs, 0));
    });
}

Status SendingStore::endOwnSentCopy(MessageId copy) {
    return wait([=](WriteSession& session) -> Status {
        OwnSentCopyTable(session.connection).erase(copy.value);
        return {};
    });
}

Status SendingStore::setOutgoingSize(AccountId account, qint64 bytes) {
    return onAccount(account, [=](AccountTable& table) { table.setOutgoingSize(account, std::max<qint64>(bytes, 0)); });
}

} // namespace tributary::store::detail
