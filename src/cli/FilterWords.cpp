// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/FilterWords.h"

#include "cli/Output.h"

#include <QFile>
#include <QJsonDocument>

#include <array>

namespace tributary::cli {

using namespace Qt::Literals::StringLiterals;
using model::FilterField;
using model::FilterJoin;
using model::FilterTest;
using model::FilterVerb;

namespace {

constexpr std::array kFields{"from"_L1, "to"_L1, "cc"_L1, "recipient"_L1, "subject"_L1, "body"_L1, "header"_L1, "size"_L1, "date"_L1, "age"_L1, "attachment"_L1, "list-id"_L1, "account"_L1};
constexpr std::array kTests{"is"_L1, "contains"_L1, "begins"_L1, "ends"_L1, "wildcard"_L1, "expression"_L1, "above"_L1, "below"_L1, "before"_L1, "since"_L1, "exists"_L1};
constexpr std::array kVerbs{"move"_L1, "copy"_L1, "flag"_L1, "label"_L1, "mark-read"_L1, "junk"_L1, "delete"_L1, "forward"_L1, "stop"_L1};
constexpr std::array kJoins{"all"_L1, "any"_L1, "every"_L1};
constexpr qint64 kMostJson = 8LL << 20;

template <typename Enum, std::size_t N> std::optional<Enum> parseWord(const std::array<QLatin1StringView, N>& words, const QString& word) {
    for (std::size_t i = 0; i < N; ++i) {
        if (word.compare(words[i], Qt::CaseInsensitive) == 0)
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

template <std::size_t N> QString listOf(const std::array<QLatin1StringView, N>& words) {
    QStringList list;
    for (const QLatin1StringView word : words)
        list.append(QString(word));
    return list.join(u' ');
}

tl::unexpected<Error> badWord(const QString& what) { return failure(ErrorKind::InvalidInput, ErrorCode::BadValue, what); }

bool hasTarget(FilterVerb verb) { return verb == FilterVerb::Move || verb == FilterVerb::Copy || verb == FilterVerb::Label || verb == FilterVerb::Forward; }

struct TestWord {
    FilterTest test = FilterTest::Contains;
    bool negated = false;
};
std::optional<TestWord> parseTest(const QString& word) {
    const bool negated = word.startsWith("not-"_L1, Qt::CaseInsensitive);
    const auto test = parseWord<FilterTest>(kTests, negated ? word.mid(4) : word);
    return test ? std::optional(TestWord{*test, negated}) : std::nullopt;
}

/// "header:X-Spam" names the field.
Result<model::FilterCondition> conditionOf(const QString& field, const QString& test, const QString& value) {
    model::FilterCondition condition;
    const bool isHeader = field.startsWith("header:"_L1, Qt::CaseInsensitive);
    const auto known = isHeader ? std::optional(FilterField::Header) : parseWord<FilterField>(kFields, field);
    if (!known || (*known == FilterField::Header && !isHeader))
        return badWord(u"if: '%1' is none of %2 (header:NAME)"_s.arg(field, listOf(kFields)));
    const auto word = parseTest(test);
    if (!word)
        return badWord(u"if: '%1' is none of %2, and none of them with not- before it"_s.arg(test, listOf(kTests)));
    condition.field = *known;
    condition.header = isHeader ? field.mid(7) : QString();
    condition.test = word->test;
    condition.negated = word->negated;
    condition.value = value;
    return condition;
}

Result<QList<model::FilterCondition>> conditionsFrom(QStringList words) {
    QList<model::FilterCondition> conditions;
    while (!words.isEmpty()) {
        const int count = wordsOf(u"if"_s, words);
        if (words.size() < count)
            return badWord(u"if: FIELD TEST VALUE"_s);
        const QStringList taken = words.first(count);
        words.remove(0, count);
        TRY(const model::FilterCondition condition, conditionOf(taken[0], taken[1], taken.value(2)));
        conditions.append(condition);
    }
    return conditions;
}

Result<QList<model::FilterAction>> actionsFrom(QStringList words) {
    QList<model::FilterAction> actions;
    while (!words.isEmpty()) {
        const auto verb = parseWord<FilterVerb>(kVerbs, words.first());
        if (!verb)
            return badWord(u"then: '%1' is none of %2"_s.arg(words.first(), listOf(kVerbs)));
        const int count = wordsOf(u"then"_s, words);
        if (words.size() < count)
            return badWord(u"then: %1 needs a target"_s.arg(words.first()));
        actions.append({*verb, count > 1 ? words[1] : QString()});
        words.remove(0, count);
    }
    return actions;
}

Result<model::FilterCondition> conditionFromJson(const QJsonValue& value, qsizetype index) {
    const QJsonObject object = value.toObject();
    const auto field = parseWord<FilterField>(kFields, object.value("field"_L1).toString());
    const auto test = parseWord<FilterTest>(kTests, object.value("test"_L1).toString());
    if (!value.isObject() || !field || !test)
        return badWord(u"conditions[%1]: \"field\" is one of %2, \"test\" one of %3"_s.arg(index).arg(listOf(kFields), listOf(kTests)));
    return model::FilterCondition{*field, *test, object.value("negated"_L1).toBool(), object.value("header"_L1).toString(), object.value("value"_L1).toString()};
}

Result<model::FilterAction> actionFromJson(const QJsonValue& value, qsizetype index) {
    const QJsonObject object = value.toObject();
    const auto verb = parseWord<FilterVerb>(kVerbs, object.value("verb"_L1).toString());
    if (!value.isObject() || !verb)
        return badWord(u"actions[%1]: \"verb\" is one of %2"_s.arg(index).arg(listOf(kVerbs)));
    return model::FilterAction{*verb, object.value("target"_L1).toString()};
}

QLatin1StringView problemPlace(engine::FilterProblem::Place place) {
    switch (place) {
    case engine::FilterProblem::Place::Filter: return "filter"_L1;
    case engine::FilterProblem::Place::Name: return "name"_L1;
    case engine::FilterProblem::Place::Condition: return "condition"_L1;
    case engine::FilterProblem::Place::Action: return "action"_L1;
    }
    return {};
}

QLatin1StringView conflictName(engine::ScriptConflict::Kind kind) {
    switch (kind) {
    case engine::ScriptConflict::Kind::EditedElsewhere: return "edited-elsewhere"_L1;
    case engine::ScriptConflict::Kind::OtherActive: return "other-active"_L1;
    case engine::ScriptConflict::Kind::ActiveChanged: return "active-changed"_L1;
    case engine::ScriptConflict::Kind::OtherHost: return "other-host"_L1;
    }
    return {};
}

} // namespace

QLatin1StringView fieldName(FilterField field) { return kFields[static_cast<std::size_t>(field)]; }
QLatin1StringView testName(FilterTest test) { return kTests[static_cast<std::size_t>(test)]; }
QLatin1StringView verbName(FilterVerb verb) { return kVerbs[static_cast<std::size_t>(verb)]; }

int wordsOf(const QString& option, const QStringList& words) {
    if (option == "if"_L1) {
        const auto test = parseTest(words.value(1));
        return test && test->test == FilterTest::Exists ? 2 : 3;
    }
    if (option == "then"_L1) {
        const auto verb = parseWord<FilterVerb>(kVerbs, words.value(0));
        return verb && hasTarget(*verb) ? 2 : 1;
    }
    return 1;
}

Result<model::Filter> filterFromOptions(const CommandLine& line, const model::Filter& before) {
    model::Filter filter = before;
    if (line.has("name"))
        filter.name = line.value("name");
    if (line.has("if")) {
        TRY(filter.conditions, conditionsFrom(line.values("if")));
        filter.join = FilterJoin::All;
    }
    if (line.has("then")) {
        TRY(filter.actions, actionsFrom(line.values("then")));
    }
    if (line.has("any"))
        filter.join = FilterJoin::Any;
    if (line.has("every"))
        filter.join = FilterJoin::EveryMail;
    if (line.has("disabled"))
        filter.enabled = false;
    return filter;
}

Result<model::Filter> filterFromJson(const QJsonObject& object, const model::Filter& before) {
    model::Filter filter = before;
    if (object.contains("name"_L1))
        filter.name = object.value("name"_L1).toString();
    if (object.contains("enabled"_L1))
        filter.enabled = object.value("enabled"_L1).toBool(true);
    if (object.contains("join"_L1)) {
        const auto join = parseWord<FilterJoin>(kJoins, object.value("join"_L1).toString());
        if (!join)
            return badWord(u"join: one of %1"_s.arg(listOf(kJoins)));
        filter.join = *join;
    }
    if (object.contains("conditions"_L1)) {
        filter.conditions.clear();
        for (const QJsonValue& value : object.value("conditions"_L1).toArray()) {
            TRY(const model::FilterCondition condition, conditionFromJson(value, filter.conditions.size()));
            filter.conditions.append(condition);
        }
    }
    if (object.contains("actions"_L1)) {
        filter.actions.clear();
        for (const QJsonValue& value : object.value("actions"_L1).toArray()) {
            TRY(const model::FilterAction action, actionFromJson(value, filter.actions.size()));
            filter.actions.append(action);
        }
    }
    return filter;
}

QJsonObject filterJson(const model::Filter& filter) {
    QJsonArray conditions, actions;
    for (const model::FilterCondition& one : filter.conditions) {
        QJsonObject condition{{u"field"_s, QString(fieldName(one.field))}, {u"test"_s, QString(testName(one.test))}, {u"negated"_s, one.negated}, {u"value"_s, one.value}};
        if (one.field == FilterField::Header)
            condition.insert(u"header"_s, one.header);
        conditions.append(condition);
    }
    for (const model::FilterAction& one : filter.actions)
        actions.append(QJsonObject{{u"verb"_s, QString(verbName(one.verb))}, {u"target"_s, one.target}});
    return {{u"id"_s, filter.id.isValid() ? QJsonValue(filter.id.value) : QJsonValue(QJsonValue::Null)},
            {u"name"_s, filter.name},
            {u"enabled"_s, filter.enabled},
            {u"join"_s, QString(kJoins[static_cast<std::size_t>(filter.join)])},
            {u"conditions"_s, conditions},
            {u"actions"_s, actions},
            {u"since"_s, timeOrNull(filter.sinceMs)}};
}

QJsonArray problemsJson(const QList<engine::FilterProblem>& problems) {
    QJsonArray array;
    for (const engine::FilterProblem& one : problems) {
        array.append(QJsonObject{{u"place"_s, QString(problemPlace(one.place))}, {u"index"_s, one.index}, {u"fault"_s, QString(engine::filterFaultName(one.fault))},
                                 {u"fatal"_s, engine::isFatal(one.fault)}});
    }
    return array;
}

QJsonObject placementJson(const engine::Placement& placement) {
    const QString where = placement.where == engine::RunsAt::Server ? u"server"_s : placement.where == engine::RunsAt::Here ? u"here"_s : u"nowhere"_s;
    return {{u"where"_s, where},
            {u"why"_s, QString(engine::hereReasonName(placement.why))},
            {u"obstacle"_s, placement.obstacle ? QJsonValue(QString(engine::sieveObstacleName(*placement.obstacle))) : QJsonValue(QJsonValue::Null)},
            {u"detail"_s, placement.detail}};
}

QJsonObject sieveJson(const engine::SieveState& state) {
    const QString offer = state.offer == engine::SieveOffer::Offered ? u"offered"_s : state.offer == engine::SieveOffer::None ? u"none"_s : u"unknown"_s;
    QJsonObject object{{u"offer"_s, offer}, {u"wanted"_s, state.isWanted}, {u"host"_s, state.host}, {u"port"_s, state.port},
                       {u"extensions"_s, QJsonArray::fromStringList(state.extensions)}, {u"otherScript"_s, state.otherScript}, {u"otherAnswers"_s, state.otherAnswers}, {u"behind"_s, state.isBehind},
                       {u"put"_s, timeOrNull(state.putMs)}, {u"script"_s, state.script}, {u"conflict"_s, QJsonValue::Null}, {u"refusal"_s, QJsonValue::Null}};
    if (state.conflict) {
        object.insert(u"conflict"_s, QJsonObject{{u"kind"_s, QString(conflictName(state.conflict->kind))}, {u"script"_s, state.conflict->script},
                                                 {u"theirs"_s, state.conflict->theirs}, {u"ours"_s, state.conflict->ours},
                                                 {u"runsOurs"_s, state.conflict->runsOurs}, {u"turnsReplyOff"_s, state.conflict->turnsReplyOff}});
    }
    if (state.refusal) {
        object.insert(u"refusal"_s, QJsonObject{{u"error"_s, toJson(state.refusal->error)}, {u"line"_s, state.refusal->line}, {u"script"_s, state.refusal->script},
                                                {u"at"_s, timeOrNull(state.refusal->whenMs)}});
    }
    return object;
}

QString filterText(const model::Filter& filter) {
    QStringList conditions, actions;
    for (const model::FilterCondition& one : filter.conditions) {
        const QString field = one.field == FilterField::Header ? u"header:%1"_s.arg(one.header) : QString(fieldName(one.field));
        conditions.append(u"%1 %2%3 %4"_s.arg(field, one.negated ? u"not-"_s : QString(), testName(one.test), one.value).trimmed());
    }
    for (const model::FilterAction& one : filter.actions)
        actions.append(u"%1 %2"_s.arg(verbName(one.verb), one.target).trimmed());
    const QString join = filter.join == FilterJoin::Any ? u" or "_s : u" and "_s;
    return u"%1: %2"_s.arg(filter.join == FilterJoin::EveryMail ? u"every mail"_s : conditions.join(join), actions.join(u", "_s));
}

Result<QJsonObject> readJsonFile(const QString& path) {
    QFile file(path);
    const bool isOpen = path == "-"_L1 ? file.open(0, QIODevice::ReadOnly, QFileDevice::DontCloseHandle) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return failure(ErrorKind::InvalidInput, ErrorCode::FileMissing, QString(path + u": "_s + file.errorString()));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.read(kMostJson), &error);
    if (!document.isObject())
        return badWord(u"%1: %2"_s.arg(path, error.error == QJsonParseError::NoError ? u"not a JSON object"_s : error.errorString()));
    return document.object();
}

} // namespace tributary::cli
