// SPDX-License-Identifier: GPL-3.0-or-later
// The main job in the real window, by clicks and keys, against a real server: an account is added, its mail is listed and
// read, new mail appears without a click, another account is switched to (S8 to S19, S28, S30); and the errors at their place.
#include "support/MailServer.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/messagelist/MessageListView.h"
#include "ui/models/MailboxTreeModel.h"
#include "ui/models/MessageListModel.h"

#include <gtest/gtest.h>

#include <QAbstractItemView>
#include <QApplication>
#include <QDialog>
#include <QFile>
#include <QInputMethodEvent>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QTreeView>

namespace tributary::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::MailServer;

QByteArray mail(const QByteArray& subject, const QByteArray& body) {
    return "From: =?utf-8?B?5L2Q6Jek?= <sato@example.test>\r\nTo: alice@example.test\r\nSubject: " + subject +
           "\r\nDate: Mon, 23 Nov 2026 10:00:00 +0900\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + body + "\r\n";
}

class Journey : public ::testing::Test {
  protected:
    void SetUp() override {
        auto started = MailServer::start();
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        ASSERT_TRUE(m_server->deliver(u"alice"_s, mail("First letter", "The first body.")));
        ASSERT_TRUE(m_server->deliver(u"bob"_s, mail("For Bob only", "Bob's body.")));
        write(u"policy.json"_s, QJsonDocument(QJsonObject{{u"AllowNonStandardPorts"_s, true}, {u"ExtraCertificateAuthorities"_s, QJsonArray{m_server->caFile()}}}));
        const auto server = [this](quint16 port) {
            return QJsonObject{{u"host"_s, m_server->host()}, {u"port"_s, port}, {u"security"_s, u"tls"_s}};
        };
        write(u"providers.json"_s, QJsonDocument(QJsonArray{QJsonObject{{u"id"_s, u"test"_s}, {u"name"_s, u"Test"_s}, {u"domains"_s, QJsonArray{u"example.test"_s}},
                                                                        {u"imap"_s, server(m_server->imapsPort())}, {u"smtp"_s, server(465)}}}));
        engine::EngineOptions options;
        options.profileDirectory = m_directory.path();
        options.secrets = engine::SecretBackend::Memory;
        std::shared_ptr<engine::Engine> opened;
        engine::Engine::open(options, &m_context, [&](Result<std::shared_ptr<engine::Engine>> engine) {
            ASSERT_TRUE(engine) << qPrintable(engine.error().detail);
            opened = *engine;
        });
        ASSERT_TRUE(QTest::qWaitFor([&] { return opened != nullptr; }, 10'000));
        m_window = std::make_unique<MainWindow>(opened, QList<DemoAccount>());
        m_window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void write(const QString& name, const QJsonDocument& document) {
        QFile file(m_directory.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(document.toJson());
    }
    template <typename T> T* find(const char* name) {
        for (QWidget* top : QApplication::topLevelWidgets()) {
            if (T* found = top->findChild<T*>(QString::fromLatin1(name)); found && found->isVisible())
                return found;
        }
        return nullptr;
    }
    void click(const char* name) {
        auto* button = find<QAbstractButton>(name);
        ASSERT_NE(button, nullptr) << name;
        QTest::mouseClick(button, Qt::LeftButton);
    }
    /// Opens the dialog and types what is asked for; ends on the checking page.
    void typeAccount(const char* address, const char* password) {
        click("addAccount");
        ASSERT_TRUE(QTest::qWaitFor([&] { return find<QLineEdit>("address") != nullptr; }));
        QTest::keyClicks(find<QLineEdit>("address"), QString::fromLatin1(address));
        QTest::keyClick(find<QLineEdit>("address"), Qt::Key_Return);
        ASSERT_TRUE(QTest::qWaitFor([&] { return find<QLineEdit>("password") != nullptr; }));
        QTest::keyClicks(find<QLineEdit>("password"), QString::fromLatin1(password));
        QTest::keyClick(find<QLineEdit>("password"), Qt::Key_Return);
    }
    void addAccount(const char* address, const char* password) {
        ASSERT_NO_FATAL_FAILURE(typeAccount(address, password));
        ASSERT_TRUE(QTest::qWaitFor([&] { auto* next = find<QPushButton>("next"); return next && next->text() == u"Close"_s; }, 20'000));
        click("next");
        ASSERT_TRUE(QTest::qWaitFor([&] { return find<QLineEdit>("address") == nullptr && QApplication::activeModalWidget() == nullptr; }));
    }
    QAbstractItemView* list() { return find<QAbstractItemView>("messageList"); }
    int rows() { return list() ? list()->model()->rowCount() : 0; }
    QString subject(int row) { return list()->model()->index(row, 0).data(MessageListModel::SubjectRole).toString(); }
    void clickRow(int row) {
        const QModelIndex index = list()->model()->index(row, 0);
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, list()->visualRect(index).center());
    }
    QString body() { auto* text = find<QTextBrowser>("messageBody"); return text ? text->toPlainText() : QString(); }

    QTemporaryDir m_directory;
    std::unique_ptr<MailServer> m_server;
    QObject m_context;
    std::unique_ptr<MainWindow> m_window;
};

TEST_F(Journey, fromTheEmptyWindowToMailOfTwoAccounts) {
    ASSERT_NO_FATAL_FAILURE(addAccount("alice@example.test", "pw-alice"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 1; }, 10'000));
    EXPECT_EQ(subject(0), u"First letter"_s);
    clickRow(0);
    ASSERT_TRUE(QTest::qWaitFor([&] { return body().contains(u"The first body."_s); }));

    ASSERT_TRUE(m_server->deliver(u"alice"_s, mail("=?iso-2022-jp?B?GyRCMnE1RBsoQg==?=", "Second.")));
    ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 2; }, 10'000)) << "new mail appears without a click";
    EXPECT_TRUE(body().contains(u"The first body."_s)) << "what is being read stays";
    EXPECT_TRUE(subject(0) == u"会議"_s || subject(1) == u"会議"_s);

    ASSERT_NO_FATAL_FAILURE(addAccount("bob@example.test", "pw-bob"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 1 && subject(0) == u"For Bob only"_s; }, 10'000)) << "the new account is shown";
    auto* tree = find<QTreeView>("mailboxTree");
    ASSERT_NE(tree, nullptr);
    const QModelIndex alice = tree->model()->index(3, 0);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(alice).center());
    ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 2; })) << "the other account is switched to";
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(tree->model()->index(0, 0)).center());
    ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 3; })) << "all inboxes as one";

    auto* search = find<QLineEdit>("search");
    search->setFocus();
    QInputMethodEvent composed; // as an input method hands it over
    composed.setCommitString(u"会議"_s);
    QApplication::sendEvent(search, &composed);
    ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 1 && subject(0) == u"会議"_s; })) << "search as one types";
    QTest::keyClick(search, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(search, Qt::Key_Delete);
    ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 3; }));
}

TEST_F(Journey, aWrongPasswordIsToldInTheStepAndSavesNothing) {
    ASSERT_NO_FATAL_FAILURE(typeAccount("alice@example.test", "nonsense"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return find<QLabel>("failureTitle") != nullptr; }, 20'000));
    EXPECT_EQ(find<QLabel>("failureTitle")->text(), u"The user name or the password was not accepted"_s);
    EXPECT_EQ(find<QPushButton>("next")->text(), u"Try again"_s);
    click("back");
    auto* password = find<QLineEdit>("password");
    ASSERT_NE(password, nullptr);
    password->selectAll();
    QTest::keyClicks(password, u"pw-alice"_s);
    click("next");
    ASSERT_TRUE(QTest::qWaitFor([&] { auto* next = find<QPushButton>("next"); return next && next->text() == u"Close"_s; }, 20'000));
    click("next");
    ASSERT_TRUE(QTest::qWaitFor([&] { return rows() == 1; }, 10'000));
}

TEST_F(Journey, aBadCertificateIsShownAndNotWavedThrough) {
    click("addAccount");
    ASSERT_TRUE(QTest::qWaitFor([&] { return find<QLineEdit>("address") != nullptr; }));
    QTest::keyClicks(find<QLineEdit>("address"), u"alice@example.test"_s);
    QTest::keyClick(find<QLineEdit>("address"), Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return find<QLineEdit>("password") != nullptr; }));
    click("serverSettings");
    auto* host = find<QLineEdit>("in-host");
    ASSERT_NE(host, nullptr);
    host->selectAll();
    QTest::keyClicks(host, MailServer::selfSignedHost());
    QTest::keyClicks(find<QLineEdit>("password"), u"pw-alice"_s);
    click("next");
    ASSERT_TRUE(QTest::qWaitFor([&] { return find<QLabel>("failureTitle") != nullptr; }, 20'000));
    EXPECT_EQ(find<QLabel>("failureTitle")->text(), u"The server's certificate is self-signed"_s);
    bool fingerprint = false;
    for (const QWidget* top : QApplication::topLevelWidgets()) {
        for (const QLabel* label : top->findChildren<QLabel*>())
            fingerprint = fingerprint || label->text().count(u':') == 31;
    }
    EXPECT_TRUE(fingerprint);
    for (const QWidget* top : QApplication::topLevelWidgets()) {
        for (const QPushButton* button : top->findChildren<QPushButton*>())
            EXPECT_FALSE(button->text().contains(u"continue"_s, Qt::CaseInsensitive) || button->text().contains(u"accept"_s, Qt::CaseInsensitive));
    }
}

TEST_F(Journey, everyControlHasANameAndTakesTheKeyboard) {
    ASSERT_NO_FATAL_FAILURE(addAccount("alice@example.test", "pw-alice"));
    click("settings");
    ASSERT_TRUE(QTest::qWaitFor([&] { return find<QPushButton>("settingsAddAccount") != nullptr; }));
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (!top->isVisible())
            continue;
        for (QWidget* widget : top->findChildren<QWidget*>()) {
            const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget) || qobject_cast<QAbstractItemView*>(widget);
            if (!control || !widget->isVisible() || widget->objectName().startsWith(u"qt_"_s))
                continue;
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            EXPECT_TRUE(named || qobject_cast<QLineEdit*>(widget->parentWidget())) << widget->metaObject()->className() << qPrintable(widget->objectName());
        }
    }
}

} // namespace
} // namespace tributary::ui
