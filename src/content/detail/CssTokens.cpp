// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/CssTokens.h"

namespace tributary::content::detail {
namespace {

using Kind = CssToken::Kind;

bool isDigit(char16_t c) { return c >= u'0' && c <= u'9'; }
bool isHex(char16_t c) { return isDigit(c) || ((c | 0x20) >= u'a' && (c | 0x20) <= u'f'); }
bool isNewline(char16_t c) { return c == u'\n' || c == u'\r' || c == u'\f'; }
bool isSpace(char16_t c) { return isNewline(c) || c == u' ' || c == u'\t'; }
bool isNameStart(char16_t c) { return ((c | 0x20) >= u'a' && (c | 0x20) <= u'z') || c == u'_' || c >= 0x80; }
bool isName(char16_t c) { return isNameStart(c) || isDigit(c) || c == u'-'; }

void append(QString& out, char32_t c) {
    if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = QChar::ReplacementCharacter;
    out += QString::fromUcs4(&c, 1);
}

} // namespace

bool CssTokens::escapeAt(qsizetype ahead) const { return peek(ahead) == u'\\' && !isNewline(peek(ahead + 1)); }

bool CssTokens::identStartsAt(qsizetype ahead) const {
    if (peek(ahead) == u'-')
        return isNameStart(peek(ahead + 1)) || peek(ahead + 1) == u'-' || escapeAt(ahead + 1);
    return isNameStart(peek(ahead)) || escapeAt(ahead);
}

bool CssTokens::numberStartsAt() const {
    const qsizetype first = peek() == u'+' || peek() == u'-' ? 1 : 0;
    return isDigit(peek(first)) || (peek(first) == u'.' && isDigit(peek(first + 1)));
}

void CssTokens::skipComment() {
    const qsizetype end = m_css.indexOf(QLatin1StringView("*/"), m_at + 2);
    m_at = end < 0 ? m_css.size() : end + 2;
}

CssToken CssTokens::next() {
    while (peek() == u'/' && peek(1) == u'*')
        skipComment();
    if (atEnd())
        return {};
    const char16_t c = peek();
    if (isSpace(c)) {
        while (!atEnd() && isSpace(peek()))
            ++m_at;
        return {Kind::Space, {}, {}, 0};
    }
    if (c == u'"' || c == u'\'')
        return string(c);
    if (numberStartsAt())
        return number();
    if (c == u'-' && peek(1) == u'-' && peek(2) == u'>') {
        m_at += 3;
        return {Kind::Space, {}, {}, 0};
    }
    if (identStartsAt(0))
        return identLike();
    if (c == u'#' && (isName(peek(1)) || escapeAt(1))) {
        ++m_at;
        return {Kind::Hash, name(), {}, 0};
    }
    if (c == u'@' && identStartsAt(1)) {
        ++m_at;
        return {Kind::AtKeyword, name(), {}, 0};
    }
    return sign();
}

CssToken CssTokens::sign() {
    const char16_t c = peek();
    if (c == u'<' && m_css.mid(m_at, 4) == u"<!--") {
        m_at += 4;
        return {Kind::Space, {}, {}, 0};
    }
    ++m_at;
    switch (c) {
    case u':': return {Kind::Colon, {}, {}, 0};
    case u';': return {Kind::Semicolon, {}, {}, 0};
    case u',': return {Kind::Comma, {}, {}, 0};
    case u'[': return {Kind::OpenSquare, {}, {}, 0};
    case u']': return {Kind::CloseSquare, {}, {}, 0};
    case u'(': return {Kind::OpenRound, {}, {}, 0};
    case u')': return {Kind::CloseRound, {}, {}, 0};
    case u'{': return {Kind::OpenCurly, {}, {}, 0};
    case u'}': return {Kind::CloseCurly, {}, {}, 0};
    default: return {Kind::Delim, {}, {}, c};
    }
}

void CssTokens::escape(QString& out) {
    ++m_at; // '\'
    if (atEnd()) {
        append(out, 0);
        return;
    }
    if (!isHex(peek())) {
        out += m_css[m_at++];
        return;
    }
    char32_t value = 0;
    for (int i = 0; i < 6 && !atEnd() && isHex(peek()); ++i, ++m_at)
        value = value * 16 + static_cast<char32_t>(isDigit(peek()) ? peek() - u'0' : (peek() | 0x20) - u'a' + 10);
    if (peek() == u'\r' && peek(1) == u'\n')
        ++m_at;
    if (!atEnd() && isSpace(peek()))
        ++m_at;
    append(out, value);
}

QString CssTokens::name() {
    const qsizetype begin = m_at;
    while (!atEnd() && isName(peek()))
        ++m_at;
    QString out = m_css.mid(begin, m_at - begin).toString();
    while (!atEnd() && (isName(peek()) || escapeAt(0))) {
        if (peek() == u'\\')
            escape(out);
        else
            out += m_css[m_at++];
    }
    return out;
}

CssToken CssTokens::identLike() {
    QString text = name();
    if (atEnd() || peek() != u'(')
        return {Kind::Ident, std::move(text), {}, 0};
    ++m_at;
    if (text.compare(u"url", Qt::CaseInsensitive) != 0)
        return {Kind::Function, std::move(text), {}, 0};
    qsizetype ahead = 0;
    while (isSpace(peek(ahead)) && m_at + ahead < m_css.size())
        ++ahead;
    if (peek(ahead) == u'"' || peek(ahead) == u'\'')
        return {Kind::Function, std::move(text), {}, 0};
    m_at += ahead;
    return url();
}

CssToken CssTokens::number() {
    const qsizetype begin = m_at;
    if (peek() == u'+' || peek() == u'-')
        ++m_at;
    while (isDigit(peek()))
        ++m_at;
    if (peek() == u'.' && isDigit(peek(1))) {
        ++m_at;
        while (isDigit(peek()))
            ++m_at;
    }
    const qsizetype sign = peek(1) == u'+' || peek(1) == u'-' ? 2 : 1;
    if ((peek() | 0x20) == u'e' && isDigit(peek(sign))) {
        m_at += sign;
        while (isDigit(peek()))
            ++m_at;
    }
    QString text = m_css.mid(begin, m_at - begin).toString();
    if (peek() == u'%') {
        ++m_at;
        return {Kind::Percentage, std::move(text), {}, 0};
    }
    if (identStartsAt(0))
        return {Kind::Dimension, std::move(text), name().toLower(), 0};
    return {Kind::Number, std::move(text), {}, 0};
}

CssToken CssTokens::string(char16_t quote) {
    ++m_at;
    QString text;
    while (!atEnd() && peek() != quote) {
        if (isNewline(peek()))
            return {Kind::BadString, std::move(text), {}, 0};
        if (peek() != u'\\') {
            text += m_css[m_at++];
        } else if (m_at + 1 >= m_css.size()) {
            ++m_at;
        } else if (isNewline(peek(1))) {
            m_at += peek(1) == u'\r' && peek(2) == u'\n' ? 3 : 2;
        } else {
            escape(text);
        }
    }
    ++m_at;
    m_at = qMin(m_at, m_css.size());
    return {Kind::String, std::move(text), {}, 0};
}

CssToken CssTokens::url() {
    QString text;
    while (!atEnd()) {
        const char16_t c = peek();
        if (c == u')') {
            ++m_at;
            return {Kind::Url, std::move(text), {}, 0};
        }
        if (isSpace(c)) {
            while (!atEnd() && isSpace(peek()))
                ++m_at;
            if (!atEnd() && peek() != u')')
                break;
        } else if (c == u'"' || c == u'\'' || c == u'(' || c < 0x20 || c == 0x7F) {
            break;
        } else if (c == u'\\') {
            if (!escapeAt(0))
                break;
            escape(text);
        } else {
            text += m_css[m_at++];
        }
    }
    if (atEnd())
        return {Kind::Url, std::move(text), {}, 0};
    CssToken bad = badUrl();
    bad.text = std::move(text); // told of, never written
    return bad;
}

CssToken CssTokens::badUrl() {
    QString ignored;
    while (!atEnd() && peek() != u')') {
        if (escapeAt(0))
            escape(ignored);
        else
            ++m_at;
        ignored.clear();
    }
    m_at = qMin(m_at + 1, m_css.size());
    return {Kind::BadUrl, {}, {}, 0};
}

} // namespace tributary::content::detail
