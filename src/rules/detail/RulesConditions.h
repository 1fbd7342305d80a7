// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/MsgFilterRules.h"

#include <utility>

namespace tributary::rules::detail {

struct RulesConditions {
    model::FilterJoin join = model::FilterJoin::All;
    QList<model::FilterCondition> conditions;
    QList<std::pair<RulesProblem, QString>> complaints;
};

/// "ALL", or "AND (subject,contains,x) AND (from,is,\"a, b\")", "OR (...)": as condition= has it, its outer quotes undone.
[[nodiscard]] RulesConditions readRulesConditions(const QString& text);

} // namespace tributary::rules::detail
