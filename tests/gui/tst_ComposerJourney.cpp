// SPDX-License-Identifier: GPL-3.0-or-later
// Writing and sending in the real window, by clicks and keys, over real servers (S3, S14): written, attached, sent, delivered once and
// filed once; taken back whole; kept as a draft; answered.
#include "WindowDriver.h"
#include "live/ImapDialogue.h"
#include "support/MailServer.h"
#include "ui/composer/AttachmentBar.h"
#include "ui/composer/BodyEditor.h"
#include "ui/composer/ComposerWindow.h"
#include "ui/composer/RecipientField.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/widgets/Toast.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QComboBox>
#include <QDesktopServices>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace tributary::ui::tst_ComposerJourney {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::MailServer;


class ComposerJourney : public ::testing::Test {
  protected:
    void SetUp() override {
        MailServer::Options options;
        options.smtp.emplace();
        auto started = MailServer::start(options);
        if (!started && MailServer::isMissing(started.error()))
            GTEST_SKIP() << qPrintable(started.error().detail);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= <hanako@example.test>\r\nTo: alice@example.test\r\n"
                                                  "Message-ID: <first@example.test>\r\nSubject: =?ISO-2022-JP?B?GyRCMnE1RBsoQg==?=\r\n"
                                                  "Date: Mon, 23 Nov 2026 10:00:00 +0900\r\nContent-Type: text/plain; charset=iso-2022-jp\r\n\r\n\x1b$B;}$A9g$o$;\x1b(B\r\n"));
        ASSERT_NO_FATAL_FAILURE(writeProfileFor(*m_server, m_directory.path()));
        QFile settings(m_directory.filePath(u"window.ini"_s));
        ASSERT_TRUE(settings.open(QIODevice::WriteOnly));
        settings.write("[writing]\nundoSeconds=" + QByteArray::number(undoSeconds()) + "\n");
        settings.close();
        m_window = openWindow(m_directory.path());
        ASSERT_NE(m_window, nullptr);
        beforeTheAccount();
        ASSERT_NO_FATAL_FAILURE(addAccount(u"alice@example.test"_s, u"pw-alice"_s));
        ASSERT_TRUE(soon([&] { return rowCount() == 1; }));
    }
    void TearDown() override {
        m_window.reset(); // with its composers
    }
    [[nodiscard]] virtual int undoSeconds() const { return 0; }
    virtual void beforeTheAccount() {}

    static ComposerWindow* composer() {
        for (QWidget* top : QApplication::topLevelWidgets()) {
            if (auto* window = qobject_cast<ComposerWindow*>(top); window && window->isVisible())
                return window;
        }
        return nullptr;
    }
    static bool waitForComposer() {
        return soon([] { return composer() && find<QComboBox>("composerFrom") && find<QComboBox>("composerFrom")->count() > 0; });
    }
    void write(const QString& to, const QString& subject, const QString& text) {
        click("writeButton");
        ASSERT_TRUE(waitForComposer());
        auto* field = composer()->findChild<RecipientField*>(u"composerTo"_s);
        ASSERT_NE(field, nullptr);
        field->setText(to);
        QTest::keyClicks(find<QLineEdit>("composerSubject"), subject);
        auto* body = find<BodyEditor>("composerBody");
        ASSERT_NE(body, nullptr);
        body->setFocus();
        QTest::keyClicks(body, text);
    }
    bool waitForSent(std::size_t count) {
        return soon([&] { return m_server->sent()->size() == count; });
    }
    /// What another client sees: every message of the mailbox, as fetched.
    QByteArray mailbox(const QByteArray& user, const QByteArray& name) {
        tests::ImapDialogue imap(*m_server);
        imap.logIn(user);
        imap.say("EXAMINE " + name);
        return imap.say("FETCH 1:* BODY.PEEK[]");
    }
    int count(const QByteArray& user, const QByteArray& name) { return static_cast<int>(mailbox(user, name).count(" FETCH (")); }

    QTemporaryDir m_directory;
    std::unique_ptr<MailServer> m_server;
    std::unique_ptr<MainWindow> m_window;
};

TEST_F(ComposerJourney, whatIsWrittenIsDeliveredOnceAndStandsInSentOnce) {
    ASSERT_NO_FATAL_FAILURE(write(u"Bob <bob@example.test>"_s, u"Figures"_s, u"Here they are."_s));
    click("sendButton");
    ASSERT_TRUE(soon([] { return composer() == nullptr; })) << qPrintable(visibleText());
    ASSERT_TRUE(waitForSent(1));
    EXPECT_EQ(m_server->sent()->front().recipients, QStringList{u"bob@example.test"_s});
    EXPECT_TRUE(soon([&] { return count("alice", "Sent") == 1; }));
}

TEST_F(ComposerJourney, whatSpeaksAgainstSendingIsSaidInTheWindowAndNothingIsLost) {
    ASSERT_NO_FATAL_FAILURE(write(u""_s, u""_s, u"The file is attached."_s));
    click("sendButton");
    EXPECT_TRUE(visibleText().contains(u"Add a recipient"_s));
    composer()->findChild<RecipientField*>(u"composerTo"_s)->setText(u"bob@example.test, nobody"_s);
    click("sendButton");
    EXPECT_TRUE(visibleText().contains(u"“nobody” is not an e-mail address"_s)) << qPrintable(visibleText());
    composer()->findChild<RecipientField*>(u"composerTo"_s)->setText(u"bob@example.test"_s);
    click("sendButton");
    EXPECT_TRUE(visibleText().contains(u"no file is attached"_s)) << qPrintable(visibleText());
    EXPECT_TRUE(m_server->sent()->empty());
    click("sendAnyway");
    QTest::qWait(100); // the button of that question goes
    EXPECT_TRUE(visibleText().contains(u"The message has no subject"_s)) << "each question for itself: " << qPrintable(visibleText());
    EXPECT_TRUE(m_server->sent()->empty());
    click("sendAnyway");
    EXPECT_TRUE(waitForSent(1));
}

TEST_F(ComposerJourney, anAnswerQuotesAndGoesToWhoWrote) {
    clickRow(0);
    ASSERT_TRUE(soon([&] { return bodyText().contains(u"持ち合わせ"_s); }));
    auto* reply = m_window->findChild<QAction*>(u"reply"_s);
    ASSERT_NE(reply, nullptr);
    ASSERT_TRUE(reply->isEnabled());
    reply->trigger();
    ASSERT_TRUE(waitForComposer());
    EXPECT_EQ(find<QLineEdit>("composerSubject")->text(), u"Re: 会議"_s);
    EXPECT_TRUE(composer()->findChild<RecipientField*>(u"composerTo"_s)->text().contains(u"hanako@example.test"_s));
    auto* body = find<BodyEditor>("composerBody");
    EXPECT_TRUE(body->toPlainText().contains(u"持ち合わせ"_s));
    body->moveCursor(QTextCursor::Start);
    QTest::keyClicks(body, u"Understood."_s);
    click("sendButton");
    ASSERT_TRUE(waitForSent(1));
    ASSERT_TRUE(soon([&] { return count("hanako", "INBOX") == 1; }));
    EXPECT_TRUE(mailbox("hanako", "INBOX").contains("In-Reply-To: <first@example.test>"));
}

/// The last message of INBOX as Python's email reads it: a line each for subject, charset, the text's lines and "file NAME BYTES".
QStringList asAnotherDecoderReadsIt(const MailServer& server, const QString& user) {
    QProcess python;
    python.start(u"python3"_s, {u"-c"_s, uR"(
import email, email.policy, imaplib, sys
c = imaplib.IMAP4('%1', %2); c.login('%3', '%4'); c.select()
m = email.message_from_bytes(c.fetch('*', '(RFC822)')[1][0][1], policy=email.policy.default)
text = m.get_body(('plain',))
lines = [m['subject'], text.get_content_charset()] + text.get_content().splitlines()
lines += ['file %s %s' % (a.get_filename(), a.get_content().hex()) for a in m.iter_attachments()]
sys.stdout.buffer.write('\n'.join(lines).encode())
)"_s.arg(server.host()).arg(server.imapPort()).arg(server.loginName(user), MailServer::password(user))});
    EXPECT_TRUE(python.waitForFinished());
    const QByteArray errors = python.readAllStandardError();
    EXPECT_TRUE(errors.isEmpty()) << errors.constData();
    return QString::fromUtf8(python.readAllStandardOutput()).split(u'\n');
}

TEST_F(ComposerJourney, aJapaneseAnswerWithAFileIsWhatAnotherDecoderReads) {
    QFile file(m_directory.filePath(u"議事録.bin"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromHex("00ff0d0a2e0a"));
    file.close();
    clickRow(0);
    ASSERT_TRUE(soon([&] { return bodyText().contains(u"持ち合わせ"_s); }));
    m_window->findChild<QAction*>(u"reply"_s)->trigger();
    ASSERT_TRUE(waitForComposer());
    find<BodyEditor>("composerBody")->moveCursor(QTextCursor::Start);
    find<BodyEditor>("composerBody")->insertPlainText(u"承知しました。\n"_s);
    click("attachButton");
    auto* dialog = composer()->findChild<QFileDialog*>();
    ASSERT_NE(dialog, nullptr);
    dialog->selectFile(file.fileName());
    Q_EMIT dialog->filesSelected({file.fileName()});
    dialog->close();
    QAction* japanese = nullptr;
    for (QAction* action : composer()->findChildren<QAction*>()) {
        if (action->text().contains(u"ISO-2022-JP"_s))
            japanese = action;
    }
    ASSERT_NE(japanese, nullptr);
    japanese->trigger();
    click("sendButton");
    ASSERT_TRUE(waitForSent(1)) << qPrintable(visibleText());
    ASSERT_TRUE(soon([&] { return count("hanako", "INBOX") == 1; }));
    const QStringList read = asAnotherDecoderReadsIt(*m_server, u"hanako"_s);
    ASSERT_GE(read.size(), 4);
    EXPECT_EQ(read[0], u"Re: 会議"_s);
    EXPECT_EQ(read[1], u"iso-2022-jp"_s);
    EXPECT_TRUE(read.contains(u"承知しました。"_s)) << qPrintable(read.join(u'|'));
    EXPECT_TRUE(read.contains(u"> 持ち合わせ"_s)) << qPrintable(read.join(u'|'));
    EXPECT_EQ(read.last(), u"file 議事録.bin 00ff0d0a2e0a"_s);
    EXPECT_TRUE(soon([&] { return count("alice", "Sent") == 1; }));
    QTest::qWait(500); // in which a second copy would come
    EXPECT_EQ(count("alice", "Sent"), 1);
    // And what was answered shows it, here and at the server.
    EXPECT_TRUE(soon([&] {
        tests::ImapDialogue imap(*m_server);
        imap.logIn("alice");
        imap.say("EXAMINE INBOX");
        return imap.say("FETCH 1 FLAGS").contains("\\Answered");
    }));
}

TEST_F(ComposerJourney, aMailtoLinkBeginsAMessageAndNeverAttachesAFile) {
    QDesktopServices::openUrl(QUrl(u"mailto:bob@example.test?subject=Hello%20Bob&body=One%0D%0ATwo&attach=/etc/passwd&bcc=carol@example.test"_s));
    ASSERT_TRUE(waitForComposer());
    EXPECT_EQ(composer()->findChild<RecipientField*>(u"composerTo"_s)->text(), u"bob@example.test"_s);
    EXPECT_TRUE(composer()->findChild<RecipientField*>(u"composerBcc"_s)->isVisible()) << "who gets it is seen";
    EXPECT_EQ(find<QLineEdit>("composerSubject")->text(), u"Hello Bob"_s);
    EXPECT_TRUE(find<BodyEditor>("composerBody")->toPlainText().startsWith(u"One\nTwo"_s));
    EXPECT_EQ(composer()->findChild<AttachmentBar*>()->chipCount(), 0);
}

class LinkBeforeAccount : public ComposerJourney {
    void beforeTheAccount() override { m_window->writeTo(u"mailto:bob@example.test?subject=Early"_s); }
};

TEST_F(LinkBeforeAccount, S3_isBegunAsSoonAsThereIsOne) {
    ASSERT_TRUE(waitForComposer());
    EXPECT_EQ(composer()->findChild<RecipientField*>(u"composerTo"_s)->text(), u"bob@example.test"_s);
    EXPECT_EQ(find<QLineEdit>("composerSubject")->text(), u"Early"_s);
    EXPECT_TRUE(find<QComboBox>("composerFrom")->currentText().contains(u"alice@example.test"_s));
}

TEST_F(ComposerJourney, whatIsRefusedIsSeenInTheSidebarAndCanBeMended) {
    ASSERT_NO_FATAL_FAILURE(write(u"reject@example.test"_s, u"Figures"_s, u"Here they are."_s));
    click("sendButton");
    QAbstractButton* line = nullptr;
    ASSERT_TRUE(soon([&] { return (line = find<QAbstractButton>("outboxLine")) != nullptr && line->text().contains(u"not sent"_s); }))
        << qPrintable(visibleText());
    line->click();
    ASSERT_TRUE(soon([] { return visibleText().contains(u"The server said: “550"_s); })) << qPrintable(visibleText());
    click("editOutbox");
    ASSERT_TRUE(waitForComposer());
    EXPECT_TRUE(find<BodyEditor>("composerBody")->toPlainText().contains(u"Here they are."_s));
    composer()->findChild<RecipientField*>(u"composerTo"_s)->setText(u"bob@example.test"_s);
    click("sendButton");
    ASSERT_TRUE(waitForSent(1)) << qPrintable(visibleText());
    EXPECT_EQ(m_server->sent()->front().recipients, QStringList{u"bob@example.test"_s});
    EXPECT_TRUE(soon([] { return find<QAbstractButton>("outboxLine") == nullptr; })) << "all is done, it goes";
}

TEST_F(ComposerJourney, whoWasRefusedIsWrittenToAloneOnceTheAddressIsMended_S14) {
    ASSERT_NO_FATAL_FAILURE(write(u"Bob <bob@example.test>, The Other <reject@example.test>"_s, u"Figures"_s, u"Here they are."_s));
    click("sendButton");
    QAbstractButton* line = nullptr;
    ASSERT_TRUE(soon([&] { return (line = find<QAbstractButton>("outboxLine")) != nullptr && line->text().contains(u"not sent"_s); }))
        << qPrintable(visibleText());
    line->click();
    ASSERT_TRUE(soon([] { return visibleText().contains(u"Sent to: bob@example.test"_s) && visibleText().contains(u"Refused: reject@example.test"_s); })) << qPrintable(visibleText());
    EXPECT_TRUE(find<QPushButton>("sendOutbox")->isVisible());
    EXPECT_TRUE(find<QPushButton>("dismissOutbox")->isVisible());
    click("editOutbox");
    ASSERT_TRUE(waitForComposer());
    auto* to = composer()->findChild<RecipientField*>(u"composerTo"_s);
    EXPECT_EQ(to->text(), u"The Other <reject@example.test>"_s);
    to->setText(u"carol@example.test"_s);
    click("sendButton");
    ASSERT_TRUE(waitForSent(2)) << qPrintable(visibleText());
    EXPECT_EQ(m_server->sent()->back().recipients, QStringList{u"carol@example.test"_s});
    EXPECT_TRUE(soon([] { return find<QAbstractButton>("outboxLine") == nullptr; })) << "all is done, it goes";
    EXPECT_TRUE(soon([&] { return count("alice", "Sent") == 2; })) << "one copy each";
}

TEST_F(ComposerJourney, whatIsClosedIsKept) {
    ASSERT_NO_FATAL_FAILURE(write(u"bob@example.test"_s, u"Later"_s, u"Half a thou"_s));
    composer()->close();
    ASSERT_TRUE(soon([] { return composer() == nullptr; }));
    EXPECT_TRUE(soon([] { return find<Toast>("toast") && find<Toast>("toast")->text().contains(u"draft"_s); }));
    EXPECT_TRUE(m_server->sent()->empty());
    m_window.reset();
    const auto engine = openEngine(m_directory.path());
    ASSERT_NE(engine, nullptr);
    std::optional<QList<model::DraftSummary>> drafts;
    engine->loadDrafts(engine.get(), [&](const Result<QList<model::DraftSummary>>& loaded) { drafts = loaded.value_or(QList<model::DraftSummary>()); });
    ASSERT_TRUE(soon([&] { return drafts.has_value(); }));
    ASSERT_EQ(drafts->size(), 1);
    EXPECT_EQ(drafts->constFirst().subject, u"Later"_s);
    EXPECT_TRUE(drafts->constFirst().snippet.contains(u"Half a thou"_s));
}

class UndoJourney : public ComposerJourney {
  protected:
    [[nodiscard]] int undoSeconds() const override { return 60; }
};

TEST_F(UndoJourney, whatIsTakenBackComesBackWhole) {
    ASSERT_NO_FATAL_FAILURE(write(u"bob@example.test"_s, u"Too early"_s, u"Not yet."_s));
    click("sendButton");
    ASSERT_TRUE(soon([] { return composer() == nullptr; })) << qPrintable(visibleText());
    auto* toast = find<Toast>("undoToast");
    ASSERT_NE(toast, nullptr);
    EXPECT_TRUE(toast->text().contains(u"60"_s));
    auto* undo = toast->findChild<QPushButton*>();
    ASSERT_NE(undo, nullptr);
    undo->click();
    ASSERT_TRUE(waitForComposer());
    EXPECT_EQ(find<QLineEdit>("composerSubject")->text(), u"Too early"_s);
    EXPECT_EQ(composer()->findChild<RecipientField*>(u"composerTo"_s)->text(), u"bob@example.test"_s);
    EXPECT_TRUE(find<BodyEditor>("composerBody")->toPlainText().contains(u"Not yet."_s));
    EXPECT_TRUE(m_server->sent()->empty());
}

} // namespace
} // namespace tributary::ui::tst_ComposerJourney
