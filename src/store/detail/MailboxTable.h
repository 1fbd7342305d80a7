// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Mailbox.h"
#include "store/detail/Connection.h"

#include <QList>

#include <optional>

namespace tributary::store::detail {

/// What a delta is held against and leaves behind.
struct MailboxState {
    AccountId account;
    UidValidity uidValidity;
    qint64 uidNext = 0;
    qint64 highestModSeq = 0;
    qint64 lowestFetched = 0;
    qint64 total = 0;
    qint64 unread = 0;
    bool synced = false;

    bool operator==(const MailboxState&) const = default;
};

/// Table mailbox. Throws SQLite::Exception. Doomed mailboxes are not seen unless said.
class MailboxTable {
  public:
    explicit MailboxTable(Connection& connection) : m_connection(connection) {}

    /// In display order. No account: of all accounts.
    [[nodiscard]] QList<model::Mailbox> all(std::optional<AccountId> account);
    [[nodiscard]] std::optional<model::Mailbox> find(MailboxId id);

    void insert(const model::Mailbox& mailbox);
    /// Names and attributes, not counts and sync state.
    void updateAttributes(MailboxId id, const model::Mailbox& listed);
    void doom(MailboxId id);
    void doomAll(AccountId account);
    /// A doomed mailbox of the account to put doomed messages of living mailboxes in.
    [[nodiscard]] MailboxId bin(AccountId account);
    [[nodiscard]] std::optional<MailboxId> firstDoomed();
    void erase(MailboxId id);

    [[nodiscard]] std::optional<MailboxState> state(MailboxId id);
    void setState(MailboxId id, const MailboxState& state);

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
