// SPDX-License-Identifier: GPL-3.0-or-later
// A machine without a keychain: said in words, with the way out, and never by waiting for ever.
#include "auth/SecretStore.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <functional>
#include <thread>
#include <utility>

namespace tributary::auth::tst_KeychainSecretStore {
namespace {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

void expectUnavailable(const Error& error) {
    EXPECT_EQ(error.kind, ErrorKind::Storage);
    EXPECT_EQ(error.code, ErrorCode::KeychainUnavailable) << codeName(error.code).data();
    EXPECT_TRUE(error.detail.contains(u"--secrets sealed"_s)) << qPrintable(error.detail);
    EXPECT_FALSE(error.detail.contains(u"hunter2"_s));
}

/// On a worker thread, as the engine makes its calls, while the main thread's event loop runs.
void onWorker(const std::function<void()>& work) {
    std::thread worker([&] {
        work();
        QMetaObject::invokeMethod(qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    });
    QCoreApplication::exec();
    worker.join();
}

void expectAllUnavailable(std::chrono::milliseconds timeout) {
    onWorker([timeout] {
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
    });
}

/// A process has one session bus for good, so each test needs one of its own (as ctest gives it).
bool isFirstInThisProcess() {
    static bool first = true;
    return std::exchange(first, false);
}

TEST(KeychainSecretStore, withoutABusItSaysSoAtOnce) {
    if (!isFirstInThisProcess())
        GTEST_SKIP() << "needs a process of its own";
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    qunsetenv("DISPLAY");
    QElapsedTimer timer;
    timer.start();
    expectAllUnavailable(60s);
    EXPECT_LT(timer.elapsed(), 10'000);
}

/// A session bus of this test alone; no service is started by it.
class PrivateBus {
  public:
    PrivateBus() {
        QFile configuration(m_directory.filePath(u"bus.conf"_s));
        if (!configuration.open(QIODevice::WriteOnly))
            return;
        configuration.write(
            "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context=\"default\">"
            "<allow send_destination=\"*\"/><allow receive_sender=\"*\"/><allow own=\"*\"/></policy></busconfig>");
        configuration.close();
        m_daemon.start(u"dbus-daemon"_s,
                       {u"--config-file"_s, configuration.fileName(), u"--nofork"_s, u"--print-address"_s});
        if (m_daemon.waitForStarted() && m_daemon.waitForReadyRead(10'000))
            m_address = m_daemon.readLine().trimmed();
    }
    ~PrivateBus() {
        m_daemon.kill();
        m_daemon.waitForFinished();
    }
    [[nodiscard]] QByteArray address() const { return m_address; } ///< empty: there is no dbus-daemon here

  private:
    QTemporaryDir m_directory;
    QProcess m_daemon;
    QByteArray m_address;
};

TEST(KeychainSecretStore, aBusWithoutAKeychainIsNone) {
    if (!isFirstInThisProcess())
        GTEST_SKIP() << "needs a process of its own";
    const PrivateBus bus;
    if (bus.address().isEmpty())
        GTEST_SKIP() << "no dbus-daemon";
    qputenv("DBUS_SESSION_BUS_ADDRESS", bus.address());
    QElapsedTimer timer;
    timer.start();
    expectAllUnavailable(60s);
    EXPECT_LT(timer.elapsed(), 10'000);
}

} // namespace
} // namespace tributary::auth::tst_KeychainSecretStore
