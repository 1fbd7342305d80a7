// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mime/detail/OutgoingText.h"

namespace tributary::mime::detail {

/// One header field, folded (RFC 5322 2.2.3). Pieces follow each other with one blank, or on a new line. No line is longer
/// than 76 bytes (RFC 2047 2) where there is a place to fold. Texts must be headerText().
class FieldWriter {
  public:
    FieldWriter(QByteArrayView name, TextCharset charset);

    /// ASCII (or an address in UTF-8) that is never cut, at most 990 bytes.
    void piece(const QByteArray& bytes);
    void text(QStringView value);   ///< unstructured: words of ASCII as they are, the others encoded (RFC 2047)
    void phrase(QStringView value); ///< a display name (RFC 5322 3.2.5): atoms, a quoted string or encoded words
    void parameter(QByteArrayView name, QByteArrayView value); ///< value: what may stand in a quoted string
    void fileName(QStringView value); ///< filename, or filename* in pieces that clients can put together (RFC 2231)

    [[nodiscard]] QByteArray finish(); ///< with its CRLF

  private:
    qsizetype column() const { return m_out.size() - m_lineBegin; }
    void fold();
    void encodedWords(QStringView value);
    void fileNameSegments(QStringView value);

    QByteArray m_out;
    qsizetype m_lineBegin = 0;
    bool m_empty = true; ///< no piece yet
    TextCharset m_charset;
};

} // namespace tributary::mime::detail
