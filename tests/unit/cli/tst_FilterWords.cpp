// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/FilterWords.h"

#include <gtest/gtest.h>

namespace tributary::cli::tst_FilterWords {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::FilterField;
using model::FilterJoin;
using model::FilterTest;
using model::FilterVerb;

Result<model::Filter> parsed(const QStringList& arguments) {
    const auto line = parseCommandLine(QStringList{u"filter"_s, u"add"_s} + arguments);
    return line ? filterFromOptions(*line, {}) : Result<model::Filter>(failure(line.error()));
}

TEST(FilterWords, S5_conditionsAndActionsStandAsTheyAreSaid) {
    const auto filter = parsed({u"--name"_s, u"Lists"_s, u"--if"_s, u"list-id"_s, u"contains"_s, u"kernel"_s, u"--if"_s, u"header:X-Spam"_s, u"not-exists"_s, u"--any"_s,
                                u"--then"_s, u"move"_s, u"Lists/Kernel"_s, u"--then"_s, u"mark-read"_s, u"--then"_s, u"stop"_s});
    ASSERT_TRUE(filter) << filter.error().detail.toStdString();
    EXPECT_EQ(filter->name, u"Lists"_s);
    EXPECT_EQ(filter->join, FilterJoin::Any);
    ASSERT_EQ(filter->conditions.size(), 2);
    EXPECT_EQ(filter->conditions[0], (model::FilterCondition{FilterField::ListId, FilterTest::Contains, false, {}, u"kernel"_s}));
    EXPECT_EQ(filter->conditions[1], (model::FilterCondition{FilterField::Header, FilterTest::Exists, true, u"X-Spam"_s, {}}));
    ASSERT_EQ(filter->actions.size(), 3);
    EXPECT_EQ(filter->actions[0], (model::FilterAction{FilterVerb::Move, u"Lists/Kernel"_s}));
    EXPECT_EQ(filter->actions[2].verb, FilterVerb::Stop);
}

TEST(FilterWords, S5_aValueMayLookLikeAnOption) {
    const auto filter = parsed({u"--if"_s, u"subject"_s, u"is"_s, u"--any"_s, u"--then"_s, u"flag"_s});
    ASSERT_TRUE(filter);
    EXPECT_EQ(filter->conditions[0].value, u"--any"_s);
    EXPECT_EQ(filter->join, FilterJoin::All);
}

TEST(FilterWords, S5_whatIsMissingIsUsage) {
    EXPECT_FALSE(parseCommandLine({u"filter"_s, u"add"_s, u"--if"_s, u"subject"_s, u"is"_s}));
    EXPECT_FALSE(parseCommandLine({u"filter"_s, u"add"_s, u"--every"_s}));
    EXPECT_FALSE(parseCommandLine({u"filter"_s, u"add"_s, u"--every"_s, u"--any"_s, u"--then"_s, u"flag"_s}));
    EXPECT_FALSE(parseCommandLine({u"filter"_s, u"add"_s, u"--every"_s, u"--then"_s, u"move"_s}));
    EXPECT_FALSE(parseCommandLine({u"filter"_s, u"test"_s}));
    EXPECT_FALSE(parseCommandLine({u"filter"_s, u"server"_s, u"ann"_s, u"--on"_s, u"--off"_s}));
    EXPECT_FALSE(parseCommandLine({u"filter"_s, u"server"_s, u"ann"_s, u"--keep"_s, u"both"_s}));
    EXPECT_TRUE(parseCommandLine({u"filter"_s, u"test"_s, u"--id"_s, u"3"_s}));
}

TEST(FilterWords, S5_wordsThatAreNoneAreToldWithThoseThatAre) {
    const auto field = parsed({u"--if"_s, u"colour"_s, u"is"_s, u"red"_s, u"--then"_s, u"flag"_s});
    ASSERT_FALSE(field);
    EXPECT_EQ(field.error().code, ErrorCode::BadValue);
    EXPECT_TRUE(field.error().detail.contains(u"recipient"_s));
    EXPECT_FALSE(parsed({u"--every"_s, u"--then"_s, u"burn"_s}));
}

TEST(FilterWords, S5_aFilterIsReadBackAsItWasPrinted) {
    model::Filter filter;
    filter.name = u"会議"_s;
    filter.enabled = false;
    filter.join = FilterJoin::EveryMail;
    filter.conditions = {{FilterField::Header, FilterTest::Begins, true, u"X-A"_s, u"v"_s}, {FilterField::Size, FilterTest::Above, false, {}, u"1000"_s}};
    filter.actions = {{FilterVerb::Label, u"work"_s}, {FilterVerb::Delete, {}}};
    const auto read = filterFromJson(filterJson(filter), {});
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, filter);
}

TEST(FilterWords, S4_aVacationIsReadBackAsItWasPrinted) {
    engine::VacationView view;
    view.vacation.on = true;
    view.vacation.subject = u"Away"_s;
    view.vacation.reply = {u"text"_s, u"<p>text</p>"_s};
    view.vacation.insideReply = model::VacationText{u"inside"_s, {}};
    view.vacation.fromMs = 1'772'000'000'000;
    view.vacation.timeZone = "Asia/Tokyo";
    view.vacation.weekdays = {1, 7};
    view.vacation.hoursFrom = QTime(9, 30);
    view.vacation.hoursUntil = QTime(17, 0);
    view.vacation.audience = model::VacationAudience::Others;
    view.vacation.exceptions = {u"@x.example"_s};
    view.vacation.intervalDays = 3;
    const auto read = vacationFromJson(vacationJson(view), {});
    ASSERT_TRUE(read) << read.error().detail.toStdString();
    EXPECT_EQ(*read, view.vacation);
}

TEST(FilterWords, S4_timesAndHoursThatAreNoneAreRefused) {
    const auto set = [](const QStringList& more) {
        const auto line = parseCommandLine(QStringList{u"vacation"_s, u"set"_s, u"ann"_s} + more);
        return line ? vacationFromOptions(*line, {}) : Result<model::Vacation>(failure(line.error()));
    };
    EXPECT_FALSE(set({u"--from"_s, u"tomorrow"_s}));
    EXPECT_FALSE(set({u"--hours"_s, u"9-17"_s}));
    EXPECT_FALSE(set({u"--audience"_s, u"friends"_s}));
    const auto good = set({u"--from"_s, u"2026-12-24"_s, u"--until"_s, u"2026-12-27T18:00:00+01:00"_s, u"--hours"_s, u"09:00-17:30"_s, u"--weekdays"_s, u"1,2"_s});
    ASSERT_TRUE(good);
    EXPECT_TRUE(good->fromMs && good->untilMs && good->hoursFrom && good->hoursUntil);
    EXPECT_EQ(good->weekdays, (QList<int>{1, 2}));
}

TEST(FilterWords, S4_timesWithoutAnOffsetAreOfTheReplysTimeZone) {
    const qint64 day = QDateTime::fromString(u"2026-12-23T15:00:00Z"_s, Qt::ISODate).toMSecsSinceEpoch();  // midnight in Tokyo
    const qint64 six = QDateTime::fromString(u"2026-12-27T09:00:00Z"_s, Qt::ISODate).toMSecsSinceEpoch();
    const auto line = parseCommandLine({u"vacation"_s, u"set"_s, u"ann"_s, u"--from"_s, u"2026-12-24"_s, u"--until"_s, u"2026-12-27T18:00:00"_s, u"--time-zone"_s, u"Asia/Tokyo"_s});
    ASSERT_TRUE(line);
    const auto given = vacationFromOptions(*line, {});
    ASSERT_TRUE(given);
    EXPECT_EQ(given->fromMs, day);
    EXPECT_EQ(given->untilMs, six);
    const auto read = vacationFromJson({{u"from"_s, u"2026-12-24"_s}, {u"until"_s, u"2026-12-27T18:00:00"_s}, {u"timeZone"_s, u"Asia/Tokyo"_s}}, {});
    ASSERT_TRUE(read);
    EXPECT_EQ(read->fromMs, day);
    EXPECT_EQ(read->untilMs, six);
    model::Vacation before;
    before.timeZone = "Asia/Tokyo";
    EXPECT_EQ(vacationFromJson({{u"until"_s, u"2026-12-27T18:00:00"_s}}, before)->untilMs, six) << "of the reply as it is saved";
    EXPECT_EQ(vacationFromJson({{u"until"_s, u"2026-12-27T18:00:00+01:00"_s}}, before)->untilMs, six + 8 * 3'600'000) << "it has its own";
    before.timeZone = "Nowhere/Nothing";
    EXPECT_FALSE(vacationFromJson({{u"until"_s, u"2026-12-27"_s}}, before));
}

} // namespace
} // namespace tributary::cli::tst_FilterWords
