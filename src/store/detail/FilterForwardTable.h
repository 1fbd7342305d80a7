// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/Connection.h"

namespace tributary::store::detail {

/// Table filter_forward: a Message-ID goes to an address once, whatever brings it back. Throws SQLite::Exception.
class FilterForwardTable {
  public:
    explicit FilterForwardTable(Connection& connection) : m_connection(connection) {}

    /// False: it has gone there already.
    [[nodiscard]] bool note(AccountId account, const QByteArray& messageIdHeader, const QString& address, qint64 nowMs);
    void forget(qint64 beforeMs);

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
