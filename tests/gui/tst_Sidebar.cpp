// SPDX-License-Identifier: GPL-3.0-or-later
// The sidebar with few accounts and with many (S28): how much of them stands open.
#include "ManyAccounts.h"
#include "PreparedProfile.h"
#include "ui/mainwindow/MainWindow.h"
#include "ui/models/MailboxTreeModel.h"

#include <gtest/gtest.h>

#include <QScrollBar>
#include <QTemporaryDir>
#include <QTreeView>

namespace tributary::ui::tst_Sidebar {
namespace {

using namespace Qt::Literals::StringLiterals;

class Sidebar : public ::testing::Test {
  protected:
    void open(int accounts) {
        ASSERT_EQ(writeManyAccounts(m_profile.path(), {.accounts = accounts, .mailboxes = 7, .messages = accounts * 14}), QString());
        m_engine = openFilledProfile(m_profile.path());
        ASSERT_NE(m_engine, nullptr);
        m_window = std::make_unique<MainWindow>(m_engine, QList<DemoAccount>());
        m_window->resize(1280, 800);
        m_window->show();
        m_tree = m_window->findChild<QTreeView*>(u"mailboxTree"_s);
        ASSERT_TRUE(soon([&] { return filled() == accounts; })) << filled() << " accounts have their mailboxes";
        ASSERT_TRUE(soon([&] { return m_tree->currentIndex().isValid(); }));
    }

    QList<QModelIndex> accounts() const {
        QList<QModelIndex> all;
        for (int row = 0; row < m_tree->model()->rowCount(); ++row) {
            const QModelIndex index = m_tree->model()->index(row, 0);
            if (index.data(MailboxTreeModel::KindRole).toInt() == static_cast<int>(MailboxTreeModel::Kind::Account))
                all.append(index);
        }
        return all;
    }

    qsizetype filled() const {
        return std::ranges::count_if(accounts(), [&](const QModelIndex& account) { return m_tree->model()->rowCount(account) == 7; });
    }

    QStringList unfolded() const {
        QStringList names;
        for (const QModelIndex& account : accounts()) {
            if (m_tree->isExpanded(account))
                names.append(account.data().toString());
        }
        return names;
    }

    QTemporaryDir m_profile;
    std::shared_ptr<engine::Engine> m_engine;
    std::unique_ptr<MainWindow> m_window;
    QTreeView* m_tree = nullptr;
};

TEST_F(Sidebar, S28_aFewAccountsAllShowTheirMailboxes) {
    open(3);
    EXPECT_EQ(unfolded(), (QStringList{u"Account 1"_s, u"Account 2"_s, u"Account 3"_s}));
}

TEST_F(Sidebar, S28_ofManyAccountsOnlyTheOneThatIsLookedAtShowsItsMailboxes) {
    open(30);
    EXPECT_EQ(unfolded(), QStringList{u"Account 1"_s});
    EXPECT_EQ(m_tree->verticalScrollBar()->value(), 0) << "the views over all accounts are in sight";
    m_tree->setCurrentIndex(accounts().at(17));
    EXPECT_EQ(unfolded(), (QStringList{u"Account 1"_s, u"Account 18"_s})) << "what is chosen opens; nothing closes by itself";
}

} // namespace
} // namespace tributary::ui::tst_Sidebar
