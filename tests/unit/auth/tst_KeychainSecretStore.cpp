// SPDX-License-Identifier: GPL-3.0-or-later
// A machine without a keychain: said in words, with the way out, and never by waiting for ever.
#include "auth/SecretStore.h"

#include <QElapsedTimer>
#include <QLocalServer>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <thread>

namespace tributary::auth {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

void expectUnavailable(const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::Storage);
    EXPECT_EQ(error.code, ErrorCode::KeychainUnavailable) << codeName(error.code).data();
    EXPECT_TRUE(error.detail.contains(u"--secrets sealed"_s)) << qPrintable(error.detail);
    EXPECT_FALSE(error.detail.contains(u"hunter2"_s));
}

/// All calls, on a worker thread as the engine makes them.
void expectAllUnavailable(std::chrono::milliseconds timeout) {
    std::thread([timeout] {
        const auto store = makeKeychainSecretStore(u"test-profile"_s, timeout);
        const auto loaded = store->load(u"a"_s);
        ASSERT_FALSE(loaded);
        expectUnavailable(loaded.error());
        const Status saved = store->save(u"a"_s, Secret("hunter2"));
        ASSERT_FALSE(saved);
        expectUnavailable(saved.error());
        const Status removed = store->remove(u"a"_s);
        ASSERT_FALSE(removed);
        expectUnavailable(removed.error());
    }).join();
}

TEST(KeychainSecretStore, withoutABusItSaysSoAtOnce) {
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    qunsetenv("DISPLAY");
    QElapsedTimer timer;
    timer.start();
    expectAllUnavailable(60s);
    EXPECT_LT(timer.elapsed(), 10'000);
}

TEST(KeychainSecretStore, aBusThatNeverAnswersIsGivenUp) {
    QTemporaryDir directory;
    QLocalServer mute;
    ASSERT_TRUE(mute.listen(directory.filePath(u"bus"_s)));
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + directory.filePath(u"bus"_s).toLocal8Bit());
    QElapsedTimer timer;
    timer.start();
    expectAllUnavailable(300ms);
    EXPECT_LT(timer.elapsed(), 10'000);
}

} // namespace
} // namespace tributary::auth
