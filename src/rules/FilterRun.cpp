// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/FilterRun.h"

#include "rules/detail/CompiledTest.h"
#include "rules/detail/Joining.h"
#include "rules/detail/NeedleSet.h"

#include <QHash>

#include <algorithm>
#include <vector>

namespace tributary::rules {

using detail::Answer;
using detail::CompiledTest;
using model::FilterVerb;

namespace {

/// A condition: which question, and whether No is what it wants.
struct Asked {
    int question = 0;
    bool negated = false;
};

struct PlannedFilter {
    int index = 0; ///< in the list that was given
    FilterId id;
    model::FilterJoin join = model::FilterJoin::All;
    qint64 sinceMs = 0;
    bool atServer = false;
    std::size_t first = 0, end = 0; ///< of asked
    QList<model::FilterAction> actions;
};

/// All "contains" of one source.
struct Search {
    TextSource source;
    detail::NeedleSet needles;
    std::vector<int> questions;
};

bool isPlacement(FilterVerb verb) { return verb == FilterVerb::Move || verb == FilterVerb::Junk || verb == FilterVerb::Delete; }

} // namespace

struct FilterRun::Plan {
    std::vector<PlannedFilter> filters;
    std::vector<Asked> asked;
    std::vector<std::shared_ptr<const CompiledTest>> questions;
    std::vector<int> searchOf; ///< of each question; -1: it is asked alone
    std::vector<Search> searches;
    QList<int> skipped;

    void addFilter(int index, const model::Filter& filter, const CompiledFilter& compiled, const FilterRunOptions& options,
                   QMultiHash<QByteArray, int>& known);
    int questionOf(const std::shared_ptr<const CompiledTest>& test, QMultiHash<QByteArray, int>& known);
    void gatherSearches();
    Answer ask(int question, const FoldedFacts& facts, qint64 nowMs, std::vector<Answer>& answers) const;
    FilterMatch match(const PlannedFilter& filter, const FoldedFacts& facts, qint64 nowMs, std::vector<Answer>& answers) const;
};

int FilterRun::Plan::questionOf(const std::shared_ptr<const CompiledTest>& test, QMultiHash<QByteArray, int>& known) {
    for (auto it = known.constFind(test->value); it != known.constEnd() && it.key() == test->value; ++it) {
        if (questions[static_cast<std::size_t>(*it)]->isSame(*test))
            return *it;
    }
    const int number = static_cast<int>(questions.size());
    questions.push_back(test);
    known.insert(test->value, number);
    return number;
}

void FilterRun::Plan::addFilter(int index, const model::Filter& filter, const CompiledFilter& compiled, const FilterRunOptions& options,
                                QMultiHash<QByteArray, int>& known) {
    PlannedFilter planned{index, filter.id, compiled.join(), options.everything ? 0 : filter.sinceMs,
                          options.atServer.contains(filter.id), asked.size(), 0, filter.actions};
    for (const CompiledFilter::Condition& condition : compiled.conditions())
        asked.push_back({questionOf(condition.test, known), condition.negated});
    planned.end = asked.size();
    filters.push_back(std::move(planned));
}

void FilterRun::Plan::gatherSearches() {
    searchOf.assign(questions.size(), -1);
    std::vector<QList<detail::NeedleSet::Needle>> needles;
    std::vector<TextSource> sources;
    for (std::size_t q = 0; q < questions.size(); ++q) {
        if (!questions[q]->isContains())
            continue;
        const auto found = std::find(sources.begin(), sources.end(), questions[q]->source);
        const auto number = static_cast<std::size_t>(found - sources.begin());
        if (found == sources.end()) {
            sources.push_back(questions[q]->source);
            needles.emplace_back();
        }
        needles[number].append({questions[q]->value, static_cast<int>(q)});
        searchOf[q] = static_cast<int>(number);
    }
    for (std::size_t i = 0; i < sources.size(); ++i) {
        Search search{sources[i], detail::NeedleSet(needles[i]), {}};
        for (const auto& needle : needles[i])
            search.questions.push_back(needle.number);
        searches.push_back(std::move(search));
    }
}

Answer FilterRun::Plan::ask(int question, const FoldedFacts& facts, qint64 nowMs, std::vector<Answer>& answers) const {
    const auto q = static_cast<std::size_t>(question);
    if (answers[q] != Answer::Unknown)
        return answers[q];
    if (searchOf[q] < 0)
        return answers[q] = questions[q]->ask(facts, nowMs);
    const Search& search = searches[static_cast<std::size_t>(searchOf[q])];
    const QList<QByteArray>* texts = facts.texts(search.source);
    for (const int other : search.questions)
        answers[static_cast<std::size_t>(other)] = texts == nullptr ? Answer::NeedsBody : Answer::No;
    if (texts != nullptr) {
        for (const QByteArray& text : *texts)
            search.needles.scan(text, [&answers](int found) { answers[static_cast<std::size_t>(found)] = Answer::Yes; });
    }
    return answers[q];
}

FilterMatch FilterRun::Plan::match(const PlannedFilter& filter, const FoldedFacts& facts, qint64 nowMs,
                                   std::vector<Answer>& answers) const {
    detail::Joining joining(filter.join);
    for (std::size_t i = filter.first; i < filter.end; ++i) {
        if (joining.add(ask(asked[i].question, facts, nowMs, answers), asked[i].negated))
            break;
    }
    return joining.match();
}

FilterRun::FilterRun(const QList<model::Filter>& filters, const FilterRunOptions& options) : m_plan(std::make_unique<Plan>()) {
    QMultiHash<QByteArray, int> known;
    for (int i = 0; i < filters.size(); ++i) {
        const auto compiled = canRun(checkFilter(filters[i], options.surroundings)) ? makeCompiledFilter(filters[i], options.zone)
                                                                                    : failure(ErrorKind::InvalidInput, ErrorCode::BadValue);
        if (!compiled)
            m_plan->skipped.append(i);
        else if (filters[i].enabled || options.everything)
            m_plan->addFilter(i, filters[i], *compiled, options, known);
    }
    m_plan->gatherSearches();
}

FilterRun::~FilterRun() = default;
FilterRun::FilterRun(FilterRun&&) noexcept = default;
FilterRun& FilterRun::operator=(FilterRun&&) noexcept = default;

const QList<int>& FilterRun::skipped() const { return m_plan->skipped; }

namespace {

/// What was said so far, also of what the server does.
struct Said {
    QList<model::FilterAction> actions;
    bool placed = false;
};

/// Adds what the filter says; true: no later one is asked.
bool takeActions(const PlannedFilter& filter, FilterOutcome& outcome, Said& said) {
    for (const model::FilterAction& action : filter.actions) {
        if (action.verb == FilterVerb::Stop)
            return true;
        if ((isPlacement(action.verb) && std::exchange(said.placed, true)) || said.actions.contains(action))
            continue;
        said.actions.append(action);
        if (!filter.atServer)
            outcome.actions.append({action, filter.id, filter.index});
    }
    return false;
}

} // namespace

FilterOutcome FilterRun::run(const MessageFacts& message, qint64 nowMs, Missing missing) const {
    FilterOutcome outcome;
    const FoldedFacts facts(message);
    std::vector<Answer> answers(m_plan->questions.size(), Answer::Unknown);
    Said said;
    for (const PlannedFilter& filter : m_plan->filters) {
        if (message.receivedMs < filter.sinceMs)
            continue;
        const FilterMatch match = m_plan->match(filter, facts, nowMs, answers);
        if (match == FilterMatch::No || (match == FilterMatch::NeedsBody && missing == Missing::NoMatch))
            continue;
        if (match == FilterMatch::NeedsBody) {
            outcome = {};
            outcome.needsBody = true;
            return outcome;
        }
        outcome.matched.append(filter.index);
        if (takeActions(filter, outcome, said)) {
            outcome.stopped = true;
            break;
        }
    }
    return outcome;
}

} // namespace tributary::rules
