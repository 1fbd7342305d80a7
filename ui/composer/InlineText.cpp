// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/InlineText.h"

#include "ui/composer/BodyFormats.h"

#include <QColor>
#include <QTextFragment>

#include <algorithm>
#include <array>

namespace tributary::ui {

namespace {

constexpr std::size_t kLevels = 6;
constexpr qsizetype kLongestText = 900; // of alt and src

/// The start tags of a run, outermost first; none where it needs none.
using Tags = std::array<QString, kLevels>;
constexpr std::array<const char*, kLevels> kEndTags = {"</a>", "</span>", "</b>", "</i>", "</u>", "</s>"};

const char* sizeWord(int step) {
    constexpr std::array kWords = {"small", "medium", "large", "x-large", "xx-large"};
    return kWords[static_cast<std::size_t>(step - kSmallestStep)];
}

QString escapedAttribute(const QString& text) { return text.toHtmlEscaped(); }

Tags tagsOf(const InlineFormat& format) {
    Tags tags;
    if (!format.href.isEmpty())
        tags[0] = QLatin1StringView("<a href=\"") + escapedAttribute(format.href) + QLatin1StringView("\">");
    QString style;
    if (format.ink != 0)
        style = QLatin1StringView("color:") + QColor::fromRgb(format.ink).name();
    if (format.step != 0)
        style += (style.isEmpty() ? QString() : QStringLiteral(";")) + QLatin1StringView("font-size:") + QLatin1StringView(sizeWord(format.step));
    if (!style.isEmpty())
        tags[1] = QLatin1StringView("<span style=\"") + style + QLatin1StringView("\">");
    const auto mark = [&tags](std::size_t at, bool on, const char* tag) { tags[at] = on ? QString::fromLatin1(tag) : QString(); };
    mark(2, format.bold, "<b>");
    mark(3, format.italic, "<i>");
    mark(4, format.underline, "<u>");
    mark(5, format.strike, "<s>");
    return tags;
}

/// What stays open between two runs stays open.
void change(QString& html, Tags& open, const Tags& wanted) {
    std::size_t same = 0;
    while (same < kLevels && open[same] == wanted[same])
        ++same;
    for (std::size_t i = kLevels; i-- > same;) {
        if (!open[i].isEmpty())
            html += QLatin1StringView(kEndTags[i]);
    }
    for (std::size_t i = same; i < kLevels; ++i)
        html += wanted[i];
    open = wanted;
}

/// Half of a pair, controls, and what is no character: a parser would replace them.
bool isLeftOut(const QString& text, qsizetype at) {
    const QChar c = text[at];
    if (c.isHighSurrogate() || c.isLowSurrogate()) {
        const bool low = c.isLowSurrogate();
        const qsizetype other = low ? at - 1 : at + 1;
        if (other < 0 || other >= text.size() || (low ? !text[other].isHighSurrogate() : !text[other].isLowSurrogate()))
            return true;
        return QChar::isNonCharacter(low ? QChar::surrogateToUcs4(text[other], c) : QChar::surrogateToUcs4(c, text[other]));
    }
    const char16_t u = c.unicode();
    return (u < 0x20 && u != u'\t') || (u >= 0x7F && u < 0xA0) || c.isNonCharacter() || u == QChar::ParagraphSeparator;
}

void appendCharacter(QString& html, const QString& text, qsizetype at) {
    const QChar c = text[at];
    switch (c.unicode()) {
    case u'&': html += QLatin1StringView("&amp;"); return;
    case u'<': html += QLatin1StringView("&lt;"); return;
    case u'>': html += QLatin1StringView("&gt;"); return;
    case 0xA0: html += QLatin1StringView("&nbsp;"); return;
    default: break;
    }
    if (!isLeftOut(text, at))
        html += c;
}

/// The neighbour that is written.
QChar neighbour(const QString& text, qsizetype at, int step) {
    for (at += step; at >= 0 && at < text.size(); at += step) {
        if (!isLeftOut(text, at))
            return text[at];
    }
    return QChar::LineSeparator;
}

/// Only the last blank of a row is one where a line may be broken.
bool isSwallowed(const QString& text, qsizetype at) {
    const QChar next = neighbour(text, at, 1);
    return neighbour(text, at, -1) == QChar::LineSeparator || next == QChar::LineSeparator || next == u' ' || next == u'\t';
}

void appendRun(QString& html, const QString& text, qsizetype from, qsizetype to) {
    for (qsizetype i = from; i < to; ++i) {
        if (text[i] == QChar::LineSeparator)
            html += QLatin1StringView("<br>");
        else if (text[i] == u'\t')
            html += QLatin1StringView("&nbsp;&nbsp;&nbsp;&nbsp;");
        else if (text[i] == u' ' && isSwallowed(text, i))
            html += QLatin1StringView("&nbsp;");
        else
            appendCharacter(html, text, i);
    }
}

bool isOwnPicture(const QTextCharFormat& format) {
    const QString source = format.toImageFormat().name();
    const bool odd = std::any_of(source.begin(), source.end(), [](QChar c) { return c.unicode() <= 0x20 || c.unicode() >= 0x7F || c == u'\\'; });
    return format.isImageFormat() && source.startsWith(QLatin1String("cid:")) && !odd && source.size() <= kLongestText;
}

void appendPicture(QString& html, const QTextImageFormat& format) {
    QString alt;
    for (const QChar c : format.stringProperty(QTextFormat::ImageAltText).left(kLongestText))
        alt += c.isSurrogate() || c.isNonCharacter() || c.category() == QChar::Other_Control ? QChar(u' ') : c;
    html += QLatin1StringView("<img src=\"") + escapedAttribute(format.name()) + QLatin1StringView("\" alt=\"") +
            escapedAttribute(alt).replace(QChar::Nbsp, QLatin1StringView("&nbsp;")) + u'"';
    constexpr int kLargest = 9999;
    if (const int width = qRound(format.width()); width > 0 && width <= kLargest)
        html += QStringLiteral(" width=\"%1\"").arg(width);
    if (const int height = qRound(format.height()); height > 0 && height <= kLargest)
        html += QStringLiteral(" height=\"%1\"").arg(height);
    html += u'>';
}

/// The block's text; U+FFFC stands only where a picture is written.
QString writtenText(const QTextBlock& block) {
    QString text = block.text();
    if (!text.contains(QChar::ObjectReplacementCharacter))
        return text;
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextFragment fragment = it.fragment();
        for (qsizetype i = fragment.position() - block.position(), left = fragment.length(); left > 0 && !isOwnPicture(fragment.charFormat()); ++i, --left) {
            if (text[i] == QChar::ObjectReplacementCharacter)
                text[i] = u'\x01'; // a control is left out
        }
    }
    return text;
}

} // namespace

void appendInline(QString& html, const QTextBlock& block) {
    const QString text = writtenText(block);
    Tags open;
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextFragment fragment = it.fragment();
        const qsizetype from = fragment.position() - block.position();
        QString run;
        if (isOwnPicture(fragment.charFormat())) {
            for (int i = 0; i < fragment.length(); ++i) // two of the same side by side are one fragment
                appendPicture(run, fragment.charFormat().toImageFormat());
        } else {
            appendRun(run, text, from, from + fragment.length());
        }
        if (run.isEmpty())
            continue;
        change(html, open, tagsOf(inlineFormat(fragment.charFormat())));
        html += run;
    }
    change(html, open, Tags());
}

bool endsInBreak(const QTextBlock& block) {
    const QString text = writtenText(block);
    return neighbour(text, text.size(), -1) == QChar::LineSeparator;
}

Qt::LayoutDirection lineDirection(const QString& line) {
    for (const QChar c : line) {
        if (c.direction() == QChar::DirL)
            return Qt::LeftToRight;
        if (c.direction() == QChar::DirR || c.direction() == QChar::DirAL)
            return Qt::RightToLeft;
    }
    return Qt::LeftToRight;
}

QString writtenVerbatim(const QTextBlock& block) {
    const QString text = writtenText(block);
    QString html;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QChar::LineSeparator)
            html += u'\n';
        else
            appendCharacter(html, text, i);
    }
    return html;
}

} // namespace tributary::ui
