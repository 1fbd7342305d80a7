// SPDX-License-Identifier: GPL-3.0-or-later
// An account is edited, moved and put away in the window (S10 to S16, S18, S30, S32), and a POP3 account is added there (S1, S33).
#include "WindowDriver.h"

#include "ui/addaccount/EditAccountDialog.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/widgets/Switch.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace tributary::ui::tst_EditAccount {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::MailServer;

class EditAccountTest : public ::testing::Test {
  protected:
    void SetUp() override {
        MailServer::Options options;
        options.pop3 = true;
        auto started = MailServer::start(options);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        ASSERT_NO_FATAL_FAILURE(writeProfileFor(*m_server, m_directory.path()));
    }
    /// The window with alice's account, and her card.
    void openCard() {
        m_window = openWindow(m_directory.path());
        ASSERT_NE(m_window, nullptr);
        ASSERT_NO_FATAL_FAILURE(addAccount(u"alice@example.test"_s, u"pw-alice"_s));
        click("settings");
        ASSERT_TRUE(soon([] { return find<QToolButton>("edit") != nullptr; }));
    }
    void openEdit() {
        click("edit");
        ASSERT_TRUE(soon([] { return find<QPushButton>("saveAccount") != nullptr; }));
    }
    static bool isClosed() {
        return soon([] { return find<QPushButton>("saveAccount") == nullptr; });
    }

    std::unique_ptr<MailServer> m_server;
    QTemporaryDir m_directory;
    std::unique_ptr<MainWindow> m_window;
};

TEST_F(EditAccountTest, namesAndWhatIsKeptAreSavedWithoutAskingAServer) {
    ASSERT_NO_FATAL_FAILURE(openCard());
    ASSERT_NO_FATAL_FAILURE(openEdit());
    retype("accountName", u"Office"_s);
    find<QComboBox>("bodyDays")->setCurrentIndex(1);
    find<QCheckBox>("unreadOnly")->setChecked(true);
    m_server->stop(); // nobody is asked
    click("saveAccount");
    ASSERT_TRUE(isClosed()) << qPrintable(visibleText());
    EXPECT_TRUE(soon([] { return visibleText().contains(u"Office"_s); }));
    ASSERT_NO_FATAL_FAILURE(openEdit());
    EXPECT_EQ(find<QLineEdit>("accountName")->text(), u"Office"_s);
    EXPECT_EQ(find<QComboBox>("bodyDays")->currentData().toInt(), 30);
    EXPECT_TRUE(find<QCheckBox>("unreadOnly")->isChecked());
}

TEST_F(EditAccountTest, aServerThatDoesNotAnswerIsToldAndNothingIsSaved) {
    ASSERT_NO_FATAL_FAILURE(openCard());
    ASSERT_NO_FATAL_FAILURE(openEdit());
    click("serverSettings");
    retype("in-port", u"1"_s);
    const auto* allow = find<Switch>("nonStandardPorts");
    ASSERT_NE(allow, nullptr);
    EXPECT_TRUE(allow->isChecked() && !allow->isEnabled()) << "the policy says so";
    click("saveAccount");
    ASSERT_TRUE(soon([] { return !failureTitle().isEmpty(); })) << qPrintable(visibleText());
    EXPECT_EQ(find<QPushButton>("saveAccount")->text(), u"Try again"_s);
    for (QWidget* top : QApplication::topLevelWidgets()) {
        if (auto* dialog = qobject_cast<EditAccountDialog*>(top))
            dialog->reject();
    }
    ASSERT_TRUE(isClosed());
    ASSERT_NO_FATAL_FAILURE(openEdit());
    EXPECT_EQ(find<QLineEdit>("in-port") ? find<QLineEdit>("in-port")->text() : QString(), QString()) << "folded away";
    click("serverSettings");
    EXPECT_EQ(find<QLineEdit>("in-port")->text(), QString::number(m_server->imapsPort()));
}

TEST_F(EditAccountTest, mailboxesCanBeChosen) {
    ASSERT_TRUE(m_server->fill(u"alice"_s, 20, 3));
    ASSERT_NO_FATAL_FAILURE(openCard());
    ASSERT_NO_FATAL_FAILURE(openEdit());
    ASSERT_TRUE(soon([] { return find<Switch>("allMailboxes") != nullptr; }));
    find<Switch>("allMailboxes")->setChecked(false);
    auto* list = find<QListWidget>("mailboxes");
    ASSERT_NE(list, nullptr);
    ASSERT_TRUE(soon([&] { return list->count() > 1; }));
    for (int i = 1; i < list->count(); ++i)
        list->item(i)->setCheckState(Qt::Unchecked);
    click("saveAccount");
    ASSERT_TRUE(isClosed());
    ASSERT_NO_FATAL_FAILURE(openEdit());
    list = find<QListWidget>("mailboxes");
    ASSERT_NE(list, nullptr) << "not all of them any more";
    ASSERT_TRUE(soon([&] { return list->count() > 1; }));
    EXPECT_EQ(list->item(0)->checkState(), Qt::Checked);
    EXPECT_EQ(list->item(1)->checkState(), Qt::Unchecked);
}

TEST_F(EditAccountTest, anAccountThatIsPutAwayKeepsItsMailAndForgetsItsPassword) {
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: bob@example.test\r\nSubject: kept here\r\n\r\nHello\r\n"));
    ASSERT_NO_FATAL_FAILURE(openCard());
    ASSERT_TRUE(soon([] { return rowCount() == 1; }));
    click("remove");
    ASSERT_TRUE(soon([] { return find<QPushButton>("keepMail") != nullptr; }));
    click("keepMail");
    ASSERT_TRUE(soon([] { return find<Switch>("enabled") && !find<Switch>("enabled")->isChecked(); }));
    EXPECT_EQ(rowCount(), 1) << "its mail stays readable";
}

TEST_F(EditAccountTest, aPop3AccountIsAddedAndItsRuleIsEdited) {
    ASSERT_TRUE(m_server->deliver(u"bob"_s, "From: alice@example.test\r\nSubject: over POP3\r\n\r\nHello\r\n"));
    m_window = openWindow(m_directory.path());
    ASSERT_NE(m_window, nullptr);
    ASSERT_NO_FATAL_FAILURE(openDetails(u"bob@example.test"_s));
    auto* protocol = find<QComboBox>("protocol");
    ASSERT_NE(protocol, nullptr);
    protocol->setCurrentIndex(protocol->findText(u"POP3"_s));
    Q_EMIT protocol->activated(protocol->currentIndex());
    EXPECT_TRUE(visibleText().contains(u"POP3 fetches the inbox alone"_s)) << "S33";
    retype("password", u"pw-bob"_s);
    click("next");
    ASSERT_TRUE(soon([] { return find<QPushButton>("next") && find<QPushButton>("next")->text() == u"Close"_s; })) << qPrintable(visibleText());
    click("next");
    EXPECT_TRUE(soon([] { return rowCount() == 1 && subjectAt(0) == u"over POP3"_s; })) << qPrintable(visibleText());
    click("settings");
    ASSERT_TRUE(soon([] { return find<QToolButton>("edit") != nullptr; }));
    ASSERT_NO_FATAL_FAILURE(openEdit());
    auto* leave = find<QComboBox>("leave");
    ASSERT_NE(leave, nullptr);
    EXPECT_FALSE(find<QSpinBox>("leaveDays")->isEnabled());
    leave->setCurrentIndex(1);
    EXPECT_TRUE(find<QSpinBox>("leaveDays")->isEnabled());
    find<QSpinBox>("leaveDays")->setValue(3);
    find<QSpinBox>("pollMinutes")->setValue(11);
    click("saveAccount");
    ASSERT_TRUE(isClosed());
    ASSERT_NO_FATAL_FAILURE(openEdit());
    EXPECT_EQ(find<QSpinBox>("leaveDays")->value(), 3);
    EXPECT_EQ(find<QSpinBox>("pollMinutes")->value(), 11);
}

} // namespace
} // namespace tributary::ui::tst_EditAccount
