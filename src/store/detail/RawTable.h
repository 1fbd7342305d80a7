// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/Connection.h"

namespace tributary::store::detail {

/// Table raw: compressed messages, shared by reference count. Writer's thread; throws SQLite::Exception.
class RawTable {
  public:
    explicit RawTable(Connection& connection) : m_connection(connection) {}

    /// Its id, with one reference; 0 for no bytes.
    [[nodiscard]] qint64 insert(const QByteArray& bytes);
    void retain(qint64 id);
    /// The last one deletes the bytes.
    void release(qint64 id);

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
