// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/KeptMail.h"
#include "store/detail/MessageEdits.h"
#include "store/detail/WriteTables.h"

namespace tributary::store::detail {

/// Store::change() and its like: checks everything, then applies everything. Throws SQLite::Exception.
class UserChanges {
  public:
    explicit UserChanges(WriteSession& session) : m_tables(session) {}

    [[nodiscard]] Result<ChangeId> apply(const model::LocalChange& change);
    [[nodiscard]] Status wantBody(MessageId message);
    [[nodiscard]] Status putBackHeld(MailboxId mailbox);

  private:
    [[nodiscard]] Status check(const model::LocalChange& change);
    [[nodiscard]] Result<MessageRow> visible(MessageId message);
    [[nodiscard]] const std::optional<MailboxState>& mailbox(MailboxId id);
    [[nodiscard]] Status checkMoves(const QList<model::MoveEdit>& edits);
    [[nodiscard]] QString detailOf(const model::LocalChange& change);
    void applyFlags(const QList<model::FlagEdit>& edits, MessageEdits& edit, ChangeId id, QSet<qint64>& touched);
    void applyMoves(const model::LocalChange& change, MessageEdits& edit, ChangeId id, QSet<qint64>& touched);

    WriteTables m_tables;
    AccountId m_account; ///< of the first message
    QHash<MailboxId, std::optional<MailboxState>> m_mailboxes;
};

} // namespace tributary::store::detail
