// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Mailbox.h"
#include "store/detail/Connection.h"

#include <QList>

#include <optional>

namespace tributary::store::detail {

/// What a delta is held against and leaves behind; the counts are CacheNotes' matter.
struct MailboxState {
    AccountId account;
    UidValidity uidValidity;
    qint64 uidNext = 0;
    qint64 highestModSeq = 0;
    qint64 lowestFetched = 0;
    bool listComplete = false;
    bool synced = false;
    qint64 lookedMs = 0; ///< UTC; when the list was complete last and had something new; 0: never

    bool operator==(const MailboxState&) const = default;
};

/// Table mailbox. Throws SQLite::Exception. Doomed and hidden mailboxes are not seen unless said.
class MailboxTable {
  public:
    explicit MailboxTable(Connection& connection) : m_connection(connection) {}

    /// In display order. No account: of all accounts.
    [[nodiscard]] QList<model::Mailbox> all(std::optional<AccountId> account);
    [[nodiscard]] std::optional<model::Mailbox> find(MailboxId id);

    /// A hidden one that the user has deleted and that mail is still to be moved out of, under its wire name.
    [[nodiscard]] std::optional<model::Mailbox> leaving(MailboxId id);

    /// One that holds what is put aside.
    [[nodiscard]] std::optional<model::Mailbox> hidden(MailboxId id);

    MailboxId insert(const model::Mailbox& mailbox);
    /// Names and attributes, not counts and sync state.
    void updateAttributes(MailboxId id, const model::Mailbox& listed);
    void rename(MailboxId id, const QString& name, const QByteArray& wireName);
    void setName(MailboxId id, const QString& name); ///< of one that is hidden
    void setSubscribed(MailboxId id, bool on);
    void setPending(MailboxId id, bool pending);
    /// False: it was so.
    [[nodiscard]] bool setRights(MailboxId id, const QByteArray& rights);
    void setServerId(MailboxId id, const QByteArray& mailboxId);
    void setChecked(MailboxId id, qint64 nowMs);
    /// Out of sight; its mail stays. Its name becomes free.
    void hide(MailboxId id);
    /// Back in sight, its counts made anew.
    void show(MailboxId id, const QString& name, const QByteArray& wireName);
    /// Hidden mailboxes from which everything has gone, and that nothing needs any more.
    void doomEmptyHidden();
    void doom(MailboxId id);
    void doomAll(AccountId account);
    /// A doomed mailbox of the account to put doomed messages of living mailboxes in.
    [[nodiscard]] MailboxId bin(AccountId account);
    /// A hidden mailbox of the account to put messages aside in.
    [[nodiscard]] MailboxId shelf(AccountId account);
    [[nodiscard]] std::optional<MailboxId> firstDoomed();
    void erase(MailboxId id);

    [[nodiscard]] std::optional<MailboxState> state(MailboxId id);
    void setState(MailboxId id, const MailboxState& state);

  private:
    [[nodiscard]] MailboxId ownMailbox(AccountId account, const QByteArray& name, qint64 doomed);
    Connection& m_connection;
};

} // namespace tributary::store::detail
