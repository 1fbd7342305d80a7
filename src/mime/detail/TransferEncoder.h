// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace tributary::mime::detail {

/// What of RFC 2045 2.7 and 2.8 bytes keep to.
struct LineFacts {
    bool ascii = true;      ///< no byte above 127
    bool lines = true;      ///< no NUL, no CR without LF, no line above 998 bytes
    bool bareLf = false;    ///< an LF without CR
};
[[nodiscard]] LineFacts lineFacts(QByteArrayView bytes);

/// RFC 2045 6.8, lines of 76 characters, none of them ended at the end.
[[nodiscard]] qsizetype base64Size(qsizetype bytes);
void appendBase64(QByteArray& out, QByteArrayView bytes);

/// RFC 2045 6.7 of a text with CRLF line ends. Lines of 76 characters at most.
[[nodiscard]] qsizetype quotedPrintableSize(QByteArrayView text);
void appendQuotedPrintable(QByteArray& out, QByteArrayView text);

} // namespace tributary::mime::detail
