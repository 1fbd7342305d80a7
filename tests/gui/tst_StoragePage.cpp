// SPDX-License-Identifier: GPL-3.0-or-later
// Settings > Storage and the cards' bars say what the engine says, and a budget that is chosen there drops bodies (S7, S8).
#include "PreparedProfile.h"

#include "ui/models/MailboxNames.h"
#include "ui/settings/AccountCard.h"
#include "ui/settings/Preferences.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/settings/StorageBar.h"
#include "ui/settings/StorageRows.h"
#include "ui/settings/StorageText.h"
#include "ui/style/Theme.h"
#include "ui/widgets/RoleLabel.h"
#include "ui/widgets/Treemap.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QListWidget>
#include <QRandomGenerator>
#include <QTableWidget>
#include <QTest>

namespace tributary::ui::tst_StoragePage {
namespace {

using namespace Qt::Literals::StringLiterals;

void makeLarge(store::NewMessage& message, qsizetype bytes) {
    QByteArray noise(bytes, '\0');
    QRandomGenerator random(message.uid.value);
    random.fillRange(reinterpret_cast<quint32*>(noise.data()), bytes / qsizetype(sizeof(quint32)));
    message.rawCompressed = store::compressRaw(noise);
}

class StoragePageTest : public ::testing::Test {
  protected:
    void fill(int account, const QString& name, int count, qsizetype bytes) {
        m_profile.fill(m_profile.mailbox(account, name), count, [bytes](store::NewMessage& message) { makeLarge(message, bytes); });
    }
    void open() {
        m_engine = m_profile.openEngine();
        ASSERT_NE(m_engine, nullptr);
        m_preferences = std::make_unique<Preferences>(m_settings.path());
        m_dialog = std::make_unique<SettingsDialog>(*m_engine, *m_preferences);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog->open();
        auto* titles = m_dialog->findChild<QListWidget*>();
        for (int row = 0; row < titles->count(); ++row) {
            if (titles->item(row)->data(Qt::UserRole).toInt() == static_cast<int>(SettingsPlace::Storage))
                titles->setCurrentRow(row);
        }
    }
    void TearDown() override {
        m_dialog.reset();
        m_engine.reset();
    }
    template <typename T> T* child(const char* name) { return m_dialog->findChild<T*>(QString::fromLatin1(name)); }
    [[nodiscard]] engine::StorageUse use() {
        std::optional<engine::StorageUse> loaded;
        m_engine->loadStorage(m_engine.get(), [&](const Result<engine::StorageUse>& result) { loaded = result.value_or(engine::StorageUse()); });
        EXPECT_TRUE(soon([&] { return loaded.has_value(); }));
        return loaded.value_or(engine::StorageUse());
    }
    [[nodiscard]] bool isShown() {
        return soon([&] { return child<RoleLabel>("storageTotal")->isVisible(); });
    }

    Theme m_theme{*qApp, SchemeChoice::Light};
    PreparedProfile m_profile;
    QTemporaryDir m_settings;
    std::unique_ptr<Preferences> m_preferences;
    std::shared_ptr<engine::Engine> m_engine;
    std::unique_ptr<SettingsDialog> m_dialog;
};

TEST_F(StoragePageTest, S7_thePageSaysWhatTheEngineSays) {
    fill(0, u"INBOX"_s, 10, 100'000);
    fill(0, u"Projects/Roof"_s, 3, 100'000);
    fill(1, u"INBOX"_s, 2, 50'000);
    ASSERT_NO_FATAL_FAILURE(open());
    ASSERT_TRUE(isShown());
    const engine::StorageUse engine = use();
    EXPECT_TRUE(child<RoleLabel>("storageTotal")->text().contains(sizeText(engine.total)));
    auto* list = child<QTableWidget>("storageList");
    const QList<StorageRow> rows = storageRows(engine);
    ASSERT_EQ(list->rowCount(), rows.size());
    ASSERT_EQ(rows.size(), 3);
    for (int row = 0; row < list->rowCount(); ++row) {
        EXPECT_EQ(list->item(row, 0)->text(), rows[row].account);
        EXPECT_EQ(list->item(row, 1)->text(), rows[row].mailbox);
        EXPECT_EQ(list->item(row, 2)->text(), QString::number(rows[row].messages));
        EXPECT_EQ(list->item(row, 3)->text(), sizeText(rows[row].bytes));
    }
    EXPECT_EQ(list->item(0, 0)->text(), u"Work"_s) << "the largest first";
    EXPECT_EQ(list->item(0, 3)->text(), sizeText(engine.accounts[0].mailboxes[0].bytes));
    auto* map = child<Treemap>("storageMap");
    EXPECT_EQ(map->count(), 3);
    EXPECT_FALSE(map->accessibleName().isEmpty());
    map->setFocus();
    QTest::keyClick(map, Qt::Key_End);
    ASSERT_TRUE(list->selectionModel()->hasSelection());
    EXPECT_EQ(list->item(list->currentRow(), 0)->text(), u"Home"_s) << "picture and list go together";
    list->selectRow(0);
    EXPECT_EQ(map->current(), 0);
}

TEST_F(StoragePageTest, S8_eachCardHasItsBar) {
    fill(0, u"INBOX"_s, 10, 100'000);
    ASSERT_NO_FATAL_FAILURE(open());
    const auto cards = m_dialog->findChildren<AccountCard*>();
    ASSERT_EQ(cards.size(), 2);
    ASSERT_TRUE(soon([&] { return cards[0]->findChild<StorageBar*>()->isVisibleTo(cards[0]); }));
    const engine::StorageUse engine = use();
    EXPECT_TRUE(cards[0]->findChild<StorageBar*>()->words().contains(sizeText(engine.accounts[0].bytes)));
    EXPECT_GT(cards[0]->findChild<StorageBar*>()->permille(), 500) << "a share of all";
    EXPECT_EQ(cards[1]->findChild<StorageBar*>()->permille(), 0);
}

TEST_F(StoragePageTest, S7_whereThereIsNoMailItSaysSo) {
    ASSERT_NO_FATAL_FAILURE(open());
    EXPECT_TRUE(soon([&] {
        for (const RoleLabel* label : m_dialog->findChildren<RoleLabel*>()) {
            if (label->isVisible() && label->text() == u"No mail on this computer yet"_s)
                return true;
        }
        return false;
    }));
    EXPECT_FALSE(child<RoleLabel>("storageTotal")->isVisible());
}

TEST_F(StoragePageTest, S7_choosingABudgetDropsTheOldestBodies) {
    constexpr qsizetype kMegabyte = 1 << 20;
    fill(0, u"INBOX"_s, 115, kMegabyte);
    ASSERT_NO_FATAL_FAILURE(open());
    ASSERT_TRUE(isShown());
    auto* usual = child<QComboBox>("storageBudget");
    EXPECT_EQ(usual->currentData().toLongLong(), 0);
    usual->setCurrentIndex(usual->count() - 1);
    Q_EMIT usual->activated(usual->currentIndex());
    auto* own = child<QDoubleSpinBox>("storageBudgetOwn");
    ASSERT_TRUE(own->isVisible());
    own->setValue(0.1);
    Q_EMIT own->editingFinished();
    ASSERT_TRUE(soon([&] { return child<QWidget>("storageTold")->isVisible(); }));
    const engine::StorageUse engine = use();
    EXPECT_EQ(engine.budget, (qint64(1) << 30) / 10);
    EXPECT_LE(engine.total, engine.budget);
    EXPECT_EQ(engine.accounts[0].messages, 115) << "they are listed all the same";
    EXPECT_TRUE(soon([&] { return child<RoleLabel>("storageTotal")->text() == u"%1 of %2"_s.arg(sizeText(engine.total), sizeText(engine.budget)); }));
    EXPECT_GT(child<StorageBar>("storageBudgetBar")->permille(), 800);
    EXPECT_TRUE(own->isVisible()) << "the size that was chosen is still to be seen";
    EXPECT_DOUBLE_EQ(own->value(), 0.1);
}

TEST(StorageText, S7_quotasInWords) {
    model::ServerQuota quota;
    EXPECT_EQ(quotaText(quota), u"The server names no limit"_s);
    quota.usedBytes = 3LL << 30;
    EXPECT_EQ(quotaText(quota), u"3.0 GB on the server, no limit known"_s);
    quota.limitBytes = 15LL << 30;
    EXPECT_EQ(quotaText(quota), u"3.0 GB of 15.0 GB on the server"_s);
    quota.usedMessages = 7;
    quota.limitMessages = 1000;
    EXPECT_TRUE(quotaText(quota).contains(u"7 of 1"_s)) << qPrintable(quotaText(quota));
    engine::AccountStorage pop3;
    pop3.tellsQuota = false;
    EXPECT_TRUE(quotaLine(pop3).contains(u"POP3"_s));
}

TEST(StorageRows, S7_mailboxesTooSmallToBeSeenAreOneBox) {
    engine::StorageUse use;
    engine::AccountStorage account;
    account.name = u"Work"_s;
    account.mailboxes.append({MailboxId(1), u"INBOX"_s, model::SpecialUse::Inbox, 1'000'000, 10});
    for (int i = 2; i < 50; ++i)
        account.mailboxes.append({MailboxId(i), u"List %1"_s.arg(i), model::SpecialUse::None, 100, 1});
    account.mailboxes.append({MailboxId(60), u"Empty"_s, model::SpecialUse::None, 0, 0});
    account.bytes = 1'004'800;
    use.accounts.append(account);
    const QList<StorageRow> rows = storageRows(use);
    EXPECT_EQ(rows.size(), 49) << "the list has all that hold mail";
    const StorageBoxes boxes = storageBoxes(use, rows);
    ASSERT_EQ(boxes.groups.size(), 1);
    ASSERT_EQ(boxes.groups[0].boxes.size(), 2);
    EXPECT_EQ(boxes.groups[0].boxes[1].weight, 4800);
    EXPECT_EQ(boxes.rows, (QList<int>{0, -1}));
}

} // namespace
} // namespace tributary::ui::tst_StoragePage
