// SPDX-License-Identifier: GPL-3.0-or-later
// What was appended to Sent and may be doubled by the provider (S14).
#include "SendingFixture.h"

namespace tributary::store::tst_OwnSentCopies {
namespace {

using namespace Qt::Literals::StringLiterals;

class OwnSentCopiesTest : public SendingTest {
  protected:
    /// Appended, and confirmed with that UID.
    MessageId append(quint32 uid, bool isTold = true) {
        const OutboxId id = queueOne();
        toSubmitted(id, SendingTest::append());
        const AppendPush push = must(m_reader->pushQueue(m_account, 10)).appends.value(0);
        must(m_store->confirmAppends({{push.row, Uid(uid), UidValidity(1), isTold}}));
        return push.message;
    }
    void arrive(quint32 uid, const QByteArray& messageId = "one@mail.example") {
        NewMessage message = sampleMessage(uid, u"会議 at ten"_s, u"see you"_s);
        message.messageIdHeader = messageId;
        add(m_sent, {message});
    }
    QList<OwnSentCopy> doubled(qint64 sinceMs = 0) { return must(m_reader->doubledSentCopies(m_account, sinceMs)); }
};

TEST_F(OwnSentCopiesTest, S14_whatStandsBesideOursIsNoticed) {
    const MessageId ours = append(5);
    EXPECT_TRUE(doubled().isEmpty());
    arrive(6, "another@mail.example");
    EXPECT_TRUE(doubled().isEmpty());
    arrive(7);
    openStore();
    ASSERT_EQ(doubled().size(), 1);
    const OwnSentCopy copy = doubled().first();
    EXPECT_EQ(copy.message, ours);
    EXPECT_EQ(copy.mailbox, m_sent);
    EXPECT_EQ(copy.messageIdHeader, "one@mail.example");
    EXPECT_EQ(copy.uid, Uid(5));
    EXPECT_EQ(copy.uidValidity, UidValidity(1));
    EXPECT_EQ(copy.size, kRaw.size());
    EXPECT_GT(copy.appendedMs, 0);
    EXPECT_TRUE(doubled(copy.appendedMs + 1).isEmpty()) << "too long ago";
    must(m_store->endOwnSentCopy(ours));
    EXPECT_TRUE(doubled().isEmpty());
}

/// Found by its Message-ID, it may be the provider's.
TEST_F(OwnSentCopiesTest, S14_aUidThatNobodyHasToldIsNotHeldForOurs) {
    (void)append(5, false);
    arrive(7);
    ASSERT_EQ(doubled().size(), 1);
    EXPECT_FALSE(doubled().first().uid.isValid());
}

TEST_F(OwnSentCopiesTest, S14_whatIsNotOnTheServerYetIsNotDoubled) {
    toSubmitted(queueOne(), SendingTest::append());
    arrive(7);
    EXPECT_TRUE(doubled().isEmpty());
    must(m_store->refusePush(PushTable::Append, {must(m_reader->pushQueue(m_account, 10)).appends.value(0).row}, refusal()));
    EXPECT_EQ(number("SELECT count(*) FROM own_sent_copy"), 0) << "it will never be";
}

TEST_F(OwnSentCopiesTest, S14_theyGoWithTheMailboxAndWithTime) {
    (void)append(5);
    {
        m_reader.reset();
        m_store.reset();
        detail::Connection connection(detail::databasePath(m_options.directory), detail::Connection::Mode::ReadWrite);
        connection.execute("UPDATE own_sent_copy SET appended_ms = 1");
    }
    openStore();
    (void)append(6);
    EXPECT_EQ(number("SELECT count(*) FROM own_sent_copy"), 1);
    EXPECT_EQ(number("SELECT uid FROM own_sent_copy"), 6);
}

TEST_F(OwnSentCopiesTest, S14_theThirdMissInARowIsBelieved) {
    must(m_store->setSentCopyKnowledge(m_account, SentCopyKnowledge::ServerKeeps));
    const auto knowledge = [&] { return must(m_reader->sentCopyKnowledge(m_account)); };
    must(m_store->noteSentCopyMissed(m_account));
    must(m_store->noteSentCopyMissed(m_account));
    must(m_store->setSentCopyKnowledge(m_account, SentCopyKnowledge::ServerKeeps)); // one came
    must(m_store->noteSentCopyMissed(m_account));
    must(m_store->noteSentCopyMissed(m_account));
    EXPECT_EQ(knowledge(), SentCopyKnowledge::ServerKeeps);
    must(m_store->noteSentCopyMissed(m_account));
    EXPECT_EQ(knowledge(), SentCopyKnowledge::WeAppend);
    must(m_store->noteSentCopyLate(m_account, 300'000));
    EXPECT_EQ(knowledge(), SentCopyKnowledge::ServerKeeps);
    EXPECT_EQ(must(m_reader->sentCopyDelayMs(m_account)), 300'000);
    must(m_store->setSentCopyKnowledge(m_account, SentCopyKnowledge::Unknown));
    EXPECT_EQ(must(m_reader->sentCopyDelayMs(m_account)), 0) << "another server";
    EXPECT_EQ(codeOf(m_store->noteSentCopyMissed(AccountId(99))), ErrorCode::NotFound);
}

} // namespace
} // namespace tributary::store::tst_OwnSentCopies
