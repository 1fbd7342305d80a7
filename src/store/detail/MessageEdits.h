// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/KeptMail.h"
#include "store/detail/WriteTables.h"

#include <QSet>

namespace tributary::store::detail {

/// What the user does to one message: to its row, and to the intents. Used by a change and by its undoing. Rows and mailboxes
/// are known to be there and visible. Throws SQLite::Exception.
class MessageEdits {
  public:
    MessageEdits(WriteTables& tables, ChangeId change) : m_tables(tables), m_change(change), m_kept(tables) {}

    /// False: it is so already. flag: from storableFlagWord().
    bool setFlag(MessageRow& row, const QString& flag, bool on);
    /// False: it stands there already.
    bool move(MessageRow& row, MailboxId to);
    /// Row id of the copy.
    [[nodiscard]] qint64 copy(const MessageRow& row, MailboxId to);
    void expunge(MessageRow& row, KeptReason reason = KeptReason::Expunged);
    /// Takes back an expunge of the user's; false: there is nothing to bring it back from.
    [[nodiscard]] bool restore(MessageRow& row, const KeptRow& kept, MailboxId to);
    /// What is on no server any more is appended from the cache. False: it is not here as a whole.
    [[nodiscard]] bool putBack(MessageRow& row, const KeptRow& kept, MailboxId to);
    /// Stands in the mailbox without a UID, and its bytes are queued for the server.
    void append(const MessageRow& row, MailboxId to);

  private:
    [[nodiscard]] UidValidity validity(MailboxId mailbox);
    void retarget(MessageRow& row, const MoveIntent& last, MailboxId to);
    void pushMove(const MessageRow& row, MailboxId source, qint64 uid, MailboxId to, MoveKind kind);
    void takeBackExpunge(MessageRow& row, const KeptRow& kept, const MoveIntent& intent, MailboxId to);

    WriteTables& m_tables;
    ChangeId m_change;
    KeptMail m_kept;
};

} // namespace tributary::store::detail
