// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/Connection.h"

namespace tributary::store::detail {

/// Ends the read transaction however it is left, so that the WAL can be moved into the database.
class Snapshot {
  public:
    explicit Snapshot(Connection& connection) : m_connection(connection) {
        m_connection.rollback(); // nothing is open, unless the last one was interrupted again and again
        m_connection.execute("BEGIN");
    }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    ~Snapshot() { m_connection.rollback(); }

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
