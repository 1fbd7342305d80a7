// SPDX-License-Identifier: GPL-3.0-or-later
// The line to the SMTP server is cut after so many bytes of the whole dialogue, TLS and all (S14, S18): what tributary-cli had to
// send is in the outbox or was taken once, and nothing is sent twice. TRIBUTARY_TEST_ALL_CUTS=1: in small steps over all of it.
#include "ImapDialogue.h"

#include "support/CliProcess.h"
#include "support/FaultProxy.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QRegularExpression>

namespace tributary::tests::tst_SendCuts {
namespace {

using namespace Qt::Literals::StringLiterals;

class SendCutsTest : public ::testing::Test {
  protected:
    void SetUp() override {
        MailServer::Options options;
        options.smtp = MailServer::Smtp();
        auto started = MailServer::start(options);
        if (!started && MailServer::isMissing(started.error()))
            GTEST_SKIP() << qPrintable(started.error().detail);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        m_proxy = std::make_unique<FaultProxy>(u"127.0.0.1"_s, m_server->smtpsPort(), FaultProxy::Faults());
        m_cli = std::make_unique<CliProcess>(m_server->caFile());
        const CliResult added =
            m_cli->run({u"account"_s, u"add"_s, u"--email"_s, u"alice@example.test"_s, u"--in-host"_s, u"127.0.0.1"_s, u"--in-port"_s, QString::number(m_server->imapsPort()),
                        u"--out-host"_s, u"127.0.0.1"_s, u"--out-port"_s, QString::number(m_proxy->port()), u"--out-security"_s, u"tls"_s, u"--password-stdin"_s},
                       "pw-alice\n");
        ASSERT_EQ(added.exitCode, 0) << added.err.constData();
        QFile body(m_cli->path(u"body.txt"_s));
        ASSERT_TRUE(body.open(QIODevice::WriteOnly));
        body.write(QByteArray("A line as there are many of them.\n").repeated(300));
        m_body = body.fileName();
    }
    CliResult send(const QString& subject) {
        return m_cli->run({u"send"_s, u"--account"_s, u"alice@example.test"_s, u"--to"_s, u"bob@example.test, carol@example.test"_s, u"--subject"_s, subject,
                           u"--body-file"_s, m_body});
    }
    QJsonObject inOutbox(const QString& subject) const {
        for (const QJsonValue& row : m_cli->run({u"outbox"_s, u"list"_s}).array()) {
            if (row.toObject().value(u"subject"_s) == subject)
                return row.toObject();
        }
        return {};
    }
    int taken() const {
        const auto all = m_server->sent();
        EXPECT_TRUE(all);
        return all ? static_cast<int>(all->size()) : 0;
    }
    int inMailbox(const QByteArray& user, const QByteArray& mailbox, const QString& subject) const {
        ImapDialogue imap(*m_server);
        imap.logIn(user);
        if (!imap.say("EXAMINE " + mailbox).contains(" OK"))
            return 0;
        const auto match = QRegularExpression(u"\\* SEARCH((?: \\d+)*)"_s).match(QString::fromLatin1(imap.say("SEARCH SUBJECT \"" + subject.toLatin1() + '"')));
        return static_cast<int>(match.captured(1).split(u' ', Qt::SkipEmptyParts).size());
    }
    /// Sends with the line cut there, and looks what has become of it.
    void cutAfter(qint64 bytes, bool politely) {
        SCOPED_TRACE("cut after " + std::to_string(bytes) + (politely ? ", politely" : ""));
        const QString subject = u"Cut %1 %2"_s.arg(bytes).arg(int(politely));
        const int before = taken();
        FaultProxy::Faults faults;
        faults.cutAfterBytes = bytes;
        faults.halfClose = politely;
        m_proxy->setFaults(faults);
        (void)send(subject);
        m_proxy->setFaults({});
        const QJsonObject row = inOutbox(subject);
        const bool isUnknown = row.value(u"state"_s) == u"unknown"_s;
        m_unknown += isUnknown;
        const int takenThen = taken() - before;
        ASSERT_LE(takenThen, 1);
        ASSERT_TRUE(takenThen == 1 || !row.isEmpty()) << "lost";
        for (int i = 0; i < 6 && !inOutbox(subject).isEmpty(); ++i) {
            ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
            if (isUnknown)
                break;
        }
        if (!isUnknown) {
            ASSERT_EQ(taken() - before, 1);
            EXPECT_TRUE(inOutbox(subject).isEmpty());
            EXPECT_EQ(inMailbox("alice", "Sent", subject), 1);
            return;
        }
        ASSERT_EQ(inOutbox(subject).value(u"state"_s), u"unknown"_s);
        ASSERT_EQ(taken() - before, takenThen) << "sent again by itself";
        const QString id = QString::number(row.value(u"id"_s).toInteger());
        ASSERT_EQ(m_cli->run({u"outbox"_s, takenThen > 0 ? u"cancel"_s : u"retry"_s, id}).exitCode, 0);
        EXPECT_EQ(taken() - before, 1);
    }

    std::unique_ptr<MailServer> m_server;
    std::unique_ptr<FaultProxy> m_proxy;
    std::unique_ptr<CliProcess> m_cli;
    QString m_body;
    int m_unknown = 0;
};

} // namespace

TEST_F(SendCutsTest, S14_aCutAtAnyByteLosesNothingAndDoublesNothing) {
    ASSERT_EQ(send(u"Whole"_s).exitCode, 0);
    const FaultProxy::Counts counts = m_proxy->counts();
    const qint64 all = (counts.up + counts.down) / std::max(1, counts.connections); // the account's proof has had one, too
    ASSERT_GT(all, 10'000 / 2);
    const qint64 end = counts.up + counts.down; // more than one dialogue has
    if (!qEnvironmentVariableIsSet("TRIBUTARY_TEST_ALL_CUTS")) {
        for (const qint64 bytes : {all / 4, all, end - 400})
            cutAfter(bytes, false);
        return;
    }
    for (qint64 bytes = 1; bytes < end; bytes += bytes < 6000 ? 97 : 41) {
        for (const bool politely : {false, true}) {
            cutAfter(bytes, politely);
            if (HasFatalFailure())
                return;
        }
    }
    EXPECT_GT(m_unknown, 0) << "the end of the message was never on its way";
}

} // namespace tributary::tests::tst_SendCuts
