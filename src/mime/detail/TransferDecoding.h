// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mime/Message.h"

namespace tributary::mime::detail {

/// RFC 2045 6.8. Padding ends a quantum, not the data: what stands behind an inner '=' is decoded too, so that nothing
/// is hidden that other programs show. Bytes outside the alphabet are passed over.
[[nodiscard]] QByteArray decodeBase64(QByteArrayView encoded);
/// RFC 2045 6.7; an '=' that begins no code stands for itself, blanks at the end of a line are dropped.
[[nodiscard]] QByteArray decodeQuotedPrintable(QByteArrayView encoded);
/// The "Q" of RFC 2047 4.2: '_' is a blank.
[[nodiscard]] QByteArray decodeQ(QByteArrayView encoded);
/// The first file between "begin" and "end"; without a "begin" line the bytes as they are.
[[nodiscard]] QByteArray decodeUuencode(QByteArrayView encoded);
/// The lines between "begin" and "end".
[[nodiscard]] QByteArray decodeUuencodedLines(QByteArrayView lines);

/// The part's bytes as they stand in raw; offsets of another message are brought inside.
[[nodiscard]] QByteArrayView encodedBody(QByteArrayView raw, const Part& part);
[[nodiscard]] QByteArray decoded(QByteArrayView body, TransferEncoding encoding);

/// format=flowed text (RFC 3676) with '\n' line ends made paragraphs of one line each.
[[nodiscard]] QString unflow(QStringView text, bool delSp);
/// CR LF and lone CR made '\n'.
void makeLineEndsPlain(QString& text);

} // namespace tributary::mime::detail
