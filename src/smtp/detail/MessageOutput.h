// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tributary::smtp::detail {

/// Hands a message out in pieces, without a second copy of it. The last CRLF, and what ends the message, are a piece of their
/// own, so that all but that can be given before its end is noted down.
class MessageOutput {
  public:
    enum class Framing {
        Dot,   ///< DATA: dots at the start of a line doubled, a lone one at the end (RFC 5321 4.5.2)
        Chunk, ///< BDAT: as it is (RFC 3030)
    };
    /// message: lines end with CRLF, the last one's may be missing; not empty.
    MessageOutput(QByteArray message, Framing framing);

    [[nodiscard]] bool isDone() const { return m_isDone; }
    [[nodiscard]] bool isAtEnd() const { return !m_isDone && m_at == m_length; } ///< take() gives the end
    /// The next piece, limits::kOutput octets at most.
    [[nodiscard]] QByteArray take();

  private:
    void appendLine(QByteArray& out);

    QByteArray m_message;
    qsizetype m_length; ///< without the last CRLF
    Framing m_framing;
    qsizetype m_at = 0;
    bool m_isLineStart = true;
    bool m_isDone = false;
};

} // namespace tributary::smtp::detail
