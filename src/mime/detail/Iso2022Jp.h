// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace tributary::mime::detail {

/// ISO-2022-JP as mail has it, which is CP50220 and more (RFC 1468, JIS X 0201 kana by escape and by SO/SI, the vendors'
/// rows 13 and 89 to 92), brought to the bytes of windows-31j: one table then knows all of it. Escapes side by side say
/// nothing, a line end goes back to ASCII, 8-bit bytes count as what they are in Shift_JIS. Nothing: a character set is
/// called that windows-31j lacks (JIS X 0212, ISO-2022-JP-2).
[[nodiscard]] std::optional<QByteArray> shiftJisOfIso2022Jp(QByteArrayView bytes);

} // namespace tributary::mime::detail
