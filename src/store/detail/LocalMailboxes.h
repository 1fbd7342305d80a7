// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/WriteTables.h"

namespace tributary::store::detail {

/// The mailboxes of a POP3 account: this machine is their server. What is queued for them is done in the transaction that queues it, and
/// their UIDs are given here. Throws SQLite::Exception.
class LocalMailboxes {
  public:
    explicit LocalMailboxes(WriteSession& session) : m_session(session) {}

    /// INBOX, Drafts, Sent, Junk and Trash, as a new account has them.
    void make(AccountId account);
    /// Everything that is queued for accounts of this kind.
    [[nodiscard]] Status settle();
    /// The next UID of a mailbox; its UIDVALIDITY never changes.
    [[nodiscard]] static Uid takeUid(MailboxState& state);
    static constexpr UidValidity kUidValidity{1};

  private:
    [[nodiscard]] Status settleAll(AccountId account);
    [[nodiscard]] MoveResult resultIn(MailboxId mailbox, qint64 row);

    WriteSession& m_session;
};

} // namespace tributary::store::detail
