// SPDX-License-Identifier: GPL-3.0-or-later
#include "WindowDriver.h"

#include "ui/mainwindow/MainWindow.h"
#include "ui/models/CodeMailText.h"
#include "ui/models/MessageListModel.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTextBrowser>

namespace tributary::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

void write(const QString& path, const QJsonDocument& document) {
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly)) << qPrintable(path);
    file.write(document.toJson());
}

} // namespace

void writeProfileFor(const tests::MailServer& server, const QString& directory, const QString& authority) {
    QJsonArray authorities{server.caFile()};
    if (!authority.isEmpty())
        authorities.append(authority);
    write(directory + u"/policy.json"_s,
          QJsonDocument(QJsonObject{{u"AllowNonStandardPorts"_s, true},
                                    {u"ExtraCertificateAuthorities"_s, authorities}}));
    const auto preset = [&server](quint16 port, const QString& security) {
        return QJsonObject{{u"host"_s, server.host()}, {u"port"_s, port}, {u"security"_s, security}};
    };
    const bool hasSmtp = server.smtpsPort() != 0; // else Dovecot's own, which lets in and delivers nowhere
    QJsonObject provider{{u"id"_s, u"test"_s},
                         {u"name"_s, u"Test"_s},
                         {u"domains"_s, QJsonArray{u"example.test"_s}},
                         {u"imap"_s, preset(server.imapsPort(), u"tls"_s)},
                         {u"smtp"_s, hasSmtp ? preset(server.smtpsPort(), u"tls"_s) : preset(server.submissionPort(), u"starttls"_s)}};
    if (server.pop3sPort() != 0)
        provider.insert(u"pop3"_s, preset(server.pop3sPort(), u"tls"_s));
    write(directory + u"/providers.json"_s, QJsonDocument(QJsonArray{provider}));
}

std::shared_ptr<engine::Engine> openEngine(const QString& directory) {
    engine::EngineOptions options;
    options.discovery.network = false; // of what is not in a table, the usual names are offered at once
    options.profileDirectory = directory;
    options.secrets = engine::SecretBackend::Memory;
    options.codeMailWords = codeMailWords();
    QObject context;
    std::shared_ptr<engine::Engine> opened;
    engine::Engine::open(options, &context, [&opened](Result<std::shared_ptr<engine::Engine>> engine) {
        ASSERT_TRUE(engine) << qPrintable(engine.error().detail);
        opened = *engine;
    });
    (void)soon([&] { return opened != nullptr; });
    return opened;
}

std::unique_ptr<MainWindow> openWindow(const QString& directory) {
    const std::shared_ptr<engine::Engine> opened = openEngine(directory);
    if (!opened)
        return nullptr;
    auto window = std::make_unique<MainWindow>(opened, QList<DemoAccount>());
    window->show();
    return QTest::qWaitForWindowExposed(window.get()) ? std::move(window) : nullptr;
}

void click(const char* name) {
    auto* button = find<QAbstractButton>(name);
    ASSERT_NE(button, nullptr) << name;
    QTest::mouseClick(button, Qt::LeftButton);
}

void retype(const char* name, const QString& text) {
    auto* edit = find<QLineEdit>(name);
    ASSERT_NE(edit, nullptr) << name;
    edit->setFocus();
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, text);
}

void openDetails(const QString& address) {
    click("addAccount");
    ASSERT_TRUE(soon([] { return find<QLineEdit>("address") != nullptr; }));
    QTest::keyClicks(find<QLineEdit>("address"), address);
    QTest::keyClick(find<QLineEdit>("address"), Qt::Key_Return);
    ASSERT_TRUE(soon([] { return find<QLineEdit>("password") != nullptr; }));
}

void typeAccount(const QString& address, const QString& password) {
    ASSERT_NO_FATAL_FAILURE(openDetails(address));
    QTest::keyClicks(find<QLineEdit>("password"), password);
    QTest::keyClick(find<QLineEdit>("password"), Qt::Key_Return);
}

void addAccount(const QString& address, const QString& password) {
    ASSERT_NO_FATAL_FAILURE(typeAccount(address, password));
    ASSERT_TRUE(soon([] { auto* next = find<QPushButton>("next"); return next && next->text() == u"Close"_s; }))
        << qPrintable(visibleText());
    click("next");
    ASSERT_TRUE(soon([] { return find<QLineEdit>("address") == nullptr && QApplication::activeModalWidget() == nullptr; }));
}

QString failureTitle() {
    const auto* title = find<QLabel>("failureTitle");
    return title ? title->text() : QString();
}

QString visibleText() {
    QStringList texts;
    for (const QWidget* top : QApplication::topLevelWidgets()) {
        for (const QLabel* label : top->findChildren<QLabel*>()) {
            if (label->isVisible() && !label->text().isEmpty())
                texts.append(label->text());
        }
    }
    return texts.join(u'\n');
}

QAbstractItemView* messageList() { return find<QAbstractItemView>("messageList"); }

int rowCount() {
    const QAbstractItemView* list = messageList();
    return list ? list->model()->rowCount() : 0;
}

QString subjectAt(int row) {
    const QAbstractItemView* list = messageList();
    return list ? list->model()->index(row, 0).data(MessageListModel::SubjectRole).toString() : QString();
}

void clickRow(int row) {
    QAbstractItemView* list = messageList();
    ASSERT_NE(list, nullptr);
    const QModelIndex index = list->model()->index(row, 0);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
}

QString bodyText() {
    const auto* text = find<QTextBrowser>("messageBody");
    return text ? text->toPlainText() : QString();
}

} // namespace tributary::ui
