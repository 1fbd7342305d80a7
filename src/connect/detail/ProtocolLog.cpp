// SPDX-License-Identifier: GPL-3.0-or-later
#include "connect/detail/ProtocolLog.h"

#include "imap/Limits.h"
#include "imap/wire/Fragmenter.h"

#include <algorithm>

namespace tributary::connect::detail {

namespace {

constexpr qsizetype kShown = 4096;

QByteArray sizeText(qint64 size) { return '<' + QByteArray::number(size) + " bytes>"; }

/// The index behind the quoted string that begins at at.
qsizetype endOfQuoted(const QByteArray& line, qsizetype at) {
    for (++at; at < line.size() && line[at] != '"'; ++at) {
        if (line[at] == '\\')
            ++at;
    }
    return std::min(at + 1, line.size());
}

/// BODY[...] "text" -> BODY[...] <4 bytes>: small sections come as quoted strings.
QByteArray withoutSections(const QByteArray& line) {
    QByteArray out;
    qsizetype done = 0;
    for (qsizetype quote = line.indexOf('"'); quote >= 0; quote = line.indexOf('"', quote)) {
        QByteArray before = line.mid(std::max<qsizetype>(0, quote - 12), std::min<qsizetype>(quote, 12)).trimmed().toUpper();
        const qsizetype end = endOfQuoted(line, quote);
        if (before.endsWith(']') || before.endsWith('>') || before.endsWith("RFC822") || before.endsWith("RFC822.TEXT") || before.endsWith("2.HEADER")) {
            const bool isClosed = end - quote > 1 && line[end - 1] == '"';
            out += line.mid(done, quote - done) + sizeText(end - quote - (isClosed ? 2 : 1));
            done = end;
        }
        quote = end;
    }
    return out + line.mid(done);
}

} // namespace

void ProtocolLog::setSink(Sink sink) {
    m_sink = std::move(sink);
    m_sent = m_received = Side();
}

void ProtocolLog::sent(QByteArrayView bytes) { take(m_sent, true, bytes); }
void ProtocolLog::received(QByteArrayView bytes) { take(m_received, false, bytes); }

void ProtocolLog::take(Side& side, bool isSent, QByteArrayView bytes) {
    while (m_sink && !bytes.isEmpty()) {
        if (side.literalLeft > 0) {
            const qsizetype passed = std::min<qint64>(side.literalLeft, bytes.size());
            side.literalLeft -= passed;
            bytes = bytes.sliced(passed);
            continue;
        }
        const qsizetype newline = bytes.indexOf('\n');
        const QByteArrayView part = newline < 0 ? bytes : bytes.first(newline);
        if (side.line.size() <= imap::limits::kLine) // the session ends a longer one
            side.line.append(part);
        bytes = bytes.sliced(newline < 0 ? bytes.size() : newline + 1);
        if (newline >= 0)
            endLine(side, isSent);
    }
}

void ProtocolLog::endLine(Side& side, bool isSent) {
    if (side.line.endsWith('\r'))
        side.line.chop(1);
    if (side.atStart) {
        side.mayHaveLiteral = isSent ? m_saslTag.isEmpty() : imap::mayHaveLiteral(side.line);
        m_isLogin = isSent ? false : m_isLogin;
    }
    qsizetype prefixAt = 0;
    const qint64 size = side.mayHaveLiteral ? imap::announcedLiteral(side.line, prefixAt) : -1;
    if (side.atStart || !isSent || !m_isLogin)
        side.shown += withoutSecrets(size < 0 ? side.line : side.line.left(prefixAt), isSent);
    side.line.clear();
    if (size >= 0) {
        if (!isSent || !m_isLogin)
            side.shown += sizeText(size);
        side.literalLeft = size;
        side.atStart = false;
        side.shown.truncate(kShown + 1);
        return;
    }
    side.atStart = true;
    if (side.shown.size() > kShown)
        side.shown = side.shown.left(kShown) + "...";
    m_sink(isSent, std::exchange(side.shown, {}));
}

QByteArray ProtocolLog::withoutSecrets(const QByteArray& line, bool isSent) {
    if (!isSent) {
        if (!m_saslTag.isEmpty() && line.startsWith('+'))
            return "+ <secret>";
        if (!m_saslTag.isEmpty() && line.left(line.indexOf(' ')) == m_saslTag)
            m_saslTag.clear();
        return withoutSections(line);
    }
    if (!m_saslTag.isEmpty())
        return "<secret>";
    const QByteArrayList words = line.left(200).split(' ');
    const QByteArray command = words.value(1).toUpper();
    if (!m_sent.atStart || (command != "LOGIN" && command != "AUTHENTICATE"))
        return line;
    m_isLogin = command == "LOGIN";
    if (m_isLogin)
        return words.first() + " LOGIN <secret>";
    m_saslTag = words.first();
    return words.first() + " AUTHENTICATE " + words.value(2) + (words.size() > 3 ? " <secret>" : "");
}

} // namespace tributary::connect::detail
