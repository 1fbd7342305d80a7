// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Filtering.h"
#include "store/detail/Connection.h"

namespace tributary::store::detail {

/// Tables filter, filter_condition and filter_action. Throws SQLite::Exception.
class FilterTable {
  public:
    explicit FilterTable(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] QList<StoredFilter> all(AccountId account); ///< in their order
    [[nodiscard]] std::optional<StoredFilter> find(FilterId id);
    [[nodiscard]] int count(AccountId account);
    [[nodiscard]] FilterId append(const model::Filter& filter); ///< behind the others
    void putBack(const model::Filter& filter); ///< behind the others, with the id that it had
    void replace(const model::Filter& filter); ///< it stays where it stands
    void erase(FilterId id);
    /// position: among the account's, from 0; beyond the end: the last. False: it stands there.
    [[nodiscard]] bool place(const model::Filter& filter, int position);
    void setServerSince(FilterId id, qint64 sinceMs); ///< 0: the server does not run it as it is
    /// What is moved or copied into that mailbox goes into the one of the other name; such filters may still run at the server as they were. False: there is none.
    [[nodiscard]] bool renameTarget(AccountId account, const QString& from, const QString& to);
    /// The earliest sinceMs of those that are turned on; none: none is.
    [[nodiscard]] std::optional<qint64> earliestSince(AccountId account);

  private:
    void insert(const model::Filter& filter);
    void writeParts(const model::Filter& filter);
    void readParts(StoredFilter& stored);

    Connection& m_connection;
};

} // namespace tributary::store::detail
