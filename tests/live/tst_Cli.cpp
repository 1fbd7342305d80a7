// SPDX-License-Identifier: GPL-3.0-or-later
// tributary-cli as checks from outside drive it (cli.md): words, exit codes, JSON; every bad input gives a clear error
// at its place (S12, S13, S34 to S37).
#include "support/CliProcess.h"
#include "support/FaultProxy.h"
#include "support/MailServer.h"
#include "support/ScriptedServer.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QThread>

namespace tributary::tests::tst_Cli {
namespace {

using namespace Qt::Literals::StringLiterals;

QStringList accountOptions(const QString& host, quint16 port, const QString& security = u"tls"_s) {
    return {u"--email"_s, u"alice@example.test"_s, u"--in-host"_s, host, u"--in-port"_s, QString::number(port), u"--in-security"_s, security, u"--password-stdin"_s};
}

class CliTest : public ::testing::Test {
  protected:
    void SetUp() override {
        auto started = MailServer::start();
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        m_cli = std::make_unique<CliProcess>(m_server->caFile());
    }
    CliResult add(const QString& host, quint16 port, const QByteArray& password = "pw-alice\n", const QString& security = u"tls"_s) {
        return m_cli->run(QStringList{u"account"_s, u"add"_s} + accountOptions(host, port, security), password);
    }
    /// Another client of alice's: code with the signed-in connection c (Python's imaplib).
    bool otherClient(const QString& code) {
        return QProcess::execute(u"python3"_s, {u"-c"_s, u"import imaplib; c = imaplib.IMAP4('%1', %2); c.login('%3', 'pw-alice'); %4"_s
                                                             .arg(m_server->host()).arg(m_server->imapPort())
                                                             .arg(m_server->loginName(u"alice"_s), code)}) == 0;
    }
    CliResult addAlice() { return add(m_server->host(), m_server->imapsPort()); }

    std::unique_ptr<MailServer> m_server;
    std::unique_ptr<CliProcess> m_cli;
};

TEST_F(CliTest, addSyncListShowSearchDoctor) {
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: Bob <bob@example.test>\r\nTo: alice@example.test\r\nSubject: =?utf-8?B?5Lya6K2w?= figures\r\n"
                                              "Date: Mon, 23 Nov 2026 10:00:00 +0900\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe quarterly pineapple.\r\n"));
    ASSERT_EQ(addAlice().exitCode, 0);
    EXPECT_EQ(addAlice().exitCode, 6) << "the same account twice";
    const CliResult sync = m_cli->run({u"sync"_s});
    ASSERT_EQ(sync.exitCode, 0) << sync.err.constData();
    const QJsonObject report = sync.object().value(u"accounts"_s).toArray().first().toObject();
    EXPECT_EQ(report.value(u"account"_s), u"alice@example.test"_s);
    EXPECT_EQ(report.value(u"mailboxes"_s).toArray().first().toObject().value(u"new"_s), 1);

    const QJsonArray messages = m_cli->run({u"message"_s, u"list"_s, u"--account"_s, u"alice@example.test"_s}).array();
    ASSERT_EQ(messages.size(), 1);
    const QJsonObject message = messages.first().toObject();
    for (const char* key : {"id", "account", "mailbox", "uid", "subject", "from", "to", "date", "size", "flags", "snippet"})
        EXPECT_TRUE(message.contains(QLatin1StringView(key))) << key;
    EXPECT_EQ(message.value(u"subject"_s), u"会議 figures"_s);
    EXPECT_EQ(message.value(u"date"_s), u"2026-11-23T01:00:00Z"_s);
    const QString id = QString::number(message.value(u"id"_s).toInteger());
    EXPECT_TRUE(m_cli->run({u"message"_s, u"show"_s, id}).object().value(u"text"_s).toString().contains(u"pineapple"_s));
    EXPECT_TRUE(m_cli->run({u"message"_s, u"show"_s, id, u"--part"_s, u"raw"_s}).out.startsWith("From: Bob") ||
                m_cli->run({u"message"_s, u"show"_s, id, u"--part"_s, u"raw"_s}).out.contains("\r\nFrom: Bob"));
    EXPECT_EQ(m_cli->run({u"search"_s, u"pineapple"_s}).array().size(), 1);
    EXPECT_EQ(m_cli->run({u"search"_s, u"会議"_s}).array().size(), 1);
    EXPECT_EQ(m_cli->run({u"search"_s, u"walrus"_s}).array().size(), 0);
    EXPECT_EQ(m_cli->run({u"doctor"_s, u"alice@example.test"_s}).exitCode, 0);
    const QJsonArray mailboxes = m_cli->run({u"mailbox"_s, u"list"_s}).array();
    EXPECT_EQ(mailboxes.first().toObject().value(u"specialUse"_s), u"inbox"_s);
    EXPECT_EQ(mailboxes.first().toObject().value(u"synced"_s), true);
}

TEST_F(CliTest, whoWroteIsWhatTheMessageSaysNotWhatTheServerMadeOfIt) {
    // Dovecot's ENVELOPE names security@paypal.com alone.
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: security @ paypal.com <eve@evil.example>\r\nTo: alice@example.test\r\nSubject: one\r\nSubject: two\r\n\r\nx\r\n"));
    ASSERT_EQ(addAlice().exitCode, 0);
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    const QString id = QString::number(m_cli->run({u"message"_s, u"list"_s}).array().first().toObject().value(u"id"_s).toInteger());
    const CliResult shown = m_cli->run({u"message"_s, u"show"_s, id});
    EXPECT_TRUE(QJsonDocument(shown.object().value(u"from"_s).toArray()).toJson().contains("eve@evil.example")) << shown.out.constData();
    EXPECT_EQ(shown.object().value(u"subject"_s), u"one"_s) << "the first one, as docs/mime.md says";
}

TEST_F(CliTest, accountsAreListedSwitchedRenamedAndRemoved) {
    ASSERT_EQ(addAlice().exitCode, 0);
    const QJsonObject account = m_cli->run({u"account"_s, u"list"_s}).array().first().toObject();
    for (const char* key : {"id", "email", "name", "protocol", "state", "reason", "default"})
        EXPECT_TRUE(account.contains(QLatin1StringView(key))) << key;
    EXPECT_EQ(m_cli->run({u"account"_s, u"disable"_s, u"alice@example.test"_s}).exitCode, 0);
    EXPECT_EQ(m_cli->run({u"account"_s, u"show"_s, u"alice@example.test"_s}).object().value(u"state"_s), u"disabled"_s);
    EXPECT_EQ(m_cli->run({u"sync"_s}).exitCode, 0) << "the others, of which there are none";
    const CliResult named = m_cli->run({u"sync"_s, u"alice@example.test"_s});
    EXPECT_EQ(named.exitCode, 6);
    EXPECT_TRUE(named.error().value(u"message"_s).toString().contains(u"disabled"_s));
    EXPECT_EQ(m_cli->run({u"account"_s, u"enable"_s, u"1"_s}).exitCode, 0);
    EXPECT_EQ(m_cli->run({u"account"_s, u"default"_s, u"1"_s}).exitCode, 0);
    EXPECT_EQ(m_cli->run({u"account"_s, u"password"_s, u"1"_s, u"--password-stdin"_s}, "wrong\n").exitCode, 4);
    EXPECT_EQ(m_cli->run({u"account"_s, u"password"_s, u"1"_s, u"--password-stdin"_s}, "pw-alice\n").exitCode, 0);
    EXPECT_EQ(m_cli->run({u"account"_s, u"remove"_s, u"1"_s}).exitCode, 0);
    EXPECT_EQ(m_cli->run({u"account"_s, u"list"_s}).array().size(), 0);
    EXPECT_EQ(m_cli->run({u"account"_s, u"show"_s, u"1"_s}).exitCode, 7);
}

TEST_F(CliTest, noSecretIsInTheProfileOrInAnyOutput) {
    const CliResult added = addAlice();
    ASSERT_EQ(added.exitCode, 0);
    const CliResult verbose = m_cli->run({u"--verbose"_s, u"sync"_s});
    const QByteArray word("pw-alice");
    for (const QByteArray& bytes : {added.out, added.err, verbose.out, verbose.err}) {
        EXPECT_FALSE(bytes.contains(word));
        EXPECT_FALSE(bytes.contains(word.toBase64().left(9)));
    }
    const QDir profile(m_cli->profile());
    for (const QString& name : profile.entryList(QDir::Files)) {
        QFile file(profile.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        EXPECT_FALSE(bytes.contains(word)) << qPrintable(name);
        EXPECT_FALSE(bytes.contains(word.toBase64())) << qPrintable(name);
        EXPECT_EQ(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions()) << qPrintable(name);
    }
}

TEST_F(CliTest, connectionErrorsAreThree) {
    EXPECT_EQ(add(u"no-such-host.invalid"_s, 993).exitCode, 3);
    QTcpServer closed;
    ASSERT_TRUE(closed.listen(QHostAddress::LocalHost));
    const quint16 port = closed.serverPort();
    closed.close();
    const CliResult refused = add(u"127.0.0.1"_s, port);
    EXPECT_EQ(refused.exitCode, 3);
    EXPECT_EQ(refused.error().value(u"code"_s), u"connection-refused"_s);
    EXPECT_FALSE(refused.error().value(u"advice"_s).toArray().isEmpty());
    const CliResult plainOnTls = add(m_server->host(), m_server->imapPort());
    EXPECT_EQ(plainOnTls.exitCode, 3);
    EXPECT_EQ(plainOnTls.error().value(u"code"_s), u"not-tls"_s);
    EXPECT_EQ(m_cli->run({u"account"_s, u"list"_s}).array().size(), 0) << "nothing was saved";
}

TEST_F(CliTest, authenticationErrorsAreFour) {
    const CliResult wrong = add(m_server->host(), m_server->imapsPort(), "nonsense\n");
    EXPECT_EQ(wrong.exitCode, 4);
    EXPECT_EQ(wrong.error().value(u"kind"_s), u"auth"_s);
    EXPECT_FALSE(wrong.error().value(u"server"_s).toString().isEmpty());
    CliProcess other(m_server->caFile());
    EXPECT_EQ(other.run(QStringList{u"account"_s, u"test"_s} + accountOptions(m_server->host(), m_server->imapsPort()) + QStringList{u"--in-user"_s, u"nobody"_s}, "pw-alice\n").exitCode, 4);
}

TEST_F(CliTest, certificateErrorsAreFiveAndShowTheCertificate) {
    const std::pair<QString, QString> cases[]{{MailServer::wrongNameHost(), u"certificate-wrong-host"_s},
                                              {MailServer::expiredHost(), u"certificate-expired"_s},
                                              {MailServer::selfSignedHost(), u"certificate-self-signed"_s},
                                              {MailServer::unknownAuthorityHost(), u"certificate-unknown-authority"_s}};
    for (const auto& [host, code] : cases) {
        const CliResult result = m_cli->run(QStringList{u"account"_s, u"test"_s} + accountOptions(host, m_server->imapsPort()), "pw-alice\n");
        EXPECT_EQ(result.exitCode, 5) << qPrintable(code);
        EXPECT_EQ(result.error().value(u"code"_s), code);
        EXPECT_TRUE(result.out.contains("sha256")) << qPrintable(code);
        // STARTTLS gets the same answer.
        EXPECT_EQ(m_cli->run(QStringList{u"account"_s, u"test"_s} + accountOptions(host, m_server->imapPort(), u"starttls"_s), "pw-alice\n").exitCode, 5);
    }
    const CliProcess withoutAuthority;
    EXPECT_EQ(withoutAuthority.run(QStringList{u"account"_s, u"test"_s} + accountOptions(m_server->host(), m_server->imapsPort()), "pw-alice\n").exitCode, 5);
}

TEST_F(CliTest, startTlsWorksAndIsRequired) {
    EXPECT_EQ(add(m_server->host(), m_server->imapPort(), "pw-alice\n", u"starttls"_s).exitCode, 0);
}

TEST_F(CliTest, invalidInputIsSix) {
    const CliProcess strict(m_server->caFile(), false);
    const CliResult port = strict.run(QStringList{u"account"_s, u"test"_s} + accountOptions(m_server->host(), m_server->imapsPort()), "pw-alice\n");
    EXPECT_EQ(port.exitCode, 6);
    EXPECT_EQ(port.error().value(u"code"_s), u"port-not-standard"_s);
    EXPECT_EQ(strict.run(QStringList{u"account"_s, u"test"_s} + accountOptions(m_server->host(), m_server->imapsPort()) + QStringList{u"--allow-non-standard-ports"_s}, "pw-alice\n").exitCode, 10)
        << "a policy locks it";
    EXPECT_EQ(m_cli->run({u"account"_s, u"test"_s, u"--email"_s, u"nonsense"_s, u"--password-stdin"_s}, "x\n").exitCode, 6);
    EXPECT_EQ(m_cli->run(QStringList{u"account"_s, u"test"_s} + accountOptions(u"mail.example.com"_s, 143, u"none"_s), "x\n").exitCode, 6);
    EXPECT_EQ(add(m_server->host(), m_server->imapsPort(), "\n").exitCode, 6) << "an empty password";
}

TEST_F(CliTest, usageIsTwoAndNotFoundIsSeven) {
    EXPECT_EQ(m_cli->run({u"frobnicate"_s}).exitCode, 2);
    EXPECT_EQ(m_cli->run({u"account"_s, u"add"_s, u"--frobnicate"_s}).exitCode, 2);
    EXPECT_EQ(m_cli->run({u"message"_s, u"show"_s}).exitCode, 2);
    EXPECT_FALSE(m_cli->run({u"message"_s, u"show"_s}).error().isEmpty()) << "JSON here too";
    EXPECT_EQ(m_cli->run({u"message"_s, u"show"_s, u"4711"_s}).exitCode, 7);
    for (const QStringList& words : QList<QStringList>{{u"message"_s, u"show"_s, u"abc"_s}, {u"message"_s, u"attachments"_s, u"0"_s},
                                                       {u"message"_s, u"save"_s, u"x1"_s, u"2"_s}, {u"message"_s, u"delete"_s, u"1"_s, u"-3"_s},
                                                       {u"message"_s, u"mark"_s, u"1e3"_s, u"--seen"_s}, {u"change"_s, u"undo"_s, u"last"_s},
                                                       {u"search"_s, u"\""_s}, {u"search"_s, u"("_s}, {u"search"_s, u"-"_s, u"..."_s}}) {
        const CliResult refused = m_cli->run(words);
        EXPECT_EQ(refused.exitCode, 2) << words.join(u' ').toStdString();
        EXPECT_TRUE(refused.error().value(u"message"_s).toString().contains(words.last()) || words.size() > 3) << refused.err.constData();
    }
    for (const QStringList& words : QList<QStringList>{{u"message"_s, u"mark"_s, u"--seen"_s}, {u"message"_s, u"mark"_s, u"1"_s},
                                                       {u"message"_s, u"mark"_s, u"1"_s, u"--seen"_s, u"--flagged"_s},
                                                       {u"message"_s, u"move"_s, u"1"_s}, {u"message"_s, u"list"_s, u"--view"_s, u"bogus"_s},
                                                       {u"message"_s, u"show"_s, u"1"_s, u"--part"_s, u"bogus"_s}})
        EXPECT_EQ(m_cli->run(words).exitCode, 2) << words.join(u' ').toStdString();
    EXPECT_TRUE(m_cli->run({u"message"_s, u"show"_s, u"abc"_s}).error().value(u"message"_s).toString().contains(u"'abc'"_s));
    EXPECT_EQ(m_cli->run({u"sync"_s, u"who@example.test"_s}).exitCode, 7);
    EXPECT_EQ(m_cli->run({u"message"_s, u"list"_s, u"--mailbox"_s, u"../../etc"_s, u"--account"_s, u"x"_s}).exitCode, 7);
}

TEST_F(CliTest, S2_mailboxChangesSayWhatTheyAreAndWhatIsRefusedAtOnce) {
    ASSERT_EQ(addAlice().exitCode, 0);
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    const QJsonObject created = m_cli->run({u"mailbox"_s, u"create"_s, u"Box"_s}).object();
    EXPECT_EQ(created.value(u"state"_s), u"queued"_s);
    EXPECT_EQ(m_cli->run({u"change"_s, u"undo"_s, QString::number(created.value(u"change"_s).toInteger())}).exitCode, 0);
    EXPECT_EQ(m_cli->run({u"mailbox"_s, u"create"_s, u"INBOX"_s}).error().value(u"code"_s), u"already-exists"_s);
    EXPECT_EQ(m_cli->run({u"mailbox"_s, u"delete"_s, u"INBOX"_s}).exitCode, 6) << "no server is asked";
    EXPECT_EQ(m_cli->run({u"mailbox"_s, u"rename"_s, u"INBOX"_s, u"Foo"_s}).exitCode, 6);
    const CliResult nothing = m_cli->run({u"mailbox"_s, u"empty-trash"_s});
    EXPECT_TRUE(nothing.object().value(u"change"_s).isNull());
    EXPECT_EQ(nothing.object().value(u"state"_s), u"done"_s);
    EXPECT_EQ(m_cli->run({u"mailbox"_s, u"put-back"_s, u"INBOX"_s}).exitCode, 6) << "nothing is kept back";
    EXPECT_EQ(m_cli->run({u"mailbox"_s, u"let-go"_s, u"INBOX"_s}).exitCode, 6);
}

TEST_F(CliTest, S2_aMassDisappearanceIsToldAndPutBack) {
    for (int i = 0; i < 60; ++i)
        ASSERT_TRUE(m_server->deliver(u"alice"_s, "Subject: " + QByteArray::number(i) + "\r\nMessage-ID: <" + QByteArray::number(i) + "@x.test>\r\n\r\nx\r\n"));
    ASSERT_EQ(addAlice().exitCode, 0);
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    ASSERT_TRUE(otherClient(u"c.select('INBOX'); c.store('1:*', '+FLAGS', chr(92) + 'Deleted'); c.expunge()"_s));
    const CliResult sync = m_cli->run({u"sync"_s});
    EXPECT_EQ(sync.exitCode, 0);
    EXPECT_TRUE(sync.err.contains("\"event\":\"held\"") && sync.err.contains("\"messages\":60")) << sync.err.constData();
    EXPECT_EQ(m_cli->run({u"mailbox"_s, u"put-back"_s, u"INBOX"_s}).exitCode, 0);
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    EXPECT_EQ(m_cli->run({u"message"_s, u"list"_s, u"--limit"_s, u"100"_s}).array().size(), 60);
    EXPECT_EQ(m_cli->run({u"doctor"_s, u"alice@example.test"_s}).exitCode, 0);
}

TEST_F(CliTest, S2_aRefusedChangeIsPartlyDone) {
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "Subject: one\r\n\r\nx\r\n"));
    ASSERT_EQ(addAlice().exitCode, 0);
    ASSERT_EQ(m_cli->run({u"mailbox"_s, u"create"_s, u"Box"_s}).exitCode, 0);
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    const QString id = QString::number(m_cli->run({u"message"_s, u"list"_s}).array().first().toObject().value(u"id"_s).toInteger());
    ASSERT_EQ(m_cli->run({u"message"_s, u"copy"_s, id, u"--to"_s, u"Box"_s}).exitCode, 0);
    ASSERT_TRUE(otherClient(u"c.delete('Box')"_s));
    const CliResult sync = m_cli->run({u"sync"_s});
    EXPECT_EQ(sync.exitCode, 11) << sync.err.constData();
    EXPECT_TRUE(sync.err.contains("\"event\":\"refused\""));
}

TEST_F(CliTest, aSecondProcessOnTheProfileIsToldWhichOneHasIt) {
    ASSERT_EQ(addAlice().exitCode, 0);
    const auto watching = m_cli->start({u"sync"_s, u"--watch"_s});
    watching->setReadChannel(QProcess::StandardError); // where events stand; waiting looks at one channel only
    QByteArray events;
    while (!events.contains("\"sync\"") && watching->waitForReadyRead(20'000))
        events += watching->readAllStandardError();
    ASSERT_TRUE(events.contains("\"sync\"")) << events.constData();
    const CliResult second = m_cli->run({u"account"_s, u"list"_s});
    EXPECT_EQ(second.exitCode, 9);
    EXPECT_EQ(second.error().value(u"code"_s), u"profile-in-use"_s);
    EXPECT_TRUE(second.error().value(u"message"_s).toString().contains(QString::number(watching->processId())));
    watching->terminate();
    ASSERT_TRUE(watching->waitForFinished(10'000));
    EXPECT_EQ(watching->exitCode(), 130);
    const QJsonObject said = QJsonDocument::fromJson(watching->readAllStandardOutput()).object();
    EXPECT_EQ(said.value(u"accounts"_s).toArray().size(), 1) << "what was done until then";
    EXPECT_EQ(m_cli->run({u"account"_s, u"list"_s}).exitCode, 0);
}

TEST_F(CliTest, anAccountWhoseSignInWasRefusedIsTriedByNoCommand) { // S17
    ASSERT_EQ(addAlice().exitCode, 0);
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    ASSERT_TRUE(m_server->changePassword(u"alice"_s, u"other"_s));
    QElapsedTimer timer;
    timer.start();
    while (m_cli->run({u"sync"_s}).exitCode != 4 && !timer.hasExpired(15'000)) // until the server has read its file anew
        QThread::msleep(300);
    const CliResult again = m_cli->run({u"sync"_s});
    EXPECT_EQ(again.exitCode, 4);
    EXPECT_TRUE(again.err.contains("\"not-tried\"")) << again.err.constData();
    EXPECT_TRUE(again.err.contains("may have been changed")) << again.err.constData();
    // The server writes a refusal down after it has answered.
    const auto refusals = [&](qsizetype least) {
        for (timer.restart(); m_server->log().count("auth failed") < least && !timer.hasExpired(40'000);)
            QThread::msleep(100);
        return m_server->log().count("auth failed");
    };
    ASSERT_EQ(refusals(1), 1);
    const QString alice = u"alice@example.test"_s;
    for (const QStringList& command : {QStringList{u"sync"_s, alice}, QStringList{u"doctor"_s, alice}, QStringList{u"search"_s, u"x"_s, u"--server"_s, u"--account"_s, alice}}) {
        const CliResult named = m_cli->run(command);
        EXPECT_EQ(named.exitCode, 4) << qPrintable(command.join(u' ')) << named.err.constData();
    }
    EXPECT_FALSE(m_cli->run({u"account"_s, u"show"_s, alice}).object().value(u"lastSync"_s).toString().isEmpty()) << "it was in step once";
    EXPECT_EQ(m_cli->run({u"sync"_s, u"--retry"_s, alice}).exitCode, 4);
    EXPECT_EQ(refusals(2), 2) << "that one was asked for, and none of those before";
    ASSERT_TRUE(m_server->changePassword(u"alice"_s, u"pw-alice"_s));
    timer.restart();
    while (m_cli->run({u"sync"_s, u"--retry"_s, alice}).exitCode != 0 && !timer.hasExpired(15'000))
        QThread::msleep(300);
    const CliResult fine = m_cli->run({u"sync"_s});
    EXPECT_EQ(fine.exitCode, 0);
    EXPECT_FALSE(fine.err.contains("\"not-tried\""));
}

TEST_F(CliTest, everyAccountCommandAnswersWithOneValue) {
    ASSERT_EQ(addAlice().exitCode, 0);
    const QString alice = u"alice@example.test"_s;
    const auto told = [&](const QStringList& command, const QByteArray& input = {}) {
        const CliResult result = m_cli->run(command, input);
        EXPECT_EQ(result.exitCode, 0) << qPrintable(command.join(u' ')) << result.err.constData();
        EXPECT_EQ(result.object().value(u"email"_s).toString(), alice) << qPrintable(command.join(u' ')) << result.out.constData();
        return result.object();
    };
    EXPECT_EQ(told({u"account"_s, u"edit"_s, alice, u"--name"_s, u"Work"_s}).value(u"name"_s), u"Work"_s);
    EXPECT_EQ(told({u"account"_s, u"default"_s, alice}).value(u"default"_s), true);
    EXPECT_EQ(told({u"account"_s, u"disable"_s, alice}).value(u"state"_s), u"disabled"_s);
    EXPECT_NE(told({u"account"_s, u"enable"_s, alice}).value(u"state"_s), u"disabled"_s);
    told({u"account"_s, u"password"_s, alice, u"--password-stdin"_s}, "pw-alice\n");
    const QJsonObject kept = told({u"account"_s, u"remove"_s, alice, u"--keep-mail"_s});
    EXPECT_EQ(kept.value(u"mailKept"_s), true);
    EXPECT_EQ(m_cli->run({u"account"_s, u"list"_s}).array().size(), 1);
    EXPECT_EQ(told({u"account"_s, u"remove"_s, alice}).value(u"mailKept"_s), false);
    EXPECT_EQ(m_cli->run({u"account"_s, u"list"_s}).array().size(), 0);
}

TEST_F(CliTest, anEditedServerKeepsWhatIsNotNamed) { // S12
    ASSERT_EQ(addAlice().exitCode, 0);
    const QString alice = u"alice@example.test"_s;
    const auto incoming = [&] { return m_cli->run({u"account"_s, u"show"_s, alice}).object().value(u"incoming"_s).toObject(); };
    const QJsonObject before = incoming();
    const CliResult moved = m_cli->run({u"account"_s, u"edit"_s, alice, u"--in-host"_s, u"127.0.0.1"_s});
    EXPECT_EQ(moved.exitCode, 0) << moved.err.constData();
    EXPECT_EQ(incoming().value(u"port"_s), before.value(u"port"_s));
    EXPECT_EQ(incoming().value(u"security"_s), before.value(u"security"_s));
    EXPECT_EQ(incoming().value(u"host"_s), u"127.0.0.1"_s);
    EXPECT_EQ(m_cli->run({u"account"_s, u"edit"_s, alice, u"--in-host"_s, QString()}).exitCode, 6);
    EXPECT_EQ(m_cli->run({u"account"_s, u"edit"_s, alice, u"--in-user"_s, u"alice\r\nA1 LOGOUT"_s}).exitCode, 6);
    EXPECT_EQ(m_cli->run({u"account"_s, u"edit"_s, alice, u"--name"_s, u"two\nlines"_s}).exitCode, 6);
}

TEST_F(CliTest, whatCannotBeUsedIsToldWithItsValueAndRange) {
    ASSERT_EQ(addAlice().exitCode, 0);
    const QString alice = u"alice@example.test"_s;
    const CliResult future = m_cli->run({u"account"_s, u"edit"_s, alice, u"--sync-since"_s, u"2099-01-01"_s});
    EXPECT_EQ(future.exitCode, 6);
    EXPECT_TRUE(future.error().value(u"message"_s).toString().contains(u"2099-01-01 lies in the future"_s)) << qPrintable(future.error().value(u"message"_s).toString());
    const CliResult from = m_cli->run({u"account"_s, u"edit"_s, alice, u"--from"_s, u"nobody"_s});
    EXPECT_TRUE(from.error().value(u"message"_s).toString().contains(u"'nobody'"_s)) << qPrintable(from.error().value(u"message"_s).toString());
    const CliResult port = m_cli->run({u"account"_s, u"edit"_s, alice, u"--in-port"_s, u"99999"_s});
    EXPECT_EQ(port.exitCode, 6);
    EXPECT_EQ(port.error().value(u"message"_s).toString(), u"This cannot be used: in-port '99999' (it takes a number from 1 to 65535)"_s);
    const CliResult days = m_cli->run({u"account"_s, u"edit"_s, alice, u"--body-days"_s, u"many"_s});
    EXPECT_EQ(days.error().value(u"message"_s).toString(), u"This cannot be used: body-days 'many' (it takes a number of days; 0 is all)"_s);
    EXPECT_EQ(m_cli->run({u"sync"_s, u"--mailbox"_s, u"INBOX"_s, u"--mailbox"_s, u"Nowhere"_s}).exitCode, 11) << "one of them is there";
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: a@example.test\r\nSubject: x\r\n\r\nx\r\n"));
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    const QString id = QString::number(m_cli->run({u"message"_s, u"list"_s}).array().first().toObject().value(u"id"_s).toInteger());
    const CliResult part = m_cli->run({u"message"_s, u"save"_s, id, u"9"_s, u"--to"_s, u"/tmp"_s});
    EXPECT_EQ(part.exitCode, 7);
    EXPECT_TRUE(part.error().value(u"message"_s).toString().contains(u"part 9 of message "_s + id)) << qPrintable(part.error().value(u"message"_s).toString());
}

TEST_F(CliTest, inboxIsADestinationInAnyCase) { // RFC 9051 5.1
    ASSERT_EQ(addAlice().exitCode, 0);
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: a@example.test\r\nSubject: x\r\n\r\nx\r\n", u"Box"_s));
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    const QJsonObject message = m_cli->run({u"message"_s, u"list"_s, u"--view"_s, u"all"_s}).array().first().toObject();
    EXPECT_EQ(m_cli->run({u"message"_s, u"move"_s, QString::number(message.value(u"id"_s).toInteger()), u"--to"_s, u"inbox"_s}).exitCode, 0);
    EXPECT_EQ(m_cli->run({u"message"_s, u"list"_s, u"--mailbox"_s, u"INBOX"_s}).array().size(), 1);
}

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

TEST_F(CliTest, watchingGoesOnOverALineThatIsCut) { // S30: "stays"
    FaultProxy proxy(m_server->host(), m_server->imapsPort(), {});
    ASSERT_EQ(add(u"127.0.0.1"_s, proxy.port()).exitCode, 0);
    const auto watching = m_cli->start({u"sync"_s, u"--watch"_s});
    watching->setReadChannel(QProcess::StandardError);
    QByteArray told = toldUntil(*watching, {}, "\"sync\"");
    ASSERT_TRUE(told.contains("\"sync\"")) << told.constData();
    proxy.cutNow();
    told = toldUntil(*watching, {}, "\"retryAt\"");
    EXPECT_TRUE(told.contains("\"state\":\"offline\"")) << told.constData();
    told = toldUntil(*watching, told, "\"state\":\"ready\"");
    EXPECT_TRUE(told.contains("\"state\":\"ready\"")) << told.constData();
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: a@example.test\r\nSubject: after the cut\r\n\r\nx\r\n"));
    told = toldUntil(*watching, {}, "\"new\":1");
    EXPECT_TRUE(told.contains("\"new\":1")) << told.constData();
    watching->terminate();
    ASSERT_TRUE(watching->waitForFinished(10'000));
    EXPECT_EQ(watching->exitCode(), 130);
    EXPECT_EQ(m_cli->run({u"message"_s, u"list"_s}).array().first().toObject().value(u"subject"_s), u"after the cut"_s);
}

TEST_F(CliTest, whatIsWatchedSaysWhatItCost) { // S30
    ASSERT_EQ(addAlice().exitCode, 0);
    const auto watching = m_cli->start({u"sync"_s, u"--watch"_s});
    watching->setReadChannel(QProcess::StandardError);
    QByteArray events;
    while (!events.contains("\"sync\"") && watching->waitForReadyRead(20'000))
        events += watching->readAllStandardError();
    events.clear();
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: e@example.test\r\nSubject: while watched\r\n\r\nx\r\n"));
    while (!events.contains("\"new\":1") && watching->waitForReadyRead(20'000))
        events += watching->readAllStandardError();
    ASSERT_TRUE(events.contains("\"new\":1")) << events.constData();
    EXPECT_FALSE(events.contains("\"bytes\":0")) << events.constData();
    EXPECT_FALSE(events.contains("\"roundTrips\":0")) << events.constData();
    watching->terminate();
    ASSERT_TRUE(watching->waitForFinished(10'000));
}

TEST_F(CliTest, S2_ofMessagesThatAreNotAllThereNothingIsChanged) {
    ASSERT_EQ(addAlice().exitCode, 0);
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: e@example.test\r\nSubject: there\r\n\r\nx\r\n"));
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    const QString id = QString::number(m_cli->run({u"message"_s, u"list"_s}).array().first().toObject().value(u"id"_s).toInteger());
    for (const QStringList& what : {QStringList{u"mark"_s, id, u"999999"_s, u"--flagged"_s}, QStringList{u"move"_s, id, u"999999"_s, u"--to"_s, u"INBOX"_s}}) {
        const CliResult change = m_cli->run(QStringList{u"message"_s} + what);
        EXPECT_EQ(change.exitCode, 7);
        EXPECT_TRUE(change.error().value(u"message"_s).toString().contains(u"999999"_s));
    }
    EXPECT_TRUE(m_cli->run({u"change"_s, u"list"_s}).array().isEmpty());
}

TEST_F(CliTest, aMailboxThatIsNotThereIsNoSuccess) {
    const CliResult added = addAlice();
    ASSERT_EQ(added.exitCode, 0);
    EXPECT_EQ(added.object().value(u"default"_s), true) << "the first one is";
    EXPECT_EQ(m_cli->run({u"sync"_s, u"--mailbox"_s, u"INBOX"_s}).exitCode, 0);
    EXPECT_EQ(m_cli->run({u"sync"_s, u"--mailbox"_s, u"Nope"_s}).exitCode, 7);
    EXPECT_EQ(m_cli->run({u"doctor"_s, u"1"_s, u"--mailbox"_s, u"INBOX"_s}).exitCode, 0);
    const CliResult doctor = m_cli->run({u"doctor"_s, u"1"_s, u"--mailbox"_s, u"Nope"_s});
    EXPECT_EQ(doctor.exitCode, 7);
    EXPECT_TRUE(doctor.error().value(u"message"_s).toString().contains(u"Nope"_s));
}

TEST_F(CliTest, aMessageCommandsNoTerminal) {
    ASSERT_EQ(addAlice().exitCode, 0);
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: e@example.test\r\nSubject: escapes\r\n\r\nx\x1b]0;PWN\x07\x1b[2J\tend\r\n"));
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    const QString id = QString::number(m_cli->run({u"search"_s, u"subject:escapes"_s}).array().first().toObject().value(u"id"_s).toInteger());
    QStringList line = m_cli->commandLine({u"message"_s, u"show"_s, id});
    line.removeAll(u"--json"_s);
    QProcess plain;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TRIBUTARY_PASSPHRASE_FILE"_s, m_cli->passphraseFile());
    plain.setProcessEnvironment(environment);
    plain.start(line.takeFirst(), line);
    ASSERT_TRUE(plain.waitForFinished(20'000));
    const QByteArray shown = plain.readAllStandardOutput();
    EXPECT_TRUE(shown.contains("PWN")) << shown.constData();
    EXPECT_TRUE(shown.contains("\tend"));
    EXPECT_FALSE(shown.contains('\x1b') || shown.contains('\x07'));
}

TEST_F(CliTest, aDamagedDatabaseIsNamedAndLeftAsItIs) {
    ASSERT_EQ(addAlice().exitCode, 0);
    QFile database(m_cli->profile() + u"/mail.sqlite"_s);
    ASSERT_TRUE(database.open(QIODevice::ReadWrite));
    database.write(QByteArray(4096, 'x'));
    database.close();
    const CliResult result = m_cli->run({u"account"_s, u"list"_s});
    EXPECT_EQ(result.exitCode, 9);
    EXPECT_EQ(result.error().value(u"code"_s), u"database-damaged"_s);
    EXPECT_TRUE(result.error().value(u"message"_s).toString().contains(u"mail.sqlite"_s));
    ASSERT_TRUE(database.open(QIODevice::ReadOnly));
    EXPECT_EQ(database.read(4), "xxxx");
}

TEST_F(CliTest, doctorOfADamagedDatabaseIsNine) {
    ASSERT_EQ(addAlice().exitCode, 0);
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    const QString harm = u"import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute('UPDATE mailbox SET total = total + 5'); d.commit()"_s;
    ASSERT_EQ(QProcess::execute(u"python3"_s, {u"-c"_s, harm, QString(m_cli->profile() + u"/mail.sqlite"_s)}), 0);
    const CliResult doctor = m_cli->run({u"doctor"_s, u"1"_s});
    EXPECT_EQ(doctor.exitCode, 9) << doctor.out.constData();
    EXPECT_FALSE(doctor.object().value(u"differences"_s).toArray().isEmpty());
}

TEST_F(CliTest, aFaultyPolicyIsReportedWithItsPlace) {
    QFile policy(m_cli->path(u"policy.json"_s));
    for (const char* text : {"{\"AllowNonStandardPort\": true}", "{\"AllowNonStandardPorts\": 1}", "{\"ExtraCertificateAuthorities\": [\"/no/such/file\"]}", "[]", "{"}) {
        ASSERT_TRUE(policy.open(QIODevice::WriteOnly | QIODevice::Truncate));
        policy.write(text);
        policy.close();
        const CliResult result = m_cli->run({u"account"_s, u"list"_s});
        EXPECT_EQ(result.exitCode, 6) << text;
        EXPECT_EQ(result.error().value(u"code"_s), u"policy-faulty"_s) << text;
        EXPECT_TRUE(result.error().value(u"message"_s).toString().contains(u"policy.json"_s)) << text;
    }
}

TEST_F(CliTest, aWrongPassphraseOpensNothing) {
    ASSERT_EQ(addAlice().exitCode, 0);
    QFile file(m_cli->path(u"passphrase"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("another\n");
    file.close();
    const CliResult result = m_cli->run({u"sync"_s});
    EXPECT_EQ(result.exitCode, 9);
    EXPECT_EQ(result.error().value(u"code"_s), u"wrong-passphrase"_s);
}

TEST_F(CliTest, attachmentsAreSavedUnderSafeFreeNames) {
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: b@example.test\r\nSubject: file\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                                              "--b\r\nContent-Type: text/plain\r\n\r\nSee there.\r\n--b\r\nContent-Type: application/octet-stream; name=\"../../../etc/passwd\"\r\n"
                                              "Content-Disposition: attachment; filename=\"../../../etc/passwd\"\r\nContent-Transfer-Encoding: base64\r\n\r\naGVsbG8=\r\n--b--\r\n"));
    ASSERT_EQ(addAlice().exitCode, 0);
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    const QString id = QString::number(m_cli->run({u"message"_s, u"list"_s}).array().first().toObject().value(u"id"_s).toInteger());
    const QJsonObject attachment = m_cli->run({u"message"_s, u"attachments"_s, id}).array().first().toObject();
    EXPECT_EQ(attachment.value(u"name"_s), u"passwd"_s);
    EXPECT_EQ(attachment.value(u"size"_s), 5);
    const QString part = attachment.value(u"part"_s).toString();
    const QString folder = m_cli->path(u"saved"_s);
    ASSERT_TRUE(QDir().mkpath(folder));
    for (int i = 0; i < 2; ++i) {
        const CliResult saved = m_cli->run({u"message"_s, u"save"_s, id, part, u"--to"_s, folder});
        ASSERT_EQ(saved.exitCode, 0);
        QFile file(saved.object().value(u"path"_s).toString());
        EXPECT_TRUE(file.fileName().startsWith(folder + u'/'));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        EXPECT_EQ(file.readAll(), "hello");
    }
    EXPECT_EQ(QDir(folder).entryList(QDir::Files).size(), 2);
    EXPECT_EQ(m_cli->run({u"message"_s, u"save"_s, id, u"99"_s, u"--to"_s, folder}).exitCode, 7);
}

TEST_F(CliTest, brokenMessagesAreKeptAndShown) {
    const QByteArray eightBit("Subject: \xe9\xff\xfe caf\xe9\r\nFrom: \xc3\x28 <x@example.test>\r\n\r\n\x80\x81 caf\xe9 \xff\r\n");
    const std::pair<const char*, QByteArray> messages[]{
        {"NULs", QByteArray("Subject: nul\0s\r\nFrom: a@example.test\r\n\r\nbefore\0after\0\r\n", 55)},
        {"no headers", "just words, no header at all\r\nand more of them\r\n"},
        {"8-bit rubbish", eightBit},
        {"unterminated multipart", "Subject: open\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nnever ends"},
        {"headers without a body", "Subject: bodyless\r\nFrom: a@example.test\r\n"},
        {"wrong transfer encoding", "Subject: encoded\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!! not base64 %%%% =\r\n"},
        {"a line that never ends", "Subject: long\r\n\r\n" + QByteArray(300'000, 'x')},
        {"only blank lines", "\r\n\r\n\r\n"},
        {"empty", ""},
    };
    for (const auto& [what, bytes] : messages)
        ASSERT_TRUE(m_server->deliver(u"alice"_s, bytes)) << what;
    const int delivered = static_cast<int>(std::size(messages));
    ASSERT_EQ(addAlice().exitCode, 0);
    const CliResult sync = m_cli->run({u"sync"_s});
    EXPECT_EQ(sync.exitCode, 0) << sync.err.constData();
    EXPECT_EQ(sync.object().value(u"accounts"_s).toArray().first().toObject().value(u"mailboxes"_s).toArray().first().toObject().value(u"new"_s), delivered);
    const QJsonArray list = m_cli->run({u"message"_s, u"list"_s, u"--account"_s, u"alice@example.test"_s}).array();
    ASSERT_EQ(list.size(), delivered);
    for (const QJsonValue& message : list) {
        const QString id = QString::number(message.toObject().value(u"id"_s).toInteger());
        for (const auto& part : {u"summary"_s, u"headers"_s, u"text"_s, u"html"_s, u"raw"_s, u"structure"_s}) {
            const CliResult shown = m_cli->run({u"message"_s, u"show"_s, id, u"--part"_s, part});
            EXPECT_EQ(shown.exitCode, 0) << qPrintable(part) << ' ' << shown.err.constData();
        }
    }
    const CliResult doctor = m_cli->run({u"doctor"_s, u"alice@example.test"_s});
    EXPECT_EQ(doctor.exitCode, 0) << doctor.out.constData();
    EXPECT_EQ(m_cli->run({u"search"_s, u"never"_s}).array().size(), 1) << "the open multipart is found by its words";
    const CliResult again = m_cli->run({u"sync"_s});
    EXPECT_EQ(again.exitCode, 0);
    EXPECT_EQ(again.object().value(u"accounts"_s).toArray().first().toObject().value(u"mailboxes"_s).toArray().first().toObject().value(u"new"_s), 0);
}

constexpr char kIn[] = "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\nC: {tag} AUTHENTICATE PLAIN *\n"
                       "S: {tag} OK [CAPABILITY IMAP4rev1] in\nC: {tag} LIST \"\" \"*\"\n";

TEST(CliFaults, hostileServersGiveAnErrorAndNoHang) {
    const std::pair<const char*, const char*> cases[]{
        {"S-raw: * LIST () \"/\" {4294967295}\\r\\n\nX: hang\n", "limit-exceeded"},
        {"S-raw: * LIST (\nS-repeat 1000000: (\nS-raw: \\r\\n\nX: hang\n", nullptr},
        {"S-raw: * LIST () \"/\" {100}\\r\\nhalf\nX: close\n", "connection-closed"},
        {"X: reset\n", "connection-closed"},
        {"S: * BYE going down\nX: close\n", "connection-closed"},
        {"S: {tag} BAD what\nX: hang\n", nullptr},
    };
    for (const auto& [script, code] : cases) {
        const ScriptedServer server(ScriptedServer::Transport::Tls, QByteArray(kIn) + script);
        const CliProcess cli(ScriptedServer::caFile());
        const CliResult result = cli.run(QStringList{u"account"_s, u"add"_s} + accountOptions(u"localhost"_s, server.port()), "pw\n", 40'000);
        EXPECT_NE(result.exitCode, 0) << script;
        EXPECT_NE(result.exitCode, -1) << "hang or crash: " << script;
        if (code) {
            EXPECT_EQ(result.error().value(u"code"_s), QLatin1StringView(code)) << script;
        }
    }
}

TEST(CliFaults, aServerThatHangsAfterTheGreetingIsAConnectionError) { // S34
    const ScriptedServer server(ScriptedServer::Transport::Tls, "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\nC: {tag} AUTHENTICATE PLAIN *\nX: hang\n");
    const CliProcess cli(ScriptedServer::caFile());
    QElapsedTimer timer;
    timer.start();
    const CliResult result = cli.run(QStringList{u"account"_s, u"test"_s} + accountOptions(u"localhost"_s, server.port()), "pw\n");
    EXPECT_LT(timer.elapsed(), 50'000) << "30 s without a word are enough";
    EXPECT_EQ(result.exitCode, 3) << result.err.constData();
    const QJsonObject error = result.error();
    EXPECT_EQ(error.value(u"kind"_s), u"network"_s);
    EXPECT_EQ(error.value(u"code"_s), u"timed-out"_s);
    EXPECT_TRUE(error.value(u"message"_s).toString().contains(u"localhost:%1"_s.arg(server.port()))) << "what was tried: " << result.err.constData();
    EXPECT_FALSE(error.value(u"advice"_s).toArray().isEmpty());
    QStringList stages;
    for (const QJsonValue& stage : result.object().value(u"stages"_s).toArray()) {
        if (stage.toObject().value(u"side"_s) == u"incoming"_s)
            stages.append(stage.toObject().value(u"stage"_s).toString() + u' ' + stage.toObject().value(u"state"_s).toString());
    }
    EXPECT_EQ(stages.join(u", "_s), u"resolve ok, connect ok, tls ok, greeting ok, sign-in error, mailboxes not-tried"_s);
    EXPECT_EQ(server.connections(), 1) << "tried once";
}

TEST(CliFaults, mailboxNamesNeverBecomePaths) {
    const QByteArray list = "S: * LIST () \"/\" INBOX\nS: * LIST () \"/\" \"../../../tmp/evil\"\nS-raw: * LIST () \"/\" {7}\\r\\na\\x01\\x0d\\x0ab\\x07c\\r\\n\n"
                            "S: * LIST () \"/\" \"/etc/passwd\"\nS: {tag} OK\n";
    const QByteArray examine = "C: {tag} SELECT *\nS: * 0 EXISTS\nS: * OK [UIDVALIDITY 7] x\nS: * OK [UIDNEXT 1] x\nS: {tag} OK\n";
    // The name with a line end in it comes as a literal, in two lines.
    const QByteArray literal = "C: {tag} SELECT *\nS: + go on\nC: *\nC: *\n" + examine.mid(examine.indexOf('\n') + 1);
    const QByteArray statuses = QByteArray("C: {tag} STATUS *\nS: {tag} NO\n").repeated(3) + "C: {tag} STATUS *\nS: + go on\nC: *\nC: *\nS: {tag} NO\n";
    const QByteArray script = QByteArray(kIn) + list + "C: {tag} LOGOUT\nS: {tag} OK\nX: close\n--- next connection\n" + kIn + list + statuses + examine + examine + examine + literal;
    const ScriptedServer server(ScriptedServer::Transport::Tls, script);
    const CliProcess cli(ScriptedServer::caFile());
    const CliResult added = cli.run(QStringList{u"account"_s, u"add"_s} + accountOptions(u"localhost"_s, server.port()), "pw\n");
    ASSERT_EQ(added.exitCode, 0) << added.err.constData() << qPrintable(server.failure());
    const CliResult sync = cli.run({u"sync"_s});
    EXPECT_EQ(sync.exitCode, 0) << sync.err.constData() << qPrintable(server.failure());
    const QJsonArray mailboxes = cli.run({u"mailbox"_s, u"list"_s}).array();
    ASSERT_EQ(mailboxes.size(), 4);
    QStringList names;
    for (const QJsonValue& mailbox : mailboxes)
        names.append(mailbox.toObject().value(u"name"_s).toString());
    EXPECT_TRUE(names.contains(u"../../../tmp/evil"_s));
    for (const QString& name : std::as_const(names)) {
        for (const QChar c : name)
            EXPECT_NE(c.category(), QChar::Other_Control);
    }
    for (const QString& entry : QDir(cli.profile()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot))
        EXPECT_TRUE(entry.startsWith(u"mail.sqlite"_s) || entry == u"secrets.sealed"_s || entry == u"lock"_s || entry == u"parsing"_s) << qPrintable(entry);
}

} // namespace
} // namespace tributary::tests::tst_Cli
