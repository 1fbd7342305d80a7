// SPDX-License-Identifier: GPL-3.0-or-later
// Does a filter take a message? Pure; a CompiledFilter may be used by several threads, a FoldedFacts by one. Texts are compared
// folded (FoldedText.h). A condition on a field that stands there several times, or on one with several addresses, is met where one
// of them meets it; negated where none does. Regular expressions are RE2's: linear in the text, bounded in memory.
//
// Conditions on From, To, Cc and Recipient: a value with an '@' is held to the addresses alone (a display name cannot pass for
// one); else "contains" and expressions look at the whole field as it is written, the others at each address and each name.
#pragma once

#include "base/Result.h"
#include "model/Filter.h"
#include "rules/FoldedFacts.h"

#include <QTimeZone>

#include <memory>

namespace tributary::rules {

namespace detail {
struct CompiledTest;
}

/// NeedsBody: without the message's bytes (its text, or a header field that is not known) it cannot be said.
enum class FilterMatch { No, Yes, NeedsBody };

class CompiledFilter {
  public:
    struct Condition {
        std::shared_ptr<const detail::CompiledTest> test;
        bool negated = false;
    };

    /// What is known already decides: with "all", one condition that is not met suffices, whatever the body says.
    [[nodiscard]] FilterMatch match(const FoldedFacts& facts, qint64 nowMs) const;

    [[nodiscard]] model::FilterJoin join() const { return m_join; }
    [[nodiscard]] const QList<Condition>& conditions() const { return m_conditions; }

  private:
    friend Result<CompiledFilter> makeCompiledFilter(const model::Filter&, const QTimeZone&);
    model::FilterJoin m_join = model::FilterJoin::All;
    QList<Condition> m_conditions;
};

/// zone: in which the days of Date conditions begin. Error: InvalidInput, BadValue; detail: the condition's number from 1 and what is
/// wrong ("2: bad-expression"; FilterFault.h), "0: " where it is the filter itself.
[[nodiscard]] Result<CompiledFilter> makeCompiledFilter(const model::Filter& filter, const QTimeZone& zone = QTimeZone::systemTimeZone());

} // namespace tributary::rules
