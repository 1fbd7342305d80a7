// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rules/FilterMatch.h"
#include "rules/detail/CompiledTest.h"

namespace tributary::rules::detail {

/// The answers of conditions, joined: what is known decides where it can.
class Joining {
  public:
    explicit Joining(model::FilterJoin join) : m_join(join), m_match(start(join)) {}

    /// True: no further answer changes anything.
    bool add(Answer answer, bool negated) {
        if (m_join == model::FilterJoin::EveryMail)
            return true;
        if (answer == Answer::NeedsBody) {
            m_match = FilterMatch::NeedsBody;
            return false;
        }
        const bool isMet = (answer == Answer::Yes) != negated;
        if (isMet == (m_join == model::FilterJoin::All))
            return false;
        m_match = isMet ? FilterMatch::Yes : FilterMatch::No;
        return true;
    }
    [[nodiscard]] FilterMatch match() const { return m_match; }

  private:
    static FilterMatch start(model::FilterJoin join) { return join == model::FilterJoin::Any ? FilterMatch::No : FilterMatch::Yes; }

    model::FilterJoin m_join;
    FilterMatch m_match;
};

} // namespace tributary::rules::detail
