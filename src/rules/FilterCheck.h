// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a filter, all of it at once, each with its place: what is shown at the field, and why FilterRun passes it over.
// Pure.
#pragma once

#include "model/Filter.h"
#include "rules/FilterFault.h"

#include <QList>
#include <QSet>
#include <QString>

#include <optional>

namespace tributary::rules {

struct FilterProblem {
    enum class Place { Filter, Name, Condition, Action };
    Place place = Place::Filter;
    int index = 0; ///< of the condition or action, from 0
    FilterFault fault = FilterFault::NoCondition;

    bool operator==(const FilterProblem&) const = default;
};

/// What a filter can refer to. None: not known, nothing is said about it.
struct FilterSurroundings {
    std::optional<QSet<QString>> mailboxes; ///< UTF-8, '/' between levels; INBOX in any case
    std::optional<QSet<QString>> verified;  ///< model::mailboxKey() of the addresses that mail may be forwarded to
};

/// In the order name, filter, conditions, actions; at most one fault a condition and two an action. Empty: nothing is wrong.
[[nodiscard]] QList<FilterProblem> checkFilter(const model::Filter& filter, const FilterSurroundings& surroundings = {});

/// False: it works all the same (no name, an action that is never reached).
[[nodiscard]] bool isFatal(FilterFault fault);
[[nodiscard]] bool canRun(const QList<FilterProblem>& problems);

/// Can it be an IMAP keyword (RFC 9051 9, flag-keyword)?
[[nodiscard]] bool isKeyword(const QString& text);

} // namespace tributary::rules
