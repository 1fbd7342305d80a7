// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Inbox.h"

#include <QCoreApplication>
#include <QEvent>
#include <QList>
#include <QThread>

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <thread>

namespace tributary::tst_Inbox {
namespace {

TEST(Inbox, runsWorkOnItsOwnThreadInOrder) {
    QThread thread;
    Inbox inbox;
    inbox.moveToThread(&thread);
    thread.start();
    QList<int> seen;
    std::promise<QThread*> where;
    std::thread([&] {
        for (int i = 0; i < 1000; ++i)
            inbox.post([&seen, i] { seen.append(i); });
        inbox.post([&] { where.set_value(QThread::currentThread()); });
    }).join();
    EXPECT_EQ(where.get_future().get(), &thread);
    thread.quit();
    thread.wait();
    ASSERT_EQ(seen.size(), 1000);
    for (int i = 0; i < 1000; ++i)
        EXPECT_EQ(seen[i], i);
}

TEST(Inbox, losesNothingOfManyThreads) {
    Inbox inbox;
    int count = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 500; ++i)
                inbox.post([&count] { ++count; }); // on this thread alone: no lock is needed
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    QCoreApplication::sendPostedEvents(&inbox);
    EXPECT_EQ(count, 2000);
}

TEST(Inbox, workMayHandOverMore) {
    Inbox inbox;
    QList<int> seen;
    inbox.post([&] {
        seen.append(1);
        inbox.post([&] { seen.append(3); });
    });
    inbox.post([&] { seen.append(2); });
    for (int i = 0; i < 3; ++i)
        QCoreApplication::sendPostedEvents(&inbox);
    EXPECT_EQ(seen, (QList<int>{1, 2, 3}));
}

TEST(Inbox, dropsWhatHasNotRunAtItsEnd) {
    const auto kept = std::make_shared<int>(0);
    {
        Inbox inbox;
        inbox.post([kept] { ++*kept; });
    }
    QCoreApplication::sendPostedEvents();
    EXPECT_EQ(*kept, 0);
    EXPECT_EQ(kept.use_count(), 1);
}

} // namespace
} // namespace tributary::tst_Inbox
