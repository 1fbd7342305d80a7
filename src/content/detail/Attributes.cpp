// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/Attributes.h"

#include "content/detail/CssFilter.h"

namespace tributary::content::detail {
namespace {

enum class Grammar { Number, Length, Colour, Word, Text, Fonts, FontSize };

struct AttributeRule {
    const char* elements; ///< names between blanks; "*" for all
    const char* name;
    Grammar grammar;
    const char* words = nullptr; ///< Grammar::Word: the allowed ones between blanks
};

constexpr const char* kCells = " table thead tbody tfoot tr td th ";
constexpr const char* kSized = " table td th tr col colgroup hr img pre ";

constexpr AttributeRule kRules[] = {
    {"*", "align", Grammar::Word, " left right center justify middle top bottom char "},
    {"*", "dir", Grammar::Word, " ltr rtl auto "},
    {kCells, "valign", Grammar::Word, " top middle bottom baseline "},
    {kCells, "bgcolor", Grammar::Colour},
    {" div ", "bgcolor", Grammar::Colour},
    {kSized, "width", Grammar::Length},
    {kSized, "height", Grammar::Length},
    {" table ", "border", Grammar::Number},
    {" table ", "cellpadding", Grammar::Number},
    {" table ", "cellspacing", Grammar::Number},
    {" td th ", "colspan", Grammar::Number},
    {" td th ", "rowspan", Grammar::Number},
    {" td th ", "nowrap", Grammar::Word, " nowrap "},
    {" col colgroup ", "span", Grammar::Number},
    {" img ", "alt", Grammar::Text},
    {" abbr acronym dfn ", "title", Grammar::Text},
    {" font ", "color", Grammar::Colour},
    {" font ", "face", Grammar::Fonts},
    {" font ", "size", Grammar::FontSize},
    {" ol ", "start", Grammar::Number},
    {" li ", "value", Grammar::Number},
    {" ol ul li ", "type", Grammar::Word, " 1 a A i I disc circle square "},
    {" hr ", "size", Grammar::Number},
    {" br ", "clear", Grammar::Word, " all left right none "},
};

bool listed(const char* list, QByteArrayView word) {
    if (word.isEmpty() || word.contains(' '))
        return false;
    const QByteArrayView all(list);
    for (qsizetype at = all.indexOf(word); at >= 0; at = all.indexOf(word, at + 1)) {
        if (at > 0 && all[at - 1] == ' ' && all[at + word.size()] == ' ')
            return true;
    }
    return false;
}

/// Digits, at most four; no sign.
bool isNumber(QStringView text) {
    if (text.isEmpty() || text.size() > 4)
        return false;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9')
            return false;
    }
    return true;
}

std::optional<QString> filteredLength(QString value) {
    if (value.endsWith(u"px", Qt::CaseInsensitive))
        value.chop(2);
    const QStringView digits = value.endsWith(u'%') ? QStringView(value).chopped(1) : QStringView(value);
    if (!isNumber(digits))
        return std::nullopt;
    return value;
}

std::optional<QString> filteredFontSize(const QString& value) {
    const QStringView digits = value.startsWith(u'+') || value.startsWith(u'-') ? QStringView(value).mid(1) : value;
    if (digits.size() != 1 || !isNumber(digits))
        return std::nullopt;
    return value;
}

std::optional<QString> filteredValue(const AttributeRule& rule, const QString& value) {
    switch (rule.grammar) {
    case Grammar::Number: return isNumber(value) ? std::optional(value) : std::nullopt;
    case Grammar::Length: return filteredLength(value);
    case Grammar::Colour: return isCssColour(value) ? std::optional(value) : std::nullopt;
    case Grammar::Fonts: return isFontList(value) ? std::optional(value) : std::nullopt;
    case Grammar::FontSize: return filteredFontSize(value);
    case Grammar::Text: return value.left(1000);
    case Grammar::Word: break;
    }
    if (QByteArrayView(rule.name) == "nowrap")
        return QStringLiteral("nowrap");
    if (listed(rule.words, value.toUtf8()))
        return value;
    const QString lower = value.toLower();
    return listed(rule.words, lower.toUtf8()) ? std::optional(lower) : std::nullopt;
}

} // namespace

std::optional<QString> filteredAttribute(QByteArrayView element, QByteArrayView name, const QString& value) {
    for (const AttributeRule& rule : kRules) {
        if (name == rule.name && (*rule.elements == '*' || listed(rule.elements, element)))
            return filteredValue(rule, rule.grammar == Grammar::Text ? value : value.trimmed());
    }
    return std::nullopt;
}

bool isFetchingAttribute(QByteArrayView element, QByteArrayView name) {
    if (listed(" src srcset imagesrcset background poster data lowsrc dynsrc manifest code codebase archive "
               "xlink:href classid icon ", name))
        return true;
    return name == "href" && !(element == "a" || element == "area" || element == "base");
}

} // namespace tributary::content::detail
