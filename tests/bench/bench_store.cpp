// SPDX-License-Identifier: GPL-3.0-or-later
// The store under a first sync, then its readers: 20,000 messages of 10 KB text (three in four English-like, the rest
// Japanese-like). prepare is
// the share of the thread that hands the messages over, write that of the writer thread.
#include "store/Reader.h"
#include "store/Store.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <deque>
#include <random>

#include <time.h>

namespace {

using namespace tributary;
using namespace tributary::store;

constexpr int kMessages = 20'000;
constexpr int kTextBytes = 10'000;

QStringList vocabulary(std::mt19937& random) {
    QStringList words;
    for (int i = 0; i < 60'000; ++i) {
        QString word;
        const int length = 2 + static_cast<int>(random() % 9);
        for (int c = 0; c < length; ++c)
            word += QChar(u'a' + static_cast<char16_t>(random() % 26));
        words.append(word);
    }
    return words;
}

/// Rank r with a frequency of about 1/r, as in natural text.
int zipf(std::mt19937& random, int count) {
    const double u = std::uniform_real_distribution<>(0, 1)(random);
    return static_cast<int>(std::pow(double(count), u)) - 1;
}

QString textOf(std::mt19937& random, const QStringList& words, bool japanese) {
    QString text;
    if (japanese) {
        while (text.size() < kTextBytes / 3) {
            text += random() % 2 != 0 ? QChar(0x3041 + zipf(random, 80)) : QChar(0x4E00 + zipf(random, 3000));
            if (random() % 25 == 0)
                text += QChar(0x3002);
        }
        return text;
    }
    while (text.size() < kTextBytes) {
        text += words[zipf(random, static_cast<int>(words.size()))];
        text += QChar(u' ');
    }
    return text;
}

double cpuSeconds(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

struct Profile {
    QTemporaryDir directory;
    std::unique_ptr<Store> store;
    std::unique_ptr<Reader> reader;
    MailboxId mailbox;
    double writeCpu = 0, prepareCpu = 0, optimiseCpu = 0, wall = 0;
};

NewMessage messageOf(std::mt19937& random, const QStringList& words, int i) {
    NewMessage message;
    message.uid = Uid(static_cast<quint32>(kMessages - i));
    message.dateMs = 1'700'000'000'000 - qint64(i) * 600'000;
    const QString text = textOf(random, words, i % 4 == 3);
    message.subject = text.left(50);
    message.snippet = text.left(120);
    message.from = {{words[zipf(random, 500)], words[zipf(random, 500)] + QStringLiteral("@sender.example")}};
    message.to = {{QStringLiteral("Ann"), QStringLiteral("ann@mail.example")}};
    message.size = kTextBytes;
    message.rawCompressed = compressRaw(text.toUtf8());
    message.text = {message.subject, {}, text, {}};
    return message;
}

Profile& profile() {
    static Profile made = [] {
        Profile p;
        StoreOptions options;
        options.directory = p.directory.filePath(QStringLiteral("profile"));
        p.store = Store::open(options).value();
        model::Account account;
        account.email = QStringLiteral("ann@mail.example");
        const AccountId id = p.store->addAccount(account).value();
        model::Mailbox inbox;
        inbox.name = QStringLiteral("INBOX");
        inbox.wireName = "INBOX";
        inbox.specialUse = model::SpecialUse::Inbox;
        p.mailbox = p.store->applyMailboxList(id, {inbox}, {}).value().front().id;
        std::mt19937 random(1);
        const QStringList words = vocabulary(random);
        p.store->setBulk(true);
        const double begun = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID);
        const double mineBegun = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
        const auto started = std::chrono::steady_clock::now();
        std::deque<std::future<Status>> pending; // as many as a sync has under way
        const auto settle = [&](std::size_t leave) {
            for (; pending.size() > leave; pending.pop_front()) {
                if (!pending.front().get())
                    std::abort();
            }
        };
        for (int at = 0; at < kMessages; at += 200) {
            MailboxDelta delta;
            delta.mailbox = p.mailbox;
            delta.uidValidity = UidValidity(1);
            delta.reset = at == 0;
            for (int i = at; i < at + 200; ++i)
                delta.added.append(messageOf(random, words, i));
            const double before = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
            pending.push_back(p.store->submit(std::move(delta)));
            p.prepareCpu += cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - before;
            settle(4);
        }
        settle(0);
        p.writeCpu = (cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - begun) - (cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - mineBegun);
        p.wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
        p.store->setBulk(false);
        const double before = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID);
        if (!p.store->optimise())
            std::abort();
        p.optimiseCpu = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - before;
        p.reader = p.store->makeReader().value();
        return p;
    }();
    return made;
}

void firstSync(benchmark::State& state) {
    for (auto _ : state) {
        Profile& p = profile();
        state.counters["write_cpu_s"] = p.writeCpu;
        state.counters["prepare_cpu_s"] = p.prepareCpu;
        state.counters["optimise_cpu_s"] = p.optimiseCpu;
        state.counters["wall_s"] = p.wall;
        state.counters["database_MB"] =
            double(QFileInfo(p.directory.filePath(QStringLiteral("profile/mail.sqlite"))).size()) / 1e6;
    }
}
BENCHMARK(firstSync)->Iterations(1)->Unit(benchmark::kSecond);

/// A profile of its own with one INBOX.
struct Scratch {
    QTemporaryDir directory;
    std::unique_ptr<Store> store;
    AccountId account;
    MailboxId inbox;

    Scratch() {
        StoreOptions options;
        options.directory = directory.filePath(QStringLiteral("profile"));
        store = Store::open(options).value();
        model::Account made;
        made.email = QStringLiteral("ann@mail.example");
        account = store->addAccount(made).value();
        model::Mailbox mailbox;
        mailbox.name = QStringLiteral("INBOX");
        mailbox.wireName = "INBOX";
        mailbox.specialUse = model::SpecialUse::Inbox;
        inbox = store->applyMailboxList(account, {mailbox}, {}).value().front().id;
    }

    /// In chunks of 200, four under way, as a sync does.
    void write(const QList<NewMessage>& messages, bool reset) {
        std::deque<std::future<Status>> pending;
        const auto settle = [&](std::size_t leave) {
            for (; pending.size() > leave; pending.pop_front()) {
                if (!pending.front().get())
                    std::abort();
            }
        };
        for (qsizetype at = 0; at < messages.size(); at += 200) {
            MailboxDelta delta;
            delta.mailbox = inbox;
            delta.uidValidity = UidValidity(1);
            delta.reset = reset && at == 0;
            delta.added = messages.mid(at, 200);
            pending.push_back(store->submit(std::move(delta)));
            settle(4);
        }
        settle(0);
    }
};

QList<NewMessage> headerRows(int count) {
    std::mt19937 random(1);
    const QStringList words = vocabulary(random);
    QList<NewMessage> messages;
    messages.reserve(count);
    for (int i = 0; i < count; ++i) {
        NewMessage message;
        message.uid = Uid(static_cast<quint32>(count - i));
        message.dateMs = 1'700'000'000'000 - qint64(i) * 600'000;
        message.internalDateMs = message.dateMs;
        message.subject = words[zipf(random, 60'000)];
        message.subject += words[zipf(random, 60'000)];
        message.from = {{words[zipf(random, 500)], words[zipf(random, 500)] + QStringLiteral("@sender.example")}};
        message.to = {{QStringLiteral("Ann"), QStringLiteral("ann@mail.example")}};
        message.messageIdHeader = QByteArray::number(i);
        message.size = kTextBytes;
        message.body = model::BodyState::None;
        message.bodyWanted = true;
        messages.append(message);
    }
    return messages;
}

void headers100k(benchmark::State& state) {
    const QList<NewMessage> messages = headerRows(100'000);
    for (auto _ : state) {
        state.PauseTiming();
        auto scratch = std::make_unique<Scratch>();
        state.ResumeTiming();
        scratch->write(messages, true);
        state.PauseTiming();
        scratch.reset();
        state.ResumeTiming();
    }
}
BENCHMARK(headers100k)->Iterations(1)->Unit(benchmark::kMillisecond)->UseRealTime();

/// 10,000 bodies of 10 KB after their headers, each chunk upwards by UID while the rows were made downwards.
void bodiesAfterHeaders(benchmark::State& state) {
    constexpr int kCount = 10'000;
    Scratch scratch;
    QList<NewMessage> messages = headerRows(kCount);
    scratch.write(messages, true);
    std::mt19937 random(2);
    const QStringList words = vocabulary(random);
    for (NewMessage& message : messages) {
        const QString text = textOf(random, words, false);
        message.body = model::BodyState::Whole;
        message.bodyWanted = false;
        message.rawCompressed = compressRaw(text.toUtf8());
        message.text = {message.subject, {}, text, {}};
    }
    for (qsizetype at = 0; at < messages.size(); at += 200)
        std::reverse(messages.begin() + at, messages.begin() + std::min<qsizetype>(at + 200, messages.size()));
    scratch.store->setBulk(true);
    for (auto _ : state)
        scratch.write(messages, false);
}
BENCHMARK(bodiesAfterHeaders)->Iterations(1)->Unit(benchmark::kMillisecond)->UseRealTime();

void flags10k(benchmark::State& state) {
    Scratch scratch;
    scratch.write(headerRows(10'000), true);
    const auto reader = scratch.store->makeReader().value();
    model::MessageQuery all;
    all.limit = 10'000;
    model::LocalChange change;
    const model::MessagePage page = reader->messages(all).value();
    for (const model::MessageSummary& summary : page.messages)
        change.flags.append({summary.id, QStringLiteral("\\Seen"), true});
    for (auto _ : state) {
        if (!scratch.store->change(change))
            std::abort();
    }
    QList<qint64> rows;
    const PushQueue queue = reader->pushQueue(scratch.account, 20'000).value();
    for (const FlagPush& push : queue.flags)
        rows.append(push.row);
    const auto begun = std::chrono::steady_clock::now();
    if (!scratch.store->confirmFlags(rows))
        std::abort();
    state.counters["confirm_ms"] = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
}
BENCHMARK(flags10k)->Iterations(1)->Unit(benchmark::kMillisecond)->UseRealTime();

void query(benchmark::State& state, const QString& text, int limit) {
    Profile& p = profile();
    model::MessageQuery wanted;
    wanted.search = text;
    wanted.limit = limit;
    qsizetype found = 0;
    for (auto _ : state)
        found = p.reader->messages(wanted).value().messages.size();
    state.counters["found"] = double(found);
}
const QString kCommonWord = [] { std::mt19937 random(1); return vocabulary(random).at(0); }();
const QString kRareWord = [] { std::mt19937 random(1); return vocabulary(random).at(40'000); }();
BENCHMARK_CAPTURE(query, firstPage, QString(), 60);
BENCHMARK_CAPTURE(query, commonWord, kCommonWord, 100);
BENCHMARK_CAPTURE(query, rareWord, kRareWord, 100);
BENCHMARK_CAPTURE(query, kanjiPair, QString(QChar(0x4E00)) + QChar(0x4E01), 100);
BENCHMARK_CAPTURE(query, twoWordsAndDate, QString(kCommonWord + QStringLiteral(" before:2023-09-01")), 100);
BENCHMARK_CAPTURE(query, from, QString(QStringLiteral("from:") + kCommonWord), 100);

} // namespace

BENCHMARK_MAIN();
