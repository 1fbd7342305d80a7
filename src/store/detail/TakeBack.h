// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/KeptMail.h"
#include "store/detail/WriteTables.h"

namespace tributary::store::detail {

/// Ends an intent that will not be carried out: the cache returns to what the server has. Throws SQLite::Exception.
class TakeBack {
  public:
    explicit TakeBack(WriteTables& tables) : m_tables(tables), m_kept(tables) {}

    void flag(const FlagIntent& intent);
    void move(const MoveIntent& intent);
    void append(const AppendIntent& intent);
    /// Another client has taken the message away before the user's undo could move it back. False: that is no undo, and the
    /// other client's deed stands. Else the message is put aside and the intent stays: the lists may show that it was moved,
    /// not deleted; if none does, PushOutcomes::restoreLost() puts it back from the cache.
    [[nodiscard]] bool lose(const MoveIntent& intent);
    /// The later intents about the same message that wait for the UID this one would give it.
    [[nodiscard]] std::optional<MoveIntent> follower(qint64 message, qint64 afterRow, MailboxId arrivesIn);

  private:
    void backBefore(DraftId draft, const AppendIntent& intent);
    void back(const MoveIntent& intent);
    void unexpunge(const MoveIntent& intent);

    WriteTables& m_tables;
    KeptMail m_kept;
};

} // namespace tributary::store::detail
