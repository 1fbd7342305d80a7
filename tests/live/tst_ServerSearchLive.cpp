// SPDX-License-Identifier: GPL-3.0-or-later
// S15 against a real server, with and without the extensions that a client likes to have: mail older than the sync start
// date is found on the server, listed, opened, and stays; doctor finds no difference.
#include "support/CliProcess.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

namespace tributary::tests::tst_ServerSearchLive {
namespace {

using namespace Qt::Literals::StringLiterals;

QByteArray message(const QByteArray& subject, const QByteArray& date, const QByteArray& text) {
    return "From: Bob <bob@example.test>\r\nTo: alice@example.test\r\nSubject: " + subject + "\r\nDate: " + date +
           "\r\nMessage-ID: <" + subject + "@old.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n";
}

class ServerSearchLive : public ::testing::TestWithParam<MailServer::Capabilities> {
  protected:
    void SetUp() override {
        MailServer::Options options;
        options.capabilities = GetParam();
        auto started = MailServer::start(options);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        // The server's directory goes with it, and the policy names this file.
        ASSERT_TRUE(QFile::copy(m_server->caFile(), m_directory.filePath(u"ca.pem"_s)));
        m_cli = std::make_unique<CliProcess>(m_directory.filePath(u"ca.pem"_s));
        deliver("ancient", "Wed, 1 Jan 2020 10:00:00 +0000", "The forgotten pineapple. 昔の会議", QDate(2020, 1, 1));
        deliver("elder", "Thu, 2 Jan 2020 10:00:00 +0000", "Another pineapple.", QDate(2020, 1, 2), u"Attic/Box"_s);
        deliver("recent", "Mon, 23 Nov 2026 10:00:00 +0000", "A fresh pineapple.", {});
        ASSERT_EQ(m_cli->run({u"account"_s, u"add"_s, u"--email"_s, u"alice@example.test"_s, u"--in-host"_s, m_server->host(), u"--in-port"_s,
                              QString::number(m_server->imapsPort()), u"--sync-since"_s, u"2026-01-01"_s, u"--password-stdin"_s},
                             "pw-alice\n").exitCode, 0);
        ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
        ASSERT_EQ(subjects(m_cli->run({u"message"_s, u"list"_s, u"--view"_s, u"all"_s})), QStringList{u"recent"_s});
    }
    void deliver(const QByteArray& subject, const QByteArray& date, const QByteArray& text, QDate received,
                 const QString& mailbox = u"INBOX"_s) {
        const Status status = m_server->deliver(u"alice"_s, message(subject, date, text), mailbox, received);
        ASSERT_TRUE(status) << qPrintable(status.error().detail);
    }
    CliResult search(const QStringList& words) { return m_cli->run(QStringList{u"search"_s} + words); }
    static QStringList subjects(const CliResult& result) {
        QStringList all;
        for (const QJsonValue& value : result.array())
            all.append(value.toObject().value(u"subject"_s).toString());
        return all;
    }
    void expectNoDifference() {
        const CliResult doctor = m_cli->run({u"doctor"_s, u"alice@example.test"_s});
        EXPECT_EQ(doctor.exitCode, 0) << doctor.out.constData() << doctor.err.constData();
    }

    QTemporaryDir m_directory;
    std::unique_ptr<MailServer> m_server;
    std::unique_ptr<CliProcess> m_cli;
};

TEST_P(ServerSearchLive, S15_olderMailIsFoundListedOpenedAndStays) {
    EXPECT_EQ(subjects(search({u"pineapple"_s})), QStringList{u"recent"_s}) << "here there is no older mail";
    const CliResult found = search({u"pineapple"_s, u"--server"_s});
    ASSERT_EQ(found.exitCode, 0) << found.err.constData();
    ASSERT_EQ(subjects(found), (QStringList{u"recent"_s, u"elder"_s, u"ancient"_s})) << "merged, newest first";
    for (const char* key : {"id", "account", "mailbox", "uid", "subject", "from", "to", "date", "size", "flags", "snippet"})
        EXPECT_TRUE(found.array().last().toObject().contains(QLatin1StringView(key))) << key;
    expectNoDifference();

    const QString id = QString::number(found.array().last().toObject().value(u"id"_s).toInteger());
    const CliResult shown = m_cli->run({u"message"_s, u"show"_s, id, u"--part"_s, u"text"_s});
    EXPECT_EQ(shown.exitCode, 0) << shown.err.constData();
    EXPECT_TRUE(shown.object().value(u"text"_s).toString().contains(u"The forgotten pineapple."_s)) << shown.out.constData();

    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    EXPECT_EQ(subjects(m_cli->run({u"message"_s, u"list"_s, u"--view"_s, u"all"_s})), (QStringList{u"recent"_s, u"elder"_s, u"ancient"_s}));
    expectNoDifference();
    // What was opened is found here now, what was only found by its subject.
    EXPECT_EQ(subjects(search({u"forgotten"_s})), QStringList{u"ancient"_s});
    EXPECT_EQ(subjects(search({u"subject:elder"_s})), QStringList{u"elder"_s});
}

TEST_P(ServerSearchLive, S15_japaneseFieldsDatesAndOrAreUnderstood) {
    const auto one = [&](const QString& query, const QStringList& expected) {
        const CliResult result = search({u"--server"_s, u"--"_s, query});
        EXPECT_EQ(result.exitCode, 0) << qPrintable(query) << result.err.constData();
        EXPECT_EQ(subjects(result), expected) << qPrintable(query);
    };
    one(u"会議"_s, {u"ancient"_s});
    one(u"会議 OR fresh"_s, {u"recent"_s, u"ancient"_s});
    one(u"pineapple before:2020-01-02"_s, {u"ancient"_s});
    one(u"pineapple after:2020-01-02 -fresh"_s, {u"elder"_s});
    one(u"from:bob in:Box"_s, {u"elder"_s});
    one(u"subject:ancient has:attachment"_s, {});
    one(u"\"for\r\ngotten\""_s, {});
}

TEST_P(ServerSearchLive, S15_theLimitKeepsTheNewest) {
    const CliResult result = search({u"pineapple"_s, u"--server"_s, u"--limit"_s, u"2"_s});
    EXPECT_EQ(result.exitCode, 0);
    EXPECT_EQ(subjects(result), (QStringList{u"recent"_s, u"elder"_s}));
    EXPECT_EQ(m_cli->run({u"message"_s, u"list"_s, u"--view"_s, u"all"_s}).array().size(), 2) << "what the limit left out is not stored";
}

TEST_P(ServerSearchLive, S15_withoutTheServerWhatIsHereIsListedAndTheErrorTold) {
    m_server->stop();
    const CliResult result = search({u"pineapple"_s, u"--server"_s});
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_EQ(subjects(result), QStringList{u"recent"_s});
    EXPECT_EQ(result.error().value(u"kind"_s), u"network"_s);
}

TEST_P(ServerSearchLive, S15_aWrongQueryIsInvalidInputAndNoneUsage) {
    EXPECT_EQ(search({u"before:nonsense"_s, u"--server"_s}).exitCode, 6);
    EXPECT_EQ(search({u" "_s, u"--server"_s}).exitCode, 2);
}

INSTANTIATE_TEST_SUITE_P(Servers, ServerSearchLive, ::testing::Values(MailServer::Capabilities::Full, MailServer::Capabilities::Basic),
                         [](const auto& i) { return i.index == 0 ? std::string("full") : std::string("basic"); });

} // namespace
} // namespace tributary::tests::tst_ServerSearchLive
