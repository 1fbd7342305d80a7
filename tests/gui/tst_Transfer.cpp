// SPDX-License-Identifier: GPL-3.0-or-later
// Import, export and backup in the window: Thunderbird's accounts are chosen and then ask for a password, files are written and told of.
#include "PreparedProfile.h"
#include "WindowDriver.h"

#include "ui/mainwindow/MainWindow.h"

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace tributary::ui::tst_Transfer {
namespace {

using namespace Qt::Literals::StringLiterals;

class TransferWindow : public ::testing::Test {
  protected:
    /// Work and Home, with mail in Work's INBOX.
    void openPrepared() {
        m_profile.fill(m_profile.mailbox(0, u"INBOX"_s), 5);
        m_engine = m_profile.openEngine();
        ASSERT_NE(m_engine, nullptr);
        m_window = std::make_unique<MainWindow>(m_engine, QList<DemoAccount>());
        m_window->show();
    }
    void openEmpty() {
        m_engine = openEngine(m_directory.path());
        ASSERT_NE(m_engine, nullptr);
        m_window = std::make_unique<MainWindow>(m_engine, QList<DemoAccount>());
        m_window->show();
    }
    void choose(const char* action) {
        auto* found = m_window->findChild<QAction*>(QString::fromLatin1(action));
        ASSERT_NE(found, nullptr) << action;
        found->trigger();
        ASSERT_TRUE(soon([] { return find<QPushButton>("transferStart") != nullptr; })) << action;
    }
    static QString result() {
        auto* label = find<QLabel>("transferResult");
        return label ? label->text() : QString();
    }
    /// TRIBUTARY_TRANSFER_SHOTS=DIR: a picture of the dialog, light and dark, to be looked at.
    static void shoot(const QString& name) {
        const QString folder = qEnvironmentVariable("TRIBUTARY_TRANSFER_SHOTS");
        const auto* button = find<QPushButton>("transferClose");
        if (!folder.isEmpty() && button)
            button->window()->grab().save(u"%1/%2.png"_s.arg(folder, name));
    }
    QString path(const QString& name) const { return m_files.filePath(name); }

    PreparedProfile m_profile;
    QTemporaryDir m_directory, m_files;
    std::shared_ptr<engine::Engine> m_engine;
    std::unique_ptr<MainWindow> m_window;
};

TEST_F(TransferWindow, thunderbirdsAccountsAreChosenAndAskForTheirPasswords) {
    openEmpty();
    choose("importAccounts");
    find<QComboBox>("thunderbirdProfiles")->setEditText(QStringLiteral(TRIBUTARY_SOURCE_DIR "/tests/data/thunderbird/profile"));
    QListWidget* list = nullptr;
    ASSERT_TRUE(soon([&] {
        list = find<QListWidget>("foundAccounts");
        return list && list->count() == 6;
    }));
    EXPECT_TRUE(list->item(0)->text().contains(u"carol@example.test"_s));
    EXPECT_TRUE(list->item(3)->text().contains(u"Local Folders"_s));
    EXPECT_FALSE(list->item(3)->flags() & Qt::ItemIsUserCheckable);
    shoot(u"import-accounts"_s);
    list->item(2)->setCheckState(Qt::Unchecked);
    click("transferStart");
    ASSERT_TRUE(soon([] { return !result().isEmpty(); })) << qPrintable(visibleText());
    EXPECT_TRUE(result().contains(u"2"_s)) << qPrintable(result());
    EXPECT_EQ(find<QListWidget>("transferLeftOut")->count(), 3);
    shoot(u"import-accounts-done"_s);
    click("transferClose");
    ASSERT_TRUE(soon([this] { return m_engine->accounts().size() == 2; }));
    ASSERT_TRUE(soon([this] { // each state comes a moment after its account
        const auto all = m_engine->accounts();
        return std::all_of(all.begin(), all.end(), [](const model::AccountSnapshot& one) { return one.state.needsUser(); });
    }));
    for (const model::AccountSnapshot& snapshot : m_engine->accounts()) {
        EXPECT_EQ(snapshot.state.reason->code, ErrorCode::SecretMissing);
    }
    EXPECT_EQ(m_engine->accounts().first().account.email, u"carol@example.test"_s);
    EXPECT_EQ(m_engine->accounts().last().account.relay, m_engine->accounts().first().account.id);
    choose("importAccounts");
    find<QComboBox>("thunderbirdProfiles")->setEditText(QStringLiteral(TRIBUTARY_SOURCE_DIR "/tests/data/thunderbird/profile"));
    ASSERT_TRUE(soon([] { const auto* found = find<QListWidget>("foundAccounts"); return found && found->count() == 6; }));
    EXPECT_TRUE(find<QListWidget>("foundAccounts")->item(0)->text().contains(u"already here"_s));
}

TEST_F(TransferWindow, aFolderThatIsNoProfileIsToldAtItsField) {
    openEmpty();
    choose("importAccounts");
    find<QComboBox>("thunderbirdProfiles")->setEditText(m_files.path());
    EXPECT_TRUE(soon([] { return visibleText().contains(u"Nothing of that kind"_s); })) << qPrintable(visibleText());
    EXPECT_FALSE(find<QPushButton>("transferStart")->isEnabled());
    find<QComboBox>("importOrigin")->setCurrentIndex(1);
    QFile bad(path(u"bad.json"_s));
    ASSERT_TRUE(bad.open(QIODevice::WriteOnly));
    bad.write("{\n  nonsense\n}");
    bad.close();
    find<QLineEdit>("importFile")->setText(bad.fileName());
    EXPECT_TRUE(soon([] { return visibleText().contains(u"bad.json:2"_s); })) << qPrintable(visibleText());
    shoot(u"import-faulty"_s);
}

TEST_F(TransferWindow, settingsAndMailAreExported) {
    openPrepared();
    choose("exportFiles");
    find<QLineEdit>("exportFile")->setText(path(u"settings.json"_s));
    shoot(u"export-settings"_s);
    click("transferStart");
    ASSERT_TRUE(soon([] { return !result().isEmpty(); })) << qPrintable(visibleText());
    EXPECT_TRUE(QFile::exists(path(u"settings.json"_s)));
    click("transferClose");
    choose("exportFiles");
    find<QLineEdit>("exportFile")->setText(path(u"settings.json"_s));
    click("transferStart");
    ASSERT_TRUE(soon([] { return find<QWidget>("transferError") != nullptr; })) << "nothing is written over";
    shoot(u"export-failed"_s);
    find<QComboBox>("exportKind")->setCurrentIndex(1);
    find<QLineEdit>("exportFolder")->setText(path(u"mail"_s));
    shoot(u"export-mail"_s);
    click("transferStart");
    ASSERT_TRUE(soon([] { return result().contains(u"5"_s); })) << qPrintable(result());
    EXPECT_TRUE(QFile::exists(path(u"mail/INBOX.mbox"_s)));
    shoot(u"export-done"_s);
}

TEST_F(TransferWindow, mailIsImportedAndUndone) {
    openPrepared();
    QFile mbox(path(u"in.mbox"_s));
    ASSERT_TRUE(mbox.open(QIODevice::WriteOnly));
    for (int i = 0; i < 3; ++i)
        mbox.write("From x Mon Nov  2 10:00:00 2026\nFrom: Zoe <zoe@example.test>\nSubject: imported " + QByteArray::number(i) + "\n\nbody\n\n");
    mbox.close();
    choose("importMail");
    find<QLineEdit>("mailFile")->setText(mbox.fileName());
    ASSERT_TRUE(soon([] { return find<QComboBox>("mailMailbox")->count() > 0; }));
    EXPECT_EQ(find<QComboBox>("mailMailbox")->itemText(0), u"Inbox"_s);
    find<QComboBox>("mailMailbox")->setCurrentIndex(0);
    shoot(u"import-mail"_s);
    click("transferStart");
    ASSERT_TRUE(soon([] { return result().contains(u"3"_s); })) << qPrintable(visibleText());
    shoot(u"import-mail-done"_s);
    click("transferClose");
    EXPECT_TRUE(soon([] { return rowCount() == 8; })) << rowCount();
}

TEST_F(TransferWindow, aBackupIsWrittenUnderAPassphraseThatIsTypedTwice) {
    openPrepared();
    choose("backUp");
    find<QLineEdit>("backupFile")->setText(path(u"a.backup"_s));
    find<QLineEdit>("backupPassphrase")->setText(u"correct horse"_s);
    find<QLineEdit>("backupAgain")->setText(u"correct hors"_s);
    EXPECT_FALSE(find<QPushButton>("transferStart")->isEnabled());
    shoot(u"backup"_s);
    find<QLineEdit>("backupAgain")->setText(u"correct horse"_s);
    ASSERT_TRUE(find<QPushButton>("transferStart")->isEnabled());
    click("transferStart");
    ASSERT_TRUE(soon([] { return !result().isEmpty(); })) << qPrintable(visibleText());
    EXPECT_TRUE(QFile::exists(path(u"a.backup"_s)));
    shoot(u"backup-done"_s);
}

TEST_F(TransferWindow, everyFieldHasANameAndAKey) {
    openPrepared();
    for (const char* action : {"importAccounts", "importMail", "exportFiles", "backUp"}) {
        choose(action);
        const QWidget* dialog = find<QPushButton>("transferClose")->window();
        for (const QWidget* field : dialog->findChildren<QWidget*>()) {
            const bool isControl = qobject_cast<const QLineEdit*>(field) || qobject_cast<const QComboBox*>(field) || qobject_cast<const QListWidget*>(field);
            const bool isPart = qobject_cast<const QComboBox*>(field->parentWidget()) != nullptr;
            if (isControl && !isPart) {
                EXPECT_FALSE(field->accessibleName().isEmpty()) << action << ' ' << qPrintable(field->objectName());
            }
        }
        click("transferClose");
        ASSERT_TRUE(soon([] { return find<QPushButton>("transferClose") == nullptr; }));
    }
}

} // namespace
} // namespace tributary::ui::tst_Transfer
