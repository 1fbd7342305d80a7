// SPDX-License-Identifier: GPL-3.0-or-later
// What an account's filters can refer to, and what their actions mean there (S5).
#pragma once

#include "model/Account.h"
#include "model/Identity.h"
#include "model/Mailbox.h"
#include "rules/FilterCheck.h"
#include "store/Reader.h"
#include "store/Store.h"

#include <optional>

namespace tributary::sync {

/// The user's own addresses, of all accounts, which a vacation reply never goes to: those of accounts, and those of identities that are proven (S20).
/// Mail may be forwarded to the proven ones alone.
[[nodiscard]] QStringList ownAddresses(const QList<model::Account>& accounts, const QList<model::Identity>& identities);

/// Of one account, as it is now.
class FilterPlaces {
  public:
    [[nodiscard]] static Result<FilterPlaces> load(store::Reader& reader, AccountId account);

    [[nodiscard]] const rules::FilterSurroundings& surroundings() const { return m_surroundings; }
    [[nodiscard]] const QStringList& own() const { return m_own; }
    [[nodiscard]] const QList<model::Mailbox>& mailboxes() const { return m_mailboxes; }
    [[nodiscard]] const model::Mailbox* inbox() const { return withUse(model::SpecialUse::Inbox); }
    [[nodiscard]] const model::Mailbox* named(const QString& name) const; ///< INBOX in any case
    [[nodiscard]] const model::Mailbox* byId(MailboxId id) const;
    [[nodiscard]] const model::Mailbox* withUse(model::SpecialUse use) const;
    /// Junk or Trash: by its use, or by its name where the server names none for that use.
    [[nodiscard]] const model::Mailbox* placeOf(model::SpecialUse use) const;
    [[nodiscard]] bool isJunkOrTrash(MailboxId id) const;

    /// Where an action puts a message. Trash and Junk are made where the account has none (as the user's own Delete does). None: nowhere, or a
    /// mailbox that mail may not be put into (RFC 4314).
    [[nodiscard]] Result<std::optional<MailboxId>> placeFor(store::Store& store, const model::FilterAction& action);

  private:
    [[nodiscard]] Result<std::optional<MailboxId>> makeFor(store::Store& store, model::SpecialUse use);

    QList<model::Mailbox> m_mailboxes;
    QStringList m_own;
    rules::FilterSurroundings m_surroundings;
    AccountId m_account;
};

} // namespace tributary::sync
