// SPDX-License-Identifier: GPL-3.0-or-later
#include "Soon.h"
#include "ui/style/Theme.h"
#include "ui/widgets/Avatar.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/Chip.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/FormRow.h"
#include "ui/widgets/PasswordEdit.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Spinner.h"
#include "ui/widgets/StageList.h"
#include "ui/widgets/Switch.h"
#include "ui/widgets/Toast.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <gtest/gtest.h>

namespace tributary::ui::tst_Widgets {
namespace {

class Widgets : public ::testing::Test {
  protected:
    Theme theme{*qApp, SchemeChoice::Light};

    static void showAndWait(QWidget& widget) {
        widget.show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(&widget));
    }
    static QPushButton* buttonSaying(QWidget& widget, const QString& text) {
        const auto buttons = widget.findChildren<QPushButton*>();
        for (QPushButton* button : buttons) {
            if (button->text() == text) {
                return button;
            }
        }
        return nullptr;
    }
};

TEST(Initials, AreFirstAndLastWord) {
    EXPECT_EQ(initialsOf(QStringLiteral("Alice van Brown")), QStringLiteral("AB"));
    EXPECT_EQ(initialsOf(QStringLiteral("bob")), QStringLiteral("B"));
    EXPECT_EQ(initialsOf(QStringLiteral("\"Eve\" (Sales)")), QStringLiteral("ES"));
    EXPECT_EQ(initialsOf(QString::fromUtf8("山田 太郎")), QString::fromUtf8("山"));
    EXPECT_EQ(initialsOf(QStringLiteral("dave@example.org")), QStringLiteral("D"));
    EXPECT_EQ(initialsOf(QString()), QStringLiteral("?"));
    EXPECT_EQ(initialsOf(QStringLiteral("--- !!")), QStringLiteral("?"));
}

TEST_F(Widgets, SwitchIsACheckBoxToKeyboardAndReader) {
    Switch control(QStringLiteral("Notify"));
    showAndWait(control);
    EXPECT_TRUE((control.focusPolicy() & Qt::TabFocus) != 0);
    QTest::keyClick(&control, Qt::Key_Space);
    EXPECT_TRUE(control.isChecked());
    QTest::mouseClick(&control, Qt::LeftButton, {}, QPoint(5, control.height() / 2));
    EXPECT_FALSE(control.isChecked());
    QAccessibleInterface* reader = QAccessible::queryAccessibleInterface(&control);
    ASSERT_NE(reader, nullptr);
    EXPECT_EQ(reader->role(), QAccessible::CheckBox);
    EXPECT_EQ(reader->text(QAccessible::Name), QStringLiteral("Notify"));
}

TEST_F(Widgets, AWheelOverAFieldIsThePagesAndLeavesTheFieldAsItIs) {
    QWidget page;
    auto* rows = new QVBoxLayout(&page);
    auto* combo = new QComboBox;
    combo->addItems({QStringLiteral("Its own server"), QStringLiteral("The server of another account")});
    auto* spin = new QSpinBox;
    rows->addWidget(combo);
    rows->addWidget(spin);
    showAndWait(page);
    for (QWidget* field : {static_cast<QWidget*>(combo), static_cast<QWidget*>(spin)}) {
        EXPECT_EQ(field->focusPolicy(), Qt::StrongFocus) << "scrolling takes no focus";
        field->setFocus();
        const QPointF at(field->rect().center());
        QWheelEvent wheel(at, field->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(field, &wheel);
        EXPECT_FALSE(wheel.isAccepted()) << "Qt hands it on to the page";
    }
    EXPECT_EQ(combo->currentIndex(), 0);
    EXPECT_EQ(spin->value(), 0);
}

TEST_F(Widgets, LabelFollowsTheScheme) {
    RoleLabel label(QStringLiteral("text"), ColorRole::Secondary);
    EXPECT_EQ(label.palette().color(QPalette::WindowText), Tokens::current().secondaryText);
    theme.setChoice(SchemeChoice::Dark);
    EXPECT_EQ(label.palette().color(QPalette::WindowText), Tokens::current().secondaryText);
    EXPECT_EQ(label.textFormat(), Qt::PlainText);
}

TEST_F(Widgets, ElidedLabelShortensOnlyWhenItMust) {
    ElidedLabel label(QStringLiteral("A rather long line that does not fit"));
    label.resize(1000, 20);
    EXPECT_FALSE(label.isElided());
    label.resize(60, 20);
    EXPECT_TRUE(label.isElided());
}

TEST_F(Widgets, BannerFoldsTheServersWords) {
    Banner banner(BannerKind::Error, QStringLiteral("Sign-in failed"));
    banner.setServerWords(QStringLiteral("NO <b>wrong</b>"));
    showAndWait(banner);
    RoleLabel* words = nullptr;
    const auto labels = banner.findChildren<RoleLabel*>();
    for (RoleLabel* label : labels) {
        words = label->text().startsWith(QLatin1String("NO")) ? label : words;
    }
    ASSERT_NE(words, nullptr);
    EXPECT_FALSE(words->isVisible());
    QPushButton* more = buttonSaying(banner, QStringLiteral("Details"));
    ASSERT_NE(more, nullptr);
    QTest::keyClick(more, Qt::Key_Space);
    EXPECT_TRUE(words->isVisible());
    EXPECT_TRUE(banner.isUnfolded());
    EXPECT_EQ(words->textFormat(), Qt::PlainText) << "what a server says is no markup";
}

TEST_F(Widgets, BannerActionsAndClose) {
    Banner banner(BannerKind::Info, QStringLiteral("Blocked"));
    QPushButton* action = banner.addAction(QStringLiteral("Show"));
    banner.setClosable(true);
    showAndWait(banner);
    int clicks = 0;
    QObject::connect(action, &QPushButton::clicked, &banner, [&] { ++clicks; });
    QTest::mouseClick(action, Qt::LeftButton);
    EXPECT_EQ(clicks, 1);
    QSignalSpy closed(&banner, &Banner::closed);
    auto* cross = banner.findChild<QToolButton*>();
    EXPECT_FALSE(cross->accessibleName().isEmpty());
    QTest::mouseClick(cross, Qt::LeftButton);
    EXPECT_EQ(closed.count(), 1);
    EXPECT_FALSE(banner.isVisible());
}

TEST_F(Widgets, EmptyStateOffersItsAction) {
    EmptyState state;
    state.setContent(QStringLiteral("inbox"), QStringLiteral("Nothing here"), {}, QStringLiteral("Look now"));
    QSignalSpy spy(&state, &EmptyState::actionTriggered);
    buttonSaying(state, QStringLiteral("Look now"))->click();
    EXPECT_EQ(spy.count(), 1);
    EXPECT_EQ(state.accessibleName(), QStringLiteral("Nothing here"));
}

TEST_F(Widgets, ToastActsOnceAndSitsInItsHost) {
    QWidget host;
    host.resize(600, 400);
    showAndWait(host);
    Toast toast(&host);
    int undone = 0;
    QSignalSpy dismissed(&toast, &Toast::dismissed);
    toast.showText(QStringLiteral("Archived"), QStringLiteral("Undo"), [&] { ++undone; });
    EXPECT_TRUE(toast.isVisible());
    buttonSaying(toast, QStringLiteral("Undo"))->click();
    EXPECT_EQ(undone, 1);
    EXPECT_FALSE(toast.isVisible());
    EXPECT_EQ(dismissed.count(), 0);
    toast.showText(QStringLiteral("Deleted"), QStringLiteral("Undo"), [&] { ++undone; });
    toast.showText(QStringLiteral("Moved"), QStringLiteral("Undo"), [&] { undone += 10; });
    EXPECT_EQ(dismissed.count(), 1) << "the first can no longer be undone here";
    buttonSaying(toast, QStringLiteral("Undo"))->click();
    EXPECT_EQ(undone, 11);
    toast.showText(QStringLiteral("x"), {}, {}, 10);
    EXPECT_TRUE(soon([&] { return !toast.isVisible(); }));
    host.resize(300, 200);
    toast.showText(QStringLiteral("A sentence far too long for a window as narrow as this one is"));
    EXPECT_TRUE(host.rect().contains(toast.geometry().adjusted(8, 8, -8, -20)));
}

TEST_F(Widgets, ToastStandsOnABarWhileItShows) {
    QWidget host;
    host.resize(600, 400);
    QWidget bar(&host);
    bar.setGeometry(0, 340, 600, 60);
    showAndWait(host);
    Toast toast(&host);
    toast.standOn(&bar);
    toast.showText(QStringLiteral("Archived"));
    const auto covered = [&] { return toast.geometry().intersects(bar.geometry()); };
    EXPECT_TRUE(soon([&] { return !covered(); })) << "after it has risen";
    bar.hide();
    EXPECT_TRUE(covered());
    bar.show();
    EXPECT_FALSE(covered());
    bar.setGeometry(0, 300, 600, 100);
    EXPECT_FALSE(covered());
}

TEST_F(Widgets, FlowBreaksRows) {
    FlowRow row;
    for (int i = 0; i < 6; ++i) {
        row.add(new Chip(QStringLiteral("document"), QStringLiteral("file%1.pdf").arg(i), QStringLiteral("1 MB")));
    }
    const int wide = row.layout()->heightForWidth(4000);
    const int narrow = row.layout()->heightForWidth(200);
    EXPECT_GE(narrow, 3 * wide);
    row.clear();
    EXPECT_EQ(row.layout()->count(), 0);
}

TEST_F(Widgets, ChipIsAButton) {
    Chip chip(QStringLiteral("document"), QStringLiteral("report.pdf"), QStringLiteral("1 MB"));
    EXPECT_EQ(chip.accessibleName(), QStringLiteral("report.pdf, 1 MB"));
    chip.setRemovable(true);
    showAndWait(chip);
    QSignalSpy clicked(&chip, &Chip::clicked);
    QSignalSpy removed(&chip, &Chip::removeRequested);
    QTest::keyClick(&chip, Qt::Key_Return);
    EXPECT_EQ(clicked.count(), 1);
    QTest::keyClick(&chip, Qt::Key_Delete);
    EXPECT_EQ(removed.count(), 1);
    QTest::mouseClick(&chip, Qt::LeftButton, {}, QPoint(chip.width() - 14, chip.height() / 2));
    EXPECT_EQ(removed.count(), 2);
    EXPECT_EQ(clicked.count(), 1);
}

TEST_F(Widgets, StagesTellTheirStateInWords) {
    StageList list;
    list.setStages({QStringLiteral("Connect"), QStringLiteral("Sign in")});
    list.setStage(0, StageState::Ok, 41);
    list.setStage(1, StageState::Failed, -1, QStringLiteral("Wrong password"));
    list.setStage(7, StageState::Ok);
    EXPECT_EQ(list.state(1), StageState::Failed);
    const QStringList lines = list.toPlainText().split(QLatin1Char('\n'));
    ASSERT_EQ(lines.size(), 2);
    EXPECT_EQ(lines[0], QStringLiteral("Connect: done (41 ms)"));
    EXPECT_EQ(lines[1], QStringLiteral("Sign in: failed - Wrong password"));
    list.setStages({QStringLiteral("Again")});
    EXPECT_EQ(list.count(), 1);
    EXPECT_EQ(list.state(0), StageState::Pending);
}

TEST_F(Widgets, PasswordHidesAgain) {
    PasswordEdit edit;
    edit.setText(QStringLiteral("secret"));
    showAndWait(edit);
    EXPECT_FALSE(edit.isRevealed());
    edit.actions().constFirst()->trigger();
    EXPECT_TRUE(edit.isRevealed());
    QFocusEvent out(QEvent::FocusOut, Qt::TabFocusReason);
    QApplication::sendEvent(&edit, &out);
    EXPECT_FALSE(edit.isRevealed());
}

TEST_F(Widgets, SwitchShowsWhatItIsSetToWhileNobodyIsTold) {
    Switch told(QStringLiteral("Notify")), untold(QStringLiteral("Notify"));
    told.setChecked(true);
    const QImage off = untold.grab().toImage();
    {
        const QSignalBlocker quiet(&untold);
        untold.setChecked(true);
    }
    EXPECT_EQ(untold.grab().toImage(), told.grab().toImage());
    EXPECT_NE(untold.grab().toImage(), off);
}

TEST_F(Widgets, FormRowSaysTheErrorWithTheField) {
    auto* field = new QLineEdit;
    FormRow row(QStringLiteral("&Address"), field);
    EXPECT_EQ(field->accessibleName(), QStringLiteral("Address"));
    row.setHint(QStringLiteral("name@example.org"));
    row.setError(QStringLiteral("Not an address"));
    EXPECT_EQ(field->accessibleDescription(), QStringLiteral("Not an address"));
    row.setError({});
    EXPECT_EQ(field->accessibleDescription(), QStringLiteral("name@example.org"));
    EXPECT_FALSE(field->property("invalid").toBool());
}

TEST_F(Widgets, SpinnerTurnsOnlyWhileSeen) {
    Spinner spinner;
    EXPECT_FALSE(spinner.isTurning());
    showAndWait(spinner);
    EXPECT_TRUE(spinner.isTurning());
    spinner.hide();
    EXPECT_FALSE(spinner.isTurning());
}

TEST_F(Widgets, EverythingPaintsInEverySchemeAndMirrored) {
    for (const auto choice : {SchemeChoice::Light, SchemeChoice::Dark, SchemeChoice::HighContrast}) {
        theme.setChoice(choice);
        QWidget page;
        page.setLayoutDirection(choice == SchemeChoice::Dark ? Qt::RightToLeft : Qt::LeftToRight);
        auto* column = new QVBoxLayout(&page);
        column->addWidget(new Banner(BannerKind::Warning, QStringLiteral("Warning")));
        column->addWidget(new Switch(QStringLiteral("Switch")));
        column->addWidget(new Chip(QStringLiteral("image"), QStringLiteral("photo.jpg")));
        auto* avatar = new Avatar;
        avatar->setPerson(QStringLiteral("Alice Brown"), QStringLiteral("a@example.org"));
        column->addWidget(avatar);
        page.resize(400, 300);
        const QImage image = page.grab().toImage();
        EXPECT_FALSE(image.isNull());
        EXPECT_EQ(image.pixelColor(2, 2), Tokens::current().windowBackground);
    }
}

} // namespace
} // namespace tributary::ui::tst_Widgets
