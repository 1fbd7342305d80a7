// SPDX-License-Identifier: GPL-3.0-or-later
// The model of a list alone, on a real store (S23): what comes and goes while it is read.
#include "PreparedProfile.h"
#include "ui/models/MessageListModel.h"

#include <gtest/gtest.h>

#include <memory>

namespace tributary::ui::tst_MessageListModel {
namespace {

class MessageListModelTest : public ::testing::Test {
  protected:
    void open(int messages) {
        m_inbox = m_profile.mailbox(0, QStringLiteral("INBOX"));
        m_profile.fill(m_inbox, messages);
        m_engine = m_profile.openEngine();
        ASSERT_NE(m_engine, nullptr);
        m_model = std::make_unique<MessageListModel>(*m_engine, 0);
        model::MessageQuery query;
        query.account = m_profile.account(0);
        query.mailbox = m_inbox;
        m_model->setQuery(query);
        ASSERT_TRUE(soon([&] { return m_model->rowCount() > 0; }));
    }
    void readAll(int messages) {
        ASSERT_TRUE(soon([&] {
            m_model->fetchMore({});
            return m_model->rowCount() == messages;
        }));
    }
    void tellRemoved(const QList<MessageId>& ids) { Q_EMIT m_engine->storeChanged({model::MessagesRemoved{m_profile.account(0), m_inbox, ids}}); }
    void tellAdded(const QList<MessageId>& ids) { Q_EMIT m_engine->storeChanged({model::MessagesAdded{m_profile.account(0), m_inbox, ids}}); }
    [[nodiscard]] bool has(qint64 id) const { return m_model->rowOf(MessageId(id)) >= 0; }

    PreparedProfile m_profile;
    MailboxId m_inbox;
    std::shared_ptr<engine::Engine> m_engine;
    std::unique_ptr<MessageListModel> m_model;
};

TEST_F(MessageListModelTest, whatWentWhileItsPageWasReadIsNotPutBack) {
    constexpr int kMessages = 300;
    ASSERT_NO_FATAL_FAILURE(open(kMessages));
    ASSERT_FALSE(has(1)) << "the oldest is on no page yet";
    const int before = m_model->rowCount();
    m_model->fetchMore({}); // reads what the store has now
    tellRemoved({MessageId(1)});
    ASSERT_TRUE(soon([&] { return m_model->rowCount() == kMessages - 1; })) << before << " became " << m_model->rowCount();
    EXPECT_FALSE(has(1));
}

TEST_F(MessageListModelTest, thousandsOfScatteredRowsGoSomeAtATime) {
    constexpr int kMessages = 6000;
    ASSERT_NO_FATAL_FAILURE(open(kMessages));
    ASSERT_NO_FATAL_FAILURE(readAll(kMessages));
    QList<MessageId> gone;
    for (qint64 id = 1; id <= kMessages; id += 2)
        gone.append(MessageId(id));
    tellRemoved(gone);
    EXPECT_GT(m_model->rowCount(), kMessages / 2) << "not all in one turn of the loop";
    ASSERT_TRUE(soon([&] { return m_model->rowCount() == kMessages / 2; })) << m_model->rowCount();
    for (int row = 0; row < m_model->rowCount(); ++row)
        ASSERT_EQ(m_model->idAt(row).value % 2, 0);
}

TEST_F(MessageListModelTest, aFewGoAtOnceAndWhatIsBackMeanwhileStays) {
    constexpr int kMessages = 6000;
    ASSERT_NO_FATAL_FAILURE(open(kMessages));
    ASSERT_NO_FATAL_FAILURE(readAll(kMessages));
    tellRemoved({MessageId(kMessages), MessageId(kMessages - 1)});
    EXPECT_EQ(m_model->rowCount(), kMessages - 2) << "what a user deletes is gone at once";
    QList<MessageId> gone;
    for (qint64 id = 1; id <= 4000; ++id)
        gone.append(MessageId(id));
    tellRemoved(gone);
    tellAdded({MessageId(1)}); // an undo
    ASSERT_TRUE(soon([&] { return m_model->rowCount() == kMessages - 2 - 3999; })) << m_model->rowCount();
    EXPECT_TRUE(has(1));
    EXPECT_FALSE(has(2));
}

} // namespace
} // namespace tributary::ui::tst_MessageListModel
