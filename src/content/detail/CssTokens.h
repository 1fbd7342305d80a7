// SPDX-License-Identifier: GPL-3.0-or-later
// CSS Syntax Level 3, section 4: text into tokens, in one pass. Escapes are decoded and comments gone before anybody
// judges a token; what is not closed (a string, a comment, url() ends where the standard says.
#pragma once

#include <QString>

namespace tributary::content::detail {

struct CssToken {
    enum class Kind {
        Ident, Function, AtKeyword, Hash, String, BadString, Url, BadUrl, Delim, Number, Percentage, Dimension, Space,
        Colon, Semicolon, Comma, OpenSquare, CloseSquare, OpenRound, CloseRound, OpenCurly, CloseCurly, Comment, End,
    };
    Kind kind = Kind::End;
    QString text;  ///< decoded; of a function without '(', of a hash without '#', of a dimension the number
    QString unit;  ///< Dimension: lower case
    char16_t sign = 0; ///< Delim

    [[nodiscard]] bool is(Kind wanted) const { return kind == wanted; }
    [[nodiscard]] bool isDelim(char16_t c) const { return kind == Kind::Delim && sign == c; }
    [[nodiscard]] bool isWord(QStringView word) const { return kind == Kind::Ident && text.compare(word, Qt::CaseInsensitive) == 0; }
};

class CssTokens {
public:
    explicit CssTokens(QStringView css) : m_css(css) {}
    /// Comments and "<!--", "-->" are passed over; Kind::End for ever after the last.
    CssToken next();
    [[nodiscard]] qsizetype position() const { return m_at; }

private:
    [[nodiscard]] char16_t peek(qsizetype ahead = 0) const {
        return m_at + ahead < m_css.size() ? m_css[m_at + ahead].unicode() : u'\0';
    }
    [[nodiscard]] bool atEnd() const { return m_at >= m_css.size(); }
    [[nodiscard]] bool escapeAt(qsizetype ahead) const;
    [[nodiscard]] bool identStartsAt(qsizetype ahead) const;
    [[nodiscard]] bool numberStartsAt() const;
    CssToken sign();
    CssToken identLike();
    CssToken number();
    CssToken string(char16_t quote);
    CssToken url();
    CssToken badUrl();
    QString name();
    void escape(QString& out);
    void skipComment();

    QStringView m_css;
    qsizetype m_at = 0;
};

/// @param words lower case, each between two blanks
inline bool listed(const char* words, const QString& word) {
    return !word.contains(u' ') && QLatin1StringView(words).contains(QString(u' ' + word + u' '));
}

} // namespace tributary::content::detail
