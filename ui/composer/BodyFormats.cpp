// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/BodyFormats.h"

#include "ui/style/Tokens.h"

#include <QTextLength>
#include <QUrl>

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr int kQuoteStep = 14; // pixels a level
constexpr int kParagraphGap = 8;
constexpr qsizetype kLongestLink = 8000; // the sanitiser's
} // namespace

int quoteLevel(const QTextBlock& block) { return block.blockFormat().intProperty(kQuoteLevel); }

int quoteMargin(int level) { return level * kQuoteStep; }

void setQuoteLevel(QTextBlockFormat& format, int level) {
    level = std::clamp(level, 0, kMostQuotes);
    if (level == 0) {
        format.clearProperty(kQuoteLevel);
        format.clearProperty(QTextFormat::BlockLeftMargin);
        format.clearProperty(QTextFormat::BlockRightMargin);
        return;
    }
    format.setProperty(kQuoteLevel, level);
    // On both sides: the text's direction may change while it is written, and the bars stand where it begins.
    format.setLeftMargin(quoteMargin(level));
    format.setRightMargin(quoteMargin(level));
}

void setParagraph(QTextBlockFormat& format, bool paragraph) {
    if (!paragraph) {
        for (const int property : {int(kParagraph), int(QTextFormat::BlockTopMargin), int(QTextFormat::BlockBottomMargin)})
            format.clearProperty(property);
        return;
    }
    format.setProperty(kParagraph, true);
    format.setTopMargin(kParagraphGap);
    format.setBottomMargin(kParagraphGap);
}

bool isSignature(const QTextBlock& block) { return block.blockFormat().boolProperty(kSignature); }

bool isRule(const QTextBlock& block) { return block.blockFormat().hasProperty(QTextFormat::BlockTrailingHorizontalRulerWidth); }

void setRule(QTextBlockFormat& format, bool rule) {
    if (rule)
        format.setProperty(QTextFormat::BlockTrailingHorizontalRulerWidth, QTextLength(QTextLength::PercentageLength, 100));
    else
        format.clearProperty(QTextFormat::BlockTrailingHorizontalRulerWidth);
}

Qt::LayoutDirection directionOf(const QTextBlock& block) {
    if (const auto own = block.blockFormat().layoutDirection(); own != Qt::LayoutDirectionAuto)
        return own;
    for (const QChar c : block.text()) {
        switch (c.direction()) {
        case QChar::DirL: return Qt::LeftToRight;
        case QChar::DirR:
        case QChar::DirAL: return Qt::RightToLeft;
        default: break;
        }
    }
    return Qt::LeftToRight;
}

QRgb inkOf(const QColor& color) {
    if (!color.isValid() || color.alphaF() < 0.5F)
        return 0;
    const QColor opaque = QColor::fromRgb(color.rgb());
    const bool grey = opaque.hslSaturationF() < 0.3F;
    const double light = luminance(opaque);
    return light < 0.005 || light > 0.85 || (grey && light < 0.06) ? 0 : opaque.rgb();
}

InlineFormat inlineFormat(const QTextCharFormat& format) {
    InlineFormat inlined;
    inlined.href = linkTarget(format.anchorHref());
    if (inlined.href.isEmpty() && format.hasProperty(QTextFormat::ForegroundBrush))
        inlined.ink = inkOf(format.foreground().color());
    inlined.step = std::clamp(format.intProperty(QTextFormat::FontSizeAdjustment), kSmallestStep, kLargestStep);
    inlined.bold = format.fontWeight() > QFont::Medium;
    inlined.italic = format.fontItalic();
    inlined.underline = inlined.href.isEmpty() && format.fontUnderline();
    inlined.strike = format.fontStrikeOut();
    return inlined;
}

QTextCharFormat charFormat(const InlineFormat& inlined) {
    QTextCharFormat format;
    if (!inlined.href.isEmpty()) {
        format.setAnchor(true);
        format.setAnchorHref(inlined.href);
    }
    if (inlined.ink != 0 && inlined.href.isEmpty())
        format.setForeground(QColor::fromRgb(inlined.ink));
    if (inlined.step != 0)
        format.setProperty(QTextFormat::FontSizeAdjustment, inlined.step);
    if (inlined.bold)
        format.setFontWeight(QFont::Bold);
    if (inlined.italic)
        format.setFontItalic(true);
    if (inlined.underline && inlined.href.isEmpty())
        format.setFontUnderline(true);
    if (inlined.strike)
        format.setFontStrikeOut(true);
    return format;
}

QString linkTarget(const QString& href) {
    if (href.isEmpty() || href.size() > kLongestLink)
        return {};
    QString link = href.trimmed();
    link.replace(u' ', QLatin1StringView("%20"));
    const bool odd = std::any_of(link.begin(), link.end(), [](QChar c) {
        return c.unicode() <= 0x20 || c == u'\\' || (c.unicode() >= 0x7F && c.unicode() < 0xA0) || c.category() == QChar::Other_Format || c.isSurrogate() ||
               c.isNonCharacter();
    });
    if (odd || link.size() > kLongestLink)
        return {};
    if (link.startsWith(QLatin1String("mailto:"), Qt::CaseInsensitive))
        return link;
    if (!link.startsWith(QLatin1String("http:"), Qt::CaseInsensitive) && !link.startsWith(QLatin1String("https:"), Qt::CaseInsensitive))
        return {};
    const QUrl url(link, QUrl::TolerantMode);
    return url.isValid() && !url.host().isEmpty() ? link : QString();
}

} // namespace tributary::ui
