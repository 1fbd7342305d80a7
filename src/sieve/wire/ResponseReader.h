// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace tributary::sieve {

/// A piece of an answer (RFC 5804 4). String: quoted or literal, without quotes and escapes.
struct Word {
    enum class Kind { Atom, String, Open, Close };
    Kind kind = Kind::Atom;
    QByteArray bytes; ///< of Atom and String

    bool operator==(const Word&) const = default;
};
using Words = QList<Word>;

/// Cuts answers into lines of words; a literal never ends a line. A line may end with LF alone. Nothing is allocated by an announced
/// size. Linear over any cut.
class ResponseReader {
  public:
    /// Takes bytes from the front of input up to the end of one line. Nothing yet: input is used up. longestString: octets of a
    /// literal that may stand here. After an error the stream cannot be read on. Protocol: MalformedResponse, LimitExceeded.
    [[nodiscard]] Result<std::optional<Words>> next(QByteArrayView& input, qsizetype longestString);
    [[nodiscard]] bool isEmpty() const { return m_words.isEmpty() && m_seen == 0; } ///< no line has begun

  private:
    enum class Place { Between, Atom, Quoted, Escape, LiteralSize, LiteralEnd, LiteralLf, Literal, Lf };
    [[nodiscard]] Result<bool> take(char c, qsizetype longestString);
    [[nodiscard]] Result<bool> takeBetween(char c);
    [[nodiscard]] Result<bool> takeQuoted(char c);
    [[nodiscard]] Status takeLiteralSize(char c, qsizetype longestString);
    [[nodiscard]] Status takeLiteralEnd(char c);
    [[nodiscard]] Status begin(Place place, Word::Kind kind);
    void endString();

    Place m_place = Place::Between;
    Words m_words;
    qsizetype m_seen = 0;    ///< octets of the line, literals left out
    qsizetype m_literal = 0; ///< octets of the literal that are due
    bool m_hasDigits = false;
    bool m_isSizeClosed = false; ///< the '+' was there
    bool m_needsGap = false;     ///< a string has ended: no other word may touch it
};

} // namespace tributary::sieve
