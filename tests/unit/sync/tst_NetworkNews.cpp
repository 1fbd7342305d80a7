// SPDX-License-Identifier: GPL-3.0-or-later
// What an account that waits for its next try does when the network is there again (S31).
#include "unit/sync/Fixture.h"

#include <QElapsedTimer>

#include <atomic>

namespace tributary::sync::tst_NetworkNews {
namespace {

class NetworkNews : public SyncTest {
  protected:
    /// A worker whose every try ends with this error.
    void run(const Error& error) {
        m_thread = std::thread([this, error] {
            const auto reader = must(m_store->makeReader());
            SyncContext own = context(*reader, m_cancel.token());
            own.demands = m_demands;
            own.observer.state = [this](const model::AccountState& state) {
                if (state.activity == model::AccountActivity::Offline)
                    m_retryAtMs = state.retryAtMs;
                m_bell.ring();
            };
            AccountSync account(own, [&](const CancelToken&, const auto&) -> Result<std::unique_ptr<connect::ImapConnection>> {
                ++m_tries;
                return failure(error);
            }, m_wakeUp);
            (void)account.runForever();
        });
    }
    void TearDown() override {
        m_cancel.cancel();
        m_thread.join();
        SyncTest::TearDown();
    }
    /// The user wants something: a try at once.
    void want() { m_wakeUp->wake(); }
    void tellNews() {
        m_demands->networkNews = true;
        m_wakeUp->wake();
    }
    qint64 waitsFor() const { return m_retryAtMs - QDateTime::currentMSecsSinceEpoch(); }

    CancelSource m_cancel;
    std::shared_ptr<WakeUp> m_wakeUp = std::make_shared<WakeUp>();
    std::shared_ptr<Demands> m_demands = std::make_shared<Demands>();
    std::atomic<int> m_tries{0};
    std::atomic<qint64> m_retryAtMs{0};
    std::thread m_thread;
};

TEST_F(NetworkNews, S31_whatFailedForTheNetworksSakeIsTriedAtOnceAndItsDelaysBeginAnew) {
    run({ErrorKind::Network, ErrorCode::NetworkUnreachable, {}, {}});
    for (int tries = 1; tries < 5; ++tries) { // the fifth try's delay is 16 s at least
        ASSERT_TRUE(m_bell.until([&] { return m_tries >= tries && m_retryAtMs > 0; }));
        m_retryAtMs = 0;
        want();
    }
    ASSERT_TRUE(m_bell.until([&] { return m_tries >= 5 && m_retryAtMs > 0; }));
    ASSERT_GT(waitsFor(), 10'000);
    m_retryAtMs = 0;
    QElapsedTimer since;
    since.start();
    tellNews();
    ASSERT_TRUE(m_bell.until([&] { return m_tries >= 6 && m_retryAtMs > 0; }));
    EXPECT_LT(since.elapsed(), 2'000);
    EXPECT_LE(waitsFor(), 2'000) << "the first delay";
}

TEST_F(NetworkNews, S31_aServerThatAskedToBeLeftAloneIsLeftAloneUnlessTheUserWants) {
    run({ErrorKind::TemporaryRefusal, ErrorCode::Throttled, {}, u"600000"_s});
    ASSERT_TRUE(m_bell.until([&] { return m_tries == 1 && m_retryAtMs > 0; }));
    for (int i = 0; i < 3; ++i) { // a try because of the first would be over when the third has been heard
        tellNews();
        while (m_demands->networkNews)
            std::this_thread::yield();
    }
    EXPECT_EQ(m_tries, 1);
    want();
    ASSERT_TRUE(m_bell.until([&] { return m_tries >= 2; }));
}

} // namespace
} // namespace tributary::sync::tst_NetworkNews
