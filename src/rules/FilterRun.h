// SPDX-License-Identifier: GPL-3.0-or-later
// The filters of an account, in order, over one message: what is to be done, and which filter says so. Pure; made once, then used for
// any number of messages by any thread. Questions that several filters ask are asked once a message, and all "contains" of one field
// together in one pass over its text.
//
// Passed over: filters that are turned off, that cannot run (FilterCheck.h), and, for a message that arrived before
// Filter::sinceMs, that filter. Of the actions that give the message a place (Move, Junk, Delete) the first counts; what comes later
// is left out. An action that was said already (same verb, same target) is not said twice.
#pragma once

#include "rules/FilterCheck.h"
#include "rules/FilterMatch.h"

#include <QSet>

namespace tributary::rules {

struct FilterRunOptions {
    QTimeZone zone = QTimeZone::systemTimeZone(); ///< of Date conditions
    FilterSurroundings surroundings;
    /// These run in the mail server's script: what they do is not said, but their Stop and their place count.
    QSet<FilterId> atServer;
    bool everything = false; ///< for trying out: filters that are turned off take part, and sinceMs counts for nothing
};

struct RunAction {
    model::FilterAction action; ///< never Stop
    FilterId filter;
    int filterIndex = 0; ///< in the list that was given

    bool operator==(const RunAction&) const = default;
};

struct FilterOutcome {
    QList<RunAction> actions; ///< in order; empty with needsBody
    QList<int> matched;       ///< indexes of the filters that took the message, in order
    bool stopped = false;     ///< by the last of matched
    bool needsBody = false;   ///< it cannot be said without the message's bytes: fetch them and ask again
};

class FilterRun {
  public:
    explicit FilterRun(const QList<model::Filter>& filters, const FilterRunOptions& options = {});
    ~FilterRun();
    FilterRun(FilterRun&&) noexcept;
    FilterRun& operator=(FilterRun&&) noexcept;

    /// missing: what is done where the message's bytes would be needed: they are asked for, or, where they do not come, the filter does not match,
    /// whatever it says of what the text does not contain.
    enum class Missing { Ask, NoMatch };
    [[nodiscard]] FilterOutcome run(const MessageFacts& message, qint64 nowMs, Missing missing = Missing::Ask) const;

    /// Those that cannot run, by index; with why: checkFilter().
    [[nodiscard]] const QList<int>& skipped() const;

  private:
    struct Plan;
    std::unique_ptr<Plan> m_plan;
};

} // namespace tributary::rules
