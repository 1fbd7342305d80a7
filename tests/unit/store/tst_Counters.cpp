// SPDX-License-Identifier: GPL-3.0-or-later
// Random deltas against a model that is too simple to be wrong; the database is copied in the middle of it, as a kill
// would leave it, and opened again.
#include "StoreFixture.h"

#include <QDir>
#include <QFile>

#include <map>
#include <random>

namespace tributary::store::tst_Counters {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kDeltas = 2000;
constexpr int kWords = 40;

struct Expected {
    model::Flags flags;
    int word = 0;
    bool body = true;
};
using ExpectedMailbox = std::map<quint32, Expected>;

class CountersTest : public StoreTest {
  protected:
    void SetUp() override {
        StoreTest::SetUp();
        m_ids = {m_inbox, addMailbox(u"A"_s), addMailbox(u"B"_s)};
        m_expected.resize(m_ids.size());
        m_validity.assign(m_ids.size(), 7);
    }

    quint32 pick(quint32 below) { return static_cast<quint32>(m_random() % below); }

    model::Flags randomFlags() {
        model::Flags flags;
        flags.bits = pick(8); // seen, answered, flagged
        if (pick(4) == 0)
            flags.keywords = {u"label"_s};
        return flags;
    }

    void addTo(MailboxDelta& delta, ExpectedMailbox& expected) {
        for (quint32 n = pick(5); n > 0; --n) {
            const quint32 uid = 1 + pick(60);
            const int word = static_cast<int>(pick(kWords));
            NewMessage message = sampleMessage(uid, u"s"_s, u"w%1 会議%1番"_s.arg(word));
            message.flags = randomFlags();
            message.body = pick(5) != 0 ? model::BodyState::Whole : model::BodyState::None;
            if (message.body == model::BodyState::None)
                message.rawCompressed.clear();
            delta.added.append(message);
            if (delta.gone.contains(Uid(uid)))
                continue;
            auto [it, fresh] = expected.try_emplace(uid, Expected{message.flags, word, message.body == model::BodyState::Whole});
            if (fresh)
                continue;
            it->second.flags = message.flags;
            if (!it->second.body && message.body == model::BodyState::Whole)
                it->second = {message.flags, word, true};
        }
    }

    MailboxDelta randomDelta(std::size_t at) {
        MailboxDelta delta = deltaFor(m_ids[at]);
        ExpectedMailbox& expected = m_expected[at];
        if (pick(100) == 0) {
            delta.reset = true;
            ++m_validity[at];
            expected.clear();
        }
        delta.uidValidity = UidValidity(m_validity[at]);
        for (quint32 n = pick(3); n > 0; --n)
            delta.gone.append(Uid(1 + pick(60)));
        for (const Uid uid : delta.gone)
            expected.erase(uid.value);
        addTo(delta, expected);
        for (quint32 n = pick(4); n > 0; --n) {
            const quint32 uid = 1 + pick(60);
            delta.flags.append({Uid(uid), randomFlags(), ModSeq(m_random() % 1000)});
            if (const auto it = expected.find(uid); it != expected.end())
                it->second.flags = delta.flags.last().flags;
        }
        return delta;
    }

    void compare(Reader& reader) {
        std::vector<int> hits(kWords);
        for (std::size_t at = 0; at < m_ids.size(); ++at) {
            const auto states = must(reader.uidStates(m_ids[at]));
            ASSERT_EQ(static_cast<std::size_t>(states.size()), m_expected[at].size());
            int unread = 0;
            qsizetype row = 0;
            for (const auto& [uid, message] : m_expected[at]) {
                EXPECT_EQ(states[row].uid, Uid(uid));
                EXPECT_EQ(states[row].flags, message.flags);
                EXPECT_EQ(states[row].body == model::BodyState::Whole, message.body);
                ++row;
                unread += message.flags.has(model::Flag::Seen) ? 0 : 1;
                ++hits[static_cast<std::size_t>(message.word)];
            }
            const auto mailbox = must(reader.mailbox(m_ids[at]));
            EXPECT_EQ(mailbox.total, states.size());
            EXPECT_EQ(mailbox.unread, unread);
        }
        for (int word = 0; word < kWords; ++word) {
            for (const QString& text : {u"w%1"_s, u"会議%1番"_s}) {
                model::MessageQuery query;
                query.view = model::View::All;
                query.limit = 1000;
                query.search = text.arg(word);
                EXPECT_EQ(must(reader.messages(query)).messages.size(), hits[static_cast<std::size_t>(word)]);
            }
        }
        EXPECT_EQ(must(reader.checkIntegrity()), QStringList());
    }

    /// The files as a kill leaves them at this moment.
    void compareCopyAfterKill() {
        const QTemporaryDir copy;
        for (const QString& name : {u"mail.sqlite"_s, u"mail.sqlite-wal"_s})
            QFile::copy(QDir(m_options.directory).filePath(name), copy.filePath(name));
        StoreOptions options;
        options.directory = copy.path();
        const auto store = must(Store::open(options));
        ASSERT_TRUE(store);
        const auto reader = must(store->makeReader());
        compare(*reader);
    }

    std::mt19937 m_random{20240229};
    std::vector<MailboxId> m_ids;
    std::vector<quint32> m_validity;
    std::vector<ExpectedMailbox> m_expected;
};

TEST_F(CountersTest, randomDeltasAgreeWithTheModelAlsoAfterAKill) {
    std::vector<std::future<Status>> pending;
    for (int round = 1; round <= kDeltas; ++round) {
        MailboxDelta delta = randomDelta(pick(static_cast<quint32>(m_ids.size())));
        if (pick(3) == 0)
            pending.push_back(m_store->submit(delta)); // again: harmless
        if (pick(50) == 0)
            m_store->setBulk(pick(2) == 0);
        // A reset applied twice would drop what it brought in and bring it in again: the same.
        pending.push_back(m_store->submit(std::move(delta)));
        if (round % 400 != 0)
            continue;
        for (auto& status : pending)
            must(status.get());
        pending.clear();
        if (round % 800 == 0)
            must(m_store->optimise());
        compare(*m_reader);
        compareCopyAfterKill();
        if (HasFailure())
            FAIL() << "after delta " << round;
    }
}

} // namespace
} // namespace tributary::store::tst_Counters
