// SPDX-License-Identifier: GPL-3.0-or-later
// Filters and vacation replies in the real window (S4, S5), on a cache without a server: they are made, tried, saved, moved, removed and put
// back; one is made from a message; a reply is turned on, told over the window, and turned off there.
#include "PreparedProfile.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/mainwindow/RulesCommands.h"
#include "ui/messagelist/MessageRowsView.h"
#include "ui/mailboxtree/MailboxTree.h"
#include "ui/models/MailboxTreeModel.h"
#include "ui/rules/FilterDialog.h"
#include "ui/rules/FilterRow.h"
#include "ui/rules/FiltersPage.h"
#include "ui/rules/MailboxChoice.h"
#include "ui/rules/MessageTable.h"
#include "ui/rules/PlacementBadge.h"
#include "ui/rules/VacationBanner.h"
#include "ui/rules/VacationPage.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/LineButton.h"
#include "ui/widgets/ManagedMark.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Switch.h"
#include "ui/widgets/Toast.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTextEdit>
#include <QToolButton>

#include <algorithm>

namespace tributary::ui::tst_FiltersInWindow {
namespace {

using namespace Qt::Literals::StringLiterals;
using model::FilterField;
using model::FilterTest;
using model::FilterVerb;

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

QWidget* windowNamed(const char* name) {
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (top->objectName() == QLatin1StringView(name) && top->isVisible())
            return top;
    }
    return nullptr;
}

void press(const char* name) {
    ASSERT_TRUE(soon([&] { return seen<QAbstractButton>(name) && seen<QAbstractButton>(name)->isEnabled(); })) << name;
    seen<QAbstractButton>(name)->click();
}

/// A text field of a vacation reply, without formats.
class PlainField : public RichTextField {
  public:
    explicit PlainField(QWidget* owner) : RichTextField(owner), m_edit(new QTextEdit(this)) {
        m_edit->setObjectName(u"reply"_s);
        connect(m_edit, &QTextEdit::textChanged, this, &RichTextField::changed);
    }
    void setContent(const QString&, const QString& text) override { m_edit->setPlainText(text); }
    QString html() const override { return {}; }
    QString text() const override { return m_edit->toPlainText(); }

  private:
    QTextEdit* m_edit;
};

class FiltersInWindow : public ::testing::Test {
  protected:
    void open(int messages) {
        m_profile.fill(m_profile.mailbox(0, u"INBOX"_s), messages);
        m_engine = m_profile.openEngine();
        ASSERT_NE(m_engine, nullptr);
    }
    void openPage() {
        m_page = std::make_unique<FiltersPage>(*m_engine);
        m_page->resize(620, 560);
        m_page->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_page.get()));
        m_page->showAccount(m_profile.account(0));
    }
    void openVacation() {
        m_vacation = std::make_unique<VacationPage>(*m_engine, [](QWidget* parent) -> RichTextField* { return new PlainField(parent); });
        m_vacation->resize(640, 600);
        m_vacation->show();
        m_vacation->showAccount(m_profile.account(0));
    }
    void openWindow() {
        m_window = std::make_unique<MainWindow>(m_engine, QList<DemoAccount>());
        m_window->resize(1280, 800);
        m_window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void save(const QString& name, const QString& subject) {
        model::Filter filter;
        filter.account = m_profile.account(0);
        filter.name = name;
        filter.conditions = {{FilterField::Subject, FilterTest::Contains, false, {}, subject}};
        filter.actions = {{FilterVerb::Move, u"Projects"_s}};
        bool done = false;
        m_engine->filters().saveFilter(filter, m_engine.get(), [&](const Result<FilterId>& id) { done = id.has_value(); });
        ASSERT_TRUE(soon([&] { return done; }));
    }
    /// Of the page, from top to bottom.
    [[nodiscard]] QList<FilterRow*> rows() const {
        QList<FilterRow*> found;
        for (FilterRow* one : m_page->findChildren<FilterRow*>()) {
            if (!one->isHidden())
                found.append(one);
        }
        std::sort(found.begin(), found.end(), [](const FilterRow* a, const FilterRow* b) { return a->y() < b->y(); });
        return found;
    }
    [[nodiscard]] QStringList names() const {
        QStringList found;
        for (const FilterRow* one : rows())
            found.append(one->listed().filter.name);
        return found;
    }
    void TearDown() override {
        m_window.reset();
        m_page.reset();
        m_vacation.reset();
        m_engine.reset();
    }

    PreparedProfile m_profile;
    std::shared_ptr<engine::Engine> m_engine;
    std::unique_ptr<FiltersPage> m_page;
    std::unique_ptr<VacationPage> m_vacation;
    std::unique_ptr<MainWindow> m_window;
};

TEST_F(FiltersInWindow, S5_aFilterIsTriedWhileItIsTypedAndThenSaved) {
    ASSERT_NO_FATAL_FAILURE(open(12));
    ASSERT_NO_FATAL_FAILURE(openPage());
    ASSERT_TRUE(soon([&] { return seen<EmptyState>("filtersEmpty") && m_page->findChild<FilterRow*>() == nullptr; }));
    press("newFilter");
    ASSERT_TRUE(soon([&] { return windowNamed("filterDialog") != nullptr; }));
    auto* field = seen<QComboBox>("conditionField");
    field->setCurrentIndex(field->findData(static_cast<int>(FilterField::Subject)));
    QTest::keyClicks(seen<QLineEdit>("conditionText"), u"message 1"_s);
    ASSERT_TRUE(soon([&] { return seen<RoleLabel>("trialCount")->text() == u"Would have taken 4 of 12 messages"_s; })) << qPrintable(seen<RoleLabel>("trialCount")->text()); // 1, 10, 11, 12
    EXPECT_EQ(seen<MessageTable>("trialTable")->messageLines().rowCount(), 4);
    press("saveFilter"); // nowhere to move to yet
    ASSERT_TRUE(soon([&] { return seen<RoleLabel>("actionError") != nullptr; }));
    auto* mailbox = seen<MailboxChoice>("actionMailbox");
    ASSERT_TRUE(soon([&] { return mailbox->findData(u"Projects"_s) > 0; }));
    EXPECT_EQ(seen<RoleLabel>("draftPlacement"), nullptr) << "it cannot run yet";
    mailbox->setCurrentIndex(mailbox->findData(u"Projects"_s));
    ASSERT_TRUE(soon([&] { return seen<RoleLabel>("draftPlacement") != nullptr; }));
    EXPECT_EQ(seen<RoleLabel>("draftPlacement")->text(), u"Will run on this computer for now. The server has not been asked yet whether it can do this."_s);
    press("saveFilter");
    ASSERT_TRUE(soon([&] { return windowNamed("filterDialog") == nullptr && rows().size() == 1; }));
    EXPECT_EQ(rows()[0]->findChild<QLabel*>(u"filterLine"_s)->text(), u"Subject contains “message 1” → move to Projects"_s);
    EXPECT_EQ(rows()[0]->findChild<QLabel*>(u"filterReason"_s)->text(), u"The server has not been asked yet whether it can do this."_s);
}

TEST_F(FiltersInWindow, S5_theOrderIsMovedByKeysAndWhatIsRemovedComesBackToItsPlace) {
    ASSERT_NO_FATAL_FAILURE(open(1));
    for (const QString& name : {u"one"_s, u"two"_s, u"three"_s})
        ASSERT_NO_FATAL_FAILURE(save(name, name));
    ASSERT_NO_FATAL_FAILURE(openPage());
    ASSERT_TRUE(soon([&] { return names() == (QStringList{u"one"_s, u"two"_s, u"three"_s}); }));
    QTest::keyClick(rows()[2], Qt::Key_Up, Qt::AltModifier);
    ASSERT_TRUE(soon([&] { return names() == (QStringList{u"one"_s, u"three"_s, u"two"_s}); }));
    const model::Filter removed = rows()[1]->listed().filter;
    QTest::keyClick(rows()[1], Qt::Key_Delete);
    ASSERT_TRUE(soon([&] { return names() == (QStringList{u"one"_s, u"two"_s}); }));
    ASSERT_TRUE(soon([&] { return seen<Toast>("filtersToast") != nullptr; }));
    press("toastAction");
    ASSERT_TRUE(soon([&] { return names() == (QStringList{u"one"_s, u"three"_s, u"two"_s}); })) << qPrintable(names().join(u' '));
    EXPECT_EQ(rows()[1]->listed().filter, removed) << "the same one, with its id and since when";
}

TEST_F(FiltersInWindow, S6_lockedPagesAreToBeLookedAtOnly) {
    ASSERT_NO_FATAL_FAILURE(open(1));
    ASSERT_NO_FATAL_FAILURE(save(u"one"_s, u"one"_s));
    ASSERT_NO_FATAL_FAILURE(save(u"two"_s, u"two"_s));
    m_engine.reset();
    const QString directory = m_profile.close();
    QFile policy(directory + u"/policy.json"_s);
    ASSERT_TRUE(policy.open(QIODevice::WriteOnly));
    policy.write(R"({"LockedSettings": ["filters", "vacation"]})");
    policy.close();
    m_engine = openFilledProfile(directory);
    ASSERT_NE(m_engine, nullptr);
    ASSERT_NO_FATAL_FAILURE(openPage());
    ASSERT_TRUE(soon([&] { return rows().size() == 2; }));
    EXPECT_NE(m_page->findChild<ManagedMark*>(), nullptr);
    for (const char* name : {"newFilter", "importFromThunderbird", "sieveWanted"})
        EXPECT_FALSE(m_page->findChild<QAbstractButton*>(QString::fromLatin1(name))->isEnabled()) << name;
    for (const char* name : {"filterEnabled", "copyFilter", "removeFilter"})
        EXPECT_FALSE(rows()[0]->findChild<QAbstractButton*>(QString::fromLatin1(name))->isEnabled()) << name;
    EXPECT_TRUE(rows()[0]->findChild<QToolButton*>(u"applyFilter"_s)->isEnabled());
    QTest::keyClick(rows()[0], Qt::Key_Space);
    QTest::keyClick(rows()[1], Qt::Key_Up, Qt::AltModifier);
    QTest::keyClick(rows()[0], Qt::Key_Delete);
    QTest::keyClick(rows()[0], Qt::Key_Return);
    ASSERT_TRUE(soon([&] { return windowNamed("filterDialog") != nullptr; }));
    EXPECT_NE(windowNamed("filterDialog")->findChild<ManagedMark*>(), nullptr);
    ASSERT_TRUE(soon([&] { return seen<RoleLabel>("draftPlacement") != nullptr; })); // all that is asked for has been answered
    EXPECT_FALSE(seen<QLineEdit>("filterName")->isEnabled());
    EXPECT_FALSE(seen<QPushButton>("saveFilter")->isEnabled());
    EXPECT_EQ(names(), (QStringList{u"one"_s, u"two"_s}));
    EXPECT_TRUE(rows()[0]->listed().filter.enabled);
    EXPECT_FALSE(m_page->findChild<Banner*>(u"filtersBanner"_s)->isVisible()) << "nothing was tried and refused";
    openVacation();
    ASSERT_TRUE(soon([&] { return !m_vacation->findChild<PlacementBadge*>()->text().isEmpty(); })); // it is loaded
    EXPECT_NE(m_vacation->findChild<ManagedMark*>(), nullptr);
    EXPECT_FALSE(m_vacation->findChild<QTextEdit*>(u"reply"_s)->isEnabled());
    EXPECT_FALSE(m_vacation->findChild<Switch*>(u"vacationOn"_s)->isEnabled());
}

TEST_F(FiltersInWindow, S5_theSwitchTurnsOneOffAndACopyComesTurnedOff) {
    ASSERT_NO_FATAL_FAILURE(open(1));
    ASSERT_NO_FATAL_FAILURE(save(u"one"_s, u"one"_s));
    ASSERT_NO_FATAL_FAILURE(openPage());
    ASSERT_TRUE(soon([&] { return rows().size() == 1; }));
    rows()[0]->findChild<Switch*>(u"filterEnabled"_s)->click();
    ASSERT_TRUE(soon([&] { return !rows()[0]->listed().filter.enabled; }));
    rows()[0]->findChild<QToolButton*>(u"copyFilter"_s)->click();
    ASSERT_TRUE(soon([&] { return rows().size() == 2; }));
    EXPECT_EQ(names()[1], u"one (copy)"_s);
    EXPECT_FALSE(rows()[1]->listed().filter.enabled);
}

TEST_F(FiltersInWindow, S5_applyNowMovesWhatIsThereSaysWhyAndIsUndone) {
    ASSERT_NO_FATAL_FAILURE(open(3));
    ASSERT_NO_FATAL_FAILURE(save(u"Third"_s, u"Message 3"_s));
    ASSERT_NO_FATAL_FAILURE(openPage());
    ASSERT_TRUE(soon([&] { return rows().size() == 1; }));
    rows()[0]->findChild<QToolButton*>(u"applyFilter"_s)->click();
    press("applyFilters"); // the inbox is ticked
    ASSERT_TRUE(soon([&] { return seen<Toast>("filtersToast") && seen<Toast>("filtersToast")->text().startsWith(u"1 message"_s); }));
    ASSERT_NO_FATAL_FAILURE(openWindow());
    auto* tree = m_window->findChild<MailboxTree*>(u"mailboxTree"_s);
    auto* model = qobject_cast<MailboxTreeModel*>(tree->model());
    const auto projects = [&] { return model->mailboxIndex(m_profile.mailbox(0, u"Projects"_s)); };
    ASSERT_TRUE(soon([&] { return projects().isValid(); }));
    tree->setCurrentIndex(projects());
    auto* list = m_window->findChild<MessageRowsView*>(u"messageList"_s);
    ASSERT_TRUE(soon([&] { return list->model()->rowCount() == 1; }));
    list->setCurrentIndex(list->model()->index(0, 0));
    auto* why = m_window->findChild<LineButton*>(u"whyMoved"_s);
    ASSERT_TRUE(soon([&] { return why->isVisible(); }));
    EXPECT_TRUE(why->line().startsWith(u"Moved to Projects when you applied your filter “Third”"_s)) << qPrintable(why->line());
    why->click();
    ASSERT_TRUE(soon([&] { return windowNamed("filterDialog") != nullptr; }));
    EXPECT_EQ(seen<QLineEdit>("filterName")->text(), u"Third"_s);
}

TEST_F(FiltersInWindow, S5_aFilterIsMadeFromAMessage) {
    ASSERT_NO_FATAL_FAILURE(open(3));
    ASSERT_NO_FATAL_FAILURE(openWindow());
    auto* tree = m_window->findChild<MailboxTree*>(u"mailboxTree"_s);
    auto* model = qobject_cast<MailboxTreeModel*>(tree->model());
    const auto inbox = [&] { return model->mailboxIndex(m_profile.mailbox(0, u"INBOX"_s)); };
    ASSERT_TRUE(soon([&] { return inbox().isValid(); }));
    tree->setCurrentIndex(inbox());
    auto* list = m_window->findChild<MessageRowsView*>(u"messageList"_s);
    ASSERT_TRUE(soon([&] { return list->model()->rowCount() == 3; }));
    list->setCurrentIndex(list->model()->index(0, 0));
    auto* like = m_window->findChild<QAction*>(u"filterLike"_s);
    ASSERT_TRUE(soon([&] { return like->isEnabled(); }));
    like->trigger();
    ASSERT_TRUE(soon([&] { return windowNamed("filterDialog") != nullptr; }));
    EXPECT_EQ(seen<QLineEdit>("conditionText")->text(), u"jane@sender.example"_s);
    auto* suggested = seen<QCheckBox>("suggestedCondition");
    ASSERT_NE(suggested, nullptr);
    EXPECT_FALSE(suggested->isChecked());
    ASSERT_TRUE(soon([&] { return seen<RoleLabel>("trialCount")->text() == u"Would have taken 3 of 3 messages"_s; })) << qPrintable(seen<RoleLabel>("trialCount")->text());
    suggested->click();
    ASSERT_TRUE(soon([&] { return seen<RoleLabel>("trialCount")->text() == u"Would have taken 1 of 3 messages"_s; }));
}

TEST_F(FiltersInWindow, S4_aReplyIsTurnedOnToldOverTheWindowAndTurnedOffThere) {
    ASSERT_NO_FATAL_FAILURE(open(3));
    ASSERT_NO_FATAL_FAILURE(openWindow());
    openVacation();
    auto* on = m_vacation->findChild<Switch*>(u"vacationOn"_s);
    ASSERT_TRUE(soon([&] { return on->isEnabled(); }));
    on->click(); // without a text it stays off and says why
    EXPECT_FALSE(on->isChecked());
    m_vacation->findChild<QTextEdit*>(u"reply"_s)->setPlainText(u"I am away."_s);
    on->click();
    ASSERT_TRUE(soon([&] { return m_window->findChild<VacationBanner*>()->isVisible(); }));
    EXPECT_EQ(m_window->findChild<VacationBanner*>()->accessibleName(), u"Vacation reply is on for Work"_s);
    m_window->findChild<QPushButton*>(u"turnVacationOff"_s)->click();
    ASSERT_TRUE(soon([&] { return !m_window->findChild<VacationBanner*>()->isVisible(); }));
    ASSERT_TRUE(soon([&] { return !on->isChecked(); }));
}

} // namespace
} // namespace tributary::ui::tst_FiltersInWindow
