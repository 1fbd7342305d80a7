// SPDX-License-Identifier: GPL-3.0-or-later
// The dialog that asks for the code of an address (S20, S26, S27): what it shows in each state, by a clock of its own; and over the
// engine, on a cache without a server.
#include "PreparedProfile.h"
#include "ui/models/CodeMailText.h"
#include "ui/sendas/CodeEdit.h"
#include "ui/sendas/VerificationText.h"
#include "ui/sendas/VerifyDialog.h"
#include "ui/sendas/VerifyForm.h"
#include "ui/widgets/FormRow.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QInputMethodEvent>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

namespace tributary::ui::tst_VerifyDialog {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::CodeOutcome;
using model::CodeState;
using model::VerificationPurpose;

constexpr qint64 kNow = 1'790'000'000'000;

class Form : public ::testing::Test {
  protected:
    void SetUp() override {
        auto* column = new QVBoxLayout(&m_dialog);
        column->setContentsMargins(0, 0, 0, 0);
        m_form = new VerifyForm(m_target, u"Work"_s, [this] { return m_nowMs; }, &m_dialog);
        column->addWidget(m_form);
        m_dialog.setMinimumWidth(480);
        m_dialog.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&m_dialog));
        m_code = m_form->findChild<CodeEdit*>();
    }
    model::Verification state(CodeState state) const {
        model::Verification one;
        one.target = m_target;
        one.state = state;
        one.triesLeft = model::kCodeTries;
        if (state == CodeState::Valid)
            one.expiresMs = kNow + 845'000;
        return one;
    }
    void show(const model::Verification& verification) { m_form->showState(verification, u"Work"_s); }
    void type(const QString& text) {
        m_code->selectAll();
        QTest::keyClick(m_code, Qt::Key_Delete);
        QTest::keyClicks(m_code, text);
    }
    void paste(const QString& text) {
        QGuiApplication::clipboard()->setText(text);
        m_code->selectAll();
        m_code->paste();
    }
    QPushButton* button(const char* name) { return m_form->findChild<QPushButton*>(QString::fromLatin1(name)); }
    QString problem() { return static_cast<FormRow*>(m_code->parentWidget())->error(); }
    QString left() { return m_form->findChild<QLabel*>(u"codeLeft"_s)->text(); }
    QString mail() {
        auto* banner = m_form->findChild<QWidget*>(u"codeMail"_s);
        return banner->isVisible() ? banner->accessibleName() : QString();
    }

    const model::VerificationTarget m_target{AccountId(1), u"boss@example.org"_s, VerificationPurpose::ReplyTo};
    qint64 m_nowMs = kNow;
    QDialog m_dialog;
    VerifyForm* m_form = nullptr;
    CodeEdit* m_code = nullptr;
};

TEST_F(Form, S27_saysWhereTheMailWentHowLongTheCodeIsGoodAndCountsTheTries) {
    show(state(CodeState::Valid));
    EXPECT_EQ(mail(), u"A mail with the code was sent to boss@example.org through Work."_s);
    EXPECT_EQ(left(), u"Good for another 14:05  ·  5 try(s) left"_s);
    m_nowMs += 65'000;
    m_form->tick();
    EXPECT_TRUE(left().startsWith(u"Good for another 13:00"_s)) << qPrintable(left());
    EXPECT_EQ(QApplication::focusWidget(), m_code);
}

TEST_F(Form, S27_noScreenReaderTellsEachSecond) {
    show(state(CodeState::Valid));
    auto* label = m_form->findChild<QLabel*>(u"codeLeft"_s);
    const QString before = label->accessibleName();
    EXPECT_TRUE(before.contains(u"15 minute(s)"_s) && before.contains(u"5 try(s) left"_s)) << qPrintable(before);
    m_nowMs += 3000;
    m_form->tick();
    EXPECT_EQ(label->accessibleName(), before);
    m_nowMs += 60'000;
    m_form->tick();
    EXPECT_TRUE(label->accessibleName().contains(u"14 minute(s)"_s)) << qPrintable(label->accessibleName());
}

TEST_F(Form, S27_aCodeIsTakenHoweverItIsWritten) {
    show(state(CodeState::Valid));
    const QSignalSpy typed(m_form, &VerifyForm::verifyRequested);
    for (const QString& text : {u"123456"_s, u"123 456"_s, u" 123-456\n"_s, u"１２３　４５６"_s}) {
        paste(text);
        EXPECT_EQ(m_code->text(), u"123456"_s) << qPrintable(text);
    }
    type(u"654321"_s);
    QTest::keyClick(m_code, Qt::Key_Return);
    ASSERT_EQ(typed.count(), 1);
    EXPECT_EQ(model::codeFromTyped(typed[0][0].toString()), QByteArray("654321"));
}

TEST_F(Form, S27_whatIsNoCodeIsSaidAtTheFieldAndUsesUpNoTry) {
    show(state(CodeState::Valid));
    const QSignalSpy typed(m_form, &VerifyForm::verifyRequested);
    button("verifyCode")->click();
    EXPECT_EQ(problem(), u"Type the code from the mail."_s);
    type(u"12345"_s);
    EXPECT_EQ(problem(), QString()) << "typing takes it away";
    QTest::keyClick(m_code, Qt::Key_Return);
    EXPECT_EQ(problem(), u"The code is six digits."_s);
    EXPECT_EQ(typed.count(), 0);
}

TEST_F(Form, S27_aKeyOfAnInputMethodThatComposesIsItsOwn) {
    show(state(CodeState::Valid));
    type(u"123456"_s);
    const QSignalSpy typed(m_form, &VerifyForm::verifyRequested);
    QInputMethodEvent composing(u"１"_s, {});
    QApplication::sendEvent(m_code, &composing);
    QTest::keyClick(m_code, Qt::Key_Return);
    QTest::keyClick(m_code, Qt::Key_Escape);
    EXPECT_EQ(typed.count(), 0);
    EXPECT_TRUE(m_dialog.isVisible());
    m_code->clear();
    QInputMethodEvent committed;
    committed.setCommitString(u"１２３４５６"_s);
    QApplication::sendEvent(m_code, &committed);
    EXPECT_EQ(m_code->text(), u"123456"_s);
    QTest::keyClick(m_code, Qt::Key_Return);
    EXPECT_EQ(typed.count(), 1);
}

TEST_F(Form, S27_wrongExpiredUsedUpAndNoneAreToldApartWithWhatComesNext) {
    show(state(CodeState::Valid));
    type(u"111111"_s);
    model::CodeCheck check{CodeOutcome::Wrong, state(CodeState::Valid)};
    check.now.triesLeft = 4;
    show(check.now);
    m_form->showOutcome(check);
    EXPECT_TRUE(problem().contains(u"not the code"_s)) << qPrintable(problem());
    EXPECT_TRUE(m_code->accessibleDescription().contains(u"4 try(s) left"_s)) << qPrintable(m_code->accessibleDescription());
    EXPECT_EQ(m_code->selectedText(), u"111111"_s) << "the next one is typed over it";
    EXPECT_TRUE(left().endsWith(u"4 try(s) left"_s));

    for (const auto& [outcome, then, word] : {std::tuple{CodeOutcome::UsedUp, CodeState::UsedUp, u"void"_s},
                                              {CodeOutcome::Expired, CodeState::Expired, u"expired"_s}, {CodeOutcome::None, CodeState::None, u"No code is good"_s}}) {
        check = {outcome, state(then)};
        show(check.now);
        m_form->showOutcome(check);
        EXPECT_TRUE(problem().contains(word)) << qPrintable(problem());
        EXPECT_TRUE(problem().contains(u"Send"_s)) << "and what comes next: " << qPrintable(problem());
        EXPECT_FALSE(m_code->isEnabled());
        EXPECT_FALSE(button("verifyCode")->isVisible());
        EXPECT_TRUE(button("sendCode")->isDefault());
        EXPECT_EQ(left(), QString());
        EXPECT_EQ(m_code->text(), QString()) << "it is of no use any more";
    }
}

TEST_F(Form, S27_aCodeRunsOutWhileItIsLookedAt) {
    show(state(CodeState::Valid));
    m_nowMs += 845'000;
    m_form->tick();
    EXPECT_TRUE(problem().contains(u"has expired"_s)) << qPrintable(problem());
    EXPECT_FALSE(m_code->isEnabled());
    EXPECT_TRUE(button("sendCode")->isEnabled());
    model::Verification another = state(CodeState::Valid);
    another.expiresMs = m_nowMs + 900'000;
    another.messageIdHeader = "another@example.org";
    show(another);
    EXPECT_EQ(problem(), QString()) << "that was about the one before";
    EXPECT_TRUE(m_code->isEnabled());
}

TEST_F(Form, S27_sendAgainSaysHowLongItWaits) {
    model::Verification sent = state(CodeState::Valid);
    sent.nextMailMs = kNow + 42'000;
    show(sent);
    QPushButton* send = button("sendCode");
    EXPECT_EQ(send->text(), u"Send again in 0:42"_s);
    EXPECT_FALSE(send->isEnabled());
    EXPECT_EQ(send->accessibleName(), u"Send another code"_s);
    EXPECT_TRUE(send->accessibleDescription().startsWith(u"Possible from"_s));
    m_nowMs += 42'000;
    m_form->tick();
    EXPECT_EQ(send->text(), u"&Send again"_s);
    EXPECT_TRUE(send->isEnabled());
    const QSignalSpy asked(m_form, &VerifyForm::sendRequested);
    send->click();
    EXPECT_EQ(asked.count(), 1);
    m_form->setBusy(true);
    EXPECT_FALSE(send->isEnabled()) << "not twice";
    m_form->setBusy(false);
    EXPECT_TRUE(send->isEnabled());
    sent.nextMailMs = m_nowMs + 3'000'000;
    show(sent);
    EXPECT_TRUE(send->text().startsWith(u"Send again after "_s)) << qPrintable(send->text());
}

TEST_F(Form, S27_withoutACodeOneIsOfferedAndNothingIsSentByItself) {
    const QSignalSpy asked(m_form, &VerifyForm::sendRequested);
    show(state(CodeState::None));
    EXPECT_EQ(button("sendCode")->text(), u"&Send code"_s);
    EXPECT_TRUE(button("sendCode")->isDefault());
    EXPECT_EQ(QApplication::focusWidget(), button("sendCode"));
    EXPECT_EQ(asked.count(), 0);
}

TEST_F(Form, S27_whyTheMailWaitsOrCameBackIsSaidWithTheServersWords) {
    model::Verification one = state(CodeState::Waiting);
    one.mailError = Error{ErrorKind::Auth, ErrorCode::CredentialsRejected, "535 no", {}};
    show(one);
    EXPECT_TRUE(mail().contains(u"waits to leave through Work: The user name or the password was not accepted"_s)) << qPrintable(mail());
    EXPECT_TRUE(left().startsWith(u"Good for 15 minute(s) from when"_s)) << qPrintable(left());
    one = state(CodeState::Failed);
    one.mailError = Error{ErrorKind::Refused, ErrorCode::RecipientsRefused, "550 5.1.1 no such user", {}};
    show(one);
    EXPECT_TRUE(mail().contains(u"did not arrive: The server refuses the recipients"_s)) << qPrintable(mail());
    const auto labels = m_form->findChild<QWidget*>(u"codeMail"_s)->findChildren<QLabel*>();
    EXPECT_TRUE(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) { return label->text() == u"550 5.1.1 no such user"_s; }));
    EXPECT_TRUE(button("sendCode")->isDefault());
}

TEST_F(Form, S27_aCodeThatHasComeIsFilledInByOneClick) {
    show(state(CodeState::Valid));
    auto* arrived = m_form->findChild<QWidget*>(u"codeArrived"_s);
    EXPECT_FALSE(arrived->isVisible());
    m_form->showArrived(u"424242"_s);
    EXPECT_TRUE(arrived->isVisible());
    const QSignalSpy typed(m_form, &VerifyForm::verifyRequested);
    button("fillInCode")->click();
    EXPECT_EQ(m_code->text(), u"424242"_s);
    EXPECT_FALSE(arrived->isVisible());
    EXPECT_EQ(typed.count(), 0) << "whether it is verified is the user's to say";
    QTest::keyClick(m_code, Qt::Key_Return);
    EXPECT_EQ(typed.count(), 1);
    show(state(CodeState::UsedUp));
    m_form->showArrived(u"111111"_s);
    EXPECT_FALSE(arrived->isVisible()) << "it is void";
}

TEST_F(Form, S27_onceVerifiedOnlyDoneIsLeft) {
    show(state(CodeState::Valid));
    model::CodeCheck check{CodeOutcome::Right, state(CodeState::None)};
    check.now.isProven = true;
    show(check.now);
    m_form->showOutcome(check);
    EXPECT_EQ(mail(), u"Verified. From now on mail can be sent with boss@example.org as its reply-to address."_s);
    EXPECT_FALSE(m_code->isVisible());
    EXPECT_FALSE(button("sendCode")->isVisible());
    EXPECT_FALSE(button("verifyCode")->isVisible());
    EXPECT_EQ(button("closeVerify")->text(), u"Done"_s);
    EXPECT_EQ(QApplication::focusWidget(), button("closeVerify"));
    const QSignalSpy closed(m_form, &VerifyForm::closeRequested);
    QTest::keyClick(button("closeVerify"), Qt::Key_Return);
    EXPECT_EQ(closed.count(), 1);
}

TEST_F(Form, everythingIsReachedByKeysInItsOrderAndHasAName) {
    model::Verification one = state(CodeState::Valid);
    show(one);
    m_form->showArrived(u"424242"_s);
    m_code->setFocus();
    QList<QWidget*> passed;
    for (int i = 0; i < 5; ++i) {
        passed.append(QApplication::focusWidget());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    EXPECT_EQ(passed, (QList<QWidget*>{m_code, button("sendCode"), button("closeVerify"), button("verifyCode"), button("fillInCode")}));
    for (const QWidget* widget : std::as_const(passed)) {
        const auto* shown = qobject_cast<const QPushButton*>(widget);
        EXPECT_FALSE(widget->accessibleName().isEmpty() && (!shown || shown->text().isEmpty()));
    }
}

TEST(VerificationText, S27_countdownsRoundUp) {
    EXPECT_EQ(countdownText(42'000), u"0:42"_s);
    EXPECT_EQ(countdownText(41'001), u"0:42"_s);
    EXPECT_EQ(countdownText(-5), u"0:00"_s);
    EXPECT_EQ(countdownText(845'000), u"14:05"_s);
}

TEST(CodeMailText, S26_theSubjectNamesTheAddressAndTheReasonsNameBoth) {
    const engine::CodeMailWords words = codeMailWords();
    EXPECT_TRUE(words.subject.contains(u"%1"_s));
    for (const QString& reason : {words.replyToReason, words.senderReason})
        EXPECT_TRUE(reason.contains(u"%1"_s) && reason.contains(u"%2"_s)) << qPrintable(reason);
    for (const QString& text : {words.language, words.typeIt, words.holds, words.ignore})
        EXPECT_FALSE(text.isEmpty());
}

/// Over the engine, on a cache without a server: mails wait in the outbox.
class Dialog : public ::testing::Test {
  protected:
    void SetUp() override {
        m_engine = m_profile.openEngine();
        ASSERT_NE(m_engine, nullptr);
        m_host.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&m_host));
    }
    /// The first identity of the account gets it as its reply-to.
    model::VerificationTarget replyTo(int account, const QString& address) {
        bool done = false;
        m_engine->loadIdentities(m_engine.get(), [&](const Result<QList<model::Identity>>& all) {
            for (model::Identity one : all.value_or(QList<model::Identity>())) {
                if (one.account != m_profile.account(account))
                    continue;
                one.replyTo = address;
                m_engine->updateIdentity(one, m_engine.get(), [&](const Result<std::monostate>& saved) { done = saved.has_value(); });
            }
        });
        EXPECT_TRUE(soon([&] { return done; }));
        return {m_profile.account(account), address, VerificationPurpose::ReplyTo};
    }
    PreparedProfile m_profile;
    std::shared_ptr<engine::Engine> m_engine;
    QWidget m_host;
};

TEST_F(Dialog, S27_thereIsOneOfAnAddressHoweverManyAskForIt) {
    const model::VerificationTarget target = replyTo(0, u"boss@example.org"_s), another = replyTo(1, u"boss@example.org"_s);
    QPointer<VerifyDialog> first = VerifyDialog::openFor(*m_engine, target, &m_host);
    EXPECT_TRUE(first->isVisible());
    QWidget other;
    model::VerificationTarget same = target;
    same.address = u"BOSS@example.org"_s;
    EXPECT_EQ(VerifyDialog::openFor(*m_engine, same, &other), first);
    QTest::qWait(100); // what they ask the engine
    EXPECT_TRUE(first && first->isVisible());
    QPointer<VerifyDialog> second = VerifyDialog::openFor(*m_engine, another, &m_host);
    EXPECT_NE(second, first);
    delete second;
    first->reject();
    EXPECT_TRUE(soon([&] { return first.isNull(); }));
}

} // namespace
} // namespace tributary::ui::tst_VerifyDialog
