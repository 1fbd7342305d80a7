// SPDX-License-Identifier: GPL-3.0-or-later
// Replies as they come (RFC 5321 4.2, RFC 2034), what EHLO offers, and what a refusal means.
#include "Peer.h"
#include "smtp/Limits.h"
#include "smtp/wire/ReplyReader.h"

#include <gtest/gtest.h>

namespace tributary::smtp::tst_ReplyReader {
namespace {

using namespace Qt::Literals::StringLiterals;

/// All replies of a stream, one a line; or the error. piece: bytes fed at a time.
QByteArray read(const QByteArray& bytes, qsizetype piece = 1 << 20) {
    ReplyReader reader;
    QByteArrayList out;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        QByteArrayView part = QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at));
        while (!part.isEmpty()) {
            const auto reply = reader.next(part, limits::kReplyLine);
            if (!reply)
                return QByteArray(codeName(reply.error().code).data());
            if (*reply)
                out.append((*reply)->words());
        }
    }
    if (!reader.isEmpty())
        out.append("...");
    return out.join('\n');
}

Reply replyOf(const QByteArray& bytes) {
    ReplyReader reader;
    QByteArrayView view(bytes);
    const auto reply = reader.next(view, limits::kReplyLine);
    EXPECT_TRUE(reply && *reply) << bytes.constData();
    return reply && *reply ? **reply : Reply();
}

QByteArray meaning(Verb verb, const QByteArray& line) { return tests::textOf(refusalError(verb, replyOf(line + "\r\n"))); }

} // namespace

TEST(ReplyReader, oneLine) { EXPECT_EQ(read("250 OK\r\n"), "250 OK"); }
TEST(ReplyReader, aCodeAlone) {
    EXPECT_EQ(read("250\r\n"), "250");
    EXPECT_EQ(read("250 \r\n"), "250");
}
TEST(ReplyReader, severalLines) { EXPECT_EQ(read("250-a\r\n250-b\r\n250 c\r\n"), "250 a b c"); }
TEST(ReplyReader, severalReplies) { EXPECT_EQ(read("250 a\r\n354 go\r\n550-b\r\n550 c\r\n"), "250 a\n354 go\n550 b c"); }
TEST(ReplyReader, aBareLineFeedEndsALine) { EXPECT_EQ(read("250-a\n250 b\n354 c\r\n"), "250 a b\n354 c"); }
TEST(ReplyReader, anUnfinishedReplyIsNone) {
    EXPECT_EQ(read("250-a\r\n"), "...");
    EXPECT_EQ(read("250 a"), "...");
    EXPECT_EQ(read("250 a\r"), "...");
    EXPECT_EQ(read("2"), "...");
}
TEST(ReplyReader, anotherCodeInTheMiddleIsMalformed) {
    EXPECT_EQ(read("250-a\r\n251 b\r\n"), "malformed-response");
    EXPECT_EQ(read("250-a\r\n550-b\r\n"), "malformed-response");
}
TEST(ReplyReader, codesBelow200AndAbove599AreMalformed) {
    for (const char* line : {"100 a", "199-a", "600 a", "999 a", "000 a", "150 a"})
        EXPECT_EQ(read(QByteArray(line) + "\r\n"), "malformed-response") << line;
}
TEST(ReplyReader, whatIsNoReplyLineIsMalformed) {
    for (const char* line : {"", " ", "2", "25", "25 a", "2500 a", "250a", "250\ta", "250_a", "OK", " 250 a", "25o a", "-250 a", "+OK", "* OK", "250=a", "2 50"})
        EXPECT_EQ(read(QByteArray(line) + "\r\n"), "malformed-response") << line;
}
TEST(ReplyReader, SRV13_aTenDigitCodeIsMalformed) { EXPECT_EQ(read("2500000000 a\r\n"), "malformed-response"); }
TEST(ReplyReader, aBlankLineIsMalformed) { EXPECT_EQ(read("250 a\r\n\r\n"), "malformed-response"); }
TEST(ReplyReader, aNulIsNoDigitAndMayStandInText) {
    EXPECT_EQ(read(QByteArray("2\0000 a\r\n", 8)), "malformed-response");
    EXPECT_EQ(read(QByteArray("250 a\0b\r\n", 9)), QByteArray("250 a\0b", 7));
}
TEST(ReplyReader, bytesInAnyPiecesGiveTheSame) {
    const QByteArray stream = "220-a\r\n220 b\r\n250-SIZE 10\n250 DSN\n550 5.1.1 no\r\n354\r\n";
    for (qsizetype piece = 1; piece < 20; ++piece)
        EXPECT_EQ(read(stream, piece), read(stream)) << piece;
    EXPECT_EQ(read(stream), "220 a b\n250 SIZE 10 DSN\n550 5.1.1 no\n354");
}
TEST(ReplyReader, aLineOfTheLimitPassesAndALongerOneDoesNot) {
    const QByteArray most = "250 " + QByteArray(limits::kReplyLine - 4, 'x');
    EXPECT_EQ(read(most + "\r\n"), most);
    EXPECT_EQ(read(most + "\n"), most);
    EXPECT_EQ(read(most + "x\r\n"), "limit-exceeded");
    EXPECT_EQ(read(most + "x\n"), "limit-exceeded");
}
TEST(ReplyReader, aLineWithoutEndIsRefusedBeforeItIsHeld) {
    EXPECT_EQ(read(QByteArray(limits::kReplyLine + 2, '2')), "limit-exceeded");
    EXPECT_EQ(read(QByteArray(1'000'000, '2'), 1), "limit-exceeded");
}
TEST(ReplyReader, aHundredLinesPassAndNoMore) {
    const QByteArray lines = QByteArray("250-a\r\n").repeated(limits::kReplyLines - 1);
    EXPECT_EQ(read(lines + "250 a\r\n").count('a'), limits::kReplyLines);
    EXPECT_EQ(read(lines + "250-a\r\n250 a\r\n"), "limit-exceeded");
}
TEST(ReplyReader, theWholeReplyIsBounded) {
    const QByteArray line = "250-" + QByteArray(2000, 'x') + "\r\n";
    EXPECT_EQ(read(line.repeated(40)), "limit-exceeded");
}

TEST(EnhancedCode, isTakenFromEachLine) {
    const Reply reply = replyOf("550-5.1.1 No such\r\n550 5.1.1 user\r\n");
    EXPECT_EQ(reply.enhanced, (EnhancedCode{5, 1, 1}));
    EXPECT_EQ(reply.lines, (QByteArrayList{"No such", "user"}));
    EXPECT_EQ(reply.words(), "550 5.1.1 No such user");
}
TEST(EnhancedCode, countsOnlyWithTheClassOfTheCode) { // RFC 2034 4
    EXPECT_FALSE(replyOf("550 4.1.1 x\r\n").enhanced);
    EXPECT_EQ(replyOf("550 4.1.1 x\r\n").text(), "4.1.1 x");
    EXPECT_TRUE(replyOf("451 4.7.1 x\r\n").enhanced);
}
TEST(EnhancedCode, mayHaveThreeDigitsAPart) {
    EXPECT_EQ(replyOf("535 5.7.139 x\r\n").enhanced, (EnhancedCode{5, 7, 139}));
    EXPECT_FALSE(replyOf("535 5.7.1390 x\r\n").enhanced);
}
TEST(EnhancedCode, isNotSeenInOrdinaryText) {
    for (const char* line : {"550 5.1 x", "550 5.1.x", "550 5.1.1x", "550 5..1 x", "550 .5.1.1", "550 x 5.1.1", "550 5.1.", "550 5"})
        EXPECT_FALSE(replyOf(QByteArray(line) + "\r\n").enhanced) << line;
    EXPECT_TRUE(replyOf("550 5.1.1\r\n").enhanced) << "alone";
}
TEST(EnhancedCode, aContinuationWithAnotherOneKeepsItAsText) {
    EXPECT_EQ(replyOf("550-5.1.1 a\r\n550 5.2.2 b\r\n").words(), "550 5.1.1 a 5.2.2 b");
}

TEST(Capabilities, keywordsInAnyCase) {
    const Capabilities offered(replyOf("250-mail.example.test\r\n250-pipelining\r\n250-8BITMIME\r\n250 Dsn\r\n"));
    EXPECT_TRUE(offered.has("PIPELINING"));
    EXPECT_TRUE(offered.has("8bitmime"));
    EXPECT_TRUE(offered.has("DSN"));
    EXPECT_FALSE(offered.has("CHUNKING"));
}
TEST(Capabilities, theFirstLineIsTheServersName) {
    EXPECT_FALSE(Capabilities(replyOf("250 STARTTLS\r\n")).has("STARTTLS"));
    EXPECT_FALSE(Capabilities(replyOf("250-PIPELINING here\r\n250 DSN\r\n")).has("PIPELINING"));
}
TEST(Capabilities, mechanismsAlsoOfTheOldForm) {
    const Capabilities offered(replyOf("250-x\r\n250-AUTH login PLAIN\r\n250 AUTH=LOGIN XOAUTH2\r\n"));
    EXPECT_EQ(offered.authMechanisms(), (QByteArrayList{"LOGIN", "PLAIN", "XOAUTH2"}));
    EXPECT_TRUE(Capabilities(replyOf("250-x\r\n250 AUTH\r\n")).authMechanisms().isEmpty());
}
TEST(Capabilities, sizesThatAreNoLimit) {
    EXPECT_EQ(Capabilities(replyOf("250-x\r\n250 SIZE 35882577\r\n")).sizeLimit(), 35882577);
    for (const char* size : {"SIZE", "SIZE 0", "SIZE x", "SIZE -1", "SIZE 99999999999999999999"})
        EXPECT_EQ(Capabilities(replyOf("250-x\r\n250 " + QByteArray(size) + "\r\n")).sizeLimit(), 0) << size;
}

TEST(RefusalError, laterAndNever) {
    EXPECT_EQ(meaning(Verb::Message, "451 try later"), "[temporary-refusal/server-refused]");
    EXPECT_EQ(meaning(Verb::Message, "554 no"), "[refused/server-refused]");
    EXPECT_EQ(meaning(Verb::Mail, "450 4.7.1 x"), "[temporary-refusal/sender-refused]");
    EXPECT_EQ(meaning(Verb::Mail, "550 5.7.1 x"), "[refused/sender-refused]");
    EXPECT_EQ(meaning(Verb::Rcpt, "550 5.1.1 x"), "[refused/recipients-refused]");
    EXPECT_EQ(meaning(Verb::Rcpt, "451 4.7.1 greylisted"), "[temporary-refusal/recipients-refused]");
    EXPECT_EQ(meaning(Verb::Rcpt, "421 4.3.2 x"), "[temporary-refusal/bye-received]");
}
TEST(RefusalError, holdsTheServersWords) {
    const Error error = refusalError(Verb::Rcpt, replyOf("550-5.1.1 No\r\n550 5.1.1 such user\r\n"), u"bob"_s);
    EXPECT_EQ(error.serverText, "550 5.1.1 No such user");
    EXPECT_EQ(error.detail, u"bob"_s);
}
TEST(RefusalError, aMessageThatIsTooLarge) {
    for (const char* line : {"552 too big", "552 5.3.4 too big", "554 5.3.4 too big", "552 5.2.3 too big", "552 5.0.0 x"})
        EXPECT_EQ(meaning(Verb::Message, line), "[refused/message-too-large]") << line;
    EXPECT_EQ(meaning(Verb::Mail, "552 5.3.4 x"), "[refused/message-too-large]");
    EXPECT_EQ(meaning(Verb::Message, "552 5.7.0 content"), "[refused/server-refused]") << "Gmail: not the size";
    EXPECT_EQ(meaning(Verb::Rcpt, "552 5.2.2 mailbox full"), "[refused/recipients-refused]");
    EXPECT_EQ(meaning(Verb::Message, "452 4.3.4 x"), "[temporary-refusal/server-refused]");
}
TEST(RefusalError, sendersThatAreRefusedLate) {
    EXPECT_EQ(meaning(Verb::Rcpt, "553 5.7.1 <a@b>: Sender address rejected: not owned by user c"), "[refused/sender-refused]");
    EXPECT_EQ(meaning(Verb::Message, "550 5.7.60 SMTP; Client does not have permissions to send as this sender"), "[refused/sender-refused]");
    EXPECT_EQ(meaning(Verb::Rcpt, "550 5.1.8 x"), "[refused/sender-refused]");
}
TEST(RefusalError, S35_credentialsAndBusyServersAreToldApart) {
    EXPECT_EQ(meaning(Verb::Auth, "535 5.7.8 no"), "[auth/credentials-rejected]");
    EXPECT_EQ(meaning(Verb::Auth, "554 5.7.1 no"), "[auth/credentials-rejected]");
    for (const char* line : {"454 4.7.0 x", "432 4.7.12 x", "450 x", "451 x"})
        EXPECT_EQ(meaning(Verb::Auth, line), "[temporary-refusal/auth-server-unavailable]") << line;
    for (const char* line : {"534 5.7.9 x", "538 5.7.11 x", "504 5.5.4 x", "503 x", "500 x", "502 x", "501 x"})
        EXPECT_EQ(meaning(Verb::Auth, line), "[auth/mechanism-unavailable]") << line;
    EXPECT_EQ(meaning(Verb::Auth, "421 4.7.0 x"), "[temporary-refusal/bye-received]");
    EXPECT_EQ(meaning(Verb::Auth, "454 4.7.0 Too many login attempts, please try again later."), "[temporary-refusal/throttled]");
    EXPECT_EQ(meaning(Verb::Auth, "535 5.7.0 (#AUTH005) Too many bad auth attempts."), "[temporary-refusal/throttled]");
    EXPECT_EQ(meaning(Verb::Connect, "421 Too many concurrent SMTP connections"), "[temporary-refusal/too-many-connections]");
    EXPECT_EQ(meaning(Verb::Auth, "535 5.7.8 Too bad"), "[auth/credentials-rejected]");
}
TEST(RefusalError, gmailsAppPasswordIsNoLackOfAMechanism) {
    EXPECT_EQ(meaning(Verb::Auth, "534 5.7.9 Application-specific password required. Learn more"), "[auth/credentials-rejected]");
    EXPECT_EQ(meaning(Verb::Auth, "534 5.7.14 Please log in via your web browser"), "[auth/credentials-rejected]");
}
TEST(RefusalError, microsoftsSwitchIsNotAWrongPassword) {
    EXPECT_EQ(meaning(Verb::Auth, "535 5.7.139 Authentication unsuccessful, the request did not meet the criteria"), "[refused/sending-disabled]");
    EXPECT_EQ(meaning(Verb::Auth, "535 x SmtpClientAuthentication is disabled for the Tenant."), "[refused/sending-disabled]");
    EXPECT_EQ(meaning(Verb::Mail, "550 5.7.139 x"), "[refused/sending-disabled]");
}
TEST(RefusalError, whatMustComeFirst) {
    EXPECT_EQ(meaning(Verb::Mail, "530 5.7.0 Authentication required"), "[auth/secret-missing]");
    EXPECT_EQ(meaning(Verb::Mail, "530 5.7.0 Must issue a STARTTLS command first"), "[tls/tls-required]");
    EXPECT_EQ(meaning(Verb::Auth, "530 Must issue a STARTTLS command first"), "[tls/tls-required]");
    EXPECT_EQ(meaning(Verb::StartTls, "454 TLS not available"), "[tls/starttls-refused]");
    EXPECT_EQ(meaning(Verb::StartTls, "502 no"), "[tls/starttls-refused]");
}

} // namespace tributary::smtp::tst_ReplyReader
