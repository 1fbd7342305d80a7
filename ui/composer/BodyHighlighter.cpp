// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/BodyHighlighter.h"

#include "ui/composer/BodyFormats.h"
#include "ui/composer/TextColors.h"
#include "ui/style/Tokens.h"

#include <QFontDatabase>
#include <QTextDocument>
#include <QTextFragment>

#include <algorithm>

namespace tributary::ui {

namespace {

/// Levels follow each other in colours that can be told apart.
QColor quoteColor(int level) {
    const Tokens& t = Tokens::current();
    constexpr int kColours[] = {0, 1, 2, 3};
    return readableOn(t.accountColor(kColours[(level - 1) % 4]), t.readerBackground);
}

} // namespace

int plainQuoteLevel(QStringView line) {
    int level = 0;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] == u'>')
            ++level;
        else if (line[i] != u' ' || level == 0 || i + 1 >= line.size() || line[i + 1] != u'>')
            break;
    }
    return level;
}

BodyHighlighter::BodyHighlighter(QTextDocument* document) : QSyntaxHighlighter(document) {}

void BodyHighlighter::setPlain(bool plain) {
    m_plain = plain;
    rehighlight();
}

void BodyHighlighter::highlightBlock(const QString& text) {
    const QTextBlock block = currentBlock();
    if (m_plain)
        colourPlain(text, block);
    else
        colourRich(block);
}

void BodyHighlighter::colourPlain(const QString& text, const QTextBlock& block) {
    const int length = static_cast<int>(text.size());
    QTextCharFormat format;
    if (const int level = plainQuoteLevel(text); level > 0)
        format.setForeground(quoteColor(level));
    else if (isSignature(block))
        format.setForeground(Tokens::current().secondaryText);
    else
        return;
    setFormat(0, length, format);
}

void BodyHighlighter::colourRich(const QTextBlock& block) {
    const Tokens& t = Tokens::current();
    const bool quiet = isSignature(block) || quoteLevel(block) > 0;
    const bool fixed = block.blockFormat().boolProperty(kPreformatted);
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextFragment fragment = it.fragment();
        const InlineFormat inlined = inlineFormat(fragment.charFormat());
        QTextCharFormat format;
        if (!inlined.href.isEmpty()) {
            format.setForeground(t.accent);
            format.setFontUnderline(true);
        } else if (inlined.ink != 0) {
            format.setForeground(readableOn(QColor::fromRgb(inlined.ink), t.readerBackground));
        } else if (fragment.charFormat().hasProperty(QTextFormat::ForegroundBrush) || quiet) {
            format.setForeground(quiet ? t.secondaryText : t.text);
        }
        if (fixed)
            format.setFontFamilies({QFontDatabase::systemFont(QFontDatabase::FixedFont).family()});
        if (format.propertyCount() > 0)
            setFormat(fragment.position() - block.position(), fragment.length(), format);
    }
}

} // namespace tributary::ui
