// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/CacheUse.h"
#include "store/detail/DropPlan.h"
#include "store/detail/WriteTables.h"

#include <optional>

namespace tributary::store::detail {

/// What of the budget stands in store_fact, and how much of the file is used. Any connection; throws SQLite::Exception.
class BudgetFacts {
  public:
    explicit BudgetFacts(Connection& connection) : m_connection(connection) {}

    [[nodiscard]] qint64 budget() { return value(kBudget); } ///< 0: no limit
    [[nodiscard]] qint64 floorMs() { return value(kFloor); } ///< what came until then is left at the server; 0: nothing is
    [[nodiscard]] bool isReturning() { return value(kReturn) > 0; }
    [[nodiscard]] qint64 usedBytes();
    [[nodiscard]] qint64 freeBytes();

  protected:
    static constexpr const char* kBudget = "cache_budget";
    static constexpr const char* kFloor = "body_floor_ms";
    static constexpr const char* kReturn = "bodies_to_return";
    [[nodiscard]] qint64 value(const char* name); ///< 0: there is none
    Connection& m_connection;
};

/// Drops bodies, each call a step of its own (S7). Writer's thread.
class CacheBudget : public BudgetFacts {
  public:
    explicit CacheBudget(WriteSession& session) : BudgetFacts(session.connection), m_session(session) {}

    /// More than before, or no limit: what was left at the server is to come again.
    void set(qint64 bytes);
    /// Some of what is to come again; false: that is all.
    [[nodiscard]] bool returnSome();
    /// What of the plan may still be dropped, with the floor, in one transaction: headers and the index stay.
    [[nodiscard]] DroppedBodies drop(const QList<DropGroup>& groups, qint64 openedSinceMs);
    /// Bodies that are not here yet and will not come by themselves; where nothing of a message was indexed, its headers are.
    void leaveAtServer(const QList<qint64>& messages);

  private:
    void put(const char* name, qint64 value);
    void raiseFloor(qint64 ms);
    [[nodiscard]] bool mayDrop(const DropGroup& group, qint64 openedSinceMs);
    WriteSession& m_session;
};

} // namespace tributary::store::detail
