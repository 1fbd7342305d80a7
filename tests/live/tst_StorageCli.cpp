// SPDX-License-Identifier: GPL-3.0-or-later
// Storage on the command line and against a real server (S7): bytes by mailbox, the server's quota, a budget that drops what the server gives again.
#include "support/CliProcess.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QRandomGenerator>

namespace tributary::tests::tst_StorageCli {
namespace {

using namespace Qt::Literals::StringLiterals;

const QString kAlice = QStringLiteral("alice@example.test");
const QString kBob = QStringLiteral("bob@example.test");
constexpr int kMessages = 16;
constexpr int kLines = 2000; ///< of 60 letters

/// What does not shrink much when it is compressed, with a line to be known by.
QByteArray message(int number) {
    QByteArray text = "From: carol@example.test\r\nTo: alice@example.test\r\nSubject: number " + QByteArray::number(number) + "\r\nMessage-ID: <n" +
                      QByteArray::number(number) + "@example.test>\r\n\r\nmark" + QByteArray::number(number) + "end\r\n";
    QRandomGenerator random(static_cast<quint32>(number));
    for (int line = 0; line < kLines; ++line) {
        for (int i = 0; i < 60; ++i)
            text += static_cast<char>('0' + random.bounded(64));
        text += "\r\n";
    }
    return text;
}

class StorageCli : public ::testing::Test {
  protected:
    void start(const MailServer::Options& options = {}) {
        auto started = MailServer::start(options);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        m_cli = std::make_unique<CliProcess>(m_server->caFile());
    }
    void deliver(const QString& name, int count) const {
        for (int i = 1; i <= count; ++i)
            ASSERT_TRUE(m_server->deliver(name, message(i), u"INBOX"_s, QDate(2024, 1, 1).addDays(i)));
    }
    void add(const QString& name, bool pop3 = false) const {
        QStringList arguments{u"account"_s, u"add"_s, u"--email"_s, name + u"@example.test"_s, u"--in-host"_s, m_server->host(), u"--in-port"_s,
                              QString::number(pop3 ? m_server->pop3sPort() : m_server->imapsPort()), u"--password-stdin"_s};
        if (pop3)
            arguments << u"--protocol"_s << u"pop3"_s;
        const CliResult added = m_cli->run(arguments, "pw-" + name.toUtf8() + '\n');
        ASSERT_EQ(added.exitCode, 0) << added.err.constData();
    }
    void sync() const {
        const CliResult sync = m_cli->run({u"sync"_s});
        ASSERT_EQ(sync.exitCode, 0) << sync.err.right(2000).constData();
    }
    [[nodiscard]] QJsonObject storage(const QStringList& more = {}) const {
        const CliResult result = m_cli->run(QStringList{u"storage"_s} + more);
        EXPECT_EQ(result.exitCode, 0) << result.err.constData();
        return result.object();
    }
    [[nodiscard]] static QJsonObject of(const QJsonObject& storage, const QString& email) {
        for (const QJsonValue& account : storage.value(u"accounts"_s).toArray()) {
            if (account.toObject().value(u"email"_s).toString() == email)
                return account.toObject();
        }
        ADD_FAILURE() << qPrintable(email);
        return {};
    }
    /// Every message can be read, from here or from the server.
    void expectAllReadable(const QString& email) const {
        const QJsonArray all = m_cli->run({u"message"_s, u"list"_s, u"--account"_s, email, u"--limit"_s, u"100"_s}).array();
        EXPECT_EQ(all.size(), kMessages);
        for (const QJsonValue& one : all) {
            const QString number = one.toObject().value(u"subject"_s).toString().section(u' ', 1);
            const CliResult shown = m_cli->run({u"message"_s, u"show"_s, QString::number(one.toObject().value(u"id"_s).toInteger()), u"--part"_s, u"raw"_s});
            EXPECT_TRUE(shown.out.contains(QByteArray("mark" + number.toLatin1() + "end"))) << number.toStdString() << shown.err.constData();
        }
        EXPECT_EQ(m_cli->run({u"doctor"_s, email}).exitCode, 0);
    }

    std::unique_ptr<MailServer> m_server;
    std::unique_ptr<CliProcess> m_cli;
};

TEST_F(StorageCli, S7_bytesByAccountAndMailboxAndTheServersQuota) {
    MailServer::Options options;
    options.quota = u"storage=10M:messages=500"_s;
    ASSERT_NO_FATAL_FAILURE(start(options));
    ASSERT_NO_FATAL_FAILURE(deliver(u"alice"_s, 4));
    ASSERT_NO_FATAL_FAILURE(add(u"alice"_s));
    EXPECT_TRUE(of(storage(), kAlice).value(u"quota"_s).isNull()) << "nobody has asked";
    ASSERT_NO_FATAL_FAILURE(sync());
    const QJsonObject all = storage();
    const QJsonObject alice = of(all, kAlice);
    qint64 sum = 0;
    for (const QJsonValue& mailbox : alice.value(u"mailboxes"_s).toArray())
        sum += mailbox.toObject().value(u"bytes"_s).toInteger();
    EXPECT_EQ(alice.value(u"bytes"_s).toInteger(), sum + alice.value(u"putAside"_s).toInteger());
    EXPECT_GT(sum, 4 * 60 * kLines / 2);
    EXPECT_EQ(alice.value(u"messages"_s).toInteger(), 4);
    EXPECT_EQ(alice.value(u"refetchable"_s).toInteger(), sum);
    EXPECT_EQ(all.value(u"total"_s).toInteger(), sum + all.value(u"other"_s).toInteger());
    EXPECT_TRUE(all.value(u"budget"_s).isNull());
    const QJsonObject quota = alice.value(u"quota"_s).toObject();
    EXPECT_EQ(quota.value(u"limit"_s).toInteger(), 10LL << 20);
    EXPECT_GE(quota.value(u"used"_s).toInteger(), 4 * 60 * kLines);
    EXPECT_LE(quota.value(u"used"_s).toInteger(), 4 * 66 * kLines);
    EXPECT_EQ(quota.value(u"messagesUsed"_s).toInteger(), 4);
    EXPECT_EQ(quota.value(u"messagesLimit"_s).toInteger(), 500);
    EXPECT_FALSE(quota.value(u"askedAt"_s).toString().isEmpty());
    ASSERT_NO_FATAL_FAILURE(deliver(u"alice"_s, 1));
    ASSERT_NO_FATAL_FAILURE(sync());
    EXPECT_EQ(of(storage(), kAlice).value(u"quota"_s).toObject(), quota) << "asked once an hour";
    EXPECT_EQ(storage({kAlice}).value(u"accounts"_s).toArray().size(), 1);
    EXPECT_EQ(m_cli->run({u"storage"_s, u"nobody@example.test"_s}).exitCode, 7);
}

TEST_F(StorageCli, S7_aServerWithoutQuotaIsNotAsked) {
    MailServer::Options options;
    options.without = {u"QUOTA"_s};
    ASSERT_NO_FATAL_FAILURE(start(options));
    ASSERT_NO_FATAL_FAILURE(add(u"alice"_s));
    ASSERT_NO_FATAL_FAILURE(sync());
    EXPECT_TRUE(of(storage(), kAlice).value(u"quota"_s).isNull());
}

TEST_F(StorageCli, S7_aBudgetThatIsNoneIsRefusedWithItsRange) {
    ASSERT_NO_FATAL_FAILURE(start());
    for (const char* size : {"", "0", "12", "500K", "-1G", "2X", "lots", "99999999T"}) {
        const CliResult result = m_cli->run({u"storage"_s, u"--budget"_s, QString::fromLatin1(size)});
        EXPECT_EQ(result.exitCode, 6) << size;
        EXPECT_TRUE(result.err.contains("1.0 MB") || result.out.contains("1.0 MB")) << size << result.err.constData();
    }
    EXPECT_TRUE(storage().value(u"budget"_s).isNull());
    EXPECT_EQ(storage({u"--budget"_s, u"2G"_s}).value(u"budget"_s).toInteger(), 2LL << 30);
    EXPECT_EQ(storage().value(u"budget"_s).toInteger(), 2LL << 30) << "kept";
    EXPECT_TRUE(storage({u"--budget"_s, u"none"_s}).value(u"budget"_s).isNull());
}

TEST_F(StorageCli, S7_theBudgetDropsWhatTheServerGivesAgainAndPop3Never) {
    MailServer::Options options;
    options.pop3 = true;
    ASSERT_NO_FATAL_FAILURE(start(options));
    ASSERT_NO_FATAL_FAILURE(deliver(u"alice"_s, kMessages));
    ASSERT_NO_FATAL_FAILURE(deliver(u"bob"_s, kMessages));
    ASSERT_NO_FATAL_FAILURE(add(u"alice"_s));
    ASSERT_NO_FATAL_FAILURE(add(u"bob"_s, true));
    ASSERT_NO_FATAL_FAILURE(sync());
    const QJsonObject before = storage();
    ASSERT_GT(before.value(u"total"_s).toInteger(), 2 * kMessages * 60 * kLines / 2);
    EXPECT_EQ(of(before, kBob).value(u"refetchable"_s).toInteger(), 0);

    const QJsonObject after = storage({u"--budget"_s, u"1M"_s}); // less than Bob's mail alone
    EXPECT_EQ(after.value(u"dropped"_s).toObject().value(u"messages"_s).toInteger(), kMessages);
    EXPECT_TRUE(after.value(u"dropped"_s).toObject().value(u"isOver"_s).toBool());
    EXPECT_EQ(of(after, kAlice).value(u"bytes"_s).toInteger(), 0);
    EXPECT_EQ(of(after, kAlice).value(u"messages"_s).toInteger(), kMessages);
    EXPECT_EQ(of(after, kBob).value(u"bytes"_s), of(before, kBob).value(u"bytes"_s)) << "POP3 mail is here alone";
    EXPECT_EQ(m_cli->run({u"search"_s, u"mark3end"_s}).array().size(), 2) << "still found";

    ASSERT_NO_FATAL_FAILURE(sync());
    EXPECT_EQ(of(storage(), kAlice).value(u"bytes"_s).toInteger(), 0) << "not fetched by itself";
    expectAllReadable(kAlice);

    (void)storage({u"--budget"_s, u"none"_s});
    ASSERT_NO_FATAL_FAILURE(sync());
    EXPECT_EQ(of(storage(), kAlice).value(u"bytes"_s), of(before, kAlice).value(u"bytes"_s)) << "all of it is back";
}

TEST_F(StorageCli, S7_killedInMidDropNothingIsLost) {
    ASSERT_NO_FATAL_FAILURE(start());
    ASSERT_NO_FATAL_FAILURE(deliver(u"alice"_s, kMessages));
    for (const char* point : {"begun", "written", "committing", "committed"}) {
        m_cli = std::make_unique<CliProcess>(m_server->caFile()); // what was read today would not be dropped
        ASSERT_NO_FATAL_FAILURE(add(u"alice"_s));
        ASSERT_NO_FATAL_FAILURE(sync());
        qputenv("TRIBUTARY_TEST_KILL", QByteArray(QByteArray("store.dropSome.") + point + ":1"));
        const auto killed = m_cli->start({u"storage"_s, u"--budget"_s, u"1M"_s});
        const bool ended = killed->waitForFinished(60'000);
        qunsetenv("TRIBUTARY_TEST_KILL");
        ASSERT_TRUE(ended);
        EXPECT_EQ(killed->exitStatus(), QProcess::CrashExit) << point;
        expectAllReadable(kAlice);
    }
}

} // namespace
} // namespace tributary::tests::tst_StorageCli
