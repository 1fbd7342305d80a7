// SPDX-License-Identifier: GPL-3.0-or-later
// What a change of the network means for the accounts (S31).
#include "engine/NetworkWatch.h"

#include <gtest/gtest.h>

namespace tributary::engine::tst_NetworkWatch {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

const NetworkFacts kHome{{u"192.0.2.10"_s}, {}, false, false};

class NetworkWatchTest : public ::testing::Test {
  protected:
    NetworkWatchTest() {
        QObject::connect(&m_watch, &NetworkWatch::changed, &m_watch, [this] { ++m_changed; });
        QObject::connect(&m_watch, &NetworkWatch::linesLost, &m_watch, [this](const QStringList& now) { m_lost.append(now); });
        QObject::connect(&m_watch, &NetworkWatch::restored, &m_watch, [this] { ++m_restored; });
    }
    void settle() {
        m_clock.advance(1000ms);
        m_watch.look();
    }
    void begin(const NetworkFacts& facts) {
        m_watch.take(facts);
        settle();
        ASSERT_EQ(m_lost.size(), 0) << "what was there before is no change";
        ASSERT_EQ(m_restored, 0);
    }

    ManualClock m_clock;
    NetworkWatch m_watch{m_clock, 1000ms};
    int m_changed = 0, m_restored = 0;
    QList<QStringList> m_lost;
};

TEST_F(NetworkWatchTest, S31_aChangeIsToldOnceWhenItHasSettled) {
    ASSERT_NO_FATAL_FAILURE(begin(kHome));
    NetworkFacts facts = kHome;
    facts.addresses = {};
    m_watch.take(facts);
    m_clock.advance(900ms);
    m_watch.look();
    facts.addresses = {u"198.51.100.7"_s};
    m_watch.take(facts);
    m_clock.advance(900ms);
    m_watch.look();
    EXPECT_EQ(m_lost.size(), 0) << "the second step began the wait anew";
    m_clock.advance(100ms);
    m_watch.look();
    EXPECT_EQ(m_lost, (QList<QStringList>{{u"198.51.100.7"_s}}));
    EXPECT_EQ(m_restored, 1);
    settle();
    EXPECT_EQ(m_lost.size(), 1);
    EXPECT_EQ(m_restored, 1);
}

TEST_F(NetworkWatchTest, S31_aNetworkThatNeverComesToRestIsToldOfNonetheless) {
    ASSERT_NO_FATAL_FAILURE(begin(kHome));
    for (int i = 1; i <= 6; ++i) {
        m_watch.take({{u"198.51.100.%1"_s.arg(i)}, {}, false, false});
        m_clock.advance(600ms);
        m_watch.look();
    }
    EXPECT_GE(m_lost.size(), 1);
}

TEST_F(NetworkWatchTest, S31_anAddressThatCameBackAtOnceEndsNothing) {
    ASSERT_NO_FATAL_FAILURE(begin(kHome));
    m_watch.take({});
    m_watch.take(kHome);
    settle();
    EXPECT_EQ(m_lost.size(), 0);
    EXPECT_EQ(m_restored, 0);
}

TEST_F(NetworkWatchTest, S31_aFurtherAddressEndsNothingAndWakesWhatWaits) {
    ASSERT_NO_FATAL_FAILURE(begin(kHome));
    NetworkFacts vpn = kHome;
    vpn.addresses.append(u"198.51.100.7"_s);
    m_watch.take(vpn);
    settle();
    EXPECT_EQ(m_lost.size(), 0);
    EXPECT_EQ(m_restored, 1);
    m_watch.take(kHome);
    settle();
    EXPECT_EQ(m_lost, QList<QStringList>{kHome.addresses}) << "those over the VPN are dead";
    EXPECT_EQ(m_restored, 1) << "nothing new to try";
}

TEST_F(NetworkWatchTest, S31_theNetworkComesBackAfterNone) {
    ASSERT_NO_FATAL_FAILURE(begin({}));
    EXPECT_TRUE(m_watch.isOffline());
    m_watch.take(kHome);
    EXPECT_FALSE(m_watch.isOffline()) << "told to the user at once";
    settle();
    EXPECT_EQ(m_restored, 1);
    EXPECT_EQ(m_lost, QList<QStringList>{kHome.addresses}) << "attempts from before are of no use";
}

TEST_F(NetworkWatchTest, S31_theDesktopsWordCountsWhereTheAddressesStay) {
    ASSERT_NO_FATAL_FAILURE(begin(kHome));
    EXPECT_FALSE(m_watch.isOffline()) << "a desktop that says nothing says nothing bad";
    NetworkFacts facts = kHome;
    facts.isOnline = false;
    m_watch.take(facts);
    settle();
    EXPECT_TRUE(m_watch.isOffline());
    EXPECT_EQ(m_restored, 0);
    facts.isOnline = true;
    m_watch.take(facts);
    settle();
    EXPECT_EQ(m_restored, 1);
}

TEST_F(NetworkWatchTest, S31_aDesktopThatSaysOfflineKeepsNobodyFromTrying) {
    ASSERT_NO_FATAL_FAILURE(begin({{}, false, false, false}));
    NetworkFacts facts = kHome; // no way to the world, and one to the server in the next room
    facts.isOnline = false;
    m_watch.take(facts);
    settle();
    EXPECT_TRUE(m_watch.isOffline());
    EXPECT_EQ(m_restored, 1);
}

TEST_F(NetworkWatchTest, S31_whenThePageToSignInToIsGoneWhatWaitsIsTried) {
    NetworkFacts facts = kHome;
    facts.hasPortal = true;
    ASSERT_NO_FATAL_FAILURE(begin(facts));
    facts.hasPortal = false;
    m_watch.take(facts);
    settle();
    EXPECT_EQ(m_restored, 1);
    EXPECT_EQ(m_lost.size(), 0);
}

TEST_F(NetworkWatchTest, S31_thatALineIsMeteredIsToldAtOnceAndWakesNobody) {
    ASSERT_NO_FATAL_FAILURE(begin(kHome));
    NetworkFacts facts = kHome;
    facts.isMetered = true;
    const int before = m_changed;
    m_watch.take(facts);
    EXPECT_EQ(m_changed, before + 1);
    EXPECT_TRUE(m_watch.facts().isMetered);
    settle();
    EXPECT_EQ(m_restored, 0);
    EXPECT_EQ(m_lost.size(), 0);
}

TEST(NetworkSource, tellsWhatIsKnownThenChangesAndNothingAfterItsListenerHasGone) {
    NetworkSource source;
    source.tell(kHome);
    QList<NetworkFacts> heard;
    auto listening = source.listen([&](const NetworkFacts& facts) { heard.append(facts); });
    source.tell(kHome);
    EXPECT_EQ(heard, QList<NetworkFacts>{kHome});
    source.tell({});
    EXPECT_EQ(heard.size(), 2);
    listening.reset();
    source.tell(kHome);
    EXPECT_EQ(heard.size(), 2);
}

} // namespace
} // namespace tributary::engine::tst_NetworkWatch
