// SPDX-License-Identifier: GPL-3.0-or-later
// The dry run of filters as the window has it (S5): 1,000 filters over 100,000 messages of a kilobyte and a half that lie in the store, in 20
// mailboxes, through the engine's facade; the whole way, the reading of its pages alone, and how soon it ends when it is let go. By rows alone; with
// List-Id, which the rows have too; and with words of texts: then bytes are read and parsed.
#include "FilterSamples.h"
#include "engine/Engine.h"
#include "engine/Filters.h"
#include "store/Reader.h"
#include "store/Store.h"
#include "sync/MessageIntake.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <functional>
#include <future>
#include <optional>
#include <random>

namespace {

using namespace tributary;
using bench::FilterFields;

constexpr unsigned kFilterCount = 1'000;
constexpr int kMailboxes = 20;
constexpr int kEach = 5'000;
constexpr int kPage = 250;
constexpr int kTextChars = 1'000;
constexpr qint64 kMessageCount = qint64(kMailboxes) * kEach;

[[noreturn]] void giveUp(const Error& error) {
    std::fprintf(stderr, "bench_filters: %s %s\n", codeName(error.code).data(), qPrintable(error.detail));
    std::abort();
}
template <typename T> T must(Result<T> result) {
    if (!result)
        giveUp(result.error());
    return std::move(*result);
}
void must(const Status& status) {
    if (!status)
        giveUp(status.error());
}

/// Words as subjects and texts have them, a tenth of them Japanese.
QString words(std::mt19937& random, qsizetype chars) {
    QString text;
    while (text.size() < chars) {
        text += bench::sampleWord(unsigned(random()));
        text += random() % 12 == 0 ? QChar(u'\n') : QChar(u' ');
    }
    return text;
}

QByteArray messageBytes(std::mt19937& random, int number) {
    const unsigned user = unsigned(random() % 5000);
    QByteArray raw = "From: User " + QByteArray::number(user) + " <" + bench::sampleSender(user, unsigned(random() % 300)).toUtf8() + ">\r\n";
    raw += "To: me@home.example, Team <team" + QByteArray::number(unsigned(random() % 2000)) + "@home.example>\r\n";
    raw += "Subject: =?utf-8?B?" + words(random, 50).simplified().toUtf8().toBase64() + "?=\r\n";
    raw += "Date: Mon, 2 Mar 2026 08:00:00 +0000\r\nMessage-ID: <" + QByteArray::number(number) + "@bench.example>\r\n";
    if (random() % 4 == 0)
        raw += "List-Id: <list" + QByteArray::number(unsigned(random() % 2000)) + ".lists.example>\r\n";
    raw += "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
    return raw + words(random, kTextChars).toUtf8().replace('\n', "\r\n") + "\r\n";
}

/// As a sync takes it in, but for the text of the index, which a dry run has nothing to do with.
store::NewMessage messageOf(std::mt19937& random, int number, int uid) {
    imap::FetchData fetched;
    fetched.uid = Uid(static_cast<quint32>(uid));
    fetched.flags = QStringList();
    fetched.size = qint64(random() % 2'000'000);
    fetched.internalDate = QDateTime::fromMSecsSinceEpoch(1'772'438'400'000 + qint64(number) * 1000, Qt::UTC);
    store::NewMessage message = sync::takeIn(fetched, messageBytes(random, number));
    message.text = {message.subject, {}, {}, {}};
    return message;
}

/// A profile that is filled and closed.
struct Filled {
    QTemporaryDir directory;

    Filled() {
        QFile policy(policyFile());
        if (!policy.open(QIODevice::WriteOnly) || policy.write("{}") != 2)
            std::abort();
        policy.close();
        const auto store = must(store::Store::open({profile(), true}));
        model::Account account;
        account.email = QStringLiteral("me@home.example");
        account.incoming = {QStringLiteral("imap.home.example"), 993, model::Security::Tls, account.email};
        account.outgoing = {QStringLiteral("smtp.home.example"), 465, model::Security::Tls, account.email};
        QList<model::Mailbox> listed(kMailboxes);
        for (int i = 0; i < kMailboxes; ++i) {
            listed[i].name = i == 0 ? QStringLiteral("INBOX") : QStringLiteral("Box %1").arg(i);
            listed[i].wireName = listed[i].name.toUtf8();
            listed[i].specialUse = i == 0 ? model::SpecialUse::Inbox : model::SpecialUse::None;
        }
        const QList<model::Mailbox> stored = must(store->applyMailboxList(must(store->addAccount(account)), listed, {}));
        store->setBulk(true);
        fill(*store, stored);
        store->setBulk(false);
    }
    [[nodiscard]] QString profile() const { return directory.filePath(QStringLiteral("profile")); }
    [[nodiscard]] QString policyFile() const { return directory.filePath(QStringLiteral("policy.json")); }

  private:
    /// All mailboxes grow together, as in a life.
    static void fill(store::Store& store, const QList<model::Mailbox>& mailboxes) {
        std::mt19937 random(5);
        std::deque<std::future<Status>> pending; // as many as a sync has under way
        int number = 0;
        for (int from = 0; from < kEach; from += kPage) {
            for (const model::Mailbox& mailbox : mailboxes) {
                store::MailboxDelta delta;
                delta.mailbox = mailbox.id;
                delta.uidValidity = UidValidity(1);
                delta.reset = from == 0;
                for (int i = from; i < from + kPage; ++i)
                    delta.added.append(messageOf(random, ++number, i + 1));
                pending.push_back(store.submit(std::move(delta)));
                for (; pending.size() > 4; pending.pop_front())
                    must(pending.front().get());
            }
        }
        for (; !pending.empty(); pending.pop_front())
            must(pending.front().get());
    }
};

const Filled& filled() {
    static const Filled one;
    return one;
}

/// The answer of a call of the facade's.
template <typename T> Result<T> answer(const std::function<void(engine::Callback<T>)>& ask) {
    std::optional<Result<T>> got;
    QEventLoop loop;
    ask([&](Result<T> result) {
        got.emplace(std::move(result));
        loop.quit();
    });
    if (!got)
        loop.exec();
    return std::move(*got);
}

std::shared_ptr<engine::Engine> openEngine(QObject& context) {
    engine::EngineOptions options;
    options.profileDirectory = filled().profile();
    options.policyFile = filled().policyFile();
    options.secrets = engine::SecretBackend::Memory;
    options.startWorkers = false;
    return must(answer<std::shared_ptr<engine::Engine>>([&](auto done) { engine::Engine::open(options, &context, done); }));
}

engine::FilterTrial trialOf(const engine::Engine& engine, const FilterFields& fields) {
    engine::FilterTrial trial;
    trial.account = engine.accounts().constFirst().account.id;
    trial.filters = bench::sampleFilters(kFilterCount, fields);
    for (model::Filter& filter : trial.filters)
        filter.account = *trial.account;
    return trial;
}

/// From the call of the facade to its answer, planning and the first hundred rows included.
void dryRun(benchmark::State& state, const FilterFields& fields) {
    QObject context;
    const auto engine = openEngine(context);
    const engine::FilterTrial trial = trialOf(*engine, fields);
    engine::TrialProgress last;
    for ([[maybe_unused]] auto round : state) {
        std::shared_ptr<engine::Task> task;
        last = must(answer<engine::TrialProgress>([&](auto done) { task = engine->filters().tryFilters(trial, 0, &context, {}, done); }));
        if (last.looked != kMessageCount || last.unknown != 0)
            return state.SkipWithError("not all of the messages were looked at");
    }
    state.counters["filters"] = kFilterCount;
    state.counters["messages"] = double(last.looked);
    state.counters["taken"] = double(last.taken);
}

/// What of it is the store's: the same pages, and nothing is asked.
void pagesAlone(benchmark::State& state) {
    const auto store = must(store::Store::open({filled().profile(), true}));
    const auto reader = must(store->makeReader());
    const AccountId account = must(reader->accounts()).constFirst().id;
    for ([[maybe_unused]] auto round : state) {
        store::FactsQuery query;
        query.account = account;
        qint64 rows = 0;
        for (auto page = must(reader->facts(query)); !page.isEmpty(); page = must(reader->facts(query))) {
            rows += page.size();
            query.before = page.constLast().id;
        }
        if (rows != kMessageCount)
            return state.SkipWithError("rows are missing");
    }
}

/// From cancel() to the answer, some tenths of a second after the start; in the place of the time.
void cancelled(benchmark::State& state, const FilterFields& fields) {
    QObject context;
    const auto engine = openEngine(context);
    const engine::FilterTrial trial = trialOf(*engine, fields);
    double longest = 0;
    for ([[maybe_unused]] auto round : state) {
        std::shared_ptr<engine::Task> task;
        QElapsedTimer since;
        const engine::TrialObserver letGo = [&](const engine::TrialProgress&) {
            if (since.isValid())
                return;
            since.start();
            task->cancel();
        };
        const auto tried = answer<engine::TrialProgress>([&](auto done) { task = engine->filters().tryFilters(trial, 0, &context, letGo, done); });
        if (tried || tried.error().kind != ErrorKind::Cancelled)
            return state.SkipWithError("it was done before it could be cancelled");
        const double seconds = double(since.nsecsElapsed()) / 1e9;
        longest = std::max(longest, seconds);
        state.SetIterationTime(seconds);
    }
    state.counters["longest_ms"] = longest * 1000;
}

constexpr FilterFields kRows{false, false}, kLists{true, false}, kTexts{true, true};
BENCHMARK_CAPTURE(dryRun, rows, kRows)->Iterations(3)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(dryRun, lists, kLists)->Iterations(3)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(dryRun, lists_and_texts, kTexts)->Iterations(3)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(pagesAlone)->Iterations(3)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(cancelled, rows, kRows)->Iterations(10)->Unit(benchmark::kMillisecond)->UseManualTime();
BENCHMARK_CAPTURE(cancelled, lists_and_texts, kTexts)->Iterations(10)->Unit(benchmark::kMillisecond)->UseManualTime();

} // namespace

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
