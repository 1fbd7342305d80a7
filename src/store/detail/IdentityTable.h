// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Identity.h"
#include "store/detail/Connection.h"

#include <QList>

#include <optional>

namespace tributary::store::detail {

/// Table identity. Throws SQLite::Exception.
class IdentityTable {
  public:
    explicit IdentityTable(Connection& connection) : m_connection(connection) {}

    /// In the order of the accounts, then the user's. No account: of all accounts.
    [[nodiscard]] QList<model::Identity> all(std::optional<AccountId> account);
    [[nodiscard]] std::optional<model::Identity> find(IdentityId id);
    [[nodiscard]] std::optional<model::Identity> defaultOf(AccountId account);

    [[nodiscard]] IdentityId insert(const model::Identity& identity);
    void update(const model::Identity& identity); ///< all but account and default
    void setProofs(const model::Identity& identity);
    void makeDefault(AccountId account, IdentityId id);
    [[nodiscard]] int nextPosition(AccountId account);
    void erase(IdentityId id);
    void eraseAll(AccountId account);

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
