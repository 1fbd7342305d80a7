// SPDX-License-Identifier: GPL-3.0-or-later
// The copy of a sent message (S14): never two, never none, whenever the provider's comes.
#include "Fixture.h"

namespace tributary::sync::tst_SentCopies {
namespace {

class SentCopiesTest : public SyncTest {
  protected:
    void SetUp() override {
        server().change([](ServedMail& mail) { mail.create("Sent", "\\Sent"); });
        start(1);
    }
    /// As the provider files what it is given.
    void providerFiles(const QByteArray& word) {
        server().change([&](ServedMail& mail) {
            const quint32 uid = mail.add("Sent", word, {"\\Seen"});
            mail.at("Sent").find(uid)->internalDate = QDateTime::currentDateTimeUtc();
        });
    }
    /// The SMTP server has taken it.
    OutboxId submitted(const QByteArray& word) {
        const QByteArray raw = "From: ann@lies.example\r\nSubject: " + word + "\r\nMessage-ID: <" + word + "@lies.example>\r\n\r\nHello.\r\n";
        store::NewOutboxMessage sending;
        sending.message.account = sending.message.via = m_account.id;
        sending.message.from = u"ann@lies.example"_s;
        sending.message.messageIdHeader = word + "@lies.example";
        sending.message.recipients = {{u"bob@lies.example"_s, {}, {}}};
        sending.message.size = raw.size();
        sending.rawCompressed = store::compressRaw(raw);
        const OutboxId id = must(m_store->queueMessage(std::move(sending)));
        must(m_store->markSending(id));
        must(m_store->markDataGiven(id));
        must(m_store->markSubmitted(id, {{u"bob@lies.example"_s, model::RecipientState::Accepted, {}}}, {store::SentCopy::Way::Look, {}, {}}));
        return id;
    }
    bool isFiled(OutboxId id) { return !m_reader->outboxMessage(id).has_value(); }
};

} // namespace

TEST_F(SentCopiesTest, S14_aCopyOfTheProvidersIsFound) {
    const OutboxId id = submitted("one");
    providerFiles("one");
    EXPECT_FALSE(sync().error);
    EXPECT_TRUE(isFiled(id));
    EXPECT_EQ(must(m_reader->sentCopyKnowledge(m_account.id)), store::SentCopyKnowledge::ServerKeeps);
    EXPECT_EQ(served("Sent", "one"), 1);
}

/// The copy may be in the cache before it is known that the message was taken: a sync goes on beside the sending.
TEST_F(SentCopiesTest, S14_aCopyThatASyncHasBroughtIsFound) {
    providerFiles("one");
    EXPECT_FALSE(sync().error);
    ASSERT_EQ(words(u"Sent"_s), QStringList{u"one"_s});
    const OutboxId id = submitted("one");
    EXPECT_FALSE(sync().error);
    EXPECT_TRUE(isFiled(id));
    EXPECT_EQ(served("Sent", "one"), 1);
}

TEST_F(SentCopiesTest, S14_whereNoneComesItIsAppendedOnce) {
    must(m_store->setSentCopyKnowledge(m_account.id, store::SentCopyKnowledge::WeAppend));
    const OutboxId id = submitted("one");
    for (int i = 0; i < 3; ++i)
        EXPECT_FALSE(sync().error);
    EXPECT_TRUE(isFiled(id));
    EXPECT_EQ(served("Sent", "one"), 1);
    EXPECT_EQ(server().count("APPEND"), 1);
}

} // namespace tributary::sync::tst_SentCopies
