// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/FilterText.h"

#include "ui/models/MailboxNames.h"

#include <QCoreApplication>
#include <QDate>
#include <QLocale>

#include <algorithm>

namespace tributary::ui {

using model::FilterField;
using model::FilterTest;
using model::FilterVerb;

namespace {

struct FilterWords {
    Q_DECLARE_TR_FUNCTIONS(FilterText)
};

constexpr qsizetype kShownValue = 60;  ///< characters of a value in a line
constexpr qsizetype kShownConditions = 4;

QString cutValue(const QString& text) { return text.size() > kShownValue ? QString(text.left(kShownValue) + u'…') : text; }

bool isTextTest(FilterTest test) { return test <= FilterTest::Expression; }

QString sizeValue(const QString& bytes) {
    bool isNumber = false;
    const qint64 size = bytes.toLongLong(&isNumber);
    return isNumber ? sizeText(size) : bytes;
}

QString dayValue(const QString& isoDay) {
    const QDate day = QDate::fromString(isoDay, Qt::ISODate);
    return day.isValid() ? QLocale().toString(day, QLocale::ShortFormat) : isoDay;
}

QString daysValue(const QString& days) {
    bool isNumber = false;
    const int count = days.toInt(&isNumber);
    return isNumber ? FilterWords::tr("%n day(s)", "age of a message", count) : days;
}

/// %1 the field, %2 the value.
QString textTemplate(FilterTest test, bool negated) {
    switch (test) {
    case FilterTest::Is: return negated ? FilterWords::tr("%1 is not “%2”") : FilterWords::tr("%1 is “%2”");
    case FilterTest::Contains: return negated ? FilterWords::tr("%1 does not contain “%2”") : FilterWords::tr("%1 contains “%2”");
    case FilterTest::Begins: return negated ? FilterWords::tr("%1 does not begin with “%2”") : FilterWords::tr("%1 begins with “%2”");
    case FilterTest::Ends: return negated ? FilterWords::tr("%1 does not end with “%2”") : FilterWords::tr("%1 ends with “%2”");
    case FilterTest::Wildcard: return negated ? FilterWords::tr("%1 does not look like “%2”") : FilterWords::tr("%1 looks like “%2”");
    default: return negated ? FilterWords::tr("%1 does not match “%2”") : FilterWords::tr("%1 matches “%2”");
    }
}

QString existsText(const model::FilterCondition& condition) {
    if (condition.field == FilterField::Attachment)
        return condition.negated ? FilterWords::tr("has no attachment") : FilterWords::tr("has an attachment");
    if (condition.field == FilterField::ListId)
        return condition.negated ? FilterWords::tr("comes from no mailing list") : FilterWords::tr("comes from a mailing list");
    return (condition.negated ? FilterWords::tr("has no header field %1") : FilterWords::tr("has a header field %1")).arg(condition.header);
}

QString numberText(const model::FilterCondition& condition) {
    const bool negated = condition.negated;
    if (condition.field == FilterField::Date) {
        const bool isBefore = condition.test == FilterTest::Before;
        return (isBefore == negated ? FilterWords::tr("dated %1 or later") : FilterWords::tr("dated before %1")).arg(dayValue(condition.value));
    }
    const bool isAge = condition.field == FilterField::Age;
    const QString value = isAge ? daysValue(condition.value) : sizeValue(condition.value);
    if (condition.test == FilterTest::Above)
        return (isAge ? (negated ? FilterWords::tr("not older than %1") : FilterWords::tr("older than %1"))
                      : (negated ? FilterWords::tr("not larger than %1") : FilterWords::tr("larger than %1"))).arg(value);
    return (isAge ? (negated ? FilterWords::tr("not younger than %1") : FilterWords::tr("younger than %1"))
                  : (negated ? FilterWords::tr("not smaller than %1") : FilterWords::tr("smaller than %1"))).arg(value);
}

QString joinedConditions(const model::Filter& filter) {
    if (filter.join == model::FilterJoin::EveryMail)
        return FilterWords::tr("Every message");
    if (filter.conditions.isEmpty())
        return FilterWords::tr("No condition");
    const bool isAll = filter.join == model::FilterJoin::All;
    QString text = conditionText(filter.conditions.constFirst());
    const qsizetype shown = std::min(filter.conditions.size(), kShownConditions);
    for (qsizetype i = 1; i < shown; ++i)
        text = (isAll ? FilterWords::tr("%1 and %2", "two conditions of a filter") : FilterWords::tr("%1 or %2", "two conditions of a filter")).arg(text, conditionText(filter.conditions[i]));
    if (const int more = static_cast<int>(filter.conditions.size() - shown); more > 0)
        text = (isAll ? FilterWords::tr("%1 and %2", "two conditions of a filter") : FilterWords::tr("%1 or %2", "two conditions of a filter")).arg(text, FilterWords::tr("%n more", "conditions", more));
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace

QList<FilterField> filterFields() {
    using enum FilterField;
    return {From, To, Cc, Recipient, Subject, Body, ListId, Header, Attachment, Size, Date, Age, Account};
}

QString fieldTitle(FilterField field) {
    switch (field) {
    case FilterField::From: return FilterWords::tr("From");
    case FilterField::To: return FilterWords::tr("To");
    case FilterField::Cc: return FilterWords::tr("Cc");
    case FilterField::Recipient: return FilterWords::tr("Any recipient");
    case FilterField::Subject: return FilterWords::tr("Subject");
    case FilterField::Body: return FilterWords::tr("Text");
    case FilterField::Header: return FilterWords::tr("Header field");
    case FilterField::Size: return FilterWords::tr("Size");
    case FilterField::Date: return FilterWords::tr("Date");
    case FilterField::Age: return FilterWords::tr("Age");
    case FilterField::Attachment: return FilterWords::tr("Attachment");
    case FilterField::ListId: return FilterWords::tr("Mailing list");
    case FilterField::Account: return FilterWords::tr("Account");
    }
    return {};
}

QList<TestChoice> testChoices(FilterField field) {
    using enum FilterTest;
    const QList<TestChoice> text{{Contains, false}, {Contains, true}, {Is, false}, {Is, true}, {Begins, false}, {Ends, false}, {Wildcard, false}, {Expression, false},
                                 {Begins, true}, {Ends, true}, {Wildcard, true}, {Expression, true}};
    const QList<TestChoice> exists{{Exists, false}, {Exists, true}};
    switch (field) {
    case FilterField::Size:
    case FilterField::Age: return {{Above, false}, {Below, false}, {Above, true}, {Below, true}};
    case FilterField::Date: return {{Before, false}, {Since, false}, {Before, true}, {Since, true}};
    case FilterField::Attachment: return exists;
    case FilterField::Header:
    case FilterField::ListId: return text + exists;
    case FilterField::Account: return {{Is, false}, {Is, true}, {Contains, false}, {Contains, true}, {Begins, false}, {Ends, false}, {Wildcard, false}, {Expression, false},
                                       {Begins, true}, {Ends, true}, {Wildcard, true}, {Expression, true}};
    default: return text;
    }
}

QString testTitle(FilterField field, const TestChoice& choice) {
    const bool no = choice.negated;
    const bool isAge = field == FilterField::Age;
    switch (choice.test) {
    case FilterTest::Is: return no ? FilterWords::tr("is not") : FilterWords::tr("is");
    case FilterTest::Contains: return no ? FilterWords::tr("does not contain") : FilterWords::tr("contains");
    case FilterTest::Begins: return no ? FilterWords::tr("does not begin with") : FilterWords::tr("begins with");
    case FilterTest::Ends: return no ? FilterWords::tr("does not end with") : FilterWords::tr("ends with");
    case FilterTest::Wildcard: return no ? FilterWords::tr("does not look like (* and ?)") : FilterWords::tr("looks like (* and ?)");
    case FilterTest::Expression: return no ? FilterWords::tr("does not match (regular expression)") : FilterWords::tr("matches (regular expression)");
    case FilterTest::Above:
        return isAge ? (no ? FilterWords::tr("is not older than") : FilterWords::tr("is older than")) : (no ? FilterWords::tr("is not larger than") : FilterWords::tr("is larger than"));
    case FilterTest::Below:
        return isAge ? (no ? FilterWords::tr("is not younger than") : FilterWords::tr("is younger than"))
                     : (no ? FilterWords::tr("is not smaller than") : FilterWords::tr("is smaller than"));
    case FilterTest::Before: return no ? FilterWords::tr("is not before") : FilterWords::tr("is before");
    case FilterTest::Since: return no ? FilterWords::tr("is not on or after") : FilterWords::tr("is on or after");
    case FilterTest::Exists:
        if (field == FilterField::Attachment)
            return no ? FilterWords::tr("no") : FilterWords::tr("yes");
        return no ? FilterWords::tr("is not there") : FilterWords::tr("is there");
    }
    return {};
}

QList<FilterVerb> filterVerbs() {
    using enum FilterVerb;
    return {Move, Copy, Label, Flag, MarkRead, Junk, Delete, Forward, Stop};
}

QString verbTitle(FilterVerb verb) {
    switch (verb) {
    case FilterVerb::Move: return FilterWords::tr("Move to");
    case FilterVerb::Copy: return FilterWords::tr("Copy to");
    case FilterVerb::Flag: return FilterWords::tr("Flag");
    case FilterVerb::Label: return FilterWords::tr("Label as");
    case FilterVerb::MarkRead: return FilterWords::tr("Mark as read");
    case FilterVerb::Junk: return FilterWords::tr("Mark as junk");
    case FilterVerb::Delete: return FilterWords::tr("Delete");
    case FilterVerb::Forward: return FilterWords::tr("Forward to");
    case FilterVerb::Stop: return FilterWords::tr("Stop: no later filter looks at it");
    }
    return {};
}

QString mailboxPathTitle(const QString& name) {
    return name.compare(QLatin1StringView("INBOX"), Qt::CaseInsensitive) == 0 ? FilterWords::tr("Inbox") : name;
}

QString conditionText(const model::FilterCondition& condition) {
    if (condition.test == FilterTest::Exists)
        return existsText(condition);
    if (!isTextTest(condition.test))
        return numberText(condition);
    const QString field = condition.field == FilterField::Header ? condition.header : fieldTitle(condition.field);
    return textTemplate(condition.test, condition.negated).arg(cutValue(field), cutValue(condition.value));
}

QString actionText(const model::FilterAction& action) {
    const QString target = cutValue(action.target);
    switch (action.verb) {
    case FilterVerb::Move: return FilterWords::tr("move to %1").arg(mailboxPathTitle(target));
    case FilterVerb::Copy: return FilterWords::tr("copy to %1").arg(mailboxPathTitle(target));
    case FilterVerb::Flag: return FilterWords::tr("flag");
    case FilterVerb::Label: return FilterWords::tr("label as “%1”").arg(target);
    case FilterVerb::MarkRead: return FilterWords::tr("mark as read");
    case FilterVerb::Junk: return FilterWords::tr("mark as junk");
    case FilterVerb::Delete: return FilterWords::tr("delete");
    case FilterVerb::Forward: return FilterWords::tr("forward to %1").arg(target);
    case FilterVerb::Stop: return FilterWords::tr("stop");
    }
    return {};
}

QString filterLine(const model::Filter& filter) {
    QStringList actions;
    for (const model::FilterAction& action : filter.actions)
        actions.append(actionText(action));
    const QString does = actions.isEmpty() ? FilterWords::tr("nothing is done") : actions.join(FilterWords::tr(", ", "between the actions of a filter"));
    return FilterWords::tr("%1 → %2", "conditions, then actions of a filter").arg(joinedConditions(filter), does);
}

} // namespace tributary::ui
