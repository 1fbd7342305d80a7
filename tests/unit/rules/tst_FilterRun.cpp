// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/FilterRun.h"

#include "unit/rules/RulesMail.h"

#include <gtest/gtest.h>

#include <random>

namespace tributary::rules::tst_FilterRun {
namespace {

using namespace testing;
using enum model::FilterField;
using enum model::FilterTest;
using model::FilterJoin;
using model::FilterVerb;

constexpr qint64 kNow = 1'800'000'000'000;

MessageFacts report() { return factsOf("From: jane@work.example\nTo: me@home.example\nSubject: Report\n\nnumbers\n"); }

FilterOutcome outcome(const QList<model::Filter>& filters, const MessageFacts& facts, const FilterRunOptions& options = {}) {
    return FilterRun(filters, options).run(facts, kNow);
}

std::string words(const FilterOutcome& outcome) {
    std::string all;
    for (const RunAction& said : outcome.actions)
        all += std::to_string(said.filter.value) + ":" + std::to_string(int(said.action.verb)) + said.action.target.toStdString() + " ";
    return all;
}

const auto kReport = condition(Subject, Contains, "report");
const auto kHoliday = condition(Subject, Contains, "holiday");

TEST(FilterRun, saysWhichFilterWantsWhatInOrder) {
    const auto result = outcome({filter(1, {kReport}, {action(FilterVerb::Flag), action(FilterVerb::Label, "work")}),
                                 filter(2, {kHoliday}, {action(FilterVerb::Junk)}), filter(3, {kReport}, {action(FilterVerb::Move, "R")})},
                                report());
    EXPECT_EQ(words(result), "1:2 1:3work 3:0R ");
    EXPECT_EQ(result.matched, (QList<int>{0, 2}));
    EXPECT_FALSE(result.stopped);
}

TEST(FilterRun, nothingIsDoneBehindStop) {
    const auto result = outcome({filter(1, {kReport}, {action(FilterVerb::Flag), action(FilterVerb::Stop), action(FilterVerb::Junk)}),
                                 filter(2, {kReport}, {action(FilterVerb::Delete)})},
                                report());
    EXPECT_EQ(words(result), "1:2 ");
    EXPECT_TRUE(result.stopped);
}

TEST(FilterRun, theFirstPlaceCountsAndNothingIsSaidTwice) {
    EXPECT_EQ(words(outcome({filter(1, {kReport}, {action(FilterVerb::Move, "A"), action(FilterVerb::Flag)}),
                             filter(2, {kReport}, {action(FilterVerb::Move, "B"), action(FilterVerb::Copy, "C"), action(FilterVerb::Flag)}),
                             filter(3, {kReport}, {action(FilterVerb::Delete)})},
                            report())),
              "1:0A 1:2 2:1C ");
}

TEST(FilterRun, passesOverWhatIsOffInvalidOrNotConcerned) {
    auto off = filter(1, {kReport});
    off.enabled = false;
    const auto bad = filter(2, {condition(Subject, Expression, "(")});
    auto later = filter(3, {kReport});
    later.sinceMs = kNow;
    MessageFacts facts = report();
    facts.receivedMs = kNow - 1;
    const FilterRun run({off, bad, later, filter(4, {kReport}, {action(FilterVerb::MarkRead)})});
    EXPECT_EQ(words(run.run(facts, kNow)), "4:4 ");
    EXPECT_EQ(run.skipped(), QList<int>{1});
    facts.receivedMs = kNow;
    EXPECT_EQ(words(run.run(facts, kNow)), "3:2 4:4 ");
    FilterRunOptions everything;
    everything.everything = true;
    facts.receivedMs = 1;
    EXPECT_EQ(words(outcome({off, later}, facts, everything)), "1:2 ");
}

TEST(FilterRun, aMailboxThatIsGoneStopsOnlyItsFilter) {
    FilterRunOptions options;
    options.surroundings.mailboxes = {QStringLiteral("INBOX")};
    EXPECT_EQ(words(outcome({filter(1, {kReport}, {action(FilterVerb::Move, "Gone"), action(FilterVerb::Stop)}), filter(2, {kReport})}, report(), options)),
              "2:2 ");
}

TEST(FilterRun, whatTheServerDoesIsNotSaidButCounts) {
    FilterRunOptions options;
    options.atServer = {FilterId(1)};
    EXPECT_EQ(words(outcome({filter(1, {kReport}, {action(FilterVerb::Move, "A")}), filter(2, {kReport}, {action(FilterVerb::Junk), action(FilterVerb::Flag)})},
                            report(), options)),
              "2:2 ");
    EXPECT_EQ(words(outcome({filter(1, {kReport}, {action(FilterVerb::Stop)}), filter(2, {kReport})}, report(), options)), "");
    const auto forward = action(FilterVerb::Forward, "you@else.example"); // and not a second time
    EXPECT_EQ(words(outcome({filter(1, {kReport}, {forward}), filter(2, {kReport}, {forward})}, report(), options)), "");
}

TEST(FilterRun, asksForTheBodyBeforeItSaysAnything) {
    MessageFacts facts = report();
    facts.body.reset();
    const QList<model::Filter> filters{filter(1, {kReport}), filter(2, {condition(Body, Contains, "numbers")}, {action(FilterVerb::Junk)})};
    const auto without = outcome(filters, facts);
    EXPECT_TRUE(without.needsBody);
    EXPECT_TRUE(without.actions.isEmpty());
    EXPECT_EQ(words(outcome(filters, report())), "1:2 2:5 ");
    auto stopping = filters;
    stopping[0].actions.append(action(FilterVerb::Stop));
    EXPECT_EQ(words(outcome(stopping, facts)), "1:2 ");
}

TEST(FilterRun, aListIdThatARowKnowsNeedsNoHeaderSection) {
    MessageFacts facts = report();
    facts.fields.clear();
    facts.fieldsKnown = false;
    facts.listId = QStringLiteral("L <l.x.example>");
    auto named = condition(Header, Contains, "l.x.example");
    named.header = QStringLiteral("List-ID");
    for (const auto& one : {condition(ListId, Contains, "l.x.example"), named}) {
        const FilterOutcome said = outcome({filter(1, {one})}, facts);
        EXPECT_FALSE(said.needsBody);
        EXPECT_EQ(said.actions.size(), 1);
    }
    named.header = QStringLiteral("X-List");
    EXPECT_TRUE(outcome({filter(1, {named})}, facts).needsBody);
}

TEST(FilterRun, whereTheTextDoesNotComeNothingIsSaidOfWhatItLacks) {
    auto lacks = condition(Body, Contains, "meeting");
    lacks.negated = true;
    const FilterRun run({filter(1, {lacks}, {action(FilterVerb::Delete)})}, {});
    MessageFacts facts = report();
    facts.body.reset();
    EXPECT_TRUE(run.run(facts, kNow).needsBody);
    const FilterOutcome said = run.run(facts, kNow, FilterRun::Missing::NoMatch);
    EXPECT_FALSE(said.needsBody);
    EXPECT_TRUE(said.actions.isEmpty());
    facts.body = QStringLiteral("a party");
    EXPECT_EQ(run.run(facts, kNow, FilterRun::Missing::NoMatch).actions.size(), 1);
}

/// The words of each test are few, so that needles overlap, contain and follow each other.
TEST(FilterRun, searchingForAllAtOnceFindsWhatEachFilterFindsAlone) {
    std::mt19937 random(20261127);
    const auto word = [&random](int most) {
        QByteArray made;
        for (int n = 1 + int(random() % unsigned(most)); n > 0; --n)
            made += QByteArray("a\0b\0c\0テ\0", 10).split('\0').value(int(random() % 4));
        return made;
    };
    QList<model::Filter> filters;
    for (int i = 0; i < 300; ++i)
        filters.append(filter(i + 1, {condition(random() % 2 == 0 ? Subject : Body, random() % 4 != 0 ? Contains : Wildcard,
                                                (random() % 4 != 0 ? word(6) : word(2) + "*" + word(2)).constData(), random() % 5 == 0),
                                      condition(Subject, Contains, word(2).constData())},
                              {action(FilterVerb::Label, QByteArray("l" + QByteArray::number(i)).constData())}, random() % 2 == 0 ? FilterJoin::All : FilterJoin::Any));
    const FilterRun run(filters);
    for (int m = 0; m < 200; ++m) {
        MessageFacts facts;
        facts.subject = QString::fromUtf8(word(12));
        facts.body = QString::fromUtf8(word(40));
        QList<int> alone;
        for (int i = 0; i < filters.size(); ++i) {
            if (makeCompiledFilter(filters[i])->match(FoldedFacts(facts), kNow) == FilterMatch::Yes)
                alone.append(i);
        }
        ASSERT_EQ(run.run(facts, kNow).matched, alone) << facts.subject.toStdString() << " / " << facts.body->toStdString();
    }
}

} // namespace
} // namespace tributary::rules::tst_FilterRun
