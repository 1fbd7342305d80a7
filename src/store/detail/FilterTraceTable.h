// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Filtering.h"
#include "store/detail/Connection.h"

namespace tributary::store::detail {

/// Table filter_trace: what filters did to messages. Throws SQLite::Exception.
class FilterTraceTable {
  public:
    explicit FilterTraceTable(Connection& connection) : m_connection(connection) {}

    /// change: the user's "apply now"; not valid: nothing of the user's, which is not undone.
    void add(const model::FilterTrace& trace, ChangeId change);
    void forgetOf(ChangeId change); ///< it was undone
    [[nodiscard]] QList<model::FilterTrace> of(MessageId message); ///< newest first
    [[nodiscard]] QHash<qint64, FilterUse> use(AccountId account); ///< by filter id

  private:
    Connection& m_connection;
};

} // namespace tributary::store::detail
