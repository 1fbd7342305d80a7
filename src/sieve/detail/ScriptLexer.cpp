// SPDX-License-Identifier: GPL-3.0-or-later
#include "sieve/detail/ScriptLexer.h"

#include "sieve/Limits.h"

#include <algorithm>
#include <limits>

namespace tributary::sieve::detail {

namespace {

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isMark(char c) { return QByteArrayView("[]{}(),;").contains(c); }

class ScriptLexer {
  public:
    explicit ScriptLexer(QByteArrayView script) : m_script(script) {}

    QList<Token> tokens() {
        QList<Token> all;
        while (m_at < m_script.size()) {
            const qsizetype begin = m_at;
            const TokenKind kind = next();
            const Token token{kind, static_cast<qint32>(begin), static_cast<qint32>(m_at - begin)};
            if (kind == TokenKind::Bad && !all.isEmpty() && all.last().kind == kind)
                all.last().size += token.size;
            else
                all.append(token);
        }
        return all;
    }

  private:
    [[nodiscard]] char peek(qsizetype ahead = 0) const { return m_at + ahead < m_script.size() ? m_script[m_at + ahead] : '\0'; }
    template <typename Is> void takeWhile(const Is& is) {
        while (m_at < m_script.size() && is(m_script[m_at]))
            ++m_at;
    }

    TokenKind next() {
        const char c = peek();
        if (isSpace(c))
            return blank();
        if (c == '#')
            return hashComment();
        if (c == '/' && peek(1) == '*')
            return bracketComment();
        if (c == '"')
            return quoted();
        if (isAlpha(c))
            return identifier();
        if (c == ':' && isAlpha(peek(1))) {
            ++m_at;
            takeWhile([](char d) { return isAlpha(d) || isDigit(d); });
            return TokenKind::Tag;
        }
        if (isDigit(c))
            return number();
        ++m_at;
        return isMark(c) ? TokenKind::Mark : TokenKind::Bad;
    }

    TokenKind blank() {
        takeWhile(isSpace);
        return TokenKind::Blank;
    }
    /// With its line end.
    TokenKind hashComment() {
        const qsizetype newline = m_script.indexOf('\n', m_at);
        m_at = newline < 0 ? m_script.size() : newline + 1;
        return TokenKind::HashComment;
    }
    TokenKind bracketComment() {
        const qsizetype end = m_script.indexOf("*/", m_at + 2);
        m_at = end < 0 ? m_script.size() : end + 2;
        return end < 0 ? TokenKind::Bad : TokenKind::BracketComment;
    }
    TokenKind quoted() {
        for (++m_at; m_at < m_script.size(); ++m_at) {
            if (m_script[m_at] == '"') {
                ++m_at;
                return TokenKind::Quoted;
            }
            if (m_script[m_at] == '\\' && m_at + 1 < m_script.size())
                ++m_at;
        }
        return TokenKind::Bad;
    }
    TokenKind number() {
        takeWhile(isDigit);
        if (QByteArrayView("KMGkmg").contains(peek()) && peek() != '\0')
            ++m_at;
        return TokenKind::Number;
    }
    TokenKind identifier() {
        const qsizetype begin = m_at;
        takeWhile([](char d) { return isAlpha(d) || isDigit(d); });
        if (peek() != ':' || m_script.sliced(begin, m_at - begin).compare("text", Qt::CaseInsensitive) != 0)
            return TokenKind::Identifier;
        return multiLine();
    }

    /// "text:" *(SP / HTAB) (hash-comment / CRLF) lines "." CRLF; a lone LF ends a line too, as in many files.
    TokenKind multiLine() {
        const qsizetype colon = m_at;
        ++m_at;
        takeWhile([](char c) { return c == ' ' || c == '\t'; });
        if (peek() != '#' && peek() != '\n' && !(peek() == '\r' && peek(1) == '\n')) {
            m_at = colon; // an identifier, and what comes behind it is read for itself
            return TokenKind::Identifier;
        }
        qsizetype newline = m_script.indexOf('\n', m_at);
        while (newline >= 0) {
            m_at = newline + 1;
            const bool isDot = peek() == '.' && (peek(1) == '\n' || (peek(1) == '\r' && peek(2) == '\n') || m_at + 1 == m_script.size());
            newline = m_script.indexOf('\n', m_at);
            if (!isDot)
                continue;
            m_at = newline < 0 ? m_script.size() : newline + 1;
            return TokenKind::MultiLine;
        }
        m_at = m_script.size();
        return TokenKind::Bad;
    }

    QByteArrayView m_script;
    qsizetype m_at = 0;
};

} // namespace

QList<Token> scriptTokens(const QByteArray& script) {
    if (script.size() > kMaxScript) {
        const qsizetype shown = std::min<qsizetype>(script.size(), std::numeric_limits<qint32>::max());
        return {{TokenKind::Bad, 0, static_cast<qint32>(shown)}};
    }
    return ScriptLexer(script).tokens();
}

QByteArray multiLineValue(QByteArrayView token) {
    QByteArray value;
    qsizetype at = token.indexOf('\n') + 1;
    while (at > 0 && at < token.size()) {
        const qsizetype newline = token.indexOf('\n', at);
        const qsizetype end = newline < 0 ? token.size() : newline + 1;
        QByteArrayView line = token.sliced(at, end - at);
        at = end;
        if (at == token.size())
            break; // the dot alone
        if (line.startsWith(QByteArrayView("..")))
            line = line.sliced(1);
        value.append(line);
    }
    return value;
}

} // namespace tributary::sieve::detail
