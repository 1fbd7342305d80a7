// SPDX-License-Identifier: GPL-3.0-or-later
// One condition, without its negation, ready to be asked.
#pragma once

#include "rules/FilterFault.h"
#include "rules/FoldedFacts.h"
#include "rules/detail/Wildcard.h"

#include <QTimeZone>

#include <tl/expected.hpp>

#include <memory>

namespace re2 {
class RE2;
}

namespace tributary::rules::detail {

enum class Answer : unsigned char { Unknown, No, Yes, NeedsBody };

struct CompiledTest {
    model::FilterField field = model::FilterField::Subject;
    model::FilterTest test = model::FilterTest::Contains;
    TextSource source;
    QByteArray value;  ///< folded
    qint64 number = 0; ///< Size: bytes; Age: milliseconds; Date: the day's beginning, UTC ms
    Wildcard wildcard;
    std::shared_ptr<const re2::RE2> expression;

    [[nodiscard]] bool isContains() const { return test == model::FilterTest::Contains; }
    /// The same question, asked of the same texts?
    [[nodiscard]] bool isSame(const CompiledTest& other) const;
    [[nodiscard]] Answer ask(const FoldedFacts& facts, qint64 nowMs) const;
    [[nodiscard]] bool matchesText(const QByteArray& text) const;
};

/// Can that field be tested like this?
[[nodiscard]] bool fits(model::FilterField field, model::FilterTest test);
[[nodiscard]] bool isTextTest(model::FilterTest test); ///< Is to Expression

/// zone: in which the days of Date begin.
[[nodiscard]] tl::expected<CompiledTest, FilterFault> compileTest(const model::FilterCondition& condition, const QTimeZone& zone);

/// Which texts of the message this condition is about; of text tests and Exists.
[[nodiscard]] TextSource textSource(const model::FilterCondition& condition);

/// A field's name as RFC 5322 2.2 has it, in our bounds.
[[nodiscard]] bool isFieldName(const QString& name);
/// The beginning of that day; none: not a day.
[[nodiscard]] std::optional<qint64> dayBegins(const QString& isoDay, const QTimeZone& zone);

} // namespace tributary::rules::detail
