// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Ids.h"
#include "model/Quota.h"
#include "store/detail/Connection.h"

#include <QHash>

namespace tributary::store::detail {

/// Table account_quota. Throws SQLite::Exception.
class QuotaTable {
  public:
    explicit QuotaTable(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] QHash<qint64, model::ServerQuota> all(); ///< by account id
    void put(AccountId account, const model::ServerQuota& quota);

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
