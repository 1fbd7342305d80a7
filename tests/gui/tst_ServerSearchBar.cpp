// SPDX-License-Identifier: GPL-3.0-or-later
// S15 in the real window: what is older than the sync start date is found on a real server from the search field, by the
// keyboard alone, appears in the list and is read; and what the bar says when that does not work.
#include "PreparedProfile.h"
#include "WindowDriver.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/messagelist/ServerSearchBar.h"

#include <gtest/gtest.h>

#include <QAbstractItemView>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace tributary::ui::tst_ServerSearchBar {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::MailServer;

QByteArray mail(const QByteArray& subject, const QByteArray& date, const QByteArray& body) {
    return "From: Bob <bob@example.test>\r\nTo: alice@example.test\r\nSubject: " + subject + "\r\nDate: " + date +
           "\r\nContent-Type: text/plain\r\n\r\n" + body + "\r\n";
}

class ServerSearchInWindow : public ::testing::Test {
  protected:
    void SetUp() override {
        auto started = MailServer::start();
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        ASSERT_TRUE(m_server->deliver(u"alice"_s, mail("ancient", "Wed, 1 Jan 2020 10:00:00 +0000", "The forgotten pineapple."), u"INBOX"_s, QDate(2020, 1, 1)));
        ASSERT_TRUE(m_server->deliver(u"alice"_s, mail("recent", "Mon, 23 Nov 2026 10:00:00 +0000", "A fresh pineapple.")));
        ASSERT_NO_FATAL_FAILURE(writeProfileFor(*m_server, m_directory.path()));
        engine::EngineOptions options;
        options.profileDirectory = m_directory.path();
        options.secrets = engine::SecretBackend::Memory;
        engine::Engine::open(options, &m_context, [this](Result<std::shared_ptr<engine::Engine>> opened) {
            ASSERT_TRUE(opened) << qPrintable(opened.error().detail);
            m_engine = *opened;
        });
        ASSERT_TRUE(soon([this] { return m_engine != nullptr; }));
        engine::AccountDraft draft;
        draft.account.email = MailServer::user(u"alice"_s);
        draft.account.name = u"alice"_s;
        draft.account.incoming = {m_server->host(), m_server->imapsPort(), model::Security::Tls, MailServer::user(u"alice"_s)};
        draft.account.syncSince = QDate(2026, 1, 1);
        draft.password = Secret("pw-alice");
        std::optional<Result<AccountId>> added;
        const auto task = m_engine->addAccount(draft, &m_context, {}, [&](Result<AccountId> result) { added = result; });
        ASSERT_TRUE(soon([&] { return added.has_value(); }));
        ASSERT_TRUE(*added) << qPrintable((*added).error().detail);
        m_window = std::make_unique<MainWindow>(m_engine, QList<DemoAccount>());
        m_window->resize(1280, 800);
        m_window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
        ASSERT_TRUE(soon([&] { return rowCount() == 1 && subjectAt(0) == u"recent"_s; }));
        // The worker is in step and watches.
        ASSERT_TRUE(soon([&] { return m_engine->accounts().first().state.activity == model::AccountActivity::Ready; }));
    }
    void type(const QString& text) {
        auto* field = find<QLineEdit>("search");
        ASSERT_NE(field, nullptr);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    [[nodiscard]] QPushButton* button() const { return m_window->findChild<QPushButton*>(u"serverSearchButton"_s); }
    [[nodiscard]] ServerSearchBar* bar() const { return m_window->findChild<ServerSearchBar*>(u"serverSearch"_s); }
    /// As many Tabs as it takes from the search field; false: it is not on the way.
    [[nodiscard]] bool tabTo(const QWidget* target) {
        find<QLineEdit>("search")->setFocus();
        for (int i = 0; i < 12 && QApplication::focusWidget() != target; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        return QApplication::focusWidget() == target;
    }

    QTemporaryDir m_directory;
    std::unique_ptr<MailServer> m_server;
    QObject m_context;
    std::shared_ptr<engine::Engine> m_engine;
    std::unique_ptr<MainWindow> m_window;
};

TEST_F(ServerSearchInWindow, S15_theKeyboardFindsOlderMailOnTheServerAndReadsIt) {
    EXPECT_FALSE(bar()->isVisible()) << "nothing is searched for yet";
    type(u"pineapple"_s);
    ASSERT_TRUE(soon([&] { return bar()->isVisible() && rowCount() == 1; }));
    EXPECT_EQ(button()->text(), u"Search on the server"_s);
    EXPECT_FALSE(button()->accessibleDescription().isEmpty());
    m_window->activateWindow();
    ASSERT_TRUE(tabTo(button()));
    QTest::keyClick(button(), Qt::Key_Space);
    EXPECT_EQ(button()->text(), u"Stop"_s);
    ASSERT_TRUE(soon([&] { return rowCount() == 2; }));
    EXPECT_EQ(subjectAt(0), u"recent"_s);
    EXPECT_EQ(subjectAt(1), u"ancient"_s);
    ASSERT_TRUE(soon([&] { return button()->text() == u"Search again"_s; }));
    EXPECT_EQ(bar()->accessibleName(), u"1 more message(s) found on the server."_s);
    EXPECT_TRUE(button()->hasFocus()) << "the keyboard stays where it was";
    messageList()->setCurrentIndex(messageList()->model()->index(1, 0));
    EXPECT_TRUE(soon([&] { return bodyText().contains(u"The forgotten pineapple."_s); })) << "the body comes when it is opened";

    QTest::keyClick(button(), Qt::Key_Space);
    ASSERT_TRUE(soon([&] { return bar()->accessibleName() == u"Nothing more was found on the server."_s; }));
    EXPECT_EQ(rowCount(), 2);
    find<QLineEdit>("search")->clear();
    ASSERT_TRUE(soon([&] { return !bar()->isVisible(); }));
}

TEST_F(ServerSearchInWindow, S15_whatOnlyTheServerHasIsFoundBehindNothingFound) {
    type(u"forgotten"_s);
    ASSERT_TRUE(soon([&] { return bar()->isVisible() && visibleText().contains(u"Nothing found"_s); }));
    QTest::mouseClick(button(), Qt::LeftButton);
    ASSERT_TRUE(soon([&] { return rowCount() == 1 && subjectAt(0) == u"ancient"_s; }));
    type(u"recent"_s);
    ASSERT_TRUE(soon([&] { return button()->text() == u"Search on the server"_s && subjectAt(0) == u"recent"_s; })) << "another query, another offer";
}

TEST_F(ServerSearchInWindow, S15_stoppingIsBackToTheOfferAndAServerThatIsGoneIsSaidInItsPlace) {
    type(u"pineapple"_s);
    ASSERT_TRUE(soon([&] { return bar()->isVisible(); }));
    QTest::mouseClick(button(), Qt::LeftButton);
    ASSERT_EQ(button()->text(), u"Stop"_s);
    QTest::mouseClick(button(), Qt::LeftButton);
    EXPECT_EQ(button()->text(), u"Search on the server"_s);
    QTest::qWait(300); // what was under way says nothing any more
    EXPECT_EQ(button()->text(), u"Search on the server"_s);
    m_server->stop();
    QTest::mouseClick(button(), Qt::LeftButton);
    ASSERT_TRUE(soon([&] { return button()->text() == u"Try again"_s; }));
    EXPECT_TRUE(bar()->accessibleName().startsWith(u"The server could not be searched: "_s)) << qPrintable(bar()->accessibleName());
    EXPECT_EQ(rowCount(), 1) << "what is here stays";
}

} // namespace
} // namespace tributary::ui::tst_ServerSearchBar
