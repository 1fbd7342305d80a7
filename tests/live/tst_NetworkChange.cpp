// SPDX-License-Identifier: GPL-3.0-or-later
// The network is taken away and given back under a running engine (S31), in a network namespace of this program's own: real
// addresses, the machine's own word about them (netlink), a real server behind them.
#include "engine/Engine.h"
#include "support/FaultProxy.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTimer>

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tributary::engine::tst_NetworkChange {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::FaultProxy;
using tests::MailServer;

constexpr char kAddress[] = "192.0.2.10"; // in the good certificate

/// A network without a way out: loopback, and one address that comes and goes. Of the calling thread and those that it starts.
class OwnNetwork {
  public:
    /// Empty: entered. Else why not.
    static QString enter() {
        const uid_t user = ::getuid();
        const gid_t group = ::getgid();
        if (::unshare(CLONE_NEWNET) != 0) {
            if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
                return u"no network namespace: %1"_s.arg(QString::fromLocal8Bit(std::strerror(errno)));
            write(u"/proc/self/setgroups"_s, "deny");
            write(u"/proc/self/uid_map"_s, QByteArray::number(user) + ' ' + QByteArray::number(user) + " 1");
            write(u"/proc/self/gid_map"_s, QByteArray::number(group) + ' ' + QByteArray::number(group) + " 1");
        }
        return setUp("lo", true) ? QString() : u"loopback cannot be switched on"_s;
    }
    static bool give() {
        ifreq request = requestFor("lo:1");
        auto* address = reinterpret_cast<sockaddr_in*>(&request.ifr_addr);
        address->sin_family = AF_INET;
        ::inet_pton(AF_INET, kAddress, &address->sin_addr);
        return call(SIOCSIFADDR, request);
    }
    static bool takeAway() { return setUp("lo:1", false); }

  private:
    static void write(const QString& path, const QByteArray& text) {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
    }
    static ifreq requestFor(const char* name) {
        ifreq request{};
        std::strncpy(request.ifr_name, name, IFNAMSIZ - 1);
        return request;
    }
    static bool call(unsigned long what, ifreq& request) {
        const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        const bool done = ::ioctl(socket, what, &request) == 0;
        ::close(socket);
        return done;
    }
    static bool setUp(const char* name, bool up) {
        ifreq request = requestFor(name);
        request.ifr_flags = static_cast<short>(up ? IFF_UP | IFF_RUNNING : 0);
        return call(SIOCSIFFLAGS, request);
    }
};

template <typename F> bool waitUntil(F condition, int timeoutMs = 20'000) {
    QElapsedTimer since;
    since.start();
    while (!condition()) {
        if (since.elapsed() > timeoutMs)
            return false;
        QTimer::singleShot(20, [] {});
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents);
    }
    return true;
}

class NetworkChange : public ::testing::Test {
  protected:
    void openEngine() {
        QFile policy(m_directory.filePath(u"policy.json"_s));
        ASSERT_TRUE(policy.open(QIODevice::WriteOnly));
        policy.write(QJsonDocument(QJsonObject{{u"AllowNonStandardPorts"_s, true}, {u"ExtraCertificateAuthorities"_s, QJsonArray{m_server->caFile()}}}).toJson());
        policy.close();
        EngineOptions options;
        options.profileDirectory = m_directory.path();
        options.secrets = SecretBackend::Sealed;
        options.passphrase = Secret("pass");
        Engine::open(options, &m_context, [this](Result<std::shared_ptr<Engine>> engine) {
            ASSERT_TRUE(engine) << qPrintable(engine.error().detail);
            m_engine = *engine;
        });
        ASSERT_TRUE(waitUntil([this] { return m_engine != nullptr; }));
    }
    AccountId add(const QString& name, const QString& host, quint16 port) {
        AccountDraft draft;
        draft.account.email = MailServer::user(name);
        draft.account.name = name;
        draft.account.incoming = {host, port, model::Security::Tls, MailServer::user(name)};
        draft.password = Secret(MailServer::password(name).toUtf8());
        std::optional<Result<AccountId>> added;
        const auto task = m_engine->addAccount(draft, &m_context, {}, [&](Result<AccountId> result) { added = result; });
        EXPECT_TRUE(waitUntil([&] { return added.has_value(); }));
        EXPECT_TRUE(added && *added) << (added ? qPrintable((*added).error().detail) : "");
        return added ? added->value_or(AccountId()) : AccountId();
    }
    model::AccountSnapshot snapshot(AccountId id) const {
        for (const model::AccountSnapshot& s : m_engine->accounts()) {
            if (s.account.id == id)
                return s;
        }
        return {};
    }
    bool is(AccountId id, model::AccountActivity activity) const { return snapshot(id).state.activity == activity; }

    QTemporaryDir m_directory;
    std::unique_ptr<MailServer> m_server;
    QObject m_context;
    std::shared_ptr<Engine> m_engine;
};

const QByteArray kMail = "From: Bob <bob@example.test>\r\nSubject: hello\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n\r\nText\r\n";

TEST_F(NetworkChange, S31_aNetworkThatComesBackIsUsedWithinThreeSecondsAndServersOnThisMachineNoticeNothing) {
    using model::AccountActivity;
    if (const QString why = OwnNetwork::enter(); !why.isEmpty())
        GTEST_SKIP() << qPrintable(why);
    ASSERT_TRUE(OwnNetwork::give()) << std::strerror(errno);
    auto server = MailServer::start();
    ASSERT_TRUE(server) << qPrintable(server.error().detail);
    m_server = std::move(*server);
    const FaultProxy outside(m_server->host(), m_server->imapsPort(), {}, 1, QString::fromLatin1(kAddress));
    const FaultProxy inside(m_server->host(), m_server->imapsPort(), {}, 1);
    ASSERT_NO_FATAL_FAILURE(openEngine());
    const AccountId away = add(u"alice"_s, QString::fromLatin1(kAddress), outside.port());
    const AccountId here = add(u"bob"_s, u"127.0.0.1"_s, inside.port());
    ASSERT_TRUE(waitUntil([&] { return is(away, AccountActivity::Ready) && is(here, AccountActivity::Ready); }));
    const int connectionsHere = inside.counts().connections;

    ASSERT_TRUE(OwnNetwork::takeAway());
    // Nobody tells the connection: without a look at the addresses it would be taken for alive for many minutes.
    ASSERT_TRUE(waitUntil([&] { return is(away, AccountActivity::Offline); }, 5'000));
    EXPECT_EQ(snapshot(away).state.reason->kind, ErrorKind::Network);
    EXPECT_TRUE(waitUntil([&] { return m_engine->network().isOffline; }, 3'000));
    ASSERT_TRUE(m_server->deliver(u"alice"_s, kMail));
    ASSERT_TRUE(m_server->deliver(u"bob"_s, kMail));
    EXPECT_TRUE(waitUntil([&] { return snapshot(here).unread == 1; }, 5'000)) << "what is on this machine goes on";
    // Until the next try by itself is so far away that it cannot be what brings the account back.
    ASSERT_TRUE(waitUntil([&] {
        return is(away, AccountActivity::Offline) && snapshot(away).state.retryAtMs - QDateTime::currentMSecsSinceEpoch() > 8'000;
    }, 60'000));

    QElapsedTimer since;
    since.start();
    ASSERT_TRUE(OwnNetwork::give());
    ASSERT_TRUE(waitUntil([&] { return is(away, AccountActivity::Ready) && snapshot(away).unread == 1; }, 8'000));
    EXPECT_LT(since.elapsed(), 3'000);
    EXPECT_EQ(inside.counts().connections, connectionsHere) << "those to this machine were left alone";

    // And the user's [Sync now] is a try, whatever is believed of the network.
    ASSERT_TRUE(OwnNetwork::takeAway());
    ASSERT_TRUE(waitUntil([&] {
        return is(away, AccountActivity::Offline) && snapshot(away).state.retryAtMs - QDateTime::currentMSecsSinceEpoch() > 8'000;
    }, 60'000));
    const qint64 due = snapshot(away).state.retryAtMs;
    m_engine->syncNow(away);
    EXPECT_TRUE(waitUntil([&] { return is(away, AccountActivity::Offline) && snapshot(away).state.retryAtMs > due; }, 3'000));
}

} // namespace
} // namespace tributary::engine::tst_NetworkChange
