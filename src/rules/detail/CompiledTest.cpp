// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/detail/CompiledTest.h"

#include "rules/FoldedText.h"
#include "rules/Limits.h"

#include <re2/re2.h>

#include <QDate>
#include <QDateTime>

#include <algorithm>

namespace tributary::rules::detail {

using model::FilterField;
using model::FilterTest;

namespace {

constexpr qint64 kDayMs = 24LL * 60 * 60 * 1000;

Answer answer(bool yes) { return yes ? Answer::Yes : Answer::No; }

bool holdsAddresses(FilterField field) {
    return field == FilterField::From || field == FilterField::To || field == FilterField::Cc || field == FilterField::Recipient;
}

std::shared_ptr<const re2::RE2> makeExpression(const QString& text) {
    re2::RE2::Options options;
    options.set_max_mem(limits::kExpressionBytes);
    options.set_log_errors(false);
    options.set_case_sensitive(false);
    const QByteArray folded = foldedExpression(text);
    auto made = std::make_shared<const re2::RE2>(re2::StringPiece(folded.constData(), static_cast<std::size_t>(folded.size())), options);
    return made->ok() ? made : nullptr;
}

tl::expected<CompiledTest, FilterFault> compileText(const model::FilterCondition& condition, CompiledTest made) {
    if (condition.value.isEmpty())
        return tl::unexpected(FilterFault::EmptyValue);
    if (condition.value.size() > limits::kValue)
        return tl::unexpected(FilterFault::ValueTooLong);
    if (std::any_of(condition.value.begin(), condition.value.end(), [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; }))
        return tl::unexpected(FilterFault::ControlCharacter);
    if (made.test == FilterTest::Expression) {
        made.expression = makeExpression(condition.value);
        if (!made.expression)
            return tl::unexpected(FilterFault::BadExpression);
        made.value = condition.value.toUtf8();
        return made;
    }
    made.value = foldedText(condition.value);
    if (made.value.trimmed().isEmpty()) // nothing, or only what folds to nothing: it would be in every text
        return tl::unexpected(FilterFault::EmptyValue);
    if (made.test == FilterTest::Wildcard)
        made.wildcard = Wildcard(made.value);
    return made;
}

/// Decimal digits only: no sign, no blanks.
std::optional<qint64> decimal(const QString& text, qint64 most) {
    const bool isDecimal = !text.isEmpty() && text.size() <= 18 &&
                           std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const qint64 number = isDecimal ? text.toLongLong() : -1;
    return number >= 0 && number <= most ? std::optional(number) : std::nullopt;
}

tl::expected<CompiledTest, FilterFault> compileNumber(const model::FilterCondition& condition, CompiledTest made, const QTimeZone& zone) {
    std::optional<qint64> number;
    if (made.field == FilterField::Date) {
        number = dayBegins(condition.value, zone);
    } else {
        const bool isAge = made.field == FilterField::Age;
        number = decimal(condition.value, isAge ? limits::kAge : 1LL << 50);
        if (number && isAge)
            *number *= kDayMs;
    }
    if (!number)
        return tl::unexpected(condition.value.isEmpty()              ? FilterFault::EmptyValue
                              : made.field == FilterField::Date ? FilterFault::BadDate
                                                                : FilterFault::BadNumber);
    made.number = *number;
    return made;
}

} // namespace

bool isTextTest(FilterTest test) { return test <= FilterTest::Expression; }

bool fits(FilterField field, FilterTest test) {
    switch (field) {
    case FilterField::Size:
    case FilterField::Age: return test == FilterTest::Above || test == FilterTest::Below;
    case FilterField::Date: return test == FilterTest::Before || test == FilterTest::Since;
    case FilterField::Attachment: return test == FilterTest::Exists;
    case FilterField::Header:
    case FilterField::ListId: return isTextTest(test) || test == FilterTest::Exists;
    default: return isTextTest(test);
    }
}

bool isFieldName(const QString& name) {
    return !name.isEmpty() && name.size() <= limits::kHeaderName &&
           std::all_of(name.begin(), name.end(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f && c != u':'; });
}

std::optional<qint64> dayBegins(const QString& isoDay, const QTimeZone& zone) {
    const QDate day = isoDay.size() == 10 ? QDate::fromString(isoDay, Qt::ISODate) : QDate();
    if (!day.isValid() || day.year() < 1970 || day.year() > 9998)
        return std::nullopt;
    return day.startOfDay(zone).toMSecsSinceEpoch();
}

TextSource textSource(const model::FilterCondition& condition) {
    using View = TextSource::View;
    TextSource source{condition.field, View::Whole, {}};
    if (condition.field == FilterField::Header)
        source.header = condition.header.toLatin1().toLower();
    // A value with an '@' means an address: names are free, and "boss@work.example" <them@elsewhere.example> must not pass for the boss.
    if (holdsAddresses(condition.field) && condition.test != FilterTest::Expression) {
        const bool meansAddress = foldedText(condition.value).contains('@');
        source.view = meansAddress ? View::Addresses : condition.test == FilterTest::Contains ? View::Whole : View::Either;
    }
    return source;
}

tl::expected<CompiledTest, FilterFault> compileTest(const model::FilterCondition& condition, const QTimeZone& zone) {
    if (!fits(condition.field, condition.test))
        return tl::unexpected(FilterFault::TestDoesNotFit);
    if (condition.field == FilterField::Header && !isFieldName(condition.header))
        return tl::unexpected(FilterFault::BadHeaderName);
    CompiledTest made;
    made.field = condition.field;
    made.test = condition.test;
    made.source = textSource(condition);
    if (condition.test == FilterTest::Exists)
        return made;
    return isTextTest(condition.test) ? compileText(condition, std::move(made)) : compileNumber(condition, std::move(made), zone);
}

bool CompiledTest::isSame(const CompiledTest& other) const {
    return field == other.field && test == other.test && number == other.number && value == other.value && source == other.source;
}

bool CompiledTest::matchesText(const QByteArray& text) const {
    switch (test) {
    case FilterTest::Is: return text == value;
    case FilterTest::Contains: return text.contains(value);
    case FilterTest::Begins: return text.startsWith(value);
    case FilterTest::Ends: return text.endsWith(value);
    case FilterTest::Wildcard: return wildcard.matches(text);
    case FilterTest::Expression:
        return re2::RE2::PartialMatch(re2::StringPiece(text.constData(), static_cast<std::size_t>(text.size())), *expression);
    default: return false;
    }
}

Answer CompiledTest::ask(const FoldedFacts& facts, qint64 nowMs) const {
    const MessageFacts& message = facts.facts();
    switch (test) {
    case FilterTest::Above:
    case FilterTest::Below: {
        const bool isAge = field == FilterField::Age;
        // whole days: "above 7" begins with the eighth
        const qint64 age = (nowMs - message.receivedMs) / kDayMs * kDayMs;
        const qint64 measure = isAge ? std::max<qint64>(age, 0) : message.sizeBytes;
        return answer(test == FilterTest::Above ? measure > number : measure < number);
    }
    case FilterTest::Before: return answer(message.dateMs && *message.dateMs < number);
    case FilterTest::Since: return answer(message.dateMs && *message.dateMs >= number);
    case FilterTest::Exists:
        if (field == FilterField::Attachment)
            return answer(message.hasAttachment);
        break;
    default: break;
    }
    const QList<QByteArray>* texts = facts.texts(source);
    if (texts == nullptr)
        return Answer::NeedsBody;
    if (test == FilterTest::Exists)
        return answer(!texts->isEmpty());
    return answer(std::any_of(texts->begin(), texts->end(), [this](const QByteArray& text) { return matchesText(text); }));
}

} // namespace tributary::rules::detail
