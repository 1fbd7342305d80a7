// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/CssSelectors.h"

namespace tributary::content::detail {
namespace {

using Kind = CssToken::Kind;

constexpr qsizetype kMaxName = 100;
constexpr qsizetype kMaxSelectorTokens = 2000;

bool isPlain(QChar c) {
    const char16_t u = c.unicode();
    return ((u | 0x20) >= u'a' && (u | 0x20) <= u'z') || (u >= u'0' && u <= u'9') || u == u'-' || u == u'_' ||
           (u >= 0x80 && c.isLetterOrNumber());
}
/// "sm:w-1/2": names that sheets write with escapes.
bool isEscapable(QChar c) { return QStringView(u":/.%@!+,[]()#&='*$^~|?;").contains(c); }

QString escaped(const QString& name) {
    QString out;
    for (const QChar c : name) {
        if (!isPlain(c))
            out += u'\\';
        out += c;
    }
    return out;
}

/// Element and attribute names: no escapes needed.
bool isSimpleName(const QString& name) {
    if (name.isEmpty() || name.size() > 40 || !name[0].isLetter())
        return false;
    for (const QChar c : name) {
        if (!(c >= u'a' && c <= u'z') && !(c >= u'0' && c <= u'9') && c != u'-')
            return false;
    }
    return true;
}

bool isAttributeText(const QString& text) {
    if (text.size() > kMaxName)
        return false;
    for (const QChar c : text) {
        if (!isPlain(c) && !QStringView(u" :;.,#%+*()=!").contains(c))
            return false;
    }
    return true;
}

/// One selector of the list at a time.
class Reader {
public:
    Reader(const CssTokenList& tokens, const QString& prefix) : m_tokens(tokens), m_prefix(prefix) {}

    QString read() {
        QString all;
        while (m_at < m_tokens.size()) {
            const QString one = selector();
            if (one.isEmpty())
                skipToComma();
            else
                all += (all.isEmpty() ? QString() : QStringLiteral(",")) + one;
            ++m_at; // the comma
        }
        return all;
    }

private:
    [[nodiscard]] bool more() const { return m_at < m_tokens.size() && !m_tokens[m_at].is(Kind::Comma); }
    [[nodiscard]] bool at(Kind kind) const { return m_at < m_tokens.size() && m_tokens[m_at].is(kind); }
    [[nodiscard]] bool atDelim(char16_t c) const { return m_at < m_tokens.size() && m_tokens[m_at].isDelim(c); }

    void skipToComma() {
        for (int depth = 0; m_at < m_tokens.size() && (depth > 0 || !at(Kind::Comma)); ++m_at) {
            const CssToken& one = m_tokens[m_at];
            if (one.is(Kind::Function) || one.is(Kind::OpenRound) || one.is(Kind::OpenSquare))
                ++depth;
            else if (one.is(Kind::CloseRound) || one.is(Kind::CloseSquare))
                depth = qMax(0, depth - 1);
        }
    }

    bool skipSpace() {
        const qsizetype before = m_at;
        while (at(Kind::Space))
            ++m_at;
        return m_at > before;
    }

    QString selector() {
        QString out;
        skipSpace();
        while (more()) {
            const QString one = compound();
            if (one.isEmpty())
                return {};
            out += one;
            const bool space = skipSpace();
            if (!more())
                return out;
            if (atDelim(u'>') || atDelim(u'+') || atDelim(u'~')) {
                out += QChar(m_tokens[m_at++].sign);
                skipSpace();
                if (!more())
                    return {};
            } else if (space) {
                out += u' ';
            } else {
                return {};
            }
        }
        return out;
    }

    /// "td.a#b[c=d]:hover"; stops at what is none of it. Empty when nothing is, or something is wrong.
    QString compound() {
        QString out;
        if (at(Kind::Ident)) {
            out = m_tokens[m_at++].text.toLower();
            if (!isSimpleName(out))
                return {};
        } else if (atDelim(u'*')) {
            out = QStringLiteral("*");
            ++m_at;
        }
        while (more()) {
            QString one;
            if (at(Kind::Hash))
                one = named(u'#', m_tokens[m_at++].text);
            else if (atDelim(u'.') && m_at + 1 < m_tokens.size() && m_tokens[m_at + 1].is(Kind::Ident))
                one = named(u'.', m_tokens[(m_at += 2) - 1].text);
            else if (at(Kind::OpenSquare))
                one = attribute();
            else if (at(Kind::Colon))
                one = pseudo();
            else
                return out;
            if (one.isEmpty())
                return {};
            out += one;
        }
        return out;
    }

    [[nodiscard]] QString named(QChar sign, const QString& name) const {
        const QString full = prefixedName(name, m_prefix);
        return full.isEmpty() ? QString() : QString(sign + escaped(full));
    }

    /// At '['; behind ']' when it is one.
    QString attribute() {
        ++m_at;
        skipSpace();
        if (!at(Kind::Ident))
            return {};
        const QString name = m_tokens[m_at++].text.toLower();
        skipSpace();
        QString test;
        if (m_at < m_tokens.size() && m_tokens[m_at].is(Kind::Delim) && !atDelim(u'='))
            test = QChar(m_tokens[m_at++].sign);
        if (!isSimpleName(name) || !(test.isEmpty() || QStringView(u"~|^$*").contains(test)))
            return {};
        if (test.isEmpty() && at(Kind::CloseSquare)) {
            ++m_at;
            return u'[' + name + u']';
        }
        if (!atDelim(u'='))
            return {};
        ++m_at;
        skipSpace();
        if (!at(Kind::Ident) && !at(Kind::String))
            return {};
        const auto value = attributeValue(name, test, m_tokens[m_at++].text);
        skipSpace();
        const bool anyCase = m_at < m_tokens.size() && m_tokens[m_at].isWord(u"i");
        m_at += anyCase ? 1 : 0;
        skipSpace();
        if (!value || !at(Kind::CloseSquare))
            return {};
        ++m_at;
        return u'[' + name + test + u"=\"" + *value + (anyCase ? u"\" i]" : u"\"]");
    }

    /// What stands in class and id attributes has a prefix now.
    [[nodiscard]] std::optional<QString> attributeValue(const QString& name, const QString& test, const QString& text) const {
        if (!isAttributeText(text))
            return std::nullopt;
        if ((name != u"class" && name != u"id") || test == u"*" || test == u"$" || test == u"|")
            return text;
        QStringList names;
        for (const QString& one : text.split(u' ', Qt::SkipEmptyParts))
            names.append(prefixedName(one, m_prefix));
        const QString all = names.join(u' ');
        return names.contains(QString()) || all.size() > kMaxName ? std::nullopt : std::optional(all);
    }

    QString pseudo() {
        ++m_at;
        QString out = QStringLiteral(":");
        if (at(Kind::Colon)) {
            out += u':';
            ++m_at;
        }
        if (at(Kind::Ident)) {
            const QString name = m_tokens[m_at++].text.toLower();
            return listed(" hover link visited active focus first-child last-child only-child first-of-type last-of-type "
                          "only-of-type empty root first-line first-letter before after checked placeholder marker ",
                          name)
                       ? QString(out + name)
                       : QString();
        }
        if (!at(Kind::Function) || out.size() != 1)
            return {};
        const QString name = m_tokens[m_at++].text.toLower();
        if (!listed(" nth-child nth-last-child nth-of-type nth-last-of-type ", name))
            return {};
        const QString formula = nth();
        return formula.isEmpty() ? QString() : QString(out + name + u'(' + formula + u')');
    }

    /// "odd", "even", "3": what newsletters use of it; to behind ')'.
    QString nth() {
        skipSpace();
        QString out;
        if (at(Kind::Ident))
            out = m_tokens[m_at].text.toLower();
        else if (at(Kind::Number))
            out = cssNumber(m_tokens[m_at].text);
        else if (at(Kind::Dimension) && m_tokens[m_at].unit == u"n")
            out = cssNumber(m_tokens[m_at].text) + u'n';
        ++m_at;
        skipSpace();
        if (out.endsWith(u'n') && out != u"even" && at(Kind::Number) && !cssNumber(m_tokens[m_at].text).isEmpty()) {
            const QString more = cssNumber(m_tokens[m_at++].text);
            out += more.startsWith(u'-') ? more : QString(u'+' + more);
            skipSpace();
        }
        if (!at(Kind::CloseRound))
            return {};
        ++m_at;
        const bool number = !out.isEmpty() && (out[0].isDigit() || out[0] == u'-') && !out.contains(u'.') && out != u"n";
        return number || out == u"odd" || out == u"even" ? out : QString();
    }

    const CssTokenList& m_tokens;
    const QString& m_prefix;
    qsizetype m_at = 0;
};

/// "only screen and (max-width:480px)": words, and in brackets what they are compared with.
class MediaQuery {
public:
    QString read(const CssTokenList& tokens) {
        for (const CssToken& one : tokens) {
            if (!one.is(Kind::Space) && !token(one))
                return {};
        }
        return m_depth == 0 && m_out.size() < kMaxQuery && !m_out.endsWith(u',') ? m_out : QString();
    }

private:
    bool token(const CssToken& one) {
        switch (one.kind) {
        case Kind::Ident: return ident(one.text.toLower());
        case Kind::Number: return number(one.text, {});
        case Kind::Dimension: return isCssUnit(one.unit) && number(one.text, one.unit);
        case Kind::Comma: return m_depth == 0 && separator(u',');
        case Kind::Colon: return m_depth > 0 && separator(u':');
        case Kind::OpenRound:
            word(QStringLiteral("("));
            m_space = false;
            return ++m_depth <= kMaxDepth;
        case Kind::CloseRound:
            m_out += u')';
            m_space = true;
            return m_depth-- > 0;
        case Kind::Delim:
            word(QString(QChar(one.sign)));
            return one.sign == u'/' || one.sign == u'>' || one.sign == u'=';
        default: return false;
        }
    }

    bool ident(const QString& name) {
        word(name);
        return isSimpleName(name.startsWith(u'-') ? name.mid(1) : name);
    }

    bool number(const QString& text, const QString& unit) {
        const QString digits = cssNumber(text);
        word(digits + unit);
        return !digits.isEmpty() && m_depth > 0;
    }

    bool separator(QChar sign) {
        m_space = false;
        m_out += sign;
        return m_out.size() > 1;
    }

    void word(const QString& text) {
        m_out += (m_space ? QStringLiteral(" ") : QString()) + text;
        m_space = true;
    }

    static constexpr int kMaxDepth = 4;
    static constexpr qsizetype kMaxQuery = 1000;
    QString m_out;
    bool m_space = false;
    int m_depth = 0;
};

} // namespace

QString prefixedName(const QString& name, const QString& prefix) {
    if (name.size() > kMaxName || name.isEmpty())
        return {};
    for (const QChar c : name) {
        if (!isPlain(c) && !isEscapable(c))
            return {};
    }
    const QString full = name.startsWith(prefix) ? name : QString(prefix + name);
    return full.size() > kMaxName ? QString() : full; // bounds hold for what is written: it is read again
}

QString cssSelectors(const CssTokenList& tokens, const QString& prefix) {
    return tokens.size() > kMaxSelectorTokens ? QString() : Reader(tokens, prefix).read();
}

QString cssMediaQuery(const CssTokenList& tokens) { return MediaQuery().read(tokens); }

} // namespace tributary::content::detail
