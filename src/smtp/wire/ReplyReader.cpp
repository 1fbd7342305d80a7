// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/wire/ReplyReader.h"

#include "smtp/wire/ProtocolError.h"

#include "smtp/Limits.h"

#include <utility>

namespace tributary::smtp {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// One to three digits at at, which goes behind them; -1: none.
int numberAt(const QByteArray& text, qsizetype& at) {
    int number = -1;
    for (int digits = 0; at < text.size() && isDigit(text[at]) && digits < 3; ++at, ++digits)
        number = std::max(number, 0) * 10 + (text[at] - '0');
    return number;
}

/// Takes "5.1.1 " from the front of a line, where that is there and its class is the reply's (RFC 2034 4).
std::optional<EnhancedCode> takeEnhanced(QByteArray& text, int code) {
    EnhancedCode found;
    qsizetype at = 0;
    int* const parts[] = {&found.category, &found.subject, &found.detail};
    for (int* part : parts) {
        if (part != parts[0] && (at >= text.size() || text[at++] != '.'))
            return std::nullopt;
        *part = numberAt(text, at);
        if (*part < 0)
            return std::nullopt;
    }
    if (found.category != code / 100 || (at < text.size() && text[at] != ' '))
        return std::nullopt;
    text = text.mid(at + 1);
    return found;
}

} // namespace

Result<bool> ReplyReader::takeLine(const QByteArray& line) {
    const bool hasCode = line.size() >= 3 && line[0] >= '2' && line[0] <= '5' && isDigit(line[1]) && isDigit(line[2]);
    if (!hasCode || (line.size() > 3 && line[3] != ' ' && line[3] != '-'))
        return protocolError(ErrorCode::MalformedResponse, "no reply line", line);
    const int code = line.left(3).toInt();
    if (!m_reply.lines.isEmpty() && code != m_reply.code)
        return protocolError(ErrorCode::MalformedResponse, "another code in the middle of a reply", line);
    m_total += line.size();
    if (m_reply.lines.size() >= limits::kReplyLines || m_total > limits::kReply)
        return protocolError(ErrorCode::LimitExceeded, "a reply without end", line);
    QByteArray text = line.mid(4);
    const auto enhanced = takeEnhanced(text, code);
    if (m_reply.lines.isEmpty())
        m_reply.enhanced = enhanced;
    m_reply.code = code;
    m_reply.lines.append(enhanced == m_reply.enhanced ? text : line.mid(4));
    return line.size() == 3 || line[3] == ' ';
}

Result<std::optional<Reply>> ReplyReader::next(QByteArrayView& input, qsizetype lineLimit) {
    while (!input.isEmpty()) {
        const qsizetype newline = input.indexOf('\n');
        const QByteArrayView part = newline < 0 ? input : input.first(newline);
        if (m_line.size() + part.size() > lineLimit + 1) // its CR may be there
            return protocolError(ErrorCode::LimitExceeded, "a line without end", m_line + part.toByteArray());
        m_line.append(part);
        input = input.sliced(newline < 0 ? input.size() : newline + 1);
        if (newline < 0)
            return std::optional<Reply>();
        QByteArray line = std::exchange(m_line, {});
        while (line.endsWith('\r'))
            line.chop(1);
        if (line.size() > lineLimit)
            return protocolError(ErrorCode::LimitExceeded, "a line without end", line);
        TRY(const bool isLast, takeLine(line));
        if (isLast) {
            m_total = 0;
            return std::optional<Reply>(std::exchange(m_reply, {}));
        }
    }
    return std::optional<Reply>();
}

} // namespace tributary::smtp
