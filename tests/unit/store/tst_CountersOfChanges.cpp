// SPDX-License-Identifier: GPL-3.0-or-later
// Random deeds of a user and a server against a model of what lists show: moves, copies, expunges, undo, refusals, mail that
// disappears and comes back. The model knows nothing of intents.
#include "IntentFixture.h"

#include <functional>
#include <map>
#include <random>
#include <vector>

namespace tributary::store::tst_CountersOfChanges {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kDeeds = 3000;

class ChangeCountersTest : public IntentTest {
  protected:
    struct Shown {
        std::size_t box = 0;
        bool seen = false;
    };
    using Model = std::map<qint64, Shown>;

    void SetUp() override {
        IntentTest::SetUp();
        m_boxes = {m_inbox, m_archive, addMailbox(u"B"_s)};
    }

    quint32 pick(quint32 below) { return static_cast<quint32>(m_random() % below); }
    std::size_t pickBox() { return pick(static_cast<quint32>(m_boxes.size())); }
    MessageId pickShown() {
        if (m_model.empty())
            return {};
        auto it = m_model.begin();
        std::advance(it, pick(static_cast<quint32>(m_model.size())));
        return MessageId(it->first);
    }
    std::size_t boxOf(MailboxId id) const {
        return static_cast<std::size_t>(std::find(m_boxes.begin(), m_boxes.end(), id) - m_boxes.begin());
    }
    /// Done and remembered for undo, with the model of before.
    void did(ChangeId change, const Model& before) {
        if (change.isValid())
            m_done.push_back({change, before});
    }

    void arrive() {
        const std::size_t box = pickBox();
        const quint32 uid = ++m_uid;
        const MessageId id = have(m_boxes[box], mail(uid, u"s%1"_s.arg(uid)));
        m_model[id.value] = {box, false};
        for (auto& [change, before] : m_done) // a later undo does not take it away
            before[id.value] = {box, false};
    }
    void edit() {
        const MessageId id = pickShown();
        if (!id.isValid())
            return;
        const Model before = m_model;
        Shown& shown = m_model[id.value];
        switch (pick(5)) {
        case 0:
        case 1: {
            shown.seen = !shown.seen;
            did(flag(id, u"\\Seen"_s, shown.seen), before);
            break;
        }
        case 2: {
            const std::size_t to = pickBox();
            shown.box = to;
            did(move(id, m_boxes[to]), before);
            break;
        }
        case 3: {
            const std::size_t to = pickBox();
            did(copy(id, m_boxes[to]), before);
            qint64 newest = 0;
            for (const auto& one : list(m_boxes[to]))
                newest = std::max(newest, one.id.value);
            m_model[newest] = {to, shown.seen};
            break;
        }
        default: {
            m_model.erase(id.value);
            did(expunge(id), before);
        }
        }
    }
    void undoLast() {
        if (m_done.empty())
            return;
        must(m_store->undo(m_done.back().first));
        m_model = m_done.back().second;
        m_done.pop_back();
    }
    void confirm() {
        const PushQueue waitingNow = queue();
        if (!waitingNow.flags.isEmpty() && pick(2) == 0)
            must(m_store->confirmFlags({waitingNow.flags[0].row}));
        for (const MovePush& push : waitingNow.moves) {
            if (!push.uid.isValid())
                continue;
            if (pick(3) == 0)
                must(m_store->markSent(PushTable::Move, {push.row}, Uid(m_uid)));
            else
                must(m_store->confirmMoves({at(push.row, ++m_uid)}));
            break;
        }
        if (!waitingNow.appends.isEmpty())
            must(m_store->confirmAppends({at(waitingNow.appends[0].row, ++m_uid)}));
    }
    void disappear() {
        const MessageId id = pickShown();
        const auto known = summary(id);
        if (!known.uid.isValid())
            return;
        gone(known.mailbox, known.uid.value, pick(4) == 0);
        m_model.erase(id.value);
        m_done.clear();
        if (pick(2) == 0)
            return;
        // The server tells of it again, elsewhere: which row it is does not matter, one there is.
        const std::size_t box = pickBox();
        NewMessage again = mail(++m_uid, known.subject);
        again.flags = {};
        const MessageId back = have(m_boxes[box], again);
        ASSERT_TRUE(back.isValid());
        m_model[back.value] = {box, false};
        for (const FlagPush& push : queue().flags) { // what the user wanted of it still holds
            if (push.message == back && push.flag == u"\\Seen"_s)
                m_model[back.value].seen = push.on;
        }
    }
    void refuse() {
        const PushQueue waitingNow = queue();
        for (const MovePush& push : waitingNow.moves) {
            const auto same = std::count_if(waitingNow.moves.begin(), waitingNow.moves.end(),
                                            [&](const MovePush& one) { return one.message == push.message; });
            const bool appended = std::any_of(waitingNow.appends.begin(), waitingNow.appends.end(),
                                              [&](const AppendPush& one) { return one.message == push.message; });
            if (same != 1 || appended || !push.uid.isValid() || push.kind == MoveKind::Expunge)
                continue;
            must(m_store->refusePush(PushTable::Move, {push.row}, {ErrorKind::Refused, ErrorCode::ServerRefused, {}, {}}));
            if (push.kind == MoveKind::Copy)
                m_model.erase(push.message.value);
            else
                m_model[push.message.value].box = boxOf(push.source);
            m_done.clear();
            return;
        }
    }

    void compare() {
        std::vector<int> total(m_boxes.size()), unread(m_boxes.size());
        for (const auto& [id, shown] : m_model) {
            ++total[shown.box];
            unread[shown.box] += shown.seen ? 0 : 1;
            const auto known = summary(MessageId(id));
            EXPECT_EQ(known.mailbox, m_boxes[shown.box]) << id;
            EXPECT_EQ(known.flags.has(model::Flag::Seen), shown.seen) << id;
        }
        for (std::size_t box = 0; box < m_boxes.size(); ++box) {
            EXPECT_EQ(this->box(m_boxes[box]).total, total[box]);
            EXPECT_EQ(this->box(m_boxes[box]).unread, unread[box]);
            EXPECT_EQ(list(m_boxes[box]).size(), total[box]);
        }
        EXPECT_EQ(found(u"word"_s).size(), std::min<qsizetype>(200, static_cast<qsizetype>(m_model.size())));
        const PushQueue all = queue();
        EXPECT_EQ(waiting(), all.flags.size() + all.moves.size() + all.appends.size());
        expectIntegrity();
    }

    std::mt19937 m_random{20240301};
    std::vector<MailboxId> m_boxes;
    Model m_model;
    std::vector<std::pair<ChangeId, Model>> m_done;
    quint32 m_uid = 0;
};

TEST_F(ChangeCountersTest, randomDeedsAgreeWithTheModel) {
    for (int deed = 1; deed <= kDeeds; ++deed) {
        const quint32 what = pick(20);
        if (what < 4)
            arrive();
        else if (what < 11)
            edit();
        else if (what < 14)
            undoLast();
        else if (what < 18)
            confirm();
        else if (what < 19)
            disappear();
        else
            refuse();
        if (deed % 50 == 0)
            compare();
        if (HasFailure())
            FAIL() << "after deed " << deed;
    }
}

} // namespace
} // namespace tributary::store::tst_CountersOfChanges
