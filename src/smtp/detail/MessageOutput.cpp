// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/detail/MessageOutput.h"

#include "smtp/Limits.h"

#include <algorithm>
#include <utility>

namespace tributary::smtp::detail {

MessageOutput::MessageOutput(QByteArray message, Framing framing)
    : m_message(std::move(message)), m_length(m_message.size() - (m_message.endsWith("\r\n") ? 2 : 0)), m_framing(framing) {}

void MessageOutput::appendLine(QByteArray& out) {
    if (m_isLineStart && m_message[m_at] == '.')
        out.append('.');
    const qsizetype room = std::min(m_length - m_at, limits::kOutput - out.size());
    const QByteArrayView rest = QByteArrayView(m_message).sliced(m_at, room);
    const qsizetype newline = rest.indexOf('\n');
    out.append(newline < 0 ? rest : rest.first(newline + 1));
    m_at += newline < 0 ? room : newline + 1;
    m_isLineStart = newline >= 0;
}

QByteArray MessageOutput::take() {
    if (m_isDone)
        return {};
    if (isAtEnd()) {
        m_isDone = true;
        m_message.clear();
        return m_framing == Framing::Dot ? "\r\n.\r\n" : "\r\n";
    }
    if (m_framing == Framing::Chunk) {
        const qsizetype size = std::min(m_length - m_at, limits::kOutput);
        m_at += size;
        return m_message.mid(m_at - size, size);
    }
    QByteArray out;
    out.reserve(std::min(m_length - m_at + 2, limits::kOutput));
    while (m_at < m_length && out.size() < limits::kOutput - 1) // room for a dot and an octet
        appendLine(out);
    return out;
}

} // namespace tributary::smtp::detail
