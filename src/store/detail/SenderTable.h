// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/SenderChoice.h"
#include "store/detail/Connection.h"

#include <QList>

namespace tributary::store::detail {

/// Table sender_choice. An address counts without regard to case: nobody knows two people by it. Throws SQLite::Exception.
class SenderTable {
  public:
    explicit SenderTable(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] model::SenderChoice choice(const QString& address);
    [[nodiscard]] QList<model::SenderChoice> all(); ///< by address
    /// A sender for whom nothing is chosen any more has no row.
    void change(const QString& address, const model::SenderChange& change);

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
