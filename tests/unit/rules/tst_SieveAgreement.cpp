// SPDX-License-Identifier: GPL-3.0-or-later
// Generated filters on generated messages, by a mail server's Sieve and by FilterRun: what the exporter gives to the server ends as it
// would have ended here. TRIBUTARY_RULES_SEED=n tries other ones; TRIBUTARY_AGREEMENT=long takes 5,000 messages (tst_SieveAgreement_long).
#include "rules/FilterRun.h"
#include "rules/SieveExport.h"
#include "unit/rules/RulesMail.h"
#include "unit/rules/SieveProgram.h"

#include <gtest/gtest.h>

#include <random>

namespace tributary::rules::tst_SieveAgreement {
namespace {

using namespace testing;
using enum model::FilterField;
using enum model::FilterTest;
using model::FilterJoin;
using model::FilterVerb;

constexpr qint64 kNow = 1'800'000'000'000;

unsigned seed(unsigned usual) {
    const int wished = qEnvironmentVariableIntValue("TRIBUTARY_RULES_SEED");
    return wished > 0 ? unsigned(wished) : usual;
}

/// How many messages: as many as every run can afford (each is a start of sieve-test), or as many as issue 9 asks for.
int messages(int inEveryRun, int inLongRun) { return qEnvironmentVariable("TRIBUTARY_AGREEMENT") == QLatin1StringView("long") ? inLongRun : inEveryRun; }

/// What came out otherwise at the server than here, all of it, to be looked through.
class Differences {
  public:
    void compare(const Delivered& server, const Delivered& here, const QByteArray& message, const QByteArray& script) {
        ++m_compared;
        if (words(server) == words(here))
            return;
        m_list += "--- server: " + words(server) + "\n    here:   " + words(here) + "\n" + message.toStdString();
        ++m_found;
        if (m_script != script) // once for all messages of it
            m_list += "--- by\n" + script.toStdString();
        m_script = script;
    }
    [[nodiscard]] int found() const { return m_found; }
    [[nodiscard]] std::string text() const { return std::to_string(m_found) + " of " + std::to_string(m_compared) + " messages:\n" + m_list; }

  private:
    int m_compared = 0, m_found = 0;
    QByteArray m_script; ///< the one printed last
    std::string m_list;
};

class Chance {
  public:
    explicit Chance(unsigned number) : m_random(number) {}
    int below(int most) { return int(m_random() % unsigned(most)); }
    bool one(int in) { return below(in) == 0; }
    QByteArray of(const QByteArrayList& list) { return list[below(int(list.size()))]; }

  private:
    std::mt19937 m_random;
};

SieveServer pigeonhole() {
    SieveServer server;
    server.extensions = {"fileinto", "imap4flags", "copy", "body", "variables", "date", "relational", "mailbox", "envelope"};
    server.junk = QStringLiteral("Junk");
    server.trash = QStringLiteral("Trash");
    server.zone = QTimeZone("Asia/Tokyo");
    return server;
}

/// As mail has it: raw, quoted-printable, base64, ISO-2022-JP.
QByteArray subjectWord(Chance& chance) {
    switch (chance.below(4)) {
    case 0: return "=?UTF-8?B?" + chance.of({"請求書", "会議 invoice", "ｉｎｖｏｉｃｅ", "ＩＮＶＯＩＣＥ 12", "ﾃｽﾄ", "テスト", "Café", "株式会社"}).toBase64() + "?=";
    case 1: return "=?iso-2022-jp?B?" + QByteArray("\x1b$B" + chance.of({"@A5a=q", "2q5D", "#A#B#C", "%F%9%H"}) + "\x1b(B").toBase64() + "?=";
    case 2: return "=?utf-8?Q?caf=C3=A9_=E4=BC=9A=E8=AD=B0?=";
    default:
        return chance.of({"Invoice", "INVOICE 12", "report", "a\"b\\c", "50*", "what?", "[list]", "Re:", "abc", "final (1)", "x*y?z", "report final"});
    }
}

QByteArray address(Chance& chance) {
    const QByteArray spec = chance.of({"jane@work.example", "JANE@Work.Example", "bob@x.example", "boss@work.example", "list-owner@lists.example", "a.b+tag@home.example"});
    switch (chance.below(5)) {
    case 0: return spec;
    case 1: return "<" + spec + ">";
    case 2: return "\"boss@work.example\" <" + spec + ">";
    case 3: return "=?UTF-8?B?" + QByteArray("山田 Jane").toBase64() + "?= <" + spec + ">";
    default: return "\"Doe, Jane\" <" + spec + ">";
    }
}

QByteArray message(Chance& chance) {
    QByteArray raw = "From: " + address(chance) + "\nTo: me@home.example" + (chance.one(2) ? ",\n " + address(chance) : QByteArray()) + "\n";
    if (chance.one(3))
        raw += "Cc: " + address(chance) + ", " + address(chance) + "\n";
    for (int n = chance.one(12) ? chance.below(3) : 1; n > 0; --n) {
        raw += "Subject:";
        for (int words = 1 + chance.below(3); words > 0; --words)
            raw += " " + subjectWord(chance);
        raw += "\n";
    }
    if (!chance.one(8))
        raw += "Date: " + chance.of({"Thu, 14 Jan 2027 14:59:59 +0000", "Thu, 14 Jan 2027 15:00:00 +0000", "Fri, 15 Jan 2027 00:30:00 +0900",
                                     "Thu, 14 Jan 2027 20:00:00 -0800", "14 Jan 2026 00:00:00 GMT"}) + "\n";
    if (chance.one(3))
        raw += "List-Id: " + chance.of({"<news.lists.example>", "The Report <report.lists.example>"}) + "\n";
    if (chance.one(3))
        raw += "X-Tag: " + chance.of({"red", "Green blue", "", "  spaced  "}) + "\n";
    if (chance.one(5))
        raw += "X-Tag: red\n";
    return raw + "\n" + QByteArray(chance.below(1'200), 'b') + "\n";
}

model::FilterCondition textCondition(Chance& chance) {
    const auto field = std::array{From, To, Cc, Recipient, Subject, Subject, Subject, Header, ListId}[std::size_t(chance.below(9))];
    const auto test = std::array{Is, Contains, Contains, Begins, Ends, Wildcard}[std::size_t(chance.below(6))];
    QByteArray value = chance.of({"invoice", "Invoice 12", "ｉｎｖｏｉｃｅ", "請求書", "会議", "テスト", "abc", "report", "a\"b\\c", "50*", "what?", "(1)", "x*y?z", "café", "r", "*"});
    if (field <= Recipient)
        value = chance.of({"jane@work.example", "@work.example", "jane", "Doe, Jane", "山田", "boss@work.example", "work.example", "list-owner@", "<jane@", "tag@home"});
    else if (field == Header)
        value = chance.of({"red", "green", "spaced", "e"});
    else if (field == ListId)
        value = chance.of({"<report.lists.example>", "lists.example", "the report"});
    if (test == Wildcard)
        value = chance.of({"*" + value + "*", value + "*", "*" + value, "*e*" + value.left(0), "????@*"});
    return condition(field, test, value.constData(), chance.one(5), field == Header ? "X-Tag" : "");
}

model::FilterCondition anyCondition(Chance& chance) {
    switch (chance.below(8)) {
    case 0: return condition(Size, chance.one(2) ? Above : Below, QByteArray::number(200 + chance.below(800)).constData(), chance.one(5));
    case 1: return condition(Date, chance.one(2) ? Before : Since, chance.of({"2027-01-15", "2027-01-14", "2026-06-01"}).constData(), chance.one(4));
    case 2: return condition(chance.one(2) ? Header : ListId, Exists, "", chance.one(3), "X-Tag");
    default: return textCondition(chance);
    }
}

model::Filter anyFilter(int id, Chance& chance, const QList<model::FilterAction>& actions) {
    QList<model::FilterCondition> conditions;
    for (int n = 1 + chance.below(3); n > 0; --n)
        conditions.append(anyCondition(chance));
    return filter(id, conditions, actions, chance.one(15) ? FilterJoin::EveryMail : chance.one(2) ? FilterJoin::All : FilterJoin::Any);
}

QList<model::FilterAction> anyActions(Chance& chance) {
    QList<model::FilterAction> actions;
    for (int n = 1 + chance.below(3); n > 0; --n)
        actions.append(std::array{action(FilterVerb::Move, "Work/Ä"), action(FilterVerb::Move, "B \"c\""), action(FilterVerb::Copy, "Copies"),
                                  action(FilterVerb::Flag), action(FilterVerb::MarkRead), action(FilterVerb::Label, "$work"), action(FilterVerb::Junk),
                                  action(FilterVerb::Delete), action(FilterVerb::Forward, "you@else.example"), action(FilterVerb::Stop)}[std::size_t(chance.below(10))]);
    return actions;
}

/// What the actions come to, in the words of a delivery: flags go where the message goes, and to copies that are made later.
Delivered deliveredBy(const FilterOutcome& outcome, const SieveServer& server) {
    Delivered delivered;
    QSet<QString> flags;
    QString place = QStringLiteral("INBOX");
    for (const RunAction& said : outcome.actions) {
        const QString& target = said.action.target;
        switch (said.action.verb) {
        case FilterVerb::Move: place = target; break;
        case FilterVerb::Junk: place = server.junk; break;
        case FilterVerb::Delete: place = server.trash; break;
        case FilterVerb::Copy: delivered.stored[target] = flags; break;
        case FilterVerb::Flag: flags.insert(QStringLiteral("\\flagged")); break;
        case FilterVerb::MarkRead: flags.insert(QStringLiteral("\\seen")); break;
        case FilterVerb::Label: flags.insert(target.toLower()); break;
        case FilterVerb::Forward: delivered.forwardedTo.insert(target); break;
        case FilterVerb::Stop: break;
        }
    }
    delivered.stored[place] = flags;
    return delivered;
}

QByteArray wire(QByteArray raw) { return raw.replace("\n", "\r\n"); }

QList<model::Filter> atServer(const QList<model::Filter>& filters, const SieveScript& script) {
    QList<model::Filter> some;
    for (qsizetype i = 0; i < filters.size(); ++i) {
        if (script.filters[i].atServer())
            some.append(filters[i]);
    }
    return some;
}

FilterRunOptions tokyo() {
    FilterRunOptions options;
    options.zone = QTimeZone("Asia/Tokyo");
    return options;
}

TEST(SieveAgreement, conditionsMeanTheSame) {
    if (!SieveProgram::isThere())
        GTEST_SKIP() << "sieve-test is not installed";
    Chance chance(seed(5228));
    QList<model::Filter> filters;
    while (filters.size() < 60) { // each marks by a label of its own
        const auto made = anyFilter(int(filters.size()) + 1, chance, {action(FilterVerb::Label, QByteArray("f" + QByteArray::number(filters.size() + 1)).constData())});
        if (!sieveObstacle(made, pigeonhole()))
            filters.append(made);
    }
    const SieveScript script = exportFilters(filters, pigeonhole());
    SieveProgram program;
    ASSERT_EQ(program.setScript(script.text).toStdString(), "") << script.text.toStdString();
    ASSERT_EQ(atServer(filters, script).size(), filters.size());
    const FilterRun run(filters, tokyo());
    int matches = 0;
    Differences differences;
    for (int m = 0; m < messages(300, 5'000); ++m) {
        const QByteArray raw = message(chance);
        const FilterOutcome here = run.run(factsOf(raw), kNow);
        matches += int(here.matched.size());
        differences.compare(program.deliver(wire(raw)), deliveredBy(here, pigeonhole()), raw, script.text);
    }
    EXPECT_EQ(differences.found(), 0) << differences.text();
    EXPECT_GT(matches, 300); // it is no agreement about nothing
}

TEST(SieveAgreement, actionsAndOrderMeanTheSame) {
    if (!SieveProgram::isThere())
        GTEST_SKIP() << "sieve-test is not installed";
    Chance chance(seed(5229));
    SieveProgram program;
    Differences differences;
    for (int list = 0; list < 10; ++list) {
        QList<model::Filter> filters;
        for (int i = 0; i < 6; ++i) {
            filters.append(anyFilter(i + 1, chance, anyActions(chance)));
        }
        const SieveScript script = exportFilters(filters, pigeonhole());
        ASSERT_EQ(program.setScript(script.text).toStdString(), "") << script.text.toStdString();
        const QList<model::Filter> some = atServer(filters, script);
        const FilterRun run(some, tokyo());
        for (int m = 0; m < messages(20, 500); ++m) {
            const QByteArray raw = message(chance);
            differences.compare(program.deliver(wire(raw)), deliveredBy(run.run(factsOf(raw), kNow), pigeonhole()), raw, script.text);
        }
    }
    EXPECT_EQ(differences.found(), 0) << differences.text();
}

/// The server does its part, then the program does the rest with what is still in the inbox: together what the program would have done alone.
TEST(SieveAgreement, serverAndProgramTogetherDoWhatTheProgramDoesAlone) {
    Chance chance(seed(5230));
    int shared = 0;
    for (int list = 0; list < 300; ++list) {
        QList<model::Filter> filters;
        for (int i = 0; i < 6; ++i)
            filters.append(anyFilter(i + 1, chance, anyActions(chance)));
        const SieveScript script = exportFilters(filters, pigeonhole());
        const QList<model::Filter> some = atServer(filters, script);
        shared += !some.isEmpty() && some.size() < filters.size() ? 1 : 0;
        FilterRunOptions rest = tokyo();
        for (const model::Filter& there : some)
            rest.atServer.insert(there.id);
        const FilterRun alone(filters, tokyo()), server(some, tokyo()), program(filters, rest);
        for (int m = 0; m < 10; ++m) {
            const QByteArray raw = message(chance);
            const MessageFacts facts = factsOf(raw);
            FilterOutcome both = server.run(facts, kNow);
            if (deliveredBy(both, pigeonhole()).stored.contains(QStringLiteral("INBOX")))
                both.actions += program.run(facts, kNow).actions;
            ASSERT_EQ(words(deliveredBy(both, pigeonhole())), words(deliveredBy(alone.run(facts, kNow), pigeonhole())))
                << raw.toStdString() << "\n" << script.text.toStdString();
        }
    }
    EXPECT_GT(shared, 50);
}

} // namespace
} // namespace tributary::rules::tst_SieveAgreement
