// SPDX-License-Identifier: GPL-3.0-or-later
// Filters as people have them, for the benchmarks: senders, domains, words of subjects, lists, sizes; a tenth is Japanese. The same number gives
// the same filter everywhere.
#pragma once

#include "model/Filter.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace tributary::bench {

/// What the conditions look at beside sender, recipients, subject and size.
struct FilterFields {
    bool lists = false;  ///< a tenth of the conditions asks for List-Id
    bool bodies = false; ///< every fourth filter asks for a word of the text, too
};

/// Of subjects and texts.
inline QString sampleWord(unsigned number) {
    static const QStringList parts{QStringLiteral("in"), QStringLiteral("voice"), QStringLiteral("re"),   QStringLiteral("port"), QStringLiteral("meet"),
                                   QStringLiteral("ing"), QStringLiteral("会議"), QStringLiteral("請求"), QStringLiteral("テスト"), QStringLiteral("plan")};
    return parts[number % 10] + parts[number / 10 % 10] + QString::number(number % 997);
}

inline QString sampleSender(unsigned user, unsigned host) { return QStringLiteral("user%1@host%2.example").arg(user).arg(host); }

inline model::FilterCondition sampleCondition(unsigned number, const FilterFields& fields) {
    using enum model::FilterField;
    using enum model::FilterTest;
    const QString name = sampleWord(number * 7919U);
    switch (number % 10) {
    case 0:
    case 1:
    case 2: return {From, Is, false, {}, sampleSender(number % 5000, number % 300)};
    case 3: return {From, Ends, false, {}, QStringLiteral("@host%1.example").arg(number % 300)};
    case 4:
    case 5:
    case 6: return {Subject, Contains, false, {}, name};
    case 7: return {Recipient, Contains, false, {}, QStringLiteral("team%1").arg(number % 200)};
    case 8: return fields.lists ? model::FilterCondition{ListId, Contains, false, {}, QStringLiteral("list%1").arg(number % 200)}
                                : model::FilterCondition{Subject, Begins, false, {}, name};
    default: return number % 20 == 9 ? model::FilterCondition{Subject, Wildcard, false, {}, QString(name + QStringLiteral("*"))}
                                     : model::FilterCondition{Size, Above, false, {}, QString::number(1'000'000 + number)};
    }
}

inline QList<model::Filter> sampleFilters(unsigned count, const FilterFields& fields) {
    QList<model::Filter> filters;
    for (unsigned i = 0; i < count; ++i) {
        model::Filter filter;
        filter.id = FilterId(qint64(i) + 1);
        filter.name = QStringLiteral("filter %1").arg(i);
        filter.conditions = {sampleCondition(i, fields)};
        if (i % 3 == 0)
            filter.conditions.append(sampleCondition(i + 4, fields));
        if (fields.bodies && i % 4 == 0)
            filter.conditions.append({model::FilterField::Body, model::FilterTest::Contains, false, {}, sampleWord(i * 31U)});
        filter.join = i % 2 == 0 ? model::FilterJoin::Any : model::FilterJoin::All;
        filter.actions = {{model::FilterVerb::Label, QStringLiteral("label%1").arg(i)}};
        filters.append(filter);
    }
    return filters;
}

} // namespace tributary::bench
