// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/detail/SmtpLog.h"

#include <algorithm>
#include <utility>

namespace tributary::connect::detail {

namespace {

constexpr qsizetype kShownOfLine = 4096;
constexpr qsizetype kHeld = 16 << 10; // the session ends what is longer

} // namespace

void SmtpLog::setSink(Sink sink) {
    m_sink = std::move(sink);
    m_sent.clear();
    m_received.clear();
}

void SmtpLog::sentCommands(QByteArrayView bytes) { take(m_sent, true, bytes); }
void SmtpLog::received(QByteArrayView bytes) { take(m_received, false, bytes); }

void SmtpLog::sentMessage(qsizetype size, bool isEnd) {
    m_message += size;
    if (isEnd && m_sink)
        m_sink(true, '<' + QByteArray::number(std::exchange(m_message, 0)) + " bytes>");
}

void SmtpLog::take(QByteArray& line, bool isSent, QByteArrayView bytes) {
    while (m_sink && !bytes.isEmpty()) {
        const qsizetype newline = bytes.indexOf('\n');
        const QByteArrayView part = newline < 0 ? bytes : bytes.first(newline);
        line.append(part.first(std::min(part.size(), std::max<qsizetype>(0, kHeld - line.size()))));
        bytes = bytes.sliced(newline < 0 ? bytes.size() : newline + 1);
        if (newline < 0)
            return;
        QByteArray whole = std::exchange(line, {});
        if (whole.endsWith('\r'))
            whole.chop(1);
        QByteArray shown = withoutSecrets(whole, isSent);
        if (shown.size() > kShownOfLine)
            shown = shown.left(kShownOfLine) + "...";
        m_sink(isSent, shown);
    }
}

QByteArray SmtpLog::withoutSecrets(const QByteArray& line, bool isSent) {
    if (!isSent) {
        if (m_isSigningIn && line.startsWith("334"))
            return "334 <secret>";
        m_isSigningIn = false;
        return line;
    }
    if (m_isSigningIn)
        return "<secret>";
    if (!line.left(5).toUpper().startsWith("AUTH "))
        return line;
    m_isSigningIn = true;
    const QByteArrayList words = line.split(' ');
    return "AUTH " + words.value(1) + (words.size() > 2 ? " <secret>" : "");
}

} // namespace tributary::connect::detail
