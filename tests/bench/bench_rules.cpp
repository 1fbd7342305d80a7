// SPDX-License-Identifier: GPL-3.0-or-later
// What filters themselves cost (S5): 1,000 filters over 100,000 messages that are in memory, without and with texts of a kilobyte. The dry run
// over stored mail, as the window has it: bench_filters.
#include "FilterSamples.h"
#include "rules/FilterRun.h"

#include <benchmark/benchmark.h>

#include <random>

namespace {

using namespace tributary;
using namespace tributary::rules;
using bench::sampleSender;
using bench::sampleWord;

constexpr unsigned kFilterCount = 1'000;
constexpr int kMessageCount = 100'000;
constexpr qint64 kNow = 1'800'000'000'000;

std::vector<MessageFacts> someMessages(bool bodies) {
    std::mt19937 random(5);
    std::vector<MessageFacts> messages(kMessageCount);
    for (MessageFacts& facts : messages) {
        facts.from = {{QStringLiteral("User ") + QString::number(random() % 5000), sampleSender(unsigned(random() % 5000), unsigned(random() % 300))}};
        facts.to = {{{}, QStringLiteral("me@home.example")}, {QStringLiteral("Team"), QStringLiteral("team%1@home.example").arg(random() % 2000)}};
        for (int i = 0; i < 6; ++i)
            facts.subject += sampleWord(unsigned(random())) + u' ';
        facts.listId = random() % 4 == 0 ? QStringLiteral("<list%1.lists.example>").arg(random() % 2000) : QString();
        facts.sizeBytes = random() % 2'000'000;
        facts.receivedMs = kNow - 1000;
        QString body;
        while (bodies && body.size() < 1'000)
            body += sampleWord(unsigned(random())) + (random() % 12 == 0 ? u'\n' : u' ');
        facts.body = body;
    }
    return messages;
}

void dryRun(benchmark::State& state, bool bodies) {
    const FilterRun run(bench::sampleFilters(kFilterCount, {true, bodies}));
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
    const QList<model::Filter> filters = bench::sampleFilters(kFilterCount, {true, true});
    for ([[maybe_unused]] auto round : state)
        benchmark::DoNotOptimize(FilterRun(filters));
}

} // namespace

BENCHMARK_CAPTURE(dryRun, headers, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(dryRun, headers_and_texts, true)->Unit(benchmark::kMillisecond);
BENCHMARK(making)->Unit(benchmark::kMillisecond);

BENCHMARK_MAIN();
