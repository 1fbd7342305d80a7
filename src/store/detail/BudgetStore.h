// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/detail/DropPlan.h"
#include "store/detail/SendingStore.h"

#include <atomic>

namespace tributary::store::detail {

/// The part of Store that is about the space that the cache takes (S7). What may go is found on the caller's thread and a connection of its own; the writer
/// looks at each once more.
class BudgetStore : public SendingStore {
  public:
    Status setQuota(AccountId account, const model::ServerQuota& quota) override;
    void noteOpened(MessageId message) override;
    Status setBudget(qint64 bytes) override;
    Result<DroppedBodies> keepBudget(const CancelToken& cancel) override;

  protected:
    BudgetStore(Writer& writer, QString path, const Clock& clock, qint64 bodyFloorMs)
        : SendingStore(writer), m_databasePath(std::move(path)), m_budgetClock(clock), m_floorMs(bodyFloorMs) {}

    /// Marks what is not to come by itself: bodies of the time that the budget leaves at the servers.
    void leaveAtServer(MailboxDelta& delta) const;

  private:
    struct Round {
        qint64 goal = 0; ///< bytes of the database to come to
        qint64 openedSinceMs = 0;
        CancelToken cancel;
        DroppedBodies sum;
        qint64 used = 0;
    };
    [[nodiscard]] Status returnBodies(const CancelToken& cancel);
    [[nodiscard]] Status dropSome(Round& round, const QList<DropGroup>& groups);
    [[nodiscard]] Status dropAll(Round& round, const DropPlan& plan);
    [[nodiscard]] Status leaveWaiting(const Round& round, const DropPlan& plan);

    QString m_databasePath;
    const Clock& m_budgetClock;
    std::atomic<qint64> m_floorMs; ///< as store_fact has it
};

} // namespace tributary::store::detail
