// SPDX-License-Identifier: GPL-3.0-or-later
// An account that the organisation has prepared is added in the window by signing in alone, as it is settled there; what is refused
// is not offered, and what is locked says so (S6).
#include "WindowDriver.h"

#include "ui/mainwindow/MainWindow.h"
#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/Switch.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace tributary::ui::tst_PolicyWindow {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::MailServer;

QJsonObject server(const MailServer& mail, quint16 port, const QString& security) {
    return {{u"Host"_s, mail.host()}, {u"Port"_s, port}, {u"Security"_s, security}};
}

void openPage(const QString& title) {
    auto* pages = find<QListWidget>("pages");
    ASSERT_NE(pages, nullptr);
    const auto items = pages->findItems(title, Qt::MatchExactly);
    ASSERT_EQ(items.size(), 1) << qPrintable(title);
    pages->setCurrentItem(items.constFirst());
}

class PolicyWindow : public ::testing::Test {
  protected:
    void SetUp() override {
        auto started = MailServer::start();
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        ASSERT_NO_FATAL_FAILURE(writeProfileFor(*m_server, m_directory.path()));
    }
    void openWith(const QJsonObject& more) {
        QFile file(m_directory.filePath(u"policy.json"_s));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        QJsonObject policy = QJsonDocument::fromJson(file.readAll()).object();
        file.close();
        for (auto it = more.begin(); it != more.end(); ++it)
            policy.insert(it.key(), it.value());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(QJsonDocument(policy).toJson());
        file.close();
        m_engine = openEngine(m_directory.path());
        ASSERT_NE(m_engine, nullptr);
        m_window = std::make_unique<MainWindow>(m_engine, QList<DemoAccount>());
        m_window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
    }

    std::unique_ptr<MailServer> m_server;
    QTemporaryDir m_directory;
    std::shared_ptr<engine::Engine> m_engine;
    std::unique_ptr<MainWindow> m_window;
};

TEST_F(PolicyWindow, S6_aPreparedAccountNeedsThePasswordAlone) {
    const QJsonObject prepared{{u"Email"_s, u"alice@example.test"_s}, {u"Name"_s, u"Work"_s}, {u"Incoming"_s, server(*m_server, m_server->imapsPort(), u"tls"_s)},
                               {u"Outgoing"_s, server(*m_server, m_server->submissionPort(), u"starttls"_s)}, {u"SaveSent"_s, false},
                               {u"SyncSince"_s, u"2026-01-31"_s}, {u"Locked"_s, true}};
    ASSERT_NO_FATAL_FAILURE(openWith({{u"Accounts"_s, QJsonArray{prepared}}, {u"LockedSettings"_s, QJsonArray{u"accounts"_s, u"syncSince"_s, u"saveSent"_s}}}));
    click("addAccount");
    ASSERT_TRUE(soon([] { return find<QPushButton>("prepared:alice@example.test") != nullptr; }));
    QTest::keyClicks(find<QLineEdit>("address"), u"bob@example.test"_s);
    QTest::keyClick(find<QLineEdit>("address"), Qt::Key_Return);
    EXPECT_TRUE(visibleText().contains(u"Accounts cannot be added"_s)) << "no other may be, and that is told before a password is asked for";
    EXPECT_EQ(find<QLineEdit>("password"), nullptr);
    click("prepared:alice@example.test");
    ASSERT_TRUE(soon([] { return find<QLineEdit>("password") != nullptr; }));
    EXPECT_EQ(find<QLineEdit>("accountName")->text(), u"Work"_s);
    EXPECT_FALSE(find<QComboBox>("syncSince")->isEnabled());
    EXPECT_TRUE(find<QComboBox>("syncSince")->toolTip().contains(ManagedMark::words()));
    EXPECT_FALSE(find<Switch>("saveSent")->isEnabled());
    EXPECT_FALSE(find<Switch>("saveSent")->isChecked());
    retype("password", u"pw-alice"_s);
    click("next");
    ASSERT_TRUE(soon([] { auto* next = find<QPushButton>("next"); return next && next->text() == u"Close"_s; })) << qPrintable(visibleText());
    ASSERT_TRUE(soon([&] { return m_engine->accounts().size() == 1; }));
    const model::Account added = m_engine->accounts().constFirst().account;
    EXPECT_EQ(added.syncSince, QDate(2026, 1, 31));
    EXPECT_FALSE(added.saveSent);
    EXPECT_EQ(added.name, u"Work"_s);
    click("next");
    ASSERT_TRUE(soon([] { return QApplication::activeModalWidget() == nullptr; }));
    click("settings");
    ASSERT_TRUE(soon([] { return find<QToolButton>("edit") != nullptr; }));
    click("edit");
    ASSERT_TRUE(soon([] { return find<QPushButton>("saveAccount") != nullptr; }));
    EXPECT_FALSE(find<QLineEdit>("accountName")->isEnabled());
    EXPECT_TRUE(visibleText().contains(ManagedMark::words()));
}

TEST_F(PolicyWindow, S6_whatIsRefusedIsNotOffered) {
    ASSERT_NO_FATAL_FAILURE(openWith({{u"AllowedProtocols"_s, QJsonArray{u"imap"_s}}, {u"RefusedProviders"_s, QJsonArray{u"other"_s, u"gmail"_s}},
                                      {u"LockedSettings"_s, QJsonArray{u"identities"_s, u"signatures"_s}}}));
    click("addAccount");
    ASSERT_TRUE(soon([] { return find<QLineEdit>("address") != nullptr; }));
    EXPECT_EQ(find<QPushButton>("provider:other")->text(), u"By address"_s);
    EXPECT_EQ(find<QPushButton>("provider:gmail"), nullptr);
    EXPECT_FALSE(visibleText().contains(u"POP3"_s)) << "it cannot be chosen";
    QTest::keyClicks(find<QLineEdit>("address"), u"alice@example.test"_s);
    QTest::keyClick(find<QLineEdit>("address"), Qt::Key_Return);
    ASSERT_TRUE(soon([] { return find<QLineEdit>("password") != nullptr; }));
    EXPECT_EQ(find<QComboBox>("protocol")->count(), 1);
    EXPECT_FALSE(find<QComboBox>("protocol")->isEnabled());
    retype("password", u"pw-alice"_s);
    click("next");
    ASSERT_TRUE(soon([] { auto* next = find<QPushButton>("next"); return next && next->text() == u"Close"_s; })) << qPrintable(visibleText());
    click("next");
    ASSERT_TRUE(soon([] { return QApplication::activeModalWidget() == nullptr; }));
    click("settings");
    ASSERT_TRUE(soon([] { return find<QListWidget>("pages") != nullptr; }));
    ASSERT_NO_FATAL_FAILURE(openPage(u"Send mail as"_s));
    ASSERT_TRUE(soon([] { return find<QToolButton>("editIdentity") != nullptr; }));
    EXPECT_FALSE(find<QPushButton>("addIdentity")->isEnabled());
    EXPECT_FALSE(find<QToolButton>("editIdentity")->isEnabled());
    ASSERT_NO_FATAL_FAILURE(openPage(u"Signatures"_s));
    ASSERT_TRUE(soon([] { return find<QPlainTextEdit>("signatureText") != nullptr; }));
    EXPECT_TRUE(find<QPlainTextEdit>("signatureText")->isReadOnly());
    EXPECT_TRUE(visibleText().contains(ManagedMark::words()));
}

} // namespace
} // namespace tributary::ui::tst_PolicyWindow
