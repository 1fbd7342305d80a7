// SPDX-License-Identifier: GPL-3.0-or-later
// The password is changed at the server (S17): the desktop is told once, and its button leads to the password; it is taken away when
// the account goes again. A real session bus, and on it the part of a desktop that takes notifications.
#include "WindowDriver.h"

#include "ui/mainwindow/MainWindow.h"
#include "ui/notifications/DesktopNotifier.h"

#include <gtest/gtest.h>

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

namespace tributary::ui::tst_AccountNotices {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::MailServer;

const QString kNotifications = u"org.freedesktop.Notifications"_s;
const QString kPath = u"/org/freedesktop/Notifications"_s;

/// A session bus of the test's own.
class Bus {
  public:
    Bus() {
        m_daemon.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--nopidfile"_s, u"--print-address"_s});
        if (m_daemon.waitForStarted() && m_daemon.waitForReadyRead())
            m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    }
    ~Bus() {
        m_daemon.kill();
        m_daemon.waitForFinished();
    }
    [[nodiscard]] QString address() const { return m_address; }

  private:
    QProcess m_daemon;
    QString m_address;
};

/// Takes what is shown, and can be clicked.
class Desktop : public QDBusVirtualObject {
  public:
    explicit Desktop(const QString& address) : m_bus(QDBusConnection::connectToBus(address, u"desktop"_s)) {
        isThere = m_bus.registerVirtualObject(kPath, this) && m_bus.registerService(kNotifications);
    }
    ~Desktop() override { QDBusConnection::disconnectFromBus(u"desktop"_s); }
    [[nodiscard]] QString introspect(const QString&) const override { return {}; }
    bool handleMessage(const QDBusMessage& message, const QDBusConnection& bus) override {
        if (message.member() == u"CloseNotification"_s)
            closed.append(message.arguments().value(0).toUInt());
        if (message.member() != u"Notify"_s)
            return message.member() == u"CloseNotification"_s && bus.send(message.createReply());
        shown.append(message.arguments());
        const quint32 replaced = message.arguments().value(1).toUInt();
        return bus.send(message.createReply(replaced != 0 ? replaced : quint32(shown.size())));
    }
    void emitSignal(const QString& name, const QVariantList& arguments) {
        QDBusMessage signal = QDBusMessage::createSignal(kPath, kNotifications, name);
        signal.setArguments(arguments);
        m_bus.send(signal);
    }

    bool isThere = false;
    QList<QVariantList> shown;
    QList<quint32> closed;

  private:
    QDBusConnection m_bus;
};

TEST(DesktopNotifier, oneAKeyIsShownReplacedAndTakenAway) {
    const Bus bus;
    ASSERT_FALSE(bus.address().isEmpty());
    Desktop desktop(bus.address());
    ASSERT_TRUE(desktop.isThere);
    {
        DesktopNotifier notifier(QDBusConnection::connectToBus(bus.address(), u"program"_s));
        notifier.show(u"1"_s, {u"Work"_s, u"a <b> & c"_s, u"See"_s});
        notifier.show(u"1"_s, {u"Work"_s, u"later"_s, u"See"_s}); // before the desktop has answered
        ASSERT_TRUE(soon([&] { return desktop.shown.size() == 2; }));
        EXPECT_EQ(desktop.shown[0].value(4).toString(), u"a &lt;b&gt; &amp; c"_s) << "no markup of others";
        EXPECT_EQ(desktop.shown[1].value(1).toUInt(), 1U) << "in the place of the first";
        QStringList activated;
        QObject::connect(&notifier, &DesktopNotifier::activated, &notifier, [&](const QString& key) { activated.append(key); });
        desktop.emitSignal(u"ActionInvoked"_s, {7U, u"default"_s}); // of another program
        desktop.emitSignal(u"ActionInvoked"_s, {1U, u"default"_s});
        EXPECT_TRUE(soon([&] { return activated == QStringList{u"1"_s}; }));
        notifier.withdraw(u"1"_s);
        notifier.show(u"2"_s, {u"Home"_s, u"x"_s, u"See"_s});
        notifier.withdraw(u"2"_s); // before the desktop has answered
        EXPECT_TRUE(soon([&] { return desktop.closed == QList<quint32>{1, 3}; })) << desktop.closed.size();
    }
    QDBusConnection::disconnectFromBus(u"program"_s);
}

TEST(AccountNotices, S17_aChangedPasswordIsToldOnceOnTheDesktopAndMendedFromThere) {
    const Bus bus;
    ASSERT_FALSE(bus.address().isEmpty());
    qputenv("DBUS_SESSION_BUS_ADDRESS", bus.address().toUtf8()); // before the program asks for it
    Desktop desktop(bus.address());
    ASSERT_TRUE(desktop.isThere);
    auto server = MailServer::start();
    ASSERT_TRUE(server) << qPrintable(server.error().detail);
    QTemporaryDir profile;
    ASSERT_NO_FATAL_FAILURE(writeProfileFor(**server, profile.path()));
    const std::shared_ptr<engine::Engine> engine = openEngine(profile.path());
    ASSERT_NE(engine, nullptr);
    MainWindow window(engine, {});
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
    ASSERT_NO_FATAL_FAILURE(addAccount(u"alice@example.test"_s, u"pw-alice"_s));
    ASSERT_TRUE((*server)->deliver(u"alice"_s, "From: a@b.test\r\nSubject: before\r\n\r\nx\r\n"));
    ASSERT_TRUE(soon([] { return rowCount() == 1; }));
    EXPECT_TRUE(desktop.shown.isEmpty());
    ASSERT_TRUE((*server)->changePassword(u"alice"_s, u"changed"_s));
    const auto state = [&] { return engine->accounts().constFirst(); };
    for (int tries = 0; tries < 20 && !state().state.needsUser(); ++tries) { // new connections, until the server has read its file anew
        for (const bool on : {false, true}) {
            engine->setEnabled(state().account.id, on, &window, [](const Result<std::monostate>&) {});
            ASSERT_TRUE(soon([&] { return state().account.enabled == on; }));
        }
        ASSERT_TRUE(soon([&] { return state().state.needsUser() || state().state.activity == model::AccountActivity::Ready; }));
    }
    ASSERT_TRUE(soon([&] { return desktop.shown.size() == 1; }));
    ASSERT_TRUE(soon([&] { return (*server)->log().contains("auth failed"); })) << "written after its answer";
    QTest::qWait(3000); // whatever would try again has had the time for it
    EXPECT_EQ((*server)->log().count("auth failed"), 1) << (*server)->log().right(3000).constData();
    EXPECT_EQ(rowCount(), 1) << "its mail is there";
    const QVariantList shown = desktop.shown.constFirst();
    EXPECT_EQ(shown.value(3).toString(), u"alice@example.test has stopped"_s);
    EXPECT_TRUE(shown.value(4).toString().startsWith(u"The user name or the password was not accepted."_s)) << qPrintable(shown.value(4).toString());
    desktop.emitSignal(u"ActionInvoked"_s, {1U, u"mend"_s});
    ASSERT_TRUE(soon([] { return find<QLineEdit>("newPassword") != nullptr; }));
    retype("newPassword", u"changed"_s);
    click("signIn");
    EXPECT_TRUE(soon([&] { return desktop.closed == QList<quint32>{1}; })) << "it goes again";
    EXPECT_EQ(desktop.shown.size(), 1);
    ASSERT_TRUE((*server)->deliver(u"alice"_s, "From: a@b.test\r\nSubject: after\r\n\r\nx\r\n"));
    EXPECT_TRUE(soon([] { return rowCount() == 2; }));
}

} // namespace
} // namespace tributary::ui::tst_AccountNotices
