// SPDX-License-Identifier: GPL-3.0-or-later
// An account that signs in at its provider's page, in the real window, with a real authorization server, a real browser, and mail servers
// that check the tokens (S9, S17, S21 to S25): tile, page, consent, mail, a message sent; the grant revoked, and one click.
#include "WindowDriver.h"
#include "support/MailServer.h"
#include "ui/composer/BodyEditor.h"
#include "ui/composer/ComposerWindow.h"
#include "ui/composer/RecipientField.h"
#include "ui/mainwindow/MainWindow.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>

namespace tributary::ui::tst_SignInJourney {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::MailServer;

constexpr int kNoBrowser = 77;

/// The desktop's browser: takes what the window opens. (Any class with a slot for a QUrl would do.)
class Desktop : public QTextBrowser {
  public:
    Desktop() { QDesktopServices::setUrlHandler(u"https"_s, this, "setSource"); }
    ~Desktop() override { QDesktopServices::unsetUrlHandler(u"https"_s); }
    Desktop(const Desktop&) = delete;
    Desktop& operator=(const Desktop&) = delete;
    QList<QUrl> opened;

  protected:
    void doSetSource(const QUrl& url, QTextDocument::ResourceType /*type*/) override { opened.append(url); }
};

class SignInJourney : public ::testing::Test {
  protected:
    void SetUp() override {
        MailServer::Options options;
        options.smtp.emplace();
        options.oauth.emplace();
        options.oauth->only = {u"carol"_s};
        auto started = MailServer::start(options);
        if (!started && MailServer::isMissing(started.error()))
            GTEST_SKIP() << qPrintable(started.error().detail);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        ASSERT_TRUE(m_server->deliver(u"carol"_s, "From: sato@example.test\r\nTo: carol@example.test\r\nSubject: First\r\n\r\nThe first body.\r\n"));
        writePolicy(true);
        QFile settings(m_directory.filePath(u"window.ini"_s));
        ASSERT_TRUE(settings.open(QIODevice::WriteOnly));
        settings.write("[writing]\nundoSeconds=0\n");
        settings.close();
    }
    void TearDown() override { m_window.reset(); }
    [[nodiscard]] std::optional<ErrorCode> accountsReason() const {
        const auto accounts = m_engine->accounts();
        return accounts.isEmpty() || !accounts.first().state.reason ? std::nullopt : std::optional(accounts.first().state.reason->code);
    }
    void open() {
        m_engine = openEngine(m_directory.path());
        ASSERT_NE(m_engine, nullptr);
        m_window = std::make_unique<MainWindow>(m_engine, QList<DemoAccount>());
        m_window->resize(1280, 800);
        m_window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void writePolicy(bool withClient) {
        QJsonObject policy{{u"AllowNonStandardPorts"_s, true}, {u"ExtraCertificateAuthorities"_s, QJsonArray{m_server->caFile()}}};
        QJsonObject client{{u"tenant"_s, u"common"_s}, {u"authority"_s, m_server->oauthAuthority()}};
        if (withClient)
            client.insert(u"clientId"_s, m_server->oauthClientId());
        policy.insert(u"OAuthClients"_s, QJsonObject{{u"outlook"_s, client}});
        QFile file(m_directory.filePath(u"policy.json"_s));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QJsonDocument(policy).toJson());
    }
    /// From the empty window to the details of an Outlook account whose servers are ours.
    void openOutlook(const QString& address) {
        click("addAccount");
        ASSERT_TRUE(soon([] { return find<QLineEdit>("address") != nullptr; }));
        click("provider:outlook");
        retype("address", address);
        click("next");
        ASSERT_TRUE(soon([] { return find<QAbstractButton>("serverSettings") != nullptr; })) << qPrintable(visibleText());
        EXPECT_EQ(find<QLineEdit>("password"), nullptr) << "no password is asked for";
        click("serverSettings");
        retype("in-host", m_server->host());
        retype("in-port", QString::number(m_server->imapsPort()));
        retype("out-host", m_server->host());
        retype("out-port", QString::number(m_server->smtpsPort()));
        auto* security = find<QComboBox>("out-security");
        ASSERT_NE(security, nullptr);
        security->setCurrentIndex(find<QComboBox>("in-security")->currentIndex()); // TLS
    }
    [[nodiscard]] QUrl waitForPage() {
        const auto before = m_seen;
        EXPECT_TRUE(soon([&] { return m_desktop.opened.size() > before; })) << qPrintable(visibleText());
        m_seen = m_desktop.opened.size();
        return m_desktop.opened.value(before);
    }
    /// A person at the browser; by the forms of the pages alone from the second time on (a browser takes seconds of a machine).
    /// 77: there is none.
    int signIn(const QUrl& page, const QString& name, const QStringList& more = {}) {
        QProcess browser;
        browser.start(u"" TRIBUTARY_SOURCE_DIR "/tests/servers/browser-sign-in"_s,
                      QStringList{QString::fromLatin1(page.toEncoded()), u"--user"_s, MailServer::user(name), u"--password-stdin"_s, u"--ca"_s, m_server->caFile()} + more
                          + (s_browserSeen ? QStringList{u"--forms"_s} : QStringList()));
        browser.write(MailServer::password(name).toUtf8() + '\n');
        browser.closeWriteChannel();
        EXPECT_TRUE(soon([&] { return browser.state() == QProcess::NotRunning; }, 120'000));
        m_answer = QJsonDocument::fromJson(browser.readAllStandardOutput()).object();
        m_words = browser.readAllStandardError();
        s_browserSeen = s_browserSeen || browser.exitCode() == 0;
        return browser.exitCode();
    }
    bool waitForEnd() {
        return soon([] { auto* next = find<QPushButton>("next"); return next && next->text() == u"Close"_s; });
    }
    void addCarol() {
        ASSERT_NO_FATAL_FAILURE(openOutlook(u"carol@example.test"_s));
        EXPECT_EQ(find<QPushButton>("next")->text(), u"Authenticate"_s);
        click("next");
        const QUrl page = waitForPage();
        ASSERT_TRUE(page.isValid());
        const int ended = signIn(page, u"carol"_s);
        if (ended == kNoBrowser)
            GTEST_SKIP() << m_words.constData();
        ASSERT_EQ(ended, 0) << m_words.constData();
        EXPECT_EQ(m_answer.value(u"title"_s).toString(), u"Go back to Tributary"_s);
        ASSERT_TRUE(waitForEnd()) << qPrintable(visibleText());
        click("next");
        ASSERT_TRUE(soon([] { return rowCount() == 1; })) << "its mail arrives";
    }
    static ComposerWindow* composer() {
        for (QWidget* top : QApplication::topLevelWidgets()) {
            if (auto* window = qobject_cast<ComposerWindow*>(top); window && window->isVisible())
                return window;
        }
        return nullptr;
    }
    void send(const QString& subject) {
        click("writeButton");
        ASSERT_TRUE(soon([] { return composer() && find<QComboBox>("composerFrom") && find<QComboBox>("composerFrom")->count() > 0; }));
        composer()->findChild<RecipientField*>(u"composerTo"_s)->setText(u"bob@example.test"_s);
        QTest::keyClicks(find<QLineEdit>("composerSubject"), subject);
        QTest::keyClicks(find<BodyEditor>("composerBody"), u"Hello."_s);
        click("sendButton");
        ASSERT_TRUE(soon([] { return composer() == nullptr; })) << qPrintable(visibleText());
    }
    bool waitForSent(std::size_t count) {
        return soon([&] { return m_server->sent()->size() == count; });
    }

    static inline bool s_browserSeen = false;
    QTemporaryDir m_directory;
    Desktop m_desktop;
    qsizetype m_seen = 0;
    QJsonObject m_answer;
    QByteArray m_words;
    std::unique_ptr<MailServer> m_server;
    std::shared_ptr<engine::Engine> m_engine;
    std::unique_ptr<MainWindow> m_window;
};

TEST_F(SignInJourney, fromTheTileToMailSentAndBackAfterTheGrantWasRevoked) {
    ASSERT_NO_FATAL_FAILURE(open());
    ASSERT_NO_FATAL_FAILURE(addCarol());
    if (IsSkipped())
        return;
    EXPECT_EQ(subjectAt(0), u"First"_s);
    clickRow(0);
    ASSERT_TRUE(soon([] { return bodyText().contains(u"The first body."_s); }));
    ASSERT_NO_FATAL_FAILURE(send(u"With a token"_s));
    ASSERT_TRUE(waitForSent(1));
    EXPECT_EQ(m_server->sent()->front().user, u"carol@example.test"_s) << "who the SMTP server let in";

    ASSERT_TRUE(m_server->oauth({u"revoke"_s, u"carol"_s}));
    ASSERT_TRUE(soon([&] { return accountsReason() == ErrorCode::SignInAgain; }));
    ASSERT_NO_FATAL_FAILURE(send(u"Written meanwhile"_s));
    click("settings");
    ASSERT_TRUE(soon([] { return find<QPushButton>("signInAgain") != nullptr; })) << qPrintable(visibleText());
    click("signInAgain"); // the one click
    const QUrl page = waitForPage();
    ASSERT_EQ(signIn(page, u"carol"_s), 0) << m_words.constData();
    ASSERT_TRUE(waitForSent(2)) << "nothing was lost";
    ASSERT_TRUE(m_server->deliver(u"carol"_s, "From: sato@example.test\r\nTo: carol@example.test\r\nSubject: Second\r\n\r\nx\r\n"));
    EXPECT_TRUE(soon([] { return rowCount() == 2; }));
    EXPECT_TRUE(soon([] { return find<QPushButton>("signInAgain") == nullptr; }));
    EXPECT_EQ(accountsReason(), std::nullopt);

    // What is changed of the account goes through the page once more (S24).
    ASSERT_TRUE(soon([] { return find<QLabel>("signInEnd") && find<QLabel>("signInEnd")->text().startsWith(u"Sign-in lasts until about"_s); }));
    click("password");
    ASSERT_TRUE(soon([] { return find<QLineEdit>("displayName") != nullptr; }));
    retype("displayName", u"Carol Reyes"_s);
    click("signIn");
    EXPECT_EQ(m_engine->accounts().first().account.displayName, QString()) << "not before";
    ASSERT_EQ(signIn(waitForPage(), u"carol"_s), 0) << m_words.constData();
    EXPECT_TRUE(soon([&] { return m_engine->accounts().first().account.displayName == u"Carol Reyes"_s; }));
}

TEST_F(SignInJourney, whoSignsInAsSomebodyElseIsToldAndNothingIsSaved) {
    ASSERT_NO_FATAL_FAILURE(open());
    ASSERT_NO_FATAL_FAILURE(openOutlook(u"carol@example.test"_s));
    click("next");
    const QUrl first = waitForPage();
    const int ended = signIn(first, u"bob"_s);
    if (ended == kNoBrowser)
        GTEST_SKIP() << m_words.constData();
    ASSERT_TRUE(soon([] { return find<QPushButton>("next") && find<QPushButton>("next")->isEnabled(); }));
    EXPECT_TRUE(visibleText().contains(u"You signed in to another mailbox"_s)) << qPrintable(visibleText());
    EXPECT_TRUE(visibleText().contains(u"bob@example.test"_s));
    EXPECT_TRUE(m_engine->accounts().isEmpty());
    click("next"); // try again, and deny it this time
    ASSERT_EQ(signIn(waitForPage(), u"carol"_s, {u"--deny"_s}), 0) << m_words.constData();
    EXPECT_EQ(m_answer.value(u"title"_s).toString(), u"You are not signed in"_s);
    EXPECT_TRUE(soon([] { return visibleText().contains(u"The sign-in was declined"_s); })) << qPrintable(visibleText());
    EXPECT_TRUE(m_engine->accounts().isEmpty());
    click("back");
    EXPECT_NE(find<QAbstractButton>("serverSettings"), nullptr);
}

TEST_F(SignInJourney, withoutAClientIdTheWindowSaysWhatIsMissingAndTakesIt) {
    ASSERT_NO_FATAL_FAILURE(writePolicy(false));
    ASSERT_NO_FATAL_FAILURE(open());
    ASSERT_NO_FATAL_FAILURE(openOutlook(u"carol@example.test"_s));
    EXPECT_TRUE(visibleText().contains(u"this copy of Tributary is not yet"_s)) << qPrintable(visibleText());
    click("next");
    EXPECT_TRUE(visibleText().contains(u"Enter the client ID."_s));
    EXPECT_TRUE(m_desktop.opened.isEmpty());
    retype("clientId", m_server->oauthClientId());
    click("next");
    const QUrl page = waitForPage();
    EXPECT_TRUE(page.query().contains(u"client_id="_s + m_server->oauthClientId()));
    EXPECT_TRUE(m_engine->hasSignIn(u"outlook"_s));
    // The other ways of the waiting page, then the way back, which ends the sign-in.
    click("copyLink");
    EXPECT_EQ(QApplication::clipboard()->text(), QString::fromLatin1(page.toEncoded()));
    click("openAgain");
    EXPECT_EQ(waitForPage(), page);
    click("useCode");
    ASSERT_TRUE(soon([] { return find<QLabel>("userCode") && !find<QLabel>("userCode")->text().isEmpty(); })) << qPrintable(visibleText());
    click("back");
    EXPECT_NE(find<QLineEdit>("accountName"), nullptr);
}

} // namespace
} // namespace tributary::ui::tst_SignInJourney
