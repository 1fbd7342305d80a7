// SPDX-License-Identifier: GPL-3.0-or-later
// Filters and vacation replies in words (S4, S5): what one does in a line, where it works and why, what is wrong, what it has done.
#include "ui/models/FilterText.h"
#include "ui/models/PlacementText.h"
#include "ui/models/VacationText.h"

#include <gtest/gtest.h>

#include <QDateTime>
#include <QSet>

namespace tributary::ui::tst_FilterText {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::FilterField;
using model::FilterTest;
using model::FilterVerb;

model::Filter boss() {
    model::Filter filter;
    filter.id = FilterId(7);
    filter.account = AccountId(1);
    filter.name = u"Boss"_s;
    filter.conditions = {{FilterField::From, FilterTest::Contains, false, {}, u"boss"_s}};
    filter.actions = {{FilterVerb::Move, u"Work"_s}, {FilterVerb::Stop, {}}};
    return filter;
}

TEST(FilterText, aLineSaysWhatAFilterDoes) {
    model::Filter filter = boss();
    EXPECT_EQ(filterLine(filter), u"From contains “boss” → move to Work, stop"_s);
    filter.conditions.append({FilterField::Size, FilterTest::Above, false, {}, u"1048576"_s});
    filter.conditions.append({FilterField::Attachment, FilterTest::Exists, true, {}, {}});
    const QString all = filterLine(filter);
    EXPECT_TRUE(all.contains(u"larger than"_s) && all.contains(u"and has no attachment"_s)) << qPrintable(all);
    filter.join = model::FilterJoin::Any;
    EXPECT_TRUE(filterLine(filter).contains(u"or has no attachment"_s));
    filter.join = model::FilterJoin::EveryMail;
    EXPECT_EQ(filterLine(filter), u"Every message → move to Work, stop"_s);
}

TEST(FilterText, percentSignsInATextAreNotPlaceholders) {
    model::Filter filter = boss();
    filter.conditions[0].value = u"100%2 off"_s;
    filter.actions[0].target = u"%1"_s;
    EXPECT_EQ(filterLine(filter), u"From contains “100%2 off” → move to %1, stop"_s);
}

TEST(FilterText, longFiltersStayShort) {
    model::Filter filter = boss();
    for (int i = 0; i < 99; ++i)
        filter.conditions.append({FilterField::Subject, FilterTest::Contains, false, {}, QString(1000, u'x')});
    EXPECT_LT(filterLine(filter).size(), 500);
    EXPECT_TRUE(filterLine(filter).contains(u"96 more"_s)) << qPrintable(filterLine(filter));
}

TEST(FilterText, everyChoiceHasWordsOfItsOwnAndFits) {
    for (const FilterField field : filterFields()) {
        EXPECT_FALSE(fieldTitle(field).isEmpty());
        QSet<QString> titles;
        for (const TestChoice& choice : testChoices(field)) {
            titles.insert(testTitle(field, choice));
            model::Filter filter = boss();
            filter.conditions = {{field, choice.test, choice.negated, {}, u"1"_s}};
            for (const engine::FilterProblem& problem : rules::checkFilter(filter))
                EXPECT_NE(problem.fault, engine::FilterFault::TestDoesNotFit) << qPrintable(fieldTitle(field) + u' ' + testTitle(field, choice));
            EXPECT_FALSE(conditionText(filter.conditions[0]).isEmpty());
        }
        EXPECT_EQ(titles.size(), testChoices(field).size()) << qPrintable(fieldTitle(field));
        EXPECT_FALSE(titles.contains(QString()));
    }
    EXPECT_EQ(filterFields().size(), static_cast<int>(FilterField::Account) + 1);
    EXPECT_EQ(filterVerbs().size(), static_cast<int>(FilterVerb::Stop) + 1);
    for (const FilterVerb verb : filterVerbs())
        EXPECT_FALSE(verbTitle(verb).isEmpty() || actionText({verb, u"x"_s}).isEmpty() || doneText({verb, u"x"_s}).isEmpty());
}

TEST(FilterText, everyFaultIsASentenceAndAMailboxThatIsGoneIsNamed) {
    for (int fault = 0; fault <= static_cast<int>(engine::FilterFault::SecondPlace); ++fault)
        EXPECT_TRUE(problemText({engine::FilterProblem::Place::Action, 0, static_cast<engine::FilterFault>(fault)}, boss()).endsWith(u'.') ||
                    fault == static_cast<int>(engine::FilterFault::NotVerified)) << fault;
    EXPECT_TRUE(problemText({engine::FilterProblem::Place::Action, 0, engine::FilterFault::MailboxGone}, boss()).contains(u"“Work”"_s));
}

TEST(FilterText, whereAFilterRunsAndWhy) {
    engine::ListedFilter listed{boss()};
    listed.placement = {engine::RunsAt::Server, engine::HereReason::None, {}, {}};
    EXPECT_EQ(filterPlacement(listed).kind, PlacementKind::Server);
    listed.placement = {engine::RunsAt::Here, engine::HereReason::CannotBeSaid, engine::SieveObstacle::BehindLocalFilter, u"Lists"_s};
    EXPECT_EQ(filterPlacement(listed).kind, PlacementKind::Here);
    EXPECT_TRUE(filterPlacement(listed).reason.contains(u"“Lists”"_s));
    listed.filter.enabled = false;
    EXPECT_EQ(filterPlacement(listed).kind, PlacementKind::Off);
    listed.problems = {{engine::FilterProblem::Place::Name, 0, engine::FilterFault::NoName}, {engine::FilterProblem::Place::Action, 0, engine::FilterFault::MailboxGone}};
    EXPECT_EQ(filterPlacement(listed).kind, PlacementKind::Invalid);
    EXPECT_TRUE(filterPlacement(listed).reason.contains(u"Work"_s));
    for (int why = 0; why <= static_cast<int>(engine::HereReason::OlderUndecided); ++why)
        EXPECT_FALSE(hereText({engine::RunsAt::Here, static_cast<engine::HereReason>(why), {}, {}}, why % 2 == 0).isEmpty()) << why;
    for (int obstacle = 0; obstacle <= static_cast<int>(engine::SieveObstacle::OtherScriptAnswers); ++obstacle)
        EXPECT_FALSE(obstacleText(static_cast<engine::SieveObstacle>(obstacle), u"x"_s).isEmpty()) << obstacle;
}

TEST(FilterText, whereADraftWillRunIsSaidOnlyWhereItCan) {
    using engine::HereReason;
    EXPECT_TRUE(draftPlacementText({engine::RunsAt::Nowhere, HereReason::None, {}, {}}, true).isEmpty());
    EXPECT_EQ(draftPlacementText({engine::RunsAt::Nowhere, HereReason::None, {}, {}}, false), u"It is turned off and looks at no mail."_s);
    EXPECT_TRUE(draftPlacementText({engine::RunsAt::Server, HereReason::None, {}, {}}, true).startsWith(u"Will run on the server."_s));
    EXPECT_EQ(draftPlacementText({engine::RunsAt::Here, HereReason::CannotBeSaid, engine::SieveObstacle::Expression, {}}, true), u"Will run on this computer. Servers have no regular expressions of this kind."_s);
    EXPECT_EQ(draftPlacementText({engine::RunsAt::Here, HereReason::NotAsked, {}, {}}, true),
              u"Will run on this computer for now. The server has not been asked yet whether it can do this."_s);
    EXPECT_TRUE(draftPlacementText({engine::RunsAt::Here, HereReason::Refused, {}, {}}, true).contains(u"as long as the server refuses"_s));
}

TEST(FilterText, whyAMessageWasMovedIsTheOneThatGaveItItsPlace) {
    const QDateTime now = QDateTime::currentDateTime();
    engine::FilterReason flagged{FilterId(1), u"Stars"_s, {FilterVerb::Flag, {}}, now.toMSecsSinceEpoch()};
    engine::FilterReason moved{FilterId(2), u"Boss"_s, {FilterVerb::Move, u"Work"_s}, now.toMSecsSinceEpoch()};
    const QList<engine::FilterReason> both{flagged, moved};
    ASSERT_NE(weightiestReason(both), nullptr);
    EXPECT_EQ(weightiestReason(both)->filter, FilterId(2));
    EXPECT_EQ(weightiestReason({}), nullptr);
    EXPECT_TRUE(reasonLine(moved, now).startsWith(u"Moved to Work by your filter “Boss” on this computer"_s)) << qPrintable(reasonLine(moved, now));
    moved.where = engine::RunsAt::Server;
    EXPECT_TRUE(reasonLine(moved, now).contains(u"at the server"_s));
    moved.isCertain = false;
    EXPECT_TRUE(reasonLine(moved, now).contains(u"it seems"_s));
}

TEST(VacationText, everyAnswerAndFaultHasWords) {
    QSet<QString> words;
    for (int answer = 0; answer <= static_cast<int>(engine::VacationAnswer::TooMany); ++answer)
        words.insert(vacationAnswerText(static_cast<engine::VacationAnswer>(answer)));
    EXPECT_EQ(words.size(), static_cast<int>(engine::VacationAnswer::TooMany) + 1);
    EXPECT_FALSE(words.contains(QString()));
    for (int fault = 0; fault <= static_cast<int>(engine::VacationFault::NoOutgoing); ++fault)
        EXPECT_FALSE(vacationFaultText({static_cast<engine::VacationFault>(fault), u"x"_s}).isEmpty()) << fault;
}

TEST(VacationText, theBannerNamesTheAccountAndTheEnd) {
    model::AccountSnapshot work;
    work.account.id = AccountId(1);
    work.account.name = u"Work"_s;
    engine::VacationView view;
    view.vacation.account = AccountId(1);
    view.vacation.on = true;
    EXPECT_TRUE(vacationBannerText({}, {work}).isEmpty());
    EXPECT_EQ(vacationBannerText({view}, {work}), u"Vacation reply is on for Work"_s);
    view.vacation.untilMs = QDateTime(QDate(2026, 12, 3), QTime(18, 0)).toMSecsSinceEpoch();
    EXPECT_TRUE(vacationBannerText({view}, {work}).startsWith(u"Vacation reply is on for Work until "_s));
    view.replies.stopped = model::VacationStop::TooMany;
    EXPECT_TRUE(repliesText(view, QDateTime::currentDateTime()).contains(u"switched itself off"_s));
}

TEST(VacationText, S4_whileTheServerAnswersYetItDoesNotSayThatNobodyDoes) {
    engine::VacationView view;
    view.vacation.account = AccountId(1);
    view.serverAnswersYet = true;
    EXPECT_TRUE(vacationBannerText({view}, {}).contains(u"the server still answers"_s));
    EXPECT_TRUE(vacationBannerText({view, view}, {}).contains(u"the server still answers"_s));
    EXPECT_TRUE(vacationPlacement(view.placement, false, {}, true).reason.contains(u"the server still answers"_s));
    EXPECT_TRUE(vacationPlacement(view.placement, false, {}).reason.contains(u"answers nobody"_s));
}

TEST(VacationText, S4_whoElseAnswersIsSaid) {
    using engine::HereReason;
    const engine::Placement here{engine::RunsAt::Here, HereReason::NotWanted, {}, {}};
    EXPECT_TRUE(vacationPlacement(here, true, {}, false, u"work"_s).reason.contains(u"two replies"_s));
    EXPECT_FALSE(vacationPlacement(here, true, {}).reason.contains(u"two replies"_s));
    EXPECT_TRUE(vacationPlacement(here, false, {}, false, u"work"_s).reason.contains(u"“work”"_s));
    engine::VacationView view;
    view.vacation.on = true;
    view.placement = {engine::RunsAt::Nowhere, HereReason::OlderAtServer, {}, {}};
    EXPECT_EQ(vacationPlacement(view.placement, true, {}).kind, PlacementKind::Unsure);
    EXPECT_FALSE(vacationPlacement(view.placement, true, {}).reason.contains(u"answered while Tributary runs"_s)) << "nobody is answered here";
    EXPECT_TRUE(vacationBannerText({view}, {}).contains(u"the text it had before"_s));
    EXPECT_TRUE(repliesText(view, QDateTime::currentDateTime()).contains(u"does not tell"_s));
}

} // namespace
} // namespace tributary::ui::tst_FilterText
