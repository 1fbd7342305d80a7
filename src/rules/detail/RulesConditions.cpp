// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/detail/RulesConditions.h"

#include "rules/Limits.h"
#include "rules/detail/CompiledTest.h"

#include <QDate>
#include <QHash>
#include <QLocale>

#include <optional>

namespace tributary::rules::detail {

using model::FilterField;
using model::FilterTest;

namespace {

std::optional<FilterField> rulesField(const QString& word) {
    static const QHash<QString, FilterField> kFields{
        {QStringLiteral("subject"), FilterField::Subject}, {QStringLiteral("from"), FilterField::From}, {QStringLiteral("to"), FilterField::To},
        {QStringLiteral("cc"), FilterField::Cc}, {QStringLiteral("to or cc"), FilterField::Recipient}, {QStringLiteral("body"), FilterField::Body},
        {QStringLiteral("date"), FilterField::Date}, {QStringLiteral("size"), FilterField::Size}, {QStringLiteral("age in days"), FilterField::Age},
        {QStringLiteral("has attachment status"), FilterField::Attachment}};
    const auto found = kFields.constFind(word);
    return found == kFields.constEnd() ? std::nullopt : std::optional(*found);
}

struct RulesTest {
    FilterTest test = FilterTest::Contains;
    bool negated = false;
};

std::optional<RulesTest> rulesTest(const QString& word) {
    static const QHash<QString, RulesTest> kTests{
        {QStringLiteral("contains"), {FilterTest::Contains, false}}, {QStringLiteral("doesn't contain"), {FilterTest::Contains, true}},
        {QStringLiteral("is"), {FilterTest::Is, false}}, {QStringLiteral("isn't"), {FilterTest::Is, true}},
        {QStringLiteral("is empty"), {FilterTest::Exists, true}}, {QStringLiteral("isn't empty"), {FilterTest::Exists, false}},
        {QStringLiteral("begins with"), {FilterTest::Begins, false}}, {QStringLiteral("ends with"), {FilterTest::Ends, false}},
        {QStringLiteral("is before"), {FilterTest::Before, false}}, {QStringLiteral("is after"), {FilterTest::Since, false}},
        {QStringLiteral("is greater than"), {FilterTest::Above, false}}, {QStringLiteral("is less than"), {FilterTest::Below, false}}};
    const auto found = kTests.constFind(word);
    return found == kTests.constEnd() ? std::nullopt : std::optional(*found);
}

/// Behind "quoted", and where it ends; a part without quotes ends at end.
QString takePart(const QString& text, qsizetype& at, QChar end) {
    QString part;
    if (at < text.size() && text[at] == u'"') {
        for (++at; at < text.size() && text[at] != u'"'; ++at) {
            if (text[at] == u'\\' && at + 1 < text.size())
                ++at;
            part += text[at];
        }
        ++at;
        while (at < text.size() && text[at] != end)
            ++at;
    } else {
        const qsizetype stop = text.indexOf(end, at);
        part = text.mid(at, stop < 0 ? -1 : stop - at);
        at = stop < 0 ? text.size() : stop;
    }
    ++at;
    return part;
}

/// "21-Nov-2026": the day in English; is after: the day behind it is the first.
QString rulesDay(const QString& text, bool isAfter) {
    const QDate day = QLocale::c().toDate(text.trimmed(), QStringLiteral("d-MMM-yyyy"));
    return day.isValid() ? day.addDays(isAfter ? 1 : 0).toString(Qt::ISODate) : QString();
}

class ConditionReader {
  public:
    RulesConditions read(const QString& text) {
        if (text.trimmed().startsWith(QLatin1StringView("ALL"))) {
            m_read.join = model::FilterJoin::EveryMail;
            return m_read;
        }
        for (qsizetype at = 0; at < text.size();) {
            const qsizetype open = text.indexOf(u'(', at);
            if (open < 0)
                break;
            if (m_read.conditions.size() >= limits::kConditions || m_read.complaints.size() >= limits::kConditions) {
                complain(RulesProblem::TooManyConditions, {});
                break;
            }
            takeJoin(text.sliced(at, open - at).trimmed());
            at = open + 1;
            const QString field = takePart(text, at, u','), test = takePart(text, at, u','), value = takePart(text, at, u')');
            takeCondition(field, test, value);
            while (at < text.size() && text[at] == u' ')
                ++at;
        }
        if (m_read.conditions.isEmpty() && m_read.complaints.isEmpty())
            complain(RulesProblem::BadCondition, text);
        return m_read;
    }

  private:
    void complain(RulesProblem problem, const QString& detail) { m_read.complaints.append({problem, detail}); }

    void takeJoin(const QString& word) {
        const auto join = word == QLatin1StringView("OR") ? model::FilterJoin::Any : model::FilterJoin::All;
        if (m_isFirst)
            m_read.join = join;
        else if (join != m_read.join)
            complain(RulesProblem::MixedJoin, word);
        m_isFirst = false;
    }

    void takeCondition(const QString& field, const QString& test, const QString& value) {
        model::FilterCondition made;
        const auto known = rulesField(field);
        const auto how = rulesTest(test);
        if (!known && !isFieldName(field)) // Thunderbird writes the name of another field as it is
            return complain(RulesProblem::UnknownField, field);
        made.field = known.value_or(FilterField::Header);
        if (!known)
            made.header = field;
        if (!how)
            return complain(RulesProblem::UnknownTest, test);
        made.test = how->test;
        made.negated = how->negated;
        made.value = value.left(limits::kValue);
        if (!fitValue(made))
            return complain(RulesProblem::BadCondition, field + u',' + test + u',' + value);
        m_read.conditions.append(made);
    }

    static bool fitValue(model::FilterCondition& made) {
        if (made.field == FilterField::Attachment) { // "has attachment status,is,true"
            made.negated = made.negated != (made.value.compare(QLatin1StringView("true"), Qt::CaseInsensitive) != 0);
            made.test = FilterTest::Exists;
        } else if (made.field == FilterField::Date) {
            made.value = rulesDay(made.value, made.test == FilterTest::Since);
        } else if (made.field == FilterField::Size) { // kilobytes
            bool isNumber = false;
            const qint64 kilobytes = made.value.toInt(&isNumber);
            made.value = isNumber && kilobytes >= 0 ? QString::number(kilobytes * 1024) : QString();
        }
        if (made.test == FilterTest::Exists)
            made.value.clear();
        return compileTest(made, QTimeZone::utc()).has_value();
    }

    RulesConditions m_read;
    bool m_isFirst = true;
};

} // namespace

RulesConditions readRulesConditions(const QString& text) { return ConditionReader().read(text); }

} // namespace tributary::rules::detail
