// SPDX-License-Identifier: GPL-3.0-or-later
// Filters and the vacation reply by tributary-cli on a server without Sieve, whose replies go through a real SMTP server (S4, S5).
#include "ImapDialogue.h"

#include "store/Reader.h"
#include "store/Store.h"
#include "support/CliProcess.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QThread>

#include <utility>

namespace tributary::tests::tst_FilterCli {
namespace {

using namespace Qt::Literals::StringLiterals;

/// Everything that a watching process has told on standard error, until it holds the words, or 30 s are over.
QByteArray toldUntil(QProcess& watching, QByteArray told, const QByteArray& words) {
    QElapsedTimer timer;
    timer.start();
    while (!told.contains(words) && !timer.hasExpired(30'000)) {
        (void)watching.waitForReadyRead(200);
        told += watching.readAllStandardError();
    }
    return told;
}

class FilterCli : public ::testing::Test {
  protected:
    void start(bool withSmtp, bool byPop3 = false) {
        MailServer::Options options;
        options.pop3 = byPop3;
        if (withSmtp)
            options.smtp = MailServer::Smtp();
        auto started = MailServer::start(options);
        if (!started && MailServer::isMissing(started.error()))
            GTEST_SKIP() << qPrintable(started.error().detail);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        m_cli = std::make_unique<CliProcess>(m_server->caFile());
        addAccount(u"alice"_s, withSmtp, byPop3);
        deliver("an old list mail");
        sync();
    }
    void addAccount(const QString& name, bool withSmtp, bool byPop3 = false) {
        QStringList words{u"account"_s, u"add"_s, u"--email"_s, MailServer::user(name), u"--in-host"_s, m_server->host(), u"--in-port"_s, QString::number(byPop3 ? m_server->pop3sPort() : m_server->imapsPort()), u"--protocol"_s, byPop3 ? u"pop3"_s : u"imap"_s, u"--password-stdin"_s};
        if (withSmtp)
            words << u"--out-host"_s << m_server->host() << u"--out-port"_s << QString::number(m_server->smtpsPort()) << u"--out-security"_s << u"tls"_s;
        const CliResult added = m_cli->run(words, MailServer::password(name).toUtf8() + '\n');
        ASSERT_EQ(added.exitCode, 0) << added.err.constData();
    }
    void deliver(const QByteArray& subject, const QByteArray& more = {}, const QByteArray& from = "bob@else.example") {
        const QByteArray message = "From: Bob <" + from + ">\r\nTo: alice@example.test\r\nSubject: " + subject + "\r\nMessage-ID: <" + QByteArray::number(++m_number) +
                                   "@else.example>\r\n" + more + "\r\nHello there.\r\n";
        ASSERT_TRUE(m_server->deliver(u"alice"_s, message));
    }
    void sync() {
        const CliResult result = m_cli->run({u"sync"_s});
        ASSERT_EQ(result.exitCode, 0) << result.err.right(2000).constData();
    }
    CliResult run(const QStringList& words, int exitCode = 0) {
        const CliResult result = m_cli->run(words);
        EXPECT_EQ(result.exitCode, exitCode) << qPrintable(words.join(u' ')) << '\n' << result.out.constData() << result.err.right(2000).constData();
        return result;
    }
    /// Messages of a mailbox at the server; -1: it is not there.
    int count(const QByteArray& mailbox, const QByteArray& name = "alice") {
        ImapDialogue imap(*m_server);
        imap.logIn(name);
        const QByteArray said = imap.say("STATUS " + mailbox + " (MESSAGES)");
        const qsizetype begin = said.indexOf("(MESSAGES ");
        return begin < 0 ? -1 : said.mid(begin + 10, said.indexOf(')', begin) - begin - 10).toInt();
    }
    /// What the SMTP server has taken is delivered a moment later.
    bool comesToHave(const QByteArray& name, int messages) {
        for (int i = 0; i < 100 && count("INBOX", name) < messages; ++i)
            QThread::msleep(100);
        return count("INBOX", name) == messages;
    }
    void oneReplyInAll(bool byPop3);

    std::unique_ptr<MailServer> m_server;
    std::unique_ptr<CliProcess> m_cli;
    int m_number = 0;
};

TEST_F(FilterCli, S5_whatComesIsFilteredOnceAndSaysWhy) {
    start(false);
    run({u"mailbox"_s, u"create"_s, u"Lists"_s});
    const QJsonObject added = run({u"filter"_s, u"add"_s, u"--name"_s, u"lists"_s, u"--if"_s, u"subject"_s, u"contains"_s, u"list"_s, u"--then"_s, u"flag"_s, u"--then"_s, u"copy"_s, u"Lists"_s}).object();
    EXPECT_EQ(added.value("where"_L1).toString(), u"here"_s);
    deliver("a new list mail");
    deliver("something else");
    sync();
    sync();
    EXPECT_EQ(count("Lists"), 1);
    EXPECT_EQ(count("INBOX"), 3);
    const QJsonArray listed = run({u"message"_s, u"list"_s, u"--mailbox"_s, u"Lists"_s}).array();
    ASSERT_EQ(listed.size(), 1);
    const QJsonArray why = run({u"filter"_s, u"why"_s, QString::number(listed[0].toObject().value("id"_L1).toInteger())}).array();
    ASSERT_EQ(why.size(), 1);
    EXPECT_EQ(why[0].toObject().value("name"_L1).toString(), u"lists"_s);
    EXPECT_EQ(run({u"filter"_s, u"list"_s}).array().at(0).toObject().value("taken"_L1).toInt(), 2) << "the message, and its copy";
    run({u"doctor"_s, u"alice@example.test"_s});
}

TEST_F(FilterCli, S5_mailByPop3IsFilteredHere) {
    start(false, true);
    run({u"mailbox"_s, u"create"_s, u"Lists"_s});
    const QJsonObject added = run({u"filter"_s, u"add"_s, u"--name"_s, u"lists"_s, u"--if"_s, u"body"_s, u"contains"_s, u"hello"_s, u"--if"_s, u"subject"_s, u"contains"_s, u"list"_s,
                                   u"--then"_s, u"mark-read"_s, u"--then"_s, u"move"_s, u"Lists"_s}).object();
    EXPECT_EQ(added.value("why"_L1).toString(), u"no-sieve"_s);
    deliver("a new list mail");
    deliver("something else");
    sync();
    sync();
    const QJsonArray lists = run({u"message"_s, u"list"_s, u"--mailbox"_s, u"Lists"_s}).array();
    ASSERT_EQ(lists.size(), 1);
    EXPECT_TRUE(lists[0].toObject().value("flags"_L1).toArray().contains(u"\\Seen"_s));
    EXPECT_EQ(run({u"message"_s, u"list"_s, u"--mailbox"_s, u"INBOX"_s}).array().size(), 2);
}

TEST_F(FilterCli, S4_whatTheServerHasNotGotIsSaidToBeBehind) {
    start(false);
    const QJsonObject set = run({u"vacation"_s, u"set"_s, u"alice@example.test"_s, u"--subject"_s, u"Away"_s, u"--text"_s, u"I am away."_s}).object();
    EXPECT_FALSE(set.value("behind"_L1).toBool(true)) << "there is no Sieve server";
    {
        const auto opened = store::Store::open({m_cli->profile(), true}); // as if there had been one, which has the reply
        ASSERT_TRUE(opened);
        const auto reader = (*opened)->makeReader();
        ASSERT_TRUE(reader);
        const auto accounts = (*reader)->accounts();
        ASSERT_TRUE(accounts && !accounts->isEmpty());
        auto record = (*reader)->sieveState(accounts->constFirst().id);
        ASSERT_TRUE(record);
        record->offer = store::SieveOffer::Offered;
        record->putScript = "keep;";
        record->putHashes = {"0"};
        ASSERT_TRUE((*opened)->putSieveState(*record));
    }
    const QJsonObject off = run({u"vacation"_s, u"off"_s, u"alice@example.test"_s}, 11).object();
    EXPECT_FALSE(off.value("on"_L1).toBool(true));
    EXPECT_TRUE(off.value("behind"_L1).toBool()) << "it goes on answering";
}

TEST_F(FilterCli, S5_aFilterIsTriedAppliedAndUndone) {
    start(false);
    deliver("list two");
    sync();
    run({u"mailbox"_s, u"create"_s, u"Lists"_s});
    const QStringList lists{u"--if"_s, u"subject"_s, u"contains"_s, u"LIST"_s};
    const QJsonObject tried = run(QStringList{u"filter"_s, u"test"_s} + lists).object();
    EXPECT_EQ(tried.value("taken"_L1).toInt(), 2);
    EXPECT_EQ(tried.value("messages"_L1).toArray().size(), 2);
    run(QStringList{u"filter"_s, u"add"_s, u"--name"_s, u"lists"_s} + lists + QStringList{u"--then"_s, u"move"_s, u"Lists"_s});
    const QJsonObject applied = run({u"filter"_s, u"apply"_s}).object();
    EXPECT_EQ(applied.value("changed"_L1).toInt(), 2);
    sync();
    EXPECT_EQ(count("Lists"), 2);
    run({u"change"_s, u"undo"_s, QString::number(applied.value("change"_L1).toInteger())});
    sync();
    EXPECT_EQ(count("Lists"), 0);
    EXPECT_EQ(count("INBOX"), 2);
}

TEST_F(FilterCli, S5_exitCodesSayWhatIsWrong) {
    start(false);
    run({u"filter"_s, u"add"_s, u"--name"_s, u"x"_s, u"--if"_s, u"subject"_s, u"contains"_s, u"x"_s, u"--then"_s, u"move"_s, u"No such"_s}, 6);
    run({u"filter"_s, u"add"_s, u"--name"_s, u"x"_s, u"--if"_s, u"subject"_s, u"expression"_s, u"("_s, u"--then"_s, u"flag"_s}, 6);
    run({u"filter"_s, u"add"_s, u"--name"_s, u"x"_s, u"--every"_s, u"--then"_s, u"forward"_s, u"me@else.example"_s}, 6);
    run({u"filter"_s, u"remove"_s, u"99"_s}, 7);
    run({u"filter"_s, u"why"_s, u"99999"_s}, 7);
    run({u"filter"_s, u"add"_s, u"--every"_s}, 2);
    run({u"filter"_s, u"add"_s, u"--name"_s, u"x"_s, u"--every"_s, u"--if"_s, u"subject"_s, u"contains"_s, u"x"_s, u"--then"_s, u"delete"_s}, 2); // all mail, or not?
    run({u"filter"_s, u"test"_s, u"--id"_s, u"99"_s}, 7);
    run({u"filter"_s, u"apply"_s, u"--id"_s, u"99"_s}, 7);
    run({u"filter"_s, u"test"_s, u"--every"_s, u"--limit"_s, u"0"_s}, 6);
    run({u"filter"_s, u"import"_s, u"/no/such/file"_s}, 6);
    run({u"vacation"_s, u"show"_s, u"nobody@example.test"_s}, 7);
    run({u"vacation"_s, u"set"_s, u"alice@example.test"_s}, 6);
}

void FilterCli::oneReplyInAll(bool byPop3) {
    start(true, byPop3);
    if (IsSkipped() || HasFatalFailure())
        return;
    const QJsonObject set = run({u"vacation"_s, u"set"_s, u"alice@example.test"_s, u"--subject"_s, u"Away"_s, u"--text"_s, u"I am away."_s}).object();
    EXPECT_TRUE(set.value("active"_L1).toBool());
    deliver("from a stranger");
    deliver("again");
    deliver("to a list", "List-Id: <l.else.example>\r\n", "carol@else.example");
    deliver("a bounce", "Return-Path: <>\r\n", "mailer-daemon@else.example");
    deliver("a robot", "Auto-Submitted: auto-generated\r\n", "robot@else.example");
    sync();
    const auto sent = m_server->sent();
    ASSERT_TRUE(sent);
    ASSERT_EQ(sent->size(), 1U);
    EXPECT_EQ(sent->front().reversePath, QString());
    EXPECT_EQ(sent->front().recipients, QStringList{u"bob@else.example"_s});
    sync();
    EXPECT_EQ(m_server->sent()->size(), 1U);
    EXPECT_EQ(run({u"vacation"_s, u"show"_s, u"alice@example.test"_s}).object().value("answered"_L1).toInt(), 1);
    run({u"vacation"_s, u"off"_s, u"alice@example.test"_s});
    deliver("while it is off", {}, "dave@else.example");
    sync();
    EXPECT_EQ(m_server->sent()->size(), 1U);
}

TEST_F(FilterCli, S4_whoWatchesAnswersWhatComes) {
    start(true);
    if (IsSkipped() || HasFatalFailure())
        return;
    run({u"vacation"_s, u"set"_s, u"alice@example.test"_s, u"--subject"_s, u"Away"_s, u"--text"_s, u"I am away."_s});
    const auto watching = m_cli->start({u"sync"_s, u"--watch"_s});
    watching->setReadChannel(QProcess::StandardError);
    deliver("from a stranger");
    QByteArray told = toldUntil(*watching, {}, "\"event\":\"outbox\"");
    ASSERT_TRUE(told.contains("\"event\":\"outbox\"")) << told.right(2000).constData();
    deliver("from another one", {}, "carol@else.example"); // it is on IDLE by now, or soon
    QElapsedTimer timer;
    timer.start();
    while (told.count("\"event\":\"outbox\"") < 2 && !timer.hasExpired(30'000))
        told += toldUntil(*watching, {}, "\"event\":\"outbox\"");
    const auto sent = m_server->sent();
    ASSERT_TRUE(sent);
    ASSERT_EQ(sent->size(), 2U) << told.right(2000).constData();
    EXPECT_EQ(sent->back().recipients, QStringList{u"carol@else.example"_s});
    watching->terminate();
    ASSERT_TRUE(watching->waitForFinished(10'000));
    EXPECT_EQ(watching->exitCode(), 130);
    const QJsonObject said = QJsonDocument::fromJson(watching->readAllStandardOutput()).object();
    EXPECT_EQ(said.value("accounts"_L1).toArray().at(0).toObject().value("outbox"_L1).toObject().value("sent"_L1).toInt(), 2) << QJsonDocument(said).toJson().constData();
    sync();
    EXPECT_EQ(m_server->sent()->size(), 2U) << "not again";
}

TEST_F(FilterCli, S4_aStrangerAListABounceAndARobotGetOneReplyInAll) { oneReplyInAll(false); }

TEST_F(FilterCli, S4_byPop3TheyGetOneReplyInAllToo) { oneReplyInAll(true); }

TEST_F(FilterCli, S5_twoAccountsThatForwardToEachOtherComeToAnEnd) {
    start(true);
    if (IsSkipped() || HasFatalFailure())
        return;
    addAccount(u"bob"_s, true);
    sync();
    for (const auto& [from, to] : {std::pair(u"alice"_s, u"bob"_s), std::pair(u"bob"_s, u"alice"_s)})
        run({u"filter"_s, u"add"_s, u"--account"_s, MailServer::user(from), u"--name"_s, u"all of it"_s, u"--every"_s, u"--then"_s, u"forward"_s, MailServer::user(to)});
    const qint64 mine = run({u"filter"_s, u"list"_s, MailServer::user(u"bob"_s)}).array().first().toObject().value("id"_L1).toInteger();
    const auto looked = [&](const QStringList& more) {
        return run(QStringList{u"filter"_s, u"test"_s, u"--id"_s, QString::number(mine)} + more).object().value("looked"_L1).toInteger();
    };
    EXPECT_GT(looked({}), looked({u"--account"_s, MailServer::user(u"bob"_s)})) << "over the mail of all, whoever's it is";
    EXPECT_EQ(run({u"filter"_s, u"apply"_s, u"--id"_s, QString::number(mine)}).object().value("changed"_L1).toInteger(), 0) << "in its own account; what lies there is not forwarded";
    deliver("round and round");
    sync();
    ASSERT_TRUE(comesToHave("bob", 1)) << m_server->log().right(2000).constData();
    sync();
    ASSERT_TRUE(comesToHave("alice", 3)) << "the old one, the new one, and it once more from bob";
    for (int i = 0; i < 3; ++i)
        sync();
    const auto sent = m_server->sent();
    ASSERT_TRUE(sent);
    ASSERT_EQ(sent->size(), 2U);
    EXPECT_EQ(sent->at(0).recipients, QStringList{MailServer::user(u"bob"_s)});
    EXPECT_EQ(sent->at(1).recipients, QStringList{MailServer::user(u"alice"_s)});
    EXPECT_EQ(count("INBOX", "bob"), 1);
    EXPECT_EQ(count("INBOX", "alice"), 3);
    EXPECT_EQ(run({u"outbox"_s, u"list"_s}).array().size(), 0) << "nothing waits to go round once more";
}

TEST_F(FilterCli, S5_aMailboxThatAnotherClientRenamesStopsItsFilterAndNothingGoesElsewhere) {
    start(false);
    run({u"mailbox"_s, u"create"_s, u"Lists"_s});
    run({u"filter"_s, u"add"_s, u"--name"_s, u"lists"_s, u"--if"_s, u"subject"_s, u"contains"_s, u"list"_s, u"--then"_s, u"move"_s, u"Lists"_s});
    run({u"filter"_s, u"add"_s, u"--name"_s, u"flags"_s, u"--if"_s, u"subject"_s, u"contains"_s, u"list"_s, u"--then"_s, u"flag"_s});
    sync();
    ImapDialogue other(*m_server);
    other.logIn("alice");
    ASSERT_TRUE(other.say("RENAME Lists Elsewhere").contains(" OK "));
    deliver("list one");
    sync();
    sync();
    EXPECT_EQ(count("Elsewhere"), 0);
    EXPECT_EQ(count("Lists"), -1) << "and it is not made anew";
    EXPECT_EQ(count("INBOX"), 2);
    const QJsonArray filters = run({u"filter"_s, u"list"_s}).array();
    ASSERT_EQ(filters.size(), 2);
    const QJsonObject moves = filters[0].toObject();
    EXPECT_EQ(moves.value("where"_L1).toString(), u"nowhere"_s);
    ASSERT_EQ(moves.value("problems"_L1).toArray().size(), 1);
    EXPECT_EQ(moves.value("problems"_L1).toArray()[0].toObject().value("fault"_L1).toString(), u"mailbox-gone"_s);
    EXPECT_EQ(moves.value("taken"_L1).toInt(), 0);
    EXPECT_EQ(filters[1].toObject().value("taken"_L1).toInt(), 1) << "the other filter is not held up";
    ASSERT_TRUE(other.say("RENAME Elsewhere Lists").contains(" OK "));
    deliver("list two");
    sync();
    sync();
    EXPECT_EQ(count("Lists"), 1) << "it is the mailbox that was meant";
    EXPECT_EQ(run({u"filter"_s, u"list"_s}).array().at(0).toObject().value("where"_L1).toString(), u"here"_s);
}

TEST_F(FilterCli, S5_aNewMailboxUnderTheNameOfARenamedOneIsTheOneThatIsNamed) {
    start(false);
    run({u"mailbox"_s, u"create"_s, u"Lists"_s});
    run({u"filter"_s, u"add"_s, u"--name"_s, u"lists"_s, u"--if"_s, u"subject"_s, u"contains"_s, u"list"_s, u"--then"_s, u"move"_s, u"Lists"_s});
    sync();
    ImapDialogue other(*m_server);
    other.logIn("alice");
    ASSERT_TRUE(other.say("RENAME Lists Elsewhere").contains(" OK "));
    ASSERT_TRUE(other.say("CREATE Lists").contains(" OK "));
    deliver("list one");
    sync();
    sync();
    EXPECT_EQ(count("Lists"), 1);
    EXPECT_EQ(count("Elsewhere"), 0);
}

} // namespace
} // namespace tributary::tests::tst_FilterCli
