// SPDX-License-Identifier: GPL-3.0-or-later
// A condition as a Sieve test, or why it cannot be one.
#pragma once

#include "rules/SieveExport.h"

#include <tl/expected.hpp>

namespace tributary::rules::detail {

template <typename T> using Expressed = tl::expected<T, NotExpressible>;

[[nodiscard]] inline tl::unexpected<NotExpressible> obstacle(SieveObstacle why, QString detail = {}) {
    return tl::unexpected<NotExpressible>(NotExpressible{why, std::move(detail)});
}

/// One test without its end, and what it requires.
[[nodiscard]] Expressed<SievePart> sieveTest(const model::FilterCondition& condition, const SieveServer& server);

/// All conditions of a filter as one test ("true" for EveryMail).
[[nodiscard]] Expressed<SievePart> sieveTests(const model::Filter& filter, const SieveServer& server);

/// Says so where the server lacks one.
[[nodiscard]] Expressed<SievePart> requireAll(SievePart part, const SieveServer& server);

/// The spellings of a folded text that the server is asked for; none: it needs i;unicode-casemap. keepStars: '*' is a wildcard.
[[nodiscard]] QStringList spellings(const QString& folded, bool keepStars);

} // namespace tributary::rules::detail
