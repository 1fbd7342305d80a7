// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/FilterCheck.h"

#include "rules/Limits.h"
#include "unit/rules/RulesMail.h"

#include <gtest/gtest.h>

namespace tributary::rules::tst_FilterCheck {
namespace {

using namespace testing;
using enum model::FilterField;
using enum model::FilterTest;
using model::FilterVerb;
using Place = FilterProblem::Place;

QList<FilterProblem> ofCondition(const model::FilterCondition& asked) { return checkFilter(filter(1, {asked})); }

QList<FilterProblem> conditionFault(FilterFault fault) { return {{Place::Condition, 0, fault}}; }

QList<FilterProblem> ofActions(const QList<model::FilterAction>& actions, const FilterSurroundings& around = {}) {
    return checkFilter(filter(1, {condition(Subject, Is, "x")}, actions), around);
}

TEST(FilterCheck, aSoundFilterHasNoProblem) {
    EXPECT_TRUE(checkFilter(filter(1, {condition(Subject, Is, "x")}, {action(FilterVerb::Move, "A"), action(FilterVerb::Stop)})).isEmpty());
    EXPECT_TRUE(checkFilter(filter(1, {}, {action(FilterVerb::Flag)}, model::FilterJoin::EveryMail)).isEmpty());
}

TEST(FilterCheck, namesEverythingThatIsWrongWithAnEmptyOne) {
    model::Filter nothing;
    EXPECT_EQ(checkFilter(nothing), (QList<FilterProblem>{{Place::Name, 0, FilterFault::NoName},
                                                          {Place::Filter, 0, FilterFault::NoCondition},
                                                          {Place::Filter, 0, FilterFault::NoAction}}));
    EXPECT_FALSE(canRun(checkFilter(nothing)));
}

TEST(FilterCheck, namesFaultsOfConditions) {
    EXPECT_EQ(ofCondition(condition(Subject, Contains, "")), conditionFault(FilterFault::EmptyValue));
    EXPECT_EQ(ofCondition(condition(Subject, Contains, "\xC2\xAD")), conditionFault(FilterFault::EmptyValue)); // a soft hyphen folds to nothing
    EXPECT_EQ(ofCondition(condition(Subject, Contains, "a\r\nb")), conditionFault(FilterFault::ControlCharacter));
    EXPECT_EQ(ofCondition(condition(Subject, Expression, "(")), conditionFault(FilterFault::BadExpression));
    EXPECT_EQ(ofCondition(condition(Subject, Above, "1")), conditionFault(FilterFault::TestDoesNotFit));
    EXPECT_EQ(ofCondition(condition(Attachment, Contains, "x")), conditionFault(FilterFault::TestDoesNotFit));
    EXPECT_EQ(ofCondition(condition(Header, Is, "x")), conditionFault(FilterFault::BadHeaderName));
    EXPECT_EQ(ofCondition(condition(Header, Is, "x", false, "X Y")), conditionFault(FilterFault::BadHeaderName));
    EXPECT_EQ(ofCondition(condition(Header, Is, "x", false, "X:")), conditionFault(FilterFault::BadHeaderName));
    EXPECT_EQ(ofCondition(condition(Header, Is, "x", false, "X-é")), conditionFault(FilterFault::BadHeaderName));
    for (const char* number : {"-1", "1.5", "1e3", "１", " 1", "99999999999999999999", "0x10"})
        EXPECT_EQ(ofCondition(condition(Size, Above, number)), conditionFault(FilterFault::BadNumber)) << number;
    for (const char* day : {"2026-02-30", "26-01-01", "2026-1-1", "0000-00-00", "tomorrow", "2026-01-01T00:00"})
        EXPECT_EQ(ofCondition(condition(Date, Before, day)), conditionFault(FilterFault::BadDate)) << day;
    EXPECT_EQ(ofCondition(condition(Subject, Is, QByteArray(limits::kValue + 1, 'x').constData())), conditionFault(FilterFault::ValueTooLong));
}

TEST(FilterCheck, namesFaultsOfActions) {
    EXPECT_EQ(ofActions({action(FilterVerb::Move)}), (QList<FilterProblem>{{Place::Action, 0, FilterFault::NoTarget}}));
    EXPECT_EQ(ofActions({action(FilterVerb::Label, "a b")}), (QList<FilterProblem>{{Place::Action, 0, FilterFault::NotAKeyword}}));
    EXPECT_EQ(ofActions({action(FilterVerb::Label, "\\Seen")}), (QList<FilterProblem>{{Place::Action, 0, FilterFault::NotAKeyword}}));
    EXPECT_EQ(ofActions({action(FilterVerb::Forward, "nobody")}), (QList<FilterProblem>{{Place::Action, 0, FilterFault::NotAnAddress}}));
    EXPECT_EQ(ofActions({action(FilterVerb::Forward, "a@b.example\r\nBcc: c@d.example")}),
              (QList<FilterProblem>{{Place::Action, 0, FilterFault::ControlCharacter}}));
    EXPECT_EQ(ofActions({action(FilterVerb::Stop), action(FilterVerb::Flag)}), (QList<FilterProblem>{{Place::Action, 1, FilterFault::BehindStop}}));
    EXPECT_EQ(ofActions({action(FilterVerb::Move, "A"), action(FilterVerb::Junk)}),
              (QList<FilterProblem>{{Place::Action, 1, FilterFault::SecondPlace}}));
    EXPECT_TRUE(canRun(ofActions({action(FilterVerb::Stop), action(FilterVerb::Flag)})));
}

TEST(FilterCheck, knowsMailboxesAndVerifiedAddresses) {
    FilterSurroundings around;
    around.mailboxes = {QStringLiteral("Inbox"), QStringLiteral("A/B")};
    around.verified = {QStringLiteral("me@else.example")};
    EXPECT_TRUE(ofActions({action(FilterVerb::Move, "A/B"), action(FilterVerb::Copy, "INBOX"), action(FilterVerb::Forward, "ME@else.example")}, around).isEmpty());
    EXPECT_EQ(ofActions({action(FilterVerb::Copy, "A"), action(FilterVerb::Forward, "you@else.example")}, around),
              (QList<FilterProblem>{{Place::Action, 0, FilterFault::MailboxGone}, {Place::Action, 1, FilterFault::NotVerified}}));
}

TEST(FilterCheck, refusesWhatIsBeyondTheLimits) {
    auto many = filter(1, QList<model::FilterCondition>(10'000, condition(Subject, Contains, "")), QList<model::FilterAction>(1'000, action(FilterVerb::Flag)));
    many.name = QString(1'000, u'n');
    EXPECT_EQ(checkFilter(many), (QList<FilterProblem>{{Place::Name, 0, FilterFault::NameTooLong},
                                                       {Place::Filter, 0, FilterFault::TooManyConditions},
                                                       {Place::Filter, 0, FilterFault::TooManyActions}}));
}

} // namespace
} // namespace tributary::rules::tst_FilterCheck
