// SPDX-License-Identifier: GPL-3.0-or-later
// Thirty accounts of one server in one process (S2, S28): all come into step, stay on IDLE, and keep to the budget of connections
// (docs/adr/0008); a server that allows one connection a user.
#include "engine/Engine.h"
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

#include <algorithm>
#include <cstdio>

namespace tributary::engine::tst_ManyAccounts {
namespace {

using namespace Qt::Literals::StringLiterals;
using tests::MailServer;

template <typename F> bool waitUntil(F condition, int timeoutMs = 60'000) {
    QElapsedTimer since;
    since.start();
    while (!condition()) {
        if (since.elapsed() > timeoutMs)
            return false;
        QTimer::singleShot(20, [] {}); // so that the wait below ends
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 50);
    }
    return true;
}

const QByteArray kMail = "From: Bob <bob@example.test>\r\nTo: you@example.test\r\nSubject: hello\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n\r\nText\r\n";

class ManyAccounts : public ::testing::Test {
  protected:
    void start(const MailServer::Options& options) {
        auto server = MailServer::start(options);
        ASSERT_TRUE(server) << qPrintable(server.error().detail);
        m_server = std::move(*server);
        QFile policy(m_directory.filePath(u"policy.json"_s));
        ASSERT_TRUE(policy.open(QIODevice::WriteOnly));
        policy.write(QJsonDocument(QJsonObject{{u"AllowNonStandardPorts"_s, true}, {u"ExtraCertificateAuthorities"_s, QJsonArray{m_server->caFile()}}}).toJson());
        policy.close();
        EngineOptions engine;
        engine.profileDirectory = m_directory.path();
        engine.secrets = SecretBackend::Memory;
        Engine::open(engine, &m_context, [this](Result<std::shared_ptr<Engine>> opened) {
            ASSERT_TRUE(opened) << qPrintable(opened.error().detail);
            m_engine = *opened;
        });
        ASSERT_TRUE(waitUntil([this] { return m_engine != nullptr; }));
    }
    /// All of them at once, as when a profile is restored: each is tried out, kept and started.
    void add(const QStringList& names) {
        int answers = 0;
        std::vector<std::shared_ptr<Task>> tasks;
        for (const QString& name : names) {
            AccountDraft draft;
            draft.account.email = MailServer::user(name);
            draft.account.name = name;
            draft.account.incoming = {m_server->host(), m_server->imapsPort(), model::Security::Tls, MailServer::user(name)};
            draft.password = Secret(MailServer::password(name).toUtf8());
            tasks.push_back(m_engine->addAccount(draft, &m_context, {}, [&, name](Result<AccountId> result) {
                EXPECT_TRUE(result) << qPrintable(name) << qPrintable(result.error().detail);
                ++answers;
                m_ids.insert(name, result.value_or(AccountId()));
            }));
        }
        ASSERT_TRUE(waitUntil([&] { return answers == names.size(); }));
    }
    [[nodiscard]] int ready() const {
        const auto all = m_engine->accounts();
        return static_cast<int>(std::count_if(all.begin(), all.end(), [](const auto& s) { return s.state.activity == model::AccountActivity::Ready; }));
    }
    [[nodiscard]] model::AccountSnapshot snapshot(const QString& name) const {
        for (const model::AccountSnapshot& s : m_engine->accounts()) {
            if (s.account.id == m_ids.value(name))
                return s;
        }
        return {};
    }
    [[nodiscard]] QList<model::Mailbox> mailboxesOf(const QString& name) {
        std::optional<QList<model::Mailbox>> found;
        m_engine->loadMailboxes(m_ids.value(name), &m_context, [&](Result<QList<model::Mailbox>> mailboxes) { found = mailboxes.value_or(QList<model::Mailbox>()); });
        EXPECT_TRUE(waitUntil([&] { return found.has_value(); }));
        return found.value_or(QList<model::Mailbox>());
    }
    /// How often the server has said that there are too many.
    [[nodiscard]] qsizetype refusals() const { return m_server->log().count("Maximum number of connections"); }

    QTemporaryDir m_directory;
    std::unique_ptr<MailServer> m_server;
    QObject m_context;
    std::shared_ptr<Engine> m_engine;
    QHash<QString, AccountId> m_ids;
};

QStringList generated(int count) {
    QStringList names;
    for (int i = 1; i <= count; ++i)
        names.append(u"u%1"_s.arg(i));
    return names;
}

} // namespace

TEST_F(ManyAccounts, S28_thirtyAccountsOfOneServerAreAllReadyAndHearNews) {
    MailServer::Options options;
    options.generatedUsers = 30;
    ASSERT_NO_FATAL_FAILURE(start(options));
    const QStringList names = generated(30);
    for (const QString& name : names)
        ASSERT_TRUE(m_server->deliver(name, kMail, name == u"u7"_s ? u"Projects/Roof"_s : u"INBOX"_s));
    QElapsedTimer since;
    since.start();
    ASSERT_NO_FATAL_FAILURE(add(names));
    ASSERT_TRUE(waitUntil([&] { return ready() == 30; })) << ready();
    std::printf("30 accounts added and in step after %lld ms\n", since.elapsed());
    EXPECT_TRUE(waitUntil([&] { return snapshot(u"u1"_s).unread == 1 && snapshot(u"u30"_s).unread == 1; }));
    EXPECT_EQ(snapshot(u"u7"_s).unread, 0);
    ASSERT_TRUE(m_server->deliver(u"u17"_s, kMail));
    EXPECT_TRUE(waitUntil([&] { return snapshot(u"u17"_s).unread == 2; }, 10'000)) << "it is on IDLE";
    EXPECT_EQ(refusals(), 0);
    EXPECT_EQ(ready(), 30);
    since.restart();
    m_engine.reset();
    EXPECT_LT(since.elapsed(), 3000) << "the end waits for nobody";
}

TEST_F(ManyAccounts, S2_aServerThatAllowsOneConnectionAUserIsNotAskedForMore) {
    MailServer::Options options;
    options.capabilitySet = u"no-notify"_s; // where the open mailbox would have a connection of its own
    options.maxConnections = 1;
    options.generatedUsers = 3;
    ASSERT_NO_FATAL_FAILURE(start(options));
    const QStringList names = generated(3);
    for (const QString& name : names)
        ASSERT_TRUE(m_server->fill(name, 20, 3));
    ASSERT_NO_FATAL_FAILURE(add(names));
    ASSERT_TRUE(waitUntil([&] { return ready() == 3; }));
    for (const QString& name : names) {
        const auto mailboxes = mailboxesOf(name);
        const auto other = std::find_if(mailboxes.begin(), mailboxes.end(), [](const auto& m) { return m.specialUse != model::SpecialUse::Inbox && m.total > 0; });
        ASSERT_NE(other, mailboxes.end());
        const qsizetype before = refusals();
        m_engine->setOpenMailbox(other->id);
        EXPECT_TRUE(waitUntil([&] { return refusals() > before; })) << "it was asked once";
    }
    EXPECT_EQ(refusals(), 3) << "once for each";
    // What the user waits for gets the one place; then the account has it again, and hears of news.
    for (int i = 0; i < 2; ++i) {
        std::optional<model::ServerSearchResult> found;
        model::MessageQuery query;
        query.account = m_ids.value(u"u1"_s);
        query.search = u"the"_s;
        const auto task = m_engine->searchServer(query, &m_context, {}, [&](const Result<model::ServerSearchResult>& result) {
            EXPECT_TRUE(result);
            found = result.value_or(model::ServerSearchResult());
        });
        ASSERT_TRUE(waitUntil([&] { return found.has_value(); }));
        EXPECT_TRUE(found->failures.isEmpty()) << qPrintable(found->failures.isEmpty() ? QString() : found->failures.first().error.detail);
    }
    for (const QString& name : names) {
        const int unread = snapshot(name).unread;
        ASSERT_TRUE(m_server->deliver(name, kMail));
        EXPECT_TRUE(waitUntil([&] { return snapshot(name).unread == unread + 1; }, 20'000)) << qPrintable(name);
    }
    EXPECT_EQ(refusals(), 3) << "never again";
}

} // namespace tributary::engine::tst_ManyAccounts
