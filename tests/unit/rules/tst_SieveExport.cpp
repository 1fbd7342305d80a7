// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/SieveExport.h"

#include "rules/SieveMarkers.h"
#include "unit/rules/RulesMail.h"

#include <gtest/gtest.h>

namespace tributary::rules::tst_SieveExport {
namespace {

using namespace testing;
using enum model::FilterField;
using enum model::FilterTest;
using model::FilterJoin;
using model::FilterVerb;

SieveServer dovecot() {
    SieveServer server;
    server.extensions = {"fileinto", "imap4flags", "copy", "body", "variables", "date", "relational", "mailbox"};
    server.junk = QStringLiteral("Junk");
    server.trash = QStringLiteral("Trash");
    server.zone = QTimeZone::utc();
    return server;
}

std::string why(const model::FilterCondition& asked, const SieveServer& server = dovecot()) {
    const auto obstacle = sieveObstacle(filter(1, {asked}), server);
    return obstacle ? sieveObstacleName(obstacle->why).data() + (obstacle->detail.isEmpty() ? std::string() : " " + obstacle->detail.toStdString()) : "";
}

std::string verdicts(const SieveScript& script) {
    std::string all;
    for (const ExportedFilter& verdict : script.filters)
        all += (verdict.obstacle ? std::string(sieveObstacleName(verdict.obstacle->why).data()) : std::string("server")) + " ";
    return all;
}

const auto kReport = condition(Subject, Contains, "report");
const auto kHere = condition(Attachment, Exists, "");

TEST(SieveExport, writesWhatItMeans) {
    const SieveScript script = exportFilters({filter(12, {condition(From, Ends, "@Work.example"), condition(Subject, Is, "a\"b", true)},
                                                     {action(FilterVerb::Flag), action(FilterVerb::Move, "A/B"), action(FilterVerb::Stop)})},
                                             dovecot());
    EXPECT_EQ(verdicts(script), "server ");
    EXPECT_TRUE(script.text.contains("require [\"fileinto\", \"imap4flags\"];\r\n"));
    EXPECT_TRUE(script.text.contains("if allof (address :all :matches \"from\" \"*@work.example\",\r\n        not header :is \"subject\" [\"a\\\"b\", ")) << script.text.toStdString();
    EXPECT_TRUE(script.text.contains("{\r\n    addflag \"\\\\Flagged\";\r\n    fileinto \"A/B\";\r\n    stop;\r\n}\r\n"));
    EXPECT_EQ(readExported(script.text).state, ScriptState::Unchanged);
    EXPECT_EQ(readExported(script.text).filters, (QList<MarkedFilter>{{FilterId(12), utf8("filter 12"), false}}));
}

TEST(SieveExport, saysWhyAFilterMustRunHere) {
    EXPECT_EQ(why(condition(Subject, Expression, "a+")), "expression");
    EXPECT_EQ(why(condition(Subject, Contains, "テスト")), "width-folding テスト");
    EXPECT_EQ(why(condition(Subject, Contains, "École")), "width-folding École");
    EXPECT_EQ(why(condition(Subject, Contains, "㈱")), "width-folding ㈱");
    EXPECT_EQ(why(condition(Subject, Contains, "（株）")), "width-folding （株）");
    EXPECT_EQ(why(condition(Subject, Is, "Straße")), "width-folding Straße");
    EXPECT_EQ(why(condition(Subject, Wildcard, "a?b")), "wildcard-character");
    EXPECT_EQ(why(condition(From, Is, "Jane")), "display-name");
    EXPECT_EQ(why(condition(Body, Contains, "x")), "body-read-otherwise");
    EXPECT_EQ(why(condition(Attachment, Exists, "")), "attachment-test");
    EXPECT_EQ(why(condition(Age, Above, "3")), "age-test");
    EXPECT_EQ(why(condition(Account, Is, "a@b.example")), "account-test");
    EXPECT_EQ(why(condition(Subject, Contains, "${x}")), "cannot-be-quoted ${x}");
    EXPECT_EQ(why(condition(Subject, Contains, "")), "cannot-run");
    for (const auto& fine : {condition(Subject, Contains, "請求書 No.1"), condition(Subject, Contains, "ｉｎｖｏｉｃｅ"), condition(From, Wildcard, "x*@*"),
                             condition(From, Contains, "Jane"), condition(Size, Above, "10"), condition(ListId, Exists, ""), condition(Date, Since, "2026-01-01")})
        EXPECT_EQ(why(fine), "") << fine.value.toStdString();
}

TEST(SieveExport, asksTheServerForWhatItHasOnly) {
    SieveServer bare;
    bare.zone = QTimeZone::utc();
    EXPECT_EQ(why(kReport, bare), "missing-extension imap4flags");
    EXPECT_EQ(why(condition(Date, Since, "2026-01-01"), bare), "missing-extension date");
    const auto junk = filter(1, {kReport}, {action(FilterVerb::Junk)});
    bare.extensions = {"fileinto"};
    EXPECT_EQ(sieveObstacle(junk, bare)->why, SieveObstacle::NoMailbox);
    bare.extensions.insert("special-use");
    EXPECT_EQ(sieveObstacle(junk, bare), std::nullopt);
    EXPECT_EQ(sieveObstacle(filter(1, {kReport}, {action(FilterVerb::Forward, "a@b.example")}), bare)->detail.toStdString(), "copy");
    EXPECT_EQ(exportFilters({junk}, bare).text.count("fileinto :specialuse \"\\\\Junk\" \"Junk\";"), 1);
    SieveServer unicode = dovecot();
    unicode.extensions.insert("comparator-i;unicode-casemap");
    EXPECT_EQ(why(condition(Subject, Is, "テスト"), unicode), "");
    EXPECT_EQ(why(condition(Subject, Contains, "テスト"), unicode), "width-folding テスト"); // ト゛ would be found there
    EXPECT_EQ(why(condition(Subject, Contains, "テスト会議"), unicode), "");
    EXPECT_EQ(why(condition(Subject, Is, "Straße"), unicode), "width-folding Straße");
}

TEST(SieveExport, mailboxNamesAreTheServers) {
    SieveServer dots = dovecot();
    dots.delimiter = '.';
    const auto move = [](const char* name) { return filter(1, {kReport}, {action(FilterVerb::Move, name)}); };
    EXPECT_TRUE(exportFilters({move("A/B")}, dots).text.contains("fileinto \"A.B\";"));
    EXPECT_EQ(sieveObstacle(move("A.B"), dots)->why, SieveObstacle::MailboxName);
    dots.delimiter = 0;
    EXPECT_EQ(sieveObstacle(move("A/B"), dots)->why, SieveObstacle::MailboxName);
}

TEST(SieveExport, noFilterOvertakesOneThatRunsHere) {
    const auto here = filter(1, {kHere}, {action(FilterVerb::Move, "A")});
    auto hereStops = here;
    hereStops.actions.append(action(FilterVerb::Stop));
    const auto flags = filter(2, {kReport}, {action(FilterVerb::Flag), action(FilterVerb::Label, "x")});
    const auto moves = filter(3, {kReport}, {action(FilterVerb::Move, "B")});
    const auto stopping = filter(4, {kReport}, {action(FilterVerb::Stop)});
    EXPECT_EQ(verdicts(exportFilters({here, flags, moves, stopping}, dovecot())), "attachment-test server behind-local-filter behind-local-filter ");
    EXPECT_EQ(verdicts(exportFilters({hereStops, flags}, dovecot())), "attachment-test behind-local-filter ");
    EXPECT_EQ(exportFilters({here, moves}, dovecot()).filters[1].obstacle->detail.toStdString(), "filter 1");
    EXPECT_EQ(verdicts(exportFilters({moves, here}, dovecot())), "ahead-of-local-filter attachment-test ");
    auto closes = moves;
    closes.actions.append(action(FilterVerb::Stop));
    EXPECT_EQ(verdicts(exportFilters({closes, here}, dovecot())), "server attachment-test ");
    auto off = hereStops;
    off.enabled = false;
    const auto broken = filter(5, {condition(Subject, Expression, "(")});
    EXPECT_EQ(verdicts(exportFilters({off, broken, moves}, dovecot())), "turned-off cannot-run server ");
}

TEST(SieveExport, withoutVariablesAnOpenPlaceRunsHere) {
    SieveServer old = dovecot();
    old.extensions.remove("variables");
    const auto moves = filter(1, {kReport}, {action(FilterVerb::Move, "B")});
    auto ends = moves;
    ends.actions.append(action(FilterVerb::Stop));
    const auto flags = filter(2, {kReport});
    EXPECT_EQ(verdicts(exportFilters({moves, flags}, old)), "missing-extension server ");
    EXPECT_EQ(verdicts(exportFilters({ends, flags, moves}, old)), "server server server ");
    EXPECT_FALSE(exportFilters({ends, moves}, dovecot()).text.contains("variables"));
    EXPECT_TRUE(exportFilters({moves, flags}, dovecot()).text.contains("\"variables\""));
}

TEST(SieveExport, aMailboxThatIsFiledIntoTwiceRunsHere) {
    const auto copies = filter(1, {kReport}, {action(FilterVerb::Copy, "C")});
    const auto moves = filter(2, {kReport}, {action(FilterVerb::Move, "C"), action(FilterVerb::Stop)});
    EXPECT_EQ(verdicts(exportFilters({copies, copies}, dovecot())), "server same-mailbox-twice ");
    EXPECT_EQ(verdicts(exportFilters({copies, moves}, dovecot())), "server same-mailbox-twice ");
    EXPECT_EQ(verdicts(exportFilters({moves, moves}, dovecot())), "server server ");
}

TEST(SieveExport, S4_whatAReplyThatRunsHereMustSeeIsNotFiledByTheServer) {
    const QList<model::Filter> all{filter(1, {kReport}, {action(FilterVerb::Flag)}), filter(2, {kReport}, {action(FilterVerb::Junk), action(FilterVerb::Stop)}),
                                   filter(3, {kReport}, {action(FilterVerb::Move, "Trash"), action(FilterVerb::Stop)}), filter(4, {kReport}, {action(FilterVerb::Move, "Work"), action(FilterVerb::Stop)}),
                                   filter(5, {kReport}, {action(FilterVerb::Flag)})};
    EXPECT_EQ(verdicts(exportFilters(all, dovecot())), "server server server server server ");
    EXPECT_EQ(verdicts(exportFilters(all, dovecot(), {}, {}, true)), "server server server ahead-of-reply behind-local-filter ") << "what is sorted out is not answered";
    EXPECT_EQ(verdicts(exportFilters({filter(1, {kHere}, {action(FilterVerb::Move, "Work")})}, dovecot(), {}, {}, true)), "attachment-test ") << "its own obstacle is the weightier one";
}

TEST(SieveExport, whatPeopleWriteStaysText) {
    auto evil = filter(1, {condition(Header, Contains, "\"; discard; #", false, "X-A")}, {action(FilterVerb::Move, "\"; discard; stop; \"")});
    evil.name = utf8("x\r\ndiscard;\r\n# tributary-end 1");
    const SieveScript script = exportFilters({evil}, dovecot());
    EXPECT_EQ(verdicts(script), "server ");
    EXPECT_FALSE(script.text.contains("\ndiscard"));
    EXPECT_EQ(readExported(script.text).filters.value(0).name, evil.name);
    evil.name = utf8("*/ tributary-end 1");
    const SieveScript named = exportFilters({evil}, dovecot());
    EXPECT_TRUE(named.text.contains("fileinto \"\\\"; discard; stop; \\\"\";"));
    EXPECT_EQ(readExported(named.text).filters.size(), 1);
}

} // namespace
} // namespace tributary::rules::tst_SieveExport
