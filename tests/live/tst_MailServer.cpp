// SPDX-License-Identifier: GPL-3.0-or-later
// The fixture itself: what every other live test relies on.
#include "ImapDialogue.h"
#include "support/MailServer.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSslSocket>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <algorithm>

namespace tributary::tests::tst_MailServer {
namespace {

constexpr int kWaitMs = 10'000;

TEST(MailServer, FullOffersWhatBasicLacks) {
    auto full = MailServer::start();
    MailServer::Options options;
    options.capabilities = MailServer::Capabilities::Basic;
    auto basic = MailServer::start(options);
    ASSERT_TRUE(full && basic);
    ImapDialogue rich(**full), poor(**basic);
    const QByteArray much = rich.logIn("alice"), little = poor.logIn("alice");
    for (const char* word : {" CONDSTORE", " QRESYNC", " IDLE", " MOVE", " UIDPLUS", " SPECIAL-USE", " LITERAL+",
                             " LIST-STATUS", " ESEARCH", " ENABLE", " SASL-IR"}) {
        EXPECT_TRUE(much.contains(word)) << word;
        EXPECT_FALSE(little.contains(word)) << word;
    }
    EXPECT_TRUE(little.contains("IMAP4rev1"));
    EXPECT_TRUE(rich.say("LIST \"\" *").contains("\\Drafts"));
    EXPECT_FALSE(poor.say("LIST \"\" *").contains("\\Drafts"));
}

TEST(MailServer, LeavesOutSingleCapabilities) {
    MailServer::Options options;
    options.without = {QStringLiteral("IDLE"), QStringLiteral("MOVE")};
    auto server = MailServer::start(options);
    ASSERT_TRUE(server);
    ImapDialogue dialogue(**server);
    const QByteArray words = dialogue.logIn("bob");
    EXPECT_FALSE(words.contains(" IDLE"));
    EXPECT_FALSE(words.contains(" MOVE"));
    EXPECT_TRUE(words.contains(" QRESYNC"));
}

TEST(MailServer, DeliversExactlyTheBytes) {
    auto server = MailServer::start();
    ASSERT_TRUE(server);
    const QByteArray message = "From: a@example.test\r\nSubject: =?utf-8?B?5pel5pys?=\r\n\r\nHello\r\n";
    ASSERT_TRUE((*server)->deliver(QStringLiteral("alice"), message)); // how fast: tst_MailServerStart
    ASSERT_TRUE((*server)->deliver(QStringLiteral("alice"), message, QStringLiteral("旅行/北海道")));
    ImapDialogue dialogue(**server);
    dialogue.logIn("alice");
    dialogue.say("EXAMINE INBOX");
    EXPECT_TRUE(dialogue.say("FETCH 1 BODY[]").contains(message));
    EXPECT_TRUE(dialogue.say("EXAMINE \"&ZcWITA-/&Uxdtd5BT-\"").contains("* 1 EXISTS"));
}

TEST(MailServer, FillsAndChangesMailboxes) {
    auto server = MailServer::start();
    ASSERT_TRUE(server);
    const QString alice = QStringLiteral("alice");
    ASSERT_TRUE((*server)->fill(alice, 400, 5));
    ImapDialogue dialogue(**server);
    dialogue.logIn("alice");
    EXPECT_TRUE(dialogue.say("STATUS INBOX (MESSAGES)").contains("MESSAGES 200"));
    const QByteArray before = dialogue.say("STATUS INBOX (MESSAGES UIDNEXT HIGHESTMODSEQ)");
    ASSERT_TRUE((*server)->change(alice, 100, 3));
    EXPECT_NE(dialogue.say("STATUS INBOX (MESSAGES UIDNEXT HIGHESTMODSEQ)").left(60), before.left(60));
}

TEST(MailServer, ShowsEachBadCertificateOnItsOwnAddress) {
    auto server = MailServer::start();
    ASSERT_TRUE(server);
    const std::pair<QString, QSslError::SslError> expected[] = {
        {MailServer::wrongNameHost(), QSslError::HostNameMismatch},
        {MailServer::expiredHost(), QSslError::CertificateExpired},
        {MailServer::selfSignedHost(), QSslError::SelfSignedCertificate},
        {MailServer::unknownAuthorityHost(), QSslError::UnableToGetLocalIssuerCertificate}};
    for (const auto& [host, error] : expected) {
        const ImapDialogue dialogue(**server, host);
        EXPECT_FALSE(dialogue.isOpen()) << host.toStdString();
        QList<QSslError::SslError> kinds;
        for (const QSslError& e : dialogue.errors())
            kinds << e.error();
        EXPECT_TRUE(kinds.contains(error)) << host.toStdString();
    }
}

TEST(MailServer, RefusesPlainPasswordsOnTheStartTlsAddress) {
    auto server = MailServer::start();
    ASSERT_TRUE(server);
    QTcpSocket socket;
    socket.connectToHost(MailServer::startTlsOnlyHost(), (*server)->imapPort());
    ASSERT_TRUE(socket.waitForReadyRead(kWaitMs));
    const QByteArray greeting = socket.readAll();
    EXPECT_TRUE(greeting.contains("LOGINDISABLED"));
    EXPECT_TRUE(greeting.contains("STARTTLS"));
}

TEST(MailServer, MailOfEachKindArrivesByLmtp) {
    auto server = MailServer::start();
    ASSERT_TRUE(server);
    const auto arrive = [&](const QStringList& words) {
        return QProcess::execute(QStringLiteral(TRIBUTARY_SOURCE_DIR "/tests/servers/mailserver"), QStringList{QStringLiteral("arrive"), QStringLiteral("--dir"), (*server)->directory()} + words);
    };
    EXPECT_NE(arrive({QStringLiteral("alice"), QStringLiteral("postcard")}), 0);
    ASSERT_EQ(arrive({QStringLiteral("alice"), QStringLiteral("stranger"), QStringLiteral("colleague"), QStringLiteral("list"), QStringLiteral("bounce"), QStringLiteral("robot")}), 0);
    ASSERT_EQ(arrive({QStringLiteral("--subject"), QStringLiteral("Rails"), QStringLiteral("alice"), QStringLiteral("stranger")}), 0);
    ImapDialogue imap(**server);
    imap.logIn("alice");
    EXPECT_TRUE(imap.say("SELECT INBOX").contains("* 6 EXISTS"));
    const QByteArray headers = imap.say("FETCH 1:6 BODY.PEEK[HEADER.FIELDS (RETURN-PATH SUBJECT LIST-ID AUTO-SUBMITTED)]");
    EXPECT_TRUE(headers.contains("Return-Path: <>")) << headers.constData();
    EXPECT_TRUE(headers.contains("Return-Path: <stranger@visitors.example>")) << headers.constData();
    EXPECT_TRUE(headers.contains("List-Id: Rail users <rail-users.lists.example>")) << headers.constData();
    EXPECT_TRUE(headers.contains("Auto-Submitted: auto-generated")) << headers.constData();
    EXPECT_TRUE(headers.contains("Subject: Rails")) << headers.constData();
}

TEST(MailServer, EndsWhenItsStarterIsKilled) {
    // A shell starts it, says where, and waits to be killed.
    QProcess starter;
    starter.start(QStringLiteral("bash"),
                  {QStringLiteral("-c"), QStringLiteral("'" TRIBUTARY_SOURCE_DIR
                                                        "/tests/servers/mailserver' start --watch-pid $$ && read -r x")});
    QByteArray facts;
    while (!facts.contains("MAIL_USERS") && starter.waitForReadyRead(kWaitMs))
        facts += starter.readAllStandardOutput();
    const qsizetype at = facts.indexOf("MAIL_DIR='") + 10;
    const QString directory = QString::fromUtf8(facts.mid(at, facts.indexOf('\'', at) - at));
    ASSERT_TRUE(QFileInfo::exists(directory + QStringLiteral("/facts.json")));
    starter.kill();
    ASSERT_TRUE(starter.waitForFinished(kWaitMs));
    // Nothing here sleeps: each look takes as long as starting a process.
    QElapsedTimer clock;
    clock.start();
    while (QFileInfo::exists(directory) && clock.elapsed() < kWaitMs)
        QProcess::execute(QStringLiteral("true"), {});
    EXPECT_FALSE(QFileInfo::exists(directory));
}

TEST(DemoServer, MakesAProfileThatKnowsItsServer) {
    const QTemporaryDir scratch;
    const QString profile = scratch.filePath(QStringLiteral("profile"));
    QProcess demo;
    demo.start(QStringLiteral(TRIBUTARY_SOURCE_DIR "/tests/servers/demo"),
               {QStringLiteral("--profile"), profile, QStringLiteral("--watch-pid"),
                QString::number(QCoreApplication::applicationPid())});
    ASSERT_TRUE(demo.waitForFinished(kWaitMs * 12));
    ASSERT_EQ(demo.exitCode(), 0) << demo.readAllStandardError().toStdString();
    const QString directory = QString::fromUtf8(demo.readAllStandardOutput().trimmed());
    const auto load = [&profile](const char* name) {
        QFile file(profile + QLatin1Char('/') + QString::fromLatin1(name));
        return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()) : QJsonDocument();
    };
    const QJsonArray accounts = load("demo.json").object()[QLatin1StringView("accounts")].toArray();
    EXPECT_EQ(accounts.size(), 4);
    EXPECT_TRUE(load("policy.json").object()[QLatin1StringView("AllowNonStandardPorts")].toBool());
    const QJsonObject imap = load("providers.json").array().at(0).toObject()[QLatin1StringView("imap")].toObject();
    QTcpSocket socket;
    socket.connectToHost(imap[QLatin1StringView("host")].toString(),
                         static_cast<quint16>(imap[QLatin1StringView("port")].toInt()));
    EXPECT_TRUE(socket.waitForConnected(kWaitMs));
    socket.close();
    // bob's server is the same without ManageSieve at its usual port, dave's speaks POP3.
    const QJsonObject bob = accounts.at(1).toObject()[QLatin1StringView("imap")].toObject(), dave = accounts.at(2).toObject()[QLatin1StringView("pop3")].toObject();
    EXPECT_EQ(bob[QLatin1StringView("port")], imap[QLatin1StringView("port")]);
    EXPECT_GT(dave[QLatin1StringView("port")].toInt(), 0);
    if (bob[QLatin1StringView("host")] != imap[QLatin1StringView("host")]) { // else 4190 is taken on this machine
        socket.connectToHost(imap[QLatin1StringView("host")].toString(), 4190);
        ASSERT_TRUE(socket.waitForReadyRead(kWaitMs));
        EXPECT_TRUE(socket.readAll().contains("IMPLEMENTATION"));
        socket.close();
    }
    QProcess::execute(QStringLiteral(TRIBUTARY_SOURCE_DIR "/tests/servers/mailserver"),
                      {QStringLiteral("stop"), QStringLiteral("--dir"), directory});
    EXPECT_FALSE(QFileInfo::exists(directory));
}

} // namespace
} // namespace tributary::tests::tst_MailServer
