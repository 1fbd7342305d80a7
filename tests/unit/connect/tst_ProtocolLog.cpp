// SPDX-License-Identifier: GPL-3.0-or-later
// The log of a connection never holds a secret or a message, however the bytes are cut.
#include "connect/detail/ProtocolLog.h"

#include <gtest/gtest.h>

#include <QByteArrayList>

namespace tributary::connect::detail::tst_ProtocolLog {
namespace {

/// A dialogue, "C ..." and "S ..." in turn, fed in pieces; what the log says, one line each.
QByteArray logged(const QList<QPair<char, QByteArray>>& dialogue, qsizetype piece = 1 << 20) {
    QByteArrayList lines;
    ProtocolLog log;
    log.setSink([&](bool sent, const QByteArray& line) { lines.append((sent ? "C " : "S ") + line); });
    for (const auto& [side, bytes] : dialogue) {
        for (qsizetype at = 0; at < bytes.size(); at += piece) {
            const QByteArrayView part = QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at));
            side == 'C' ? log.sent(part) : log.received(part);
        }
    }
    return lines.join('\n');
}

void says(const QList<QPair<char, QByteArray>>& dialogue, const QByteArray& expected) {
    for (const qsizetype piece : {1 << 20, 1, 2, 3, 7})
        EXPECT_EQ(logged(dialogue, piece), expected) << piece;
}

} // namespace

TEST(ProtocolLog, linesOfBothSides) {
    says({{'S', "* OK ready {5}\r\n"}, {'C', "A1 NOOP\r\nA2 NOOP\r\n"}, {'S', "* 5 EXISTS\r\nA1 OK\r\nA2 OK {3}\r\n"}},
         "S * OK ready {5}\nC A1 NOOP\nC A2 NOOP\nS * 5 EXISTS\nS A1 OK\nS A2 OK {3}");
}

TEST(ProtocolLog, loginSaysNothing) {
    says({{'C', "A1 LOGIN \"alice\" \"pass word\"\r\nA2 NOOP\r\n"}}, "C A1 LOGIN <secret>\nC A2 NOOP");
    says({{'C', "A1 login {5}\r\n"}, {'S', "+ go\r\n"}, {'C', "alice {4+}\r\npass\r\nA2 NOOP\r\n"}}, "S + go\nC A1 LOGIN <secret>\nC A2 NOOP");
    says({{'C', "A1 LOGIN {12}\r\nx\r\nA2 SECRET \"pass\"\r\nA2 NOOP\r\n"}}, "C A1 LOGIN <secret>\nC A2 NOOP");
}

TEST(ProtocolLog, authenticateSaysItsMechanismOnly) {
    says({{'C', "A1 AUTHENTICATE PLAIN AGFsaWNlAHB3\r\n"}, {'S', "A1 OK [CAPABILITY X] in\r\n"}, {'C', "A2 NOOP\r\n"}},
         "C A1 AUTHENTICATE PLAIN <secret>\nS A1 OK [CAPABILITY X] in\nC A2 NOOP");
    says({{'C', "A1 AUTHENTICATE SCRAM-SHA-256\r\n"}, {'S', "+ \r\n"}, {'C', "bixuPWE=\r\n"}, {'S', "+ cj1zZWNyZXQ=\r\n* OK hm\r\n"}, {'C', "Yz1zZWNyZXQ=\r\n"},
          {'S', "A1 NO wrong\r\n"}, {'C', "A2 NOOP\r\n"}, {'S', "+ go\r\n"}},
         "C A1 AUTHENTICATE SCRAM-SHA-256\nS + <secret>\nC <secret>\nS + <secret>\nS * OK hm\nC <secret>\nS A1 NO wrong\nC A2 NOOP\nS + go");
}

TEST(ProtocolLog, literalsAndBodySectionsAreSizes) {
    says({{'C', "A1 APPEND \"Sent\" () {10}\r\n"}, {'S', "+ go\r\n"}, {'C', "secret\r\n\r\n\r\nA2 NOOP\r\n"}}, "S + go\nC A1 APPEND \"Sent\" () <10 bytes>\nC A2 NOOP");
    says({{'S', "* 1 FETCH (BODY[] {8}\r\nse\r\ncret FLAGS (\\Seen) BINARY[1] ~{3}\r\nabc BODY[TEXT] {0}\r\n)\r\n* 2 EXISTS\r\n"}},
         "S * 1 FETCH (BODY[] <8 bytes> FLAGS (\\Seen) BINARY[1] <3 bytes> BODY[TEXT] <0 bytes>)\nS * 2 EXISTS");
    says({{'S', "* 1 FETCH (BODY[1]<0> \"se \\\" cret\" BODY[2] \"\" RFC822.TEXT \"secret\" INTERNALDATE \"17-Jul-1996 02:44:25 -0700\")\r\n"}},
         "S * 1 FETCH (BODY[1]<0> <10 bytes> BODY[2] <0 bytes> RFC822.TEXT <6 bytes> INTERNALDATE \"17-Jul-1996 02:44:25 -0700\")");
    says({{'S', "* 1 FETCH (BODY[1] \"unended \\\r\n"}}, "S * 1 FETCH (BODY[1] <9 bytes>");
}

TEST(ProtocolLog, longLinesAreCut) {
    const QByteArray line = logged({{'S', "* SEARCH " + QByteArray(1'000'000, '1') + "\r\n"}});
    EXPECT_EQ(line.size(), 2 + 4096 + 3);
    EXPECT_TRUE(line.endsWith("1..."));
    const QByteArray literals = logged({{'S', "* X " + QByteArray("{1}\r\na ").repeated(100'000) + "\r\n* 1 EXISTS\r\n"}});
    EXPECT_LT(literals.size(), 5000);
    EXPECT_TRUE(literals.endsWith("...\nS * 1 EXISTS"));
}

} // namespace tributary::connect::detail::tst_ProtocolLog
