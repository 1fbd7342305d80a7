// SPDX-License-Identifier: GPL-3.0-or-later
#include "pop3/wire/LineReader.h"

#include "pop3/wire/ProtocolError.h"

#include <utility>

namespace tributary::pop3 {

Result<std::optional<QByteArray>> LineReader::next(QByteArrayView& input, qsizetype limit) {
    const qsizetype newline = input.indexOf('\n');
    const QByteArrayView part = newline < 0 ? input : input.first(newline);
    if (part.contains('\0'))
        return protocolError(ErrorCode::MalformedResponse, "a NUL", m_line + part.toByteArray());
    if (m_line.size() + part.size() > limit + 1) // its CR may be there
        return protocolError(ErrorCode::LimitExceeded, "a line without end", m_line + part.toByteArray());
    m_line.append(part);
    input = input.sliced(newline < 0 ? input.size() : newline + 1);
    if (newline < 0)
        return std::optional<QByteArray>();
    QByteArray line = std::exchange(m_line, {});
    if (line.endsWith('\r'))
        line.chop(1);
    if (line.size() > limit)
        return protocolError(ErrorCode::LimitExceeded, "a line without end", line);
    return std::optional<QByteArray>(std::move(line));
}

} // namespace tributary::pop3
