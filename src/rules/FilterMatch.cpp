// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/FilterMatch.h"

#include "rules/Limits.h"
#include "rules/detail/CompiledTest.h"
#include "rules/detail/Joining.h"

namespace tributary::rules {
namespace {

auto filterFailure(qsizetype place, FilterFault fault) {
    return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, QString::number(place) + QStringLiteral(": ") + filterFaultName(fault));
}

} // namespace

Result<CompiledFilter> makeCompiledFilter(const model::Filter& filter, const QTimeZone& zone) {
    CompiledFilter made;
    made.m_join = filter.join;
    if (filter.join == model::FilterJoin::EveryMail)
        return made;
    if (filter.conditions.isEmpty())
        return filterFailure(0, FilterFault::NoCondition);
    if (filter.conditions.size() > limits::kConditions)
        return filterFailure(0, FilterFault::TooManyConditions);
    for (const model::FilterCondition& condition : filter.conditions) {
        auto test = detail::compileTest(condition, zone);
        if (!test)
            return filterFailure(made.m_conditions.size() + 1, test.error());
        made.m_conditions.append({std::make_shared<const detail::CompiledTest>(std::move(*test)), condition.negated});
    }
    return made;
}

FilterMatch CompiledFilter::match(const FoldedFacts& facts, qint64 nowMs) const {
    detail::Joining joining(m_join);
    for (const Condition& condition : m_conditions) {
        if (joining.add(condition.test->ask(facts, nowMs), condition.negated))
            break;
    }
    return joining.match();
}

} // namespace tributary::rules
