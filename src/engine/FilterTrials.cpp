// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/FilterTrials.h"

#include "sync/StoredMessageFacts.h"

#include <algorithm>
#include <utility>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 kTellEveryMs = 150;
constexpr int kLooksBetweenCancels = 64;

bool testsAttachments(const QList<model::Filter>& filters) {
    return std::any_of(filters.begin(), filters.end(), [](const model::Filter& filter) {
        return std::any_of(filter.conditions.begin(), filter.conditions.end(), [](const model::FilterCondition& one) { return one.field == model::FilterField::Attachment; });
    });
}

/// Of a filter whose actions are not chosen yet the conditions are tried all the same.
QList<model::Filter> withActions(QList<model::Filter> filters) {
    for (model::Filter& filter : filters) {
        if (!canRun(rules::checkFilter(filter, {})) || filter.actions.isEmpty())
            filter.actions = {{model::FilterVerb::Flag, {}}};
    }
    return filters;
}

/// A trial under way.
class Trial {
  public:
    Trial(store::Reader& reader, const FilterTrial& trial, const TrialObserver& observer) : m_reader(reader), m_trial(trial), m_observer(observer) {
        m_progress.takenBy.resize(trial.filters.size());
        m_sinceTold.start();
    }

    Status take(const store::StoredFacts& row, const rules::FilterOutcome& said, bool unknown) {
        ++m_progress.looked;
        m_progress.unknown += unknown ? 1 : 0;
        if (said.matched.isEmpty())
            return {};
        ++m_progress.taken;
        for (const int filter : said.matched)
            ++m_progress.takenBy[filter];
        if (m_progress.first.size() + m_found.size() < m_trial.firstCount)
            m_found.append(row.id);
        return {};
    }

    Status tell(bool isDone) {
        if (!isDone && m_sinceTold.elapsed() < kTellEveryMs)
            return {};
        if (!m_found.isEmpty()) {
            TRY(const auto rows, m_reader.summaries(std::exchange(m_found, {})));
            m_progress.first += rows;
        }
        m_progress.isDone = isDone;
        m_sinceTold.restart();
        if (m_observer)
            m_observer(m_progress);
        return {};
    }

    TrialProgress m_progress;

  private:
    store::Reader& m_reader;
    const FilterTrial& m_trial;
    const TrialObserver& m_observer;
    QList<MessageId> m_found; ///< not told yet
    QElapsedTimer m_sinceTold;
};

} // namespace

Status FilterWalk::run(store::FactsQuery query, const rules::FilterRun& plan, bool testsAttachment, const Said& said, const std::function<Status()>& paged) {
    for (;;) {
        TRY(const QList<store::StoredFacts> rows, m_reader.facts(query));
        if (rows.isEmpty())
            return {};
        const Status status = runPage(rows, plan, testsAttachment, said, paged);
        noteListIds(); // whatever became of the page
        TRY_STATUS(status);
        query.before = rows.constLast().id;
        if (paged)
            TRY_STATUS(paged());
    }
}

Status FilterWalk::runPage(const QList<store::StoredFacts>& rows, const rules::FilterRun& plan, bool testsAttachment, const Said& said,
                           const std::function<Status()>& paged) {
    int looks = 0;
    for (const store::StoredFacts& row : rows) {
        if (looks++ % kLooksBetweenCancels == 0 && m_cancel.isCancelled())
            return failure(ErrorKind::Cancelled, ErrorCode::Cancelled);
        TRY_STATUS(look(row, plan, testsAttachment, said));
        if (paged && looks % kLooksBetweenCancels == 0)
            TRY_STATUS(paged());
    }
    return {};
}

Status FilterWalk::look(const store::StoredFacts& row, const rules::FilterRun& plan, bool testsAttachment, const Said& said) {
    TRY(const model::Account* own, account(row.account));
    TRY(const model::Mailbox* box, mailbox(row.mailbox));
    rules::FilterOutcome outcome = plan.run(sync::factsOfRow(row, *own, *box), m_nowMs);
    if (!outcome.needsBody && !(testsAttachment && row.body == model::BodyState::None))
        return said(row, outcome, false);
    const auto read = sync::readMessage(m_reader, row, *own, *box, m_marks);
    if (!read && read.error().code != ErrorCode::NotFound)
        return failure(read.error());
    if (!read)
        return said(row, {}, true);
    if (!row.listId && read->listId)
        m_listIds.append({row.id, *read->listId});
    return said(row, plan.run(read->facts, m_nowMs), false);
}

void FilterWalk::noteListIds() {
    if (!m_listIds.isEmpty())
        m_store.noteListIds(std::exchange(m_listIds, {}));
}

Result<const model::Account*> FilterWalk::account(AccountId id) {
    if (m_accounts.isEmpty()) {
        TRY(m_accounts, m_reader.accounts());
    }
    const auto found = std::find_if(m_accounts.begin(), m_accounts.end(), [id](const model::Account& one) { return one.id == id; });
    if (found == m_accounts.end())
        return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"account"_s);
    return &*found;
}

Result<const model::Mailbox*> FilterWalk::mailbox(MailboxId id) {
    if (!m_mailboxes.contains(id.value)) {
        TRY(const model::Mailbox loaded, m_reader.mailbox(id));
        m_mailboxes.insert(id.value, loaded);
    }
    return &*m_mailboxes.constFind(id.value);
}

Result<TrialProgress> tryFilters(store::Store& store, store::Reader& reader, CrashMarks* marks, const FilterTrial& trial, const TrialObserver& observer,
                                 const CancelToken& cancel, qint64 nowMs) {
    store::FactsQuery query{trial.account, trial.mailbox, {}, 2'000};
    Trial running(reader, trial, observer);
    TrialProgress& progress = running.m_progress;
    rules::FilterSurroundings surroundings;
    if (trial.account) {
        TRY(const sync::FilterPlaces places, sync::FilterPlaces::load(reader, *trial.account));
        surroundings = places.surroundings();
    }
    for (const model::Filter& filter : trial.filters) {
        if (progress.problems = rules::checkFilter(filter, surroundings); !progress.problems.isEmpty())
            break;
    }
    const QList<model::Filter> filters = withActions(trial.filters);
    rules::FilterRunOptions options;
    options.everything = true;
    const rules::FilterRun plan(filters, options);
    if (!plan.skipped().isEmpty() || filters.isEmpty()) {
        TRY_STATUS(running.tell(true));
        return progress;
    }
    TRY(progress.total, reader.countFacts(query));
    FilterWalk walk(store, reader, marks, cancel, nowMs);
    TRY_STATUS(walk.run(query, plan, testsAttachments(filters), [&](const auto& row, const auto& said, bool unknown) { return running.take(row, said, unknown); },
                        [&] { return running.tell(false); }));
    TRY_STATUS(running.tell(true));
    return progress;
}

} // namespace tributary::engine
