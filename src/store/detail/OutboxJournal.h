// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Sending.h"
#include "store/detail/DraftCopies.h"
#include "store/detail/DraftTable.h"
#include "store/detail/MessageTable.h"
#include "store/detail/OutboxTable.h"
#include "store/detail/WriteTables.h"

#include <initializer_list>

namespace tributary::store::detail {

/// A NewOutboxMessage whose draft is ready to be written.
struct PreparedSending {
    NewOutboxMessage sending; ///< without the draft
    std::optional<PreparedDraft> draft;
};
[[nodiscard]] PreparedSending prepare(NewOutboxMessage sending);

/// A SentCopy whose message is ready to be written.
struct PreparedCopy {
    SentCopy::Way way = SentCopy::Way::None;
    MailboxId mailbox;
    PreparedMessage message;
};
[[nodiscard]] PreparedCopy prepare(SentCopy copy);

/// The steps of a message through the outbox: see Store::queueMessage() and those after it. Throws SQLite::Exception.
class OutboxJournal {
  public:
    using Recipients = QList<model::OutboxRecipient>;

    explicit OutboxJournal(WriteSession& session)
        : m_session(session), m_tables(session), m_table(m_tables.connection), m_drafts(m_tables.connection), m_copies(m_tables) {}

    /// isAutomatic: a filter's forward or a vacation reply, to whom the user has not written.
    [[nodiscard]] Result<OutboxId> queue(const PreparedSending& prepared, bool isAutomatic = false);
    [[nodiscard]] Status markSending(OutboxId id);
    [[nodiscard]] Status markDataGiven(OutboxId id);
    [[nodiscard]] Status markSubmitted(OutboxId id, const Recipients& recipients, const PreparedCopy& copy);
    [[nodiscard]] Status markFiled(OutboxId id);
    [[nodiscard]] Status appendCopy(OutboxId id, const PreparedCopy& copy);
    [[nodiscard]] Status postpone(OutboxId id, qint64 nextTryMs, const Error& error, const Recipients& recipients);
    [[nodiscard]] Status markFailed(OutboxId id, const Error& error, const Recipients& recipients);
    [[nodiscard]] Status markUnknown(OutboxId id, const Error& error);
    [[nodiscard]] Status retry(OutboxId id, qint64 nowMs);
    [[nodiscard]] Status changeTime(OutboxId id, qint64 notBeforeMs);
    [[nodiscard]] Result<model::Draft> cancel(OutboxId id);
    [[nodiscard]] Status dismiss(OutboxId id);
    [[nodiscard]] Status forgetErrors(AccountId via);
    [[nodiscard]] Status recover();

    [[nodiscard]] Result<DraftId> saveDraft(const PreparedDraft& prepared);
    [[nodiscard]] Status removeDraft(DraftId id);
    [[nodiscard]] Status putDraftCopy(const PreparedDraftCopy& prepared);
    /// What it had queued and written goes; what others wanted to send by its server goes by their own.
    void accountRemoved(AccountId account);

  private:
    [[nodiscard]] Result<model::OutboxMessage> inState(OutboxId id, std::initializer_list<model::OutboxState> allowed);
    [[nodiscard]] Status checkNew(const PreparedSending& prepared);
    [[nodiscard]] DraftId keepDraft(const PreparedDraft& prepared);
    [[nodiscard]] Status checkDraft(const PreparedDraft& prepared);
    [[nodiscard]] Status checkCopy(const model::OutboxMessage& message, const PreparedCopy& copy);
    void putCopy(const model::OutboxMessage& message, const PreparedCopy& copy);
    void remember(const model::OutboxMessage& message, qint64 id, const NewMessage& stored, MailboxId mailbox);
    void keep(const model::OutboxMessage& message);
    void markSource(const model::OutboxMessage& message);
    Status retryCopy(model::OutboxMessage message);
    Result<model::Draft> cancelRest(model::OutboxMessage message);
    void interrupt(model::OutboxMessage message);
    void codeLeaves(const model::OutboxMessage& message);
    void codeCancelled(const model::OutboxMessage& message);

    WriteSession& m_session;
    WriteTables m_tables;
    OutboxTable m_table;
    DraftTable m_drafts;
    DraftCopies m_copies;
};

} // namespace tributary::store::detail
