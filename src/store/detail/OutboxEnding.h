// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/StoreChange.h"
#include "store/detail/Connection.h"
#include "store/detail/OutboxTable.h"

#include <QList>

#include <optional>

namespace tributary::store::detail {

/// How messages leave the outbox once the server took them. Throws SQLite::Exception.
class OutboxEnding {
  public:
    OutboxEnding(Connection& connection, QList<model::StoreChange>& changes) : m_connection(connection), m_table(connection), m_changes(changes) {}

    /// There is no more to do about it: the row goes with its draft, or stays as Filed for the recipients that were refused.
    void end(const model::OutboxMessage& message);
    /// Those whose copy waits for the server no longer: confirmed, or thrown away by the user before it was there. Costs a look
    /// into an empty index when nothing is being sent.
    void endArrived();
    /// The copy was not taken: the message stays Submitted, without one.
    void loseCopy(qint64 copy, const std::optional<Error>& error);
    /// Row and draft.
    void erase(const model::OutboxMessage& message);

  private:
    void eraseDraft(const model::OutboxMessage& message);

    Connection& m_connection;
    OutboxTable m_table;
    QList<model::StoreChange>& m_changes;
};

} // namespace tributary::store::detail
