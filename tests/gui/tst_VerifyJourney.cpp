// SPDX-License-Identifier: GPL-3.0-or-later
// Another reply-to address in the real window over real servers (S26, S27): it is set, holds the mail, gets a code, is verified with
// it, and from then on the mail goes out with it.
#include "WindowDriver.h"
#include "live/ImapDialogue.h"
#include "support/MailServer.h"
#include "ui/composer/BodyEditor.h"
#include "ui/composer/ComposerWindow.h"
#include "ui/composer/RecipientField.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/sendas/CodeEdit.h"
#include "ui/sendas/SendAsPage.h"
#include "ui/settings/SettingsDialog.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace tributary::ui::tst_VerifyJourney {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::MailServer;

class VerifyJourney : public ::testing::Test {
  protected:
    void SetUp() override {
        MailServer::Options options;
        options.smtp.emplace();
        auto started = MailServer::start(options);
        if (!started && MailServer::isMissing(started.error()))
            GTEST_SKIP() << qPrintable(started.error().detail);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        ASSERT_NO_FATAL_FAILURE(writeProfileFor(*m_server, m_directory.path()));
        QFile settings(m_directory.filePath(u"window.ini"_s));
        ASSERT_TRUE(settings.open(QIODevice::WriteOnly));
        settings.write("[writing]\nundoSeconds=0\n");
        settings.close();
        m_window = openWindow(m_directory.path());
        ASSERT_NE(m_window, nullptr);
    }
    void TearDown() override { m_window.reset(); }

    static ComposerWindow* composer() {
        for (QWidget* top : QApplication::topLevelWidgets()) {
            if (auto* window = qobject_cast<ComposerWindow*>(top); window && window->isVisible())
                return window;
        }
        return nullptr;
    }
    void write(const QString& to) {
        click("writeButton");
        ASSERT_TRUE(soon([] { return composer() && find<QComboBox>("composerFrom") && find<QComboBox>("composerFrom")->count() > 0; }));
        composer()->findChild<RecipientField*>(u"composerTo"_s)->setText(to);
        QTest::keyClicks(find<QLineEdit>("composerSubject"), u"Figures"_s);
        QTest::keyClicks(find<BodyEditor>("composerBody"), u"Here they are."_s);
    }
    SettingsDialog* openSendAs() {
        for (QAction* action : m_window->findChildren<QAction*>()) {
            if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_Comma))
                action->trigger();
        }
        auto* settings = m_window->findChild<SettingsDialog*>();
        if (settings)
            settings->findChild<QListWidget*>()->setCurrentRow(1);
        return settings && soon([] { return find<QAbstractButton>("editIdentity") != nullptr; }) ? settings : nullptr;
    }
    QByteArray mailbox(const QByteArray& user, const QByteArray& name) {
        tests::ImapDialogue imap(*m_server);
        imap.logIn(user);
        imap.say("EXAMINE " + name);
        return imap.say("FETCH 1:* BODY.PEEK[]");
    }
    /// What stands alone in a line of the mail that came there, as its reader sees it; empty: none came.
    QString codeIn(const QByteArray& user) {
        static const QRegularExpression code(u"^([0-9]{6})\\r?$"_s, QRegularExpression::MultilineOption);
        return code.match(QString::fromUtf8(mailbox(user, "INBOX"))).captured(1);
    }

    QTemporaryDir m_directory;
    std::unique_ptr<MailServer> m_server;
    std::unique_ptr<MainWindow> m_window;
};

class VerifyJourneyOfAlice : public VerifyJourney {
  protected:
    void SetUp() override {
        VerifyJourney::SetUp();
        if (!m_window)
            return; // skipped, or failed
        ASSERT_NO_FATAL_FAILURE(addAccount(u"alice@example.test"_s, u"pw-alice"_s));
    }
};

TEST_F(VerifyJourneyOfAlice, S27_anotherReplyToHoldsTheMailUntilTheCodeThatWasMailedToItIsEntered) {
    SettingsDialog* settings = openSendAs();
    ASSERT_NE(settings, nullptr);
    click("editIdentity");
    ASSERT_TRUE(soon([] { return find<QLineEdit>("identityReplyTo") != nullptr; }));
    ASSERT_NO_FATAL_FAILURE(retype("identityReplyTo", u"hanako@example.test"_s));
    click("saveIdentity");
    ASSERT_TRUE(soon([] { return find<CodeEdit>("code") != nullptr; })) << "S27: it asks by itself: " << qPrintable(visibleText());
    EXPECT_TRUE(soon([] { return visibleText().contains(u"was sent to hanako@example.test through"_s); })) << qPrintable(visibleText());
    click("closeVerify");
    ASSERT_TRUE(soon([] { return find<CodeEdit>("code") == nullptr; }));
    settings->accept();
    ASSERT_TRUE(soon([] { return QApplication::activeModalWidget() == nullptr; }));

    // Held, and said so before Send is tried.
    ASSERT_NO_FATAL_FAILURE(write(u"bob@example.test"_s));
    ASSERT_TRUE(soon([] { return find<QAbstractButton>("enterCode") != nullptr; })) << qPrintable(visibleText());
    const std::size_t before = m_server->sent()->size();
    click("sendButton");
    QTest::qWait(300); // in which it would leave
    EXPECT_EQ(m_server->sent()->size(), before) << "only the code's mail has left";
    ASSERT_NE(composer(), nullptr);

    click("enterCode");
    ASSERT_TRUE(soon([] { auto* code = find<CodeEdit>("code"); return code && code->isEnabled(); })) << qPrintable(visibleText());
    QString code;
    ASSERT_TRUE(soon([&] { return !(code = codeIn("hanako")).isEmpty(); }));
    const QString wrong = code == u"000000"_s ? u"111111"_s : u"000000"_s;
    QTest::keyClicks(find<CodeEdit>("code"), wrong);
    click("verifyCode");
    ASSERT_TRUE(soon([] { return visibleText().contains(u"4 try(s) left"_s); })) << qPrintable(visibleText());
    QTest::keyClicks(find<CodeEdit>("code"), code.left(3) + u' ' + code.mid(3));
    QTest::keyClick(find<CodeEdit>("code"), Qt::Key_Return);
    ASSERT_TRUE(soon([] { return visibleText().contains(u"Verified. From now on"_s); })) << qPrintable(visibleText());
    click("closeVerify");

    ASSERT_TRUE(soon([] { return find<QAbstractButton>("enterCode") == nullptr; })) << "the message was not opened anew";
    click("sendButton");
    ASSERT_TRUE(soon([&] { return m_server->sent()->size() == before + 1; })) << qPrintable(visibleText());
    ASSERT_TRUE(soon([&] { return mailbox("bob", "INBOX").contains("Subject: Figures"); }));
    EXPECT_TRUE(mailbox("bob", "INBOX").contains("Reply-To: hanako@example.test")) << mailbox("bob", "INBOX").constData();
    ASSERT_NE(openSendAs(), nullptr);
    EXPECT_TRUE(soon([] { return visibleText().contains(u"Reply-to address verified"_s); })) << qPrintable(visibleText());
    EXPECT_EQ(find<QAbstractButton>("verifyIdentity"), nullptr);
    click("editIdentity");
    ASSERT_TRUE(soon([] { return find<QLineEdit>("identityReplyTo") != nullptr; }));
    ASSERT_NO_FATAL_FAILURE(retype("identityReplyTo", u"carol@example.test"_s));
    EXPECT_TRUE(visibleText().contains(u"hanako@example.test is not verified any more then."_s)) << "said before it is saved: " << qPrintable(visibleText());
}

TEST_F(VerifyJourneyOfAlice, S27_aCodeThatComesToAMailboxOfTheProfileIsFilledInByAClick) {
    ASSERT_NE(openSendAs(), nullptr);
    click("editIdentity");
    ASSERT_TRUE(soon([] { return find<QLineEdit>("identityReplyTo") != nullptr; }));
    ASSERT_NO_FATAL_FAILURE(retype("identityReplyTo", u"alice+answers@example.test"_s)); // another name of the same mailbox
    click("saveIdentity");
    ASSERT_TRUE(soon([] { return find<QAbstractButton>("fillInCode") != nullptr; })) << qPrintable(visibleText());
    click("fillInCode");
    QTest::keyClick(find<CodeEdit>("code"), Qt::Key_Return);
    EXPECT_TRUE(soon([] { return visibleText().contains(u"Verified. From now on"_s); })) << qPrintable(visibleText());
}

TEST_F(VerifyJourney, S10_anAccountThatIsAddedWithAnotherReplyToLeadsToItsCode) {
    ASSERT_NO_FATAL_FAILURE(openDetails(u"alice@example.test"_s));
    QTest::keyClicks(find<QLineEdit>("password"), u"pw-alice"_s);
    ASSERT_NO_FATAL_FAILURE(retype("replyTo", u"hanako@example.test"_s));
    click("next");
    ASSERT_TRUE(soon([] { return visibleText().contains(u"A code was mailed to hanako@example.test."_s); })) << qPrintable(visibleText());
    QAbstractButton* enter = nullptr;
    for (auto* one : m_window->findChildren<QAbstractButton*>()) {
        if (one->isVisible() && one->text() == u"Enter code"_s)
            enter = one;
    }
    ASSERT_NE(enter, nullptr);
    enter->click();
    EXPECT_TRUE(soon([] { auto* code = find<CodeEdit>("code"); return code && code->isEnabled(); })) << qPrintable(visibleText());
    EXPECT_EQ(find<QLineEdit>("password"), nullptr) << "the dialog of the account has closed";
}

} // namespace
} // namespace tributary::ui::tst_VerifyJourney
