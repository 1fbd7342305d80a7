// SPDX-License-Identifier: GPL-3.0-or-later
// The log of an SMTP connection never holds a secret or a message, however the bytes are cut.
#include "connect/detail/SmtpLog.h"

#include <gtest/gtest.h>

#include <QByteArrayList>
#include <QList>

namespace tributary::connect::detail::tst_SmtpLog {
namespace {

/// Sides: C commands, M message, E its end, S the server. What the log says, one line each.
QByteArray logged(const QList<QPair<char, QByteArray>>& dialogue, qsizetype piece = 1 << 20) {
    QByteArrayList lines;
    SmtpLog log;
    log.setSink([&](bool sent, const QByteArray& line) { lines.append((sent ? "C " : "S ") + line); });
    for (const auto& [side, bytes] : dialogue) {
        for (qsizetype at = 0; at < bytes.size(); at += piece) {
            const QByteArrayView part = QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at));
            if (side == 'C')
                log.sentCommands(part);
            else if (side == 'S')
                log.received(part);
            else
                log.sentMessage(part.size(), side == 'E' && at + part.size() == bytes.size());
        }
    }
    return lines.join('\n');
}

void says(const QList<QPair<char, QByteArray>>& dialogue, const QByteArray& expected) {
    for (const qsizetype piece : {1 << 20, 1, 2, 3, 7})
        EXPECT_EQ(logged(dialogue, piece), expected) << piece;
}

} // namespace

TEST(SmtpLog, linesOfBothSides) {
    says({{'S', "220 ready\r\n"}, {'C', "EHLO x\r\n"}, {'S', "250-x\n250 AUTH PLAIN\r\n"}, {'C', "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n"}},
         "S 220 ready\nC EHLO x\nS 250-x\nS 250 AUTH PLAIN\nC MAIL FROM:<a@b>\nC RCPT TO:<c@d>");
}

TEST(SmtpLog, authSaysItsMechanismOnly) {
    says({{'C', "AUTH PLAIN AGFsaWNlAHB3\r\n"}, {'S', "235 in\r\n"}, {'C', "NOOP\r\n"}}, "C AUTH PLAIN <secret>\nS 235 in\nC NOOP");
    says({{'C', "auth plain AGFsaWNlAHB3\r\n"}, {'S', "235 in\r\n"}}, "C AUTH plain <secret>\nS 235 in");
    says({{'C', "AUTH LOGIN\r\n"}, {'S', "334 VXNlcm5hbWU6\r\n"}, {'C', "YWxpY2U=\r\n"}, {'S', "334 UGFz\r\n"}, {'C', "cHc=\r\n"}, {'S', "535 no\r\n"}, {'C', "QUIT\r\n"}},
         "C AUTH LOGIN\nS 334 <secret>\nC <secret>\nS 334 <secret>\nC <secret>\nS 535 no\nC QUIT");
}

TEST(SmtpLog, anEmptyAnswerAndACancelAreSecretsToo) {
    says({{'C', "AUTH XOAUTH2 dXNlcj0=\r\n"}, {'S', "334 eyJ9\r\n"}, {'C', "\r\n"}, {'S', "535-no\r\n535 never\r\n"}},
         "C AUTH XOAUTH2 <secret>\nS 334 <secret>\nC <secret>\nS 535-no\nS 535 never");
}

TEST(SmtpLog, aMessageIsItsSize) {
    says({{'C', "DATA\r\n"}, {'S', "354 go\r\n"}, {'M', "Subject: secret\r\n\r\nAUTH PLAIN x\r\n"}, {'E', "\r\n.\r\n"}, {'S', "250 taken\r\n"}, {'C', "QUIT\r\n"}},
         "C DATA\nS 354 go\nC <38 bytes>\nS 250 taken\nC QUIT");
}

TEST(SmtpLog, longLinesAreCut) {
    const QByteArray line = logged({{'S', "250 " + QByteArray(1'000'000, 'x') + "\r\n250 next\r\n"}});
    EXPECT_EQ(line, "S 250 " + QByteArray(4092, 'x') + "...\nS 250 next");
}

} // namespace tributary::connect::detail::tst_SmtpLog
