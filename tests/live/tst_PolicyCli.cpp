// SPDX-License-Identifier: GPL-3.0-or-later
// Policies as an administrator writes them and a user meets them at the command line (S6): every refusal is exit code 10 and names what
// is refused; a faulty file is told line by line and nothing of it counts.
#include "support/CliProcess.h"
#include "support/MailServer.h"

#include <gtest/gtest.h>

#include <QFile>

namespace tributary::tests::tst_PolicyCli {
namespace {

using namespace Qt::Literals::StringLiterals;

class PolicyCliTest : public ::testing::Test {
  protected:
    void SetUp() override {
        auto started = MailServer::start();
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        m_server = std::move(*started);
        m_cli = std::make_unique<CliProcess>(m_server->caFile());
    }
    /// The policy file from now on: what the server needs, and this.
    void setPolicy(const QJsonObject& keys) {
        QJsonObject policy{{u"AllowNonStandardPorts"_s, true}, {u"ExtraCertificateAuthorities"_s, QJsonArray{m_server->caFile()}}};
        for (auto at = keys.begin(); at != keys.end(); ++at)
            policy.insert(at.key(), at.value());
        writePolicy(QJsonDocument(policy).toJson());
    }
    void writePolicy(const QByteArray& bytes) {
        QFile file(m_cli->path(u"policy.json"_s));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
    }
    CliResult add(const QStringList& more = {}, const QString& email = u"alice@example.test"_s) {
        QStringList line{u"account"_s, u"add"_s, u"--email"_s, email, u"--password-stdin"_s};
        if (!more.contains(u"--in-host"_s))
            line += QStringList{u"--in-host"_s, m_server->host(), u"--in-port"_s, QString::number(m_server->imapsPort())};
        return m_cli->run(line + more, "pw-alice\n");
    }
    /// Refused for the field, and nothing is there then.
    void expectRefused(const QString& field, const QStringList& more = {}, const QString& email = u"alice@example.test"_s) {
        const CliResult result = add(more, email);
        EXPECT_EQ(result.exitCode, 10) << result.err.constData();
        EXPECT_EQ(result.error().value(u"code"_s), u"refused-by-policy"_s);
        EXPECT_TRUE(result.error().value(u"message"_s).toString().contains(u'(' + field + u')')) << result.err.constData();
        EXPECT_EQ(m_cli->run({u"account"_s, u"list"_s}).array().size(), 0);
    }

    std::unique_ptr<MailServer> m_server;
    std::unique_ptr<CliProcess> m_cli;
};

TEST_F(PolicyCliTest, domainProviderProtocolAndPortAreRefusedAtTheirFields) {
    setPolicy({{u"RefusedDomains"_s, QJsonArray{u"example.test"_s}}});
    expectRefused(u"email"_s);
    EXPECT_EQ(m_cli->run({u"account"_s, u"discover"_s, u"alice@example.test"_s}).exitCode, 10);
    setPolicy({{u"AllowedDomains"_s, QJsonArray{u"*.example.test"_s}}});
    expectRefused(u"email"_s);
    setPolicy({{u"AllowedProviders"_s, QJsonArray{u"gmail"_s}}});
    expectRefused(u"in-host"_s);
    setPolicy({{u"RefusedProviders"_s, QJsonArray{u"gmail"_s}}});
    expectRefused(u"in-host"_s, {u"--in-host"_s, u"IMAP.gmail.com"_s, u"--in-port"_s, u"993"_s});
    expectRefused(u"in-host"_s, {u"--in-host"_s, u"imap.gmail.com."_s, u"--in-port"_s, u"993"_s});
    EXPECT_EQ(m_cli->run({u"account"_s, u"discover"_s, u"ann@gmail.com"_s, u"--offline"_s}).exitCode, 10);
    setPolicy({{u"AllowedProtocols"_s, QJsonArray{u"pop3"_s}}});
    expectRefused(u"protocol"_s);
    setPolicy({{u"AllowNonStandardPorts"_s, false}});
    expectRefused(u"in-port"_s, {u"--allow-non-standard-ports"_s});
    setPolicy({{u"LockedSettings"_s, QJsonArray{u"identities"_s}}});
    expectRefused(u"identities"_s, {u"--from"_s, u"boss@example.test"_s});
    expectRefused(u"identities"_s, {u"--reply-to"_s, u"elsewhere@example.test"_s});
    setPolicy({{u"AllowedDomains"_s, QJsonArray{u"example.test"_s}}, {u"RefusedProviders"_s, QJsonArray{u"gmail"_s}}, {u"AllowedProtocols"_s, QJsonArray{u"imap"_s}}});
    EXPECT_EQ(add().exitCode, 0) << "what is allowed is added";
}

TEST_F(PolicyCliTest, lockedAccountsAreNeitherAddedNorRemoved) {
    ASSERT_EQ(add().exitCode, 0);
    setPolicy({{u"LockedSettings"_s, QJsonArray{u"accounts"_s}}});
    EXPECT_EQ(m_cli->run({u"account"_s, u"remove"_s, u"1"_s}).exitCode, 10);
    EXPECT_EQ(add({}, u"other@example.test"_s).exitCode, 10);
    EXPECT_EQ(m_cli->run({u"account"_s, u"password"_s, u"1"_s, u"--password-stdin"_s}, "pw-alice\n").exitCode, 0) << "the password is the user's";
    EXPECT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    setPolicy({{u"MaxAccounts"_s, 1}});
    const CliResult second = add({}, u"other@example.test"_s);
    EXPECT_EQ(second.exitCode, 10);
    EXPECT_TRUE(second.error().value(u"message"_s).toString().contains(u"max-accounts"_s));
}

TEST_F(PolicyCliTest, lockedFiltersAndALockedReplyAreNotChanged) {
    ASSERT_EQ(add().exitCode, 0);
    const QStringList addFilter{u"filter"_s, u"add"_s, u"--name"_s, u"Lists"_s, u"--if"_s, u"subject"_s, u"contains"_s, u"list"_s, u"--then"_s, u"flag"_s};
    const QStringList setReply{u"vacation"_s, u"set"_s, u"alice@example.test"_s, u"--text"_s, u"away"_s};
    ASSERT_EQ(m_cli->run(addFilter).exitCode, 0);
    setPolicy({{u"LockedSettings"_s, QJsonArray{u"filters"_s, u"vacation"_s}}});
    for (const QStringList& line : {addFilter, QStringList{u"filter"_s, u"disable"_s, u"1"_s}, QStringList{u"filter"_s, u"remove"_s, u"1"_s},
                                    QStringList{u"filter"_s, u"server"_s, u"alice@example.test"_s, u"--off"_s}, setReply}) {
        const CliResult refused = m_cli->run(line);
        EXPECT_EQ(refused.exitCode, 10) << qPrintable(line.join(u' ')) << refused.err.constData();
        EXPECT_EQ(refused.error().value(u"code"_s), u"refused-by-policy"_s);
    }
    EXPECT_EQ(m_cli->run({u"filter"_s, u"list"_s}).array().size(), 1);
    EXPECT_EQ(m_cli->run({u"vacation"_s, u"off"_s, u"alice@example.test"_s}).exitCode, 0) << "silence is never forbidden";
}

TEST_F(PolicyCliTest, anAccountThatANewPolicyRefusesStaysAndDoesNotConnect) {
    ASSERT_EQ(add().exitCode, 0);
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: b@example.test\r\nSubject: kept\r\n\r\nx\r\n"));
    ASSERT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    setPolicy({{u"RefusedDomains"_s, QJsonArray{u"example.test"_s}}});
    const QJsonObject account = m_cli->run({u"account"_s, u"list"_s}).array().first().toObject();
    EXPECT_EQ(account.value(u"state"_s), u"disabled"_s);
    EXPECT_EQ(account.value(u"reason"_s).toObject().value(u"code"_s), u"refused-by-policy"_s) << QJsonDocument(account).toJson().constData();
    EXPECT_EQ(m_cli->run({u"message"_s, u"list"_s}).array().size(), 1) << "its mail stays";
    ASSERT_TRUE(m_server->deliver(u"alice"_s, "From: b@example.test\r\nSubject: new\r\n\r\nx\r\n"));
    EXPECT_EQ(m_cli->run({u"sync"_s}).exitCode, 10);
    EXPECT_EQ(m_cli->run({u"sync"_s, u"alice@example.test"_s}).exitCode, 10) << "also by name";
    EXPECT_EQ(m_cli->run({u"doctor"_s, u"alice@example.test"_s}).exitCode, 10);
    EXPECT_EQ(m_cli->run({u"message"_s, u"list"_s}).array().size(), 1);
    setPolicy({});
    EXPECT_EQ(m_cli->run({u"sync"_s}).exitCode, 0);
    EXPECT_EQ(m_cli->run({u"message"_s, u"list"_s}).array().size(), 2) << "and it works again with the policy gone";
}

TEST_F(PolicyCliTest, aPreparedAccountNeedsThePasswordAlone) {
    const QJsonObject incoming{{u"Host"_s, m_server->host()}, {u"Port"_s, m_server->imapsPort()}};
    const QJsonObject prepared{{u"Email"_s, u"alice@example.test"_s}, {u"Name"_s, u"Work"_s}, {u"Incoming"_s, incoming}, {u"SaveSent"_s, false}, {u"Locked"_s, true}};
    setPolicy({{u"Accounts"_s, QJsonArray{prepared}}, {u"LockedSettings"_s, QJsonArray{u"accounts"_s}}});
    const QJsonArray candidates = m_cli->run({u"account"_s, u"discover"_s, u"alice@example.test"_s}).array();
    ASSERT_EQ(candidates.size(), 1) << "it is locked: nothing else is proposed";
    EXPECT_EQ(candidates.first().toObject().value(u"source"_s), u"local"_s);
    EXPECT_EQ(m_cli->run({u"account"_s, u"list"_s}).array().size(), 0) << "not an account before the user has signed in";
    expectRefused(u"in-host"_s, {u"--in-host"_s, u"127.0.0.1"_s, u"--in-port"_s, QString::number(m_server->imapsPort())});
    const CliResult added = m_cli->run({u"account"_s, u"add"_s, u"--email"_s, u"alice@example.test"_s, u"--password-stdin"_s}, "pw-alice\n");
    ASSERT_EQ(added.exitCode, 0) << added.err.constData();
    const QJsonObject account = m_cli->run({u"account"_s, u"show"_s, u"1"_s}).object();
    EXPECT_EQ(account.value(u"name"_s), u"Work"_s);
    EXPECT_EQ(account.value(u"saveSent"_s), false) << QJsonDocument(account).toJson().constData();
}

TEST_F(PolicyCliTest, aFaultyFileIsToldLineByLineAndNothingOfItCounts) {
    writePolicy("{\n  \"RefusedDomains\": [\"example.test\"],\n  \"MaxAccounts\": \"two\",\n  \"AllowedDomain\": []\n}\n");
    const CliResult result = add();
    EXPECT_EQ(result.exitCode, 6);
    const QString file = m_cli->path(u"policy.json"_s);
    const QJsonArray faults = result.error().value(u"faults"_s).toArray();
    EXPECT_EQ(faults, (QJsonArray{QString(file + u":3:18: MaxAccounts: must be a whole number, is text"_s), QString(file + u":4:3: AllowedDomain: unknown key"_s)})) << result.err.constData();
    EXPECT_TRUE(result.error().value(u"message"_s).toString().contains(QString(u'\n' + faults.first().toString() + u'\n'))) << "a line each, for people";
}

} // namespace
} // namespace tributary::tests::tst_PolicyCli
