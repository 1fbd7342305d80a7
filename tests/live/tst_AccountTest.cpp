// SPDX-License-Identifier: GPL-3.0-or-later
// `account test` (S34 to S37): what known providers answer, played by a script; an account that is there, on a real server.
#include "support/CliProcess.h"
#include "support/MailServer.h"
#include "support/ScriptedServer.h"

#include <gtest/gtest.h>

#include <QElapsedTimer>
#include <QThread>
#include <QJsonArray>
#include <QProcess>
#include <QRegularExpression>

#include <algorithm>

namespace tributary::tests::tst_AccountTest {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr char kCanary[] = "canary-Passw0rd";

QStringList testOptions(const QString& provider, quint16 port) {
    return {u"account"_s, u"test"_s, u"--email"_s, u"ann@mail.example"_s, u"--provider"_s, provider, u"--in-host"_s, u"localhost"_s, u"--in-port"_s,
            QString::number(port), u"--in-security"_s, u"tls"_s, u"--password-stdin"_s};
}

struct Answered {
    CliResult result;
    int signIns = 0;
};

/// A server that answers each sign-in in the same words.
Answered answered(const QString& provider, const QByteArray& answer, const QStringList& more = {}) {
    const QByteArray once = "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\nC: {tag} AUTHENTICATE PLAIN *\nS: {tag} " + answer + "\nX: close\n";
    const ScriptedServer server(ScriptedServer::Transport::Tls, once + "--- next connection\n" + once + "--- next connection\n" + once);
    const CliProcess cli(ScriptedServer::caFile());
    Answered made;
    made.result = cli.run(testOptions(provider, server.port()) + more, QByteArray(kCanary) + '\n');
    const auto received = server.received();
    made.signIns = static_cast<int>(std::count_if(received.begin(), received.end(), [](const QByteArray& line) { return line.contains("AUTHENTICATE"); }));
    return made;
}

QString adviceOf(const CliResult& result) {
    QStringList all;
    for (const QJsonValue& one : result.error().value(u"advice"_s).toArray())
        all.append(one.toString());
    return all.join(u'\n');
}

TEST(AccountTest, S35_knownAnswersAreExplainedWithTheProvidersPage) {
    const Answered gmail = answered(u"gmail"_s, "NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)");
    EXPECT_EQ(gmail.result.exitCode, 4) << gmail.result.err.constData();
    EXPECT_EQ(gmail.signIns, 1);
    EXPECT_TRUE(adviceOf(gmail.result).contains(u"app password"_s)) << gmail.result.err.constData();
    EXPECT_TRUE(adviceOf(gmail.result).contains(u"https://support.google.com/accounts/answer/185833"_s));
    EXPECT_TRUE(gmail.result.error().value(u"server"_s).toString().startsWith(u"Application-specific"_s));
    const Answered zoho = answered(u"zoho"_s, "NO You are yet to enable IMAP for your account. Please contact your administrator");
    EXPECT_EQ(zoho.result.exitCode, 4);
    EXPECT_TRUE(adviceOf(zoho.result).contains(u"Switch IMAP on"_s)) << zoho.result.err.constData();
}

TEST(AccountTest, S35_aLimitIsNoFailureOfTheSignIn) {
    const Answered many = answered(u"gmail"_s, "NO [ALERT] Too many simultaneous connections. (Failure)");
    EXPECT_EQ(many.result.exitCode, 3) << many.result.err.constData();
    EXPECT_EQ(many.result.error().value(u"code"_s), u"too-many-connections"_s);
    EXPECT_TRUE(adviceOf(many.result).contains(u"may well be right"_s));
    EXPECT_EQ(many.signIns, 1);
}

TEST(AccountTest, S17_twoSignInsWhereARefusalMayBeALimitElseOne) {
    const Answered outlook = answered(u"other"_s, "NO [AUTHENTICATIONFAILED] Authentication failed.");
    EXPECT_EQ(outlook.result.exitCode, 4);
    EXPECT_EQ(outlook.signIns, 1);
    const Answered gmail = answered(u"gmail"_s, "NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)");
    EXPECT_EQ(gmail.result.exitCode, 4);
    EXPECT_EQ(gmail.signIns, 2);
}

TEST(AccountTest, S37_theReportHoldsNoSecretAndNamesNobody) {
    const ScriptedServer server(ScriptedServer::Transport::Tls, QByteArray("S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\nC: {tag} AUTHENTICATE PLAIN *\nS: {tag} NO ann@mail.example sent ") + kCanary + "\nX: close\n");
    const CliProcess cli(ScriptedServer::caFile());
    QStringList options = testOptions(u"other"_s, server.port());
    options.append(u"--report"_s);
    const QStringList line = cli.commandLine(options).filter(QRegularExpression(u"^(?!--json$)"_s));
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TRIBUTARY_PASSPHRASE_FILE"_s, cli.passphraseFile());
    process.setProcessEnvironment(environment);
    process.start(line.first(), line.mid(1));
    process.write(QByteArray(kCanary) + '\n');
    process.closeWriteChannel();
    ASSERT_TRUE(process.waitForFinished(60'000));
    EXPECT_EQ(process.exitCode(), 4);
    const QByteArray report = process.readAllStandardOutput(), all = report + process.readAllStandardError();
    EXPECT_TRUE(report.startsWith("Connection test of a mail account")) << report.constData();
    EXPECT_TRUE(report.contains("account: ***@mail.example"));
    EXPECT_TRUE(report.contains("the server said: *** sent ***")) << report.constData();
    EXPECT_FALSE(report.contains("ann@")) << report.constData();
    EXPECT_FALSE(all.contains(kCanary)) << all.constData();
    EXPECT_FALSE(all.contains(QByteArray(kCanary).toBase64().left(16)));
}

TEST(AccountTest, S37_aReportInJsonNamesNobodyEither) {
    const ScriptedServer server(ScriptedServer::Transport::Tls, "S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready\nC: {tag} AUTHENTICATE PLAIN *\nS: {tag} NO no\nX: close\n");
    const CliProcess cli(ScriptedServer::caFile());
    const CliResult tested = cli.run(testOptions(u"other"_s, server.port()) + QStringList{u"--report"_s}, QByteArray(kCanary) + '\n');
    EXPECT_EQ(tested.exitCode, 4);
    EXPECT_TRUE(tested.object().value(u"report"_s).toString().startsWith(u"Connection test of a mail account"_s)) << tested.out.constData();
    EXPECT_FALSE(tested.out.contains("ann@")) << tested.out.constData();
}

class StoredAccount : public ::testing::Test {
  protected:
    void SetUp() override {
        auto started = MailServer::start();
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        m_cli = std::make_unique<CliProcess>(m_server->caFile());
        const CliResult added = m_cli->run({u"account"_s, u"add"_s, u"--email"_s, u"alice@example.test"_s, u"--in-host"_s, m_server->host(), u"--in-port"_s,
                                            QString::number(m_server->imapsPort()), u"--password-stdin"_s}, "pw-alice\n");
        ASSERT_EQ(added.exitCode, 0) << added.err.constData();
    }
    std::unique_ptr<MailServer> m_server;
    std::unique_ptr<CliProcess> m_cli;
};

TEST_F(StoredAccount, isTestedWithThePasswordThatIsKept) {
    const CliResult tested = m_cli->run({u"account"_s, u"test"_s, u"alice@example.test"_s});
    EXPECT_EQ(tested.exitCode, 0) << tested.err.constData();
    EXPECT_EQ(tested.object().value(u"ok"_s), true);
    EXPECT_GE(tested.object().value(u"mailboxes"_s).toInt(), 1);
    EXPECT_FALSE(tested.out.contains("pw-alice"));
    EXPECT_EQ(m_cli->run({u"account"_s, u"test"_s, u"nobody@example.test"_s}).exitCode, 7);
    EXPECT_EQ(m_cli->run({u"account"_s, u"test"_s, u"alice@example.test"_s, u"--email"_s, u"x@example.test"_s}).exitCode, 6);
}

TEST_F(StoredAccount, S17_aWrongPasswordIsTriedOnceAtAServerThatMeansIt) {
    const QByteArray before = m_server->log();
    const CliResult wrong = m_cli->run({u"account"_s, u"password"_s, u"alice@example.test"_s, u"--password-stdin"_s}, "nonsense-word\n");
    EXPECT_EQ(wrong.exitCode, 4);
    QByteArray log;
    QElapsedTimer waiting; // it is written when the session is over, which is after the answer
    waiting.start();
    do {
        QThread::msleep(50);
        log = m_server->log().mid(before.size());
    } while (!log.contains("auth failed") && waiting.elapsed() < 20'000);
    EXPECT_EQ(log.count("auth failed, 1 attempts"), 1) << log.constData();
    EXPECT_EQ(log.count("auth failed"), 1) << log.constData();
}

} // namespace
} // namespace tributary::tests::tst_AccountTest
