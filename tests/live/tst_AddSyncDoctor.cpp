// SPDX-License-Identifier: GPL-3.0-or-later
// One scenario on every server and both protocols: add the account, synchronise, read, change, and let doctor compare (S1, S9, S15, S30,
// S31, S37). Servers: Dovecot, Cyrus and Courier; of Courier the IMAP and POP3 servers themselves behind a sign-in of ours.
#include "support/CliProcess.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QSet>

namespace tributary::tests::tst_AddSyncDoctor {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kMessages = 40;
const QString kAlice = QStringLiteral("alice@example.test");

struct Place {
    const char* server;
    bool isPop3;
};

class AddSyncDoctor : public ::testing::TestWithParam<Place> {
  protected:
    void SetUp() override {
        MailServer::Options options;
        options.server = QString::fromLatin1(GetParam().server);
        options.pop3 = GetParam().isPop3;
        auto started = MailServer::start(options);
        if (!started && MailServer::isMissing(started.error()))
            GTEST_SKIP() << qPrintable(started.error().detail);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        m_cli = std::make_unique<CliProcess>(m_server->caFile());
    }
    [[nodiscard]] quint16 port(bool isImplicitTls) const {
        if (GetParam().isPop3)
            return isImplicitTls ? m_server->pop3sPort() : m_server->pop3Port();
        return isImplicitTls ? m_server->imapsPort() : m_server->imapPort();
    }
    [[nodiscard]] QStringList options(bool isImplicitTls) const {
        return {u"--protocol"_s, GetParam().isPop3 ? u"pop3"_s : u"imap"_s, u"--email"_s, kAlice, u"--in-host"_s, m_server->host(), u"--in-port"_s,
                QString::number(port(isImplicitTls)), u"--in-security"_s, isImplicitTls ? u"tls"_s : u"starttls"_s, u"--in-user"_s,
                m_server->loginName(u"alice"_s), u"--password-stdin"_s};
    }
    [[nodiscard]] CliResult run(const QStringList& words, int exitCode = 0) const {
        CliResult result = m_cli->run(words);
        EXPECT_EQ(result.exitCode, exitCode) << qPrintable(words.join(u' ')) << ": " << result.out.left(2000).constData() << result.err.right(2000).constData();
        return result;
    }
    void expectNoDifference() const { (void)run({u"doctor"_s, kAlice}); }
    [[nodiscard]] QJsonArray messages() const { return run({u"message"_s, u"list"_s, u"--account"_s, kAlice, u"--mailbox"_s, u"INBOX"_s, u"--limit"_s, u"1000"_s}).array(); }
    void expectAllStages(const CliResult& tested) const {
        EXPECT_EQ(tested.object().value(u"ok"_s), true);
        QSet<QString> stages;
        for (const QJsonValue& value : tested.object().value(u"stages"_s).toArray())
            stages.insert(value.toObject().value(u"stage"_s).toString());
        for (const QString& stage : {u"resolve"_s, u"connect"_s, u"tls"_s, u"greeting"_s, u"sign-in"_s, u"mailboxes"_s})
            EXPECT_TRUE(stages.contains(stage)) << qPrintable(stage) << tested.out.constData();
    }

    std::unique_ptr<MailServer> m_server;
    std::unique_ptr<CliProcess> m_cli;
};

TEST_P(AddSyncDoctor, leavesNoDifference) {
    ASSERT_TRUE(m_server->fill(u"alice"_s, kMessages));
    // Nothing is kept of a test; both ways to TLS.
    for (const bool isImplicitTls : {false, true}) {
        const CliResult tested = m_cli->run(QStringList{u"account"_s, u"test"_s} + options(isImplicitTls), "pw-alice\n");
        ASSERT_EQ(tested.exitCode, 0) << tested.err.constData();
        expectAllStages(tested);
    }
    EXPECT_TRUE(run({u"account"_s, u"list"_s}).array().isEmpty());
    EXPECT_EQ(m_cli->run(QStringList{u"account"_s, u"add"_s} + options(true), "wrong-word\n").exitCode, 4);
    const CliResult added = m_cli->run(QStringList{u"account"_s, u"add"_s} + options(true), "pw-alice\n");
    ASSERT_EQ(added.exitCode, 0) << added.err.constData();

    (void)run({u"sync"_s, kAlice});
    const QJsonArray first = messages();
    ASSERT_EQ(first.size(), kMessages);
    expectNoDifference();
    expectAllStages(run({u"account"_s, u"test"_s, kAlice}));

    (void)run({u"account"_s, u"edit"_s, kAlice, u"--name"_s, u"Work"_s});
    EXPECT_EQ(run({u"account"_s, u"list"_s}).array().first().toObject().value(u"name"_s), u"Work"_s);
    const QString id = QString::number(first.first().toObject().value(u"id"_s).toInteger());
    const QString before = QString::fromUtf8(run({u"message"_s, u"show"_s, id, u"--part"_s, u"raw"_s}).out);
    EXPECT_TRUE(before.contains(u"Subject:"_s));
    (void)run({u"message"_s, u"mark"_s, id, u"--flagged"_s});
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: bob@example.test\r\nTo: alice@example.test\r\nSubject: one more\r\nMessage-ID: <more@example.test>\r\n"
                                              "Date: Mon, 2 Nov 2026 10:00:00 +0000\r\n\r\nHello\r\n.\r\n..dots\r\n"));
    (void)run({u"sync"_s, kAlice});
    expectNoDifference();
    EXPECT_EQ(messages().size(), kMessages + 1);

    // Over STARTTLS it is the same mailbox: nothing comes twice.
    (void)run({u"account"_s, u"edit"_s, kAlice, u"--in-security"_s, u"starttls"_s, u"--in-port"_s, QString::number(port(false))});
    (void)run({u"sync"_s, kAlice});
    const QJsonArray last = messages();
    EXPECT_EQ(last.size(), kMessages + 1);
    int flagged = 0;
    for (const QJsonValue& value : last)
        flagged += value.toObject().value(u"flags"_s).toArray().contains(u"\\Flagged"_s) || value.toObject().value(u"flags"_s).toArray().contains(u"flagged"_s) ? 1 : 0;
    EXPECT_GE(flagged, 1);
    expectNoDifference();
}

INSTANTIATE_TEST_SUITE_P(Places, AddSyncDoctor,
                         ::testing::Values(Place{"dovecot", false}, Place{"dovecot", true}, Place{"cyrus", false}, Place{"cyrus", true}, Place{"courier", false},
                                           Place{"courier", true}),
                         [](const auto& i) { return std::string(i.param.server) + (i.param.isPop3 ? "Pop3" : "Imap"); });

} // namespace
} // namespace tributary::tests::tst_AddSyncDoctor
