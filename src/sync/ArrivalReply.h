// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/Vacation.h"
#include "rules/VacationDecision.h"
#include "store/Filtering.h"
#include "sync/FilterSurroundings.h"
#include "sync/StoredMessageFacts.h"
#include "sync/SyncContext.h"

namespace tributary::sync {

/// The vacation reply that this program gives for an account (S4): whether a message gets one, and the reply itself. Worker's thread.
class ArrivalReply {
  public:
    explicit ArrivalReply(SyncContext& context) : m_context(context) {}

    /// As it is saved now. own: see ownAddresses().
    [[nodiscard]] Status load(const QStringList& own);
    /// Whether a message that came to the server then, and here at queuedMs (Arrival), may be answered here at all: it is on, and the server did not do
    /// it, in whatever form. Where clocks leave that open, the server is taken to have answered.
    [[nodiscard]] bool mayAnswer(qint64 internalDateMs, qint64 queuedMs) const;
    /// A reply, ready to be queued; none: it gets none. What it cannot be built of is logged, and it gets none.
    [[nodiscard]] std::optional<store::ReadyReply> replyTo(const ReadMessage& message);

  private:
    [[nodiscard]] Result<store::ReadyReply> build(const ReadMessage& message, const QString& recipient);

    SyncContext& m_context;
    model::Vacation m_vacation;
    QList<store::ServerSpan> m_spans;
    qint64 m_onSinceMs = 0;
    int m_inLastHour = 0; ///< as it was when it was loaded; the store counts once more
    QStringList m_own;
};

/// What a decision asks of the cache. reader must outlive it.
[[nodiscard]] rules::VacationSurroundings vacationSurroundings(store::Reader& reader, AccountId account, const QStringList& own, qint64 nowMs);

} // namespace tributary::sync
