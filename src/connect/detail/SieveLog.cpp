// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/detail/SieveLog.h"

#include <algorithm>
#include <utility>

namespace tributary::connect::detail {

namespace {

constexpr qsizetype kShownOfSieveLine = 4096;
constexpr qsizetype kHeldOfSieveLine = 20 << 10; // the session ends what is longer
constexpr qint64 kLargestSieveLiteral = 1 << 30;

/// The size of the literal that a line announces with its end: "{12}" or "{12+}"; -1: none. A quoted string ends with its quote.
qint64 announcedLiteral(const QByteArray& line) {
    const qsizetype begin = line.endsWith('}') ? line.lastIndexOf('{') : -1;
    if (begin < 0)
        return -1;
    QByteArray digits = line.mid(begin + 1, line.size() - begin - 2);
    if (digits.endsWith('+'))
        digits.chop(1);
    bool ok = false;
    const qint64 size = digits.toLongLong(&ok);
    return ok && size >= 0 && size <= kLargestSieveLiteral ? size : -1;
}

bool endsAnswer(const QByteArray& line) {
    const QByteArray word = line.split(' ').first().toUpper();
    return word == "OK" || word == "NO" || word == "BYE" || word.startsWith("OK(") || word.startsWith("NO(");
}

} // namespace

void SieveLog::setSink(Sink sink) { *this = SieveLog(), m_sink = std::move(sink); }

void SieveLog::tell(bool isSent, QByteArray line) const {
    if (line.size() > kShownOfSieveLine)
        line = line.left(kShownOfSieveLine) + "...";
    m_sink(isSent, line);
}

void SieveLog::sent(QByteArrayView bytes) { take(m_sent, true, bytes); }
void SieveLog::received(QByteArrayView bytes) { take(m_received, false, bytes); }

void SieveLog::take(Side& side, bool isSent, QByteArrayView bytes) {
    while (m_sink && !bytes.isEmpty()) {
        if (side.literal > 0) {
            const qsizetype some = std::min<qsizetype>(side.literal, bytes.size());
            side.literal -= some;
            bytes = bytes.sliced(some);
            continue;
        }
        const qsizetype newline = bytes.indexOf('\n');
        const QByteArrayView part = newline < 0 ? bytes : bytes.first(newline);
        side.line.append(part.first(std::min(part.size(), std::max<qsizetype>(0, kHeldOfSieveLine - side.line.size()))));
        bytes = bytes.sliced(newline < 0 ? bytes.size() : newline + 1);
        if (newline >= 0)
            takeLine(side, isSent);
    }
}

void SieveLog::takeLine(Side& side, bool isSent) {
    QByteArray line = std::exchange(side.line, {});
    if (line.endsWith('\r'))
        line.chop(1);
    const bool isRest = std::exchange(side.isBehindLiteral, false);
    const qint64 literal = announcedLiteral(line);
    if (literal >= 0) {
        side.literal = literal;
        side.isBehindLiteral = true;
        line = line.left(line.lastIndexOf('{')) + '<' + QByteArray::number(literal) + " bytes>";
    }
    if (isRest && line.isEmpty())
        return; // only the line end behind a literal
    if (isRest)
        tell(isSent, m_isSigningIn ? QByteArray("<secret>") : line);
    else
        tell(isSent, isSent ? sentWithoutSecrets(line) : receivedWithoutSecrets(line));
}

QByteArray SieveLog::sentWithoutSecrets(const QByteArray& line) {
    if (m_isSigningIn)
        return "<secret>";
    const QByteArrayList words = line.split(' ');
    if (words.first().toUpper() != "AUTHENTICATE")
        return line;
    m_isSigningIn = true;
    return "AUTHENTICATE " + words.value(1) + (words.size() > 2 ? " <secret>" : "");
}

QByteArray SieveLog::receivedWithoutSecrets(const QByteArray& line) {
    if (!m_isSigningIn)
        return line;
    if (!endsAnswer(line))
        return "<secret>";
    m_isSigningIn = false;
    return line.contains('(') && line.toUpper().contains("SASL") ? QByteArray("OK (SASL <secret>)") : line;
}

} // namespace tributary::connect::detail
