// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Sending.h"
#include "store/detail/DraftCopyTable.h"
#include "store/detail/KeptMail.h"
#include "store/detail/MessageTable.h"
#include "store/detail/WriteTables.h"

namespace tributary::store::detail {

/// A draft's copy that is ready to be written.
struct PreparedDraftCopy {
    DraftId draft;
    QByteArray contentHash;
    MailboxId mailbox;
    PreparedMessage message;
};
[[nodiscard]] PreparedDraftCopy prepare(DraftId draft, const QByteArray& contentHash, MailboxId mailbox, NewMessage message);

/// The copies of drafts in Drafts: each draft has one at most, here and (as soon as the queue is pushed) at the server. The caller
/// finishes the tables. Throws SQLite::Exception.
class DraftCopies {
  public:
    explicit DraftCopies(WriteTables& tables) : m_tables(tables), m_table(tables.connection), m_kept(tables) {}

    /// See Store::putDraftCopy().
    [[nodiscard]] Status put(const PreparedDraftCopy& prepared);
    /// A draft that was just made of a message in Drafts: that is its copy, unless it is another's.
    void adopt(DraftId draft, MessageId message);
    /// It leaves Drafts.
    void drop(DraftId draft);

  private:
    [[nodiscard]] Result<MailboxState> check(const PreparedDraftCopy& prepared, const std::optional<DraftCopyRow>& known);
    [[nodiscard]] MessageRow insert(AccountId account, const PreparedDraftCopy& prepared, qint64 before);
    [[nodiscard]] std::optional<MessageRow> standing(const DraftCopyRow& copy);
    void letGo(MessageRow& row, ChangeId change);

    WriteTables& m_tables;
    DraftCopyTable m_table;
    KeptMail m_kept;
};

} // namespace tributary::store::detail
