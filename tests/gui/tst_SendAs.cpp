// SPDX-License-Identifier: GPL-3.0-or-later
// Settings for sending (S3, S20, S26): the addresses to send as, their signatures, and how messages are written. On a cache without a
// server: each is a choice of the user's alone.
#include "PreparedProfile.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/sendas/IdentityText.h"
#include "ui/sendas/SendAsPage.h"
#include "ui/sendas/SignaturesPage.h"
#include "ui/sendas/SignatureText.h"
#include "ui/settings/Preferences.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/widgets/FormRow.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTest>
#include <QToolButton>

#include <algorithm>

namespace tributary::ui::tst_SendAs {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::Proof;

/// The first visible widget of that name, in any window.
template <typename T> T* seen(const char* name) {
    for (QWidget* top : QApplication::topLevelWidgets()) {
        for (T* found : top->findChildren<T*>(QString::fromLatin1(name))) {
            if (found->isVisible())
                return found;
        }
    }
    return nullptr;
}

void press(const char* name) {
    auto* button = seen<QAbstractButton>(name);
    ASSERT_NE(button, nullptr) << name;
    button->click();
}

void retype(const char* name, const QString& text) {
    auto* edit = seen<QLineEdit>(name);
    ASSERT_NE(edit, nullptr) << name;
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_Delete);
    QTest::keyClicks(edit, text);
}

QDialog* dialog() {
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (top->objectName() == u"identityDialog"_s && top->isVisible())
            return qobject_cast<QDialog*>(top);
    }
    return nullptr;
}

QDialog* verifyDialog() {
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (top->objectName() == u"verifyDialog"_s && top->isVisible())
            return qobject_cast<QDialog*>(top);
    }
    return nullptr;
}

QString errorAt(const char* field) {
    auto* edit = seen<QLineEdit>(field);
    auto* row = edit ? qobject_cast<FormRow*>(edit->parentWidget()) : nullptr;
    return row ? row->error() : QString();
}

QString wordsIn(const QWidget& widget) {
    QStringList words;
    for (const QLabel* label : widget.findChildren<QLabel*>()) {
        if (label->isVisible())
            words.append(label->text());
    }
    return words.join(u'\n');
}

class Sending : public ::testing::Test {
  protected:
    void SetUp() override {
        m_engine = m_profile.openEngine();
        ASSERT_NE(m_engine, nullptr);
    }
    void showPage(std::unique_ptr<QWidget> page) {
        m_page = std::move(page);
        m_page->resize(600, 560);
        m_page->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_page.get()));
    }
    QList<model::Identity> identities() {
        QList<model::Identity> all;
        bool answered = false;
        m_engine->loadIdentities(m_engine.get(), [&](const Result<QList<model::Identity>>& loaded) {
            answered = true;
            EXPECT_TRUE(loaded);
            all = loaded.value_or(QList<model::Identity>());
        });
        EXPECT_TRUE(soon([&] { return answered; }));
        return all;
    }
    model::Identity identity(const QString& address) {
        for (const model::Identity& one : identities()) {
            if (one.address == address)
                return one;
        }
        return {};
    }
    IdentityId add(int account, const QString& address) {
        model::Identity one;
        one.account = m_profile.account(account);
        one.address = address;
        IdentityId id;
        m_engine->addIdentity(one, m_engine.get(), [&](const Result<IdentityId>& added) { id = added.value_or(IdentityId()); });
        EXPECT_TRUE(soon([&] { return id.isValid(); }));
        return id;
    }
    void update(const model::Identity& one) {
        bool done = false;
        m_engine->updateIdentity(one, m_engine.get(), [&](const Result<std::monostate>& saved) { done = saved.has_value(); });
        EXPECT_TRUE(soon([&] { return done; }));
    }
    PreparedProfile m_profile;
    std::shared_ptr<engine::Engine> m_engine;
    std::unique_ptr<QWidget> m_page;
};

class SendAs : public Sending {
  protected:
    void SetUp() override {
        Sending::SetUp();
        ASSERT_NO_FATAL_FAILURE(showPage(std::make_unique<SendAsPage>(*m_engine)));
        ASSERT_TRUE(waitForRows(2));
    }
    QWidget* row(const QString& address) {
        const model::Identity one = identity(address);
        return m_page->findChild<QWidget*>(u"identity:%1"_s.arg(one.id.value));
    }
    bool waitForRows(int count) {
        return soon([&] {
            int visible = 0;
            for (const QLabel* state : m_page->findChildren<QLabel*>(u"identityState"_s))
                visible += state->isVisible() ? 1 : 0;
            return visible == count;
        });
    }
    QToolButton* button(const QString& address, const char* name) { return row(address)->findChild<QToolButton*>(QString::fromLatin1(name)); }
};

TEST_F(SendAs, S3_eachAddressSaysWhoseItIsAndHowFarItIsProven) {
    ASSERT_NE(row(u"ann@work.example"_s), nullptr);
    const QString words = wordsIn(*row(u"ann@work.example"_s));
    EXPECT_TRUE(words.contains(u"ann@work.example"_s));
    EXPECT_TRUE(words.contains(u"Work"_s));
    EXPECT_TRUE(words.contains(u"Verified: your account's own address"_s)) << qPrintable(words);
    EXPECT_EQ(button(u"ann@work.example"_s, "makeDefault")->accessibleName(), u"ann@work.example is the default address"_s);
    EXPECT_TRUE(wordsIn(*row(u"ann@home.example"_s)).contains(u"Home"_s));
}

TEST_F(SendAs, S3_anAddressIsAddedToTheChosenAccount) {
    press("addIdentity");
    ASSERT_NE(dialog(), nullptr);
    auto* account = seen<QComboBox>("identityAccount");
    account->setCurrentIndex(account->findData(m_profile.account(1).value));
    retype("identityAddress", u" sales@example.org"_s);
    retype("identityName", u"Sales  desk"_s);
    press("saveIdentity");
    ASSERT_TRUE(soon([] { return dialog() == nullptr; }));
    ASSERT_TRUE(waitForRows(3));
    const model::Identity added = identity(u"sales@example.org"_s);
    EXPECT_EQ(added.account, m_profile.account(1));
    EXPECT_EQ(added.displayName, u"Sales desk"_s);
    EXPECT_FALSE(added.isDefault);
    const QString words = wordsIn(*row(added.address));
    EXPECT_TRUE(words.contains(u"Sales desk"_s) && words.contains(u"Home"_s));
    EXPECT_TRUE(words.contains(u"Not verified"_s)) << qPrintable(words);
    EXPECT_TRUE(words.contains(u"Your server decides"_s)) << "through its own server it is not held: " << qPrintable(words);
}

TEST_F(SendAs, S3_whatIsNoAddressIsToldAtItsField) {
    press("addIdentity");
    press("saveIdentity");
    EXPECT_EQ(errorAt("identityAddress"), u"Enter an address."_s);
    retype("identityAddress", u"sales example"_s);
    press("saveIdentity");
    EXPECT_EQ(errorAt("identityAddress"), u"This is not an e-mail address."_s);
    retype("identityAddress", u"sales@example.org"_s);
    EXPECT_EQ(errorAt("identityAddress"), QString()) << "typing takes the error away";
    retype("identityReplyTo", u"nobody@"_s);
    press("saveIdentity");
    EXPECT_EQ(errorAt("identityReplyTo"), u"This is not an e-mail address."_s);
    EXPECT_EQ(errorAt("identityAddress"), QString());
    ASSERT_NE(dialog(), nullptr) << "it stays open";
    EXPECT_EQ(identities().size(), 2);
    dialog()->reject();
}

TEST_F(SendAs, S26_anotherReplyToIsEditedAndSaidToHoldTheMail) {
    button(u"ann@work.example"_s, "editIdentity")->click();
    ASSERT_NE(dialog(), nullptr);
    EXPECT_FALSE(seen<QComboBox>("identityAccount")->isEnabled()) << "an address stays with its account";
    EXPECT_EQ(seen<QLineEdit>("identityAddress")->text(), u"ann@work.example"_s);
    retype("identityName", u"Ann Example"_s);
    retype("identityReplyTo", u"ann@home.example"_s);
    EXPECT_TRUE(wordsIn(*dialog()).contains(u"The address of one of your accounts."_s));
    retype("identityReplyTo", u"boss@example.org"_s);
    EXPECT_TRUE(wordsIn(*dialog()).contains(u"a code is mailed to it"_s)) << "it is said before it is saved";
    press("saveIdentity");
    ASSERT_TRUE(soon([] { return dialog() == nullptr; }));
    ASSERT_TRUE(soon([] { return verifyDialog() != nullptr; })) << "the code is asked for without being looked for";
    verifyDialog()->reject();
    ASSERT_TRUE(soon([&] { return wordsIn(*row(u"ann@work.example"_s)).contains(u"Replies go to boss@example.org"_s); }));
    const QString words = wordsIn(*row(u"ann@work.example"_s));
    EXPECT_TRUE(words.contains(u"Ann Example"_s));
    EXPECT_TRUE(words.contains(u"Nothing is sent as this address until boss@example.org is verified."_s)) << qPrintable(words);
    EXPECT_EQ(identity(u"ann@work.example"_s).replyToProof, Proof::Unproven);
}

TEST_F(SendAs, S27_theVerifyIconStandsOnlyWhereSomethingIsToBeProven) {
    model::Identity work = identity(u"ann@work.example"_s);
    work.replyTo = u"boss@example.org"_s;
    work.signatureText = u"Ann\nExample Inc."_s;
    update(work);
    ASSERT_TRUE(soon([&] { return button(work.address, "verifyIdentity")->isVisible(); }));
    EXPECT_FALSE(button(u"ann@home.example"_s, "verifyIdentity")->isVisible());
    EXPECT_EQ(button(work.address, "verifyIdentity")->accessibleName(), u"Verify boss@example.org"_s);
    EXPECT_TRUE(button(work.address, "verifyIdentity")->toolTip().contains(u"boss@example.org"_s));
    const QString words = wordsIn(*row(work.address));
    EXPECT_TRUE(words.contains(u"Reply-to address not verified"_s)) << qPrintable(words);
    EXPECT_TRUE(words.contains(u"Signature: Ann"_s)) << qPrintable(words);
    EXPECT_TRUE(wordsIn(*row(u"ann@home.example"_s)).contains(u"No signature"_s));
    QTest::keyClick(button(work.address, "verifyIdentity"), Qt::Key_Space);
    ASSERT_NE(verifyDialog(), nullptr);
    EXPECT_TRUE(wordsIn(*verifyDialog()).contains(u"boss@example.org"_s));
    verifyDialog()->reject();
}

TEST_F(SendAs, S27_whatIsEditedWithoutAnotherAddressAsksForNoCode) {
    model::Identity work = identity(u"ann@work.example"_s);
    work.replyTo = u"boss@example.org"_s;
    update(work);
    ASSERT_TRUE(soon([&] { return button(work.address, "verifyIdentity")->isVisible(); }));
    button(work.address, "editIdentity")->click();
    retype("identityName", u"Ann"_s);
    press("saveIdentity");
    ASSERT_TRUE(soon([] { return dialog() == nullptr; }));
    ASSERT_TRUE(soon([&] { return wordsIn(*row(work.address)).contains(u"Ann  ·  Work"_s); }));
    QTest::qWait(100); // in which one would open
    EXPECT_EQ(verifyDialog(), nullptr);
}

TEST_F(SendAs, S26_whyMailIsHeldIsReadWholeHoweverManyRowsThereAre) {
    for (int i = 0; i < 4; ++i) {
        model::Identity one = identity(u"ann@work.example"_s);
        one.replyTo = i == 0 ? u"boss@example.org"_s : QString();
        one.address = u"desk%1@example.org"_s.arg(i);
        m_engine->addIdentity(one, m_engine.get(), [](const Result<IdentityId>& added) { EXPECT_TRUE(added); });
    }
    ASSERT_TRUE(waitForRows(6));
    auto* held = seen<QLabel>("identityHeld");
    ASSERT_NE(held, nullptr);
    const auto lines = [&] { return held->height() / held->fontMetrics().lineSpacing(); };
    EXPECT_TRUE(soon([&] { return held->height() >= held->heightForWidth(held->width()) && lines() <= 3; })) << held->height() << " high";
}

TEST_F(SendAs, S3_theLastAddressOfAnAccountStays) {
    button(u"ann@work.example"_s, "removeIdentity")->click();
    auto* banner = seen<QWidget>("sendAsBanner");
    ASSERT_NE(banner, nullptr);
    EXPECT_TRUE(wordsIn(*banner).contains(u"the last address of Work"_s)) << qPrintable(wordsIn(*banner));
    EXPECT_EQ(seen<QPushButton>("confirmRemoveIdentity"), nullptr) << "nothing is asked in vain";
    EXPECT_EQ(identities().size(), 2);
}

TEST_F(SendAs, S3_anAddressIsRemovedAfterAQuestionAndItsRowGoes) {
    add(0, u"sales@example.org"_s);
    ASSERT_TRUE(waitForRows(3));
    button(u"ann@work.example"_s, "removeIdentity")->click();
    ASSERT_NE(seen<QPushButton>("confirmRemoveIdentity"), nullptr);
    EXPECT_EQ(identities().size(), 3) << "not before the answer";
    press("confirmRemoveIdentity");
    ASSERT_TRUE(waitForRows(2));
    EXPECT_FALSE(identity(u"ann@work.example"_s).id.isValid());
    EXPECT_TRUE(identity(u"sales@example.org"_s).isDefault) << "the account keeps a default";
}

TEST_F(SendAs, S3_theDefaultMovesByTheStarAndByTheDialog) {
    add(0, u"sales@example.org"_s);
    ASSERT_TRUE(waitForRows(3));
    button(u"sales@example.org"_s, "makeDefault")->click();
    ASSERT_TRUE(soon([&] { return button(u"sales@example.org"_s, "makeDefault")->accessibleName() == u"sales@example.org is the default address"_s; }));
    EXPECT_EQ(button(u"ann@work.example"_s, "makeDefault")->accessibleName(), u"Make ann@work.example the default address"_s);
    EXPECT_TRUE(identity(u"ann@home.example"_s).isDefault) << "the other account's is not concerned";
    button(u"ann@work.example"_s, "editIdentity")->click();
    EXPECT_TRUE(seen<QCheckBox>("identityDefault")->isEnabled());
    seen<QCheckBox>("identityDefault")->click();
    press("saveIdentity");
    ASSERT_TRUE(soon([&] { return identity(u"ann@work.example"_s).isDefault; }));
    EXPECT_FALSE(identity(u"sales@example.org"_s).isDefault);
    ASSERT_TRUE(soon([&] { return button(u"ann@work.example"_s, "makeDefault")->accessibleName().endsWith(u"is the default address"_s); }));
    button(u"ann@work.example"_s, "editIdentity")->click();
    EXPECT_FALSE(seen<QCheckBox>("identityDefault")->isEnabled()) << "an account is never without";
    dialog()->reject();
}

TEST_F(SendAs, everyButtonHasANameAToolTipAndAKey) {
    ASSERT_NE(row(u"ann@work.example"_s), nullptr);
    const QList<QToolButton*> buttons = row(u"ann@work.example"_s)->findChildren<QToolButton*>();
    EXPECT_EQ(buttons.size(), 4);
    EXPECT_FALSE(button(u"ann@work.example"_s, "verifyIdentity")->isVisible()) << "there is nothing to prove";
    for (const QToolButton* one : buttons) {
        if (!one->isVisible())
            continue;
        EXPECT_FALSE(one->toolTip().isEmpty()) << qPrintable(one->objectName());
        EXPECT_TRUE(one->accessibleName().contains(u"ann@work.example"_s)) << qPrintable(one->accessibleName());
        EXPECT_TRUE(one->focusPolicy() & Qt::TabFocus);
    }
    QTest::keyClick(button(u"ann@work.example"_s, "editIdentity"), Qt::Key_Space);
    ASSERT_NE(dialog(), nullptr);
    dialog()->reject();
}

TEST(IdentityText, S20_whatHoldsTheMailFollowsServerAndProofs) {
    model::Account work, home;
    work.id = AccountId(1);
    work.email = u"ann@work.example"_s;
    work.outgoing.host = u"smtp.work.example"_s;
    home.id = AccountId(2);
    home.email = u"ann@home.example"_s;
    home.relay = work.id;
    model::Identity typed;
    typed.account = work.id;
    typed.address = u"sales@example.org"_s;
    const auto settled = [&] { return withExpectedProofs(typed, {}, {work, home}); };
    EXPECT_EQ(settled().addressProof, Proof::Unproven);
    EXPECT_EQ(holdingAddress(settled(), {work, home}), QString()) << "its own server decides";
    typed.replyTo = u"ANN@home.example"_s;
    EXPECT_EQ(settled().replyToProof, Proof::Unproven) << "an account's address that nothing has proven proves nothing";
    typed.account = home.id;
    typed.replyTo = u"ANN@work.example"_s;
    EXPECT_EQ(settled().replyToProof, Proof::Own) << "an account's address that its sign-in has proven is the user's";
    typed.account = work.id;
    typed.replyTo = u"boss@example.org"_s;
    EXPECT_EQ(holdingAddress(settled(), {work, home}), u"boss@example.org"_s);
    typed.replyTo.clear();
    typed.account = home.id;
    EXPECT_EQ(holdingAddress(settled(), {work, home}), u"sales@example.org"_s) << "another account's server cannot know";
    typed.address = home.email;
    EXPECT_EQ(holdingAddress(settled(), {work, home}), u"ann@home.example"_s) << "not even its own";
    model::Identity known = typed;
    known.addressProof = Proof::Verified;
    EXPECT_EQ(holdingAddress(withExpectedProofs(typed, known, {work, home}), {work, home}), QString());
    typed.address = u"shop@example.org"_s;
    EXPECT_EQ(withExpectedProofs(typed, known, {work, home}).addressProof, Proof::Unproven) << "another address is another matter";
}

class Signatures : public Sending {
  protected:
    void open() {
        ASSERT_NO_FATAL_FAILURE(showPage(std::make_unique<SignaturesPage>(*m_engine)));
        m_choice = m_page->findChild<QComboBox*>(u"signatureIdentity"_s);
        m_editor = m_page->findChild<QPlainTextEdit*>(u"signatureText"_s);
        ASSERT_TRUE(soon([&] { return m_choice->count() == identities().size(); }));
    }
    void choose(const QString& address) {
        const int at = m_choice->findData(identity(address).id.value);
        ASSERT_GE(at, 0);
        m_choice->setCurrentIndex(at);
        Q_EMIT m_choice->activated(at); // as a click does
    }
    QLabel* preview() { return m_page->findChild<QLabel*>(u"signaturePreview"_s); }
    QComboBox* m_choice = nullptr;
    QPlainTextEdit* m_editor = nullptr;
};

TEST_F(Signatures, S3_whatIsTypedIsSavedByItselfAndReadBack) {
    ASSERT_NO_FATAL_FAILURE(open());
    m_editor->setFocus();
    QTest::keyClicks(m_editor, u"Ann <Work>"_s);
    QTest::keyClick(m_editor, Qt::Key_Return);
    QTest::keyClicks(m_editor, u"https://work.example"_s);
    EXPECT_EQ(identity(u"ann@work.example"_s).signatureText, QString()) << "not while it is being typed";
    ASSERT_TRUE(soon([&] { return !identity(u"ann@work.example"_s).signatureText.isEmpty(); }));
    const model::Identity saved = identity(u"ann@work.example"_s);
    EXPECT_EQ(saved.signatureText, u"Ann <Work>\nhttps://work.example"_s);
    EXPECT_TRUE(saved.signatureHtml.startsWith(u"Ann &lt;Work&gt;<br>"_s)) << qPrintable(saved.signatureHtml);
    EXPECT_TRUE(saved.signatureHtml.contains(u"<a href=\"https://work.example"_s)) << qPrintable(saved.signatureHtml);
    EXPECT_TRUE(preview()->text().contains(u"&lt;Work&gt;"_s));
    ASSERT_NO_FATAL_FAILURE(open()); // another page, from the store
    ASSERT_TRUE(soon([&] { return m_editor->toPlainText() == saved.signatureText; }));
}

TEST_F(Signatures, S3_leavingSavesAtOnce) {
    ASSERT_NO_FATAL_FAILURE(open());
    QTest::keyClicks(m_editor, u"Ann at work"_s);
    choose(u"ann@home.example"_s);
    EXPECT_EQ(identity(u"ann@work.example"_s).signatureText, u"Ann at work"_s) << "the other address was chosen";
    EXPECT_EQ(m_editor->toPlainText(), QString());
    QTest::keyClicks(m_editor, u"Ann at home"_s);
    m_page->hide();
    EXPECT_EQ(identity(u"ann@home.example"_s).signatureText, u"Ann at home"_s) << "the page was left";
    EXPECT_EQ(identity(u"ann@work.example"_s).signatureText, u"Ann at work"_s);
}

TEST_F(Signatures, S3_aChangeElsewhereNeverTakesAwayWhatIsBeingTyped) {
    ASSERT_NO_FATAL_FAILURE(open());
    QTest::keyClicks(m_editor, u"Half a wo"_s);
    add(1, u"sales@example.org"_s);
    ASSERT_TRUE(soon([&] { return m_choice->count() == 3; }));
    EXPECT_EQ(m_editor->toPlainText(), u"Half a wo"_s);
    EXPECT_EQ(m_choice->currentData().toLongLong(), identity(u"ann@work.example"_s).id.value);
}

TEST_F(Signatures, S3_theSwitchAboveTheQuotationIsKeptAndShown) {
    model::Identity work = identity(u"ann@work.example"_s);
    work.signatureText = u"Ann"_s;
    work.signatureHtml = u"<b>Ann</b>"_s;
    update(work);
    ASSERT_NO_FATAL_FAILURE(open());
    const auto below = [&] {
        const auto labels = m_page->findChildren<QLabel*>();
        const auto quote = std::find_if(labels.begin(), labels.end(), [](const QLabel* one) { return one->text() == u"The message that you answer."_s; });
        return preview()->mapTo(m_page.get(), QPoint()).y() > (*quote)->mapTo(m_page.get(), QPoint()).y();
    };
    ASSERT_TRUE(soon([&] { return preview()->isVisible(); }));
    EXPECT_TRUE(soon(below));
    press("signatureAbove");
    EXPECT_TRUE(soon([&] { return !below(); }));
    ASSERT_TRUE(soon([&] { return identity(u"ann@work.example"_s).signatureAboveQuote; }));
    EXPECT_EQ(identity(u"ann@work.example"_s).signatureHtml, u"<b>Ann</b>"_s) << "the words were not touched";
    EXPECT_FALSE(identity(u"ann@home.example"_s).signatureAboveQuote);
}

TEST_F(Signatures, S3_oneForAllAddressesOfTheAccountAndBack) {
    add(0, u"sales@example.org"_s);
    model::Identity sales = identity(u"sales@example.org"_s);
    sales.signatureText = sales.signatureHtml = u"Sales"_s;
    update(sales);
    ASSERT_NO_FATAL_FAILURE(open());
    choose(u"ann@work.example"_s);
    QTest::keyClicks(m_editor, u"Example Inc."_s);
    press("signatureForAll");
    EXPECT_EQ(identity(u"sales@example.org"_s).signatureText, u"Example Inc."_s);
    EXPECT_EQ(identity(u"ann@work.example"_s).signatureText, u"Example Inc."_s);
    EXPECT_EQ(identity(u"ann@home.example"_s).signatureText, QString()) << "of another account";
    press("undoForAll");
    EXPECT_EQ(identity(u"sales@example.org"_s).signatureText, u"Sales"_s);
    EXPECT_EQ(identity(u"ann@work.example"_s).signatureText, u"Example Inc."_s) << "what was typed stays";
    choose(u"ann@home.example"_s);
    EXPECT_FALSE(seen<QPushButton>("signatureForAll")->isEnabled()) << "it has no other address";
}

TEST(SignatureText, RFC3676_theDelimiterAndBlanksAtTheEndAreNotPartOfIt) {
    EXPECT_EQ(signatureText(u"-- \nAnn\n\n  "_s), u"Ann"_s);
    EXPECT_EQ(signatureText(u"--\r\nAnn\r\nInc."_s), u"Ann\nInc."_s);
    EXPECT_EQ(signatureText(u"-- Ann"_s), u"-- Ann"_s) << "only a line of its own is one";
    EXPECT_EQ(signatureText(u"-- "_s), QString());
    EXPECT_EQ(signatureHtml({}), QString());
}

class WritingSettings : public Sending {
  protected:
    void SetUp() override {
        Sending::SetUp();
        m_preferences = std::make_unique<Preferences>(m_directory.path());
        m_dialog = new SettingsDialog(*m_engine, *m_preferences);
        m_dialog->open();
        auto* titles = m_dialog->findChild<QListWidget*>();
        titles->setCurrentItem(titles->findItems(u"Writing"_s, Qt::MatchExactly).value(0));
    }
    void TearDown() override { delete m_dialog; }
    QTemporaryDir m_directory;
    std::unique_ptr<Preferences> m_preferences;
    SettingsDialog* m_dialog = nullptr;
};

TEST_F(WritingSettings, S3_eachChoiceIsKeptAtOnceAndTold) {
    EXPECT_EQ(m_preferences->writing(), ComposerOptions());
    const QSignalSpy told(m_dialog, &SettingsDialog::writingChanged);
    auto* seconds = seen<QSpinBox>("writingUndo");
    ASSERT_NE(seconds, nullptr);
    EXPECT_EQ(seconds->value(), 10);
    EXPECT_EQ(seconds->minimum(), 0);
    EXPECT_EQ(seconds->maximum(), 60);
    seconds->setValue(25);
    EXPECT_EQ(m_preferences->writing().undoSeconds, 25);
    auto* form = seen<QComboBox>("writingForm");
    form->setCurrentIndex(form->findData(false));
    Q_EMIT form->activated(form->currentIndex());
    EXPECT_FALSE(m_preferences->writing().html);
    press("writingSubject");
    EXPECT_FALSE(m_preferences->writing().checkSubject);
    EXPECT_TRUE(m_preferences->writing().checkAttachments);
    press("writingAttachments");
    EXPECT_FALSE(m_preferences->writing().checkAttachments);
    EXPECT_EQ(told.count(), 4);
}

TEST_F(WritingSettings, S3_theLanguagesThatAComposerChoseMeanwhileStay) {
    ComposerOptions options = m_preferences->writing();
    options.spelling = {u"de_DE"_s, u"en_US"_s};
    m_preferences->setWriting(options);
    press("writingSubject");
    EXPECT_EQ(m_preferences->writing().spelling, options.spelling);
}

TEST_F(Sending, theSettingsOfTheWindowHaveTheirPagesInOrder) {
    MainWindow window(m_engine, {});
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    for (QAction* action : window.findChildren<QAction*>()) {
        if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_Comma))
            action->trigger();
    }
    auto* settings = window.findChild<SettingsDialog*>();
    ASSERT_NE(settings, nullptr);
    auto* titles = settings->findChild<QListWidget*>();
    QStringList names;
    for (int i = 0; i < titles->count(); ++i)
        names.append(titles->item(i)->text());
    EXPECT_EQ(names, (QStringList{u"Mail accounts"_s, u"Send mail as"_s, u"Signatures"_s, u"Filters"_s, u"Vacation reply"_s, u"Reading"_s, u"Writing"_s, u"Storage"_s, u"Advanced"_s}));
    titles->setCurrentRow(1);
    EXPECT_NE(seen<QPushButton>("addIdentity"), nullptr);
    titles->setCurrentRow(2);
    EXPECT_TRUE(soon([] { return seen<QPlainTextEdit>("signatureText") != nullptr; }));
    EXPECT_EQ(seen<QPushButton>("addIdentity"), nullptr) << "one page at a time";
    titles->setCurrentRow(6);
    EXPECT_NE(seen<QSpinBox>("writingUndo"), nullptr);
}

} // namespace
} // namespace tributary::ui::tst_SendAs
