// SPDX-License-Identifier: GPL-3.0-or-later
// Codes that prove addresses, by tributary-cli over real servers (cli.md: identity verify, confirm): S10, S18, S20, S26, S27.
#include "ImapDialogue.h"

#include "support/CliProcess.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QDeadlineTimer>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QThread>

namespace tributary::tests::tst_VerifyCli {
namespace {

using namespace Qt::Literals::StringLiterals;

class VerifyCliTest : public ::testing::Test {
  protected:
    void SetUp() override {
        MailServer::Options options;
        options.smtp = MailServer::Smtp{};
        auto started = MailServer::start(options);
        if (!started && MailServer::isMissing(started.error()))
            GTEST_SKIP() << qPrintable(started.error().detail);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        const QString authority = m_own.filePath(u"ca.pem"_s); // stays when the server is gone
        ASSERT_TRUE(QFile::copy(m_server->caFile(), authority));
        m_cli = std::make_unique<CliProcess>(authority);
        ASSERT_EQ(addAccount(u"alice"_s).exitCode, 0);
    }
    CliResult addAccount(const QString& user, const QStringList& more = {}) {
        return m_cli->run(QStringList{u"account"_s, u"add"_s, u"--email"_s, user + u"@example.test"_s, u"--in-host"_s, m_server->host(), u"--in-port"_s,
                                      QString::number(m_server->imapsPort()), u"--password-stdin"_s} +
                              (more.contains(u"--relay"_s) ? QStringList() : outgoing(m_server->smtpsPort())) + more,
                          "pw-" + user.toLatin1() + "\n");
    }
    QStringList outgoing(int port) const {
        return {u"--out-host"_s, m_server->host(), u"--out-port"_s, QString::number(port), u"--out-security"_s, u"tls"_s};
    }
    CliResult identity(const QStringList& words) { return m_cli->run(QStringList{u"identity"_s} + words); }
    CliResult send(const QString& account, const QStringList& more = {}) {
        QFile body(m_cli->path(u"body.txt"_s));
        EXPECT_TRUE(body.open(QIODevice::WriteOnly));
        body.write("Hello.\n");
        body.close();
        return m_cli->run(QStringList{u"send"_s, u"--account"_s, account, u"--to"_s, u"carol@example.test"_s, u"--subject"_s, u"Figures"_s, u"--body-file"_s,
                                      body.fileName()} + more);
    }
    /// The newest message in the user's INBOX, when there are so many.
    QByteArray newest(const QByteArray& user, int count) {
        QDeadlineTimer patience(30'000);
        for (;;) {
            ImapDialogue imap(*m_server);
            imap.logIn(user);
            const QByteArray opened = imap.say("EXAMINE INBOX");
            const auto exists = QRegularExpression(u"\\* (\\d+) EXISTS"_s).match(QString::fromLatin1(opened));
            if (exists.captured(1).toInt() >= count || patience.hasExpired())
                return exists.captured(1).toInt() >= count ? imap.say("FETCH * BODY.PEEK[]") : QByteArray();
            QThread::msleep(50);
        }
    }
    static QString codeIn(const QByteArray& mail) {
        const auto match = QRegularExpression(u"^(\\d{6})\\r?$"_s, QRegularExpression::MultilineOption).match(QString::fromUtf8(mail));
        return match.captured(1);
    }
    static QString codeOf(const CliResult& result) { return result.error().value(u"code"_s).toString(); }
    static QString other(const QString& code) { return code == u"111111"_s ? u"222222"_s : u"111111"_s; }
    QString stateOf(const QString& address, const QString& field = u"replyToState"_s) {
        for (const QJsonValue& one : identity({u"list"_s}).array()) {
            if (one[u"address"_s] == address)
                return one[field].toString();
        }
        return {};
    }
    /// Nothing that this user's profile keeps has the code.
    void expectNowhere(const QString& code) {
        for (QDirIterator it(m_cli->profile(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext();) {
            QFile file(it.next());
            ASSERT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(file.fileName());
            EXPECT_FALSE(file.readAll().contains(code.toLatin1())) << qPrintable(file.fileName());
        }
    }

    QTemporaryDir m_own;
    std::unique_ptr<MailServer> m_server;
    std::unique_ptr<CliProcess> m_cli;
};

TEST_F(VerifyCliTest, aReplyToIsProvenAndOnlyThenUsed_S26) {
    const CliResult edited = identity({u"edit"_s, u"alice@example.test"_s, u"--reply-to"_s, u"bob@example.test"_s});
    ASSERT_EQ(edited.exitCode, 0) << edited.err.constData();
    EXPECT_EQ(edited.object()[u"replyToState"_s], u"unproven"_s);
    const QJsonObject mailed = edited.object()[u"verifications"_s].toArray().first().toObject();
    EXPECT_EQ(mailed[u"state"_s], u"valid"_s) << edited.err.constData();
    EXPECT_EQ(mailed[u"triesLeft"_s], 5);

    const QByteArray mail = newest("bob", 1);
    const QString code = codeIn(mail);
    ASSERT_EQ(code.size(), 6) << mail.constData();
    EXPECT_TRUE(mail.contains("\r\nAuto-Submitted: auto-generated\r\n"));
    EXPECT_TRUE(mail.contains("Subject: Confirm bob@example.test\r\n"));
    EXPECT_TRUE(mail.contains("alice@example.test")) << "which account asks";
    EXPECT_TRUE(mail.contains("multipart/alternative"));
    EXPECT_FALSE(mail.contains("Reply-To")) << "nobody has proven that";

    const CliResult held = send(u"alice@example.test"_s);
    EXPECT_EQ(held.exitCode, 8);
    EXPECT_EQ(codeOf(held), u"not-verified"_s);
    EXPECT_EQ(held.error()[u"triesLeft"_s], 5);
    EXPECT_GT(held.error()[u"secondsLeft"_s].toInt(), 600);
    EXPECT_EQ(m_cli->run({u"outbox"_s, u"list"_s}).array().size(), 0);
    expectNowhere(code);

    const CliResult wrong = identity({u"confirm"_s, u"bob@example.test"_s, other(code)});
    EXPECT_EQ(wrong.exitCode, 8);
    EXPECT_EQ(codeOf(wrong), u"code-wrong"_s);
    EXPECT_EQ(wrong.error()[u"triesLeft"_s], 4);
    for (const QString& bad : QStringList{u""_s, u"1234567"_s, u"12345"_s, u"abcdef"_s})
        EXPECT_EQ(identity({u"confirm"_s, u"bob@example.test"_s, bad}).exitCode, 6) << qPrintable(bad);
    EXPECT_EQ(identity({u"confirm"_s, u"nobody@example.test"_s, code}).exitCode, 7);
    const CliResult right = identity({u"confirm"_s, u"bob@example.test"_s, code.left(3) + u' ' + code.mid(3)});
    ASSERT_EQ(right.exitCode, 0) << right.err.constData();
    EXPECT_EQ(right.object()[u"state"_s], u"verified"_s);
    EXPECT_EQ(stateOf(u"alice@example.test"_s), u"verified"_s);
    const CliResult again = identity({u"confirm"_s, u"bob@example.test"_s, code});
    EXPECT_EQ(again.exitCode, 8) << "once";
    EXPECT_EQ(codeOf(again), u"no-code"_s);

    ASSERT_EQ(send(u"alice@example.test"_s).exitCode, 0);
    EXPECT_TRUE(newest("carol", 1).contains("\r\nReply-To: bob@example.test\r\n"));
    expectNowhere(code);
    ImapDialogue imap(*m_server);
    imap.logIn("alice");
    EXPECT_FALSE(imap.say("STATUS Sent (MESSAGES)").contains("MESSAGES 2")) << "the code's mail is not in Sent";
}

TEST_F(VerifyCliTest, aRelayCarriesWhatIsProvenAndNothingElse_S18_S20) {
    const CliResult added = addAccount(u"bob"_s, {u"--relay"_s, u"alice@example.test"_s});
    ASSERT_EQ(added.exitCode, 0) << added.err.constData();
    const QByteArray mail = newest("bob", 1);
    const QString code = codeIn(mail);
    ASSERT_EQ(code.size(), 6) << added.err.constData() << mail.constData();
    EXPECT_EQ(send(u"bob@example.test"_s).exitCode, 8);
    EXPECT_EQ(stateOf(u"bob@example.test"_s, u"state"_s), u"unproven"_s);
    ASSERT_EQ(identity({u"confirm"_s, u"bob@example.test"_s, code}).exitCode, 0);
    EXPECT_EQ(stateOf(u"bob@example.test"_s, u"state"_s), u"verified"_s);
    const CliResult sent = send(u"bob@example.test"_s);
    ASSERT_EQ(sent.exitCode, 0) << sent.err.constData();
    EXPECT_EQ(sent.object()[u"via"_s], u"alice@example.test"_s);
    EXPECT_TRUE(newest("carol", 1).contains("From: bob@example.test\r\n"));
    const auto taken = m_server->sent();
    ASSERT_TRUE(taken);
    ASSERT_EQ(taken->size(), 2U) << "the code and the letter";
    for (const MailServer::SentMessage& one : *taken)
        EXPECT_EQ(one.user, u"alice@example.test"_s) << "the server's log shows whose sign-in carries it";
    EXPECT_EQ(taken->at(0).reversePath, u"alice@example.test"_s) << "what is not proven yet is not written";
    EXPECT_EQ(taken->at(1).reversePath, u"bob@example.test"_s);
    // Another address of the account is another proof.
    ASSERT_EQ(identity({u"add"_s, u"--account"_s, u"bob@example.test"_s, u"--address"_s, u"hanako@example.test"_s}).exitCode, 0);
    EXPECT_EQ(send(u"bob@example.test"_s, {u"--from"_s, u"hanako@example.test"_s}).exitCode, 8);
    EXPECT_EQ(send(u"bob@example.test"_s, {u"--from"_s, u"bob@example.test"_s}).exitCode, 0) << "the others are not affected";
}

TEST_F(VerifyCliTest, newCodesVoidOldOnesAndAreCounted) {
    ASSERT_EQ(identity({u"edit"_s, u"alice@example.test"_s, u"--reply-to"_s, u"bob@example.test"_s}).exitCode, 0);
    const QString first = codeIn(newest("bob", 1));
    const CliResult second = identity({u"verify"_s, u"bob@example.test"_s, u"--verbose"_s});
    ASSERT_EQ(second.exitCode, 0) << second.err.constData();
    EXPECT_EQ(second.object()[u"purpose"_s], u"reply-to"_s);
    const QString code = codeIn(newest("bob", 2));
    EXPECT_FALSE(second.err.contains(code.toLatin1())) << "no log has it";
    EXPECT_FALSE(second.out.contains(code.toLatin1()));
    if (first != code) {
        EXPECT_EQ(codeOf(identity({u"confirm"_s, u"bob@example.test"_s, first})), u"code-wrong"_s);
    }
    ASSERT_EQ(identity({u"verify"_s, u"bob@example.test"_s}).exitCode, 0);
    const QString last = codeIn(newest("bob", 3));
    const CliResult tooMany = identity({u"verify"_s, u"bob@example.test"_s});
    EXPECT_EQ(tooMany.exitCode, 8);
    EXPECT_EQ(codeOf(tooMany), u"too-many-codes"_s);
    EXPECT_FALSE(tooMany.error()[u"nextMail"_s].toString().isEmpty());
    for (int left = 4; left >= 0; --left)
        EXPECT_EQ(identity({u"confirm"_s, u"bob@example.test"_s, other(last)}).error()[u"triesLeft"_s].toInt(-1), left);
    EXPECT_EQ(codeOf(identity({u"confirm"_s, u"bob@example.test"_s, last})), u"code-used-up"_s);
    EXPECT_EQ(identity({u"verify"_s, u"alice@example.test"_s}).object()[u"state"_s], u"verified"_s) << "its own: nothing to prove";
    EXPECT_EQ(identity({u"verify"_s, u"nobody@example.test"_s}).exitCode, 7);
    EXPECT_EQ(identity({u"verify"_s, u"bob@example.test"_s, u"--purpose"_s, u"both"_s}).exitCode, 2);
    EXPECT_EQ(identity({u"edit"_s, u"alice@example.test"_s, u"--reply-to"_s, u"bob@example.test\r\nBcc: carol@example.test"_s}).exitCode, 6);
}

TEST_F(VerifyCliTest, aServerThatIsDownBurnsNoCode) {
    m_server->stop();
    const CliResult edited = identity({u"edit"_s, u"alice@example.test"_s, u"--reply-to"_s, u"bob@example.test"_s});
    ASSERT_EQ(edited.exitCode, 0) << edited.err.constData();
    const QJsonObject waiting = edited.object()[u"verifications"_s].toArray().first().toObject();
    EXPECT_EQ(waiting[u"state"_s], u"waiting"_s);
    EXPECT_FALSE(waiting[u"error"_s].isNull()) << "it says why";
    EXPECT_TRUE(edited.err.contains("verification"));
    const CliResult more = identity({u"verify"_s, u"bob@example.test"_s});
    EXPECT_EQ(more.exitCode, 3) << more.err.constData();
    EXPECT_EQ(m_cli->run({u"outbox"_s, u"list"_s}).array().size(), 1) << "the newest alone";
}

TEST_F(VerifyCliTest, aCodeMailThatComesBackSaysSo) {
    ASSERT_EQ(identity({u"edit"_s, u"alice@example.test"_s, u"--reply-to"_s, u"bounce@example.test"_s}).exitCode, 0);
    const QByteArray report = newest("alice", 1);
    ASSERT_FALSE(report.isEmpty());
    EXPECT_EQ(codeIn(report), QString()) << "RET=HDRS: it does not bring the code along";
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    const CliResult held = send(u"alice@example.test"_s);
    EXPECT_EQ(held.exitCode, 8);
    EXPECT_TRUE(held.err.contains("\"state\":\"failed\"")) << held.err.constData();
    EXPECT_EQ(codeOf(identity({u"confirm"_s, u"bounce@example.test"_s, u"123456"_s})), u"no-code"_s) << "it is good no more, whatever is typed";
}

TEST_F(VerifyCliTest, anAddressThatIsRefusedSaysSo) {
    ASSERT_EQ(identity({u"edit"_s, u"alice@example.test"_s, u"--reply-to"_s, u"reject@example.test"_s}).exitCode, 0);
    const CliResult verify = identity({u"verify"_s, u"reject@example.test"_s});
    EXPECT_NE(verify.exitCode, 0);
    EXPECT_EQ(verify.object()[u"state"_s], u"failed"_s) << verify.out.constData();
    EXPECT_FALSE(verify.object()[u"error"_s][u"server"_s].toString().isEmpty()) << "the server's own words";
}

} // namespace
} // namespace tributary::tests::tst_VerifyCli
