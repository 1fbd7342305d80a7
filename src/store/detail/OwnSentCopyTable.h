// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Sending.h"
#include "store/detail/Connection.h"

#include <QList>

namespace tributary::store::detail {

/// Table own_sent_copy. Throws SQLite::Exception.
class OwnSentCopyTable {
  public:
    explicit OwnSentCopyTable(Connection& connection) : m_connection(connection) {}

    /// Those that are too old to be doubled go.
    void insert(AccountId account, const OwnSentCopy& copy);
    /// The server has told its UID.
    void setUid(qint64 message, Uid uid, UidValidity validity);
    void erase(qint64 message);
    /// See Reader::doubledSentCopies().
    [[nodiscard]] QList<OwnSentCopy> doubled(AccountId account, qint64 sinceMs);

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
