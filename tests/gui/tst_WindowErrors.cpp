// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong is told at its place in the real window (S16, S17, S34 to S36): a step of the add dialog, the page in
// place of the window when the profile cannot be opened, the banner over everything when the disk is full.
#include "WindowDriver.h"
#include "support/CliProcess.h"
#include "support/ScriptedServer.h"
#include "ui/app/Application.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/style/Theme.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>
#include <utility>

namespace tributary::ui::tst_WindowErrors {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::CliProcess;
using tests::MailServer;
using tests::ScriptedServer;

constexpr char kOnFullDisk[] = "TRIBUTARY_TEST_FULL_DISK"; // the profile on a small disk, in the process that has it

struct Trouble {
    QString host;
    quint16 port;
    QString user;
    QString title;
};

class WindowErrors : public ::testing::Test {
  protected:
    void SetUp() override {
        auto started = MailServer::start();
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: a@example.test\r\nSubject: One\r\n\r\nOne.\r\n"));
    }
    [[nodiscard]] Options optionsFor(const QString& profile, const QString& policy = {}) const {
        Options options;
        options.engine.profileDirectory = profile;
        options.engine.secrets = engine::SecretBackend::Memory;
        options.engine.policyFile = policy;
        return options;
    }
    std::unique_ptr<MailServer> m_server;
    QTemporaryDir m_directory;
};

TEST_F(WindowErrors, eachTroubleWithAServerHasItsOwnWordsInTheStep) {
    QTcpServer closed;
    ASSERT_TRUE(closed.listen(QHostAddress::LocalHost));
    const quint16 closedPort = closed.serverPort();
    closed.close();
    const ScriptedServer unfinished(ScriptedServer::Transport::Plain, "S: * OK [CAPABILITY IMAP4rev1 STARTTLS] ready\nX: close\n");
    const quint16 tls = m_server->imapsPort();
    const QString alice = u"alice@example.test"_s;
    const Trouble troubles[]{
        {u"no-such-host.invalid"_s, tls, alice, u"The server name was not found"_s},
        {u"127.0.0.1"_s, closedPort, alice, u"The server refuses connections on this port"_s},
        {m_server->host(), m_server->imapPort(), alice, u"This port does not speak TLS"_s},
        {u"127.0.0.1"_s, unfinished.port(), alice, u"This port does not speak TLS"_s},
        {m_server->host(), tls, u"nobody@example.test"_s, u"The user name or the password was not accepted"_s},
        {MailServer::selfSignedHost(), tls, alice, u"The server's certificate is self-signed"_s},
        {MailServer::expiredHost(), tls, alice, u"The server's certificate has expired"_s},
        {MailServer::wrongNameHost(), tls, alice, u"The server's certificate is for another name"_s},
        {MailServer::unknownAuthorityHost(), tls, alice, u"The server's certificate is from an unknown authority"_s},
    };
    ASSERT_NO_FATAL_FAILURE(writeProfileFor(*m_server, m_directory.path()));
    const auto window = openWindow(m_directory.path());
    ASSERT_NE(window, nullptr);
    ASSERT_NO_FATAL_FAILURE(openDetails(alice));
    click("serverSettings");
    retype("password", u"pw-alice"_s);
    for (const Trouble& trouble : troubles) {
        retype("in-host", trouble.host);
        retype("in-port", QString::number(trouble.port));
        retype("in-user", trouble.user);
        click("next");
        ASSERT_TRUE(soon([] { return !failureTitle().isEmpty(); })) << qPrintable(trouble.title);
        EXPECT_EQ(failureTitle(), trouble.title) << qPrintable(trouble.host);
        EXPECT_EQ(find<QPushButton>("next")->text(), u"Try again"_s);
        click("back");
        ASSERT_TRUE(soon([] { return find<QLineEdit>("in-host") != nullptr; }));
    }
    retype("in-host", m_server->host());
    retype("in-port", QString::number(tls));
    retype("in-user", alice);
    click("next");
    ASSERT_TRUE(soon([] { auto* next = find<QPushButton>("next"); return next && next->text() == u"Close"_s; }));
    click("next");
    ASSERT_TRUE(soon([] { return rowCount() == 1; })) << "after all of it the right one works";
}

TEST_F(WindowErrors, aServerThatHangsCanBeLeftAtOnce) {
    const ScriptedServer hanging(ScriptedServer::Transport::Tls, "S: * OK ready\nX: hang\n");
    ASSERT_NO_FATAL_FAILURE(writeProfileFor(*m_server, m_directory.path(), ScriptedServer::caFile()));
    const auto window = openWindow(m_directory.path());
    ASSERT_NE(window, nullptr);
    ASSERT_NO_FATAL_FAILURE(openDetails(u"alice@example.test"_s));
    click("serverSettings");
    retype("in-host", u"localhost"_s);
    retype("in-port", QString::number(hanging.port()));
    retype("password", u"pw-alice"_s);
    click("next");
    ASSERT_TRUE(soon([&] { return hanging.connections() == 1; }));
    QTest::qWait(200);
    EXPECT_TRUE(failureTitle().isEmpty());
    click("back");
    EXPECT_TRUE(soon([] { return find<QLineEdit>("in-host") != nullptr; }, 15'000)) << "without waiting for the server";
    QTest::keyClick(find<QLineEdit>("in-host"), Qt::Key_Escape);
    EXPECT_TRUE(soon([] { return QApplication::activeModalWidget() == nullptr; }));
}

TEST_F(WindowErrors, aDamagedDatabaseIsTheOnlyThingShownAndIsLeftAsItIs) {
    QFile database(m_directory.filePath(u"mail.sqlite"_s));
    ASSERT_TRUE(database.open(QIODevice::WriteOnly));
    database.write(QByteArray(8192, 'x'));
    database.close();
    Theme theme(*qApp);
    Application application(optionsFor(m_directory.path()), theme);
    application.start();
    ASSERT_TRUE(soon([] { return visibleText().contains(u"mail.sqlite"_s); })) << qPrintable(visibleText());
    EXPECT_TRUE(visibleText().contains(u"damaged"_s)) << qPrintable(visibleText());
    EXPECT_EQ(find<QWidget>("messageList"), nullptr);
    ASSERT_TRUE(database.open(QIODevice::ReadOnly));
    EXPECT_EQ(database.readAll(), QByteArray(8192, 'x'));
}

TEST_F(WindowErrors, aProfileInUseIsToldAndOpensOnceItIsFree) {
    const CliProcess cli(m_server->caFile());
    ASSERT_EQ(cli.run({u"account"_s, u"add"_s, u"--email"_s, u"alice@example.test"_s, u"--in-host"_s, m_server->host(),
                       u"--in-port"_s, QString::number(m_server->imapsPort()), u"--password-stdin"_s}, "pw-alice\n").exitCode, 0);
    const auto other = cli.start({u"sync"_s, u"--watch"_s});
    other->setReadChannel(QProcess::StandardError);
    ASSERT_TRUE(other->waitForReadyRead(20'000)) << "its first event";
    Theme theme(*qApp);
    Application application(optionsFor(cli.profile(), cli.path(u"policy.json"_s)), theme);
    application.start();
    const QString pid = QString::number(other->processId());
    EXPECT_TRUE(soon([&] { return visibleText().contains(pid); })) << qPrintable(visibleText());
    other->terminate();
    ASSERT_TRUE(other->waitForFinished(10'000));
    QPushButton* again = nullptr;
    for (QWidget* top : QApplication::topLevelWidgets()) {
        for (QPushButton* button : top->findChildren<QPushButton*>()) {
            if (button->isVisible() && button->text() == u"Try again"_s)
                again = button;
        }
    }
    ASSERT_NE(again, nullptr);
    QTest::mouseClick(again, Qt::LeftButton);
    EXPECT_TRUE(soon([] { return find<QLineEdit>("search") != nullptr; })) << qPrintable(visibleText());
}

/// Runs this program's other half in a mount namespace where the profile is a file system of 10 MiB.
TEST_F(WindowErrors, aFullDiskIsToldOverEverything) {
    ASSERT_TRUE(m_server->fill(u"alice"_s, 1500, 1));
    ASSERT_NO_FATAL_FAILURE(writeProfileFor(*m_server, m_directory.path()));
    QProcess script;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QString::fromLatin1(kOnFullDisk), m_directory.filePath(u"small"_s));
    environment.insert(u"SELF"_s, QCoreApplication::applicationFilePath());
    script.setProcessEnvironment(environment);
    script.setWorkingDirectory(m_directory.path());
    script.setProcessChannelMode(QProcess::ForwardedChannels);
    QStringList arguments{u"--mount"_s, u"sh"_s, u"-c"_s,
                                u"mkdir small && mount -t tmpfs -o size=10m,mode=0700 none small && cp policy.json providers.json small/ || exit 77\ntouch began\n"
                                "exec \"$SELF\" --gtest_also_run_disabled_tests --gtest_filter='*DISABLED_onThatDisk'"_s};
    if (::geteuid() != 0)
        arguments.prepend(u"--map-root-user"_s);
    script.start(u"unshare"_s, arguments);
    ASSERT_TRUE(script.waitForFinished(110'000));
    if (!QFile::exists(m_directory.filePath(u"began"_s)))
        GTEST_SKIP() << "this machine lets nobody mount a file system in a namespace";
    EXPECT_EQ(script.exitCode(), 0);
}

TEST(FullDisk, DISABLED_onThatDisk) {
    const QString profile = qEnvironmentVariable(kOnFullDisk);
    ASSERT_FALSE(profile.isEmpty()) << "only what aFullDiskIsToldOverEverything starts can run this";
    const auto window = openWindow(profile);
    ASSERT_NE(window, nullptr);
    ASSERT_NO_FATAL_FAILURE(addAccount(u"alice@example.test"_s, u"pw-alice"_s));
    ASSERT_TRUE(soon([] { return visibleText().contains(u"The disk is full"_s); })) << qPrintable(visibleText());
    ASSERT_NE(find<QWidget>("banner"), nullptr);
    EXPECT_GT(rowCount(), 0) << "what is there can be read";
    clickRow(0);
    // The headers came before the bodies: the reader shows the body, or says that the disk filled before it came.
    EXPECT_TRUE(soon([] { return !bodyText().isEmpty() || visibleText().contains(u"not on this computer yet"_s); }))
        << qPrintable(visibleText());
}

} // namespace
} // namespace tributary::ui::tst_WindowErrors
