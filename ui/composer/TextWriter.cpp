// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/TextWriter.h"

#include "ui/composer/BlockCommands.h"
#include "ui/composer/BodyFormats.h"

#include <QHash>
#include <QTextBlock>
#include <QTextDocument>
#include <QTextFragment>
#include <QTextList>

#include <algorithm>

namespace tributary::ui {

namespace {

constexpr int kRule = 40; // characters

/// "text <url>" where the words do not say the address themselves.
QString behindLink(const QString& words, const QString& href) {
    if (href.isEmpty() || href.contains(words.trimmed(), Qt::CaseInsensitive))
        return {};
    return QStringLiteral(" <") + (href.startsWith(QLatin1String("mailto:")) ? href.mid(7) : href) + u'>';
}

QString pictureWords(const QTextImageFormat& format, int count) {
    const QString alt = format.stringProperty(QTextFormat::ImageAltText).simplified();
    return alt.isEmpty() ? QString() : QString(u'[' + alt + u']').repeated(count);
}

QString lineOf(const QTextBlock& block) {
    QString line, linked, href;
    const auto leaveLink = [&] {
        line += linked + behindLink(linked, href);
        linked.clear();
    };
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextFragment fragment = it.fragment();
        const QTextCharFormat format = fragment.charFormat();
        const QString target = linkTarget(format.anchorHref());
        if (target != href) {
            leaveLink();
            href = target;
        }
        linked += format.isImageFormat() ? pictureWords(format.toImageFormat(), fragment.length()) : fragment.text();
    }
    leaveLink();
    line.replace(QChar::Nbsp, u' ').remove(QChar::ObjectReplacementCharacter);
    return line;
}

} // namespace

QString writeText(const QTextDocument& document) {
    QStringList lines;
    QHash<const QTextList*, int> numbers; // itemNumber() would look through the list for each
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const int level = std::clamp(quoteLevel(block), 0, kMostQuotes);
        const QString quoted = level > 0 ? QString(level, u'>') + u' ' : QString();
        QString first = quoted, further = quoted;
        if (const QTextList* list = block.textList()) {
            const int number = ++numbers[list];
            const QString mark = isInList(block, true) ? QString::number(number) + QStringLiteral(". ") : QStringLiteral("- ");
            const QString indent(2 * std::max(0, list->format().indent() - 1), u' ');
            first += indent + mark;
            further += indent + QString(mark.size(), u' ');
        }
        const QStringList rows = lineOf(block).split(QChar::LineSeparator);
        if (!isRule(block) || block.length() > 1) {
            for (qsizetype i = 0; i < rows.size(); ++i)
                lines.append((i == 0 ? first : further) + rows[i]);
        }
        if (isRule(block))
            lines.append(quoted + QString(kRule, u'-'));
    }
    return lines.join(u'\n');
}

} // namespace tributary::ui
