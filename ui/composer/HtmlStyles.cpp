// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/HtmlStyles.h"

#include <algorithm>

namespace tributary::ui {

namespace {

using Declarations = QList<std::pair<QString, QString>>;

Declarations declarations(const QString& style) {
    Declarations all;
    for (const QString& one : style.split(u';', Qt::SkipEmptyParts)) {
        const qsizetype colon = one.indexOf(u':');
        if (colon > 0)
            all.append({one.left(colon).trimmed().toLower(), one.mid(colon + 1).trimmed().toLower()});
    }
    return all;
}

QColor functionalColor(const QString& text) {
    const QStringList parts = text.mid(text.indexOf(u'(') + 1).chopped(1).split(u',');
    if (!text.startsWith(QLatin1String("rgb")) || parts.size() < 3)
        return {};
    const auto channel = [&parts](int i) { return std::clamp(parts[i].trimmed().toInt(), 0, 255); };
    QColor color(channel(0), channel(1), channel(2));
    if (parts.size() > 3)
        color.setAlphaF(std::clamp(parts[3].trimmed().toFloat(), 0.0F, 1.0F));
    return color;
}

QRgb inkNamed(const QString& text) { return inkOf(text.contains(u'(') ? functionalColor(text) : QColor(text)); }

int stepOfPixels(double pixels) {
    constexpr double kSmall = 12.5, kNormal = 17.5, kLarge = 21, kLarger = 28;
    return pixels < kSmall ? -1 : pixels <= kNormal ? 0 : pixels <= kLarge ? 1 : pixels <= kLarger ? 2 : 3;
}

/// One of the steps; `before` is what the element around has.
int stepOf(const QString& size, int before) {
    static const QHash<QString, int> words{{QStringLiteral("xx-small"), -1}, {QStringLiteral("x-small"), -1}, {QStringLiteral("small"), -1},
                                           {QStringLiteral("medium"), 0},    {QStringLiteral("large"), 1},    {QStringLiteral("x-large"), 2},
                                           {QStringLiteral("xx-large"), 3}};
    if (const auto word = words.constFind(size); word != words.cend())
        return *word;
    if (size == QLatin1String("larger") || size == QLatin1String("smaller"))
        return std::clamp(before + (size == QLatin1String("larger") ? 1 : -1), kSmallestStep, kLargestStep);
    constexpr double kNormalPixels = 16;
    qsizetype digits = 0;
    while (digits < size.size() && (size[digits].isDigit() || size[digits] == u'.'))
        ++digits;
    const double value = QStringView(size).left(digits).toDouble();
    const QStringView unit = QStringView(size).mid(digits);
    if (digits == 0 || value <= 0)
        return before;
    if (unit == u"pt")
        return stepOfPixels(value * 4 / 3);
    if (unit == u"em" || unit == u"rem")
        return stepOfPixels(value * kNormalPixels);
    if (unit == u"%")
        return stepOfPixels(value * kNormalPixels / 100);
    return unit == u"px" || unit.isEmpty() ? stepOfPixels(value) : before;
}

/// <font size>: 3 is the normal one; "+1" from there.
int stepOfFont(const QString& size) {
    const int value = size.toInt();
    const bool relative = size.startsWith(u'+') || size.startsWith(u'-');
    return std::clamp(relative ? value : value - 3, kSmallestStep, kLargestStep);
}

void applyDeclaration(InlineFormat& format, const QString& name, const QString& value) {
    if (name == QLatin1String("color"))
        format.ink = inkNamed(value);
    else if (name == QLatin1String("font-size"))
        format.step = stepOf(value, format.step);
    else if (name == QLatin1String("font-weight"))
        format.bold = value == QLatin1String("bold") || value == QLatin1String("bolder") || value.toInt() >= 600;
    else if (name == QLatin1String("font-style"))
        format.italic = value != QLatin1String("normal");
    else if (name == QLatin1String("text-decoration")) {
        format.underline = value.contains(QLatin1String("underline"));
        format.strike = value.contains(QLatin1String("line-through"));
    }
}

Qt::Alignment sideOf(const QString& word, Qt::LayoutDirection direction) {
    const bool rtl = direction == Qt::RightToLeft;
    if (word == QLatin1String("center") || word == QLatin1String("middle"))
        return Qt::AlignHCenter;
    if (word == QLatin1String("justify"))
        return Qt::AlignJustify;
    if (word == QLatin1String("right") || word == (rtl ? QLatin1String("start") : QLatin1String("end")))
        return Qt::AlignRight;
    if (word == QLatin1String("left") || word == (rtl ? QLatin1String("end") : QLatin1String("start")))
        return Qt::AlignLeft;
    return {};
}

void applyElement(InlineFormat& format, const HtmlToken& start) {
    static const QHash<QString, char> marks = [] {
        QHash<QString, char> made;
        for (const char* name : {"b", "strong", "th", "dt", "h1", "h2", "h3", "h4", "h5", "h6"})
            made.insert(QString::fromLatin1(name), 'b');
        for (const char* name : {"i", "em", "cite", "var", "dfn"})
            made.insert(QString::fromLatin1(name), 'i');
        for (const char* name : {"u", "ins"})
            made.insert(QString::fromLatin1(name), 'u');
        for (const char* name : {"s", "strike", "del"})
            made.insert(QString::fromLatin1(name), 's');
        return made;
    }();
    switch (marks.value(start.text, '\0')) {
    case 'b': format.bold = true; break;
    case 'i': format.italic = true; break;
    case 'u': format.underline = true; break;
    case 's': format.strike = true; break;
    default: break;
    }
    if (start.text == QLatin1String("h1") || start.text == QLatin1String("h2"))
        format.step = start.text == QLatin1String("h1") ? 2 : 1;
    else if (start.text == QLatin1String("big") || start.text == QLatin1String("small"))
        format.step = std::clamp(format.step + (start.text == QLatin1String("big") ? 1 : -1), kSmallestStep, kLargestStep);
    else if (start.text == QLatin1String("a"))
        format.href = linkTarget(start.attributes.value(QStringLiteral("href")));
    else if (start.text == QLatin1String("font")) {
        if (const QString color = start.attributes.value(QStringLiteral("color")); !color.isEmpty())
            format.ink = inkNamed(color.toLower());
        if (const QString size = start.attributes.value(QStringLiteral("size")); !size.isEmpty())
            format.step = stepOfFont(size);
    }
}

} // namespace

void applyInlineStyle(InlineFormat& format, const HtmlToken& start) {
    applyElement(format, start);
    const auto style = start.attributes.constFind(QStringLiteral("style"));
    if (style == start.attributes.cend())
        return;
    for (const auto& [name, value] : declarations(*style))
        applyDeclaration(format, name, value);
}

void applyBlockStyle(BlockStyle& style, const HtmlToken& start) {
    const QString direction = start.attributes.value(QStringLiteral("dir"));
    if (!direction.isEmpty())
        style.direction = direction == QLatin1String("rtl") ? Qt::RightToLeft : direction == QLatin1String("ltr") ? Qt::LeftToRight : Qt::LayoutDirectionAuto;
    const Declarations all = declarations(start.attributes.value(QStringLiteral("style")));
    for (const auto& [name, value] : all) {
        if (name == QLatin1String("direction"))
            style.direction = value == QLatin1String("rtl") ? Qt::RightToLeft : Qt::LeftToRight;
    }
    if (start.text == QLatin1String("center"))
        style.side = Qt::AlignHCenter;
    if (const QString align = start.attributes.value(QStringLiteral("align")); !align.isEmpty())
        style.side = sideOf(align, style.direction);
    for (const auto& [name, value] : all) {
        if (name == QLatin1String("text-align"))
            style.side = sideOf(value, style.direction);
        else if (name == QLatin1String("margin-left") && value.endsWith(QLatin1String("px")))
            style.indent = std::clamp(style.indent + qRound(std::min(value.chopped(2).toDouble(), 1000.0) / kIndentPixels), 0, kMostIndents);
    }
}

void setBlockStyle(QTextBlockFormat& format, const BlockStyle& style) {
    const bool rtl = style.direction == Qt::RightToLeft;
    if (style.direction != Qt::LayoutDirectionAuto)
        format.setLayoutDirection(style.direction);
    if (style.side.testFlag(Qt::AlignHCenter) || style.side.testFlag(Qt::AlignJustify))
        format.setAlignment(style.side);
    else if (style.side == (rtl ? Qt::AlignLeft : Qt::AlignRight))
        format.setAlignment(Qt::AlignRight); // Qt turns it over where the text runs from the right
    if (style.indent > 0)
        format.setIndent(style.indent);
}

} // namespace tributary::ui
