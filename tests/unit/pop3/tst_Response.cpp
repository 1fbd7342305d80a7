// SPDX-License-Identifier: GPL-3.0-or-later
// Status lines (RFC 1939 3), their codes (RFC 2449 8, RFC 3206), what a refusal means (S34, S35), and what CAPA tells.
#include "Peer.h"
#include "pop3/wire/LineReader.h"

namespace tributary::pop3::tst_Response {
namespace {

QByteArray parsed(const QByteArray& line) {
    const auto response = parseStatusLine(line);
    if (!response)
        return QByteArray(codeName(response.error().code).data());
    return (response->isOk ? "ok " : "err ") + response->code + '|' + response->text;
}

QByteArray meaning(Verb verb, const QByteArray& line) {
    const auto response = parseStatusLine(line);
    EXPECT_TRUE(response) << line.constData();
    return response ? tests::textOf(refusalError(verb, *response)) : QByteArray();
}

/// All lines, fed piece bytes at a time.
QByteArray linesOf(const QByteArray& bytes, qsizetype piece, qsizetype limit = limits::kLine) {
    LineReader reader;
    QByteArrayList lines;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        QByteArrayView part = QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at));
        while (!part.isEmpty()) {
            const auto line = reader.next(part, limit);
            if (!line)
                return QByteArray(codeName(line.error().code).data());
            if (*line)
                lines.append(**line);
        }
    }
    return lines.join('|') + (reader.isEmpty() ? "" : "...");
}

} // namespace

TEST(Response, linesEndWithCrLfOrLfInAnyPieces) {
    for (const qsizetype piece : {1, 2, 3, 100}) {
        EXPECT_EQ(linesOf("+OK a\r\n+OK b\n\r\nc", piece), "+OK a|+OK b|...") << piece;
        EXPECT_EQ(linesOf("a\rb\r\n", piece), "a\rb") << piece;
        EXPECT_EQ(linesOf(QByteArray("a\0b\r\n", 5), piece), "malformed-response") << piece;
        EXPECT_EQ(linesOf("12345\r\n", piece, 5), "12345") << piece;
        EXPECT_EQ(linesOf("123456\r\n", piece, 5), "limit-exceeded") << piece;
        EXPECT_EQ(linesOf(QByteArray(100'000, 'x'), piece, 5), "limit-exceeded") << piece;
    }
}
TEST(Response, statusLines) {
    EXPECT_EQ(parsed("+OK"), "ok |");
    EXPECT_EQ(parsed("-ERR"), "err |");
    EXPECT_EQ(parsed("+OK  two  words "), "ok |two  words");
    EXPECT_EQ(parsed("+ok lower"), "ok |lower");
    EXPECT_EQ(parsed("-ERR\tx"), "err |x");
    for (const char* line : {"", "+", "+O", "+OKAY", "-ERROR", "-ER", "ERR x", " +OK", "* OK x", "220 x", "."})
        EXPECT_EQ(parsed(line), "malformed-response") << line;
}
TEST(Response, codes) {
    EXPECT_EQ(parsed("-ERR [IN-USE] busy"), "err IN-USE|busy");
    EXPECT_EQ(parsed("-ERR [sys/temp] x"), "err SYS/TEMP|x");
    EXPECT_EQ(parsed("-ERR [AUTH]x"), "err AUTH|x");
    EXPECT_EQ(parsed("-ERR [AUTH]"), "err AUTH|");
    EXPECT_EQ(parsed("-ERR [no code] x"), "err |[no code] x");
    EXPECT_EQ(parsed("-ERR [] x"), "err |[] x");
    EXPECT_EQ(parsed("-ERR [AUTH x"), "err |[AUTH x");
    EXPECT_EQ(parsed("-ERR x [AUTH]"), "err |x [AUTH]");
    EXPECT_EQ(parsed("-ERR [" + QByteArray(65, 'x') + "] y").left(6), "err |[");
}
TEST(Response, wordsAreTheServersOwn) {
    EXPECT_EQ(parseStatusLine("-ERR [sys/temp]  later")->words(), "-ERR [SYS/TEMP] later");
    EXPECT_EQ(parseStatusLine("+OK")->words(), "+OK");
}
TEST(Response, S35_codesSayWhyASignInWasRefused) {
    for (const Verb verb : {Verb::Pass, Verb::User, Verb::Auth, Verb::Apop}) {
        EXPECT_EQ(meaning(verb, "-ERR [AUTH] mailbox in use"), "[auth/credentials-rejected]");
        EXPECT_EQ(meaning(verb, "-ERR [IN-USE] x"), "[temporary-refusal/mailbox-in-use]");
        EXPECT_EQ(meaning(verb, "-ERR [LOGIN-DELAY] x"), "[temporary-refusal/throttled]");
        EXPECT_EQ(meaning(verb, "-ERR [SYS/TEMP] x"), "[temporary-refusal/auth-server-unavailable]");
        EXPECT_EQ(meaning(verb, "-ERR [SYS/PERM] not enabled"), "[refused/server-refused]");
        EXPECT_EQ(meaning(verb, "-ERR [X-NEW] x"), "[auth/credentials-rejected]");
        EXPECT_EQ(meaning(verb, "-ERR wrong"), "[auth/credentials-rejected]");
    }
}
TEST(Response, S35_wordsThatMeanALockedMaildropAreNoWrongPassword) {
    for (const char* words : {"maildrop already locked", "Mailbox is in use", "mailbox locked by another session", "Unable to lock maildrop"})
        EXPECT_EQ(meaning(Verb::Pass, QByteArray("-ERR ") + words), "[temporary-refusal/mailbox-in-use]") << words;
    EXPECT_EQ(meaning(Verb::Pass, "-ERR account locked"), "[auth/credentials-rejected]");
    EXPECT_EQ(meaning(Verb::Retr, "-ERR message locked"), "[refused/server-refused]");
}
TEST(Response, whatOtherCommandsAreRefusedFor) {
    EXPECT_EQ(meaning(Verb::Stls, "-ERR no"), "[tls/starttls-refused]");
    EXPECT_EQ(meaning(Verb::Stls, "-ERR [SYS/TEMP] no"), "[tls/starttls-refused]");
    EXPECT_EQ(meaning(Verb::Connect, "-ERR go away"), "[temporary-refusal/bye-received]");
    EXPECT_EQ(meaning(Verb::Connect, "-ERR [SYS/PERM] go away"), "[refused/server-refused]");
    EXPECT_EQ(meaning(Verb::Connect, "-ERR [IN-USE] x"), "[temporary-refusal/mailbox-in-use]");
    EXPECT_EQ(meaning(Verb::Retr, "-ERR no such message"), "[refused/server-refused]");
    EXPECT_EQ(meaning(Verb::Retr, "-ERR [SYS/TEMP] disk"), "[temporary-refusal/server-refused]");
    EXPECT_EQ(meaning(Verb::Quit, "-ERR some were not removed"), "[refused/server-refused]");
}
TEST(Response, capabilities) {
    const Capabilities none;
    EXPECT_FALSE(none.isKnown());
    EXPECT_FALSE(none.has("TOP"));
    const Capabilities some({"top", "SASL plain  XOAUTH2", "LOGIN-DELAY 300 USER", "EXPIRE NEVER", "UTF8 USER", "LANG", "", "IMPLEMENTATION x y"});
    EXPECT_TRUE(some.isKnown());
    EXPECT_TRUE(some.has("TOP"));
    EXPECT_TRUE(some.has("utf8"));
    EXPECT_FALSE(some.has("UIDL"));
    EXPECT_EQ(some.saslMechanisms(), (QByteArrayList{"PLAIN", "XOAUTH2"}));
    EXPECT_EQ(some.loginDelay(), 300);
    EXPECT_EQ(some.expireDays(), std::nullopt);
    EXPECT_EQ(Capabilities({"EXPIRE 0"}).expireDays(), 0);
    EXPECT_EQ(Capabilities({"LOGIN-DELAY -5"}).loginDelay(), std::nullopt);
    EXPECT_EQ(Capabilities({"LOGIN-DELAY 99999999999"}).loginDelay(), std::nullopt);
}

} // namespace tributary::pop3::tst_Response
