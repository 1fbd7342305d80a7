// SPDX-License-Identifier: GPL-3.0-or-later
// Where the space goes, and what a budget costs (S7): 100,000 messages of 2 KB (as kept) in 20 mailboxes.
#include "store/Reader.h"
#include "store/Store.h"

#include <QTemporaryDir>

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <random>

namespace {

using namespace tributary;
using namespace tributary::store;

constexpr int kMailboxes = 20;
constexpr int kEach = 5000;
constexpr int kRawBytes = 2000;

template <typename T> T must(Result<T> result) {
    if (!result)
        std::abort();
    return std::move(*result);
}
void must(const Status& status) {
    if (!status)
        std::abort();
}

struct Filled {
    QTemporaryDir directory;
    std::unique_ptr<Store> store;
    std::unique_ptr<Reader> reader;

    Filled() {
        store = must(Store::open({directory.path(), true}));
        model::Account account;
        account.email = QStringLiteral("ann@mail.example");
        const AccountId id = must(store->addAccount(account));
        QList<model::Mailbox> listed;
        for (int i = 0; i < kMailboxes; ++i) {
            model::Mailbox mailbox;
            mailbox.name = QStringLiteral("Box %1").arg(i);
            mailbox.wireName = mailbox.name.toUtf8();
            listed.append(mailbox);
        }
        std::mt19937 random(1);
        const QList<model::Mailbox> stored = must(store->applyMailboxList(id, listed, {}));
        for (int from = 0; from < kEach; from += 250) { // all of them grow together, as in a life
            for (const model::Mailbox& mailbox : stored)
                fill(mailbox.id, from, random);
        }
        reader = must(store->makeReader());
    }

    void fill(MailboxId mailbox, int from, std::mt19937& random) const {
        MailboxDelta delta;
        delta.mailbox = mailbox;
        delta.uidValidity = UidValidity(1);
        delta.reset = from == 0;
        for (int i = from; i < from + 250; ++i) {
            NewMessage message;
            message.uid = Uid(static_cast<quint32>(i + 1));
            message.dateMs = message.internalDateMs = 1'700'000'000'000 + qint64(i) * 600'000;
            message.subject = QStringLiteral("Message %1 about one thing and another").arg(i);
            message.from = {{QStringLiteral("Jane Doe"), QStringLiteral("jane%1@sender.example").arg(i % 300)}};
            message.to = {{QStringLiteral("Ann"), QStringLiteral("ann@mail.example")}};
            message.snippet = QStringLiteral("What it says in its first lines, which lists show beneath the subject of each");
            message.size = kRawBytes;
            message.rawCompressed.resize(kRawBytes);
            for (char& c : message.rawCompressed)
                c = static_cast<char>(random());
            message.text = {message.subject, {}, message.snippet, {}};
            delta.added.append(message);
        }
        must(store->apply(std::move(delta)));
    }
};

Filled& filled() {
    static Filled one;
    return one;
}

void useByMailbox(benchmark::State& state) {
    Filled& one = filled();
    qint64 bytes = 0;
    for (auto _ : state) {
        const CacheUse use = must(one.reader->cacheUse());
        bytes = use.mailboxes.first().bytes;
    }
    state.counters["MB in the first"] = double(bytes) / 1e6;
}
BENCHMARK(useByMailbox)->Unit(benchmark::kMillisecond)->UseRealTime();

/// What is looked at every few seconds of a sync.
void withinTheBudget(benchmark::State& state) {
    Filled& one = filled();
    must(one.store->setBudget(1LL << 50));
    for (auto _ : state)
        (void)must(one.store->keepBudget({}));
}
BENCHMARK(withinTheBudget)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Half of the bodies, the oldest.
void dropHalf(benchmark::State& state) {
    Filled& one = filled();
    const qint64 total = must(one.reader->cacheUse()).total;
    qint64 dropped = 0;
    for (auto _ : state) {
        must(one.store->setBudget(total - qint64(kMailboxes) * kEach * kRawBytes / 2));
        dropped = must(one.store->keepBudget({})).messages;
    }
    state.counters["messages"] = double(dropped);
}
BENCHMARK(dropHalf)->Iterations(1)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

BENCHMARK_MAIN();
