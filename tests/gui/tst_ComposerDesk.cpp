// SPDX-License-Identifier: GPL-3.0-or-later
// The composer over a cache alone (S3, S18): whose signature, who is usually written to as whom, what the server takes, templates.
#include "PreparedProfile.h"
#include "WindowDriver.h"
#include "ui/composer/AttachmentBar.h"
#include "ui/composer/BodyEditor.h"
#include "ui/composer/ComposerDesk.h"
#include "ui/composer/ComposerWindow.h"
#include "ui/composer/RecipientField.h"
#include "ui/composer/TemplatesDialog.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace tributary::ui::tst_ComposerDesk {
namespace {

using namespace Qt::Literals::StringLiterals;

class Desk : public ::testing::Test {
  protected:
    void SetUp() override {
        m_profile.setOutgoingSize(0, 100'000);
        m_engine = m_profile.openEngine();
        ASSERT_NE(m_engine, nullptr);
        ComposerOptions options;
        options.checkSubject = false;
        options.undoSeconds = 0;
        m_host.show();
        m_desk = new ComposerDesk(*m_engine, options, &m_host);
        QObject::connect(m_desk, &ComposerDesk::queued, m_desk, [this] { ++m_queued; });
    }
    void TearDown() override {
        for (ComposerWindow* window : m_desk->windows())
            delete window;
        delete m_desk;
    }
    ComposerWindow* write(int account = 0) {
        m_desk->write(m_profile.account(account));
        return opened();
    }
    /// With its identities.
    ComposerWindow* opened() {
        if (!soon([&] { return !m_desk->windows().isEmpty() && from(m_desk->windows().constLast())->count() > 0; }))
            return nullptr;
        return m_desk->windows().constLast();
    }
    static QComboBox* from(ComposerWindow* window) { return window->findChild<QComboBox*>(u"composerFrom"_s); }
    static BodyEditor* body(ComposerWindow* window) { return window->findChild<BodyEditor*>(u"composerBody"_s); }
    static void choose(ComposerWindow* window, const QString& address) {
        QComboBox* combo = from(window);
        for (int i = 0; i < combo->count(); ++i) {
            if (combo->itemText(i).contains(address)) {
                combo->setCurrentIndex(i);
                Q_EMIT combo->activated(i);
                return;
            }
        }
        FAIL() << "no identity " << qPrintable(address);
    }
    static void addressTo(ComposerWindow* window, const QString& to) { window->findChild<RecipientField*>(u"composerTo"_s)->setText(to); }
    QList<model::Identity> identities() {
        QList<model::Identity> all;
        m_engine->loadIdentities(m_engine.get(), [&](const Result<QList<model::Identity>>& loaded) { all = loaded.value_or(QList<model::Identity>()); });
        EXPECT_TRUE(soon([&] { return !all.isEmpty(); }));
        return all;
    }
    void sign(model::Identity identity, const QString& text) {
        identity.signatureText = text;
        identity.signatureHtml = u"<div>"_s + text + u"</div>"_s;
        bool done = false;
        m_engine->updateIdentity(identity, m_engine.get(), [&](const Result<std::monostate>& saved) { done = saved.has_value(); });
        EXPECT_TRUE(soon([&] { return done; }));
    }
    /// The button of the question that is asked now; those of earlier ones go with the event loop.
    static void anyway(ComposerWindow* window) {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        auto* button = window->findChild<QPushButton*>(u"sendAnyway"_s);
        ASSERT_NE(button, nullptr);
        button->click();
    }
    void send(ComposerWindow* window) { window->findChild<QPushButton*>(u"sendButton"_s)->click(); }
    void update(const model::Identity& identity) {
        bool done = false;
        m_engine->updateIdentity(identity, m_engine.get(), [&](const Result<std::monostate>& saved) { done = saved.has_value(); });
        EXPECT_TRUE(soon([&] { return done; }));
    }
    QList<model::DraftSummary> drafts() {
        std::optional<QList<model::DraftSummary>> all;
        m_engine->loadDrafts(m_engine.get(), [&](const Result<QList<model::DraftSummary>>& loaded) { all = loaded.value_or(QList<model::DraftSummary>()); });
        EXPECT_TRUE(soon([&] { return all.has_value(); }));
        return all.value_or(QList<model::DraftSummary>());
    }

    PreparedProfile m_profile;
    std::shared_ptr<engine::Engine> m_engine;
    QWidget m_host;
    ComposerDesk* m_desk = nullptr;
    int m_queued = 0;
};

TEST_F(Desk, S26_anAddressThatIsNotVerifiedIsSaidBeforeSendIsTriedAndHoldsOnlyItsOwnMail) {
    QList<model::Identity> all = identities();
    all[0].replyTo = u"boss@example.org"_s;
    update(all[0]);
    ComposerWindow* window = write();
    ASSERT_NE(window, nullptr);
    auto* held = window->findChild<QWidget*>(u"composerHeld"_s);
    auto* enter = window->findChild<QPushButton*>(u"enterCode"_s);
    EXPECT_TRUE(held->isVisible());
    EXPECT_TRUE(held->accessibleName().contains(u"boss@example.org"_s)) << qPrintable(held->accessibleName());
    EXPECT_EQ(enter->accessibleName(), u"Enter the code that was mailed to boss@example.org"_s);
    addressTo(window, u"jane@sender.example"_s);
    send(window);
    EXPECT_TRUE(held->isVisible());
    EXPECT_EQ(window->focusWidget(), enter) << "it points at what to do";
    EXPECT_TRUE(window->findChild<QPushButton*>(u"sendButton"_s)->isEnabled());
    QList<model::VerificationTarget> asked;
    QWidget* over = nullptr;
    QObject::connect(m_desk, &ComposerDesk::verificationRequested, m_desk, [&](const model::VerificationTarget& target, QWidget* parent) {
        asked.append(target);
        over = parent;
    });
    enter->click();
    ASSERT_EQ(asked.size(), 1);
    EXPECT_EQ(asked[0], (model::VerificationTarget{m_profile.account(0), u"boss@example.org"_s, model::VerificationPurpose::ReplyTo}));
    EXPECT_EQ(over, window);

    choose(window, all[1].address);
    EXPECT_FALSE(held->isVisible()) << "the other address is not concerned";
    choose(window, all[0].address);
    EXPECT_TRUE(held->isVisible());
    all[0].replyTo.clear(); // as good as verified: nothing is to be proven any more
    update(all[0]);
    ASSERT_TRUE(soon([&] { return !held->isVisible(); })) << "without opening the message anew";
    EXPECT_EQ(m_queued, 0);
    send(window);
    EXPECT_TRUE(soon([this] { return m_queued == 1; }));
}

TEST_F(Desk, S3_theSignatureFollowsTheFrom) {
    const QList<model::Identity> all = identities();
    ASSERT_EQ(all.size(), 2);
    sign(all[0], u"Ann of Work"_s);
    sign(all[1], u"Ann at home"_s);
    ComposerWindow* window = write();
    ASSERT_NE(window, nullptr);
    body(window)->moveCursor(QTextCursor::Start);
    QTest::keyClicks(body(window), u"Good morning"_s);
    EXPECT_TRUE(body(window)->toPlainText().contains(u"Ann of Work"_s));
    choose(window, all[1].address);
    const QString text = body(window)->toPlainText();
    EXPECT_TRUE(text.startsWith(u"Good morning"_s)) << qPrintable(text);
    EXPECT_TRUE(text.contains(u"Ann at home"_s)) << qPrintable(text);
    EXPECT_FALSE(text.contains(u"Ann of Work"_s)) << qPrintable(text);
    choose(window, all[0].address);
    EXPECT_EQ(body(window)->toPlainText().count(u"Ann of Work"_s), 1);
    EXPECT_FALSE(body(window)->toPlainText().contains(u"Ann at home"_s));
}

TEST_F(Desk, S3_whatTheCharsetCannotWriteIsAskedAboutBeforeItGoesAsUtf8) {
    model::Draft draft;
    draft.account = m_profile.account(0);
    draft.identity = identities().constFirst().id;
    draft.to = u"bob@example.test"_s;
    draft.subject = u"会議①"_s;
    draft.text = u"承知しました。"_s;
    draft.charset = "iso-2022-jp";
    m_desk->open(draft);
    ComposerWindow* window = opened();
    ASSERT_NE(window, nullptr);
    send(window);
    auto* anyway = window->findChild<QPushButton*>(u"sendAnyway"_s);
    ASSERT_NE(anyway, nullptr);
    EXPECT_TRUE(visibleText().contains(u"ISO-2022-JP cannot write “①”"_s)) << qPrintable(visibleText());
    EXPECT_EQ(m_queued, 0);
    anyway->click();
    EXPECT_TRUE(soon([&] { return m_queued == 1; }));
}

TEST_F(Desk, S3_eachQuestionIsAnsweredForItself) {
    model::Draft draft;
    draft.account = m_profile.account(0);
    draft.identity = identities().constFirst().id;
    draft.to = u"bob@example.test"_s;
    draft.subject = u"Agenda"_s;
    draft.text = u"See the attached file ①"_s;
    draft.charset = "iso-2022-jp";
    m_desk->open(draft);
    ComposerWindow* window = opened();
    ASSERT_NE(window, nullptr);
    send(window);
    ASSERT_TRUE(visibleText().contains(u"no file is attached"_s)) << qPrintable(visibleText());
    anyway(window);
    ASSERT_TRUE(visibleText().contains(u"ISO-2022-JP cannot write"_s)) << qPrintable(visibleText());
    EXPECT_EQ(m_queued, 0);
    send(window);
    EXPECT_TRUE(visibleText().contains(u"no file is attached"_s)) << "a new click asks anew";
    anyway(window);
    anyway(window);
    EXPECT_TRUE(soon([&] { return m_queued == 1; })) << qPrintable(visibleText());
}

TEST_F(Desk, S14_whatWasToGoLaterGoesAtOnceWhenSendIsPressed) {
    model::Draft draft;
    draft.account = m_profile.account(0);
    draft.identity = identities().constFirst().id;
    draft.to = u"bob@example.test"_s;
    draft.text = u"Sooner than I thought"_s;
    draft.sendAtMs = QDateTime::currentMSecsSinceEpoch() + 3'600'000; // as it comes back from the outbox
    m_desk->open(draft);
    ComposerWindow* window = opened();
    ASSERT_NE(window, nullptr);
    send(window);
    ASSERT_TRUE(soon([&] { return m_queued == 1; })) << qPrintable(visibleText());
    std::optional<QList<model::OutboxMessage>> outbox;
    m_engine->loadOutbox(m_engine.get(), [&](const Result<QList<model::OutboxMessage>>& loaded) { outbox = loaded.value_or(QList<model::OutboxMessage>()); });
    ASSERT_TRUE(soon([&] { return outbox.has_value(); }));
    ASSERT_EQ(outbox->size(), 1);
    EXPECT_EQ(outbox->constFirst().notBeforeMs, 0);
}

TEST_F(Desk, S3_aFromThatIsNotTheUsualOneIsAskedAboutAndChangedByAClick) {
    const QList<model::Identity> all = identities();
    ComposerWindow* first = write(1); // from Home
    ASSERT_NE(first, nullptr);
    addressTo(first, u"Mum <mum@family.example>"_s);
    send(first);
    ASSERT_TRUE(soon([&] { return m_queued == 1 && m_desk->windows().isEmpty(); })) << qPrintable(visibleText());

    ComposerWindow* window = write(0);
    ASSERT_NE(window, nullptr);
    addressTo(window, u"MUM@family.example"_s);
    QTest::qWait(400); // as long as a hand needs to reach the button: what is known has come
    send(window);
    EXPECT_EQ(m_queued, 1) << "it waits for an answer";
    EXPECT_TRUE(visibleText().contains(u"Your last message to mum@family.example went from %1, not from %2."_s.arg(all[1].address, all[0].address))) << qPrintable(visibleText());
    auto* change = window->findChild<QPushButton*>(u"sendAsUsual"_s);
    ASSERT_NE(change, nullptr);
    change->click();
    ASSERT_TRUE(soon([&] { return m_queued == 2; })) << qPrintable(visibleText());
    std::optional<QList<model::OutboxMessage>> outbox;
    m_engine->loadOutbox(m_engine.get(), [&](const Result<QList<model::OutboxMessage>>& loaded) { outbox = loaded.value_or(QList<model::OutboxMessage>()); });
    ASSERT_TRUE(soon([&] { return outbox.has_value(); }));
    ASSERT_EQ(outbox->size(), 2);
    EXPECT_EQ(outbox->last().identity, all[1].id);
    EXPECT_EQ(outbox->last().from, all[1].address);
}

TEST_F(Desk, S3_theQuestionCanBeSwitchedOff) {
    ComposerWindow* first = write(1);
    ASSERT_NE(first, nullptr);
    addressTo(first, u"mum@family.example"_s);
    send(first);
    ASSERT_TRUE(soon([&] { return m_queued == 1 && m_desk->windows().isEmpty(); }));
    ComposerOptions options;
    options.checkSubject = options.checkSender = false;
    options.undoSeconds = 0;
    m_desk->setOptions(options);
    ComposerWindow* window = write(0);
    ASSERT_NE(window, nullptr);
    addressTo(window, u"mum@family.example"_s);
    QTest::qWait(400); // as above: else nothing is known yet, and nothing would be asked in any case
    send(window);
    EXPECT_TRUE(soon([&] { return m_queued == 2; })) << qPrintable(visibleText());
}

TEST_F(Desk, S3_whatTheServerDoesNotTakeIsSaidBeforeSending) {
    QTemporaryDir directory;
    QFile file(directory.filePath(u"figures.bin"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(90'000, 'x'));
    file.close();
    ComposerWindow* window = write(0);
    ASSERT_NE(window, nullptr);
    window->findChild<QAbstractButton*>(u"attachButton"_s)->click();
    auto* dialog = window->findChild<QFileDialog*>();
    ASSERT_NE(dialog, nullptr);
    Q_EMIT dialog->filesSelected({file.fileName()});
    addressTo(window, u"bob@x.example"_s);
    EXPECT_TRUE(soon([&] { return visibleText().contains(u"more than the"_s); })) << qPrintable(visibleText());
    EXPECT_TRUE(window->findChild<AttachmentBar*>()->isVisible());
    send(window);
    EXPECT_EQ(m_queued, 0);
    EXPECT_TRUE(visibleText().contains(u"It will likely be refused"_s)) << qPrintable(visibleText());
    choose(window, identities()[1].address); // another server, of which nothing is known
    EXPECT_TRUE(soon([&] { return !visibleText().contains(u"more than the"_s); })) << qPrintable(visibleText());
    send(window);
    EXPECT_TRUE(soon([&] { return m_queued == 1; })) << qPrintable(visibleText());
}

TEST_F(Desk, S3_messagesBeginWithATemplateWhichStays) {
    ComposerWindow* window = write(0);
    ASSERT_NE(window, nullptr);
    window->findChild<QLineEdit*>(u"composerSubject"_s)->setText(u"Weekly report"_s);
    body(window)->moveCursor(QTextCursor::Start);
    QTest::keyClicks(body(window), u"Dear all,"_s);
    auto* keep = window->findChild<QAction*>(u"saveTemplate"_s);
    ASSERT_NE(keep, nullptr);
    keep->trigger();
    ASSERT_TRUE(soon([&] { return visibleText().contains(u"Kept as a template"_s); })) << qPrintable(visibleText());
    addressTo(window, u"bob@x.example"_s);
    send(window);
    ASSERT_TRUE(soon([&] { return m_queued == 1 && m_desk->windows().isEmpty(); })) << "the message that it was made from is one like others";

    m_desk->showTemplates();
    auto* list = find<QListWidget>("templateList");
    ASSERT_TRUE(soon([&] { return (list = find<QListWidget>("templateList")) != nullptr && list->count() == 1; }));
    EXPECT_TRUE(list->item(0)->text().contains(u"Weekly report"_s));
    click("useTemplate");
    window = opened();
    ASSERT_NE(window, nullptr);
    EXPECT_EQ(window->findChild<QLineEdit*>(u"composerSubject"_s)->text(), u"Weekly report"_s);
    EXPECT_TRUE(body(window)->toPlainText().contains(u"Dear all,"_s));
    EXPECT_TRUE(window->findChild<QPushButton*>(u"sendButton"_s)->isVisible());
    addressTo(window, u"carol@x.example"_s);
    send(window);
    ASSERT_TRUE(soon([&] { return m_queued == 2; })) << qPrintable(visibleText());
    const QList<model::DraftSummary> left = drafts();
    ASSERT_EQ(left.size(), 1);
    EXPECT_EQ(left[0].purpose, model::DraftPurpose::Template);
}

TEST_F(Desk, S3_aTemplateIsWrittenOnAndNeverSentItself) {
    m_desk->showTemplates();
    ASSERT_TRUE(soon([] { return visibleText().contains(u"There are no templates yet"_s); })) << qPrintable(visibleText());
    EXPECT_FALSE(find<QPushButton>("useTemplate")->isEnabled());
    click("newTemplate");
    ComposerWindow* window = opened();
    ASSERT_NE(window, nullptr);
    EXPECT_FALSE(window->findChild<QPushButton*>(u"sendButton"_s)->isVisible());
    window->findChild<QLineEdit*>(u"composerSubject"_s)->setText(u"Invoice"_s);
    addressTo(window, u"bob@x.example"_s);
    QTest::keyClick(body(window), Qt::Key_Return, Qt::ControlModifier);
    window->close();
    ASSERT_TRUE(soon([&] { return m_desk->windows().isEmpty(); }));
    EXPECT_EQ(m_queued, 0);
    QListWidget* list = nullptr;
    ASSERT_TRUE(soon([&] { return (list = find<QListWidget>("templateList")) != nullptr && list->count() == 1; }));
    click("editTemplate");
    window = opened();
    ASSERT_NE(window, nullptr);
    EXPECT_TRUE(window->windowTitle().contains(u"Template: Invoice"_s)) << qPrintable(window->windowTitle());
    window->close();
    click("removeTemplate");
    EXPECT_TRUE(soon([] { return visibleText().contains(u"There are no templates yet"_s); }));
    EXPECT_TRUE(drafts().isEmpty());
}

} // namespace
} // namespace tributary::ui::tst_ComposerDesk
