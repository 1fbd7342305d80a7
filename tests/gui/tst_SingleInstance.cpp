// SPDX-License-Identifier: GPL-3.0-or-later
// One window a profile (S3): a second `tributary` hands its mailto: link to the first and ends. Real processes of the built program.
#include "PreparedProfile.h"
#include "WindowDriver.h"
#include "ui/app/Application.h"
#include "ui/composer/BodyEditor.h"
#include "ui/composer/ComposerWindow.h"
#include "ui/composer/RecipientField.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/style/Theme.h"
#include "ui/widgets/Toast.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>
#include <sys/stat.h>

namespace tributary::ui::tst_SingleInstance {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kLink = u"mailto:bob@example.test?subject=Hello%20Bob&body=One&attach=/etc/passwd"_s;

class Started {
  public:
    explicit Started(const QString& profile, const QStringList& arguments = {}) {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(QStringLiteral(TRIBUTARY_PROGRAM), QStringList{u"--profile"_s, profile, u"--secrets"_s, u"memory"_s, u"--lang"_s, u"en"_s} + arguments);
        EXPECT_TRUE(m_process.waitForStarted());
    }
    ~Started() {
        m_process.kill(); // also where it is stopped
        m_process.waitForFinished();
    }
    /// -1: it did not end. The event loop runs meanwhile: the other side may be in this process.
    int exitCode(int ms = 20'000) {
        if (!soon([this] { return m_process.state() == QProcess::NotRunning; }, ms))
            return -1;
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -2;
    }
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    void send(int signal) const { ::kill(static_cast<pid_t>(m_process.processId()), signal); }
    QByteArray said() { return m_process.readAll(); }

  private:
    QProcess m_process;
};

bool listens(const QString& profile) {
    return soon([&] { return QFile::exists(profile + u"/window"_s); });
}

Options optionsFor(const QString& profile) {
    Options options;
    options.engine.profileDirectory = profile;
    options.engine.secrets = engine::SecretBackend::Memory;
    options.engine.startWorkers = false;
    return options;
}

ComposerWindow* composer() {
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (auto* window = qobject_cast<ComposerWindow*>(top); window && window->isVisible())
            return window;
    }
    return nullptr;
}

/// What the running side answers to bytes; "": it hung up without a word.
QByteArray answerTo(const QString& profile, const QByteArray& bytes) {
    QLocalSocket socket;
    socket.connectToServer(profile + u"/window"_s);
    EXPECT_TRUE(socket.waitForConnected(5'000));
    socket.write(bytes);
    EXPECT_TRUE(soon([&] { return socket.state() == QLocalSocket::UnconnectedState; }));
    return socket.readAll();
}

TEST(SingleInstance, S3_aSecondProcessHandsItsLinkOverAndEnds) {
    PreparedProfile prepared;
    const QString profile = prepared.close();
    Started first(profile);
    ASSERT_TRUE(listens(profile));
    struct stat facts {};
    ASSERT_EQ(::stat(QFile::encodeName(profile + u"/window"_s).constData(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0700u) << "nobody else speaks to it";
    Started second(profile, {kLink});
    EXPECT_EQ(second.exitCode(), 0) << second.said().constData();
    Started bare(profile);
    EXPECT_EQ(bare.exitCode(), 0) << "the window comes to the front, and that is all";
    EXPECT_TRUE(first.isRunning());
}

TEST(SingleInstance, S3_theRunningWindowBeginsTheMessageAndNeverAttachesAFile) {
    PreparedProfile prepared;
    const QString profile = prepared.close();
    Theme theme(*qApp);
    Application application(optionsFor(profile), theme);
    application.start();
    ASSERT_TRUE(soon([] { return find<QLineEdit>("search") != nullptr; }));
    Started second(profile, {kLink, u"mailto:carol@example.test"_s});
    EXPECT_EQ(second.exitCode(), 0) << second.said().constData();
    ASSERT_TRUE(soon([] { return composer() != nullptr; }));
    QStringList recipients;
    ASSERT_TRUE(soon([&] {
        recipients.clear();
        for (QWidget* top : QApplication::topLevelWidgets()) {
            if (auto* to = top->findChild<RecipientField*>(u"composerTo"_s); to && top->isVisible())
                recipients.append(to->text());
        }
        return recipients.size() == 2;
    }));
    recipients.sort();
    EXPECT_EQ(recipients, (QStringList{u"bob@example.test"_s, u"carol@example.test"_s}));
    for (QWidget* top : QApplication::topLevelWidgets()) {
        auto* to = top->findChild<RecipientField*>(u"composerTo"_s);
        if (!to || to->text() != u"bob@example.test"_s)
            continue;
        EXPECT_TRUE(top->findChild<BodyEditor*>(u"composerBody"_s)->toPlainText().startsWith(u"One"_s));
        EXPECT_FALSE(visibleText().contains(u"passwd"_s));
    }
}

/// The policy is a pipe: the profile is locked, and not open before something stands in it.
TEST(SingleInstance, S3_aLinkThatComesWhileTheProfileIsOpeningIsNotLost) {
    PreparedProfile prepared;
    const QString profile = prepared.close();
    const QString policy = profile + u"/policy.json"_s;
    ASSERT_EQ(::mkfifo(QFile::encodeName(policy).constData(), 0600), 0);
    Theme theme(*qApp);
    Application application(optionsFor(profile), theme);
    application.start();
    ASSERT_TRUE(listens(profile));
    Started second(profile, {kLink});
    EXPECT_EQ(second.exitCode(), 0) << second.said().constData();
    EXPECT_EQ(composer(), nullptr);
    EXPECT_EQ(find<QLineEdit>("search"), nullptr) << "the profile is still opening";
    QFile pipe(policy);
    ASSERT_TRUE(pipe.open(QIODevice::WriteOnly));
    pipe.write("{}\n");
    pipe.close();
    ASSERT_TRUE(soon([] { return composer() != nullptr; })) << qPrintable(visibleText());
    EXPECT_EQ(composer()->findChild<RecipientField*>(u"composerTo"_s)->text(), u"bob@example.test"_s);
}

TEST(SingleInstance, S3_withoutAnAccountTheLinkWaitsForTheFirst) {
    QTemporaryDir profile;
    Theme theme(*qApp);
    Application application(optionsFor(profile.path()), theme);
    application.start();
    ASSERT_TRUE(soon([] { return find<QLineEdit>("search") != nullptr; }));
    Started second(profile.path(), {kLink});
    EXPECT_EQ(second.exitCode(), 0);
    EXPECT_TRUE(soon([] { return find<Toast>("toast") && find<Toast>("toast")->text().contains(u"Add an account first"_s); }));
    EXPECT_EQ(composer(), nullptr) << "nobody to write as";
}

TEST(SingleInstance, aWindowThatDoesNotAnswerIsToldAndTheSecondFails) {
    PreparedProfile prepared;
    const QString profile = prepared.close();
    Started first(profile);
    ASSERT_TRUE(listens(profile));
    Started warm(profile); // the first is through with its start
    ASSERT_EQ(warm.exitCode(), 0);
    first.send(SIGSTOP);
    QElapsedTimer clock;
    clock.start();
    Started second(profile, {kLink});
    EXPECT_EQ(second.exitCode(), 1);
    EXPECT_LT(clock.elapsed(), 15'000);
    const QByteArray said = second.said();
    EXPECT_TRUE(said.contains("The open window does not answer")) << said.constData();
}

TEST(SingleInstance, whatAKilledProcessLeftBehindIsInNobodysWay) {
    PreparedProfile prepared;
    const QString profile = prepared.close();
    {
        Started first(profile);
        ASSERT_TRUE(listens(profile));
        first.send(SIGKILL);
        EXPECT_EQ(first.exitCode(), -2);
    }
    ASSERT_TRUE(QFile::exists(profile + u"/window"_s)) << "the socket stays behind";
    Theme theme(*qApp);
    Options options = optionsFor(profile);
    options.links = QStringList{kLink};
    Application application(options, theme);
    application.start();
    ASSERT_TRUE(soon([] { return composer() != nullptr; })) << "its own link";
    Started second(profile);
    EXPECT_EQ(second.exitCode(), 0) << "and it can be spoken to again";
}

TEST(SingleInstance, aProfileWithALongNameWorksToo) {
    QTemporaryDir directory;
    const QString profile = directory.filePath(QString(120, u'p'));
    Started first(profile);
    ASSERT_TRUE(listens(profile));
    Started second(profile, {kLink});
    EXPECT_EQ(second.exitCode(), 0) << second.said().constData();
    EXPECT_TRUE(first.isRunning());
}

TEST(SingleInstance, strangersAreRefusedAndTheWindowStaysAsItIs) {
    PreparedProfile prepared;
    const QString profile = prepared.close();
    Theme theme(*qApp);
    Application application(optionsFor(profile), theme);
    application.start();
    ASSERT_TRUE(soon([] { return find<QLineEdit>("search") != nullptr; }));
    EXPECT_EQ(answerTo(profile, "tributary 1\nmailto:a@example.test\nhttp://example.test/\n\n"), QByteArray(kInstanceRefused));
    EXPECT_EQ(answerTo(profile, "GET / HTTP/1.1\r\n\r\n"), QByteArray(kInstanceRefused));
    EXPECT_NE(answerTo(profile, "tributary 1\nmailto:" + QByteArray(2 * kLongestInstanceMessage, 'a')), QByteArray(kInstanceTaken)) << "cut off at its bound";
    EXPECT_EQ(answerTo(profile, "tributary 1\nmailto:nobody-ends-this@example.test"), QByteArray()) << "hung up after a while";
    EXPECT_EQ(composer(), nullptr);
    Started second(profile, {kLink});
    EXPECT_EQ(second.exitCode(), 0);
    EXPECT_TRUE(soon([] { return composer() != nullptr; }));
}

TEST(SingleInstance, whatIsNoMailtoLinkIsAUsageError) {
    QTemporaryDir profile;
    Started other(profile.path(), {u"https://example.test/"_s});
    EXPECT_EQ(other.exitCode(), 2);
    EXPECT_TRUE(other.said().contains("not a mailto: link"));
}

} // namespace
} // namespace tributary::ui::tst_SingleInstance
