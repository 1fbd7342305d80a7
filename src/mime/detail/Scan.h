// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mime/Message.h"

#include <optional>

namespace tributary::mime::detail {

inline bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
inline bool isDigit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] QByteArrayView trimmed(QByteArrayView view);
/// Index behind the line that begins at from (behind its LF, or the end).
[[nodiscard]] qsizetype lineEnd(QByteArrayView raw, qsizetype from);

/// The header block that begins at offset: its fields, and where the body begins. RFC 5322 2.2, tolerant.
struct HeaderBlock {
    QList<HeaderField> fields;
    qsizetype bodyOffset = 0;
    bool tooLarge = false;
    bool broken = false; ///< a line was no field: the body begins there
};
[[nodiscard]] HeaderBlock parseHeaderBlock(QByteArrayView raw, qsizetype offset, qsizetype end);

/// "type/subtype; name=value ..." or "attachment; filename=..." (RFC 2045 5.1, 2183, 2231).
struct StructuredValue {
    QByteArray value; ///< lower case
    QList<Parameter> parameters;
};
[[nodiscard]] StructuredValue parseStructured(QByteArrayView value);

/// Text between RFC 5322 comments and quotes undone: "a (b) c" -> a c. Linear.
[[nodiscard]] QByteArray withoutComments(QByteArrayView value);

[[nodiscard]] QByteArray decodeBase64(QByteArrayView encoded);
[[nodiscard]] QByteArray decodeQuotedPrintable(QByteArrayView encoded, bool header = false);
[[nodiscard]] QByteArray decodeUuencode(QByteArrayView encoded);
/// RFC 3676
[[nodiscard]] QString unflow(const QString& text, bool delSp);
[[nodiscard]] bool isKnownCharset(QByteArrayView label);
/// Message-IDs in <> of a field.
[[nodiscard]] QList<QByteArray> parseMessageIds(QByteArrayView value);

} // namespace tributary::mime::detail
