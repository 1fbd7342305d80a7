// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/Attributes.h"

#include "content/detail/CssFilter.h"
#include "content/detail/CssSelectors.h"

#include <QSet>

namespace tributary::content::detail {
namespace {

enum class Grammar { Number, Length, Colour, Word, Text, Fonts, FontSize, Names, Name, Language };

struct AttributeRule {
    const char* elements; ///< names between blanks; "*" for all
    const char* name;
    Grammar grammar;
    const char* words = nullptr; ///< Grammar::Word: the allowed ones between blanks
    HtmlUse since = HtmlUse::Simple; ///< Original: for a browser engine only
};

constexpr const char* kCells = " table thead tbody tfoot tr td th ";
/// Attributes without a value: the name alone is what they say.
bool isSwitch(QByteArrayView name) { return name == "nowrap" || name == "noshade" || name == "reversed"; }

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
    {"*", "class", Grammar::Names, nullptr, HtmlUse::Original},
    {"*", "id", Grammar::Name, nullptr, HtmlUse::Original},
    {" a ", "name", Grammar::Name, nullptr, HtmlUse::Original},
    {"*", "title", Grammar::Text, nullptr, HtmlUse::Original},
    {"*", "lang", Grammar::Language, nullptr, HtmlUse::Original},
    {" table ", "bordercolor", Grammar::Colour, nullptr, HtmlUse::Original},
    {" table ", "rules", Grammar::Word, " none groups rows cols all ", HtmlUse::Original},
    {" table ", "frame", Grammar::Word, " void above below hsides lhs rhs vsides box border ", HtmlUse::Original},
    {" img ", "border", Grammar::Number, nullptr, HtmlUse::Original},
    {" img ", "hspace", Grammar::Number, nullptr, HtmlUse::Original},
    {" img ", "vspace", Grammar::Number, nullptr, HtmlUse::Original},
    {" hr ", "color", Grammar::Colour, nullptr, HtmlUse::Original},
    {" hr ", "noshade", Grammar::Word, "", HtmlUse::Original},
    {" ol ", "reversed", Grammar::Word, "", HtmlUse::Original},
};

bool isListed(const char* list, QByteArrayView word) {
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

std::optional<QString> filteredNames(const QString& value, const QString& prefix) {
    constexpr qsizetype kMaxNames = 40; // of 100 characters: less than is read
    QStringList names;
    for (const QString& one : value.left(8000).simplified().split(u' ', Qt::SkipEmptyParts)) {
        const QString name = prefixedName(one, prefix);
        if (!name.isEmpty() && names.size() < kMaxNames)
            names.append(name);
    }
    return names.isEmpty() ? std::nullopt : std::optional(names.join(u' '));
}

std::optional<QString> filteredName(const QString& value, const QString& prefix) {
    const QString name = prefixedName(value, prefix);
    return name.isEmpty() ? std::nullopt : std::optional(name);
}

bool isLanguage(const QString& value) {
    for (const QChar c : value) {
        if (c != u'-' && (c.unicode() >= 0x80 || !c.isLetterOrNumber()))
            return false;
    }
    return !value.isEmpty() && value.size() <= 20;
}

std::optional<QString> filteredValue(const AttributeRule& rule, const QString& value, const SanitiseOptions& options) {
    switch (rule.grammar) {
    case Grammar::Number: return isNumber(value) ? std::optional(value) : std::nullopt;
    case Grammar::Length: return filteredLength(value);
    case Grammar::Colour: return isCssColour(value) ? std::optional(value) : std::nullopt;
    case Grammar::Fonts: return isFontList(value) ? std::optional(value) : std::nullopt;
    case Grammar::FontSize: return filteredFontSize(value);
    case Grammar::Text: return shortText(value);
    case Grammar::Names: return filteredNames(value, options.prefix);
    case Grammar::Name: return filteredName(value, options.prefix);
    case Grammar::Language: return isLanguage(value) ? std::optional(value) : std::nullopt;
    case Grammar::Word: break;
    }
    if (isSwitch(rule.name))
        return QString::fromLatin1(rule.name);
    if (isListed(rule.words, value.toUtf8()))
        return value;
    const QString lower = value.toLower();
    return isListed(rule.words, lower.toUtf8()) ? std::optional(lower) : std::nullopt;
}

} // namespace

std::optional<QString> filteredAttribute(QByteArrayView element, QByteArrayView name, const QString& value,
                                         const SanitiseOptions& options) {
    for (const AttributeRule& rule : kRules) {
        if (!name.isEmpty() && name[0] == *rule.name && name == rule.name && (*rule.elements == '*' || isListed(rule.elements, element)) &&
            (rule.since == HtmlUse::Simple || options.use == HtmlUse::Original))
            return filteredValue(rule, rule.grammar == Grammar::Text ? value : value.trimmed(), options);
    }
    return std::nullopt;
}

QString shortText(const QString& text) {
    constexpr qsizetype kMaxText = 1000;
    QString result = text.left(kMaxText);
    if (result.size() == kMaxText && result.back().isHighSurrogate())
        result.chop(1); // half a character would be read as another one
    return result;
}

std::optional<RemoteReference::Kind> fetchedBy(QByteArrayView element, QByteArrayView name) {
    using Kind = RemoteReference::Kind;
    static const QSet<QByteArray> fetching{"background", "poster", "lowsrc", "dynsrc", "imagesrcset", "src", "srcset", "data", "href",
                                           "manifest", "code", "codebase", "archive", "xlink:href", "classid", "icon"};
    if (!fetching.contains(QByteArray::fromRawData(name.data(), name.size())))
        return std::nullopt;
    const bool picture = isListed(" img image input source picture ", element);
    if (name == "background")
        return Kind::Background;
    if (isListed(" poster lowsrc dynsrc imagesrcset ", name))
        return Kind::Picture;
    if (name != "href")
        return picture ? Kind::Picture : Kind::Other;
    if (element == "a" || element == "area" || element == "base")
        return std::nullopt;
    return element == "link" ? Kind::Style : picture ? Kind::Picture : Kind::Other;
}

QString firstOfSrcset(const QString& srcset) {
    qsizetype begin = 0;
    while (begin < srcset.size() && (srcset[begin].isSpace() || srcset[begin] == u','))
        ++begin;
    qsizetype end = begin;
    while (end < srcset.size() && !srcset[end].isSpace())
        ++end;
    return srcset.mid(begin, end - begin);
}

} // namespace tributary::content::detail
