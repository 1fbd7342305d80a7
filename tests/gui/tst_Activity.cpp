// SPDX-License-Identifier: GPL-3.0-or-later
// What the sync does is told in words at the sidebar and in the activity view (S23, S31), calmly: at most four times a second.
#include "PreparedProfile.h"
#include "WindowDriver.h"
#include "engine/NetworkSource.h"
#include "ui/activity/ActivityDialog.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/models/SyncEventModel.h"
#include "ui/models/SyncStatus.h"
#include "ui/settings/Preferences.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

namespace tributary::ui::tst_Activity {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 kNow = 1'800'000'000'000;

AccountSync syncOf(model::AccountActivity activity) {
    AccountSync sync;
    sync.snapshot.account.name = u"Work"_s;
    sync.snapshot.state.activity = activity;
    return sync;
}

model::SyncProgress headers(AccountId account, qint64 done) {
    model::SyncProgress progress;
    progress.account = account;
    progress.stage = model::SyncStage::Headers;
    progress.messagesDone = done;
    progress.messagesTotal = 100'000;
    progress.mailboxName = u"INBOX"_s;
    return progress;
}

TEST(SyncLine, S23_tellsTheStageInWords) {
    AccountSync sync = syncOf(model::AccountActivity::Syncing);
    sync.progress = headers({}, 12'400);
    EXPECT_EQ(syncLine(sync, kNow), u"Work: headers 12,400 of 100,000"_s);
    sync.progress->stage = model::SyncStage::Bodies;
    sync.progress->bytes = 41;
    sync.progress->bytesTotal = 100;
    sync.progress->bytesPerSecond = 2'202'010;
    sync.progress->msLeft = 5 * 60 * 1000;
    EXPECT_EQ(syncLine(sync, kNow), u"Work: mail 41 % · 2.1 MB/s · about 5 min left"_s);
}

TEST(SyncLine, S31_tellsWhatWaitsAndWhenItIsTriedAgain) {
    AccountSync sync = syncOf(model::AccountActivity::Offline);
    sync.snapshot.state.reason = Error{ErrorKind::Network, ErrorCode::HostNotFound, {}, {}};
    sync.snapshot.state.retryAtMs = kNow + 120'000;
    EXPECT_EQ(syncLine(sync, kNow), u"Work: offline, next try in 2 min"_s);
    sync = syncOf(model::AccountActivity::Ready);
    sync.waiting = 3;
    EXPECT_EQ(syncLine(sync, kNow), u"Work: 3 change(s) waiting for the server"_s);
    EXPECT_FALSE(sync.isQuiet());
    sync.waiting = 0;
    EXPECT_TRUE(sync.isQuiet());
    sync.paused = true;
    EXPECT_EQ(syncLine(sync, kNow), u"Work: paused"_s);
}

TEST(SyncLine, S31_tellsWhatTheNetworkIsAbout) {
    AccountSync sync = syncOf(model::AccountActivity::Offline);
    sync.snapshot.state.reason = Error{ErrorKind::Network, ErrorCode::HostNotFound, {}, {}};
    sync.snapshot.state.retryAtMs = kNow + 120'000;
    sync.network.isOffline = true;
    EXPECT_EQ(syncLine(sync, kNow), u"Work: no network, next try in 2 min"_s);
    sync.network = {};
    sync.snapshot.state.reason->code = ErrorCode::CaptivePortal;
    EXPECT_EQ(syncLine(sync, kNow), u"Work: the network wants you to sign in first, next try in 2 min"_s);
    EXPECT_FALSE(sync.snapshot.state.needsUser()) << "offline, not disabled";
    sync.snapshot.state.reason = Error{ErrorKind::TemporaryRefusal, ErrorCode::Throttled, {}, {}};
    sync.network.isOffline = true;
    EXPECT_EQ(syncLine(sync, kNow), u"Work: The server is busy, next try in 2 min"_s) << "another reason stays that";
    sync = syncOf(model::AccountActivity::Ready);
    sync.network = {false, false, true, true};
    EXPECT_EQ(syncLine(sync, kNow), u"Work: lists up to date; messages are fetched when opened (metered line)"_s);
    sync.network.bodiesWait = false;
    EXPECT_EQ(syncLine(sync, kNow), u"Work: up to date"_s);
}

class Activity : public ::testing::Test {
  protected:
    void SetUp() override {
        m_profile.setSynced(0, kNow);
        m_engine = m_profile.openEngine(m_network);
        ASSERT_NE(m_engine, nullptr);
    }
    PreparedProfile m_profile;
    std::shared_ptr<engine::NetworkSource> m_network = std::make_shared<engine::NetworkSource>();
    std::shared_ptr<engine::Engine> m_engine;
};

TEST_F(Activity, S31_aStormOfProgressIsToldFourTimesASecond) {
    SyncStatus status(*m_engine);
    const QSignalSpy told(&status, &SyncStatus::updated);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; timer.elapsed() < 1000; ++i) {
        Q_EMIT m_engine->syncProgressed(headers(m_profile.account(0), i));
        QTest::qWait(5);
    }
    EXPECT_LE(told.size(), 5);
    EXPECT_GE(told.size(), 2);
}

TEST_F(Activity, S31_theLineBelowTheSidebarOpensTheActivityView) {
    MainWindow window(m_engine, {});
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    EXPECT_EQ(find<QAbstractButton>("syncLine"), nullptr) << "quiet while all is quiet";
    Q_EMIT m_engine->syncProgressed(headers(m_profile.account(0), 12'400));
    ASSERT_TRUE(soon([] { return find<QAbstractButton>("syncLine") != nullptr; }));
    EXPECT_EQ(find<QAbstractButton>("syncLine")->text(), u"Work: headers 12,400 of 100,000"_s);
    click("syncLine");
    ASSERT_TRUE(soon([] { return visibleText().contains(u"12,400 of 100,000 messages"_s); })) << qPrintable(visibleText());
    click("activityPause");
    EXPECT_TRUE(soon([] { return visibleText().contains(u"Paused"_s); })) << qPrintable(visibleText());
    click("activityPause");
    EXPECT_TRUE(soon([] { return !visibleText().contains(u"Paused"_s); })) << qPrintable(visibleText());
}

TEST_F(Activity, S31_aMeteredLineIsToldAndTheUserMayFetchAnywayAndThatIsKept) {
    m_network->tell({{u"192.0.2.10"_s}, true, false, true});
    ASSERT_TRUE(soon([&] { return m_engine->network().bodiesWait; }));
    MainWindow window(m_engine, {});
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    Q_EMIT m_engine->syncProgressed(headers(m_profile.account(0), 12'400));
    ASSERT_TRUE(soon([] { return find<QAbstractButton>("syncLine") != nullptr; }));
    click("syncLine");
    ASSERT_TRUE(soon([] { return visibleText().contains(u"This line is metered: new mail is listed"_s); })) << qPrintable(visibleText());
    auto* fetch = find<QAbstractButton>("fetchOnMetered");
    ASSERT_NE(fetch, nullptr);
    EXPECT_FALSE(fetch->isChecked());
    click("fetchOnMetered");
    ASSERT_TRUE(soon([&] { return !m_engine->network().bodiesWait; }));
    EXPECT_TRUE(m_engine->network().isMetered);
    EXPECT_TRUE(soon([] { return visibleText().contains(u"This line is metered."_s); })) << qPrintable(visibleText());
    EXPECT_TRUE(soon([&] { return Preferences(m_engine->profileDirectory()).fetchOnMetered(); }));
    const MainWindow later(m_engine, {});
    EXPECT_FALSE(m_engine->network().bodiesWait) << "a new window keeps the wish";
    m_network->tell({{}, false, false, false});
    EXPECT_TRUE(soon([] { return visibleText().contains(u"No network."_s); })) << qPrintable(visibleText());
    m_network->tell({{u"192.0.2.10"_s}, true, true, false});
    EXPECT_TRUE(soon([] { return visibleText().contains(u"Open a web browser and sign in there"_s); })) << qPrintable(visibleText());
}

TEST_F(Activity, S31_theViewRemembersItsColumnsAndNeverResizesThemByItself) {
    SyncStatus status(*m_engine);
    ActivityDialog first(status);
    auto* table = first.findChild<QTableView*>(u"eventTable"_s);
    table->horizontalHeader()->resizeSection(SyncEventModel::Mailbox, 222);
    EXPECT_EQ(table->horizontalHeader()->sectionResizeMode(SyncEventModel::Mailbox), QHeaderView::Interactive);
    ActivityDialog second(status);
    second.setState(first.state());
    EXPECT_EQ(second.findChild<QTableView*>(u"eventTable"_s)->horizontalHeader()->sectionSize(SyncEventModel::Mailbox), 222);
}

} // namespace
} // namespace tributary::ui::tst_Activity
