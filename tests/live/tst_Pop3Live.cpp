// SPDX-License-Identifier: GPL-3.0-or-later
// POP3 accounts against a real Dovecot, through the command line (S1, S15, S17, S30, S31, S33).
#include "ImapDialogue.h"
#include "support/CliProcess.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSet>
#include <QThread>

#include <csignal>
#include <optional>

namespace tributary::tests::tst_Pop3Live {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kAlice = QStringLiteral("alice@example.test");

class Pop3Live : public ::testing::Test {
  protected:
    void SetUp() override {
        MailServer::Options options;
        options.pop3 = true;
        options.smtp = MailServer::Smtp{};
        auto started = MailServer::start(options);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        m_cli = std::make_unique<CliProcess>(m_server->caFile());
    }

    QStringList pop3(const QStringList& more = {}) const {
        return QStringList{u"account"_s, u"add"_s, u"--protocol"_s, u"pop3"_s, u"--email"_s, kAlice, u"--in-host"_s, m_server->host(), u"--in-port"_s,
                           QString::number(m_server->pop3sPort()), u"--out-host"_s, m_server->host(), u"--out-port"_s,
                           QString::number(m_server->submissionPort()), u"--out-security"_s, u"starttls"_s, u"--password-stdin"_s} + more;
    }
    void add(const QStringList& more = {}) const {
        const CliResult added = m_cli->run(pop3(more), "pw-alice\n");
        ASSERT_EQ(added.exitCode, 0) << added.err.constData();
    }
    void deliver(int first, int last, const QByteArray& date = "Mon, 2 Nov 2026 10:00:00 +0000") const {
        std::optional<ImapDialogue> many; // quicker than a delivery for each
        if (last - first > 5)
            many.emplace(*m_server).logIn("alice");
        for (int i = first; i <= last; ++i) {
            const QByteArray number = QByteArray::number(i);
            const QByteArray message = "From: bob@example.test\r\nTo: alice@example.test\r\nSubject: mail " + number + "\r\nMessage-ID: <" + number +
                                       "@example.test>\r\nDate: " + date + "\r\n\r\nHello " + number + "\r\n.\r\n..dots\r\n";
            if (many) {
                ASSERT_TRUE(many->say("APPEND INBOX {" + QByteArray::number(message.size()) + "+}\r\n" + message).contains(" OK"));
            } else {
                ASSERT_TRUE(m_server->deliver(u"alice"_s, message));
            }
        }
    }
    CliResult sync(int exitCode = 0) const {
        CliResult result = m_cli->run({u"sync"_s, kAlice}, {}, 300'000);
        EXPECT_EQ(result.exitCode, exitCode) << result.err.right(2000).constData();
        return result;
    }
    static int countOf(const CliResult& sync, const QString& what) {
        const QJsonArray mailboxes = sync.object().value(u"accounts"_s).toArray().first().toObject().value(u"mailboxes"_s).toArray();
        return mailboxes.isEmpty() ? -1 : mailboxes.first().toObject().value(what).toInt();
    }
    QJsonArray list(const QString& mailbox = u"INBOX"_s) const {
        return m_cli->run({u"message"_s, u"list"_s, u"--account"_s, kAlice, u"--mailbox"_s, mailbox, u"--limit"_s, u"10000"_s}).array();
    }
    static QStringList subjects(const QJsonArray& messages) {
        QStringList all;
        for (const QJsonValue& value : messages)
            all.append(value.toObject().value(u"subject"_s).toString());
        all.sort();
        return all;
    }
    /// What another program would still find there.
    qsizetype atServer() const {
        CliProcess other(m_server->caFile());
        EXPECT_EQ(other.run(pop3(), "pw-alice\n").exitCode, 0);
        EXPECT_EQ(other.run({u"sync"_s}).exitCode, 0);
        return other.run({u"message"_s, u"list"_s, u"--view"_s, u"all"_s, u"--limit"_s, u"10000"_s}).array().size();
    }

    std::unique_ptr<MailServer> m_server;
    std::unique_ptr<CliProcess> m_cli;
};

TEST_F(Pop3Live, whatIsNewComesOnceAndTheServerKeepsIt) {
    add();
    deliver(1, 30);
    EXPECT_EQ(countOf(sync(), u"new"_s), 30);
    EXPECT_EQ(countOf(sync(), u"new"_s), 0);
    deliver(31, 33);
    EXPECT_EQ(countOf(sync(), u"new"_s), 3);
    EXPECT_EQ(list().size(), 33);
    EXPECT_EQ(m_cli->run({u"doctor"_s, kAlice}).exitCode, 0);
    EXPECT_EQ(atServer(), 33);
    const QString id = QString::number(list().first().toObject().value(u"id"_s).toInteger());
    const QByteArray raw = m_cli->run({u"message"_s, u"show"_s, id, u"--part"_s, u"raw"_s}).out;
    EXPECT_TRUE(raw.contains("\\r\\n.\\r\\n..dots\\r\\n") || raw.contains("\r\n.\r\n..dots\r\n")) << raw.constData();
}

TEST_F(Pop3Live, whatLiesHereAloneIsDoneAtOnceAndNamedMailboxesAreLookedFor) {
    add();
    deliver(1, 1);
    (void)sync();
    const QString id = QString::number(list().first().toObject().value(u"id"_s).toInteger());
    EXPECT_EQ(m_cli->run({u"message"_s, u"mark"_s, id, u"--flagged"_s}).object().value(u"state"_s).toString(), u"done"_s) << "no server hears of it";
    ASSERT_EQ(m_cli->run({u"mailbox"_s, u"create"_s, u"Arch/2026/11"_s, u"--account"_s, kAlice}).exitCode, 0);
    QStringList names;
    for (const QJsonValue& mailbox : m_cli->run({u"mailbox"_s, u"list"_s, kAlice}).array())
        names.append(mailbox.toObject().value(u"name"_s).toString());
    for (const QString& name : {u"Arch"_s, u"Arch/2026"_s, u"Arch/2026/11"_s})
        EXPECT_EQ(names.count(name), 1) << qPrintable(names.join(u' '));
    EXPECT_EQ(m_cli->run({u"message"_s, u"move"_s, id, u"--to"_s, u"Arch/2026/11"_s}).exitCode, 0);
    EXPECT_EQ(m_cli->run({u"sync"_s, kAlice, u"--mailbox"_s, u"Arch"_s}).exitCode, 0);
    EXPECT_EQ(m_cli->run({u"sync"_s, kAlice, u"--mailbox"_s, u"Nowhere"_s}).exitCode, 7);
    EXPECT_EQ(m_cli->run({u"sync"_s, kAlice, u"--mailbox"_s, u"INBOX"_s, u"--mailbox"_s, u"Nowhere"_s}).exitCode, 11);
    EXPECT_EQ(m_cli->run({u"doctor"_s, kAlice, u"--mailbox"_s, u"Nowhere"_s}).exitCode, 7);
    EXPECT_EQ(m_cli->run({u"doctor"_s, kAlice, u"--mailbox"_s, u"Arch/2026/11"_s}).exitCode, 0);
}

TEST_F(Pop3Live, doctorTellsWhatIsNotHere) {
    add();
    deliver(1, 2);
    (void)sync();
    deliver(3, 3);
    const CliResult doctor = m_cli->run({u"doctor"_s, kAlice});
    EXPECT_NE(doctor.exitCode, 0);
    EXPECT_TRUE(doctor.out.contains("missing")) << doctor.out.constData();
}

TEST_F(Pop3Live, mailThatIsDeletedThereIsHereFirstBatchByBatch) {
    add({u"--leave"_s, u"never"_s, u"--batch"_s, u"10"_s});
    deliver(1, 35);
    const CliResult first = sync();
    EXPECT_EQ(countOf(first, u"new"_s), 35);
    EXPECT_EQ(countOf(first, u"gone"_s), 35);
    EXPECT_EQ(list().size(), 35);
    EXPECT_EQ(atServer(), 0);
    EXPECT_EQ(countOf(sync(), u"new"_s), 0);
    EXPECT_EQ(list().size(), 35) << "what has left the server stays here";
}

TEST_F(Pop3Live, thirtyKillsLoseNothingAndDoubleNothing) {
    constexpr int kMessages = 400;
    add({u"--leave"_s, u"never"_s, u"--batch"_s, u"20"_s});
    deliver(1, kMessages);
    QRandomGenerator random(20261127);
    int killed = 0;
    bool isDone = false;
    while (!isDone) {
        const auto process = m_cli->start({u"sync"_s, kAlice});
        ASSERT_TRUE(process->waitForStarted(5000));
        if (killed < 30 && !process->waitForFinished(random.bounded(250, 1200))) {
            ASSERT_EQ(::kill(static_cast<pid_t>(process->processId()), SIGKILL), 0);
            process->waitForFinished(5000);
            ++killed;
            continue;
        }
        process->waitForFinished(120'000);
        isDone = process->exitCode() == 0; // else the server still holds the lock of a session that was killed
    }
    EXPECT_GE(killed, 3);
    const QStringList all = subjects(list());
    EXPECT_EQ(QSet<QString>(all.begin(), all.end()).size(), kMessages) << "lost";
    EXPECT_EQ(all.size(), kMessages) << "doubled";
    EXPECT_EQ(atServer(), 0);
}

TEST_F(Pop3Live, whatTheUserDoesStaysHereAndIsDoneAtOnce) {
    add();
    deliver(1, 4);
    (void)sync();
    const QJsonArray before = list();
    const auto id = [&](int i) { return QString::number(before[i].toObject().value(u"id"_s).toInteger()); };
    ASSERT_EQ(m_cli->run({u"message"_s, u"mark"_s, id(0), u"--seen"_s}).exitCode, 0);
    ASSERT_EQ(m_cli->run({u"message"_s, u"move"_s, id(1), u"--to"_s, u"Junk"_s}).exitCode, 0);
    ASSERT_EQ(m_cli->run({u"message"_s, u"delete"_s, id(2)}).exitCode, 0);
    EXPECT_EQ(list().size(), 2);
    EXPECT_EQ(list(u"Junk"_s).size(), 1);
    EXPECT_EQ(list(u"Trash"_s).size(), 1);
    (void)sync();
    EXPECT_EQ(list().size(), 2) << "nothing comes back";
    EXPECT_EQ(list(u"Trash"_s).size(), 1);
    EXPECT_EQ(m_cli->run({u"doctor"_s, kAlice}).exitCode, 0);
    EXPECT_EQ(atServer(), 4);
    QStringList names;
    for (const QJsonValue& mailbox : m_cli->run({u"mailbox"_s, u"list"_s, kAlice}).array())
        names.append(mailbox.toObject().value(u"name"_s).toString());
    EXPECT_EQ(names, (QStringList{u"INBOX"_s, u"Drafts"_s, u"Sent"_s, u"Junk"_s, u"Trash"_s}));
}

TEST_F(Pop3Live, whatIsSentIsFiledHere) {
    add();
    const CliResult sent = m_cli->run({u"send"_s, u"--account"_s, kAlice, u"--to"_s, u"bob@example.test"_s, u"--subject"_s, u"From a POP3 account"_s,
                                       u"--body-file"_s, m_cli->passphraseFile()});
    ASSERT_EQ(sent.exitCode, 0) << sent.err.constData();
    EXPECT_EQ(sent.object().value(u"state"_s).toString(), u"filed"_s) << sent.out.constData();
    EXPECT_EQ(subjects(list(u"Sent"_s)), QStringList{u"From a POP3 account"_s});
}

TEST_F(Pop3Live, olderMailThanTheStartDateStaysThereUntilTheDateIsChanged) {
    add({u"--sync-since"_s, u"2026-10-01"_s});
    deliver(1, 3, "Mon, 2 Nov 2026 10:00:00 +0000");
    deliver(4, 5, "Mon, 2 Mar 2026 10:00:00 +0000");
    EXPECT_EQ(countOf(sync(), u"new"_s), 3);
    EXPECT_EQ(countOf(sync(), u"new"_s), 0);
    EXPECT_EQ(m_cli->run({u"doctor"_s, kAlice}).exitCode, 0);
    ASSERT_EQ(m_cli->run({u"account"_s, u"edit"_s, kAlice, u"--sync-since"_s, u"2026-01-01"_s}).exitCode, 0);
    EXPECT_EQ(countOf(sync(), u"new"_s), 2);
    ASSERT_EQ(m_cli->run({u"account"_s, u"edit"_s, kAlice, u"--sync-since"_s, u"2026-10-01"_s}).exitCode, 0);
    (void)sync();
    EXPECT_EQ(list().size(), 5) << "what is here stays: it may be here alone";
}

TEST_F(Pop3Live, whatIsOfImapAloneAndWhatWouldBeAnotherAccountIsRefused) {
    add();
    for (const QStringList& wrong : {QStringList{u"--body-days"_s, u"30"_s}, {u"--unread-only"_s, u"yes"_s}, {u"--flagged-only"_s, u"yes"_s}, {u"--mailboxes"_s, u"X"_s},
                                     {u"--relay"_s, kAlice}, {u"--leave"_s, u"0"_s}, {u"--poll-minutes"_s, u"0"_s}})
        EXPECT_EQ(m_cli->run(QStringList{u"account"_s, u"edit"_s, kAlice} + wrong).exitCode, 6) << qPrintable(wrong.join(u' '));
    EXPECT_EQ(m_cli->run({u"account"_s, u"edit"_s, kAlice, u"--protocol"_s, u"imap"_s}).exitCode, 2);
    const QStringList imap{u"--in-host"_s, m_server->host(), u"--in-port"_s, QString::number(m_server->imapsPort()), u"--out-host"_s, m_server->host(), u"--out-port"_s,
                           QString::number(m_server->submissionPort()), u"--out-security"_s, u"starttls"_s, u"--password-stdin"_s};
    EXPECT_EQ(m_cli->run(QStringList{u"account"_s, u"add"_s, u"--email"_s, kAlice} + imap, "pw-alice\n").exitCode, 6) << "accounts are called by their addresses";
    ASSERT_EQ(m_cli->run(QStringList{u"account"_s, u"add"_s, u"--email"_s, u"bob@example.test"_s} + imap, "pw-bob\n").exitCode, 0);
    EXPECT_EQ(m_cli->run({u"account"_s, u"edit"_s, u"bob@example.test"_s, u"--email"_s, kAlice}).exitCode, 6);
    ASSERT_EQ(m_cli->run({u"account"_s, u"edit"_s, u"bob@example.test"_s, u"--relay"_s, kAlice}).exitCode, 0);
    EXPECT_EQ(m_cli->run({u"account"_s, u"edit"_s, kAlice, u"--relay"_s, u"bob@example.test"_s}).exitCode, 6) << "in a circle nothing would leave";
    EXPECT_EQ(m_cli->run({u"account"_s, u"edit"_s, kAlice, u"--poll-minutes"_s, u"0"_s, u"--poll-minutes"_s, u"9"_s}).exitCode, 0) << "the last one counts";
}

TEST_F(Pop3Live, aChangedPasswordDisablesTheAccountWithoutASecondTry) {
    add();
    deliver(1, 1);
    (void)sync();
    ASSERT_TRUE(m_server->changePassword(u"alice"_s, u"new-word"_s));
    // Dovecot looks at its file once a second: until it has, another program still gets in.
    QStringList test = pop3();
    test[1] = u"test"_s;
    const CliProcess other(m_server->caFile());
    QElapsedTimer seen;
    for (seen.start(); other.run(test, "pw-alice\n").exitCode == 0 && seen.elapsed() < 20'000;)
        QThread::msleep(100);
    while (!m_server->log().contains("auth failed") && seen.elapsed() < 40'000) // its own refusal is no part of what is counted
        QThread::msleep(50);
    const qsizetype before = m_server->log().count("auth failed");
    (void)sync(4);
    const QJsonObject account = m_cli->run({u"account"_s, u"list"_s}).array().first().toObject();
    EXPECT_EQ(account.value(u"state"_s).toString(), u"disabled"_s);
    (void)m_cli->run({u"sync"_s}); // not by name: the closed door is left alone
    QElapsedTimer waiting; // it is written when the session is over, which is after the answer
    for (waiting.start(); m_server->log().count("auth failed") == before && waiting.elapsed() < 20'000;)
        QThread::msleep(50);
    EXPECT_EQ(m_server->log().count("auth failed") - before, 1) << m_server->log().right(3000).constData();
    const CliResult wrong = m_cli->run({u"account"_s, u"password"_s, kAlice, u"--password-stdin"_s}, "nonsense\n");
    EXPECT_EQ(wrong.exitCode, 4);
    ASSERT_EQ(m_cli->run({u"account"_s, u"password"_s, kAlice, u"--password-stdin"_s}, "new-word\n").exitCode, 0);
    deliver(2, 2);
    EXPECT_EQ(countOf(sync(), u"new"_s), 1);
    EXPECT_EQ(list().size(), 2) << "nothing is lost";
}

} // namespace
} // namespace tributary::tests::tst_Pop3Live
