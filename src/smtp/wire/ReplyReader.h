// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smtp/Reply.h"

#include <QByteArrayView>

namespace tributary::smtp {

/// Cuts the stream into whole replies (RFC 5321 4.2.1), within smtp/Limits.h. Strict: three digits from 200 to 599, '-' or a
/// blank (or nothing) behind them, the same code on each line. A line may end with LF alone. Linear: no byte is looked at
/// twice.
class ReplyReader {
  public:
    /// Takes bytes from the front of input up to the end of one reply. Nothing yet: input is used up. lineLimit: octets of a
    /// line without its end. After an error the stream cannot be read on. Protocol: MalformedResponse, LimitExceeded.
    [[nodiscard]] Result<std::optional<Reply>> next(QByteArrayView& input, qsizetype lineLimit);
    /// No reply has begun.
    [[nodiscard]] bool isEmpty() const { return m_line.isEmpty() && m_reply.lines.isEmpty(); }

  private:
    [[nodiscard]] Result<bool> takeLine(const QByteArray& line); ///< true: it was the last one

    QByteArray m_line;
    Reply m_reply;
    qsizetype m_total = 0; ///< octets of m_reply
};

} // namespace tributary::smtp
