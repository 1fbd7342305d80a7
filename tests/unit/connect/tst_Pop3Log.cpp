// SPDX-License-Identifier: GPL-3.0-or-later
// The protocol log of POP3: no secret, no mail (S35).
#include "connect/detail/Pop3Log.h"

#include <QByteArrayList>

#include <gtest/gtest.h>

namespace tributary::connect::tst_Pop3Log {
namespace {

using detail::Pop3Log;

/// "C:" and "S:" lines played into a log, step bytes at a time; what it told.
QByteArray told(const QByteArrayList& lines, qsizetype step) {
    QByteArrayList out;
    Pop3Log log;
    log.setSink([&](bool sent, const QByteArray& line) { out.append((sent ? "C " : "S ") + line); });
    for (const QByteArray& line : lines) {
        const QByteArray bytes = line.mid(2) + "\r\n";
        for (qsizetype at = 0; at < bytes.size(); at += step) {
            const QByteArrayView part = QByteArrayView(bytes).sliced(at, std::min(step, bytes.size() - at));
            line.startsWith("C:") ? log.sent(part) : log.received(part);
        }
    }
    return out.join('\n');
}

QByteArray told(const QByteArrayList& lines) {
    const QByteArray whole = told(lines, 1000);
    EXPECT_EQ(told(lines, 1), whole);
    EXPECT_EQ(told(lines, 3), whole);
    return whole;
}

} // namespace

TEST(Pop3Log, passwordsAndDigestsAreCut) {
    EXPECT_EQ(told({"S:+OK <1@x>", "C:USER alice", "S:+OK", "C:PASS two words", "S:-ERR no", "C:APOP alice c4c9334bac", "S:+OK in"}),
              "S +OK <1@x>\nC USER alice\nS +OK\nC PASS <secret>\nS -ERR no\nC APOP <secret>\nS +OK in");
}
TEST(Pop3Log, nothingOfTheAuthExchangeIsTold) {
    EXPECT_EQ(told({"C:AUTH PLAIN AGEAYg==", "S:-ERR no", "C:AUTH XOAUTH2", "S:+ ", "C:dG9rZW4=", "S:+ eyJzdGF0dXMiOiI0MDAifQ==", "C:", "S:-ERR expired", "C:CAPA", "S:+OK", "S:AUTH", "S:."}),
              "C AUTH PLAIN <secret>\nS -ERR no\nC AUTH XOAUTH2\nS + <secret>\nC <secret>\nS + <secret>\nC <secret>\nS -ERR expired\nC CAPA\nS +OK\nS AUTH\nS .");
}
TEST(Pop3Log, ofMessagesTheSizeIsTold) {
    EXPECT_EQ(told({"C:UIDL", "C:RETR 1", "C:TOP 2 0", "C:RETR 3", "S:+OK", "S:1 a", "S:.", "S:+OK 12 octets", "S:From: x", "S:..", "S:.", "S:-ERR gone", "S:+OK", "S:.", "C:QUIT", "S:+OK bye"}),
              "C UIDL\nC RETR 1\nC TOP 2 0\nC RETR 3\nS +OK\nS 1 a\nS .\nS +OK 12 octets\nS <12 bytes>\nS -ERR gone\nS +OK\nS <0 bytes>\nC QUIT\nS +OK bye");
}
TEST(Pop3Log, longLinesAreCut) {
    EXPECT_EQ(told({"S:+OK " + QByteArray(20'000, 'x')}).size(), 2 + 4096 + 3);
}

} // namespace tributary::connect::tst_Pop3Log
