// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/CssFilter.h"

#include <QHash>
#include <QStringList>

namespace tributary::content::detail {
namespace {

enum Kind : unsigned {
    Colour = 1,
    Length = 2, ///< not negative
    Number = 4,
    Words = 8, ///< those listed
    Fonts = 16,
};

struct PropertyRule {
    const char* name;
    unsigned kinds;
    const char* words = " ";
    int maxTokens = 1;
};

constexpr const char* kBorder =
    " none hidden solid dotted dashed double groove ridge inset outset thin medium thick transparent ";
constexpr const char* kSize = " auto ";

constexpr PropertyRule kRules[] = {
    {"color", Colour},
    {"background-color", Colour},
    {"background", Colour},
    {"font-family", Fonts},
    {"font-size", Length | Words, " xx-small x-small small medium large x-large xx-large smaller larger "},
    {"font-style", Words, " normal italic oblique "},
    {"font-weight", Number | Words, " normal bold bolder lighter "},
    {"font-variant", Words, " normal small-caps "},
    {"text-align", Words, " left right center justify start end "},
    {"text-decoration", Words, " none underline line-through overline ", 2},
    {"text-transform", Words, " none uppercase lowercase capitalize "},
    {"text-indent", Length},
    {"line-height", Length | Number | Words, " normal "},
    {"letter-spacing", Length | Words, " normal "},
    {"white-space", Words, " normal nowrap pre pre-wrap pre-line "},
    {"vertical-align", Words, " baseline top middle bottom sub super text-top text-bottom "},
    {"direction", Words, " ltr rtl "},
    {"list-style-type", Words, " none disc circle square decimal lower-alpha upper-alpha lower-roman upper-roman "},
    {"width", Length | Words, kSize},
    {"height", Length | Words, kSize},
    {"max-width", Length | Words, " none "},
    {"min-width", Length},
    {"margin", Length | Words, kSize, 4},
    {"margin-top", Length | Words, kSize},
    {"margin-right", Length | Words, kSize},
    {"margin-bottom", Length | Words, kSize},
    {"margin-left", Length | Words, kSize},
    {"padding", Length, " ", 4},
    {"padding-top", Length},
    {"padding-right", Length},
    {"padding-bottom", Length},
    {"padding-left", Length},
    {"border", Colour | Length | Words, kBorder, 3},
    {"border-top", Colour | Length | Words, kBorder, 3},
    {"border-right", Colour | Length | Words, kBorder, 3},
    {"border-bottom", Colour | Length | Words, kBorder, 3},
    {"border-left", Colour | Length | Words, kBorder, 3},
    {"border-color", Colour, " ", 4},
    {"border-style", Words, kBorder, 4},
    {"border-width", Length | Words, " thin medium thick ", 4},
    {"border-collapse", Words, " collapse separate "},
};

const PropertyRule* ruleFor(const QString& name) {
    static const QHash<QString, const PropertyRule*> rules = [] {
        QHash<QString, const PropertyRule*> made;
        for (const PropertyRule& rule : kRules)
            made.insert(QString::fromLatin1(rule.name), &rule);
        return made;
    }();
    return rules.value(name, nullptr);
}

bool isLetter(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); }
bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

bool inWords(const char* words, const QString& word) {
    if (word.isEmpty() || word.size() > 30)
        return false;
    const QString padded = QLatin1Char(' ') + word + QLatin1Char(' ');
    return QLatin1StringView(words).contains(padded);
}

/// Digits with at most one point; returns where the number ends, 0 when there is none.
qsizetype numberEnd(QStringView text) {
    qsizetype digits = 0, points = 0, i = 0;
    for (; i < text.size(); ++i) {
        if (isDigit(text[i]))
            ++digits;
        else if (text[i] == u'.' && points == 0)
            ++points;
        else
            break;
    }
    return digits > 0 && digits <= 8 ? i : 0;
}

bool isNumber(const QString& text) { return numberEnd(text) == text.size() && !text.isEmpty(); }

bool isLength(const QString& text) {
    const qsizetype end = numberEnd(text);
    if (end == 0)
        return false;
    const QString unit = text.mid(end);
    return unit.isEmpty() || unit == u"%" || inWords(" px pt em ex rem in cm mm pc ", unit);
}

bool isFunctionalColour(const QString& text) {
    const qsizetype open = text.indexOf(u'(');
    if (!inWords(" rgb rgba hsl hsla ", text.left(open)) || !text.endsWith(u')') || text.size() > 60)
        return false;
    for (qsizetype i = open + 1; i < text.size() - 1; ++i) {
        const QChar c = text[i];
        if (!isDigit(c) && c != u',' && c != u'.' && c != u'%' && c != u' ')
            return false;
    }
    return true;
}

bool isColour(const QString& lower) {
    if (lower.startsWith(u'#')) {
        if (lower.size() != 4 && lower.size() != 7)
            return false;
        for (qsizetype i = 1; i < lower.size(); ++i) {
            if (!isDigit(lower[i]) && !(lower[i] >= u'a' && lower[i] <= u'f'))
                return false;
        }
        return true;
    }
    if (lower.contains(u'('))
        return isFunctionalColour(lower);
    for (const QChar c : lower) {
        if (!isLetter(c))
            return false;
    }
    // A colour's name cannot be told from another word here; no word of letters does any harm.
    return lower.size() >= 3 && lower.size() <= 24 && !inWords(" inherit initial unset revert ", lower);
}

/// Tokens at blanks, parentheses kept whole, blanks in them dropped.
QStringList tokensOf(const QString& value) {
    QStringList tokens;
    QString token;
    int depth = 0;
    for (const QChar c : value) {
        if (c.isSpace()) {
            if (depth == 0 && !token.isEmpty()) {
                tokens.append(token);
                token.clear();
            }
            continue;
        }
        depth += c == u'(' ? 1 : c == u')' ? -1 : 0;
        token += c;
    }
    if (!token.isEmpty())
        tokens.append(token);
    return tokens;
}

/// "#fff url(x) no-repeat": the colour is kept. Only forms that cannot be another word.
QStringList colourOfBackground(const QStringList& tokens) {
    for (const QString& token : tokens) {
        if ((token.startsWith(u'#') || token.startsWith(u"rgb")) && isColour(token))
            return {token};
    }
    return {};
}

QString filteredValue(const PropertyRule& rule, QString value) {
    if ((rule.kinds & Fonts) != 0) {
        value = value.simplified().replace(u'"', u'\'');
        return isFontList(value) ? value : QString();
    }
    QStringList tokens = tokensOf(value.toLower());
    if (QByteArrayView(rule.name) == "background" && tokens.size() > 1)
        tokens = colourOfBackground(tokens);
    if (tokens.isEmpty() || tokens.size() > rule.maxTokens)
        return {};
    for (const QString& token : tokens) {
        const bool allowed = ((rule.kinds & Words) != 0 && inWords(rule.words, token)) ||
                             ((rule.kinds & Length) != 0 && isLength(token)) ||
                             ((rule.kinds & Number) != 0 && isNumber(token)) ||
                             ((rule.kinds & Colour) != 0 && isColour(token));
        if (!allowed)
            return {};
    }
    return tokens.join(u' ');
}

/// Comments become blanks; an open one runs to the end.
QString withoutComments(const QString& css) {
    QString result;
    qsizetype from = 0;
    for (;;) {
        const qsizetype open = css.indexOf(QLatin1StringView("/*"), from);
        result += QStringView(css).mid(from, open < 0 ? -1 : open - from);
        if (open < 0)
            return result;
        result += u' ';
        const qsizetype close = css.indexOf(QLatin1StringView("*/"), open + 2);
        if (close < 0)
            return result;
        from = close + 2;
    }
}

/// Declarations at ';' outside quotes and parentheses.
QStringList declarationsOf(const QString& style) {
    QStringList all;
    qsizetype from = 0;
    int depth = 0;
    QChar quote;
    for (qsizetype i = 0; i < style.size(); ++i) {
        const QChar c = style[i];
        if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
        } else if (c == u'"' || c == u'\'') {
            quote = c;
        } else if (c == u'(') {
            ++depth;
        } else if (c == u')') {
            depth = depth > 0 ? depth - 1 : 0;
        } else if (c == u';' && depth == 0) {
            all.append(style.mid(from, i - from));
            from = i + 1;
        }
    }
    all.append(style.mid(from));
    return all;
}

} // namespace

bool isCssColour(const QString& text) { return isColour(text.toLower().remove(u' ')); }

bool isFontList(const QString& text) {
    if (text.isEmpty() || text.size() > 300)
        return false;
    QChar quote;
    for (const QChar c : text) {
        if (c == u'\'') {
            quote = quote.isNull() ? c : QChar();
            continue;
        }
        const bool harmless = c.isLetterOrNumber() || c == u' ' || c == u'-' || c == u'_' || c == u'.' || c == u',';
        if (!harmless)
            return false;
    }
    return quote.isNull();
}

FilteredStyle filteredStyle(const QString& style) {
    FilteredStyle result;
    if (style.size() > 20000)
        return result;
    for (const QString& declaration : declarationsOf(withoutComments(style))) {
        const qsizetype colon = declaration.indexOf(u':');
        if (colon <= 0)
            continue;
        const QString name = declaration.left(colon).trimmed().toLower();
        QString value = declaration.mid(colon + 1).trimmed();
        if (const qsizetype bang = value.indexOf(u'!'); bang >= 0)
            value = value.left(bang).trimmed();
        const QString lower = value.toLower();
        if ((name == u"display" && lower == u"none") || (name == u"visibility" && lower == u"hidden"))
            result.hidden = true;
        const PropertyRule* rule = ruleFor(name);
        if (rule == nullptr || value.size() > 400)
            continue;
        const QString filtered = filteredValue(*rule, value);
        if (filtered.isEmpty())
            continue;
        if (!result.text.isEmpty())
            result.text += u';';
        result.text += name + QLatin1Char(':') + filtered;
    }
    return result;
}

} // namespace tributary::content::detail
