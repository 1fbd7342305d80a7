// SPDX-License-Identifier: GPL-3.0-or-later
// Sieve scripts on a real Pigeonhole: kept by ManageSieve, and mail is filed by them (S4, S5, S13, S22, S35).
#include "ImapDialogue.h"

#include "connect/SieveConnection.h"
#include "support/MailServer.h"
#include "sync/SieveUpload.h"

#include <gtest/gtest.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QThread>

namespace tributary::sync::tst_SieveLive {
namespace {

using namespace Qt::Literals::StringLiterals;
using connect::SieveConnection;
using connect::Target;
using model::Security;
using tests::MailServer;
using Kind = ScriptAnswer::Kind;

const QByteArray kOurs = "require [\"fileinto\", \"mailbox\"];\r\nif header :contains \"subject\" \"lists\" {\r\n  fileinto :create \"Lists\";\r\n}\r\n";
const QByteArray kWork = "require [\"fileinto\", \"mailbox\"];\r\nif header :contains \"subject\" \"work\" {\r\n  fileinto :create \"Work\";\r\n}\r\n";

class SieveLive : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        MailServer::Options options;
        options.sieve = true;
        auto started = MailServer::start(options);
        ASSERT_TRUE(started) << qPrintable(started.error().detail);
        server = std::move(*started);
    }
    static void TearDownTestSuite() { server.reset(); }
    void SetUp() override { ASSERT_TRUE(server); }

    static Target target(const MailServer& at, const QString& name, Security security = Security::StartTls) {
        Target made;
        made.server = {at.host(), security == Security::Tls ? at.sievesPort() : at.sievePort(), security, MailServer::user(name)};
        made.password = Secret(MailServer::password(name).toUtf8());
        made.certificates = *net::loadCertificatePolicy({at.caFile()});
        return made;
    }
    static std::unique_ptr<SieveConnection> open(const QString& name, Security security = Security::StartTls) {
        auto opened = SieveConnection::open(target(*server, name, security));
        EXPECT_TRUE(opened) << qPrintable(opened.error().detail) << opened.error().serverText.constData();
        return opened ? std::move(*opened) : nullptr;
    }
    static QByteArray names(SieveConnection& connection) {
        QByteArrayList all;
        const auto listed = connection.listScripts();
        EXPECT_TRUE(listed);
        for (const sieve::ListedScript& script : listed.value_or(QList<sieve::ListedScript>()))
            all.append((script.isActive ? "*" : "") + script.name);
        std::sort(all.begin(), all.end());
        return all.join(' ');
    }
    static void deliver(const QString& name, const QByteArray& subject) {
        const QByteArray message = "From: bob@example.test\r\nTo: " + MailServer::user(name).toUtf8() + "\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject +
                                   "@example.test>\r\n\r\nHello\r\n";
        const Status status = server->deliverByLmtp(u"bob@example.test"_s, name, message);
        ASSERT_TRUE(status) << qPrintable(status.error().detail);
    }
    /// Messages of a mailbox; -1: it is not there.
    static int count(const MailServer& at, const QByteArray& name, const QByteArray& mailbox) {
        tests::ImapDialogue imap(at);
        imap.logIn(name);
        const QByteArray said = imap.say("STATUS " + mailbox + " (MESSAGES)");
        const qsizetype begin = said.indexOf("(MESSAGES ");
        return begin < 0 ? -1 : said.mid(begin + 10, said.indexOf(')', begin) - begin - 10).toInt();
    }

    static std::unique_ptr<MailServer> server;
};
std::unique_ptr<MailServer> SieveLive::server;

} // namespace

TEST_F(SieveLive, S13_signsInOverTlsAndOverStartTls) {
    for (const Security security : {Security::Tls, Security::StartTls, Security::None}) {
        const auto connection = open(u"dave"_s, security);
        ASSERT_TRUE(connection);
        EXPECT_EQ(connection->isEncrypted(), security != Security::None) << "in the clear to this machine only";
        const sieve::Capabilities& can = connection->capabilities();
        EXPECT_TRUE(can.implementation().contains("Pigeonhole")) << can.implementation().constData();
        for (const char* extension : {"fileinto", "vacation", "vacation-seconds", "include", "imap4flags", "mailbox"})
            EXPECT_TRUE(can.hasExtension(extension)) << extension;
        EXPECT_TRUE(can.isOfRfc5804());
        EXPECT_TRUE(connection->logout());
    }
    Target elsewhere = target(*server, u"dave"_s);
    elsewhere.server.host = MailServer::startTlsOnlyHost();
    EXPECT_TRUE(SieveConnection::open(elsewhere)) << "no password is taken before STARTTLS";
}
TEST_F(SieveLive, S36_certificatesThatAreNoneAreRefused) {
    for (const Security security : {Security::Tls, Security::StartTls}) {
        Target bad = target(*server, u"dave"_s, security);
        bad.server.host = MailServer::unknownAuthorityHost();
        const auto opened = SieveConnection::open(bad);
        ASSERT_FALSE(opened);
        EXPECT_EQ(opened.error().code, ErrorCode::CertificateUnknownAuthority);
    }
}
TEST_F(SieveLive, S35_aWrongPasswordIsRefusedAsOne) {
    Target wrong = target(*server, u"dave"_s);
    wrong.password = Secret("not this");
    const auto opened = SieveConnection::open(wrong);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::Auth);
    EXPECT_EQ(opened.error().code, ErrorCode::CredentialsRejected);
}
TEST_F(SieveLive, scriptsAreKept) {
    const auto connection = open(u"dave"_s);
    ASSERT_TRUE(connection);
    EXPECT_EQ(names(*connection), "");
    const QByteArray odd = "\xe4\xbc\x9a\xe8\xad\xb0 \"x\"";
    EXPECT_TRUE(connection->putScript("one", kOurs).value_or(connect::ScriptVerdict()).isTaken);
    EXPECT_TRUE(connection->putScript(odd, kWork).value_or(connect::ScriptVerdict()).isTaken);
    EXPECT_EQ(connection->getScript("one").value_or("?"), kOurs) << "byte for byte";
    EXPECT_EQ(connection->getScript(odd).value_or("?"), kWork);
    EXPECT_TRUE(connection->setActive("one"));
    EXPECT_EQ(names(*connection), "*one " + odd);
    const Status inUse = connection->deleteScript("one");
    ASSERT_FALSE(inUse);
    EXPECT_TRUE(inUse.error().serverText.startsWith("NO (ACTIVE)")) << inUse.error().serverText.constData();
    EXPECT_TRUE(connection->renameScript("one", "two"));
    EXPECT_EQ(names(*connection), "*two " + odd);
    EXPECT_EQ(connection->renameScript("two", odd).error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(connection->getScript("one").error().code, ErrorCode::NotFound);
    EXPECT_TRUE(connection->setActive({}));
    EXPECT_TRUE(connection->deleteScript("two"));
    EXPECT_TRUE(connection->deleteScript(odd));
    EXPECT_EQ(names(*connection), "");
    EXPECT_TRUE(connection->logout());
}
TEST_F(SieveLive, S5_aFaultyScriptIsToldWithLineAndWords) {
    const auto connection = open(u"dave"_s);
    ASSERT_TRUE(connection);
    for (const bool isStored : {false, true}) {
        const QByteArray script = "keep;\r\n\r\nkep;\r\n";
        const auto verdict = isStored ? connection->putScript("bad", script) : connection->checkScript(script);
        ASSERT_TRUE(verdict) << verdict.error().serverText.constData();
        EXPECT_FALSE(verdict->isTaken);
        EXPECT_EQ(verdict->fault.line, 3);
        EXPECT_TRUE(verdict->fault.words.contains("unknown command 'kep'")) << verdict->fault.words.constData();
    }
    EXPECT_TRUE(connection->checkScript(kOurs).value_or(connect::ScriptVerdict()).isTaken);
    EXPECT_EQ(names(*connection), "") << "nothing is stored";
}
TEST_F(SieveLive, whatHasNoPlaceIsRefusedAndTheOldOneStays) {
    const auto connection = open(u"carol"_s);
    ASSERT_TRUE(connection);
    ASSERT_TRUE(connection->putScript("old", kWork)); // Pigeonhole counts what is stored beside the new one only
    const auto scripts = scriptsOf(*connection);
    const ScriptIntent first{kOurs, {}, QByteArray()};
    ASSERT_EQ(bringScript(*scripts, first).value_or(ScriptAnswer{Kind::Refused, {}, {}, {}, {}, {}, {}, {}}).kind, Kind::Done);
    const QByteArray large = kOurs + "# " + QByteArray(140'000, 'x') + "\r\n";
    const Status space = connection->haveSpace(kOurScript, large.size());
    ASSERT_FALSE(space);
    EXPECT_EQ(space.error().code, ErrorCode::OverQuota);
    const auto refused = bringScript(*scripts, {large, {hashOfScript(kOurs)}, QByteArray(kOurScript)});
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->kind, Kind::Refused);
    ASSERT_TRUE(refused->refusal);
    EXPECT_EQ(refused->refusal->code, ErrorCode::OverQuota);
    EXPECT_TRUE(refused->refusal->serverText.contains("quota")) << refused->refusal->serverText.constData();
    EXPECT_EQ(names(*connection), "*tributary old");
    EXPECT_EQ(connection->getScript(kOurScript).value_or("?"), kOurs);
    const auto faulty = bringScript(*scripts, {"keep;\r\nkep;\r\n", {hashOfScript(kOurs)}, QByteArray(kOurScript)});
    ASSERT_TRUE(faulty);
    EXPECT_EQ(faulty->kind, Kind::Faulty);
    EXPECT_EQ(faulty->fault.line, 2);
    EXPECT_EQ(connection->getScript(kOurScript).value_or("?"), kOurs);
    EXPECT_EQ(takeScriptAway(*scripts, {hashOfScript(kOurs)})->kind, Kind::Done);
    EXPECT_EQ(names(*connection), "old");
}
TEST_F(SieveLive, S5_besideAStrangersScriptBothFileMail) {
    const auto connection = open(u"alice"_s);
    ASSERT_TRUE(connection);
    ASSERT_TRUE(connection->putScript("work \"mine\"", kWork));
    ASSERT_TRUE(connection->setActive("work \"mine\""));
    const auto scripts = scriptsOf(*connection);
    const auto answer = bringScript(*scripts, {kOurs, {}, QByteArray("work \"mine\"")});
    ASSERT_TRUE(answer) << answer.error().serverText.constData();
    ASSERT_EQ(answer->kind, Kind::Done);
    EXPECT_EQ(answer->other, "work \"mine\"");
    EXPECT_EQ(names(*connection), "*tributary-main tributary work \"mine\"");
    for (const char* subject : {"lists", "work", "none"})
        deliver(u"alice"_s, subject);
    EXPECT_EQ(count(*server, "alice", "Lists"), 1) << server->log().right(2000).constData();
    EXPECT_EQ(count(*server, "alice", "Work"), 1);
    EXPECT_EQ(count(*server, "alice", "INBOX"), 1);
    const auto gone = takeScriptAway(*scripts, {hashOfScript(kOurs)});
    ASSERT_TRUE(gone) << gone.error().serverText.constData();
    EXPECT_EQ(gone->active, "work \"mine\"");
    EXPECT_EQ(names(*connection), "*work \"mine\"");
    EXPECT_EQ(connection->getScript("work \"mine\"").value_or("?"), kWork) << "never touched";
    for (const char* subject : {"lists", "work"})
        deliver(u"alice"_s, subject);
    EXPECT_EQ(count(*server, "alice", "Lists"), 1);
    EXPECT_EQ(count(*server, "alice", "Work"), 2);
    EXPECT_EQ(count(*server, "alice", "INBOX"), 2);
}
TEST_F(SieveLive, S5_cyrusTakesScriptsToo) {
    MailServer::Options options;
    options.server = u"cyrus"_s;
    options.sieve = true;
    auto started = MailServer::start(options);
    if (!started && MailServer::isMissing(started.error()))
        GTEST_SKIP() << qPrintable(started.error().detail);
    ASSERT_TRUE(started) << qPrintable(started.error().detail);
    ASSERT_TRUE((*started)->deliver(u"alice"_s, "Subject: x\r\n\r\nx\r\n")) << "who has no mailbox is not let in";
    Target cyrus = target(**started, u"alice"_s);
    cyrus.server.user = (*started)->loginName(u"alice"_s);
    auto opened = SieveConnection::open(cyrus);
    ASSERT_TRUE(opened) << opened.error().serverText.constData();
    SieveConnection& connection = **opened;
    EXPECT_TRUE(connection.capabilities().implementation().contains("timsieved"));
    ASSERT_TRUE(connection.putScript("work", kWork));
    ASSERT_TRUE(connection.setActive("work"));
    const auto scripts = scriptsOf(connection);
    const auto answer = bringScript(*scripts, {kOurs, {}, QByteArray("work")});
    ASSERT_TRUE(answer) << answer.error().serverText.constData();
    EXPECT_EQ(answer->kind, Kind::Done);
    EXPECT_EQ(names(connection), "*tributary-main tributary work");
    const auto faulty = bringScript(*scripts, {"keep;\r\nkep;\r\n", {hashOfScript(kOurs)}, QByteArray(kMainScript)});
    ASSERT_TRUE(faulty);
    EXPECT_EQ(faulty->kind, Kind::Faulty);
    EXPECT_EQ(faulty->fault.line, 2) << faulty->fault.words.constData();
    const QByteArray large = kOurs + QByteArray("# filling\r\n").repeated(20'000);
    const auto refused = bringScript(*scripts, {large, {hashOfScript(kOurs)}, QByteArray(kMainScript)});
    ASSERT_TRUE(refused) << refused.error().serverText.constData();
    EXPECT_EQ(refused->kind, Kind::Refused);
    EXPECT_EQ(connection.getScript(kOurScript).value_or("?"), kOurs);
    const auto gone = takeScriptAway(*scripts, {hashOfScript(kOurs)});
    ASSERT_TRUE(gone) << gone.error().serverText.constData();
    EXPECT_EQ(names(connection), "*work");
    EXPECT_EQ(connection.getScript("work").value_or("?"), kWork);
    EXPECT_TRUE(connection.logout());
}
TEST_F(SieveLive, S4_anAbsenceIsAnswered) {
    MailServer::Options options;
    options.sieve = true;
    options.smtp = MailServer::Smtp{};
    auto started = MailServer::start(options);
    if (!started && MailServer::isMissing(started.error()))
        GTEST_SKIP() << qPrintable(started.error().detail);
    ASSERT_TRUE(started) << qPrintable(started.error().detail);
    auto opened = SieveConnection::open(target(**started, u"alice"_s));
    ASSERT_TRUE(opened);
    const auto scripts = scriptsOf(**opened);
    const auto answer = bringScript(*scripts, {"require \"vacation\";\r\nvacation :days 1 \"away\";\r\n", {}, QByteArray()});
    ASSERT_TRUE(answer);
    ASSERT_EQ(answer->kind, Kind::Done);
    ASSERT_TRUE((*started)->deliverByLmtp(u"bob@example.test"_s, u"alice"_s, "From: bob@example.test\r\nTo: alice@example.test\r\nSubject: x\r\nMessage-ID: <v@example.test>\r\n\r\nx\r\n"));
    int replies = 0;
    for (int i = 0; i < 100 && replies < 1; ++i) {
        QThread::msleep(100);
        replies = count(**started, "bob", "INBOX");
    }
    EXPECT_EQ(replies, 1) << (*started)->log().right(2000).constData();
    EXPECT_EQ(count(**started, "alice", "INBOX"), 1) << "and kept";
}
TEST_F(SieveLive, S22_aTokenSignsIn) {
    MailServer::Options options;
    options.sieve = true;
    options.oauth.emplace();
    auto started = MailServer::start(options);
    if (!started && MailServer::isMissing(started.error()))
        GTEST_SKIP() << qPrintable(started.error().detail);
    ASSERT_TRUE(started) << qPrintable(started.error().detail);
    const auto tokens = (*started)->oauth({u"token"_s, u"alice"_s});
    ASSERT_TRUE(tokens) << qPrintable(tokens.error().detail);
    const QByteArray token = QJsonDocument::fromJson(*tokens).object().value(u"access_token"_s).toString().toUtf8();
    for (const QByteArray mechanism : {"XOAUTH2", "OAUTHBEARER"}) {
        Target oauth = target(**started, u"alice"_s);
        oauth.oauth = true;
        oauth.mechanisms = {mechanism};
        oauth.password = Secret(token);
        const auto opened = SieveConnection::open(oauth);
        ASSERT_TRUE(opened) << mechanism.constData() << ' ' << opened.error().serverText.constData();
        EXPECT_TRUE((*opened)->listScripts());
        oauth.password = Secret(token + "x");
        const auto refused = SieveConnection::open(oauth);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::CredentialsRejected) << mechanism.constData();
    }
}

} // namespace tributary::sync::tst_SieveLive
