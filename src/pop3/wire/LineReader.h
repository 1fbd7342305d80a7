// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace tributary::pop3 {

/// Cuts what is no message into lines. A line may end with LF alone; a NUL is in none. Linear: no byte is looked at twice.
class LineReader {
  public:
    /// Takes bytes from the front of input up to the end of one line, which is given without it. Nothing yet: input is used up.
    /// After an error the stream cannot be read on. Protocol: MalformedResponse, LimitExceeded.
    [[nodiscard]] Result<std::optional<QByteArray>> next(QByteArrayView& input, qsizetype limit);
    [[nodiscard]] bool isEmpty() const { return m_line.isEmpty(); } ///< no line has begun

  private:
    QByteArray m_line;
};

} // namespace tributary::pop3
