// SPDX-License-Identifier: GPL-3.0-or-later
// Sending by tributary-cli (cli.md: send, outbox, identity) over a real SMTP server into real mailboxes: S3, S14, S16, S18, S20.
#include "ImapDialogue.h"

#include "support/CliProcess.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QDeadlineTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QThread>

namespace tributary::tests::tst_SendCli {
namespace {

using namespace Qt::Literals::StringLiterals;

class SendCliTest : public ::testing::Test {
  protected:
    void start(const MailServer::Smtp& smtp = {}) {
        MailServer::Options options;
        options.smtp = smtp;
        auto started = MailServer::start(options);
        if (!started && MailServer::isMissing(started.error()))
            GTEST_SKIP() << qPrintable(started.error().detail);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        m_cli = std::make_unique<CliProcess>(m_server->caFile());
        ASSERT_EQ(add(u"alice"_s).exitCode, 0);
    }
    QStringList options(const QString& user, const QStringList& more = {}) const {
        return QStringList{u"--email"_s, user + u"@example.test"_s, u"--in-host"_s, m_server->host(), u"--in-port"_s, QString::number(m_server->imapsPort()),
                           u"--out-host"_s, m_server->host(), u"--out-port"_s, QString::number(m_server->smtpsPort()), u"--out-security"_s, u"tls"_s,
                           u"--password-stdin"_s} + more;
    }
    CliResult add(const QString& user, const QStringList& more = {}) {
        const CliResult added = m_cli->run(QStringList{u"account"_s, u"add"_s} + options(user, more), "pw-" + user.toLatin1() + "\n");
        EXPECT_EQ(added.exitCode, 0) << added.err.constData();
        return added;
    }
    QString file(const QString& name, const QByteArray& bytes) const {
        QFile f(m_cli->path(name));
        EXPECT_TRUE(f.open(QIODevice::WriteOnly));
        f.write(bytes);
        return f.fileName();
    }
    CliResult send(const QString& to, const QByteArray& body = "Hello.\n", const QStringList& more = {}) {
        return m_cli->run(QStringList{u"send"_s, u"--account"_s, u"alice@example.test"_s, u"--to"_s, to, u"--subject"_s, u"Figures"_s, u"--body-file"_s,
                                      file(u"body.txt"_s, body)} + more);
    }
    /// UIDs of the messages with that Message-ID, or of all.
    int inMailbox(const QByteArray& user, const QByteArray& mailbox, const QByteArray& messageId = {}) {
        ImapDialogue imap(*m_server);
        imap.logIn(user);
        if (!imap.say("EXAMINE " + mailbox).contains(" OK"))
            return 0;
        const QByteArray found = imap.say("SEARCH " + (messageId.isEmpty() ? QByteArray("ALL") : "HEADER Message-ID " + messageId));
        const auto match = QRegularExpression(u"\\* SEARCH((?: \\d+)*)"_s).match(QString::fromLatin1(found));
        return static_cast<int>(match.captured(1).split(u' ', Qt::SkipEmptyParts).size());
    }
    /// The same of INBOX, when what was sent has had time to arrive: Exim delivers after it has answered.
    int arrived(const QByteArray& user, const QByteArray& messageId = {}, int expected = 1) {
        QDeadlineTimer patience(30'000);
        int found = inMailbox(user, "INBOX", messageId);
        while (found < expected && !patience.hasExpired()) {
            QThread::msleep(50);
            found = inMailbox(user, "INBOX", messageId);
        }
        return found;
    }
    static QString state(const CliResult& result) { return result.object().value(u"state"_s).toString(); }
    QByteArray messageId(const CliResult& result) const { return result.object().value(u"messageId"_s).toString().toLatin1(); }
    int outboxSize() const { return static_cast<int>(m_cli->run({u"outbox"_s, u"list"_s}).array().size()); }

    std::unique_ptr<MailServer> m_server;
    std::unique_ptr<CliProcess> m_cli;
};

TEST_F(SendCliTest, aMessageIsDeliveredOnceAndFiledOnce) {
    start();
    const CliResult sent = send(u"Bob <bob@example.test>"_s, "Hello.\n.\n..two dots\n", {u"--cc"_s, u"hanako@example.test"_s, u"--bcc"_s, u"carol@example.test"_s});
    ASSERT_EQ(sent.exitCode, 0) << sent.err.constData();
    EXPECT_EQ(state(sent), u"filed"_s);
    EXPECT_EQ(sent.object().value(u"recipients"_s).toArray().size(), 3);
    EXPECT_EQ(arrived("bob", messageId(sent)), 1);
    EXPECT_EQ(arrived("hanako", messageId(sent)), 1);
    EXPECT_EQ(arrived("carol", messageId(sent)), 1);
    EXPECT_EQ(inMailbox("alice", "Sent", messageId(sent)), 1);
    const auto taken = m_server->sent();
    ASSERT_TRUE(taken);
    ASSERT_EQ(taken->size(), 1U);
    EXPECT_EQ(taken->front().user, u"alice@example.test"_s);
    EXPECT_EQ(taken->front().reversePath, u"alice@example.test"_s);
    EXPECT_EQ(outboxSize(), 0);
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    const QJsonArray copies = m_cli->run({u"message"_s, u"list"_s, u"--mailbox"_s, u"Sent"_s, u"--account"_s, u"alice@example.test"_s}).array();
    ASSERT_EQ(copies.size(), 1) << "the cache has it once, too";
    const QString id = QString::number(copies.first().toObject().value(u"id"_s).toInteger());
    const QByteArray raw = m_cli->run({u"message"_s, u"show"_s, id, u"--part"_s, u"raw"_s}).out;
    EXPECT_FALSE(raw.contains("carol")) << "Bcc is in no copy";
    EXPECT_TRUE(m_cli->run({u"message"_s, u"show"_s, id}).object().value(u"text"_s).toString().contains(u"\n.\n..two dots"_s));
    EXPECT_EQ(m_cli->run({u"doctor"_s, u"alice@example.test"_s}).exitCode, 0);
}

TEST_F(SendCliTest, aServerThatKeepsItsOwnCopyIsFoundOut) {
    MailServer::Smtp smtp;
    smtp.ownSent = true;
    smtp.ownSentDelaySeconds = 2;
    start(smtp);
    QByteArrayList messageIds;
    for (int i = 0; i < 2; ++i) { // the first time nobody knows, the second time it is known
        const CliResult sent = send(u"bob@example.test"_s);
        ASSERT_EQ(sent.exitCode, 0) << sent.err.constData();
        EXPECT_EQ(state(sent), u"filed"_s);
        EXPECT_GE(inMailbox("alice", "Sent", messageId(sent)), 1);
        messageIds.append(messageId(sent));
    }
    // On a busy machine the server's may be later than it is waited for; then a sync takes ours away.
    QDeadlineTimer patience(60'000);
    while (inMailbox("alice", "Sent") > 2 && !patience.hasExpired())
        ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    for (const QByteArray& one : messageIds)
        EXPECT_EQ(inMailbox("alice", "Sent", one), 1);
    EXPECT_EQ(inMailbox("alice", "Sent"), 2);
}

/// Later than it is waited for: ours is there by then, and goes when a sync shows the provider's.
TEST_F(SendCliTest, whereTheServersOwnCopyComesLateThereIsOneInTheEnd_S14) {
    MailServer::Smtp smtp;
    smtp.ownSent = true;
    smtp.ownSentDelaySeconds = 15;
    start(smtp);
    const CliResult sent = send(u"bob@example.test"_s);
    ASSERT_EQ(sent.exitCode, 0) << sent.err.constData();
    EXPECT_EQ(state(sent), u"filed"_s);
    ASSERT_EQ(inMailbox("alice", "Sent", messageId(sent)), 1) << "ours";
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    QDeadlineTimer patience(60'000);
    while (inMailbox("alice", "Sent", messageId(sent)) < 2 && !patience.hasExpired())
        QThread::msleep(100);
    ASSERT_EQ(inMailbox("alice", "Sent", messageId(sent)), 2) << "the server's beside it";
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    EXPECT_EQ(inMailbox("alice", "Sent", messageId(sent)), 1);
    {
        ImapDialogue imap(*m_server);
        imap.logIn("alice");
        (void)imap.say("EXAMINE Sent");
        EXPECT_TRUE(imap.say("FETCH 1 (UID)").contains("UID 2)")) << "the server's is the one that stays";
    }
    const CliResult second = send(u"bob@example.test"_s);
    ASSERT_EQ(second.exitCode, 0) << second.err.constData();
    EXPECT_EQ(state(second), u"filed"_s);
    EXPECT_EQ(inMailbox("alice", "Sent", messageId(second)), 1);
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    EXPECT_EQ(inMailbox("alice", "Sent"), 2);
    ImapDialogue imap(*m_server);
    imap.logIn("alice");
    EXPECT_TRUE(imap.say("STATUS Sent (UIDNEXT)").contains("UIDNEXT 4")) << "nothing was appended the second time";
    EXPECT_EQ(m_cli->run({u"doctor"_s, u"alice@example.test"_s}).exitCode, 0);
}

TEST_F(SendCliTest, noCopyIsFiledWhereNoneIsWanted) {
    start();
    ASSERT_EQ(add(u"bob"_s, {u"--save-sent"_s, u"no"_s}).exitCode, 0);
    const CliResult sent = m_cli->run({u"send"_s, u"--account"_s, u"bob@example.test"_s, u"--to"_s, u"alice@example.test"_s, u"--subject"_s, u"x"_s,
                                       u"--body-file"_s, file(u"b.txt"_s, "x")});
    ASSERT_EQ(sent.exitCode, 0) << sent.err.constData();
    EXPECT_EQ(state(sent), u"filed"_s);
    EXPECT_EQ(inMailbox("bob", "Sent"), 0);
    EXPECT_EQ(arrived("alice"), 1);
}

TEST_F(SendCliTest, oneRefusedRecipientDoesNotKeepItFromTheOthers) {
    start();
    const CliResult sent = send(u"bob@example.test, reject@elsewhere.test"_s);
    EXPECT_EQ(sent.exitCode, 11);
    EXPECT_EQ(state(sent), u"filed"_s);
    const QJsonArray recipients = sent.object().value(u"recipients"_s).toArray();
    ASSERT_EQ(recipients.size(), 2);
    EXPECT_EQ(recipients[0].toObject().value(u"state"_s), u"accepted"_s);
    EXPECT_EQ(recipients[1].toObject().value(u"state"_s), u"refused"_s);
    EXPECT_TRUE(recipients[1].toObject().value(u"server"_s).toString().contains(u"550"_s));
    EXPECT_EQ(arrived("bob", messageId(sent)), 1);
    EXPECT_EQ(inMailbox("alice", "Sent", messageId(sent)), 1);
    ASSERT_EQ(outboxSize(), 1) << "it is told until it is dismissed";
    const QString id = QString::number(sent.object().value(u"id"_s).toInteger());
    const CliResult again = m_cli->run({u"outbox"_s, u"retry"_s, id});
    EXPECT_EQ(again.exitCode, 11) << "refused once more";
    EXPECT_EQ(state(again), u"filed"_s);
    ASSERT_EQ(m_server->sent()->size(), 1U) << "nobody gets it twice";
    EXPECT_EQ(inMailbox("alice", "Sent", messageId(sent)), 1) << "and it is filed once";
    EXPECT_EQ(m_cli->run({u"outbox"_s, u"cancel"_s, id}).exitCode, 0);
    EXPECT_EQ(outboxSize(), 0);
}

TEST_F(SendCliTest, whatIsRefusedForGoodStaysWithTheServersWords) {
    start();
    const CliResult sent = send(u"reject@elsewhere.test"_s);
    EXPECT_EQ(sent.exitCode, 1);
    EXPECT_EQ(state(sent), u"failed"_s);
    EXPECT_EQ(sent.object().value(u"error"_s).toObject().value(u"code"_s), u"recipients-refused"_s);
    EXPECT_TRUE(sent.object().value(u"error"_s).toObject().value(u"server"_s).toString().contains(u"550"_s));
    EXPECT_EQ(inMailbox("alice", "Sent"), 0);
    const QString id = QString::number(sent.object().value(u"id"_s).toInteger());
    EXPECT_EQ(state(m_cli->run({u"outbox"_s, u"retry"_s, id})), u"failed"_s);
    EXPECT_EQ(m_cli->run({u"outbox"_s, u"list"_s}).array().first().toObject().value(u"attempts"_s), 2);
    const CliResult cancelled = m_cli->run({u"outbox"_s, u"cancel"_s, id});
    EXPECT_EQ(cancelled.exitCode, 0);
    EXPECT_FALSE(cancelled.object().value(u"draft"_s).isNull()) << "the text is not lost";
    EXPECT_EQ(m_cli->run({u"outbox"_s, u"retry"_s, id}).exitCode, 7);
}

TEST_F(SendCliTest, greylistedMailGoesWithTheNextTry) {
    start();
    const CliResult sent = send(u"greylist@elsewhere.test"_s);
    EXPECT_EQ(sent.exitCode, 3);
    EXPECT_EQ(state(sent), u"queued"_s);
    EXPECT_FALSE(sent.object().value(u"nextTry"_s).isNull());
    const CliResult again = m_cli->run({u"outbox"_s, u"retry"_s, QString::number(sent.object().value(u"id"_s).toInteger())});
    EXPECT_EQ(again.exitCode, 0) << again.err.constData();
    EXPECT_EQ(state(again), u"filed"_s);
    EXPECT_EQ(m_server->sent()->size(), 1U);
}

TEST_F(SendCliTest, aMessageLargerThanTheServerTakesIsNotGivenToIt) {
    MailServer::Smtp smtp;
    smtp.size = 200'000;
    start(smtp);
    const CliResult sent = send(u"bob@example.test"_s, "Hello.\n", {u"--attach"_s, file(u"large.bin"_s, QByteArray(300'000, 'x'))});
    EXPECT_EQ(sent.exitCode, 1);
    EXPECT_EQ(state(sent), u"failed"_s);
    EXPECT_EQ(sent.object().value(u"error"_s).toObject().value(u"code"_s), u"message-too-large"_s);
    EXPECT_TRUE(m_server->sent()->empty());
}

TEST_F(SendCliTest, aPasswordChangedInBetweenLosesNothing) {
    start();
    const CliResult queued = send(u"bob@example.test"_s, "Hello.\n", {u"--queue"_s});
    ASSERT_EQ(queued.exitCode, 0) << queued.err.constData();
    EXPECT_EQ(state(queued), u"queued"_s);
    ASSERT_TRUE(m_server->changePassword(u"alice"_s, u"other"_s));
    const QString id = QString::number(queued.object().value(u"id"_s).toInteger());
    CliResult refused;
    for (int i = 0; i < 50 && refused.exitCode != 4; ++i) { // until Dovecot has seen its file
        refused = m_cli->run({u"outbox"_s, u"retry"_s, id});
        ASSERT_NE(refused.exitCode, 0) << "the old password is taken still";
    }
    EXPECT_EQ(state(refused), u"queued"_s);
    ASSERT_EQ(m_cli->run({u"account"_s, u"password"_s, u"alice@example.test"_s, u"--password-stdin"_s}, "other\n").exitCode, 0);
    EXPECT_EQ(state(m_cli->run({u"outbox"_s, u"retry"_s, id})), u"filed"_s);
    EXPECT_EQ(arrived("bob", messageId(queued)), 1);
}

TEST_F(SendCliTest, sendingThatIsSwitchedOffIsNamed) {
    MailServer::Smtp smtp;
    smtp.offFor = {u"dave"_s};
    start(smtp);
    const CliResult added = m_cli->run(QStringList{u"account"_s, u"add"_s} + options(u"dave"_s), "pw-dave\n");
    EXPECT_NE(added.exitCode, 0) << "both sides are proven (S16)";
    EXPECT_EQ(added.error().value(u"code"_s), u"sending-disabled"_s);
    EXPECT_TRUE(added.error().value(u"server"_s).toString().contains(u"SmtpClientAuthentication"_s));
}

TEST_F(SendCliTest, syncSendsWhatIsQueued) {
    start();
    ASSERT_EQ(state(send(u"bob@example.test"_s, "Hello.\n", {u"--queue"_s})), u"queued"_s);
    EXPECT_EQ(inMailbox("bob", "INBOX"), 0);
    ASSERT_EQ(m_cli->run({u"sync"_s, u"alice@example.test"_s}).exitCode, 0);
    EXPECT_EQ(arrived("bob"), 1);
    for (int i = 0; i < 10 && outboxSize() > 0; ++i) // a copy of the provider's was waited for
        ASSERT_EQ(m_cli->run({u"sync"_s, u"alice@example.test"_s}).exitCode, 0);
    EXPECT_EQ(outboxSize(), 0);
    EXPECT_EQ(inMailbox("alice", "Sent"), 1);
}

TEST_F(SendCliTest, syncTellsWhatCouldNotBeSent) {
    start();
    ASSERT_EQ(state(send(u"reject@elsewhere.test"_s, "Hello.\n", {u"--queue"_s})), u"queued"_s);
    ASSERT_EQ(state(send(u"bob@example.test"_s, "Hello.\n", {u"--queue"_s})), u"queued"_s);
    const auto outboxOf = [](const CliResult& result) {
        return result.object().value(u"accounts"_s).toArray().first().toObject().value(u"outbox"_s).toObject();
    };
    const CliResult first = m_cli->run({u"sync"_s});
    EXPECT_EQ(first.exitCode, 11) << first.err.constData();
    EXPECT_EQ(outboxOf(first).value(u"sent"_s), 1);
    EXPECT_EQ(outboxOf(first).value(u"failed"_s), 1);
    EXPECT_EQ(outboxOf(first).value(u"fresh"_s), 1);
    EXPECT_TRUE(first.err.contains("\"unsent\"")) << first.err.constData();
    const CliResult second = m_cli->run({u"sync"_s});
    EXPECT_EQ(second.exitCode, 0) << "it did not fail in this run";
    EXPECT_EQ(outboxOf(second).value(u"failed"_s), 1) << "and is told still";
    EXPECT_EQ(outboxOf(second).value(u"fresh"_s), 0);
    EXPECT_TRUE(second.err.contains("\"unsent\"")) << second.err.constData();
    const QString id = QString::number(m_cli->run({u"outbox"_s, u"list"_s}).array().first().toObject().value(u"id"_s).toInteger());
    ASSERT_EQ(m_cli->run({u"outbox"_s, u"cancel"_s, id}).exitCode, 0);
    const CliResult third = m_cli->run({u"sync"_s});
    EXPECT_EQ(third.exitCode, 0);
    EXPECT_FALSE(third.err.contains("\"unsent\"")) << third.err.constData();
}

TEST_F(SendCliTest, whatWaitsBehindARefusedSignInSaysWhyUntilThePasswordIsChanged_S17) {
    start();
    const CliResult queued = send(u"bob@example.test"_s, "Hello.\n", {u"--queue"_s});
    ASSERT_EQ(state(send(u"carol@example.test"_s, "Hello.\n", {u"--queue"_s})), u"queued"_s);
    ASSERT_TRUE(m_server->changePassword(u"alice"_s, u"other"_s));
    const QString id = QString::number(queued.object().value(u"id"_s).toInteger());
    CliResult refused;
    for (int i = 0; i < 50 && refused.exitCode != 4; ++i) // until Dovecot has seen its file
        refused = m_cli->run({u"outbox"_s, u"retry"_s, id});
    const auto rows = [&] { return m_cli->run({u"outbox"_s, u"list"_s}).array(); };
    const QJsonArray waiting = rows();
    ASSERT_EQ(waiting.size(), 2);
    for (const QJsonValue& row : waiting) {
        const QJsonObject error = row.toObject().value(u"error"_s).toObject();
        EXPECT_EQ(row.toObject().value(u"state"_s), u"queued"_s);
        EXPECT_EQ(error.value(u"code"_s), u"credentials-rejected"_s);
        EXPECT_FALSE(error.value(u"server"_s).toString().isEmpty()) << "the server's words";
    }
    // A sync of everything knocks on no closed door.
    const CliResult synced = m_cli->run({u"sync"_s});
    EXPECT_EQ(synced.exitCode, 4);
    EXPECT_TRUE(synced.err.contains("\"unsent\"")) << synced.err.constData();
    EXPECT_EQ(rows().first().toObject().value(u"attempts"_s), waiting.first().toObject().value(u"attempts"_s));
    ASSERT_EQ(m_cli->run({u"account"_s, u"password"_s, u"alice@example.test"_s, u"--password-stdin"_s}, "other\n").exitCode, 0);
    for (const QJsonValue& row : rows())
        EXPECT_TRUE(row.toObject().value(u"error"_s).isNull()) << "it is another password now";
    EXPECT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    EXPECT_EQ(arrived("bob"), 1);
    EXPECT_EQ(arrived("carol"), 1);
}

TEST_F(SendCliTest, whatWaitsBehindAFailedConnectionSaysWhy_S34) {
    start();
    const QTemporaryDir kept; // the server takes its own along when it stops
    ASSERT_TRUE(QFile::copy(m_server->caFile(), kept.filePath(u"ca.pem"_s)));
    m_cli = std::make_unique<CliProcess>(kept.filePath(u"ca.pem"_s));
    ASSERT_EQ(add(u"alice"_s).exitCode, 0);
    ASSERT_EQ(state(send(u"bob@example.test"_s, "Hello.\n", {u"--queue"_s})), u"queued"_s);
    ASSERT_EQ(state(send(u"carol@example.test"_s, "Hello.\n", {u"--queue"_s})), u"queued"_s);
    m_server->stop();
    const CliResult synced = m_cli->run({u"sync"_s});
    EXPECT_EQ(synced.exitCode, 3) << synced.err.constData();
    const QJsonArray rows = m_cli->run({u"outbox"_s, u"list"_s}).array();
    EXPECT_EQ(rows.size(), 2);
    for (const QJsonValue& row : rows)
        EXPECT_EQ(row.toObject().value(u"error"_s).toObject().value(u"kind"_s), u"network"_s);
}

TEST_F(SendCliTest, anAnswerGoesToItsThreadInTheCharsetThatIsWanted) {
    start();
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: =?ISO-2022-JP?B?GyRCOzNFRBsoQg==?= <hanako@example.test>\r\nTo: alice@example.test\r\n"
                                              "Message-ID: <first@example.test>\r\nSubject: =?ISO-2022-JP?B?GyRCMnE1RBsoQg==?=\r\nDate: Mon, 23 Nov 2026 10:00:00 +0900\r\n"
                                              "Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n\x1b$B;}$A9g$o$;\x1b(B\r\n"));
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    const QJsonObject message = m_cli->run({u"message"_s, u"list"_s}).array().first().toObject();
    const QString id = QString::number(message.value(u"id"_s).toInteger());
    const CliResult sent = m_cli->run({u"send"_s, u"--account"_s, u"alice@example.test"_s, u"--reply"_s, id, u"--body-file"_s, file(u"answer.txt"_s, "承知しました。\n"),
                                       u"--charset"_s, u"iso-2022-jp"_s});
    ASSERT_EQ(sent.exitCode, 0) << sent.err.constData();
    EXPECT_EQ(sent.object().value(u"subject"_s), u"Re: 会議"_s);
    EXPECT_EQ(sent.object().value(u"recipients"_s).toArray().first().toObject().value(u"address"_s), u"hanako@example.test"_s);
    ASSERT_EQ(arrived("hanako"), 1);
    QProcess python; // another decoder's word on it
    python.start(u"python3"_s, {u"-c"_s, uR"(
import email, email.policy, imaplib, sys
c = imaplib.IMAP4('%1', %2); c.login('%3', 'pw-hanako'); c.select()
m = email.message_from_bytes(c.fetch('1', '(RFC822)')[1][0][1], policy=email.policy.default)
sys.stdout.buffer.write('\n'.join([m['subject'], m['in-reply-to'], m['references'], m.get_content_charset(), m.get_content()]).encode())
)"_s.arg(m_server->host()).arg(m_server->imapPort()).arg(m_server->loginName(u"hanako"_s))});
    ASSERT_TRUE(python.waitForFinished());
    const QStringList lines = QString::fromUtf8(python.readAllStandardOutput()).split(u'\n');
    ASSERT_GE(lines.size(), 6) << python.readAllStandardError().constData();
    EXPECT_EQ(lines[0], u"Re: 会議"_s);
    EXPECT_EQ(lines[1], u"<first@example.test>"_s);
    EXPECT_EQ(lines[2], u"<first@example.test>"_s);
    EXPECT_EQ(lines[3], u"iso-2022-jp"_s);
    EXPECT_EQ(lines[4].trimmed(), u"承知しました。"_s);
    EXPECT_TRUE(lines.join(u'\n').contains(u"> 持ち合わせ"_s));
}

TEST_F(SendCliTest, aForwardTakesTheFilesAlong) {
    start();
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: bob@example.test\r\nTo: alice@example.test\r\nSubject: Report\r\nMIME-Version: 1.0\r\n"
                                              "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee the file.\r\n--b\r\n"
                                              "Content-Type: application/pdf; name=\"r.pdf\"\r\nContent-Disposition: attachment; filename=\"r.pdf\"\r\n"
                                              "Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n--b--\r\n"));
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    const QString id = QString::number(m_cli->run({u"message"_s, u"list"_s}).array().first().toObject().value(u"id"_s).toInteger());
    const CliResult sent = m_cli->run({u"send"_s, u"--account"_s, u"alice@example.test"_s, u"--to"_s, u"alice@example.test"_s, u"--forward"_s, id});
    ASSERT_EQ(sent.exitCode, 0) << sent.err.constData();
    EXPECT_EQ(sent.object().value(u"subject"_s), u"Fwd: Report"_s);
    ASSERT_EQ(arrived("alice", {}, 2), 2);
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    const QJsonArray inbox = m_cli->run({u"message"_s, u"list"_s, u"--mailbox"_s, u"INBOX"_s, u"--account"_s, u"alice@example.test"_s}).array();
    ASSERT_EQ(inbox.size(), 2);
    const QString forwarded = QString::number(inbox.first().toObject().value(u"id"_s).toInteger());
    EXPECT_TRUE(m_cli->run({u"message"_s, u"show"_s, forwarded}).object().value(u"text"_s).toString().contains(u"See the file."_s));
    const QJsonArray files = m_cli->run({u"message"_s, u"attachments"_s, forwarded}).array();
    ASSERT_EQ(files.size(), 1);
    EXPECT_EQ(files.first().toObject().value(u"name"_s), u"r.pdf"_s);
}

TEST_F(SendCliTest, badInputIsNamedAndQueuesNothing) {
    start();
    EXPECT_EQ(send(u"bob@example.test\r\nRCPT TO:<carol@example.test>"_s).exitCode, 6);
    EXPECT_EQ(send(u"no address"_s).exitCode, 6);
    EXPECT_EQ(send(u"\"unbalanced <bob@example.test"_s).exitCode, 6);
    EXPECT_EQ(send(u"bob@example.test"_s, "x", {u"--attach"_s, m_cli->path(u"nowhere"_s)}).exitCode, 6);
    EXPECT_EQ(send(u"bob@example.test"_s, "x", {u"--from"_s, u"somebody@else.test"_s}).exitCode, 7);
    const QStringList toBob{u"send"_s, u"--account"_s, u"alice@example.test"_s, u"--to"_s, u"bob@example.test"_s};
    const QString body = file(u"body.txt"_s, "x");
    EXPECT_EQ(m_cli->run({u"send"_s, u"--account"_s, u"alice@example.test"_s, u"--subject"_s, u"x"_s}).exitCode, 2);
    const CliResult noSubject = m_cli->run(toBob + QStringList{u"--body-file"_s, body});
    EXPECT_EQ(noSubject.exitCode, 2);
    EXPECT_TRUE(noSubject.err.contains("--subject S is missing")) << noSubject.err.constData();
    const CliResult noBody = m_cli->run(toBob + QStringList{u"--subject"_s, u"x"_s});
    EXPECT_EQ(noBody.exitCode, 2);
    EXPECT_TRUE(noBody.err.contains("--body-file F is missing")) << noBody.err.constData();
    const CliResult all = send(u"bob@example.test"_s, "x", {u"--all"_s});
    EXPECT_EQ(all.exitCode, 2) << "to all of whom?";
    EXPECT_TRUE(all.err.contains("--reply")) << all.err.constData();
    EXPECT_EQ(send(u"bob@-bad-.test"_s).exitCode, 6);
    EXPECT_EQ(send(u"bob@example.test> <x@example.org"_s).exitCode, 6);
    EXPECT_EQ(send(u"\"a<b\"@example.org"_s).exitCode, 6) << "what SMTP cannot carry";
    const CliResult none = m_cli->run(toBob + QStringList{u"--subject"_s, u"x"_s, u"--body-file"_s, m_cli->path(u"nowhere.txt"_s)});
    EXPECT_EQ(none.exitCode, 6);
    const QString words = none.error().value(u"message"_s).toString();
    EXPECT_TRUE(words.contains(u"nowhere.txt: No such file"_s)) << qPrintable(words);
    EXPECT_FALSE(words.contains(u"attach"_s)) << qPrintable(words);
    const CliResult signature = m_cli->run({u"identity"_s, u"add"_s, u"--account"_s, u"alice@example.test"_s, u"--address"_s, u"sales@example.test"_s,
                                            u"--signature-file"_s, m_cli->path(u"nowhere.txt"_s)});
    EXPECT_EQ(signature.exitCode, 6);
    EXPECT_TRUE(signature.error().value(u"message"_s).toString().contains(u"nowhere.txt: No such file"_s));
    EXPECT_EQ(outboxSize(), 0);
    EXPECT_TRUE(m_server->sent()->empty());
}

TEST_F(SendCliTest, aQuotedLocalPartReachesTheServerAsItWasTyped) { // RFC 5321 4.1.2
    start();
    const QStringList odd{uR"("a\" b"@elsewhere.test)"_s, uR"("very@\\ \"very\".unusual"@elsewhere.test)"_s};
    const CliResult sent = send(odd.join(u", "_s), "x", {u"--queue"_s});
    ASSERT_EQ(sent.exitCode, 0) << sent.err.constData();
    const QJsonArray recipients = sent.object().value(u"recipients"_s).toArray();
    ASSERT_EQ(recipients.size(), 2);
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(recipients[i].toObject().value(u"address"_s), odd[i]);
    (void)m_cli->run({u"outbox"_s, u"retry"_s, QString::number(sent.object().value(u"id"_s).toInteger())});
    const auto taken = m_server->sent();
    ASSERT_TRUE(taken);
    ASSERT_EQ(taken->size(), 1U) << m_cli->run({u"outbox"_s, u"list"_s}).out.constData();
    EXPECT_EQ(taken->front().recipients, odd);
}

TEST_F(SendCliTest, S3_whatIsCancelledIsADraftInDraftsForAllClients) {
    start();
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    const CliResult queued = send(u"bob@example.test"_s, "Not yet.\n", {u"--queue"_s});
    ASSERT_EQ(queued.exitCode, 0) << queued.err.constData();
    const CliResult cancelled = m_cli->run({u"outbox"_s, u"cancel"_s, QString::number(queued.object().value(u"id"_s).toInteger())});
    ASSERT_EQ(cancelled.exitCode, 0) << cancelled.err.constData();
    EXPECT_GT(cancelled.object().value(u"draft"_s).toInteger(), 0);
    EXPECT_EQ(cancelled.object().value(u"mailbox"_s), u"Drafts"_s);
    const auto listed = m_cli->run({u"message"_s, u"list"_s, u"--account"_s, u"alice@example.test"_s, u"--mailbox"_s, u"Drafts"_s}).array();
    ASSERT_EQ(listed.size(), 1) << "at once";
    EXPECT_EQ(listed[0].toObject().value(u"subject"_s), u"Figures"_s);
    const CliResult shown = m_cli->run({u"message"_s, u"show"_s, QString::number(listed[0].toObject().value(u"id"_s).toInteger()), u"--part"_s, u"text"_s});
    EXPECT_TRUE(shown.out.contains("Not yet.")) << shown.out.constData();
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    EXPECT_EQ(inMailbox("alice", "Drafts", messageId(queued)), 1) << "every other client finds it";
    EXPECT_TRUE(m_server->sent()->empty());
}

TEST_F(SendCliTest, S3_whatIsCancelledBeforeTheFirstSyncComesToDraftsWithIt) {
    start();
    const CliResult queued = send(u"bob@example.test"_s, "Not yet.\n", {u"--queue"_s});
    ASSERT_EQ(queued.exitCode, 0) << queued.err.constData();
    const CliResult cancelled = m_cli->run({u"outbox"_s, u"cancel"_s, QString::number(queued.object().value(u"id"_s).toInteger())});
    ASSERT_EQ(cancelled.exitCode, 0) << cancelled.err.constData();
    EXPECT_TRUE(cancelled.object().value(u"mailbox"_s).isNull()) << "none is known";
    for (int i = 0; i < 2; ++i) {
        ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
        EXPECT_EQ(inMailbox("alice", "Drafts", messageId(queued)), 1) << "once, whatever follows";
        EXPECT_EQ(m_cli->run({u"message"_s, u"list"_s, u"--account"_s, u"alice@example.test"_s, u"--mailbox"_s, u"Drafts"_s}).array().size(), 1);
    }
    EXPECT_TRUE(m_server->sent()->empty());
    EXPECT_EQ(m_cli->run({u"doctor"_s, u"alice@example.test"_s}).exitCode, 0);
}

TEST_F(SendCliTest, S14_whatMayHaveArrivedIsToldWhenItIsCancelled) {
    start();
    const CliResult queued = send(u"bob@example.test"_s, "Hello.\n", {u"--queue"_s});
    ASSERT_EQ(queued.exitCode, 0) << queued.err.constData();
    const QString id = QString::number(queued.object().value(u"id"_s).toInteger());
    qputenv("TRIBUTARY_TEST_KILL", "store.outbox-submitted.begun:1"); // the server has it, and nobody noted that
    (void)m_cli->run({u"outbox"_s, u"retry"_s, id});
    qunsetenv("TRIBUTARY_TEST_KILL");
    ASSERT_EQ(m_cli->run({u"outbox"_s, u"list"_s}).array().first().toObject().value(u"state"_s), u"unknown"_s);
    const CliResult cancelled = m_cli->run({u"outbox"_s, u"cancel"_s, id});
    EXPECT_EQ(cancelled.exitCode, 0);
    EXPECT_EQ(cancelled.object().value(u"mayHaveArrived"_s), true) << cancelled.out.constData();
    const CliResult waiting = send(u"bob@example.test"_s, "Hello.\n", {u"--queue"_s});
    const CliResult sure = m_cli->run({u"outbox"_s, u"cancel"_s, QString::number(waiting.object().value(u"id"_s).toInteger())});
    EXPECT_FALSE(sure.object().contains(u"mayHaveArrived"_s)) << sure.out.constData();
}

TEST_F(SendCliTest, whatSomeHaveIsFiledOnceWhenTheRestIsCancelled) {
    start();
    const CliResult sent = send(u"bob@example.test"_s, "Hello.\n", {u"--cc"_s, u"later@example.test"_s});
    EXPECT_EQ(sent.exitCode, 11) << "partly done";
    EXPECT_EQ(state(sent), u"queued"_s);
    const CliResult cancelled = m_cli->run({u"outbox"_s, u"cancel"_s, QString::number(sent.object().value(u"id"_s).toInteger())});
    ASSERT_EQ(cancelled.exitCode, 0) << cancelled.err.constData();
    EXPECT_FALSE(cancelled.object().value(u"draft"_s).isNull());
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    EXPECT_EQ(arrived("bob"), 1);
    EXPECT_EQ(inMailbox("alice", "Sent", messageId(sent)), 1);
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    EXPECT_EQ(inMailbox("alice", "Sent", messageId(sent)), 1);
}

TEST_F(SendCliTest, whatAnotherAccountOfOnesOwnWroteIsAnsweredThere) {
    start();
    add(u"bob"_s);
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: Bob <bob@example.test>\r\nTo: alice@example.test\r\nMessage-ID: <own@example.test>\r\nSubject: Hello\r\n\r\nHello\r\n"));
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    const QJsonObject message = m_cli->run({u"message"_s, u"list"_s, u"--account"_s, u"alice@example.test"_s}).array().first().toObject();
    for (const QStringList& how : {QStringList(), QStringList{u"--all"_s}}) {
        const CliResult sent = m_cli->run(QStringList{u"send"_s, u"--account"_s, u"alice@example.test"_s, u"--reply"_s, QString::number(message.value(u"id"_s).toInteger()),
                                                      u"--body-file"_s, file(u"b.txt"_s, "x"), u"--queue"_s} + how);
        ASSERT_EQ(sent.exitCode, 0) << sent.err.constData();
        const QJsonArray recipients = sent.object().value(u"recipients"_s).toArray();
        ASSERT_EQ(recipients.size(), 1);
        EXPECT_EQ(recipients.first().toObject().value(u"address"_s), u"bob@example.test"_s);
    }
}

TEST_F(SendCliTest, textAndHtmlAndSignatureAreWhatWasGiven) {
    start();
    const QString id = QString::number(m_cli->run({u"identity"_s, u"list"_s}).array().first().toObject().value(u"id"_s).toInteger());
    ASSERT_EQ(m_cli->run({u"identity"_s, u"edit"_s, id, u"--signature-file"_s, file(u"s.txt"_s, "Alice of Example\n")}).exitCode, 0);
    const CliResult sent = send(u"bob@example.test"_s, "As plain text.\n", {u"--html-file"_s, file(u"h.html"_s, "<p>As <b>HTML</b>.</p>")});
    ASSERT_EQ(sent.exitCode, 0) << sent.err.constData();
    ASSERT_EQ(arrived("bob"), 1);
    ImapDialogue imap(*m_server);
    imap.logIn("bob");
    imap.say("EXAMINE INBOX");
    const QByteArray raw = imap.say("FETCH 1 BODY.PEEK[]");
    EXPECT_TRUE(raw.contains("As plain text.")) << raw.constData();
    EXPECT_TRUE(raw.contains("<b>HTML</b>")) << raw.constData();
    EXPECT_EQ(raw.count("Alice of Example"), 2) << raw.constData();
    EXPECT_EQ(send(u"bob@example.test"_s, "caf\xe9\n").exitCode, 6) << "not UTF-8";
    // Of an empty text there is no twin; a signature that brings its delimiter along has one.
    ASSERT_EQ(m_cli->run({u"identity"_s, u"edit"_s, id, u"--signature-file"_s, file(u"s.txt"_s, "-- \nAlice of Example\n")}).exitCode, 0);
    EXPECT_EQ(m_cli->run({u"identity"_s, u"list"_s}).array().first().toObject().value(u"signature"_s), u"Alice of Example"_s);
    ASSERT_EQ(send(u"bob@example.test"_s, {}, {u"--html-file"_s, file(u"h.html"_s, "<p>As <b>HTML</b>.</p>")}).exitCode, 0);
    ASSERT_EQ(arrived("bob", {}, 2), 2);
    imap.say("NOOP");
    const QByteArray twin = imap.say("FETCH 2 BODY.PEEK[]");
    EXPECT_TRUE(twin.contains("text/plain")) << twin.constData();
    EXPECT_TRUE(twin.contains("As HTML.")) << twin.constData();
    EXPECT_EQ(twin.count("Alice of Example"), 2) << twin.constData();
}

TEST_F(SendCliTest, anEmptyFileIsWhatItIsCalled) {
    start();
    const CliResult sent = send(u"bob@example.test"_s, "x", {u"--attach"_s, file(u"empty.pdf"_s, {}), u"--attach"_s, file(u"EMPTY"_s, {}), u"--queue"_s});
    ASSERT_EQ(sent.exitCode, 0) << sent.err.constData();
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    ASSERT_EQ(arrived("bob"), 1);
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    const auto filed = m_cli->run({u"message"_s, u"list"_s, u"--account"_s, u"alice@example.test"_s, u"--mailbox"_s, u"Sent"_s}).array();
    ASSERT_EQ(filed.size(), 1);
    const CliResult raw = m_cli->run({u"message"_s, u"show"_s, QString::number(filed[0].toObject().value(u"id"_s).toInteger()), u"--part"_s, u"structure"_s});
    EXPECT_TRUE(raw.out.contains("application/pdf")) << raw.out.constData();
    EXPECT_TRUE(raw.out.contains("application/octet-stream")) << raw.out.constData();
    EXPECT_FALSE(raw.out.contains("zerosize")) << raw.out.constData();
}

TEST_F(SendCliTest, aCharsetThatCannotWriteItIsToldBeforeItGoesAsAnother) {
    start();
    const CliResult told = send(u"bob@example.test"_s, "①番です。\n", {u"--charset"_s, u"iso-2022-jp"_s, u"--queue"_s});
    EXPECT_EQ(told.exitCode, 0);
    EXPECT_TRUE(told.err.contains("\"event\":\"warning\"") && told.err.contains("①")) << told.err.constData();
    const CliResult silent = send(u"bob@example.test"_s, "一番です。\n", {u"--charset"_s, u"iso-2022-jp"_s, u"--queue"_s});
    EXPECT_FALSE(silent.err.contains("warning")) << silent.err.constData();
}

TEST_F(SendCliTest, aRelayWaitsForAProvenAddress) {
    start();
    const QString alice = QString::number(m_cli->run({u"account"_s, u"list"_s}).array().first().toObject().value(u"id"_s).toInteger());
    QStringList bob{u"account"_s, u"add"_s, u"--email"_s, u"bob@example.test"_s, u"--in-host"_s, m_server->host(), u"--in-port"_s,
                    QString::number(m_server->imapsPort()), u"--relay"_s, alice, u"--password-stdin"_s};
    const CliResult added = m_cli->run(bob, "pw-bob\n");
    ASSERT_EQ(added.exitCode, 0) << added.err.constData();
    const CliResult sent = m_cli->run({u"send"_s, u"--account"_s, u"bob@example.test"_s, u"--to"_s, u"carol@example.test"_s, u"--subject"_s, u"x"_s,
                                       u"--body-file"_s, file(u"b.txt"_s, "x")});
    EXPECT_EQ(sent.exitCode, 8);
    EXPECT_EQ(sent.error().value(u"code"_s), u"not-verified"_s);
    const QByteArray advice = QJsonDocument(sent.error().value(u"advice"_s).toArray()).toJson();
    EXPECT_TRUE(advice.contains("proven first")) << advice.constData();
    EXPECT_TRUE(advice.contains("identity verify")) << advice.constData();
    EXPECT_EQ(m_cli->run({u"account"_s, u"show"_s, u"bob@example.test"_s}).object().value(u"relay"_s), u"alice@example.test"_s) << "S18";
    EXPECT_TRUE(m_cli->run({u"account"_s, u"show"_s, u"alice@example.test"_s}).object().value(u"relay"_s).isNull());
    EXPECT_EQ(outboxSize(), 0);
}

TEST_F(SendCliTest, identitiesAreAddedEditedUsedAndRemoved) {
    start();
    const QJsonArray first = m_cli->run({u"identity"_s, u"list"_s}).array();
    ASSERT_EQ(first.size(), 1);
    EXPECT_EQ(first.first().toObject().value(u"address"_s), u"alice@example.test"_s);
    EXPECT_EQ(first.first().toObject().value(u"state"_s), u"own"_s);
    const CliResult added = m_cli->run({u"identity"_s, u"add"_s, u"--account"_s, u"alice@example.test"_s, u"--address"_s, u"sales@example.test"_s, u"--display-name"_s,
                                        u"Sales, Alice"_s, u"--signature-file"_s, file(u"sig.txt"_s, "Sales\nTokyo\n")});
    ASSERT_EQ(added.exitCode, 0) << added.err.constData();
    EXPECT_EQ(added.object().value(u"state"_s), u"unproven"_s);
    EXPECT_EQ(m_cli->run({u"identity"_s, u"add"_s, u"--account"_s, u"alice@example.test"_s}).exitCode, 2) << "which address?";
    EXPECT_EQ(m_cli->run({u"identity"_s, u"edit"_s, u"sales@example.test"_s, u"--display-name"_s, u"A\r\nBcc: carol@example.test"_s}).exitCode, 6);
    const CliResult own = m_cli->run({u"identity"_s, u"remove"_s, u"alice@example.test"_s});
    EXPECT_EQ(own.exitCode, 6) << "none that is unproven becomes the default in its place";
    EXPECT_TRUE(own.error().value(u"message"_s).toString().contains(u"signs in with"_s)) << own.err.constData();
    const auto codeOf = [](const CliResult& result) { return result.error().value(u"code"_s).toString(); };
    const CliResult again = m_cli->run({u"identity"_s, u"add"_s, u"--account"_s, u"alice@example.test"_s, u"--address"_s, u"Sales@example.test"_s});
    EXPECT_EQ(again.exitCode, 6);
    EXPECT_EQ(codeOf(again), u"already-exists"_s) << again.err.constData();
    const CliResult taken = m_cli->run({u"identity"_s, u"edit"_s, u"sales@example.test"_s, u"--address"_s, u"alice@example.test"_s});
    EXPECT_EQ(taken.exitCode, 6) << "no edit makes an address the account's own (S20)";
    const CliResult other = m_cli->run({u"identity"_s, u"edit"_s, u"alice@example.test"_s, u"--address"_s, u"ceo@bank.test"_s});
    EXPECT_EQ(other.exitCode, 6);
    EXPECT_TRUE(other.error().value(u"message"_s).toString().contains(u"account's own address"_s)) << other.err.constData();
    EXPECT_EQ(m_cli->run({u"identity"_s, u"list"_s}).array().first().toObject().value(u"address"_s), u"alice@example.test"_s);
    const CliResult sent = send(u"bob@example.test"_s, "x", {u"--from"_s, u"sales@example.test"_s});
    ASSERT_EQ(sent.exitCode, 0) << sent.err.constData();
    EXPECT_EQ(m_server->sent()->back().reversePath, u"sales@example.test"_s);
    EXPECT_EQ(m_cli->run({u"identity"_s, u"edit"_s, u"sales@example.test"_s, u"--reply-to"_s, u"other@elsewhere.test"_s}).exitCode, 0);
    EXPECT_EQ(send(u"bob@example.test"_s, "x", {u"--from"_s, u"sales@example.test"_s}).exitCode, 8) << "the reply-to is not proven (S26)";
    EXPECT_EQ(m_cli->run({u"identity"_s, u"remove"_s, u"sales@example.test"_s}).exitCode, 0);
    EXPECT_EQ(m_cli->run({u"identity"_s, u"remove"_s, u"alice@example.test"_s}).exitCode, 6) << "the last one of an account";
    EXPECT_EQ(m_cli->run({u"identity"_s, u"edit"_s, u"nobody@example.test"_s}).exitCode, 7);
}

} // namespace
} // namespace tributary::tests::tst_SendCli
