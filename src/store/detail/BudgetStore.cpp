// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/detail/BudgetStore.h"

#include "base/Log.h"
#include "store/detail/AccountTable.h"
#include "store/detail/CacheBudget.h"
#include "store/detail/Failures.h"
#include "store/detail/QuotaTable.h"
#include "store/detail/Snapshot.h"

#include <algorithm>

namespace tributary::store::detail {

namespace {

constexpr qint64 kOpenedStaysMs = 24LL * 3600 * 1000; ///< what the user reads is not taken from under his eyes
constexpr qsizetype kStepBodies = 100;                ///< dropped in one transaction ...
constexpr qint64 kStepBytes = 8LL << 20;              ///< ... and their bytes
constexpr qsizetype kStepWaiting = 200;               ///< marked in one transaction
constexpr int kMostRounds = 3;                        ///< of what is planned some may have become needed

struct Need {
    qint64 budget = 0, used = 0;
    bool isReturning = false;
};

template <typename F> auto readOnce(const QString& path, F&& f) -> decltype(f(std::declval<Connection&>())) {
    try {
        Connection connection(path, Connection::Mode::ReadOnly);
        connection.execute("PRAGMA query_only = ON; PRAGMA temp_store = MEMORY");
        return guarded(connection, [&] {
            const Snapshot snapshot(connection);
            return f(connection);
        });
    } catch (const SQLite::Exception& exception) {
        return failure(storageError(exception.getExtendedErrorCode(), 0, exception.what()));
    }
}

Result<Need> needOf(const QString& path) {
    return readOnce(path, [](Connection& connection) -> Result<Need> {
        BudgetFacts facts(connection);
        return Need{facts.budget(), facts.usedBytes(), facts.isReturning()};
    });
}

Status cancelled() { return failure(ErrorKind::Cancelled, ErrorCode::Cancelled); }

} // namespace

Status BudgetStore::setQuota(AccountId account, const model::ServerQuota& quota) {
    return wait([=](WriteSession& session) -> Status {
        if (!AccountTable(session.connection).contains(account))
            return notFound("account", account.value);
        QuotaTable(session.connection).put(account, quota);
        return {};
    });
}

void BudgetStore::noteOpened(MessageId message) {
    later([=](WriteSession& session) -> Status {
        session.connection
            .query("INSERT INTO message_opened (message_id, opened_ms) SELECT id, ?2 FROM message WHERE id = ?1 "
                   "ON CONFLICT (message_id) DO UPDATE SET opened_ms = excluded.opened_ms")
            .add(message).add(session.nowMs).run();
        return {};
    });
}

Status BudgetStore::setBudget(qint64 bytes) {
    if (bytes < 0)
        return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QStringLiteral("budget"));
    TRY(m_floorMs, wait<qint64>([bytes](WriteSession& session) -> Result<qint64> {
            CacheBudget budget(session);
            budget.set(bytes);
            return budget.floorMs();
        }, kDurable));
    return {};
}

void BudgetStore::leaveAtServer(MailboxDelta& delta) const {
    const qint64 floor = m_floorMs;
    if (floor == 0 || delta.isLocal)
        return;
    for (NewMessage& message : delta.added) {
        const qint64 cameMs = message.internalDateMs > 0 ? message.internalDateMs : message.dateMs;
        message.bodyLeft = message.bodyWanted && cameMs <= floor;
    }
}

Result<DroppedBodies> BudgetStore::keepBudget(const CancelToken& cancel) {
    TRY(const Need need, needOf(m_databasePath));
    if (need.isReturning)
        TRY_STATUS(returnBodies(cancel));
    Round round{need.budget - need.budget / 20, m_budgetClock.utcNowMs() - kOpenedStaysMs, cancel, {}, need.used};
    round.sum.budget = need.budget;
    round.sum.isReturning = need.isReturning;
    if (need.budget == 0 || need.used <= need.budget)
        return round.sum;
    for (int i = 0; i < kMostRounds && round.used > round.goal; ++i) {
        TRY(const DropPlan plan, readOnce(m_databasePath, [&](Connection& connection) -> Result<DropPlan> {
                return makeDropPlan(connection, round.used - round.goal, round.openedSinceMs);
            }));
        const qint64 before = round.sum.messages;
        TRY_STATUS(dropAll(round, plan));
        TRY_STATUS(leaveWaiting(round, plan));
        if (round.sum.messages == before)
            break;
    }
    round.sum.isOver = round.used > need.budget;
    qCInfo(lcStore) << "dropped bodies:" << round.sum.messages << "messages," << round.sum.bytes << "bytes" << (round.sum.isOver ? "(over the budget still)" : "");
    return round.sum;
}

Status BudgetStore::returnBodies(const CancelToken& cancel) {
    for (bool isMore = true; isMore;) {
        if (cancel.isCancelled())
            return cancelled();
        TRY(isMore, wait<bool>([](WriteSession& session) -> Result<bool> { return CacheBudget(session).returnSome(); }));
    }
    return {};
}

Status BudgetStore::dropAll(Round& round, const DropPlan& plan) {
    for (qsizetype at = 0; at < plan.groups.size() && round.used > round.goal;) {
        QList<DropGroup> step;
        for (qint64 bytes = 0; at < plan.groups.size() && step.size() < kStepBodies && bytes < kStepBytes; ++at) {
            step.append(plan.groups[at]);
            bytes += plan.groups[at].bytes;
        }
        if (round.cancel.isCancelled())
            return cancelled();
        TRY_STATUS(dropSome(round, step));
    }
    return {};
}

Status BudgetStore::dropSome(Round& round, const QList<DropGroup>& groups) {
    struct Step {
        DroppedBodies dropped;
        qint64 used = 0, floorMs = 0;
    };
    TRY(const Step step, wait<Step>([&groups, since = round.openedSinceMs](WriteSession& session) -> Result<Step> {
            CacheBudget budget(session);
            const DroppedBodies dropped = budget.drop(groups, since);
            return Step{dropped, budget.usedBytes(), budget.floorMs()};
        }));
    m_floorMs = step.floorMs;
    round.sum.messages += step.dropped.messages;
    round.sum.bytes += step.dropped.bytes;
    round.used = step.used;
    return {};
}

/// What is still to come of that time would only be dropped again.
Status BudgetStore::leaveWaiting(const Round& round, const DropPlan& plan) {
    QList<qint64> left;
    if (m_floorMs == 0)
        return {};
    for (const auto& [id, cameMs] : plan.waiting) {
        if (cameMs <= m_floorMs)
            left.append(id);
    }
    for (qsizetype at = 0; at < left.size(); at += kStepWaiting) {
        if (round.cancel.isCancelled())
            return cancelled();
        const QList<qint64> step = left.mid(at, kStepWaiting);
        TRY_STATUS(wait([step](WriteSession& session) -> Status {
            CacheBudget(session).leaveAtServer(step);
            return {};
        }));
    }
    return {};
}

} // namespace tributary::store::detail
