// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/detail/Pop3Log.h"

#include <algorithm>
#include <utility>

namespace tributary::connect::detail {

namespace {

constexpr qsizetype kShownOfPop3Line = 4096;
constexpr qsizetype kHeldOfPop3Line = 16 << 10; // the session ends what is longer

} // namespace

void Pop3Log::setSink(Sink sink) { *this = Pop3Log(), m_sink = std::move(sink); }

void Pop3Log::tell(bool isSent, QByteArray line) const {
    if (line.size() > kShownOfPop3Line)
        line = line.left(kShownOfPop3Line) + "...";
    m_sink(isSent, line);
}

bool Pop3Log::takeLine(QByteArray& held, QByteArrayView& bytes, QByteArray& line) {
    const qsizetype newline = bytes.indexOf('\n');
    const QByteArrayView part = newline < 0 ? bytes : bytes.first(newline);
    held.append(part.first(std::min(part.size(), std::max<qsizetype>(0, kHeldOfPop3Line - held.size()))));
    bytes = bytes.sliced(newline < 0 ? bytes.size() : newline + 1);
    if (newline < 0)
        return false;
    line = std::exchange(held, {});
    if (line.endsWith('\r'))
        line.chop(1);
    return true;
}

void Pop3Log::sent(QByteArrayView bytes) {
    QByteArray line;
    while (m_sink && !bytes.isEmpty()) {
        if (takeLine(m_sent, bytes, line))
            tell(true, sentWithoutSecrets(line));
    }
}

QByteArray Pop3Log::sentWithoutSecrets(const QByteArray& line) {
    if (m_isSigningIn)
        return "<secret>";
    const QByteArrayList words = line.split(' ');
    const QByteArray verb = words.first().toUpper();
    m_isSigningIn = verb == "AUTH";
    if (verb == "RETR" || verb == "TOP")
        m_due.push_back(Answer::Message);
    else if (verb == "CAPA" || verb == "LIST" || verb == "UIDL")
        m_due.push_back(Answer::Lines);
    else
        m_due.push_back(m_isSigningIn ? Answer::SignIn : Answer::Nothing);
    if (m_isSigningIn)
        return "AUTH " + words.value(1) + (words.size() > 2 ? " <secret>" : "");
    return verb == "PASS" || verb == "APOP" ? QByteArray(verb + " <secret>") : line;
}

void Pop3Log::received(QByteArrayView bytes) {
    QByteArray line;
    while (m_sink && !bytes.isEmpty()) {
        if (m_within == Answer::Message) {
            QByteArray some;
            const bool isWhole = m_messages.take(bytes, some);
            m_messageSize += some.size();
            if (isWhole) {
                m_within = Answer::Nothing;
                tell(false, '<' + QByteArray::number(std::exchange(m_messageSize, 0)) + " bytes>");
            }
        } else if (takeLine(m_received, bytes, line)) {
            tell(false, receivedWithoutSecrets(line));
        }
    }
}

QByteArray Pop3Log::receivedWithoutSecrets(const QByteArray& line) {
    if (m_within == Answer::Lines) {
        if (line == ".")
            m_within = Answer::Nothing;
        return line;
    }
    const bool isOk = line.left(3).toUpper() == "+OK";
    if (m_isSigningIn && line.startsWith('+') && !isOk)
        return "+ <secret>";
    m_isSigningIn = false;
    if (m_due.empty())
        return line;
    const Answer answer = m_due.front();
    m_due.pop_front();
    if (isOk && answer != Answer::SignIn)
        m_within = answer;
    return line;
}

} // namespace tributary::connect::detail
