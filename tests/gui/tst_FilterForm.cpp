// SPDX-License-Identifier: GPL-3.0-or-later
// The form of a filter (S5): what it is given is what it gives back, whatever the fields; what is wrong stands at its place; the keyboard
// is never lost. Without an engine.
#include "ui/models/FilterText.h"
#include "ui/rules/ActionRow.h"
#include "ui/rules/ConditionRow.h"
#include "ui/rules/FilterForm.h"
#include "ui/rules/FilterRow.h"
#include "ui/rules/MailboxChoice.h"
#include "ui/rules/MessageTable.h"
#include "ui/rules/ScriptDialog.h"
#include "ui/rules/SieveBanner.h"
#include "ui/style/Theme.h"
#include "ui/widgets/RoleLabel.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>

namespace tributary::ui::tst_FilterForm {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::FilterField;
using model::FilterTest;
using model::FilterVerb;

model::Mailbox mailbox(const QString& name, qint64 id) {
    model::Mailbox made;
    made.id = MailboxId(id);
    made.name = name;
    if (name == u"INBOX"_s)
        made.specialUse = model::SpecialUse::Inbox;
    return made;
}

FilterPlaces places() {
    return {{mailbox(u"INBOX"_s, 1), mailbox(u"Work"_s, 2), mailbox(u"Work/会議"_s, 3)}, {u"me@home.example"_s}, {u"me@work.example"_s, u"me@home.example"_s}};
}

model::Filter everything() {
    model::Filter filter;
    filter.id = FilterId(3);
    filter.account = AccountId(2);
    filter.name = u"Everything"_s;
    filter.enabled = false;
    filter.sinceMs = 1234;
    filter.join = model::FilterJoin::Any;
    filter.actions = {{FilterVerb::Move, u"Work/会議"_s}, {FilterVerb::Copy, u"Gone/Away"_s}, {FilterVerb::Flag, {}}, {FilterVerb::Label, u"todo"_s}, {FilterVerb::MarkRead, {}},
                      {FilterVerb::Junk, {}}, {FilterVerb::Delete, {}}, {FilterVerb::Forward, u"me@home.example"_s}, {FilterVerb::Stop, {}}};
    for (const FilterField field : filterFields()) {
        for (const TestChoice& choice : testChoices(field)) {
            model::FilterCondition one{field, choice.test, choice.negated, {}, u"日本 <b>&x</b>"_s};
            if (field == FilterField::Header)
                one.header = u"X-Thing"_s;
            if (field == FilterField::Size)
                one.value = u"1500001"_s;
            if (field == FilterField::Age)
                one.value = u"30"_s;
            if (field == FilterField::Date)
                one.value = u"2026-02-28"_s;
            if (choice.test == FilterTest::Exists)
                one.value.clear();
            filter.conditions.append(one);
        }
    }
    return filter;
}

class FilterFormTest : public ::testing::Test {
  protected:
    template <typename T> QList<T*> all(const char* name) { return m_form.findChildren<T*>(QString::fromLatin1(name)); }
    const Theme m_theme{*qApp, SchemeChoice::Light};
    FilterForm m_form;
};

TEST_F(FilterFormTest, givesBackWhatItWasGiven) {
    const model::Filter filter = everything();
    m_form.setFilter(filter);
    EXPECT_EQ(m_form.filter(), filter);
    m_form.setPlaces(places()); // they come later, and change nothing
    EXPECT_EQ(m_form.filter(), filter);
}

TEST_F(FilterFormTest, sizesKeepTheirBytesWhateverTheUnit) {
    model::Filter filter;
    filter.name = u"Sizes"_s;
    for (const char* bytes : {"0", "1", "1023", "1024", "1048576", "5242880", "1073741824", "1500001"})
        filter.conditions.append({FilterField::Size, FilterTest::Above, false, {}, QString::fromLatin1(bytes)});
    m_form.setFilter(filter);
    EXPECT_EQ(m_form.filter().conditions, filter.conditions);
}

TEST_F(FilterFormTest, settingAFilterIsNoChangeOfTheUsers) {
    const QSignalSpy changed(&m_form, &FilterForm::changed);
    m_form.setFilter(everything());
    m_form.setPlaces(places());
    EXPECT_EQ(changed.count(), 0);
}

TEST_F(FilterFormTest, typingTellsAndProposesAName) {
    model::Filter filter;
    filter.conditions = {{}};
    filter.actions = {{}};
    m_form.setFilter(filter);
    m_form.setPlaces(places());
    const QSignalSpy changed(&m_form, &FilterForm::changed);
    QTest::keyClicks(all<QLineEdit>("conditionText").constFirst(), u"boss"_s);
    EXPECT_EQ(changed.count(), 4);
    EXPECT_EQ(m_form.filter().name, u"From contains “boss”"_s);
    EXPECT_EQ(m_form.filter().conditions.constFirst().value, u"boss"_s);
}

TEST_F(FilterFormTest, aChosenFieldOffersOnlyTestsThatFit) {
    model::Filter filter;
    filter.conditions = {{}};
    m_form.setFilter(filter);
    auto* field = all<QComboBox>("conditionField").constFirst();
    for (const FilterField one : filterFields()) {
        field->setCurrentIndex(field->findData(static_cast<int>(one)));
        EXPECT_EQ(all<QComboBox>("conditionTest").constFirst()->count(), testChoices(one).size()) << qPrintable(fieldTitle(one));
        EXPECT_EQ(m_form.filter().conditions.constFirst().field, one);
    }
}

TEST_F(FilterFormTest, rowsComeAndGo) {
    model::Filter filter;
    filter.conditions = {{FilterField::From, FilterTest::Contains, false, {}, u"a"_s}, {FilterField::Subject, FilterTest::Is, false, {}, u"b"_s}};
    filter.actions = {{FilterVerb::Flag, {}}};
    m_form.setFilter(filter);
    all<QToolButton>("removeCondition").constFirst()->click();
    ASSERT_EQ(m_form.filter().conditions.size(), 1);
    EXPECT_EQ(m_form.filter().conditions.constFirst().value, u"b"_s);
    all<QPushButton>("addCondition").constFirst()->click();
    all<QPushButton>("addAction").constFirst()->click();
    EXPECT_EQ(m_form.filter().conditions.size(), 2);
    EXPECT_EQ(m_form.filter().actions.size(), 2);
}

TEST_F(FilterFormTest, aSuggestionCountsOnlyWhenItIsTicked) {
    model::Filter filter;
    filter.conditions = {{FilterField::From, FilterTest::Contains, false, {}, u"a"_s}};
    m_form.setFilter(filter);
    const model::FilterCondition subject{FilterField::Subject, FilterTest::Contains, false, {}, u"R&D"_s};
    m_form.setSuggestion(subject);
    EXPECT_EQ(m_form.filter().conditions.size(), 1);
    auto* tick = all<QCheckBox>("suggestedCondition").constFirst();
    EXPECT_TRUE(tick->text().contains(u"R&&D"_s)); // no mnemonic
    tick->click();
    ASSERT_EQ(m_form.filter().conditions.size(), 2);
    EXPECT_EQ(m_form.filter().conditions.constLast(), subject);
}

TEST_F(FilterFormTest, whatIsWrongStandsAtItsPlaceAndWhatIsMissingWaits) {
    model::Filter filter;
    filter.conditions = {{FilterField::From, FilterTest::Contains, false, {}, {}}, {FilterField::Subject, FilterTest::Expression, false, {}, u"(("_s}};
    filter.actions = {{FilterVerb::Move, {}}, {FilterVerb::Label, u"two words"_s}};
    m_form.setFilter(filter);
    m_form.showProblems(rules::checkFilter(m_form.filter()));
    const QList<RoleLabel*> conditions = all<RoleLabel>("conditionError"), actions = all<RoleLabel>("actionError");
    ASSERT_EQ(conditions.size(), 2);
    ASSERT_EQ(actions.size(), 2);
    EXPECT_TRUE(conditions[0]->isHidden()); // not typed yet
    EXPECT_FALSE(conditions[1]->isHidden());
    EXPECT_TRUE(actions[0]->isHidden());
    EXPECT_FALSE(actions[1]->isHidden());
    m_form.showMissing();
    EXPECT_FALSE(conditions[0]->isHidden());
    EXPECT_FALSE(actions[0]->isHidden());
    m_form.showProblems({});
    EXPECT_TRUE(conditions[1]->isHidden() && actions[1]->isHidden());
}

TEST_F(FilterFormTest, everyControlHasAName) {
    m_form.setFilter(everything());
    m_form.setPlaces(places());
    for (const QWidget* one : m_form.findChildren<QWidget*>()) {
        if (one->focusPolicy() == Qt::NoFocus || one->objectName().startsWith(u"qt_"_s) || qobject_cast<const QLineEdit*>(one) == nullptr)
            continue;
        const bool isPart = qobject_cast<const QComboBox*>(one->parentWidget()) || one->parentWidget()->inherits("QAbstractSpinBox");
        EXPECT_TRUE(isPart || !one->accessibleName().isEmpty()) << qPrintable(one->objectName());
    }
}

TEST(MailboxChoice, oneThatIsGoneStaysAndSaysSo) {
    const Theme theme(*qApp, SchemeChoice::Light);
    MailboxChoice choice;
    choice.setName(u"Old/Place"_s);
    EXPECT_EQ(choice.name(), u"Old/Place"_s);
    choice.setMailboxes(places().mailboxes);
    EXPECT_EQ(choice.name(), u"Old/Place"_s);
    EXPECT_TRUE(choice.currentText().contains(u"not there"_s));
    choice.setName(u"inbox"_s);
    EXPECT_EQ(choice.name(), u"INBOX"_s);
    EXPECT_EQ(choice.currentText(), u"Inbox"_s);
}

TEST(FilterRow, keysDoWhatTheButtonsDo) {
    const Theme theme(*qApp, SchemeChoice::Light);
    FilterRow row;
    engine::ListedFilter listed{everything()};
    row.show(listed, 1, 3);
    const QSignalSpy edited(&row, &FilterRow::editRequested), removed(&row, &FilterRow::removeRequested), moved(&row, &FilterRow::moveRequested), on(&row, &FilterRow::enabledChosen);
    EXPECT_EQ(on.count(), 0); // showing is no choice
    QTest::keyClick(&row, Qt::Key_Return);
    QTest::keyClick(&row, Qt::Key_Delete);
    QTest::keyClick(&row, Qt::Key_Up, Qt::AltModifier);
    QTest::keyClick(&row, Qt::Key_Space);
    EXPECT_EQ(edited.count(), 1);
    EXPECT_EQ(removed.count(), 1);
    ASSERT_EQ(moved.count(), 1);
    EXPECT_EQ(moved[0][0].toInt(), -1);
    ASSERT_EQ(on.count(), 1);
    EXPECT_TRUE(on[0][0].toBool());
    EXPECT_TRUE(row.accessibleName().startsWith(u"Everything, 2 of 3"_s)) << qPrintable(row.accessibleName());
}

TEST(MessageTable, linesThatStayAreNotMoved) {
    const Theme theme(*qApp, SchemeChoice::Light);
    MessageTable table(u"Mailbox"_s);
    const auto line = [](qint64 id) {
        model::MessageSummary summary;
        summary.id = MessageId(id);
        summary.subject = u"<b>%1</b>"_s.arg(id);
        return MessageLine{summary, u"INBOX"_s};
    };
    table.setLines({line(1), line(2)});
    const QSignalSpy reset(&table.messageLines(), &QAbstractItemModel::modelReset), inserted(&table.messageLines(), &QAbstractItemModel::rowsInserted);
    table.setLines({line(1), line(2), line(3)});
    EXPECT_EQ(reset.count(), 0);
    EXPECT_EQ(inserted.count(), 1);
    table.setLines({line(9)});
    EXPECT_EQ(reset.count(), 1);
    EXPECT_EQ(table.messageLines().rowCount(), 1);
    const QModelIndex subject = table.messageLines().index(0, MessageLines::Subject);
    EXPECT_EQ(subject.data().toString(), u"<b>9</b>"_s);
    EXPECT_FALSE(subject.data(Qt::ToolTipRole).toString().contains(u'<')); // nobody's markup
}

TEST(ScriptDialog, bothTextsStandThereAndOneIsChosen) {
    const Theme theme(*qApp, SchemeChoice::Light);
    engine::ScriptConflict conflict;
    conflict.script = u"roundcube"_s;
    conflict.theirs = u"keep;\n"_s;
    conflict.ours = u"# ours\ndiscard;\n"_s;
    QPointer<ScriptDialog> dialog = new ScriptDialog(conflict, false);
    EXPECT_EQ(dialog->findChild<QPlainTextEdit*>(u"theirScript"_s)->toPlainText(), conflict.theirs);
    EXPECT_EQ(dialog->findChild<QPlainTextEdit*>(u"ourScript"_s)->toPlainText(), conflict.ours);
    QList<engine::ScriptChoice> chosen;
    QObject::connect(dialog, &ScriptDialog::chosen, dialog, [&](engine::ScriptChoice choice) { chosen.append(choice); });
    dialog->open();
    dialog->findChild<QPushButton*>(u"keepTheirScript"_s)->click();
    EXPECT_EQ(chosen, QList{engine::ScriptChoice::KeepTheirs});
    delete dialog;
}

TEST(ScriptDialog, S6_lockedItCanOnlyBeRead) {
    const ScriptDialog dialog(engine::ScriptConflict{engine::ScriptConflict::Kind::EditedElsewhere, u"tributary"_s, u"keep;"_s, u"discard;"_s}, true);
    for (const char* name : {"keepTheirScript", "useOurScript"}) {
        const auto* button = dialog.findChild<QPushButton*>(QString::fromLatin1(name));
        ASSERT_NE(button, nullptr) << name;
        EXPECT_FALSE(button->isEnabled()) << name;
        EXPECT_FALSE(button->accessibleDescription().isEmpty()) << "and it says why";
    }
}

TEST(ScriptDialog, theRefusedLineIsMarked) {
    const Theme theme(*qApp, SchemeChoice::Light);
    engine::ScriptRefusal refusal;
    refusal.line = 3;
    refusal.script = u"one\ntwo\nthree\nfour\n"_s;
    refusal.error.serverText = "line 3: unknown command \"three\"";
    ScriptDialog dialog(refusal);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    const auto* text = dialog.findChild<QPlainTextEdit*>(u"refusedScript"_s);
    ASSERT_EQ(text->extraSelections().size(), 1);
    EXPECT_EQ(text->extraSelections()[0].cursor.block().text(), u"three"_s);
    EXPECT_TRUE(SieveBanner::refusalText(refusal).contains(u"line 3"_s));
}

} // namespace
} // namespace tributary::ui::tst_FilterForm
