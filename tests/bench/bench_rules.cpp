// SPDX-License-Identifier: GPL-3.0-or-later
// The dry run of filters (S5): 1,000 filters over 100,000 messages, without and with texts of a kilobyte. Filters as people have them:
// senders, domains, words of subjects, lists, sizes; a tenth is Japanese.
#include "rules/FilterRun.h"

#include <benchmark/benchmark.h>

#include <random>

namespace {

using namespace tributary;
using namespace tributary::rules;

constexpr int kFilterCount = 1'000;
constexpr int kMessageCount = 100'000;
constexpr qint64 kNow = 1'800'000'000'000;

QString word(unsigned number) {
    static const QStringList parts{QStringLiteral("in"), QStringLiteral("voice"), QStringLiteral("re"),   QStringLiteral("port"), QStringLiteral("meet"),
                                   QStringLiteral("ing"), QStringLiteral("会議"), QStringLiteral("請求"), QStringLiteral("テスト"), QStringLiteral("plan")};
    return parts[number % 10] + parts[number / 10 % 10] + QString::number(number % 997);
}

model::FilterCondition someCondition(unsigned number) {
    using enum model::FilterField;
    using enum model::FilterTest;
    const QString name = word(number * 7919U);
    switch (number % 10) {
    case 0:
    case 1:
    case 2: return {From, Is, false, {}, QStringLiteral("user%1@host%2.example").arg(number % 5000).arg(number % 300)};
    case 3: return {From, Ends, false, {}, QStringLiteral("@host%1.example").arg(number % 300)};
    case 4:
    case 5:
    case 6: return {Subject, Contains, false, {}, name};
    case 7: return {Recipient, Contains, false, {}, QStringLiteral("team%1").arg(number % 200)};
    case 8: return {ListId, Contains, false, {}, QStringLiteral("list%1").arg(number % 200)};
    default: return number % 20 == 9 ? model::FilterCondition{Subject, Wildcard, false, {}, name + QStringLiteral("*")}
                                     : model::FilterCondition{Size, Above, false, {}, QString::number(1'000'000 + number)};
    }
}

QList<model::Filter> someFilters(bool bodies) {
    QList<model::Filter> filters;
    for (unsigned i = 0; i < kFilterCount; ++i) {
        model::Filter filter;
        filter.id = FilterId(qint64(i) + 1);
        filter.name = QStringLiteral("filter %1").arg(i);
        filter.conditions = {someCondition(i)};
        if (i % 3 == 0)
            filter.conditions.append(someCondition(i + 4));
        if (bodies && i % 4 == 0)
            filter.conditions.append({model::FilterField::Body, model::FilterTest::Contains, false, {}, word(i * 31U)});
        filter.join = i % 2 == 0 ? model::FilterJoin::Any : model::FilterJoin::All;
        filter.actions = {{model::FilterVerb::Label, QStringLiteral("label%1").arg(i)}};
        filters.append(filter);
    }
    return filters;
}

std::vector<MessageFacts> someMessages(bool bodies) {
    std::mt19937 random(5);
    std::vector<MessageFacts> messages(kMessageCount);
    for (MessageFacts& facts : messages) {
        facts.from = {{QStringLiteral("User ") + QString::number(random() % 5000), QStringLiteral("user%1@host%2.example").arg(random() % 5000).arg(random() % 300)}};
        facts.to = {{{}, QStringLiteral("me@home.example")}, {QStringLiteral("Team"), QStringLiteral("team%1@home.example").arg(random() % 2000)}};
        for (int i = 0; i < 6; ++i)
            facts.subject += word(unsigned(random())) + u' ';
        facts.listId = random() % 4 == 0 ? QStringLiteral("<list%1.lists.example>").arg(random() % 2000) : QString();
        facts.sizeBytes = random() % 2'000'000;
        facts.receivedMs = kNow - 1000;
        QString body;
        while (bodies && body.size() < 1'000)
            body += word(unsigned(random())) + (random() % 12 == 0 ? u'\n' : u' ');
        facts.body = body;
    }
    return messages;
}

void dryRun(benchmark::State& state, bool bodies) {
    const FilterRun run(someFilters(bodies));
    const std::vector<MessageFacts> messages = someMessages(bodies);
    qint64 actions = 0;
    for ([[maybe_unused]] auto round : state) {
        actions = 0;
        for (const MessageFacts& facts : messages)
            actions += run.run(facts, kNow).actions.size();
    }
    state.counters["filters"] = kFilterCount;
    state.counters["messages"] = kMessageCount;
    state.counters["actions"] = double(actions);
}

void making(benchmark::State& state) {
    const QList<model::Filter> filters = someFilters(true);
    for ([[maybe_unused]] auto round : state)
        benchmark::DoNotOptimize(FilterRun(filters));
}

} // namespace

BENCHMARK_CAPTURE(dryRun, headers, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(dryRun, headers_and_texts, true)->Unit(benchmark::kMillisecond);
BENCHMARK(making)->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
