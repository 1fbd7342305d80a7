// SPDX-License-Identifier: GPL-3.0-or-later
// The sync against a real server, with and without the extensions that it likes to have (S2, S31). The judge is doctor:
// cache and server, message by message.
#include "support/CliProcess.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QRandomGenerator>
#include <QSet>

#include <csignal>

namespace tributary::tests {
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

TEST(SyncKill, aKilledFirstSyncGoesOnWhereItWas) {
    Fixture f(MailServer::Options{});
    ASSERT_TRUE(f.server);
    ASSERT_TRUE(f.server->fill(u"alice"_s, 1500, 5));
    ASSERT_EQ(f.addAlice().exitCode, 0);
    QRandomGenerator random(20261123);
    int killed = 0;
    for (int round = 0; round < 12; ++round) {
        const auto process = f.cli->start({u"sync"_s});
        ASSERT_TRUE(process->waitForStarted(5000));
        process->waitForFinished(random.bounded(30, 450));
        if (process->state() == QProcess::Running) {
            ::kill(static_cast<pid_t>(process->processId()), SIGKILL);
            ++killed;
        }
        process->waitForFinished(5000);
    }
    EXPECT_GT(killed, 0);
    const CliResult last = f.cli->run({u"sync"_s});
    ASSERT_EQ(last.exitCode, 0) << last.err.right(2000).constData();
    f.expectNoDifference();
    EXPECT_EQ(f.countWithoutDuplicates(), 1500);
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
    // The provider changes it: what is kept here is wrong from now on.
    QFile users(f.server->directory() + u"/users"_s);
    ASSERT_TRUE(users.open(QIODevice::ReadWrite));
    const QByteArray before = users.readAll();
    users.resize(0);
    users.seek(0);
    users.write(QByteArray(before).replace("pw-alice", "pw-other"));
    users.close();
    // Dovecot looks at its password file once a second at most.
    int exitCode = 0;
    for (int attempt = 0; attempt < 40 && exitCode == 0; ++attempt)
        exitCode = f.cli->run({u"sync"_s}).exitCode;
    EXPECT_EQ(exitCode, 4);
    const QJsonObject account = f.cli->run({u"account"_s, u"list"_s}).array().first().toObject();
    EXPECT_EQ(account.value(u"state"_s), u"disabled"_s);
    EXPECT_EQ(account.value(u"reason"_s).toObject().value(u"kind"_s), u"auth"_s);
    EXPECT_EQ(f.cli->run({u"account"_s, u"password"_s, u"1"_s, u"--password-stdin"_s}, "pw-other\n").exitCode, 0);
    EXPECT_EQ(f.cli->run({u"sync"_s}).exitCode, 0);
}

} // namespace
} // namespace tributary::tests
