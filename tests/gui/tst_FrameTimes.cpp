// SPDX-License-Identifier: GPL-3.0-or-later
// The window never stalls (S23): the longest gap between two turns of the event loop while a list of very many messages is
// scrolled from end to end, and while a first sync announces a thousand new rows a commit, many times a second. Prints the
// figures; asserts generously, since test machines are noisy. TRIBUTARY_FRAME_ROWS: how many rows (100,000).
#include "Heartbeat.h"
#include "PreparedProfile.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/messagelist/MessageRowsView.h"
#include "ui/models/MailboxTreeModel.h"
#include "ui/models/MessageListModel.h"

#include <gtest/gtest.h>

#include <QAbstractItemModel>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTest>
#include <QTimer>
#include <QTreeView>

#include <cstdio>

namespace tributary::ui::tst_FrameTimes {
namespace {

constexpr int kCommit = 1000;    // rows a commit of a first sync
constexpr int kCommitEveryMs = 20;

int rowsWanted() {
    const int rows = qEnvironmentVariableIntValue("TRIBUTARY_FRAME_ROWS");
    return rows > 0 ? rows : 100'000;
}

class FrameTimes : public ::testing::Test {
  protected:
    void SetUp() override {
        m_rows = rowsWanted();
        m_inbox = m_profile.mailbox(0, QStringLiteral("INBOX"));
        m_profile.fill(m_inbox, m_rows, [](store::NewMessage& message) {
            message.body = model::BodyState::None;
            message.bodyWanted = true;
            message.rawCompressed.clear();
            message.text = {};
        });
        reportMemory("profile prepared");
        m_engine = m_profile.openEngine();
        ASSERT_NE(m_engine, nullptr);
        m_window = std::make_unique<MainWindow>(m_engine, QList<DemoAccount>());
        m_window->resize(1280, 800);
        m_window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
        m_list = m_window->findChild<MessageRowsView*>(QStringLiteral("messageList"));
        ASSERT_TRUE(soon([&] { return m_list->model()->rowCount() > 0; }));
    }
    /// To the end of the list, some pages a turn; true when it got there.
    bool scrollToTheEnd() {
        QTimer step;
        step.setInterval(8);
        QObject::connect(&step, &QTimer::timeout, m_list, [this] {
            QScrollBar* bar = m_list->verticalScrollBar();
            bar->setValue(bar->value() + 4 * bar->pageStep());
        });
        step.start();
        return soon([&] { return m_list->model()->rowCount() >= m_rows && m_list->verticalScrollBar()->value() == m_list->verticalScrollBar()->maximum(); }, 1'800'000);
    }
    /// What the store announces while it is filled; the rows themselves are there already.
    void announceCommit() {
        if (m_announced >= m_rows)
            return;
        model::MessagesAdded added{m_profile.account(0), m_inbox, {}};
        for (int i = 0; i < kCommit; ++i)
            added.ids.append(MessageId(1 + (m_announced + i) % m_rows));
        m_announced += kCommit;
        Q_EMIT m_engine->storeChanged({added, model::MailboxCountsChanged{m_profile.account(0), m_inbox, m_announced, m_announced}});
        model::SyncProgress progress;
        progress.account = m_profile.account(0);
        progress.mailbox = m_inbox;
        progress.stage = model::SyncStage::Headers;
        progress.messagesDone = m_announced;
        progress.messagesTotal = m_rows;
        Q_EMIT m_engine->syncProgressed(progress);
    }

    /// Every twentieth row at once, none of them a neighbour of another, as when another client cleans up; all but one.
    int removeScattered(qint64 kept) {
        model::MessagesRemoved removed{m_profile.account(0), m_inbox, {}};
        for (qint64 id = 1; id <= m_rows; id += 20) {
            if (id != kept)
                removed.ids.append(MessageId(id));
        }
        Q_EMIT m_engine->storeChanged({removed});
        return static_cast<int>(removed.ids.size());
    }

    PreparedProfile m_profile;
    MailboxId m_inbox;
    int m_rows = 0;
    int m_announced = 0;
    std::shared_ptr<engine::Engine> m_engine;
    std::unique_ptr<MainWindow> m_window;
    MessageRowsView* m_list = nullptr;
};

TEST_F(FrameTimes, S23_scrollingEndToEndNeverStallsAlsoDuringAFirstSync) {
    QElapsedTimer whole;
    whole.start();
    {
        Heartbeat heart;
        QTimer commits;
        QObject::connect(&commits, &QTimer::timeout, m_list, [this] { announceCommit(); });
        commits.start(kCommitEveryMs);
        (void)soon([&] { return m_announced >= m_rows; });
        EXPECT_LT(heart.report("first sync, list at its top").work99, kFrameMs);
        EXPECT_EQ(m_list->verticalScrollBar()->value(), 0);
    }
    reportMemory("list at its top");
    {
        Heartbeat heart;
        m_announced = 0; // all of it once more
        QTimer commits;
        QObject::connect(&commits, &QTimer::timeout, m_list, [this] { announceCommit(); });
        commits.start(kCommitEveryMs);
        ASSERT_TRUE(scrollToTheEnd()) << m_list->model()->rowCount();
        EXPECT_LT(heart.report("scrolled down during a first sync").work99, kFrameMs);
    }
    reportMemory("all rows are there");
    {
        Heartbeat heart;
        QScrollBar* bar = m_list->verticalScrollBar();
        QTimer step;
        QObject::connect(&step, &QTimer::timeout, m_list, [&] { bar->setValue(bar->value() - 10 * bar->pageStep()); });
        step.start(4);
        ASSERT_TRUE(soon([&] { return bar->value() == 0; }, 600'000));
        EXPECT_LT(heart.report("scrolled up again").work99, kFrameMs);
        const QModelIndex top = m_list->model()->index(0, 0);
        EXPECT_TRUE(soon([&] { return !top.data(MessageListModel::SubjectRole).toString().isEmpty(); })) << "put away, and read again";
    }
    {
        Heartbeat heart;
        QScrollBar* bar = m_list->verticalScrollBar();
        bar->setValue(bar->maximum() / 2);
        EXPECT_TRUE(soon([&] { return m_list->indexAt({10, 10}).data(MessageListModel::IdRole).toLongLong() > 0; }));
        const int before = m_list->model()->rowCount();
        const qint64 looked = m_list->indexAt({10, 10}).data(MessageListModel::IdRole).toLongLong();
        const int gone = removeScattered(looked);
        EXPECT_TRUE(soon([&] { return m_list->model()->rowCount() == before - gone; })) << m_list->model()->rowCount();
        EXPECT_EQ(m_list->indexAt({10, 10}).data(MessageListModel::IdRole).toLongLong(), looked) << "what is looked at stays where it is";
        QTest::qWait(100);
        EXPECT_LT(heart.report("scattered rows gone").workMost, 3 * kFrameMs);
        bar->setValue(0);
    }
    {
        Heartbeat heart;
        m_list->selectAll();
        QTest::qWait(200);
        EXPECT_LT(heart.report("all selected").work99, 4 * kFrameMs);
    }
    reportMemory("all selected");
    std::printf("%d rows, %lld ms in all\n", m_rows, static_cast<long long>(whole.elapsed()));
}

} // namespace
} // namespace tributary::ui::tst_FrameTimes
