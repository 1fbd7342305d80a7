// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/MessageEdits.h"
#include "store/detail/WriteTables.h"

namespace tributary::store::detail {

/// Store::undo(). Throws SQLite::Exception.
class Undo {
  public:
    explicit Undo(WriteSession& session) : m_tables(session) {}
    [[nodiscard]] Status run(ChangeId change);

  private:
    void undoFlags(ChangeId change, MessageEdits& edit);
    [[nodiscard]] Status undoMoves(ChangeId change, MessageEdits& edit);
    [[nodiscard]] bool undoMove(const MoveItem& item, MessageEdits& edit);
    [[nodiscard]] bool undoKept(MessageRow& row, const KeptRow& kept, const MoveItem& item, MessageEdits& edit);
    void undoCopy(MessageRow& row, MessageEdits& edit);
    [[nodiscard]] MailboxId inbox(AccountId account);

    WriteTables m_tables;
};

} // namespace tributary::store::detail
