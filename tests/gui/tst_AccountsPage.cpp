// SPDX-License-Identifier: GPL-3.0-or-later
// Settings > Mail accounts on a cache without a server: an account goes, whatever the user does with the page meanwhile (S19).
#include "PreparedProfile.h"
#include "Soon.h"

#include "ui/settings/AccountCard.h"
#include "ui/settings/AccountsPage.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace tributary::ui::tst_AccountsPage {
namespace {

using namespace Qt::Literals::StringLiterals;

class AccountsPageTest : public ::testing::Test {
  protected:
    void SetUp() override {
        m_engine = m_profile.openEngine();
        ASSERT_NE(m_engine, nullptr);
        ASSERT_EQ(m_engine->accounts().size(), 2);
        m_page = std::make_unique<AccountsPage>(*m_engine);
        m_page->show();
    }
    /// As far as the word that it shall go; returns before anybody has answered.
    AccountCard* removeOne() {
        auto* card = m_page->findChild<AccountCard*>();
        auto* ask = card ? card->findChild<QToolButton*>(u"remove"_s) : nullptr;
        if (!ask)
            return nullptr;
        ask->click();
        auto* sure = m_page->findChild<QPushButton*>(u"confirmRemove"_s);
        if (!sure)
            return nullptr;
        sure->click();
        return card;
    }

    PreparedProfile m_profile;
    std::shared_ptr<engine::Engine> m_engine;
    std::unique_ptr<AccountsPage> m_page;
};

TEST_F(AccountsPageTest, S19_anAccountGoesThoughSettingsAreClosedAtOnce) {
    ASSERT_NE(removeOne(), nullptr);
    m_page.reset();
    EXPECT_TRUE(soon([&] { return m_engine->accounts().size() == 1; }, 20'000));
}

TEST_F(AccountsPageTest, S19_oneThatIsBeingRemovedSaysSoAndCanBeAskedForNothing) {
    AccountCard* card = removeOne();
    ASSERT_NE(card, nullptr);
    EXPECT_FALSE(card->isEnabled());
    const auto* state = card->findChild<QLabel*>(u"accountState"_s);
    ASSERT_NE(state, nullptr);
    EXPECT_TRUE(state->text().startsWith(u"Being removed"_s)) << qPrintable(state->text());
    EXPECT_TRUE(soon([&] { return m_page->findChildren<AccountCard*>().size() == 1; }));
    EXPECT_TRUE(m_page->findChild<AccountCard*>()->isEnabled());
}

} // namespace
} // namespace tributary::ui::tst_AccountsPage
