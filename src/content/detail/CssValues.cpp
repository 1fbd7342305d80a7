// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/CssValues.h"

#include <QVarLengthArray>

#include <algorithm>

namespace tributary::content::detail {
namespace {

using Kind = CssToken::Kind;

constexpr qsizetype kMaxValueTokens = 200;
constexpr qsizetype kMaxNesting = 6;
constexpr double kNear = 100;

bool isWordLetter(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_'; }

/// A word that is read as the same word again.
bool isPlainWord(const QString& word) {
    if (word.isEmpty() || word.size() > 40)
        return false;
    for (const QChar c : word) {
        if (!isWordLetter(c))
            return false;
    }
    const QChar first = word[0] == u'-' && word.size() > 1 ? word[1] : word[0];
    return first >= u'a' && first <= u'z';
}

bool isFontText(const QString& text, bool quoted) {
    if (text.isEmpty() || text.size() > 100)
        return false;
    for (const QChar c : text) {
        const bool inner = c == u'-' || c == u'_' || (quoted && (c == u' ' || c == u'.' || c == u',' || c == u'+'));
        if (!inner && !(c.unicode() < 0x80 ? c.isLetterOrNumber() : c.isLetter()))
            return false;
    }
    const bool prefixed = text.size() > 1 && text[0] == u'-' && text[1].isLetter(); // -apple-system
    return quoted || prefixed || text[0].isLetter();
}

bool isColourFunction(const QString& name) { return listed(" rgb rgba hsl hsla hwb lab lch oklab oklch ", name); }
bool isMathFunction(const QString& name) { return listed(" calc min max clamp ", name); }
bool isGradient(const QString& name) {
    return listed(" linear-gradient radial-gradient repeating-linear-gradient repeating-radial-gradient conic-gradient ", name);
}

/// Writes one value; any token that the property may not hold ends it.
class Writer {
public:
    Writer(const CssProperty& property, CssContext& context) : m_property(property), m_context(context) {}

    QString write(const CssTokenList& tokens) {
        for (qsizetype i = 0; i < tokens.size() && m_good; ++i)
            i += token(tokens, i);
        if (!m_good || !m_open.isEmpty() || (m_dropped && m_commas) || m_out.startsWith(u',') || m_out.startsWith(u'/'))
            return {};
        return m_out;
    }

private:
    enum class Inside { Colour, Math, Gradient, Grid, Round };
    struct Open {
        Inside inside;
        qsizetype begin; ///< in m_out
        bool spaced;     ///< what stands in front wants a blank
    };

    /// How many more tokens it took.
    qsizetype token(const CssTokenList& tokens, qsizetype at) {
        const CssToken& one = tokens[at];
        switch (one.kind) {
        case Kind::Space: break;
        case Kind::Ident: ident(one.text); break;
        case Kind::Hash: hash(one.text.toLower()); break;
        case Kind::Number: number(one.text, {}); break;
        case Kind::Percentage: number(one.text, QStringLiteral("%")); break;
        case Kind::Dimension: number(one.text, one.unit); break;
        case Kind::String: string(one.text); break;
        case Kind::Comma: separator(u','); break;
        case Kind::Delim: delim(one.sign); break;
        case Kind::Url: picture(one.text); break;
        case Kind::Function: return function(tokens, at);
        case Kind::OpenRound:
            m_good = m_good && inside(Inside::Math);
            open({}, Inside::Round);
            break;
        case Kind::CloseRound: close(); break;
        default: m_good = false;
        }
        return 0;
    }

    [[nodiscard]] bool has(unsigned flag) const { return (m_property.flags & flag) != 0; }
    [[nodiscard]] bool inside(Inside wanted) const {
        return !m_open.isEmpty() && (m_open.last().inside == wanted || (wanted == Inside::Math && m_open.last().inside == Inside::Round));
    }

    void word(const QString& text) {
        if (m_space)
            m_out += u' ';
        m_out += text;
        m_space = true;
    }

    void colour(const QString& text) {
        word(m_context.dark && m_property.role != ColourRole::None ? darkColour(text, m_property.role) : text);
    }

    void ident(const QString& text) {
        if (has(CssProperty::Fonts) && m_open.isEmpty()) {
            m_good = isFontText(text, false);
            word(text);
            return;
        }
        const QString lower = text.toLower();
        m_good = isPlainWord(lower) && (m_property.words == nullptr || listed(m_property.words, lower)) && !inside(Inside::Math);
        if (m_open.isEmpty() || inside(Inside::Gradient))
            colour(lower);
        else
            word(lower);
    }

    void hash(const QString& digits) {
        const qsizetype size = digits.size();
        m_good = (size == 3 || size == 4 || size == 6 || size == 8) && (m_open.isEmpty() || inside(Inside::Gradient));
        for (const QChar c : digits)
            m_good = m_good && ((c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'));
        colour(u'#' + digits);
    }

    void number(const QString& text, const QString& unit) {
        const QString digits = cssNumber(text);
        const bool negativeOk = has(CssProperty::Negative) || inside(Inside::Colour) || inside(Inside::Gradient);
        m_good = !digits.isEmpty() && (!digits.startsWith(u'-') || negativeOk) && (unit.isEmpty() || isCssUnit(unit)) &&
                 m_property.words == nullptr;
        if (has(CssProperty::Near) && m_open.isEmpty())
            m_good = m_good && qAbs(digits.toDouble()) <= kNear && (unit == u"px" || unit == u"pt" || qAbs(digits.toDouble()) <= 10);
        word(digits + unit);
    }

    void string(const QString& text) {
        m_good = has(CssProperty::Fonts) && m_open.isEmpty() && isFontText(text, true);
        word(u'\'' + text + u'\'');
    }

    void separator(QChar c) {
        m_good = !m_out.isEmpty() && !QStringView(u",/(").contains(m_out.back()); // between two things only
        m_out += c;
        m_space = false;
        m_commas = m_commas || (c == u',' && m_open.isEmpty());
    }

    void delim(char16_t c) {
        if (inside(Inside::Math) && (c == u'+' || c == u'-' || c == u'*' || c == u'/'))
            word(QString(QChar(c)));
        else if (c == u'/')
            separator(u'/');
        else
            m_good = false;
    }

    void picture(const QString& url) {
        m_good = has(CssProperty::Pictures) && m_open.isEmpty();
        const QString own = m_good ? m_context.remote.picture(url, RemoteReference::Kind::Background, false) : QString();
        if (own.isEmpty() || own.startsWith(u"data:") || own.startsWith(u"cid:"))
            m_dropped = true; // the rest of a shorthand stays
        else
            word(u"url(\"" + own + u"\")");
    }

    qsizetype function(const CssTokenList& tokens, qsizetype at) {
        const QString name = tokens[at].text.toLower();
        if (name == u"url") {
            qsizetype end = at + 1;
            while (end < tokens.size() && tokens[end].is(Kind::Space))
                ++end;
            m_good = end < tokens.size() && tokens[end].is(Kind::String);
            if (m_good)
                picture(tokens[end].text);
            for (++end; end < tokens.size() && tokens[end].is(Kind::Space);)
                ++end;
            m_good = m_good && (end >= tokens.size() || tokens[end].is(Kind::CloseRound));
            return qMin(end, tokens.size() - 1) - at;
        }
        if (isColourFunction(name) && (m_open.isEmpty() || inside(Inside::Gradient)))
            open(name, Inside::Colour);
        else if (isMathFunction(name) && has(CssProperty::Math) && (m_open.isEmpty() || inside(Inside::Math) || inside(Inside::Grid)))
            open(name, Inside::Math);
        else if (isGradient(name) && has(CssProperty::Pictures) && m_open.isEmpty())
            open(name, Inside::Gradient);
        else if ((name == u"repeat" || name == u"minmax") && has(CssProperty::Grid))
            open(name, Inside::Grid);
        else
            m_good = false;
        return 0;
    }

    void open(const QString& name, Inside what) {
        m_good = m_good && m_open.size() < kMaxNesting;
        if (m_space)
            m_out += u' ';
        m_open.append({what, m_out.size(), m_space});
        m_out += name + u'(';
        m_space = false;
    }

    void close() {
        if (m_open.isEmpty()) {
            m_good = false;
            return;
        }
        m_out += u')';
        m_space = true;
        const Open last = m_open.last();
        m_open.removeLast();
        if (last.inside != Inside::Colour || !m_context.dark || m_property.role == ColourRole::None)
            return;
        const QString written = m_out.mid(last.begin);
        m_out.truncate(last.begin);
        m_out += darkColour(written, m_property.role);
    }

    const CssProperty& m_property;
    CssContext& m_context;
    QString m_out;
    QVarLengthArray<Open, 8> m_open;
    bool m_good = true;
    bool m_space = false;
    bool m_commas = false;
    bool m_dropped = false; ///< a picture
};

} // namespace

QString cssNumber(const QString& text) {
    const qsizetype begin = text.startsWith(u'+') ? 1 : 0;
    const qsizetype point = text.indexOf(u'.');
    const qsizetype whole = (point < 0 ? text.size() : point) - begin;
    if (whole > 6 || text.size() - begin > 24 || text.contains(u'e', Qt::CaseInsensitive))
        return {};
    return text.mid(begin);
}

bool isCssUnit(const QString& unit) {
    return unit == u"px" || unit == u"%" || listed(" px pt em ex rem ch ic lh in cm mm pc q vw vh vmin vmax fr deg rad grad turn dpi dpcm dppx x ", unit);
}

QString cssValue(const CssProperty& property, const CssTokenList& tokens, CssContext& context) {
    // Blanks are not counted: some are written that were not read.
    if (std::count_if(tokens.cbegin(), tokens.cend(), [](const CssToken& one) { return !one.is(Kind::Space); }) > kMaxValueTokens)
        return {};
    return Writer(property, context).write(tokens);
}

void noteReferences(const CssTokenList& tokens, RemoteReference::Kind kind, RemoteCollector& remote) {
    int functions = 0;
    for (const CssToken& one : tokens) {
        functions += one.is(Kind::Function) ? 1 : 0;
        if (one.is(Kind::Url) || one.is(Kind::BadUrl) || (functions > 0 && (one.is(Kind::String) || one.is(Kind::BadString))))
            remote.note(one.text, kind);
    }
}

} // namespace tributary::content::detail
