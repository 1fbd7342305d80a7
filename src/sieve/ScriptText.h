// SPDX-License-Identifier: GPL-3.0-or-later
// A Sieve script as its pieces (RFC 5228 8.1): what it needs and what it includes can be read without understanding the rest. Every
// byte is in one piece, so that the pieces in their order are the script. Pure; linear; no recursion on input.
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QByteArrayView>
#include <QList>

namespace tributary::sieve {

/// Bad: what no script has, or a string or comment without its end.
enum class TokenKind : quint8 { Blank, HashComment, BracketComment, Identifier, Tag, Number, Quoted, MultiLine, Mark, Bad };

struct Token {
    TokenKind kind = TokenKind::Bad;
    qint32 begin = 0; ///< octets from the beginning of the script
    qint32 size = 0;

    bool operator==(const Token&) const = default;
};

/// An `include` (RFC 6609 3.2) outside every block.
struct Include {
    QByteArray name; ///< UTF-8
    bool isGlobal = false;
    bool isOptional = false;
    bool isOnce = false;
    qint32 begin = 0, size = 0; ///< with its semicolon

    bool operator==(const Include&) const = default;
};

class ScriptText {
  public:
    /// Any bytes. Of more than kMaxScript one Bad token is made.
    explicit ScriptText(QByteArray script);

    [[nodiscard]] const QByteArray& bytes() const { return m_script; }
    [[nodiscard]] const QList<Token>& tokens() const { return m_tokens; }
    [[nodiscard]] QByteArrayView textOf(const Token& token) const { return QByteArrayView(m_script).sliced(token.begin, token.size); }
    [[nodiscard]] bool hasBadTokens() const;
    /// The names of `require` outside blocks, in their order, each once.
    [[nodiscard]] QByteArrayList requiredExtensions() const;
    [[nodiscard]] QList<Include> includes() const;
    /// Comments with their marks.
    [[nodiscard]] QByteArrayList comments() const;
    /// The value of a string token: without quotes and escapes, of `text:` without stuffed dots.
    [[nodiscard]] QByteArray valueOf(const Token& token) const;
    [[nodiscard]] int lineOf(qint32 offset) const; ///< from 1

  private:
    QByteArray m_script;
    QList<Token> m_tokens;
};

/// A string as a script has it, with its quotes. A NUL is left out: no script can have one. Pure.
[[nodiscard]] QByteArray quotedString(const QByteArray& value);

} // namespace tributary::sieve
