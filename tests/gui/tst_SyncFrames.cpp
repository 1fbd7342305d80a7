// SPDX-License-Identifier: GPL-3.0-or-later
// The window beside a real sync (S23, S30, S31): an account is added, and while its mail comes from a real server the list is
// looked at, scrolled and searched; then another client changes much and the list follows. What is measured is the work of
// the GUI thread between two turns of its loop. TRIBUTARY_FRAME_MAIL: how many messages (3,000).
#include "Heartbeat.h"
#include "WindowDriver.h"
#include "support/MailServer.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/messagelist/MessageRowsView.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QEventLoop>
#include <QLineEdit>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <variant>

namespace tributary::ui::tst_SyncFrames {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::MailServer;

constexpr int kFilledAtOnce = 5'000;
constexpr int kMailboxes = 5;
constexpr int kWholeRunMs = 1'800'000;

int messagesWanted() {
    const int messages = qEnvironmentVariableIntValue("TRIBUTARY_FRAME_MAIL");
    return messages > 0 ? messages : 3'000;
}

/// Runs the loop as the program does, until the condition holds; QTest's own waiting sleeps between its turns.
[[nodiscard]] bool until(const std::function<bool()>& condition) {
    QEventLoop loop;
    QTimer look, end;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (condition())
            loop.quit();
    });
    QObject::connect(&end, &QTimer::timeout, &loop, &QEventLoop::quit);
    look.start(5);
    end.start(kWholeRunMs);
    loop.exec();
    return condition();
}

void wait(int ms) {
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

/// Does it on another thread, with this one's loop running: server scripts block their caller.
void beside(const std::function<void()>& run) {
    const std::unique_ptr<QThread> thread(QThread::create(run));
    thread->start();
    EXPECT_TRUE(until([&] { return thread->isFinished(); }));
    thread->wait();
}

class SyncFrames : public ::testing::Test {
  protected:
    void SetUp() override {
        m_messages = messagesWanted();
        auto started = MailServer::start();
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        for (int filled = 0, seed = 1; filled < m_messages; filled += kFilledAtOnce, ++seed)
            ASSERT_TRUE(m_server->fill(u"alice"_s, std::min(kFilledAtOnce, m_messages - filled), kMailboxes, seed));
        ASSERT_NO_FATAL_FAILURE(writeProfileFor(*m_server, m_directory.path()));
        m_engine = openEngine(m_directory.path());
        ASSERT_NE(m_engine, nullptr);
        QObject::connect(m_engine.get(), &engine::Engine::storeChanged, &m_context, [this](const QList<model::StoreChange>& changes) { count(changes); });
        QObject::connect(m_engine.get(), &engine::Engine::syncProgressed, &m_context, [this](const model::SyncProgress& progress) {
            m_finished = progress.finished;
            m_bodies = m_bodies || progress.stage == model::SyncStage::Bodies;
        });
        m_window = std::make_unique<MainWindow>(m_engine, QList<DemoAccount>());
        m_window->resize(1280, 800);
        m_window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
        ASSERT_NO_FATAL_FAILURE(addAccount(u"alice@example.test"_s, u"pw-alice"_s));
        m_list = m_window->findChild<MessageRowsView*>(u"messageList"_s);
        ASSERT_NE(m_list, nullptr);
        ASSERT_TRUE(soon([&] { return m_list->isVisible() && m_list->model()->rowCount() > 0; }));
    }

    void count(const QList<model::StoreChange>& changes) {
        for (const model::StoreChange& change : changes) {
            if (const auto* added = std::get_if<model::MessagesAdded>(&change))
                m_added += static_cast<int>(added->ids.size());
            else if (const auto* changed = std::get_if<model::MessagesChanged>(&change))
                m_changed += static_cast<int>(changed->ids.size());
            else if (const auto* removed = std::get_if<model::MessagesRemoved>(&change))
                m_removed += static_cast<int>(removed->ids.size());
        }
    }
    /// Goes through the list again and again, some pages at a time, until the condition holds.
    [[nodiscard]] bool scrollUntil(const std::function<bool()>& condition) {
        QScrollBar* bar = m_list->verticalScrollBar();
        int pages = 4;
        QTimer step;
        QObject::connect(&step, &QTimer::timeout, m_list, [&] {
            if (bar->value() == bar->maximum())
                pages = -4;
            else if (bar->value() == 0)
                pages = 4;
            bar->setValue(bar->value() + pages * bar->pageStep());
        });
        step.start(16);
        return until(condition);
    }
    /// Types the word as a person does, sees what is found, and clears the field.
    void search(const QString& word) {
        auto* field = find<QLineEdit>("search");
        ASSERT_NE(field, nullptr);
        field->setFocus();
        for (const QChar letter : word) {
            QTest::keyClick(field, letter.toLatin1());
            wait(80);
        }
        wait(400);
        field->selectAll();
        QTest::keyClick(field, Qt::Key_Delete);
        wait(200);
    }
    void held(Heartbeat& heart, const char* what) {
        const Heartbeat::Figures figures = heart.report(what);
        EXPECT_LT(figures.work99, kFrameMs) << what;
        EXPECT_LT(figures.own99, 2 * kFrameMs) << what << ": it waits for something";
    }

    QTemporaryDir m_directory;
    std::unique_ptr<MailServer> m_server;
    std::shared_ptr<engine::Engine> m_engine;
    QObject m_context; ///< goes before what its connections use
    std::unique_ptr<MainWindow> m_window;
    MessageRowsView* m_list = nullptr;
    int m_messages = 0, m_added = 0, m_changed = 0, m_removed = 0;
    bool m_bodies = false, m_finished = false;
};

TEST_F(SyncFrames, S23_S31_theListStaysLiveWhileItsMailComesAndWhenItChanges) {
    QElapsedTimer whole;
    whole.start();
    {
        Heartbeat heart;
        ASSERT_TRUE(until([&] { return m_added >= m_messages / 2; })) << m_added;
        held(heart, "first sync, list at its top");
    }
    {
        Heartbeat heart;
        ASSERT_TRUE(scrollUntil([&] { return m_added >= m_messages; })) << m_added;
        held(heart, "first sync, scrolled");
    }
    {
        Heartbeat heart;
        for (const char* word : {"meeting", "invoice", "report", "re", "tanaka"})
            ASSERT_NO_FATAL_FAILURE(search(QString::fromLatin1(word)));
        held(heart, m_finished ? "searched" : "first sync, searched");
    }
    {
        Heartbeat heart;
        ASSERT_TRUE(scrollUntil([&] { return m_finished; }));
        held(heart, "bodies come, scrolled");
    }
    EXPECT_TRUE(m_bodies);
    reportMemory("first sync done");
    std::printf("first sync of %d messages with all of this: %lld ms\n", m_messages, static_cast<long long>(whole.elapsed()));

    m_added = m_changed = m_removed = 0;
    {
        Heartbeat heart;
        QTimer step;
        QObject::connect(&step, &QTimer::timeout, m_list, [bar = m_list->verticalScrollBar()] {
            bar->setValue(bar->value() == bar->maximum() ? 0 : bar->value() + bar->pageStep());
        });
        step.start(50);
        beside([this] { EXPECT_TRUE(m_server->change(u"alice"_s, std::max(200, m_messages / 100), 7)); });
        held(heart, "another client changes, scrolled");
    }
    {
        Heartbeat heart;
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        ASSERT_TRUE(until([&] { return m_added > 0 && m_changed > 0 && m_removed > 0; }));
        ASSERT_NO_FATAL_FAILURE(search(u"meeting"_s));
        held(heart, "resync, searched");
    }
    reportMemory("changed and resynced");
}

} // namespace
} // namespace tributary::ui::tst_SyncFrames
