// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace tributary::imap {

/// One complete response as it came: texts[0] literals[0] texts[1] ... without line ends and literal prefixes.
struct Fragment {
    QList<QByteArray> texts;
    QList<QByteArray> literals;
};

/// Whether a response that begins like this may hold literals: resp-text may end in "{5}" and means nothing by it.
[[nodiscard]] bool mayHaveLiteral(QByteArrayView text);
/// Length of the literal that "...{n}" or "...{n+}" announces, and where its prefix begins; -1: none; -2: no number that
/// counts.
[[nodiscard]] qint64 announcedLiteral(QByteArrayView line, qsizetype& prefixAt);

/// Cuts the stream into complete responses before anything is parsed, within imap/Limits.h (RFC 9051 4.3, 9). Linear: no
/// byte is looked at twice, a literal is copied once.
class Fragmenter {
  public:
    /// Takes bytes from the front of input up to the end of one response. Nothing yet: input is used up. After an error
    /// the stream cannot be read on. Protocol: LimitExceeded, MalformedResponse.
    [[nodiscard]] Result<std::optional<Fragment>> next(QByteArrayView& input);
    /// Bytes of a response that is not complete.
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty() && m_fragment.texts.isEmpty(); }
    /// What came of it so far, for an error text.
    [[nodiscard]] QByteArray partial() const { return m_fragment.texts.isEmpty() ? m_text : m_fragment.texts.first(); }

  private:
    [[nodiscard]] Status takeLine(QByteArrayView& input, bool& complete);
    [[nodiscard]] Status endLine(bool& complete);
    void takeLiteral(QByteArrayView& input);

    Fragment m_fragment;
    QByteArray m_text;
    QByteArray m_literal;
    qint64 m_literalLeft = -1; ///< -1: reading text
    qint64 m_total = 0;     ///< of this response: everything
    qint64 m_textTotal = 0; ///< of this response: without its literals
    bool m_mayHaveLiteral = false;
    bool m_greeted = false;
};

} // namespace tributary::imap
