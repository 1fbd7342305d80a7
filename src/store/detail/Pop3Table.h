// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Pop3Message.h"
#include "store/detail/Connection.h"

#include <QList>

namespace tributary::store::detail {

/// Table pop3_message. Throws SQLite::Exception.
class Pop3Table {
  public:
    explicit Pop3Table(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] QList<Pop3Message> all(AccountId account);
    void put(AccountId account, const Pop3Message& message); ///< in place of one with its unique-id
    void remove(AccountId account, const QByteArray& uniqueId);
    /// What was left at the server is looked at anew.
    void forgetLeft(AccountId account);

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
