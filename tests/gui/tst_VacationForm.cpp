// SPDX-License-Identifier: GPL-3.0-or-later
// The form of a vacation reply (S4): what it is given is what it gives back, in any time zone; what is wrong stands at its field.
#include "ui/rules/VacationForm.h"
#include "ui/rules/VacationWhen.h"
#include "ui/style/Theme.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/RoleLabel.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QCheckBox>
#include <QDateTime>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTimeZone>
#include <QToolButton>
#include <QVBoxLayout>

namespace tributary::ui::tst_VacationForm {
namespace {

using namespace Qt::Literals::StringLiterals;
using engine::VacationFault;

/// Keeps the HTML as long as the text is not touched.
class PlainField : public RichTextField {
  public:
    explicit PlainField(QWidget* parent) : RichTextField(parent), m_edit(new QPlainTextEdit(this)) {
        auto* column = new QVBoxLayout(this);
        column->addWidget(m_edit);
        connect(m_edit, &QPlainTextEdit::textChanged, this, &RichTextField::changed);
    }
    void setContent(const QString& html, const QString& text) override {
        m_html = html;
        m_edit->setPlainText(text);
    }
    QString html() const override { return m_html; }
    QString text() const override { return m_edit->toPlainText(); }

  private:
    QPlainTextEdit* m_edit;
    QString m_html;
};

model::Vacation vacation() {
    model::Vacation made;
    made.account = AccountId(4);
    made.on = true;
    made.subject = u"不在のお知らせ"_s;
    made.reply = {u"I am away."_s, u"<p>I am <b>away</b>.</p>"_s};
    made.insideReply = model::VacationText{u"Ask Bob."_s, {}};
    made.fromMs = QDateTime(QDate(2026, 11, 28), QTime(9, 0), QTimeZone("Asia/Tokyo")).toMSecsSinceEpoch();
    made.untilMs = QDateTime(QDate(2026, 12, 3), QTime(18, 30), QTimeZone("Asia/Tokyo")).toMSecsSinceEpoch();
    made.timeZone = "Asia/Tokyo";
    made.weekdays = {1, 2, 3, 4, 5};
    made.hoursFrom = QTime(18, 0);
    made.hoursUntil = QTime(8, 0);
    made.audience = model::VacationAudience::Known;
    made.exceptions = {u"boss@work.example"_s, u"@list.example"_s};
    made.intervalDays = 7;
    return made;
}

class VacationFormTest : public ::testing::Test {
  protected:
    template <typename T> T* child(const char* name) { return m_form.findChild<T*>(QString::fromLatin1(name)); }
    const Theme m_theme{*qApp, SchemeChoice::Light};
    VacationForm m_form{[](QWidget* parent) -> RichTextField* { return new PlainField(parent); }};
};

TEST_F(VacationFormTest, givesBackWhatItWasGivenInAnyZone) {
    for (const char* zone : {"", "Asia/Tokyo", "America/New_York", "Pacific/Kiritimati"}) {
        model::Vacation given = vacation();
        given.timeZone = zone;
        m_form.setVacation(given, u"work.example"_s);
        EXPECT_EQ(m_form.vacation(), given) << zone;
    }
    const model::Vacation fresh;
    m_form.setVacation(fresh, {});
    EXPECT_EQ(m_form.vacation(), fresh);
}

TEST_F(VacationFormTest, anHourThatTheClocksSkipHereIsKeptForAnotherZone) {
    model::Vacation given = vacation();
    given.timeZone = "Asia/Tokyo";
    given.fromMs = QDateTime(QDate(2027, 3, 28), QTime(2, 30), QTimeZone("Asia/Tokyo")).toMSecsSinceEpoch(); // not there in much of Europe
    given.untilMs.reset();
    m_form.setVacation(given, {});
    EXPECT_EQ(m_form.vacation().fromMs, given.fromMs);
}

TEST_F(VacationFormTest, showingIsNoChangeAndTypingIs) {
    const QSignalSpy changed(&m_form, &VacationForm::changed);
    m_form.setVacation(vacation(), u"work.example"_s);
    EXPECT_EQ(changed.count(), 0);
    QTest::keyClicks(child<QLineEdit>("vacationSubject"), u"!"_s);
    EXPECT_EQ(changed.count(), 1);
    EXPECT_EQ(m_form.vacation().subject, u"不在のお知らせ!"_s);
}

TEST_F(VacationFormTest, theLastDayStays) {
    model::Vacation given = vacation();
    given.weekdays = {3};
    m_form.setVacation(given, {});
    child<QToolButton>("vacationDay3")->click();
    EXPECT_EQ(m_form.vacation().weekdays, QList{3});
    child<QToolButton>("vacationDay1")->click();
    EXPECT_EQ(m_form.vacation().weekdays, (QList{1, 3}));
}

TEST_F(VacationFormTest, exceptionsAreSplitHoweverTheyAreTyped) {
    m_form.setVacation({}, {});
    child<QLineEdit>("vacationExceptions")->setText(u" a@x.example;@y.example,\ta@x.example b@z.example、c@z.example "_s);
    EXPECT_EQ(m_form.vacation().exceptions, (QStringList{u"a@x.example"_s, u"@y.example"_s, u"b@z.example"_s, u"c@z.example"_s}));
}

TEST_F(VacationFormTest, withoutTheTickThereIsNoTextForTheOwnDomain) {
    m_form.setVacation(vacation(), u"work.example"_s);
    auto* tick = child<QCheckBox>("vacationHasInside");
    EXPECT_TRUE(tick->isChecked() && tick->text().contains(u"work.example"_s));
    tick->click();
    EXPECT_FALSE(m_form.vacation().insideReply.has_value());
}

TEST_F(VacationFormTest, whatIsWrongStandsAtItsField) {
    m_form.setVacation(vacation(), {});
    m_form.showProblems({{VacationFault::BadException, u"nobody"_s}, {VacationFault::EndsBeforeItBegins, {}}});
    auto* row = qobject_cast<FormRow*>(child<QLineEdit>("vacationExceptions")->parentWidget());
    ASSERT_NE(row, nullptr);
    EXPECT_TRUE(row->error().contains(u"nobody"_s));
    EXPECT_FALSE(child<RoleLabel>("vacationWhenError")->isHidden());
    m_form.showProblems({});
    EXPECT_TRUE(row->error().isEmpty() && child<RoleLabel>("vacationWhenError")->isHidden());
}

} // namespace
} // namespace tributary::ui::tst_VacationForm
