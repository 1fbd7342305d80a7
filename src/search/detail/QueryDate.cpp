// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/detail/QueryDate.h"

#include <QStringList>

namespace tributary::search::detail {
namespace {

/// Digits only; -1 for anything else.
int number(QStringView text, qsizetype maxDigits) {
    if (text.isEmpty() || text.size() > maxDigits)
        return -1;
    int value = 0;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9')
            return -1;
        value = value * 10 + (c.unicode() - u'0');
    }
    return value;
}

/// 7d, 2w, 3m, 1y.
QDate age(QStringView text, QDate today) {
    const int count = text.size() < 2 ? -1 : number(text.chopped(1), 5);
    if (count < 0)
        return {};
    switch (text.back().unicode()) {
    case u'd': return today.addDays(-count);
    case u'w': return today.addDays(-7LL * count);
    case u'm': return today.addMonths(-count);
    case u'y': return today.addYears(-count);
    default: return {};
    }
}

} // namespace

QDate parseQueryDate(const QString& text, QDate today) {
    QString lower = text.toLower();
    if (lower == u"today" || lower == u"今日")
        return today;
    if (lower == u"yesterday" || lower == u"昨日")
        return today.addDays(-1);
    if (const QDate date = age(lower, today); date.isValid())
        return date;
    lower.replace(u'/', u'-').replace(u'.', u'-');
    const QStringList pieces = lower.split(u'-');
    if (pieces.size() > 3 || pieces.front().size() != 4)
        return {};
    const int year = number(pieces.front(), 4);
    const int month = pieces.size() > 1 ? number(pieces[1], 2) : 1;
    const int day = pieces.size() > 2 ? number(pieces[2], 2) : 1;
    return year < 1 || month < 1 || day < 1 ? QDate() : QDate(year, month, day);
}

} // namespace tributary::search::detail
