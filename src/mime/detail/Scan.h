// SPDX-License-Identifier: GPL-3.0-or-later
// What the pieces of the parser share: byte scanning without copies.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstring>

namespace tributary::mime::detail {

inline bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
inline bool isDigit(char c) { return c >= '0' && c <= '9'; }
inline bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
inline char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// The same bytes without blanks and line ends around them.
[[nodiscard]] QByteArrayView trimmed(QByteArrayView view);
[[nodiscard]] bool equalsIgnoringCase(QByteArrayView a, QByteArrayView b);
/// Index of c at or behind from; -1: none.
[[nodiscard]] inline qsizetype find(QByteArrayView raw, char c, qsizetype from) {
    if (from >= raw.size())
        return -1;
    const void* at = std::memchr(raw.data() + from, c, static_cast<size_t>(raw.size() - from));
    return at ? static_cast<const char*>(at) - raw.data() : -1;
}
/// Index behind the line that begins at from (behind its LF, or the end).
[[nodiscard]] inline qsizetype lineEnd(QByteArrayView raw, qsizetype from) {
    const qsizetype newline = find(raw, '\n', from);
    return newline < 0 ? raw.size() : newline + 1;
}
/// Index behind the comment that opens at from (RFC 5322 3.2.2, nested); the end where it never closes.
[[nodiscard]] qsizetype commentEnd(QByteArrayView value, qsizetype from);
/// The value with each comment outside quotes made one blank. Linear.
[[nodiscard]] QByteArray withoutComments(QByteArrayView value);

/// Control characters have no place in what was one header line (an encoded word may carry CR LF): blanks instead.
void blankControls(QString& text);

} // namespace tributary::mime::detail
