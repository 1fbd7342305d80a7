// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/ChangeFeed.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace tributary::store::tst_ChangeFeed {
namespace {

const QList<model::StoreChange> kOne{model::AccountsChanged{}};

TEST(ChangeFeed, callsListenersInTheOrderOfSubscription) {
    ChangeFeed feed;
    std::string order;
    const auto first = feed.subscribe([&](const auto&) { order += '1'; });
    const auto second = feed.subscribe([&](const auto&) { order += '2'; });
    feed.announce(kOne);
    feed.announce({});
    EXPECT_EQ(order, "12");
}

TEST(ChangeFeed, callsNobodyWhoseSubscriptionIsGone) {
    ChangeFeed feed;
    int calls = 0;
    auto subscription = feed.subscribe([&](const auto&) { ++calls; });
    subscription.reset();
    feed.announce(kOne);
    EXPECT_EQ(calls, 0);
}

TEST(ChangeFeed, letsAListenerEndItsOwnSubscription) {
    ChangeFeed feed;
    int calls = 0;
    std::shared_ptr<void> subscription;
    subscription = feed.subscribe([&](const auto&) {
        ++calls;
        subscription.reset();
    });
    feed.announce(kOne);
    feed.announce(kOne);
    EXPECT_EQ(calls, 1);
}

TEST(ChangeFeed, subscriptionOutlivesTheFeed) {
    auto feed = std::make_unique<ChangeFeed>();
    auto subscription = feed->subscribe([](const auto&) {});
    feed.reset();
    subscription.reset();
}

TEST(ChangeFeed, endOfASubscriptionWaitsForTheCallUnderWay) {
    ChangeFeed feed;
    std::atomic<bool> inside = false;
    std::atomic<bool> left = false;
    std::atomic<bool> ending = false;
    auto subscription = feed.subscribe([&](const auto&) {
        inside = true;
        while (!ending)
            std::this_thread::yield();
        left = true;
    });
    std::thread announcing([&] { feed.announce(kOne); });
    while (!inside)
        std::this_thread::yield();
    ending = true;
    subscription.reset();
    EXPECT_TRUE(left);
    announcing.join();
}

} // namespace
} // namespace tributary::store::tst_ChangeFeed
