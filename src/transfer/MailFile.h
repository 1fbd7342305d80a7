// SPDX-License-Identifier: GPL-3.0-or-later
// A message as it stands in a file of mail. Pure.
#pragma once

#include "model/Flags.h"

#include <QByteArray>

namespace tributary::transfer {

/// bytes: lines end with CRLF, as IMAP wants them (RFC 9051 6.3.12).
struct FileMessage {
    QByteArray bytes;
    model::Flags flags;
    qint64 dateMs = 0; ///< when it came, UTC; 0: not told
};

/// A message that is longer than this is passed over and counted: it would have to be held in memory.
inline constexpr qint64 kMaxMessageBytes = 128 << 20;

/// Every line end as CRLF; a CR alone stays.
[[nodiscard]] QByteArray withCrLf(const QByteArray& bytes);
/// Every CRLF as LF.
[[nodiscard]] QByteArray withLf(const QByteArray& bytes);

} // namespace tributary::transfer
