// SPDX-License-Identifier: GPL-3.0-or-later
// The SMTP server of the fixture: what every live test of sending relies on.
#include "ImapDialogue.h"
#include "SmtpDialogue.h"
#include "support/MailServer.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QMessageAuthenticationCode>
#include <QTcpSocket>

#include <gtest/gtest.h>

#include <algorithm>

namespace tributary::tests::tst_MailServerSmtp {
namespace {

using Port = SmtpDialogue::Port;
constexpr int kWaitMs = 20'000;

Result<std::unique_ptr<MailServer>> startWith(const MailServer::Smtp& smtp) {
    MailServer::Options options;
    options.smtp = smtp;
    return MailServer::start(options);
}

#define START(server, smtp)                                                                                            \
    const auto server##Started = startWith(smtp);                                                                      \
    if (!server##Started && MailServer::isMissing(server##Started.error()))                                            \
        GTEST_SKIP() << server##Started.error().detail.toStdString();                                                  \
    ASSERT_TRUE(server##Started) << server##Started.error().detail.toStdString();                                      \
    MailServer& server = **server##Started

/// Nothing here sleeps: each look is a round trip to a server.
template <typename Look>
bool becomes(Look look) {
    QElapsedTimer clock;
    clock.start();
    while (!look())
        if (clock.elapsed() > kWaitMs)
            return false;
    return true;
}

bool hasMessages(ImapDialogue& imap, const QByteArray& mailbox, int count) {
    return becomes([&] {
        return imap.say("STATUS " + mailbox + " (MESSAGES)").contains(QByteArray("(MESSAGES " + QByteArray::number(count) + ")"));
    });
}

const QByteArray kMessage = "From: alice@example.test\r\nTo: bob@example.test\r\nSubject: Lunch\r\n"
                            "Message-ID: <lunch@example.test>\r\n\r\n..dots\r\nend\r\n";

TEST(MailServerSmtp, WantsTlsThenALoginBeforeMail) { // RFC 8314, RFC 4954
    START(server, MailServer::Smtp{});
    SmtpDialogue smtp(server, Port::Submission);
    EXPECT_TRUE(smtp.greeting().startsWith("220 "));
    const QByteArray plain = smtp.say("EHLO client.example.test");
    EXPECT_TRUE(plain.contains("STARTTLS\r\n"));
    EXPECT_FALSE(plain.contains("AUTH"));
    EXPECT_TRUE(smtp.say("AUTH PLAIN AGEAYg==").startsWith("503 "));
    EXPECT_TRUE(smtp.say("MAIL FROM:<alice@example.test>").startsWith("530 5.7.0 "));
    ASSERT_TRUE(smtp.startTls());
    const QByteArray secured = smtp.say("EHLO client.example.test");
    EXPECT_FALSE(secured.contains("STARTTLS"));
    for (const char* word : {"AUTH PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256\r\n", "SIZE 35000000\r\n", "PIPELINING\r\n",
                             "CHUNKING\r\n", "8BITMIME\r\n", "SMTPUTF8\r\n", "DSN\r\n"})
        EXPECT_TRUE(secured.contains(word)) << word;
    EXPECT_TRUE(smtp.say("MAIL FROM:<alice@example.test>").startsWith("530 5.7.0 "));
    EXPECT_TRUE(smtp.logIn("alice").startsWith("235 "));
    EXPECT_TRUE(smtp.say("MAIL FROM:<alice@example.test>").startsWith("250 "));
}

TEST(MailServerSmtp, KnowsThePasswordsOfDovecotByEachMechanism) {
    START(server, MailServer::Smtp{});
    SmtpDialogue plain(server, Port::Smtps), login(server, Port::Smtps), cram(server, Port::Smtps), wrong(server, Port::Smtps);
    EXPECT_TRUE(plain.logIn("bob").startsWith("235 "));
    login.say("EHLO client.example.test");
    EXPECT_TRUE(login.say("AUTH LOGIN").startsWith("334 "));
    EXPECT_TRUE(login.say(QByteArray("bob@example.test").toBase64()).startsWith("334 "));
    EXPECT_TRUE(login.say(QByteArray("pw-bob").toBase64()).startsWith("235 "));
    cram.say("EHLO client.example.test");
    const QByteArray challenge = QByteArray::fromBase64(cram.say("AUTH CRAM-MD5").mid(4).trimmed());
    const QByteArray digest = QMessageAuthenticationCode::hash(challenge, "pw-bob", QCryptographicHash::Md5).toHex();
    EXPECT_TRUE(cram.say(QByteArray("bob@example.test " + digest).toBase64()).startsWith("235 "));
    wrong.say("EHLO client.example.test");
    EXPECT_TRUE(wrong.say("AUTH PLAIN " + QByteArray("\0bob@example.test\0pw-carol", 25).toBase64()).startsWith("535 "));
    ASSERT_TRUE(server.changePassword(QStringLiteral("bob"), QStringLiteral("other")));
    EXPECT_TRUE(becomes([&] { return SmtpDialogue(server, Port::Smtps).logIn("bob").startsWith("535 "); }));
}

TEST(MailServerSmtp, DeliversToUsersAndKeepsTheRestWithTheirEnvelopes) {
    START(server, MailServer::Smtp{});
    SmtpDialogue smtp(server, Port::Smtps);
    smtp.logIn("alice");
    EXPECT_TRUE(smtp.send("alice@example.test", {"bob@example.test", "x@far.test", "y@far.test"}, kMessage).startsWith("250 "));
    const auto sent = server.sent(); // there before its 250: no wait
    ASSERT_TRUE(sent && sent->size() == 1);
    EXPECT_EQ(sent->front().user, QStringLiteral("alice@example.test"));
    EXPECT_EQ(sent->front().reversePath, QStringLiteral("alice@example.test"));
    EXPECT_EQ(sent->front().recipients.join(QLatin1Char(' ')), QStringLiteral("bob@example.test x@far.test y@far.test"));
    EXPECT_EQ(sent->front().messageId, QStringLiteral("lunch@example.test"));
    ImapDialogue imap(server);
    imap.logIn("bob");
    ASSERT_TRUE(hasMessages(imap, "INBOX", 1));
    imap.say("EXAMINE INBOX");
    QByteArray delivered = kMessage; // without what keeps a dot from ending it (RFC 5321, 4.5.2)
    delivered.replace("\r\n..", "\r\n.");
    EXPECT_TRUE(imap.say("FETCH 1 BODY[]").contains(QByteArray("\r\n" + delivered)));
    ASSERT_TRUE(becomes([&] { return imap.say("NOOP").isEmpty() || server.undelivered().size() == 2; }));
    const QByteArray files = server.undelivered().join('\0');
    for (const char* words : {"Envelope-to: x@far.test\n", "Envelope-to: y@far.test\n", "Return-path: <alice@example.test>\n"})
        EXPECT_TRUE(files.contains(words)) << words;
    EXPECT_FALSE(files.contains("bob@example.test\nReceived"));
}

TEST(MailServerSmtp, AnswersOddlyToTheNamesThatAskForIt) { // RFC 5321, 4.2; RFC 3463
    START(server, MailServer::Smtp{});
    SmtpDialogue smtp(server, Port::Smtps);
    smtp.logIn("alice");
    smtp.say("MAIL FROM:<alice@example.test>");
    const std::pair<const char*, const char*> expected[] = {
        {"reject@far.test", "550 5.1.1 "},       {"greylist@far.test", "451 4.7.1 "}, {"greylist@far.test", "250 "},
        {"later@far.test", "451 4.3.0 "},        {"later@far.test", "451 4.3.0 "},    {"full@example.test", "452 4.2.2 "},
        {"overquota@example.test", "552 5.2.2 "}, {"nobody@example.test", "550 5.1.1 "}, {"bob@example.test", "250 "}};
    for (const auto& [recipient, code] : expected) {
        const QByteArray reply = smtp.say(QByteArray("RCPT TO:<") + recipient + ">");
        EXPECT_TRUE(reply.startsWith(code)) << recipient << ": " << reply.toStdString();
    }
}

TEST(MailServerSmtp, TakesWhatItsExtensionsOffer) { // RFC 2920, RFC 3030, RFC 6531, RFC 1870
    MailServer::Smtp options;
    options.size = 2000;
    START(server, options);
    SmtpDialogue smtp(server, Port::Smtps);
    smtp.logIn("alice");
    EXPECT_TRUE(smtp.say("MAIL FROM:<alice@example.test> SIZE=2001").startsWith("552 "));
    const QByteArray first = "Subject: 件", rest = "名\r\n\r\nü"; // an octet too many would be a wrong command, one too few a wait
    const auto chunk = [](const QByteArray& octets, const QByteArray& last) {
        return QByteArray("BDAT " + QByteArray::number(octets.size()) + last + "\r\n" + octets);
    };
    const QList<QByteArray> replies =
        smtp.sayAll("MAIL FROM:<alice@example.test> BODY=8BITMIME SMTPUTF8 SIZE=50\r\nRCPT TO:<用户@例え.test>\r\n" +
                        chunk(first, "") + chunk(rest, " LAST") + "NOOP\r\n",
                    5);
    for (const QByteArray& reply : replies)
        EXPECT_TRUE(reply.startsWith("250")) << reply.toStdString();
    const auto sent = server.sent();
    ASSERT_TRUE(sent && sent->size() == 1);
    EXPECT_EQ(sent->front().recipients, QStringList{QStringLiteral("用户@例え.test")});
    EXPECT_TRUE(smtp.send("alice@example.test", {"bob@example.test"}, QByteArray(30, 'x').append("\r\n").repeated(100))
                    .startsWith("552 "));
}

TEST(MailServerSmtp, ReportsWhatItTookAndCannotDeliver) { // RFC 3464
    START(server, MailServer::Smtp{});
    SmtpDialogue smtp(server, Port::Smtps);
    smtp.logIn("alice");
    EXPECT_TRUE(smtp.send("alice@example.test", {"bounce@far.test"}, kMessage).startsWith("250 "));
    ImapDialogue imap(server);
    imap.logIn("alice");
    ASSERT_TRUE(hasMessages(imap, "INBOX", 1));
    imap.say("EXAMINE INBOX");
    const QByteArray report = imap.say("FETCH 1 BODY[]");
    EXPECT_TRUE(report.contains("multipart/report"));
    EXPECT_TRUE(report.contains("Action: failed"));
    EXPECT_TRUE(report.contains("rfc822;bounce@far.test"));
}

TEST(MailServerSmtp, MayHoldTheSenderToItsOwnAddress) {
    MailServer::Smtp options;
    options.strictSender = true;
    START(strict, options);
    START(easy, MailServer::Smtp{});
    SmtpDialogue held(strict, Port::Smtps), free(easy, Port::Smtps);
    held.logIn("alice");
    free.logIn("alice");
    EXPECT_TRUE(free.say("MAIL FROM:<bob@example.test>").startsWith("250 "));
    EXPECT_TRUE(held.say("MAIL FROM:<bob@example.test>").startsWith("550 5.7.60 "));
    EXPECT_TRUE(held.say("MAIL FROM:<Alice@example.test>").startsWith("250 "));
    held.say("RSET");
    EXPECT_TRUE(held.say("MAIL FROM:<>").startsWith("250 ")); // RFC 8098, 3
}

TEST(MailServerSmtp, MayFileACopyIntoSentOfWhoSends) { // S3
    MailServer::Smtp options;
    options.ownSent = true;
    START(server, options);
    SmtpDialogue smtp(server, Port::Smtps);
    smtp.logIn("alice");
    EXPECT_TRUE(smtp.send("alice@example.test", {"bob@example.test", "x@far.test"}, kMessage).startsWith("250 "));
    ImapDialogue imap(server);
    imap.logIn("alice");
    ASSERT_TRUE(hasMessages(imap, "Sent", 1));
    imap.say("EXAMINE Sent");
    const QByteArray copy = imap.say("FETCH 1 (FLAGS BODY[])");
    EXPECT_TRUE(copy.contains("\\Seen"));
    EXPECT_TRUE(copy.contains("Message-ID: <lunch@example.test>\r\n\r\n.dots\r\nend\r\n)"));
    ASSERT_TRUE(becomes([&] { return imap.say("NOOP").isEmpty() || server.undelivered().size() == 1; }));
    EXPECT_TRUE(imap.say("STATUS Sent (MESSAGES)").contains("MESSAGES 1)")); // one, whoever it goes to
}

TEST(MailServerSmtp, FilesItsCopyAfterTheDelay) { // S3
    MailServer::Smtp options;
    options.ownSent = true;
    options.ownSentDelaySeconds = 3;
    START(server, options);
    SmtpDialogue smtp(server, Port::Smtps);
    smtp.logIn("alice");
    ImapDialogue imap(server);
    imap.logIn("alice");
    QElapsedTimer clock;
    clock.start();
    EXPECT_TRUE(smtp.send("alice@example.test", {"bob@example.test"}, kMessage).startsWith("250 "));
    ASSERT_TRUE(hasMessages(imap, "Sent", 1));
    EXPECT_GE(clock.elapsed(), 3000);
}

TEST(MailServerSmtp, MayRefuseTheLoginOfOneUserAsMicrosoftDoes) {
    MailServer::Smtp options;
    options.offFor = {QStringLiteral("alice")};
    START(server, options);
    SmtpDialogue off(server, Port::Smtps), on(server, Port::Smtps);
    // Exim spreads a long text over several lines (RFC 5321, 4.2.1).
    const QByteArray reply = off.logIn("alice").replace("535-", "535 ").replace("\r\n535 5.7.139", "");
    EXPECT_TRUE(reply.startsWith("535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. "))
        << reply.toStdString();
    EXPECT_TRUE(on.logIn("bob").startsWith("235 "));
}

TEST(MailServerSmtp, ShowsEachBadCertificateOnItsOwnAddress) {
    START(server, MailServer::Smtp{});
    const std::pair<QString, QSslError::SslError> expected[] = {
        {MailServer::wrongNameHost(), QSslError::HostNameMismatch},
        {MailServer::expiredHost(), QSslError::CertificateExpired},
        {MailServer::selfSignedHost(), QSslError::SelfSignedCertificate},
        {MailServer::unknownAuthorityHost(), QSslError::UnableToGetLocalIssuerCertificate}};
    for (const auto& [host, error] : expected) {
        const SmtpDialogue smtp(server, Port::Smtps, host);
        EXPECT_TRUE(smtp.greeting().isEmpty()) << host.toStdString();
        QList<QSslError::SslError> kinds;
        for (const QSslError& e : smtp.errors())
            kinds << e.error();
        EXPECT_TRUE(kinds.contains(error)) << host.toStdString();
    }
}

TEST(MailServerSmtp, LeavesNothingWhenItStops) {
    MailServer::Smtp options;
    options.ownSent = true;
    options.ownSentDelaySeconds = 3600; // a helper that would outlive it
    START(server, options);
    const SmtpDialogue idle(server, Port::Smtps);
    SmtpDialogue smtp(server, Port::Smtps);
    smtp.logIn("alice");
    EXPECT_TRUE(smtp.send("alice@example.test", {"x@far.test"}, kMessage).startsWith("250 "));
    ImapDialogue imap(server);
    ASSERT_TRUE(becomes([&] { return imap.say("NOOP").isEmpty() || server.undelivered().size() == 1; }));
    const QString directory = server.directory();
    const quint16 port = server.smtpsPort();
    server.stop();
    EXPECT_FALSE(QFileInfo::exists(directory));
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    EXPECT_FALSE(socket.waitForConnected(1000));
    // No process has the directory in its command line: neither Exim nor the helper; the guard itself ends a moment later.
    const auto isNamed = [&directory](const QString& pid) {
        QFile command(QStringLiteral("/proc/") + pid + QStringLiteral("/cmdline"));
        return command.open(QIODevice::ReadOnly) && command.readAll().contains(directory.toUtf8());
    };
    EXPECT_TRUE(becomes([&] {
        const QStringList pids = QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")}, QDir::Dirs);
        return std::none_of(pids.begin(), pids.end(), isNamed);
    }));
}

} // namespace
} // namespace tributary::tests::tst_MailServerSmtp
