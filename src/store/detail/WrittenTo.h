// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Address.h"
#include "store/detail/Connection.h"

namespace tributary::store::detail {

/// Table written_to: whom the user has written to, from here (what went into the outbox) or from elsewhere (To and Cc of what lies in Sent). By
/// model::mailboxKey(). Throws SQLite::Exception.
class WrittenTo {
  public:
    explicit WrittenTo(Connection& connection) : m_connection(connection) {}

    void add(const model::AddressList& addressees);
    [[nodiscard]] bool contains(const QString& address); ///< an addr-spec, or its key

  private:
    Connection& m_connection;
};

/// Takes whom the next messages in Sent from before schema 14 went to, newest rows first; whether any are left. Inside a transaction, short: others'
/// writes come between. Throws SQLite::Exception.
[[nodiscard]] bool fillSomeWritten(Connection& connection);

} // namespace tributary::store::detail
