// SPDX-License-Identifier: GPL-3.0-or-later
// The protocol log of ManageSieve: no secret, no script (S35).
#include "connect/detail/SieveLog.h"

#include <QByteArrayList>

#include <gtest/gtest.h>

namespace tributary::connect::tst_SieveLog {
namespace {

using detail::SieveLog;

/// "C:" and "S:" lines played into a log, step bytes at a time; what it told.
QByteArray told(const QByteArrayList& lines, qsizetype step) {
    QByteArrayList out;
    SieveLog log;
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

TEST(SieveLog, nothingOfSigningInButTheMechanism) {
    EXPECT_EQ(told({"S:OK", "C:AUTHENTICATE \"PLAIN\" \"AGFsaWNl\"", "S:NO \"no\"", "C:AUTHENTICATE \"LOGIN\"", "S:\"VXNlcg==\"", "C:\"YWxpY2U=\"", "S:{4}", "S:YWJj", "C:{8+}", "C:c2VjcmV0", "S:OK (SASL \"dj1x\")",
                    "C:LISTSCRIPTS"}),
              "S OK\nC AUTHENTICATE \"PLAIN\" <secret>\nS NO \"no\"\nC AUTHENTICATE \"LOGIN\"\nS <secret>\nC <secret>\nS <secret>\nC <secret>\nS OK (SASL <secret>)\nC LISTSCRIPTS");
    EXPECT_EQ(told({"C:AUTHENTICATE \"X\" {8+}", "C:c2VjcmV0", "S:OK"}), "C AUTHENTICATE \"X\" <secret>\nS OK");
}
TEST(SieveLog, ofScriptsTheSize) {
    EXPECT_EQ(told({"C:PUTSCRIPT \"n {3}\" {9+}", "C:AB\r\nCD;\r\n", "S:OK", "C:GETSCRIPT \"n\"", "S:{6}", "S:OK x\r\n", "S:OK \"done\""}),
              "C PUTSCRIPT \"n {3}\" <9 bytes>\nS OK\nC GETSCRIPT \"n\"\nS <6 bytes>\nS OK \"done\"");
}
TEST(SieveLog, longLinesAreCut) { EXPECT_EQ(told({"S:" + QByteArray(100'000, 'x')}).size(), 2 + 4096 + 3); }

} // namespace tributary::connect::tst_SieveLog
