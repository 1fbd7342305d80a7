// SPDX-License-Identifier: GPL-3.0-or-later
// The user's "apply now" (S5): filters over what lies in mailboxes already, as one change that can be undone.
#include "engine/FilterTrials.h"

#include <algorithm>

namespace tributary::engine {

using namespace Qt::Literals::StringLiterals;
using model::FilterVerb;

namespace {

constexpr qsizetype kStepMessages = 200; ///< in one transaction

QList<model::Filter> chosenFilters(const QList<store::StoredFilter>& stored, const QList<FilterId>& chosen) {
    QList<model::Filter> filters;
    for (const store::StoredFilter& one : stored) {
        if (chosen.isEmpty() ? one.filter.enabled : chosen.contains(one.filter.id))
            filters.append(one.filter);
    }
    return filters;
}

bool asksForAttachment(const QList<model::Filter>& filters) {
    return std::any_of(filters.begin(), filters.end(), [](const model::Filter& filter) {
        return std::any_of(filter.conditions.begin(), filter.conditions.end(), [](const model::FilterCondition& one) { return one.field == model::FilterField::Attachment; });
    });
}

class Applying {
  public:
    Applying(store::Store& store, store::Reader& reader, CrashMarks* marks, const TrialObserver& observer, CancelToken cancel, qint64 nowMs)
        : m_store(store), m_reader(reader), m_marks(marks), m_observer(observer), m_cancel(std::move(cancel)), m_nowMs(nowMs) {}

    Result<FilterApplied> run(const FilterOrder& order) {
        TRY(const QList<store::StoredFilter> stored, m_reader.filters(order.account));
        TRY(m_places, sync::FilterPlaces::load(m_reader, order.account));
        m_filters = chosenFilters(stored, order.filters);
        if (m_filters.size() < order.filters.size())
            return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"filter"_s);
        TRY(const QList<MailboxId> mailboxes, mailboxesOf(order));
        rules::FilterRunOptions options;
        options.surroundings = m_places.surroundings();
        options.everything = true;
        const rules::FilterRun plan(m_filters, options);
        m_applied.passedOver = static_cast<int>(plan.skipped().size());
        if (!plan.skipped().isEmpty())
            m_applied.problems = rules::checkFilter(m_filters[plan.skipped().constFirst()], options.surroundings);
        m_pending.detail = m_filters.size() == 1 ? m_filters.constFirst().name : QString();
        const Status walked = walk(mailboxes, plan);
        if (!walked && walked.error().kind != ErrorKind::Cancelled)
            return failure(walked.error());
        TRY_STATUS(flush());
        return m_applied;
    }

  private:
    Result<QList<MailboxId>> mailboxesOf(const FilterOrder& order) {
        QList<MailboxId> mailboxes = order.mailboxes;
        if (const model::Mailbox* inbox = m_places.inbox(); inbox != nullptr && mailboxes.isEmpty())
            mailboxes.append(inbox->id);
        for (const MailboxId id : std::as_const(mailboxes)) {
            if (m_places.byId(id) == nullptr)
                return failure(ErrorKind::InvalidInput, ErrorCode::NotFound, u"mailbox"_s);
        }
        return mailboxes;
    }

    Status walk(const QList<MailboxId>& mailboxes, const rules::FilterRun& plan) {
        FilterWalk walk(m_store, m_reader, m_marks, m_cancel, m_nowMs);
        for (const MailboxId mailbox : mailboxes) {
            TRY(const qint64 count, m_reader.countFacts({{}, mailbox, {}, 0}));
            m_total += count;
        }
        for (const MailboxId mailbox : mailboxes) {
            TRY_STATUS(walk.run({{}, mailbox, {}, 1'000}, plan, asksForAttachment(m_filters),
                                [this](const auto& row, const auto& said, bool unknown) { return take(row, said, unknown); }, {}));
        }
        return {};
    }

    Status take(const store::StoredFacts& row, const rules::FilterOutcome& said, bool unknown) {
        ++m_applied.looked;
        m_applied.unknown += unknown ? 1 : 0;
        m_applied.taken += said.matched.isEmpty() ? 0 : 1;
        store::Settlement settlement{row.id, row.mailbox, {}, {}};
        bool forwards = false;
        for (const rules::RunAction& one : said.actions) {
            forwards = forwards || one.action.verb == FilterVerb::Forward;
            if (one.action.verb == FilterVerb::Forward)
                continue;
            const auto found = m_places.placeFor(m_store, one.action);
            if (!found && found.error().kind != ErrorKind::InvalidInput)
                return failure(found.error());
            const MailboxId place = found ? found->value_or(MailboxId()) : MailboxId(); // no Trash can be made: nowhere
            const bool needsPlace = one.action.verb == FilterVerb::Move || one.action.verb == FilterVerb::Copy || one.action.verb == FilterVerb::Junk ||
                                    one.action.verb == FilterVerb::Delete;
            if (place.isValid() || !needsPlace)
                settlement.actions.append({one.action, one.filter, m_filters[one.filterIndex].name, place, {}});
        }
        m_applied.notForwarded += forwards ? 1 : 0;
        if (!settlement.actions.isEmpty())
            m_pending.messages.append(std::move(settlement));
        return m_pending.messages.size() < kStepMessages ? Status() : flush();
    }

    Status flush() {
        if (!m_pending.messages.isEmpty()) {
            TRY(const store::ApplyStep step, m_store.applyFilters(m_pending));
            m_pending.change = step.change;
            m_pending.messages.clear();
            m_applied.change = step.change;
            m_applied.changed += step.changed;
        }
        if (m_observer) {
            TrialProgress progress;
            progress.looked = m_applied.looked;
            progress.total = m_total;
            progress.taken = m_applied.taken;
            progress.unknown = m_applied.unknown;
            m_observer(progress);
        }
        return {};
    }

    store::Store& m_store;
    store::Reader& m_reader;
    CrashMarks* m_marks;
    const TrialObserver& m_observer;
    CancelToken m_cancel;
    qint64 m_nowMs;
    sync::FilterPlaces m_places;
    QList<model::Filter> m_filters;
    store::AppliedFilters m_pending;
    FilterApplied m_applied;
    qint64 m_total = 0;
};

} // namespace

Result<FilterApplied> applyFilters(store::Store& store, store::Reader& reader, CrashMarks* marks, const FilterOrder& order, const TrialObserver& observer,
                                   const CancelToken& cancel, qint64 nowMs) {
    return Applying(store, reader, marks, observer, cancel, nowMs).run(order);
}

} // namespace tributary::engine
