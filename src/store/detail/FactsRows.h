// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Filtering.h"
#include "store/detail/Connection.h"

namespace tributary::store::detail {

/// What is known of stored messages without their bytes. Throws SQLite::Exception.
class FactsRows {
  public:
    explicit FactsRows(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] QList<StoredFacts> page(const FactsQuery& query);
    [[nodiscard]] QList<StoredFacts> of(const QList<MessageId>& ids);
    [[nodiscard]] qint64 count(const FactsQuery& query);

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
