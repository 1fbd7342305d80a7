// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/CancelToken.h"
#include "base/Log.h"
#include "base/Result.h"
#include "base/Secret.h"

#include <gtest/gtest.h>

#include <thread>

namespace tributary::tst_Base {
namespace {

TEST(CancelToken, callsBackOnceFromAnyThreadAndAtOnceWhenLate) {
    const CancelSource source;
    int calls = 0;
    const auto registration = source.token().onCancel([&] { ++calls; });
    std::thread([&] { source.cancel(); source.cancel(); }).join();
    EXPECT_EQ(calls, 1);
    EXPECT_TRUE(source.token().isCancelled());
    const auto late = source.token().onCancel([&] { ++calls; });
    EXPECT_EQ(calls, 2);
}

TEST(CancelToken, aRegistrationThatIsGoneIsNotCalled) {
    const CancelSource source;
    int calls = 0;
    { const auto registration = source.token().onCancel([&] { ++calls; }); }
    source.cancel();
    EXPECT_EQ(calls, 0);
    EXPECT_FALSE(CancelToken().isCancelled());
}

TEST(Secret, comparesByBytesAndKeepsItsOwnCopy) {
    QByteArray bytes("hunter2");
    const Secret a(bytes);
    bytes[0] = 'X';
    EXPECT_EQ(a.reveal(), "hunter2");
    EXPECT_TRUE(a == Secret("hunter2"));
    EXPECT_FALSE(a == Secret("hunter3"));
    EXPECT_FALSE(a == Secret("hunter"));
}

TEST(Secret, wipeOverwritesTheBufferInPlace) {
    QByteArray bytes("hunter2");
    Secret::wipe(bytes);
    EXPECT_TRUE(bytes.isEmpty());
}

TEST(Result, tryPassesTheErrorOn) {
    const auto fails = []() -> Result<int> { return failure(ErrorKind::Network, ErrorCode::TimedOut); };
    const auto outer = [&]() -> Result<int> {
        TRY(const int value, fails());
        return value + 1;
    };
    ASSERT_FALSE(outer());
    EXPECT_EQ(outer().error().code, ErrorCode::TimedOut);
}

TEST(Log, serverTextLosesControlsAndBidiAndIsBounded) {
    EXPECT_EQ(loggable("a\x1b[31mb"), QStringLiteral("a\uFFFD[31mb"));
    EXPECT_EQ(loggable("-ERR no\r\n"), QStringLiteral("-ERR no"));
    EXPECT_EQ(loggable("HTTP/1.1 400\r\nServer: x\r\n"), QStringLiteral("HTTP/1.1 400 Server: x"));
    EXPECT_EQ(loggable(QByteArray(1000, 'x')).size(), 300);
    EXPECT_EQ(loggable(QByteArray("\xE2\x80\xAEx")), QStringLiteral("\uFFFDx"));
}

} // namespace
} // namespace tributary::tst_Base
