// SPDX-License-Identifier: GPL-3.0-or-later
// The same sync on servers of another make: Cyrus (login without the domain, flags of its own, QRESYNC) and Courier (no
// CONDSTORE, a prefix before every name, '.' between levels). The judge is doctor.
#include "support/CliProcess.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

namespace tributary::tests::tst_OtherServers {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Kind {
    const char* server;
    const char* capabilitySet;
};

class OtherServers : public ::testing::TestWithParam<Kind> {
  protected:
    void SetUp() override {
        MailServer::Options options;
        options.server = QString::fromLatin1(GetParam().server);
        options.capabilitySet = QString::fromLatin1(GetParam().capabilitySet);
        auto started = MailServer::start(options);
        if (!started && MailServer::isMissing(started.error()))
            GTEST_SKIP() << qPrintable(started.error().detail);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        m_cli = std::make_unique<CliProcess>(m_server->caFile());
    }
    CliResult add(const QString& security, quint16 port) {
        return m_cli->run({u"account"_s, u"add"_s, u"--email"_s, u"alice@example.test"_s, u"--in-host"_s, m_server->host(), u"--in-port"_s,
                           QString::number(port), u"--in-security"_s, security, u"--in-user"_s, m_server->loginName(u"alice"_s),
                           u"--password-stdin"_s}, "pw-alice\n");
    }
    void expectNoDifference() {
        const CliResult doctor = m_cli->run({u"doctor"_s, u"alice@example.test"_s});
        EXPECT_EQ(doctor.exitCode, 0) << doctor.out.left(2000).constData() << doctor.err.constData();
    }
    void expectQuietSync() {
        const CliResult quiet = m_cli->run({u"sync"_s});
        ASSERT_EQ(quiet.exitCode, 0) << quiet.err.right(2000).constData();
        for (const QJsonValue& m : quiet.object().value(u"accounts"_s).toArray().first().toObject().value(u"mailboxes"_s).toArray()) {
            for (const QString& what : {u"new"_s, u"changed"_s, u"gone"_s})
                EXPECT_EQ(m.toObject().value(what), 0) << qPrintable(m.toObject().value(u"name"_s).toString() + u' ' + what);
        }
    }

    std::unique_ptr<MailServer> m_server;
    std::unique_ptr<CliProcess> m_cli;
};

TEST_P(OtherServers, firstSyncThenChangesThenDoctorFindsNoDifference) {
    ASSERT_TRUE(m_server->fill(u"alice"_s, 300, 6));
    ASSERT_EQ(add(u"tls"_s, m_server->imapsPort()).exitCode, 0);
    const CliResult first = m_cli->run({u"sync"_s});
    ASSERT_EQ(first.exitCode, 0) << first.err.right(2000).constData();
    EXPECT_EQ(m_cli->run({u"message"_s, u"list"_s, u"--view"_s, u"all"_s, u"--limit"_s, u"1000"_s}).array().size(), 300);
    expectNoDifference();
    for (int round = 1; round <= 2; ++round) {
        ASSERT_TRUE(m_server->change(u"alice"_s, 60, round));
        const CliResult sync = m_cli->run({u"sync"_s});
        ASSERT_EQ(sync.exitCode, 0) << sync.err.right(2000).constData();
        expectNoDifference();
    }
    expectQuietSync();
}

TEST_P(OtherServers, usesAndNamesAreUnderstood) {
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: a@example.test\r\nSubject: x\r\n\r\nx\r\n", u"旅行/北海道"_s));
    ASSERT_EQ(add(u"starttls"_s, m_server->imapPort()).exitCode, 0);
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    QStringList names, uses;
    for (const QJsonValue& box : m_cli->run({u"mailbox"_s, u"list"_s}).array()) {
        names << box.toObject().value(u"name"_s).toString();
        uses << box.toObject().value(u"specialUse"_s).toString();
    }
    EXPECT_TRUE(names.filter(u"旅行/北海道"_s).size() == 1) << qPrintable(names.join(u' '));
    for (const QString& use : {u"inbox"_s, u"drafts"_s, u"sent"_s, u"trash"_s, u"junk"_s})
        EXPECT_EQ(uses.count(use), 1) << qPrintable(use);
}

INSTANTIATE_TEST_SUITE_P(Kinds, OtherServers,
                         ::testing::Values(Kind{"cyrus", "full"}, Kind{"cyrus", "no-qresync"}, Kind{"cyrus", "no-condstore"},
                                           Kind{"cyrus", "basic"}, Kind{"courier", "full"}),
                         [](const auto& i) { return std::string(i.param.server) + std::to_string(i.index); });

} // namespace
} // namespace tributary::tests::tst_OtherServers
