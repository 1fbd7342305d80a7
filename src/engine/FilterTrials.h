// SPDX-License-Identifier: GPL-3.0-or-later
// Filters over mail that is stored already (S5): trying out, and the user's "apply now". On a task's thread, with a reader of its own.
#pragma once

#include "base/CancelToken.h"
#include "base/CrashMarks.h"
#include "engine/FilterTypes.h"
#include "rules/FilterRun.h"
#include "store/Reader.h"
#include "store/Store.h"
#include "sync/FilterSurroundings.h"

#include <QElapsedTimer>
#include <QHash>

namespace tributary::engine {

/// Messages of a query, a page at a time, with what filters say of each. What is found of List-Id in bytes on the way is handed back to the store: a row
/// from before it was kept is looked for in the bytes once.
class FilterWalk {
  public:
    FilterWalk(store::Store& store, store::Reader& reader, CrashMarks* marks, CancelToken cancel, qint64 nowMs)
        : m_store(store), m_reader(reader), m_marks(marks), m_cancel(std::move(cancel)), m_nowMs(nowMs) {}

    /// said: of each message; unknown: it could be said only with the text, which is not here. Cancelled between any two.
    using Said = std::function<Status(const store::StoredFacts&, const rules::FilterOutcome& said, bool unknown)>;
    /// paged: behind each page.
    [[nodiscard]] Status run(store::FactsQuery query, const rules::FilterRun& plan, bool testsAttachment, const Said& said, const std::function<Status()>& paged);

  private:
    [[nodiscard]] Status runPage(const QList<store::StoredFacts>& rows, const rules::FilterRun& plan, bool testsAttachment, const Said& said,
                                 const std::function<Status()>& paged);
    [[nodiscard]] Status look(const store::StoredFacts& row, const rules::FilterRun& plan, bool testsAttachment, const Said& said);
    [[nodiscard]] Result<const model::Account*> account(AccountId id);
    [[nodiscard]] Result<const model::Mailbox*> mailbox(MailboxId id);

    void noteListIds();

    store::Store& m_store;
    store::Reader& m_reader;
    CrashMarks* m_marks;
    CancelToken m_cancel;
    qint64 m_nowMs;
    QList<model::Account> m_accounts;
    QHash<qint64, model::Mailbox> m_mailboxes;
    QList<store::FoundListId> m_listIds; ///< of this page
};

/// See Filters::tryFilters().
[[nodiscard]] Result<TrialProgress> tryFilters(store::Store& store, store::Reader& reader, CrashMarks* marks, const FilterTrial& trial, const TrialObserver& observer,
                                               const CancelToken& cancel, qint64 nowMs);
/// See Filters::applyFilters().
[[nodiscard]] Result<FilterApplied> applyFilters(store::Store& store, store::Reader& reader, CrashMarks* marks, const FilterOrder& order, const TrialObserver& observer,
                                                 const CancelToken& cancel, qint64 nowMs);

} // namespace tributary::engine
