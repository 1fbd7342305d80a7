// SPDX-License-Identifier: GPL-3.0-or-later
// What a user does to mail in the real window (S2): by keys, buttons, menus and dragging; what is selected afterwards; the
// way back; and what the window refuses. Without a server: it is there at once, or it is not done right.
#include "PreparedProfile.h"
#include "WindowDriver.h"
#include "ui/changes/ChangesDialog.h"
#include "ui/mailboxtree/MailboxTree.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/messagelist/MessageRowsView.h"
#include "ui/models/MailboxTreeModel.h"
#include "ui/models/MessageListModel.h"
#include "ui/movepopup/MovePopup.h"
#include "ui/reader/ReadMarker.h"
#include "ui/widgets/Banner.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/Toast.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QDropEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace tributary::ui::tst_MailActions {
namespace {

using namespace Qt::Literals::StringLiterals;

class MailActionsInWindow : public ::testing::Test {
  protected:
    void open(int account = 0, const QString& mailbox = u"INBOX"_s) {
        m_engine = m_profile.openEngine();
        ASSERT_NE(m_engine, nullptr);
        m_window = std::make_unique<MainWindow>(m_engine, QList<DemoAccount>());
        m_window->resize(1280, 800);
        m_window->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
        m_tree = m_window->findChild<MailboxTree*>(u"mailboxTree"_s);
        m_list = m_window->findChild<MessageRowsView*>(u"messageList"_s);
        m_model = qobject_cast<MessageListModel*>(m_list->model());
        ASSERT_TRUE(soon([&] { return indexOf(account, mailbox).isValid(); }));
        m_tree->setCurrentIndex(indexOf(account, mailbox));
        m_list->setFocus();
    }
    void openWith(int count) {
        m_profile.fill(m_profile.mailbox(0, u"INBOX"_s), count);
        ASSERT_NO_FATAL_FAILURE(open());
        ASSERT_TRUE(soon([&] { return rowCount() == count; }));
    }
    [[nodiscard]] MailboxTreeModel& mailboxes() const { return *qobject_cast<MailboxTreeModel*>(m_tree->model()); }
    [[nodiscard]] QModelIndex indexOf(int account, const QString& name) const { return mailboxes().mailboxIndex(m_profile.mailbox(account, name)); }
    [[nodiscard]] int totalOf(const QString& name) const {
        const auto mailbox = mailboxes().mailbox(m_profile.mailbox(0, name));
        return mailbox ? mailbox->total : -1;
    }
    [[nodiscard]] QString selectedSubject() const { return m_list->currentIndex().data(MessageListModel::SubjectRole).toString(); }
    [[nodiscard]] Toast* toast() const { return m_window->findChild<Toast*>(u"undoToast"_s); }
    [[nodiscard]] QAction* action(const char* name) const { return m_window->findChild<QAction*>(QString::fromLatin1(name)); }
    void select(int row) {
        m_list->setCurrentIndex(m_model->index(row));
        EXPECT_TRUE(soon([this] { return action("copy")->isEnabled(); })) << "the commands follow the selection";
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(m_list, key, modifiers); }
    [[nodiscard]] bool isUnread(int row) const { return m_model->index(row).data(MessageListModel::UnreadRole).toBool(); }
    /// What the pointer would do: over the row, then let go. False: it was not taken.
    bool drop(const QModelIndex& target, QMimeData& data, Qt::KeyboardModifiers modifiers = {}) {
        const QPoint at = m_tree->visualRect(target).center();
        QDragEnterEvent enter(at, Qt::MoveAction | Qt::CopyAction, &data, Qt::LeftButton, modifiers);
        QApplication::sendEvent(m_tree->viewport(), &enter);
        QDragMoveEvent over(at, Qt::MoveAction | Qt::CopyAction, &data, Qt::LeftButton, modifiers);
        QApplication::sendEvent(m_tree->viewport(), &over);
        if (!over.isAccepted()) {
            QDragLeaveEvent leave;
            QApplication::sendEvent(m_tree->viewport(), &leave);
            return false;
        }
        QDropEvent drop(at, Qt::MoveAction | Qt::CopyAction, &data, Qt::LeftButton, modifiers);
        QApplication::sendEvent(m_tree->viewport(), &drop);
        return drop.isAccepted();
    }

    PreparedProfile m_profile;
    std::shared_ptr<engine::Engine> m_engine;
    std::unique_ptr<MainWindow> m_window;
    MailboxTree* m_tree = nullptr;
    MessageRowsView* m_list = nullptr;
    MessageListModel* m_model = nullptr;
};

TEST_F(MailActionsInWindow, S2_archivingByKeySelectsTheNextRowAndUndoBringsItBack) {
    ASSERT_NO_FATAL_FAILURE(openWith(5));
    select(1);
    ASSERT_EQ(selectedSubject(), u"Message 4"_s);
    key(Qt::Key_A);
    EXPECT_EQ(selectedSubject(), u"Message 3"_s) << "the row below is selected at once";
    ASSERT_TRUE(soon([&] { return rowCount() == 4; }));
    EXPECT_EQ(selectedSubject(), u"Message 3"_s);
    ASSERT_TRUE(soon([&] { return toast()->isVisible(); }));
    EXPECT_EQ(toast()->text(), u"1 message(s) archived"_s);
    ASSERT_TRUE(soon([&] { return totalOf(u"Archive"_s) == 1; }));

    EXPECT_TRUE(action("undo")->isEnabled());
    EXPECT_TRUE(action("undo")->text().contains(u"archived"_s)) << "Undo says what it would undo";
    QTest::keyClick(m_list, Qt::Key_Z, Qt::ControlModifier);
    ASSERT_TRUE(soon([&] { return rowCount() == 5; }));
    EXPECT_EQ(subjectAt(1), u"Message 4"_s);
    EXPECT_FALSE(action("undo")->isEnabled());
}

TEST_F(MailActionsInWindow, S2_theToastIsAnAlertWithAButtonThatUndoes) {
    ASSERT_NO_FATAL_FAILURE(openWith(3));
    select(0);
    key(Qt::Key_Delete);
    ASSERT_TRUE(soon([&] { return rowCount() == 2 && toast()->isVisible(); }));
    EXPECT_EQ(toast()->accessibleName(), u"1 message(s) deleted"_s);
    auto* button = toast()->findChild<QPushButton*>(u"toastAction"_s);
    ASSERT_TRUE(button->isVisible());
    EXPECT_EQ(button->text(), u"Undo"_s);
    QTest::keyClick(button, Qt::Key_Space);
    ASSERT_TRUE(soon([&] { return rowCount() == 3; }));
}

TEST_F(MailActionsInWindow, S2_theLastRowGivesWayToTheOneAboveAndTheOnlyOneToNothing) {
    ASSERT_NO_FATAL_FAILURE(openWith(2));
    select(1);
    key(Qt::Key_Delete);
    EXPECT_EQ(selectedSubject(), u"Message 2"_s);
    ASSERT_TRUE(soon([&] { return rowCount() == 1; }));
    key(Qt::Key_Delete);
    ASSERT_TRUE(soon([&] { return rowCount() == 0; }));
    EXPECT_TRUE(visibleText().contains(u"Choose a message to read it"_s));
}

TEST_F(MailActionsInWindow, S2_severalRowsAreOneStepOfUndo) {
    ASSERT_NO_FATAL_FAILURE(openWith(6));
    select(0);
    QTest::keyClick(m_list, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(m_list, Qt::Key_Down, Qt::ShiftModifier);
    ASSERT_TRUE(soon([] { return visibleText().contains(u"3 message(s) selected"_s); }));
    key(Qt::Key_J);
    ASSERT_TRUE(soon([&] { return rowCount() == 3; }));
    EXPECT_EQ(selectedSubject(), u"Message 3"_s);
    EXPECT_TRUE(soon([&] { return toast()->text() == u"3 message(s) marked as junk"_s; }));
    QTest::keyClick(m_list, Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(soon([&] { return rowCount() == 6; }));
}

TEST_F(MailActionsInWindow, S2_undoIsNotLostWhileTheChangeIsOnItsWay) {
    ASSERT_NO_FATAL_FAILURE(openWith(4));
    select(0);
    key(Qt::Key_A);
    EXPECT_TRUE(action("undo")->isEnabled()) << "before the store has answered";
    QTest::keyClick(m_list, Qt::Key_Z, Qt::ControlModifier);
    EXPECT_FALSE(action("undo")->isEnabled()) << "asked for already";
    ASSERT_TRUE(soon([&] { return toast()->text().startsWith(u"Undone"_s); }));
    EXPECT_TRUE(soon([&] { return rowCount() == 4 && totalOf(u"Archive"_s) == 0; }));
    EXPECT_EQ(subjectAt(0), u"Message 4"_s);
}

TEST_F(MailActionsInWindow, S2_readAndFlagAreToggledByTheirKeys) {
    ASSERT_NO_FATAL_FAILURE(openWith(3));
    select(0);
    ASSERT_TRUE(soon([&] { return action("read")->isEnabled(); }));
    key(Qt::Key_M);
    EXPECT_TRUE(soon([&] { return !isUnread(0); }));
    key(Qt::Key_M);
    EXPECT_TRUE(soon([&] { return isUnread(0); }));
    key(Qt::Key_S);
    EXPECT_TRUE(soon([&] { return m_model->index(0).data(MessageListModel::FlaggedRole).toBool(); }));
    EXPECT_TRUE(m_model->index(0).data(MessageListModel::PendingRole).toBool()) << "the server does not know it yet";
    EXPECT_FALSE(toast()->isVisible()) << "a mark on one message is seen where it was made";
    key(Qt::Key_S);
    EXPECT_TRUE(soon([&] { return !m_model->index(0).data(MessageListModel::FlaggedRole).toBool(); }));
}

TEST_F(MailActionsInWindow, S2_lettersTypedIntoTheSearchAreNoCommands) {
    ASSERT_NO_FATAL_FAILURE(openWith(3));
    select(0);
    auto* search = find<QLineEdit>("search");
    search->setFocus();
    QTest::keyClicks(search, u"ajms"_s);
    EXPECT_EQ(search->text(), u"ajms"_s);
    EXPECT_EQ(totalOf(u"Archive"_s), 0);
    EXPECT_EQ(totalOf(u"Junk"_s), 0);
}

TEST_F(MailActionsInWindow, S2_aMessageCountsAsReadAfterASecondOnScreen) {
    ASSERT_NO_FATAL_FAILURE(openWith(4));
    auto* marker = m_window->findChild<ReadMarker*>(u"readMarker"_s);
    select(0);
    ASSERT_TRUE(soon([&] { return marker->timer().isActive(); }));
    EXPECT_EQ(marker->timer().interval(), 1000);
    select(1); // passing over
    EXPECT_TRUE(soon([&] { return marker->timer().isActive(); }));
    EXPECT_TRUE(isUnread(0));
    marker->timer().start(0); // the second is over
    EXPECT_TRUE(soon([&] { return !isUnread(1); }));
    EXPECT_TRUE(isUnread(0)) << "what was passed over stays unread";
    EXPECT_FALSE(action("undo")->isEnabled()) << "reading is no step of Undo";
    select(2);
    ASSERT_TRUE(soon([&] { return marker->timer().isActive(); }));
    marker->timer().start(3'600'000);
    key(Qt::Key_Return);
    EXPECT_TRUE(soon([&] { return !isUnread(2); })) << "Return does not wait";
}

TEST_F(MailActionsInWindow, S2_whatTheRightsForbidIsNotOffered) {
    m_profile.fill(m_profile.mailbox(0, u"Projects"_s), 2);
    m_profile.setRights(m_profile.mailbox(0, u"Projects"_s), "lr");
    ASSERT_NO_FATAL_FAILURE(open(0, u"Projects"_s));
    ASSERT_TRUE(soon([&] { return rowCount() == 2; }));
    auto* marker = m_window->findChild<ReadMarker*>(u"readMarker"_s);
    select(0);
    ASSERT_TRUE(soon([] { return bodyText().contains(u"Body 2"_s); }));
    EXPECT_FALSE(marker->timer().isActive()) << "without 's' nothing is marked as read";
    for (const char* name : {"archive", "delete", "junk", "move", "read", "flag"})
        EXPECT_FALSE(action(name)->isEnabled()) << name;
    EXPECT_TRUE(action("copy")->isEnabled());
    EXPECT_FALSE(action("deleteMailbox")->isEnabled());
}

TEST_F(MailActionsInWindow, S2_theMovePopupFindsAMailboxByTyping) {
    m_profile.setRights(m_profile.mailbox(0, u"Junk"_s), "lrswte");
    ASSERT_NO_FATAL_FAILURE(openWith(3));
    select(0);
    ASSERT_TRUE(soon([&] { return action("move")->isEnabled(); }));
    key(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    ASSERT_TRUE(soon([] { return QApplication::activePopupWidget() != nullptr; }));
    auto* popup = QApplication::activePopupWidget();
    auto* list = popup->findChild<QListWidget*>(u"moveList"_s);
    auto* search = popup->findChild<QLineEdit*>(u"moveSearch"_s);
    QStringList names;
    for (int row = 0; row < list->count(); ++row)
        names.append(list->item(row)->text());
    EXPECT_EQ(names, (QStringList{u"Archive"_s, u"Trash"_s, u"Projects"_s, u"Roof – in Projects"_s})) << "not where it is, not where 'i' is missing";
    QTest::keyClicks(search, u"proj"_s);
    EXPECT_EQ(list->count(), 2);
    QTest::keyClick(search, Qt::Key_Down);
    QTest::keyClick(search, Qt::Key_Return);
    EXPECT_TRUE(soon([&] { return rowCount() == 2 && totalOf(u"Projects/Roof"_s) == 1; }));
    EXPECT_TRUE(soon([&] { return toast()->text() == u"1 message(s) moved to Roof"_s; })) << qPrintable(toast()->text());
}

TEST_F(MailActionsInWindow, S2_rowsAreDraggedOntoAMailboxOfTheirOwnAccountOnly) {
    ASSERT_NO_FATAL_FAILURE(openWith(3));
    const auto mime = [&] { return std::unique_ptr<QMimeData>(m_model->mimeData({m_model->index(0)})); };
    EXPECT_FALSE(drop(indexOf(1, u"Archive"_s), *mime())) << "another account";
    EXPECT_TRUE(m_tree->refusal(MessageMime::read(*mime()), indexOf(1, u"Archive"_s)).contains(u"own account (Work)"_s));
    EXPECT_FALSE(drop(indexOf(0, u"INBOX"_s), *mime())) << "it is there already";
    EXPECT_FALSE(drop(mailboxes().viewIndex(model::View::Unread), *mime())) << "a view is no mailbox";
    EXPECT_TRUE(drop(indexOf(0, u"Projects"_s), *mime(), Qt::ControlModifier));
    EXPECT_TRUE(soon([&] { return totalOf(u"Projects"_s) == 1; }));
    EXPECT_EQ(rowCount(), 3) << "with Ctrl it is a copy";
    EXPECT_TRUE(drop(indexOf(0, u"Archive"_s), *mime()));
    EXPECT_TRUE(soon([&] { return rowCount() == 2 && totalOf(u"Archive"_s) == 1; }));
}

TEST_F(MailActionsInWindow, S2_theButtonsOnARowActOnThatRow) {
    ASSERT_NO_FATAL_FAILURE(openWith(4));
    select(0);
    const QRect row = m_list->visualRect(m_model->index(2));
    QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, m_list->buttonRect(row, MessageRowsView::Hover::Archive).center());
    ASSERT_TRUE(soon([&] { return rowCount() == 3; }));
    EXPECT_EQ(selectedSubject(), u"Message 4"_s) << "the selection stays where it is";
    EXPECT_EQ(subjectAt(2), u"Message 1"_s);
}

TEST_F(MailActionsInWindow, S2_emptyingTheTrashAsksNothingAndCanBeUndone) {
    m_profile.fill(m_profile.mailbox(0, u"Trash"_s), 4);
    ASSERT_NO_FATAL_FAILURE(open(0, u"Trash"_s));
    ASSERT_TRUE(soon([&] { return rowCount() == 4 && action("emptyTrash")->isEnabled(); }));
    action("emptyTrash")->trigger();
    ASSERT_TRUE(soon([&] { return rowCount() == 0; }));
    EXPECT_TRUE(soon([&] { return toast()->text().contains(u"30 days"_s); }));
    action("undo")->trigger();
    EXPECT_TRUE(soon([&] { return rowCount() == 4; }));
}

TEST_F(MailActionsInWindow, S2_recentChangesAreListedAndEachHasItsUndo) {
    ASSERT_NO_FATAL_FAILURE(openWith(5));
    select(0);
    key(Qt::Key_A);
    ASSERT_TRUE(soon([&] { return rowCount() == 4; }));
    key(Qt::Key_Delete);
    ASSERT_TRUE(soon([&] { return rowCount() == 3; }));
    for (QAction* each : m_window->findChildren<QAction*>()) {
        if (each->text() == u"Recent &changes…"_s)
            each->trigger();
    }
    ASSERT_TRUE(soon([] { return visibleText().contains(u"1 message(s) archived"_s) && visibleText().contains(u"1 message(s) deleted"_s); })) << qPrintable(visibleText());
    EXPECT_TRUE(visibleText().contains(u"Waiting for the server"_s));
    auto* dialog = find<QWidget>("changesDialog");
    QPushButton* archived = nullptr;
    for (auto* button : dialog ? dialog->findChildren<QPushButton*>(u"undoChange"_s) : QList<QPushButton*>()) {
        if (button->accessibleName().contains(u"archived"_s))
            archived = button;
    }
    if (!archived) {
        for (QWidget* top : QApplication::topLevelWidgets()) {
            for (auto* button : top->findChildren<QPushButton*>(u"undoChange"_s)) {
                if (button->accessibleName().contains(u"archived"_s))
                    archived = button;
            }
        }
    }
    ASSERT_NE(archived, nullptr);
    QTest::mouseClick(archived, Qt::LeftButton);
    EXPECT_TRUE(soon([&] { return rowCount() == 4; }));
    EXPECT_TRUE(soon([] { return visibleText().contains(u"Undone"_s); }));
}

TEST_F(MailActionsInWindow, S31_whatDisappearedInAMassIsAskedAboutOverItsList) {
    m_profile.fill(m_profile.mailbox(0, u"INBOX"_s), 50);
    m_profile.gone(m_profile.mailbox(0, u"INBOX"_s), 40, true);
    ASSERT_NO_FATAL_FAILURE(open());
    ASSERT_TRUE(soon([] { return find<Banner>("heldBanner") != nullptr; }));
    const QString words = find<Banner>("heldBanner")->accessibleName();
    EXPECT_TRUE(words.contains(u"40 message(s) disappeared from the server."_s) && words.contains(u"They are kept here until"_s)) << qPrintable(words);
    EXPECT_TRUE(mailboxes().accountIndex(m_profile.account(0)).data(MailboxTreeModel::StateRole).toString().contains(u"40"_s));
    click("putBackHeld");
    EXPECT_TRUE(soon([] { return find<Banner>("heldBanner") == nullptr; }));
    EXPECT_TRUE(soon([&] { return rowCount() == 50; })) << rowCount();
}

TEST_F(MailActionsInWindow, S23_aMessageWithoutItsBodyShowsWhoItIsFromAndSaysWhy) {
    m_profile.fill(m_profile.mailbox(0, u"INBOX"_s), 1, [](store::NewMessage& message) {
        message.body = model::BodyState::None;
        message.bodyWanted = true;
        message.rawCompressed.clear();
        message.snippet.clear();
    });
    ASSERT_NO_FATAL_FAILURE(open());
    ASSERT_TRUE(soon([&] { return rowCount() == 1; }));
    select(0);
    ASSERT_TRUE(soon([] { return find<EmptyState>("bodyMissing") != nullptr; })) << qPrintable(visibleText());
    EXPECT_TRUE(visibleText().contains(u"Message 1"_s) && visibleText().contains(u"Jane Doe"_s));
    EXPECT_TRUE(visibleText().contains(u"It is fetched as soon as the account is online again."_s));
    EXPECT_FALSE(m_window->findChild<ReadMarker*>(u"readMarker"_s)->timer().isActive()) << "what cannot be read is not read";
}

TEST_F(MailActionsInWindow, S2_anAttachmentThatWasLeftOutIsOfferedForDownload) {
    m_profile.fill(m_profile.mailbox(0, u"INBOX"_s), 1, [](store::NewMessage& message) {
        message.body = model::BodyState::Text;
        message.rawCompressed = store::compressRaw("Subject: Big\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\n"
                                                   "Content-Type: application/pdf; name=plan.pdf\r\nContent-Disposition: attachment; filename=plan.pdf\r\n"
                                                   "Content-Transfer-Encoding: base64\r\nX-Tributary-Omitted: 7800000\r\n\r\n\r\n--b--\r\n");
    });
    ASSERT_NO_FATAL_FAILURE(open());
    ASSERT_TRUE(soon([&] { return rowCount() == 1; }));
    select(0);
    ASSERT_TRUE(soon([] { return find<QPushButton>("attachment-2") != nullptr; }));
    EXPECT_TRUE(find<QPushButton>("attachment-2")->toolTip().contains(u"still on the server"_s));
    EXPECT_TRUE(find<QPushButton>("attachment-2")->accessibleName().contains(u"5.4 MB"_s)) << qPrintable(find<QPushButton>("attachment-2")->accessibleName());
}

TEST_F(MailActionsInWindow, S2_aFieldThatASenderWroteLeavesNothingOut) {
    m_profile.fill(m_profile.mailbox(0, u"INBOX"_s), 1, [](store::NewMessage& message) {
        message.rawCompressed = store::compressRaw("Subject: Big\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b\r\n"
                                                   "Content-Type: application/pdf; name=plan.pdf\r\nX-Tributary-Omitted: 7800000\r\n\r\nhere\r\n--b--\r\n");
    });
    ASSERT_NO_FATAL_FAILURE(open());
    ASSERT_TRUE(soon([&] { return rowCount() == 1; }));
    select(0);
    ASSERT_TRUE(soon([] { return find<QPushButton>("attachment-2") != nullptr; }));
    EXPECT_EQ(find<QPushButton>("attachment-2")->toolTip(), u"Open plan.pdf (PDF)"_s);
}

TEST_F(MailActionsInWindow, S2_aMailboxIsMadeRenamedAndDeletedWithAWayBack) {
    ASSERT_NO_FATAL_FAILURE(openWith(1));
    action("newMailbox")->trigger();
    ASSERT_TRUE(soon([] { return find<QLineEdit>("newMailboxName") != nullptr; }));
    retype("newMailboxName", u"Garden"_s);
    click("createMailbox");
    const auto named = [&](const QString& name) {
        for (const model::Mailbox& mailbox : mailboxes().mailboxesOf(m_profile.account(0))) {
            if (mailbox.name == name)
                return mailboxes().mailboxIndex(mailbox.id);
        }
        return QModelIndex();
    };
    ASSERT_TRUE(soon([&] { return named(u"Garden"_s).isValid(); }));
    EXPECT_TRUE(named(u"Garden"_s).data(MailboxTreeModel::DimmedRole).toBool()) << "the server does not know it yet";
    m_window->activateWindow(); // the dialog is gone
    ASSERT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
    m_tree->setCurrentIndex(named(u"Garden"_s));
    m_tree->setFocus();
    ASSERT_TRUE(soon([&] { return action("renameMailbox")->isEnabled() && m_tree->hasFocus(); }));
    QTest::keyClick(m_tree, Qt::Key_F2);
    ASSERT_TRUE(soon([] { return find<QLineEdit>("renameEdit") != nullptr; }));
    retype("renameEdit", u"Roses"_s);
    QTest::keyClick(find<QLineEdit>("renameEdit"), Qt::Key_Return);
    ASSERT_TRUE(soon([&] { return named(u"Roses"_s).isValid() && !named(u"Garden"_s).isValid(); }));
    m_tree->setCurrentIndex(named(u"Roses"_s));
    action("deleteMailbox")->trigger();
    ASSERT_TRUE(soon([&] { return !named(u"Roses"_s).isValid(); }));
    ASSERT_TRUE(soon([&] { return toast()->text() == u"Mailbox Roses deleted"_s; }));
    action("undo")->trigger();
    EXPECT_TRUE(soon([&] { return named(u"Roses"_s).isValid(); }));
}

TEST_F(MailActionsInWindow, S28_mailboxesOfOthersStandUnderTheirOwnersName) {
    using model::NamespaceKind;
    m_profile.list(u"Other users"_s, NamespaceKind::OtherUsers, true, false);
    m_profile.list(u"Other users/bob"_s, NamespaceKind::OtherUsers, true, false);
    m_profile.list(u"Other users/bob/Plans"_s, NamespaceKind::OtherUsers, true);
    m_profile.list(u"Public"_s, NamespaceKind::Shared, true, false);
    m_profile.list(u"Public/News"_s, NamespaceKind::Shared, true);
    ASSERT_NO_FATAL_FAILURE(openWith(1));
    ASSERT_TRUE(indexOf(0, u"Other users/bob/Plans"_s).isValid());
    EXPECT_EQ(indexOf(0, u"Other users/bob/Plans"_s).parent().data().toString(), u"bob"_s);
    EXPECT_EQ(indexOf(0, u"Public/News"_s).parent().data().toString(), u"Shared"_s);
    EXPECT_FALSE(indexOf(0, u"Other users/bob"_s).isValid()) << "a node that holds no mail is no row";
    EXPECT_EQ(indexOf(0, u"Projects/Roof"_s).parent(), indexOf(0, u"Projects"_s));
}

TEST_F(MailActionsInWindow, S28_whatIsNotSubscribedIsHiddenUntilAllIsShown) {
    m_profile.list(u"Old"_s, model::NamespaceKind::Personal, false);
    ASSERT_NO_FATAL_FAILURE(openWith(1));
    EXPECT_FALSE(indexOf(0, u"Old"_s).isValid());
    action("showAllMailboxes")->trigger();
    EXPECT_TRUE(indexOf(0, u"Old"_s).isValid());
    action("showAllMailboxes")->trigger();
    EXPECT_FALSE(indexOf(0, u"Old"_s).isValid());
    EXPECT_TRUE(indexOf(0, u"Projects/Roof"_s).isValid());
}

TEST_F(MailActionsInWindow, S2_allOfAMailboxIsMarkedAsReadInOneStep) {
    ASSERT_NO_FATAL_FAILURE(openWith(30));
    ASSERT_TRUE(soon([&] { return action("markAllRead")->isEnabled(); }));
    action("markAllRead")->trigger();
    ASSERT_TRUE(soon([&] { return !isUnread(0) && !isUnread(29); }));
    EXPECT_TRUE(soon([&] { return indexOf(0, u"INBOX"_s).data(MailboxTreeModel::UnreadRole).toInt() == 0; }));
    action("undo")->trigger();
    EXPECT_TRUE(soon([&] { return isUnread(0) && indexOf(0, u"INBOX"_s).data(MailboxTreeModel::UnreadRole).toInt() == 30; }));
}

} // namespace
} // namespace tributary::ui::tst_MailActions
