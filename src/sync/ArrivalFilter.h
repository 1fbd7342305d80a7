// SPDX-License-Identifier: GPL-3.0-or-later
// Filters and the vacation reply on mail that has come (S4, S5): each message exactly once, whatever is cut when. What has come stands in the
// store from the transaction on that made its row; it leaves that queue in the transaction that does what filters say.
#pragma once

#include "rules/FilterRun.h"
#include "store/Filtering.h"
#include "sync/ArrivalReply.h"
#include "sync/FilterSurroundings.h"
#include "sync/SyncContext.h"

#include <utility>
#include <vector>

namespace tributary::sync {

struct ArrivalOutcome {
    int settled = 0; ///< messages that wait no more
    int acted = 0;   ///< of them those that something was done to or sent for
    int asked = 0;   ///< whose body was asked for just now (Store::wantBody): run again when it is there
    int waiting = 0; ///< for a body
};

/// One account's. Lives on its worker's thread; keeps the compiled filters from run to run.
class ArrivalFilter {
  public:
    explicit ArrivalFilter(SyncContext& context) : m_context(context), m_reply(context) {}

    /// Everything that waits and can be settled. Cheap where nothing waits. Errors: Storage; Cancelled between two batches.
    [[nodiscard]] Result<ArrivalOutcome> run();

  private:
    /// Filters that run at the server, for a message that came there at that time.
    using AtServer = QSet<FilterId>;
    [[nodiscard]] Status load();
    [[nodiscard]] const rules::FilterRun& planFor(qint64 internalDateMs);
    [[nodiscard]] Result<QList<store::Settlement>> decideSome(const QList<store::Arrival>& arrivals, ArrivalOutcome& outcome);
    /// None: it waits for its body.
    [[nodiscard]] Result<std::optional<store::Settlement>> decide(const store::Arrival& arrival, const store::StoredFacts& row, ArrivalOutcome& outcome);
    [[nodiscard]] Status waitForBody(const store::Arrival& arrival, ArrivalOutcome& outcome);
    [[nodiscard]] Result<bool> isGivenUp(const store::Arrival& arrival);
    [[nodiscard]] bool throwsAway(const store::ReadyAction& one) const;
    [[nodiscard]] bool needsBytes(const store::Arrival& arrival, const store::StoredFacts& row, const rules::FilterOutcome& outcome) const;
    /// When a message came: to the server (INTERNALDATE), and here (Arrival).
    struct Came {
        qint64 internalDateMs = 0, queuedMs = 0;
    };
    [[nodiscard]] Result<QList<store::ReadyAction>> readyActions(const rules::FilterOutcome& outcome, const std::optional<ReadMessage>& read, const Came& came);
    [[nodiscard]] bool mayBeDoneThere(const rules::RunAction& said, const Came& came) const;
    [[nodiscard]] Result<store::ReadyAction> readyAction(const rules::RunAction& said, const std::optional<ReadMessage>& read);
    [[nodiscard]] Status settle(QList<store::Settlement> settlements, ArrivalOutcome& outcome);

    SyncContext& m_context;
    ArrivalReply m_reply;
    FilterPlaces m_places;
    QList<store::StoredFilter> m_stored;
    QList<model::Filter> m_filters; ///< of m_stored
    rules::FilterSurroundings m_compiledFor;
    std::vector<std::pair<AtServer, rules::FilterRun>> m_plans; ///< few: by what the server does
    bool m_testsAttachment = false;
};

} // namespace tributary::sync
