// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/WaitingStore.h"

namespace tributary::store::detail {

class AccountTable;
class OutboxJournal;

/// The part of Store that is about sending. What can be made ready on the caller's thread is.
class SendingStore : public WaitingStore {
  public:
    Result<IdentityId> addIdentity(const model::Identity& identity) override;
    Status updateIdentity(const model::Identity& identity) override;
    Status removeIdentity(IdentityId identity) override;
    Status setDefaultIdentity(IdentityId identity) override;
    Status setProof(IdentityId identity, IdentityAddress which, const QString& address, model::Proof proof) override;
    Result<OutboxId> startVerification(NewVerification verification) override;
    Result<CheckedCode> checkCode(const model::VerificationTarget& target, const DigestOf& digestOf) override;
    Status voidCode(const model::VerificationTarget& target) override;
    Result<DraftId> saveDraft(const model::Draft& draft) override;
    Status removeDraft(DraftId draft) override;
    Status putDraftCopy(DraftId draft, const QByteArray& contentHash, MailboxId drafts, NewMessage copy) override;
    Result<OutboxId> queueMessage(NewOutboxMessage message) override;
    Status markSending(OutboxId message) override;
    Status markDataGiven(OutboxId message) override;
    Status markSubmitted(OutboxId message, const QList<model::OutboxRecipient>& recipients, SentCopy copy) override;
    Status markFiled(OutboxId message) override;
    Status appendSentCopy(OutboxId message, MailboxId sent, NewMessage copy) override;
    Status postponeOutbox(OutboxId message, qint64 nextTryMs, const Error& error,
                          const QList<model::OutboxRecipient>& recipients) override;
    Status markFailed(OutboxId message, const Error& error, const QList<model::OutboxRecipient>& recipients) override;
    Status markUnknown(OutboxId message, const Error& error) override;
    Status retryOutbox(OutboxId message, qint64 nowMs) override;
    Status changeOutboxTime(OutboxId message, qint64 notBeforeMs) override;
    Result<model::Draft> cancelOutbox(OutboxId message) override;
    Status dismissOutbox(OutboxId message) override;
    Status forgetOutboxErrors(AccountId via) override;
    Status recoverOutbox() override;
    Status setSentCopyKnowledge(AccountId account, SentCopyKnowledge knowledge) override;
    Status noteSentCopyMissed(AccountId account) override;
    Status noteSentCopyLate(AccountId account, qint64 delayMs) override;
    Status endOwnSentCopy(MessageId copy) override;
    Status setOutgoingSize(AccountId account, qint64 bytes) override;
    /// See store/Importing.h.
    Result<ChangeId> importMail(std::function<Result<ChangeId>(WriteSession&)> run);

  protected:
    using WaitingStore::WaitingStore;

  private:
    Status onAccount(AccountId account, std::function<void(AccountTable&)> change);
    /// One step of the journal, on the disk; the write point is "store.<point>".
    Status step(const char* point, std::function<Status(OutboxJournal&)> run);
};

} // namespace tributary::store::detail
