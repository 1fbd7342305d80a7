// SPDX-License-Identifier: GPL-3.0-or-later
// The window never stalls (S23): the longest gap between two turns of the event loop while a list of very many messages is
// scrolled from end to end, and while a first sync announces a thousand new rows a commit, many times a second. Prints the
// figures; asserts generously, since test machines are noisy. TRIBUTARY_FRAME_ROWS: how many rows (100,000).
#include "PreparedProfile.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/messagelist/MessageRowsView.h"
#include "ui/models/MailboxTreeModel.h"
#include "ui/models/MessageListModel.h"

#include <gtest/gtest.h>

#include <QAbstractItemModel>
#include <QElapsedTimer>
#include <QFile>
#include <QScrollBar>
#include <QTest>
#include <QTimer>
#include <QTreeView>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <utility>
#include <vector>

namespace tributary::ui {
namespace {

constexpr int kCommit = 1000;    // rows a commit of a first sync
constexpr int kCommitEveryMs = 20;
constexpr double kMostMs = 50;   // of our own work between two turns, at the 99th percentile; what we aim at is 5

int rowsWanted() {
    const int rows = qEnvironmentVariableIntValue("TRIBUTARY_FRAME_ROWS");
    return rows > 0 ? rows : 100'000;
}

/// What this thread has worked, as the machine counts it: others on the machine do not come in.
double workedMs() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Prints what of this process is in memory; preparing the profile is done in it too, so the first line tells what that costs.
void reportMemory(const char* when) {
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return;
    const auto mebibytes = [lines = status.readAll().split('\n')](const char* name) {
        for (const QByteArray& line : lines) {
            if (line.startsWith(name))
                return line.mid(line.indexOf(':') + 1).chopped(3).trimmed().toDouble() / 1024;
        }
        return 0.0;
    };
    std::printf("%-34s RSS %.1f MiB, %.1f of it our own, peak %.1f\n", when, mebibytes("VmRSS"), mebibytes("RssAnon"), mebibytes("VmHWM"));
    std::fflush(stdout);
}

/// A heartbeat: how long the event loop was away between two beats, and how much of that was our own work.
class Heartbeat {
  public:
    Heartbeat() {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(1);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
        m_since.start();
        m_worked = workedMs();
        m_timer.start();
    }
    /// Prints the figures; gives the work between two turns at the 99th percentile.
    double report(const char* what) {
        std::sort(m_gaps.begin(), m_gaps.end());
        std::sort(m_work.begin(), m_work.end());
        std::printf("%-34s gap p50 %.1f p99 %.1f max %.1f ms; own work p50 %.1f p99 %.1f max %.1f ms; %zu turns\n", what, at(m_gaps, 0.5), at(m_gaps, 0.99),
                    at(m_gaps, 1), at(m_work, 0.5), at(m_work, 0.99), at(m_work, 1), m_gaps.size());
        std::fflush(stdout);
        return at(m_work, 0.99);
    }

  private:
    void beat() {
        m_gaps.push_back(static_cast<double>(m_since.nsecsElapsed()) / 1e6);
        m_since.start();
        const double worked = workedMs();
        m_work.push_back(worked - std::exchange(m_worked, worked));
    }
    static double at(const std::vector<double>& sorted, double part) {
        return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, static_cast<size_t>(part * static_cast<double>(sorted.size())))];
    }

    QTimer m_timer;
    QElapsedTimer m_since;
    double m_worked = 0;
    std::vector<double> m_gaps, m_work;
};

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
        (void)soon([&] { return m_announced >= m_rows; }, 60'000);
        EXPECT_LT(heart.report("first sync, list at its top"), kMostMs);
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
        EXPECT_LT(heart.report("scrolled down during a first sync"), kMostMs);
    }
    reportMemory("all rows are there");
    {
        Heartbeat heart;
        QScrollBar* bar = m_list->verticalScrollBar();
        QTimer step;
        QObject::connect(&step, &QTimer::timeout, m_list, [&] { bar->setValue(bar->value() - 10 * bar->pageStep()); });
        step.start(4);
        ASSERT_TRUE(soon([&] { return bar->value() == 0; }, 600'000));
        EXPECT_LT(heart.report("scrolled up again"), kMostMs);
        const QModelIndex top = m_list->model()->index(0, 0);
        EXPECT_TRUE(soon([&] { return !top.data(MessageListModel::SubjectRole).toString().isEmpty(); }, 5000)) << "put away, and read again";
    }
    {
        Heartbeat heart;
        m_list->selectAll();
        QTest::qWait(200);
        EXPECT_LT(heart.report("all selected"), 4 * kMostMs);
    }
    reportMemory("all selected");
    std::printf("%d rows, %lld ms in all\n", m_rows, static_cast<long long>(whole.elapsed()));
}

} // namespace
} // namespace tributary::ui
