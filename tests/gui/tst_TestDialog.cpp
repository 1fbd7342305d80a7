// SPDX-License-Identifier: GPL-3.0-or-later
// The connection test in the window (S34 to S37): the list in each state, and for an account that is there on a real server.
#include "WindowDriver.h"
#include "ui/addaccount/CheckingPage.h"
#include "ui/addaccount/TestDialog.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/widgets/StageList.h"

#include <gtest/gtest.h>

#include <QClipboard>
#include <QLabel>
#include <QToolButton>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace tributary::ui::tst_TestDialog {
namespace {

using namespace Qt::Literals::StringLiterals;
using engine::Side;
using engine::Stage;
using tests::MailServer;

engine::StageReport ended(Side side, Stage stage, const QString& text = {}) {
    engine::StageReport report;
    report.side = side;
    report.stage = stage;
    report.state = engine::StageState::Ok;
    report.ms = 12;
    report.text = text;
    return report;
}

class Checking : public ::testing::Test {
  protected:
    void SetUp() override {
        m_account.email = u"ann@mail.example"_s;
        m_account.provider = u"gmail"_s;
        m_account.incoming = {u"imap.mail.example"_s, 143, model::Security::StartTls, u"ann@mail.example"_s};
        m_account.outgoing = {u"smtp.mail.example"_s, 465, model::Security::Tls, u"ann@mail.example"_s};
        m_page.resize(560, 700);
        m_page.show();
    }
    /// All of incoming, as it goes well.
    void receive() {
        for (const Stage stage : {Stage::Resolve, Stage::Connect, Stage::Greeting, Stage::Tls, Stage::SignIn})
            m_page.take(ended(Side::Incoming, stage));
        m_page.take(ended(Side::Incoming, Stage::Mailboxes, u"7"_s));
    }
    void refuse(Side side, const Error& error) {
        engine::StageReport report = ended(side, Stage::SignIn);
        report.state = engine::StageState::Failed;
        report.error = error;
        m_page.take(report);
        m_page.fail(error);
    }
    StageList* list(const char* name) { return m_page.findChild<StageList*>(QString::fromLatin1(name)); }
    QString text(const char* name) {
        QStringList all;
        for (const QLabel* label : m_page.findChildren<QLabel*>(QString::fromLatin1(name))) {
            if (label->isVisible())
                all.append(label->text());
        }
        return all.join(u'\n');
    }

    model::Account m_account;
    CheckingPage m_page;
};

TEST_F(Checking, S34_bothSidesHaveTheirStagesInTheOrderInWhichTheyCome) {
    m_page.begin(m_account);
    EXPECT_EQ(text("outgoingNote"), u"Tried once receiving works."_s);
    receive();
    EXPECT_TRUE(list("incomingStages")->toPlainText().indexOf(u"greeting"_s) < list("incomingStages")->toPlainText().indexOf(u"Encrypt"_s)) << "STARTTLS";
    EXPECT_TRUE(list("incomingStages")->toPlainText().contains(u"7 mailbox"_s));
    for (int i = 0; i < list("incomingStages")->count(); ++i)
        EXPECT_EQ(list("incomingStages")->state(i), StageState::Ok) << i;
    m_page.take(ended(Side::Outgoing, Stage::Resolve, u"192.0.2.1"_s));
    EXPECT_TRUE(list("outgoingStages")->isVisible());
    EXPECT_EQ(list("outgoingStages")->count(), 5);
    EXPECT_TRUE(text("outgoingNote").isEmpty());
    m_page.succeed();
    EXPECT_EQ(text("checkingTitle"), u"Receiving and sending work."_s);
}

TEST_F(Checking, S35_aRefusalIsToldWithTheServersWordsTheMendAndTheProvidersPage) {
    m_page.begin(m_account);
    refuse(Side::Incoming, {ErrorKind::Auth, ErrorCode::CredentialsRejected, "Application-specific password required (Failure)", u"ann@mail.example"_s});
    m_page.take({Side::Outgoing, Stage::Resolve, engine::StageState::NotTried, 0, {}, {}, {}});
    EXPECT_EQ(text("failureTitle"), u"The user name or the password was not accepted"_s);
    EXPECT_EQ(text("failureServerWords"), u"The server says: “Application-specific password required (Failure)”"_s);
    EXPECT_TRUE(text("failureAdvice").contains(u"app password"_s)) << qPrintable(text("failureAdvice"));
    EXPECT_TRUE(text("failureAdvice").contains(u"https://support.google.com/accounts/answer/185833"_s));
    for (const QLabel* label : m_page.findChildren<QLabel*>(u"failureAdvice"_s))
        EXPECT_TRUE(label->textInteractionFlags() & Qt::TextSelectableByMouse);
    EXPECT_EQ(text("outgoingNote"), u"Not tried, because receiving did not work."_s);
    const QString details = m_page.details();
    EXPECT_TRUE(details.contains(u"hint: app-password (said)"_s)) << qPrintable(details);
    EXPECT_FALSE(details.contains(u"ann@"_s));
    m_page.begin(m_account); // Try again
    EXPECT_TRUE(text("failureTitle").isEmpty());
    EXPECT_FALSE(m_page.details().contains(u"error:"_s));
}

TEST_F(Checking, S35_whatSendingWasRefusedForStandsBelowSending) {
    m_page.begin(m_account);
    receive();
    refuse(Side::Outgoing, {ErrorKind::Refused, ErrorCode::SendingDisabled, "535 5.7.139 SmtpClientAuthentication is disabled for the Tenant", {}});
    QCoreApplication::processEvents();
    const auto* card = m_page.findChild<QWidget*>(u"failure"_s);
    EXPECT_GT(card->y(), list("outgoingStages")->y());
    EXPECT_TRUE(text("failureAdvice").contains(u"authenticated SMTP"_s));
}

TEST_F(Checking, S36_theCertificateThatWasRefusedIsShown) {
    m_page.begin(m_account);
    const Error error{ErrorKind::Tls, ErrorCode::CertificateWrongHost, {}, u"imap.mail.example:143"_s};
    engine::StageReport report = ended(Side::Incoming, Stage::Tls);
    report.state = engine::StageState::Failed;
    report.error = error;
    net::CertificateSummary certificate;
    certificate.subject = u"srv7.hosting.example"_s;
    certificate.names = {u"srv7.hosting.example"_s};
    report.certificates = {certificate};
    m_page.take(report);
    m_page.fail(error);
    EXPECT_TRUE(text("failureAdvice").contains(u"srv7.hosting.example"_s)) << "the name to enter";
    EXPECT_TRUE(m_page.details().contains(u"certificate (incoming): srv7.hosting.example"_s));
}

TEST_F(Checking, S18_whatGoesThroughAnotherAccountIsNamedAndNotTested) {
    m_account.relay = AccountId(2);
    m_page.begin(m_account, u"boss@example.org"_s);
    EXPECT_EQ(text("outgoingNote"), u"Through boss@example.org; not tested here."_s);
    receive();
    m_page.take({Side::Outgoing, Stage::Resolve, engine::StageState::NotTried, 0, {}, {}, {}});
    EXPECT_EQ(text("outgoingNote"), u"Through boss@example.org; not tested here."_s);
    m_page.succeed();
    EXPECT_EQ(text("checkingTitle"), u"Receiving works."_s);
}

TEST(TestDialogLive, anAccountIsTestedFromItsCardWithThePasswordThatIsKept) {
    auto started = MailServer::start();
    ASSERT_TRUE(started) << qPrintable(started.error().detail);
    const auto server = std::move(*started);
    const QTemporaryDir directory;
    ASSERT_NO_FATAL_FAILURE(writeProfileFor(*server, directory.path()));
    const auto window = openWindow(directory.path());
    ASSERT_NE(window, nullptr);
    ASSERT_NO_FATAL_FAILURE(addAccount(u"alice@example.test"_s, u"pw-alice"_s));
    click("settings");
    ASSERT_TRUE(soon([] { return find<QToolButton>("test") != nullptr; }));
    click("test");
    ASSERT_TRUE(soon([] { const auto* title = find<QLabel>("checkingTitle"); return title && title->text().contains(u"work"_s) && !title->text().startsWith(u"Trying"_s); }))
        << qPrintable(visibleText());
    click("copyDetails");
    EXPECT_TRUE(QGuiApplication::clipboard()->text().contains(u"result: all passed"_s)) << qPrintable(QGuiApplication::clipboard()->text());
    EXPECT_FALSE(QGuiApplication::clipboard()->text().contains(u"alice"_s, Qt::CaseInsensitive));
    EXPECT_FALSE(QGuiApplication::clipboard()->text().contains(u"pw-"_s));
    click("testClose");
    EXPECT_TRUE(soon([] { return find<QLabel>("checkingTitle") == nullptr; }));
}

} // namespace
} // namespace tributary::ui::tst_TestDialog
