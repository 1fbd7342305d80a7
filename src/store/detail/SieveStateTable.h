// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Filtering.h"
#include "store/detail/Connection.h"

namespace tributary::store::detail {

/// Table sieve_state. Throws SQLite::Exception.
class SieveStateTable {
  public:
    explicit SieveStateTable(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] SieveRecord load(AccountId account); ///< one that nothing is known of: as it begins
    void save(const SieveRecord& record);
    /// False: something was changed here since it was read, so that it is behind.
    [[nodiscard]] bool saveUnlessOld(SieveRecord record);
    /// Something was changed here that the server does not know: what it refused before counts no more.
    void setBehind(AccountId account);
    void setWanted(AccountId account, bool wanted);
    /// The account has another server: nothing is known of it, and nothing of ours is there.
    void forgetServer(AccountId account);

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
