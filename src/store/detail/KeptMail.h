// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/WriteTables.h"

#include <QHash>

namespace tributary::store::detail {

inline constexpr qint64 kDayMs = 24LL * 3600 * 1000;
inline constexpr qint64 kUndoMs = 30 * kDayMs; ///< how long the user's changes can be taken back

/// Puts messages aside instead of deleting them, and brings them back. A row keeps its id, body and index; it goes to a hidden
/// mailbox of its account, which costs an UPDATE. Throws SQLite::Exception.
class KeptMail {
  public:
    explicit KeptMail(WriteTables& tables) : m_tables(tables) {}

    void putAside(MessageRow& row, KeptReason reason, ChangeId change = {});
    /// All that has a UID in a mailbox.
    void putAllAside(AccountId account, MailboxId mailbox, KeptReason reason);
    /// Hides a mailbox; its mail stays in it, put aside.
    void hideMailbox(AccountId account, MailboxId mailbox, KeptReason reason, ChangeId change);
    /// Into a visible mailbox; uid 0: without one.
    void bringBack(MessageRow& row, const KeptRow& kept, MailboxId mailbox, qint64 uid);

    /// A Replaced one that nothing waits for any more: deleted now. Others stay.
    void endReplaced(qint64 message);
    /// Held messages of a mailbox: deleted now.
    void releaseHeld(MailboxId mailbox);
    /// One step of deleting what has been kept long enough; false: nothing is left to do.
    [[nodiscard]] bool expireSome();

  private:
    [[nodiscard]] MailboxId shelf(AccountId account);
    void discard(const KeptRow& kept);

    WriteTables& m_tables;
    QHash<AccountId, MailboxId> m_shelves;
};

} // namespace tributary::store::detail
