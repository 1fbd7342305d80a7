// SPDX-License-Identifier: GPL-3.0-or-later
// The sync against a real server, with and without the extensions that it likes to have (S2, S31). The judge is doctor:
// cache and server, message by message.
#include "support/CliProcess.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSet>

#include <atomic>
#include <csignal>
#include <thread>

namespace tributary::tests::tst_SyncLive {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Fixture {
    std::unique_ptr<MailServer> server;
    std::unique_ptr<CliProcess> cli;

    explicit Fixture(const MailServer::Options& options) {
        auto started = MailServer::start(options);
        if (!started)
            return;
        server = std::move(*started);
        cli = std::make_unique<CliProcess>(server->caFile());
    }
    CliResult addAlice() const {
        return cli->run({u"account"_s, u"add"_s, u"--email"_s, u"alice@example.test"_s, u"--in-host"_s, server->host(), u"--in-port"_s,
                         QString::number(server->imapsPort()), u"--password-stdin"_s}, "pw-alice\n");
    }
    void expectNoDifference() const {
        const CliResult doctor = cli->run({u"doctor"_s, u"alice@example.test"_s});
        EXPECT_EQ(doctor.exitCode, 0) << doctor.out.left(2000).constData() << doctor.err.constData();
    }
    /// (mailbox, uid) of all cached messages; fails when one is there twice.
    qsizetype countWithoutDuplicates() const {
        QSet<QString> seen;
        for (const QJsonValue& value : cli->run({u"message"_s, u"list"_s, u"--view"_s, u"all"_s, u"--limit"_s, u"100000"_s}).array()) {
            const QJsonObject m = value.toObject();
            const QString key = m.value(u"mailbox"_s).toString() + u'/' + QString::number(m.value(u"uid"_s).toInteger());
            EXPECT_FALSE(seen.contains(key)) << qPrintable(key);
            seen.insert(key);
        }
        return seen.size();
    }
};

class SyncLive : public ::testing::TestWithParam<const char*> {
  protected:
    MailServer::Options options() const {
        MailServer::Options options;
        const QString which = QString::fromLatin1(GetParam());
        if (which == u"basic"_s)
            options.capabilities = MailServer::Capabilities::Basic;
        else if (which != u"full"_s)
            options.without = which.split(u',');
        return options;
    }
};

TEST_P(SyncLive, firstSyncThenChangesThenDoctorFindsNoDifference) {
    Fixture f(options());
    ASSERT_TRUE(f.server);
    ASSERT_TRUE(f.server->fill(u"alice"_s, 600, 6));
    ASSERT_EQ(f.addAlice().exitCode, 0);
    const CliResult first = f.cli->run({u"sync"_s});
    ASSERT_EQ(first.exitCode, 0) << first.err.right(2000).constData();
    f.expectNoDifference();
    EXPECT_EQ(f.countWithoutDuplicates(), 600);
    for (int round = 1; round <= 3; ++round) {
        ASSERT_TRUE(f.server->change(u"alice"_s, 350, round));
        const CliResult sync = f.cli->run({u"sync"_s});
        ASSERT_EQ(sync.exitCode, 0) << sync.err.right(2000).constData();
        f.expectNoDifference();
        (void)f.countWithoutDuplicates();
    }
    const CliResult quiet = f.cli->run({u"sync"_s});
    for (const QJsonValue& m : quiet.object().value(u"accounts"_s).toArray().first().toObject().value(u"mailboxes"_s).toArray()) {
        EXPECT_EQ(m.toObject().value(u"new"_s), 0);
        EXPECT_EQ(m.toObject().value(u"changed"_s), 0);
        EXPECT_EQ(m.toObject().value(u"gone"_s), 0);
    }
}

INSTANTIATE_TEST_SUITE_P(Servers, SyncLive, ::testing::Values("full", "QRESYNC", "QRESYNC,CONDSTORE", "LIST-STATUS,ESEARCH,SPECIAL-USE", "basic"),
                         [](const auto& i) { return "server" + std::to_string(i.index); });

TEST(SyncKill, fiftyKillsOfAFirstSyncLoseAndDoubleNothing) {
    Fixture f(MailServer::Options{});
    ASSERT_TRUE(f.server);
    ASSERT_TRUE(f.server->fill(u"alice"_s, 3000, 5));
    QRandomGenerator random(20261123);
    int killed = 0;
    // A first sync that comes to its end between two kills is judged, and a new one begins.
    for (int firstSyncs = 0; killed < 50 && firstSyncs < 50; ++firstSyncs) {
        ASSERT_EQ(f.addAlice().exitCode, 0);
        for (bool complete = false; !complete;) {
            const auto process = f.cli->start({u"sync"_s});
            ASSERT_TRUE(process->waitForStarted(5000));
            if (killed < 50 && !process->waitForFinished(random.bounded(20, 400))) {
                ASSERT_EQ(::kill(static_cast<pid_t>(process->processId()), SIGKILL), 0);
                ++killed;
                process->waitForFinished(5000);
                continue;
            }
            ASSERT_TRUE(process->state() == QProcess::NotRunning || process->waitForFinished(60'000));
            complete = process->exitCode() == 0;
            ASSERT_TRUE(complete) << process->readAllStandardError().right(2000).constData();
        }
        f.expectNoDifference();
        EXPECT_EQ(f.countWithoutDuplicates(), 3000);
        f.cli = std::make_unique<CliProcess>(f.server->caFile());
    }
    EXPECT_EQ(killed, 50);
}

TEST(SyncMeanwhile, aThousandChangesDuringASyncAreAllSeen) {
    for (const bool full : {true, false}) {
        MailServer::Options options;
        options.capabilities = full ? MailServer::Capabilities::Full : MailServer::Capabilities::Basic;
        Fixture f(options);
        ASSERT_TRUE(f.server);
        ASSERT_TRUE(f.server->fill(u"alice"_s, 1500, 6));
        ASSERT_EQ(f.addAlice().exitCode, 0);
        std::atomic<bool> changed = false;
        Status status;
        std::thread changer([&] {
            status = f.server->change(u"alice"_s, 1000, 7);
            changed = true;
        });
        int syncs = 0;
        for (; !changed || syncs == 0; ++syncs) {
            const CliResult sync = f.cli->run({u"sync"_s});
            // A mailbox may be deleted between the list and the look at it: that one is told, the others are complete.
            EXPECT_TRUE(sync.exitCode == 0 || sync.exitCode == 11) << sync.exitCode << sync.err.right(2000).constData();
        }
        changer.join();
        ASSERT_TRUE(status) << qPrintable(status.error().detail);
        ASSERT_EQ(f.cli->run({u"sync"_s}).exitCode, 0);
        f.expectNoDifference();
        (void)f.countWithoutDuplicates();
    }
}

TEST(SyncScope, globsAndStartDateLimitWhatIsFetched) {
    Fixture f(MailServer::Options{});
    ASSERT_TRUE(f.server);
    ASSERT_TRUE(f.server->fill(u"alice"_s, 120, 4));
    ASSERT_EQ(f.addAlice().exitCode, 0);
    const CliResult some = f.cli->run({u"sync"_s, u"--mailbox"_s, u"INBOX"_s});
    ASSERT_EQ(some.exitCode, 0);
    EXPECT_EQ(some.object().value(u"accounts"_s).toArray().first().toObject().value(u"mailboxes"_s).toArray().size(), 1);
    EXPECT_EQ(f.countWithoutDuplicates(), 60);
}

TEST(SyncPassword, aChangedPasswordDisablesTheAccountAndANewOneMendsIt) {
    Fixture f(MailServer::Options{});
    ASSERT_TRUE(f.server);
    ASSERT_EQ(f.addAlice().exitCode, 0);
    ASSERT_EQ(f.cli->run({u"sync"_s}).exitCode, 0);
    // What is kept here is wrong from now on.
    ASSERT_TRUE(f.server->changePassword(u"alice"_s, u"pw-other"_s));
    QElapsedTimer since;
    since.start();
    int exitCode = 0;
    while (exitCode == 0 && since.elapsed() < 20'000)
        exitCode = f.cli->run({u"sync"_s}).exitCode;
    EXPECT_EQ(exitCode, 4);
    const QJsonObject account = f.cli->run({u"account"_s, u"list"_s}).array().first().toObject();
    EXPECT_EQ(account.value(u"state"_s), u"disabled"_s);
    EXPECT_EQ(account.value(u"reason"_s).toObject().value(u"kind"_s), u"auth"_s);
    EXPECT_EQ(f.cli->run({u"account"_s, u"password"_s, u"1"_s, u"--password-stdin"_s}, "pw-other\n").exitCode, 0);
    EXPECT_EQ(f.cli->run({u"sync"_s}).exitCode, 0);
}

} // namespace
} // namespace tributary::tests::tst_SyncLive
