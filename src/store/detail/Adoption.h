// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/WriteTables.h"

#include <optional>

namespace tributary::store::detail {

/// Finds the row that a new UID of a mailbox belongs to: the same message, known already and without a UID. Throws
/// SQLite::Exception.
class Adoption {
  public:
    enum class Kind {
        Waiting, ///< it stands in this mailbox, moved or appended by us
        Moved,   ///< it was taken out of this mailbox here, before its UIDs changed: a queued intent gets its UID back
        Kept,    ///< it was put aside
    };
    struct Found {
        Kind kind = Kind::Waiting;
        qint64 message = 0;
        qint64 intent = 0; ///< Moved: row of move_push
    };

    Adoption(WriteTables& tables, AccountId account, MailboxId mailbox)
        : m_tables(tables), m_account(account), m_mailbox(mailbox) {}

    /// Costs one look-up for all when the account has nothing without a UID.
    [[nodiscard]] std::optional<Found> find(const PreparedMessage& prepared);

  private:
    [[nodiscard]] std::optional<Found> best(Query& candidates, const PreparedMessage* compared) const;

    WriteTables& m_tables;
    AccountId m_account;
    MailboxId m_mailbox;
    std::optional<bool> m_any;
};

} // namespace tributary::store::detail
