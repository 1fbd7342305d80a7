// SPDX-License-Identifier: GPL-3.0-or-later
// The engine in one process, as the window uses it: workers, IDLE, polling, facts that come up after the commit (S17, S30).
#include "engine/Engine.h"
#include "engine/NetworkSource.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTimer>

namespace tributary::engine::tst_Engine {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::MailServer;

/// Runs the event loop until the condition holds; false: not within the time.
template <typename F> bool waitUntil(F condition, int timeoutMs = 20'000) {
    QElapsedTimer since;
    since.start();
    while (!condition()) {
        if (since.elapsed() > timeoutMs)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 50);
        QTimer::singleShot(20, [] {}); // so that the wait above ends
    }
    return true;
}

class EngineTest : public ::testing::Test {
  protected:
    void start(const MailServer::Options& options) {
        auto server = MailServer::start(options);
        ASSERT_TRUE(server) << qPrintable(server.error().detail);
        m_server = std::move(*server);
        trust({m_server->caFile()});
        openEngine();
    }
    /// What the engine believes when it is opened next.
    void trust(const QStringList& authorities) {
        QFile policy(m_directory.filePath(u"policy.json"_s));
        ASSERT_TRUE(policy.open(QIODevice::WriteOnly));
        policy.write(QJsonDocument(QJsonObject{{u"AllowNonStandardPorts"_s, true}, {u"ExtraCertificateAuthorities"_s, QJsonArray::fromStringList(authorities)}}).toJson());
    }
    void openEngine() {
        EngineOptions options;
        options.profileDirectory = m_directory.path();
        options.secrets = SecretBackend::Sealed;
        options.passphrase = Secret("pass");
        options.network = m_network;
        Engine::open(options, &m_context, [this](Result<std::shared_ptr<Engine>> engine) {
            ASSERT_TRUE(engine) << qPrintable(engine.error().detail);
            m_engine = *engine;
        });
        ASSERT_TRUE(waitUntil([this] { return m_engine != nullptr; }));
    }
    AccountDraft draftOf(const QString& name) const {
        AccountDraft draft;
        draft.account.email = MailServer::user(name);
        draft.account.name = name;
        draft.account.incoming = {m_server->host(), m_server->imapsPort(), model::Security::Tls, MailServer::user(name)};
        draft.password = Secret(MailServer::password(name).toUtf8());
        return draft;
    }
    AccountId add(const QString& name) {
        std::optional<Result<AccountId>> added;
        const auto task = m_engine->addAccount(draftOf(name), &m_context, {}, [&](Result<AccountId> result) { added = result; });
        EXPECT_TRUE(waitUntil([&] { return added.has_value(); }));
        EXPECT_TRUE(*added) << qPrintable((*added).error().detail);
        return (*added).value_or(AccountId());
    }
    model::AccountSnapshot snapshot(AccountId id) const {
        for (const model::AccountSnapshot& s : m_engine->accounts()) {
            if (s.account.id == id)
                return s;
        }
        return {};
    }
    /// How many of all messages have a body in the cache; -1: not known.
    int countBodies(QList<MessageId>* ids = nullptr) {
        std::optional<int> bodies;
        m_engine->loadMessages({}, 0, &m_context, [&](Result<model::MessagePage> page) {
            bodies = page ? 0 : -1;
            for (const model::MessageSummary& message : page ? page->messages : QList<model::MessageSummary>()) {
                *bodies += message.body == model::BodyState::Whole ? 1 : 0;
                if (ids)
                    ids->append(message.id);
            }
        });
        EXPECT_TRUE(waitUntil([&] { return bodies.has_value(); }));
        return *bodies;
    }
    qsizetype countInbox() {
        std::optional<qsizetype> count;
        m_engine->loadMessages({}, 0, &m_context, [&](Result<model::MessagePage> page) { count = page ? page->messages.size() : -1; });
        EXPECT_TRUE(waitUntil([&] { return count.has_value(); }));
        return *count;
    }

    QTemporaryDir m_directory;
    std::unique_ptr<MailServer> m_server;
    QObject m_context;
    std::shared_ptr<NetworkSource> m_network; ///< null: the machine's
    std::shared_ptr<Engine> m_engine;
};

const QByteArray kMail = "From: Bob <bob@example.test>\r\nTo: alice@example.test\r\nSubject: hello\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n\r\nText\r\n";

TEST_F(EngineTest, mailThatIsDeliveredAppearsWithoutAsking) {
    ASSERT_NO_FATAL_FAILURE(start({}));
    const AccountId id = add(u"alice"_s);
    ASSERT_TRUE(waitUntil([&] { return snapshot(id).state.activity == model::AccountActivity::Ready; }));
    QList<MessageId> added;
    QObject::connect(m_engine.get(), &Engine::storeChanged, &m_context, [&](const QList<model::StoreChange>& changes) {
        for (const model::StoreChange& change : changes) {
            if (const auto* a = std::get_if<model::MessagesAdded>(&change))
                added.append(a->ids);
        }
    });
    for (int i = 1; i <= 3; ++i) {
        ASSERT_TRUE(m_server->deliver(u"alice"_s, kMail));
        ASSERT_TRUE(waitUntil([&] { return added.size() >= i; }, 10'000)) << i;
    }
    EXPECT_EQ(countInbox(), 3);
    EXPECT_TRUE(waitUntil([&] { return snapshot(id).unread == 3; }));
}

TEST_F(EngineTest, S31_onAMeteredLineBodiesWaitButForThoseThatAreOpened) {
    const NetworkFacts metered{{u"192.0.2.10"_s}, true, false, true};
    m_network = std::make_shared<NetworkSource>();
    m_network->tell(metered);
    ASSERT_NO_FATAL_FAILURE(start({}));
    ASSERT_TRUE(waitUntil([&] { return m_engine->network().bodiesWait; }));
    ASSERT_TRUE(m_server->fill(u"alice"_s, 30));
    const AccountId id = add(u"alice"_s);
    ASSERT_TRUE(waitUntil([&] { return snapshot(id).state.activity == model::AccountActivity::Ready; }));
    QList<MessageId> ids;
    EXPECT_EQ(countBodies(&ids), 0);
    ASSERT_EQ(ids.size(), 30) << "the list is there";
    m_engine->wantBody(ids.at(7));
    ASSERT_TRUE(waitUntil([&] { return countBodies() == 1; })) << "what the user opens comes";
    ASSERT_TRUE(m_server->deliver(u"alice"_s, kMail));
    ASSERT_TRUE(waitUntil([&] { return countInbox() == 31; }));
    EXPECT_EQ(countBodies(), 1) << "new mail is listed and waits too";
    m_engine->setFetchOnMetered(true);
    ASSERT_TRUE(waitUntil([&] { return countBodies() == 31; })) << "the user does not want to wait";
    m_engine->setFetchOnMetered(false);
    ASSERT_TRUE(m_server->deliver(u"alice"_s, kMail));
    ASSERT_TRUE(waitUntil([&] { return countInbox() == 32; }));
    EXPECT_EQ(countBodies(), 31);
    m_network->tell({{u"198.51.100.7"_s}, true, false, false});
    ASSERT_TRUE(waitUntil([&] { return countBodies() == 32; })) << "another network, which costs nothing";
}

TEST_F(EngineTest, S31_behindAPortalTheAccountIsOfflineAndGoesOnWhenThePortalIsGone) {
    m_network = std::make_shared<NetworkSource>();
    ASSERT_NO_FATAL_FAILURE(start({}));
    const AccountId id = add(u"alice"_s);
    ASSERT_TRUE(waitUntil([&] { return snapshot(id).state.activity == model::AccountActivity::Ready; }));
    m_engine.reset();
    ASSERT_NO_FATAL_FAILURE(trust({})); // from here on the server's certificate is a stranger's
    m_network->tell({{u"192.0.2.10"_s}, true, true, false});
    ASSERT_NO_FATAL_FAILURE(openEngine());
    ASSERT_TRUE(waitUntil([&] { return snapshot(id).state.reason.has_value(); }));
    // What the network says of itself may come after the first try; then that is made again.
    ASSERT_TRUE(waitUntil([&] { return snapshot(id).state.activity == model::AccountActivity::Offline && snapshot(id).state.reason; }));
    EXPECT_EQ(snapshot(id).state.reason->kind, ErrorKind::Network);
    EXPECT_EQ(snapshot(id).state.reason->code, ErrorCode::CaptivePortal);
    EXPECT_GT(snapshot(id).state.retryAtMs, 0);
    m_network->tell({{u"192.0.2.10"_s}, true, false, false});
    ASSERT_TRUE(waitUntil([&] { return snapshot(id).state.activity == model::AccountActivity::Disabled; })) << "tried again, and a bad certificate is one";
    EXPECT_EQ(snapshot(id).state.reason->kind, ErrorKind::Tls);
    m_network->tell({{u"198.51.100.7"_s}, true, true, false});
    ASSERT_TRUE(waitUntil([&] { return snapshot(id).state.activity == model::AccountActivity::Offline && snapshot(id).state.reason; })) << "another network: the certificate may be another one";
    EXPECT_EQ(snapshot(id).state.reason->code, ErrorCode::CaptivePortal);
}

TEST_F(EngineTest, accountsWorkSideBySideAndSurviveARestart) {
    ASSERT_NO_FATAL_FAILURE(start({}));
    ASSERT_TRUE(m_server->fill(u"bob"_s, 150, 3));
    const AccountId alice = add(u"alice"_s);
    const AccountId bob = add(u"bob"_s);
    ASSERT_TRUE(waitUntil([&] { return snapshot(alice).state.activity == model::AccountActivity::Ready && snapshot(bob).state.activity == model::AccountActivity::Ready; }));
    EXPECT_TRUE(snapshot(alice).account.isDefault);
    m_engine.reset();
    ASSERT_TRUE(m_server->deliver(u"alice"_s, kMail));
    ASSERT_NO_FATAL_FAILURE(openEngine());
    ASSERT_EQ(m_engine->accounts().size(), 2);
    ASSERT_TRUE(waitUntil([&] { return snapshot(alice).unread == 1; }));
}

TEST_F(EngineTest, anOpenedMailboxWakesItsAccountAlone) {
    ASSERT_NO_FATAL_FAILURE(start({}));
    const AccountId alice = add(u"alice"_s);
    const AccountId bob = add(u"bob"_s);
    for (const AccountId id : {alice, bob}) {
        ASSERT_TRUE(waitUntil([&] { return snapshot(id).state.activity == model::AccountActivity::Ready; }));
        m_engine->setProtocolLog(id, true);
    }
    const auto idles = [&](AccountId id) { // CAPABILITY names IDLE too, and a sync that is told of a network begins anew
        const QStringList log = m_engine->protocolLog(id);
        return !log.isEmpty() && log.constLast().contains(u"+ idling"_s);
    };
    ASSERT_TRUE(waitUntil([&] { return idles(alice) && idles(bob); }));
    std::optional<MailboxId> open;
    m_engine->loadMailboxes(alice, &m_context, [&](Result<QList<model::Mailbox>> found) { open = found ? found->first().id : MailboxId(); });
    ASSERT_TRUE(waitUntil([&] { return open.has_value(); }));
    const auto before = m_engine->protocolLog(alice).size();
    const QStringList bobs = m_engine->protocolLog(bob);
    m_engine->setOpenMailbox(open);
    EXPECT_TRUE(waitUntil([&] { return m_engine->protocolLog(alice).size() > before; }));
    EXPECT_EQ(m_engine->protocolLog(bob), bobs);
}

TEST_F(EngineTest, aRefusedPasswordStopsTheAccountUntilANewOneIsProven) {
    ASSERT_NO_FATAL_FAILURE(start({}));
    const AccountId id = add(u"alice"_s);
    ASSERT_TRUE(waitUntil([&] { return snapshot(id).state.activity == model::AccountActivity::Ready; }));
    ASSERT_TRUE(m_server->changePassword(u"alice"_s, u"pw-other"_s));
    QElapsedTimer since;
    since.start();
    while (!snapshot(id).state.needsUser() && since.elapsed() < 20'000) {
        m_engine->setEnabled(id, false, &m_context, [](const Result<std::monostate>&) {});
        ASSERT_TRUE(waitUntil([&] { return !snapshot(id).account.enabled; }));
        m_engine->setEnabled(id, true, &m_context, [](const Result<std::monostate>&) {});
        ASSERT_TRUE(waitUntil([&] { return snapshot(id).state.needsUser() || snapshot(id).state.activity == model::AccountActivity::Ready; }));
    }
    ASSERT_TRUE(snapshot(id).state.needsUser());
    EXPECT_EQ(snapshot(id).state.activity, model::AccountActivity::Disabled);
    std::optional<bool> mended;
    auto task = m_engine->updatePassword(id, Secret("pw-wrong"), &m_context, {}, [&](const Result<std::monostate>& r) { mended = r.has_value(); });
    ASSERT_TRUE(waitUntil([&] { return mended.has_value(); }));
    EXPECT_FALSE(*mended);
    mended.reset();
    task = m_engine->updatePassword(id, Secret("pw-other"), &m_context, {}, [&](const Result<std::monostate>& r) { mended = r.has_value(); });
    ASSERT_TRUE(waitUntil([&] { return mended.has_value(); }));
    EXPECT_TRUE(*mended);
    EXPECT_TRUE(waitUntil([&] { return snapshot(id).state.activity == model::AccountActivity::Ready; }));
}

TEST_F(EngineTest, aServerThatGoesAwayMakesTheAccountOfflineAndKeepsItsMail) {
    ASSERT_NO_FATAL_FAILURE(start({}));
    ASSERT_TRUE(m_server->deliver(u"alice"_s, kMail));
    const AccountId id = add(u"alice"_s);
    ASSERT_TRUE(waitUntil([&] { return snapshot(id).state.activity == model::AccountActivity::Ready; }));
    m_server->stop();
    ASSERT_TRUE(waitUntil([&] { return snapshot(id).state.activity == model::AccountActivity::Offline && snapshot(id).state.retryAtMs > 0; }));
    EXPECT_EQ(snapshot(id).state.reason->kind, ErrorKind::Network);
    EXPECT_EQ(countInbox(), 1);
}

TEST_F(EngineTest, removingAnAccountTakesItsMailAndItsPassword) {
    ASSERT_NO_FATAL_FAILURE(start({}));
    ASSERT_TRUE(m_server->deliver(u"alice"_s, kMail));
    const AccountId id = add(u"alice"_s);
    ASSERT_TRUE(waitUntil([&] { return snapshot(id).state.activity == model::AccountActivity::Ready; }));
    std::optional<bool> removed;
    m_engine->removeAccount(id, &m_context, [&](const Result<std::monostate>& r) { removed = r.has_value(); });
    ASSERT_TRUE(waitUntil([&] { return removed.has_value(); }));
    EXPECT_TRUE(*removed);
    EXPECT_TRUE(waitUntil([&] { return m_engine->accounts().isEmpty(); }));
    EXPECT_EQ(countInbox(), 0);
    (void)add(u"alice"_s);
}

TEST_F(EngineTest, aCancelledProbeSavesNothing) {
    ASSERT_NO_FATAL_FAILURE(start({}));
    std::optional<Result<AccountId>> added;
    auto task = m_engine->addAccount(draftOf(u"alice"_s), &m_context, {}, [&](Result<AccountId> result) { added = result; });
    task.reset();
    ASSERT_TRUE(waitUntil([&] { return added.has_value(); }));
    EXPECT_FALSE(*added);
    EXPECT_TRUE(m_engine->accounts().isEmpty());
}

} // namespace
} // namespace tributary::engine::tst_Engine
