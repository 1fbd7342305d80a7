// SPDX-License-Identifier: GPL-3.0-or-later
// S5: what filters can say of a message by its row alone.
#include "sync/StoredMessageFacts.h"

#include "rules/FilterRun.h"

#include <gtest/gtest.h>

namespace tributary::sync::tst_StoredMessageFacts {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::FilterField;
using model::FilterTest;

store::StoredFacts row(std::optional<QString> listId) {
    store::StoredFacts row;
    row.from = {{u"Jane"_s, u"jane@work.example"_s}};
    row.to = {{{}, u"me@home.example"_s}};
    row.subject = u"Report"_s;
    row.listId = std::move(listId);
    return row;
}

rules::FilterOutcome ask(const rules::MessageFacts& facts, FilterField field, FilterTest test, const QString& value,
                         rules::FilterRun::Missing missing = rules::FilterRun::Missing::Ask) {
    model::Filter filter;
    filter.name = u"one"_s;
    filter.conditions = {{field, test, false, {}, value}};
    filter.actions = {{model::FilterVerb::Flag, {}}};
    return rules::FilterRun({filter}).run(facts, 0, missing);
}
rules::FilterOutcome askFinally(const rules::MessageFacts& facts, FilterField field, FilterTest test, const QString& value) {
    return ask(facts, field, test, value, rules::FilterRun::Missing::NoMatch);
}
rules::FilterOutcome askList(std::optional<QString> listId, FilterTest test, const QString& value = {}) {
    return ask(factsOfRow(row(std::move(listId)), {}, {}), FilterField::ListId, test, value);
}

TEST(StoredMessageFacts, S5_aFilterOnTheListNeedsNoBytesWhereTheRowKnowsIt) {
    for (const FilterTest test : {FilterTest::Contains, FilterTest::Exists}) {
        const QString value = test == FilterTest::Contains ? u"kernel"_s : QString();
        EXPECT_TRUE(askList(std::nullopt, test, value).needsBody);
        EXPECT_TRUE(askList(std::nullopt, test, value).matched.isEmpty());
        EXPECT_FALSE(askList(QString(), test, value).needsBody);
        EXPECT_TRUE(askList(QString(), test, value).matched.isEmpty()) << "it has none";
        EXPECT_FALSE(askList(u"Kernel <kernel.lists.example>"_s, test, value).needsBody);
        EXPECT_EQ(askList(u"Kernel <kernel.lists.example>"_s, test, value).matched, QList<int>{0});
    }
    EXPECT_TRUE(askList(u"<rail.example>"_s, FilterTest::Contains, u"kernel"_s).matched.isEmpty());
}

TEST(StoredMessageFacts, S5_whereTheBytesCannotBeHadTheRowStillCounts) {
    const rules::MessageFacts facts = factsOfRow(row(u"<kernel.lists.example>"_s), {}, {});
    EXPECT_EQ(askFinally(facts, FilterField::Subject, FilterTest::Is, u"report"_s).matched, QList<int>{0});
    EXPECT_EQ(askFinally(facts, FilterField::From, FilterTest::Contains, u"jane"_s).matched, QList<int>{0});
    EXPECT_EQ(askFinally(facts, FilterField::To, FilterTest::Contains, u"home"_s).matched, QList<int>{0});
    EXPECT_EQ(askFinally(facts, FilterField::ListId, FilterTest::Contains, u"kernel"_s).matched, QList<int>{0});
    const rules::FilterOutcome text = askFinally(facts, FilterField::Body, FilterTest::Contains, u"x"_s);
    EXPECT_FALSE(text.needsBody);
    EXPECT_TRUE(text.matched.isEmpty());
    const rules::MessageFacts unknown = factsOfRow(row(std::nullopt), {}, {});
    EXPECT_FALSE(askFinally(unknown, FilterField::ListId, FilterTest::Exists, {}).needsBody);
    EXPECT_TRUE(askFinally(unknown, FilterField::ListId, FilterTest::Exists, {}).matched.isEmpty());
}

} // namespace
} // namespace tributary::sync::tst_StoredMessageFacts
