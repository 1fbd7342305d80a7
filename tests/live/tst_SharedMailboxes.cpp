// SPDX-License-Identifier: GPL-3.0-or-later
// Another user's mailboxes (RFC 2342) and what one may do in them (RFC 4314), on Cyrus: with LIST-MYRIGHTS and without.
#include "support/CliProcess.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

namespace tributary::tests::tst_SharedMailboxes {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kTeam = u"Other Users/bob/Team"_s;

class SharedMailboxes : public ::testing::TestWithParam<const char*> {
  protected:
    void SetUp() override {
        MailServer::Options options;
        options.server = u"cyrus"_s;
        if (*GetParam())
            options.without = QStringList{QString::fromLatin1(GetParam())};
        auto started = MailServer::start(options);
        if (!started && MailServer::isMissing(started.error()))
            GTEST_SKIP() << qPrintable(started.error().detail);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        for (const char* word : {"one", "two"})
            ASSERT_TRUE(m_server->deliver(u"bob"_s, QByteArray("From: a@example.test\r\nSubject: ") + word + "\r\nMessage-ID: <" + word + "@x>\r\n\r\nx\r\n", u"Team"_s));
        m_cli = std::make_unique<CliProcess>(m_server->caFile());
    }
    void mayDo(const QString& rights) { ASSERT_TRUE(m_server->share(u"bob"_s, u"Team"_s, u"alice"_s, rights)); }
    void addAccount() {
        ASSERT_EQ(m_cli->run({u"account"_s, u"add"_s, u"--email"_s, u"alice@example.test"_s, u"--in-host"_s, m_server->host(), u"--in-port"_s,
                              QString::number(m_server->imapsPort()), u"--in-security"_s, u"tls"_s, u"--in-user"_s,
                              m_server->loginName(u"alice"_s), u"--password-stdin"_s}, "pw-alice\n").exitCode, 0);
    }
    int sync() { return m_cli->run({u"sync"_s}).exitCode; }
    /// {subject: "mailbox flags"}
    QMap<QString, QString> listed() {
        QMap<QString, QString> rows;
        for (const QJsonValue& row : m_cli->run({u"message"_s, u"list"_s, u"--view"_s, u"all"_s}).array()) {
            QStringList words{row[u"mailbox"_s].toString()};
            for (const QJsonValue& flag : row[u"flags"_s].toArray())
                words << flag.toString();
            rows.insert(row[u"subject"_s].toString(), words.join(u' '));
        }
        return rows;
    }
    QString id(const QString& subject) {
        for (const QJsonValue& row : m_cli->run({u"message"_s, u"list"_s, u"--view"_s, u"all"_s}).array()) {
            if (row[u"subject"_s].toString() == subject)
                return QString::number(row[u"id"_s].toInteger());
        }
        return {};
    }
    CliResult message(const QStringList& words) { return m_cli->run(QStringList{u"message"_s} + words); }
    QStringList refusals() {
        QStringList reasons;
        for (const QJsonValue& change : m_cli->run({u"change"_s, u"list"_s}).array()) {
            if (change[u"state"_s].toString() == u"refused")
                reasons << change[u"reason"_s].toString();
        }
        return reasons;
    }
    void expectNoDifference() {
        const CliResult doctor = m_cli->run({u"doctor"_s, u"alice@example.test"_s});
        EXPECT_EQ(doctor.exitCode, 0) << doctor.out.left(2000).constData() << doctor.err.constData();
    }

    std::unique_ptr<MailServer> m_server;
    std::unique_ptr<CliProcess> m_cli;
};

TEST_P(SharedMailboxes, areSynchronisedAndAllowWhatTheirOwnerAllows) {
    mayDo(u"lrs"_s);
    addAccount();
    ASSERT_EQ(sync(), 0);
    EXPECT_EQ(listed(), (QMap<QString, QString>{{u"one"_s, kTeam}, {u"two"_s, kTeam}}));
    EXPECT_EQ(message({u"mark"_s, id(u"one"_s), u"--seen"_s}).exitCode, 0);
    for (const QStringList& refused : {QStringList{u"mark"_s, id(u"one"_s), u"--flagged"_s}, QStringList{u"move"_s, id(u"one"_s), u"--to"_s, u"INBOX"_s},
                                       QStringList{u"delete"_s, id(u"one"_s)}}) {
        const CliResult answer = message(refused);
        EXPECT_NE(answer.exitCode, 0) << qPrintable(refused.join(u' '));
        EXPECT_TRUE(answer.err.contains("no right")) << answer.err.constData();
    }
    ASSERT_EQ(sync(), 0);
    EXPECT_EQ(listed().value(u"one"_s), QString(kTeam + u" \\Seen"));
    expectNoDifference();
}

TEST_P(SharedMailboxes, allowMoreOnceTheirOwnerDoes) {
    mayDo(u"lrs"_s);
    addAccount();
    ASSERT_EQ(sync(), 0);
    mayDo(u"lrswitex"_s);
    ASSERT_EQ(sync(), 0);
    EXPECT_EQ(message({u"mark"_s, id(u"one"_s), u"--flagged"_s}).exitCode, 0);
    EXPECT_EQ(message({u"move"_s, id(u"two"_s), u"--to"_s, u"INBOX"_s}).exitCode, 0);
    ASSERT_EQ(sync(), 0);
    EXPECT_EQ(listed(), (QMap<QString, QString>{{u"one"_s, QString(kTeam + u" \\Flagged")}, {u"two"_s, u"INBOX"_s}}));
    EXPECT_EQ(refusals(), QStringList());
    expectNoDifference();
}

TEST_P(SharedMailboxes, takeChangesBackThatTheirOwnerAllowsNoMore) {
    mayDo(u"lrswitex"_s);
    addAccount();
    ASSERT_EQ(sync(), 0);
    EXPECT_EQ(message({u"mark"_s, id(u"one"_s), u"--flagged"_s}).exitCode, 0);
    EXPECT_EQ(message({u"move"_s, id(u"two"_s), u"--to"_s, u"Archive"_s}).exitCode, 0);
    mayDo(u"lr"_s);
    EXPECT_EQ(sync(), 11) << "refused changes are told";
    EXPECT_EQ(listed(), (QMap<QString, QString>{{u"one"_s, kTeam}, {u"two"_s, kTeam}}));
    EXPECT_EQ(refusals().size(), 2);
    expectNoDifference();
}

TEST_P(SharedMailboxes, goAndComeBackWithTheRightToSeeThem) {
    mayDo(u"lrs"_s);
    addAccount();
    ASSERT_EQ(sync(), 0);
    EXPECT_EQ(message({u"mark"_s, id(u"one"_s), u"--seen"_s}).exitCode, 0); // waits for a mailbox that nobody shows any more
    mayDo({});
    (void)sync();
    EXPECT_EQ(listed(), (QMap<QString, QString>()));
    expectNoDifference();
    mayDo(u"lrs"_s);
    ASSERT_EQ(sync(), 0);
    EXPECT_EQ(listed(), (QMap<QString, QString>{{u"one"_s, QString(kTeam + u" \\Seen")}, {u"two"_s, kTeam}}));
    expectNoDifference();
}

INSTANTIATE_TEST_SUITE_P(Rights, SharedMailboxes, ::testing::Values("", "LIST-MYRIGHTS"),
                         [](const auto& i) { return std::string(*i.param ? "ByMyRights" : "ByList"); });

} // namespace
} // namespace tributary::tests::tst_SharedMailboxes
