// SPDX-License-Identifier: GPL-3.0-or-later
// What of an IMAP account is kept here, and that it can be changed later (S15, S32), through the command line and a real server.
#include "support/CliProcess.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

namespace tributary::tests::tst_ScopeLive {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kAlice = QStringLiteral("alice@example.test");
constexpr int kMessages = 200;

class ScopeLive : public ::testing::TestWithParam<bool> { ///< with QRESYNC, or with nothing
  protected:
    void SetUp() override {
        MailServer::Options options;
        options.capabilities = GetParam() ? MailServer::Capabilities::Full : MailServer::Capabilities::Basic;
        auto started = MailServer::start(options);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        ASSERT_TRUE(m_server->fill(u"alice"_s, kMessages, 2));
        m_cli = std::make_unique<CliProcess>(m_server->caFile());
    }
    void add(const QStringList& more) const {
        const CliResult added = m_cli->run(QStringList{u"account"_s, u"add"_s, u"--email"_s, kAlice, u"--in-host"_s, m_server->host(), u"--in-port"_s,
                                                       QString::number(m_server->imapsPort()), u"--password-stdin"_s} + more, "pw-alice\n");
        ASSERT_EQ(added.exitCode, 0) << added.err.constData();
    }
    void edit(const QStringList& options) const {
        const CliResult edited = m_cli->run(QStringList{u"account"_s, u"edit"_s, kAlice} + options);
        ASSERT_EQ(edited.exitCode, 0) << edited.err.constData();
    }
    void syncAndExamine() const {
        const CliResult sync = m_cli->run({u"sync"_s});
        ASSERT_EQ(sync.exitCode, 0) << sync.err.right(2000).constData();
        const CliResult doctor = m_cli->run({u"doctor"_s, kAlice});
        EXPECT_EQ(doctor.exitCode, 0) << doctor.out.left(2000).constData();
    }
    QJsonArray all() const { return m_cli->run({u"message"_s, u"list"_s, u"--view"_s, u"all"_s, u"--limit"_s, u"1000"_s}).array(); }
    static int with(const QJsonArray& messages, const QString& flag) {
        int count = 0;
        for (const QJsonValue& message : messages)
            count += message.toObject().value(u"flags"_s).toArray().contains(flag) ? 1 : 0;
        return count;
    }

    std::unique_ptr<MailServer> m_server;
    std::unique_ptr<CliProcess> m_cli;
};

TEST_P(ScopeLive, unreadOnlyThenFlaggedTooThenAll) {
    add({u"--unread-only"_s, u"yes"_s});
    syncAndExamine();
    const QJsonArray unread = all();
    EXPECT_GT(unread.size(), 0);
    EXPECT_LT(unread.size(), kMessages);
    EXPECT_EQ(with(unread, u"\\Seen"_s), 0);
    edit({u"--flagged-only"_s, u"yes"_s});
    syncAndExamine();
    const QJsonArray either = all();
    EXPECT_GT(either.size(), unread.size());
    EXPECT_EQ(either.size() - unread.size(), with(either, u"\\Seen"_s)) << "what has come is read and flagged";
    edit({u"--unread-only"_s, u"no"_s, u"--flagged-only"_s, u"no"_s});
    syncAndExamine();
    EXPECT_EQ(all().size(), kMessages);
}

TEST_P(ScopeLive, whatIsReadLaterStays) {
    add({u"--unread-only"_s, u"yes"_s});
    syncAndExamine();
    const QJsonArray before = all();
    const QString id = QString::number(before.first().toObject().value(u"id"_s).toInteger());
    ASSERT_EQ(m_cli->run({u"message"_s, u"mark"_s, id, u"--seen"_s}).exitCode, 0);
    syncAndExamine();
    EXPECT_EQ(all().size(), before.size());
}

TEST_P(ScopeLive, theStartDateGoesForwardsAndBackwards) {
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: bob@example.test\r\nSubject: old\r\n\r\nold\r\n", u"INBOX"_s, QDate(2019, 5, 1)));
    add({});
    syncAndExamine();
    EXPECT_EQ(all().size(), kMessages + 1);
    edit({u"--sync-since"_s, u"2020-01-01"_s});
    EXPECT_EQ(all().size(), kMessages) << "it has left the cache";
    syncAndExamine();
    EXPECT_EQ(all().size(), kMessages);
    edit({u"--sync-since"_s, u"2019-01-01"_s});
    syncAndExamine();
    EXPECT_EQ(all().size(), kMessages + 1) << "and comes in again";
    edit({u"--sync-since"_s, u"all"_s});
    syncAndExamine();
    EXPECT_EQ(all().size(), kMessages + 1);
}

TEST_P(ScopeLive, textsOfTheLastDaysComeAndOthersWhenTheyAreOpened) {
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: bob@example.test\r\nSubject: old\r\n\r\nthe old text\r\n", u"INBOX"_s, QDate(2019, 5, 1)));
    add({u"--body-days"_s, u"30"_s});
    syncAndExamine();
    const CliResult offline = m_cli->run({u"search"_s, u"\"the old text\""_s});
    EXPECT_TRUE(offline.array().isEmpty()) << "its text is not here";
    const QJsonArray found = m_cli->run({u"search"_s, u"subject:old"_s}).array();
    ASSERT_FALSE(found.isEmpty());
    const QString id = QString::number(found.last().toObject().value(u"id"_s).toInteger());
    EXPECT_TRUE(m_cli->run({u"message"_s, u"show"_s, id, u"--part"_s, u"text"_s}).out.contains("the old text"));
}

TEST_P(ScopeLive, aServerThatDoesNotLetInChangesNothing) {
    add({});
    const QJsonObject before = m_cli->run({u"account"_s, u"show"_s, kAlice}).object();
    EXPECT_EQ(m_cli->run({u"account"_s, u"edit"_s, kAlice, u"--name"_s, u"Other"_s, u"--in-port"_s, u"1"_s}).exitCode, 3);
    EXPECT_EQ(m_cli->run({u"account"_s, u"edit"_s, kAlice, u"--name"_s, u"Other"_s, u"--password-stdin"_s}, "wrong\n").exitCode, 4);
    EXPECT_EQ(m_cli->run({u"account"_s, u"edit"_s, kAlice, u"--body-days"_s, u"many"_s}).exitCode, 6);
    EXPECT_EQ(m_cli->run({u"account"_s, u"show"_s, kAlice}).object(), before);
    syncAndExamine();
}

INSTANTIATE_TEST_SUITE_P(Servers, ScopeLive, ::testing::Values(true, false), [](const auto& i) { return i.param ? "full" : "basic"; });

} // namespace
} // namespace tributary::tests::tst_ScopeLive
