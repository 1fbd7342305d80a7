// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "imap/Types.h"
#include "imap/wire/Fragmenter.h"

namespace tributary::imap {

/// Reads the tokens of RFC 9051 section 9 from a Fragment. Tolerant where servers are sloppy (doubled blanks), strict
/// where it matters (numbers, nesting). Errors: Protocol/MalformedResponse, LimitExceeded.
class Lexer {
  public:
    explicit Lexer(const Fragment& fragment) : m_fragment(fragment) {}

    [[nodiscard]] bool atEnd() const;
    [[nodiscard]] char peek() const; ///< 0 at a literal or the end
    [[nodiscard]] bool atLiteral() const;
    bool skip(char c); ///< true: it was there
    void skipSpaces();

    /// Everything up to a blank, a parenthesis, a bracket or the end; upper case where asked.
    [[nodiscard]] QByteArray word(const char* stops = " ()[]<>");
    [[nodiscard]] QByteArray upperWord(const char* stops = " ()[]<>") { return word(stops).toUpper(); }
    [[nodiscard]] QByteArray until(char c); ///< up to c, which is eaten; all when it is missing
    [[nodiscard]] bool has(char c) const;   ///< c is somewhere in the rest of this text
    [[nodiscard]] QByteArray rest();        ///< the rest of this text
    [[nodiscard]] Result<quint64> number(quint64 max = 0xFFFFFFFFULL);
    /// quoted / literal / atom.
    [[nodiscard]] Result<QByteArray> string();
    /// The same or NIL.
    [[nodiscard]] Result<std::optional<QByteArray>> nstring();
    bool skipNil(); ///< true: NIL was there, and no longer word
    /// A string where one is due, for what people wrote: NIL is empty, and so is a list or nothing, which odd servers send.
    [[nodiscard]] Result<QByteArray> looseString();
    /// As wordList(), the bytes as sent.
    [[nodiscard]] Result<QByteArrayList> byteList();
    /// "(" words ")"; lists inside, which some servers put among flags, are passed over.
    [[nodiscard]] Result<QStringList> wordList();
    [[nodiscard]] Result<UidSet> set();
    /// The ranges of a set in the order sent, each with its smaller end first.
    [[nodiscard]] Result<QList<UidRange>> ranges(int most);
    /// Passes over one value of any kind, however deep.
    [[nodiscard]] Status skipValue();
    /// Passes over what is left of a list, its ')' too.
    [[nodiscard]] Status skipToListEnd();

    [[nodiscard]] tl::unexpected<Error> malformed(const char* what) const;

  private:
    [[nodiscard]] const QByteArray& text() const { return m_fragment.texts.at(m_segment); }
    [[nodiscard]] Result<QByteArray> quoted();
    [[nodiscard]] QByteArray takeLiteral();

    const Fragment& m_fragment;
    qsizetype m_segment = 0;
    qsizetype m_at = 0;
};

} // namespace tributary::imap
