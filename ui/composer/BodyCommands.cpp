// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/BodyCommands.h"

#include "model/Address.h"
#include "ui/composer/BlockCommands.h"
#include "ui/composer/BodyFormats.h"

#include <QTextEdit>
#include <QTextFragment>

#include <algorithm>

namespace tributary::ui {

namespace {

void mergeFormat(QTextEdit& edit, const QTextCharFormat& format) {
    QTextCursor cursor = edit.textCursor();
    if (cursor.hasSelection())
        cursor.mergeCharFormat(format);
    edit.mergeCurrentCharFormat(format);
}

void toggleCharacter(QTextEdit& edit, BodyCommand command) {
    const bool on = !isOn(edit, command);
    QTextCharFormat format;
    switch (command) {
    case BodyCommand::Bold: format.setFontWeight(on ? QFont::Bold : QFont::Normal); break;
    case BodyCommand::Italic: format.setFontItalic(on); break;
    case BodyCommand::Underline: format.setFontUnderline(on); break;
    default: format.setFontStrikeOut(on); break;
    }
    mergeFormat(edit, format);
}

void align(QTextEdit& edit, Qt::Alignment alignment) {
    QTextCursor step = edit.textCursor();
    step.beginEditBlock();
    for (const QTextBlock& block : selectedBlocks(step)) {
        QTextBlockFormat format = block.blockFormat();
        if (alignment == Qt::AlignLeft)
            format.clearProperty(QTextFormat::BlockAlignment);
        else
            format.setAlignment(alignment);
        QTextCursor(block).setBlockFormat(format);
    }
    step.endEditBlock();
}

struct Run {
    int begin, end;
    QTextCharFormat format;
};

std::vector<Run> runsOf(const std::vector<QTextBlock>& blocks, int begin, int end) {
    std::vector<Run> runs;
    for (const QTextBlock& block : blocks) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            const int from = std::max(begin, fragment.position()), to = std::min(end, fragment.position() + fragment.length());
            if (from < to)
                runs.push_back({from, to, fragment.charFormat()});
        }
    }
    return runs;
}

void clearFormats(QTextEdit& edit) {
    QTextCursor cursor = edit.textCursor();
    const std::vector<QTextBlock> blocks = selectedBlocks(cursor);
    const bool all = !cursor.hasSelection();
    const int begin = all ? blocks.front().position() : cursor.selectionStart();
    const int end = all ? blocks.back().position() + blocks.back().length() - 1 : cursor.selectionEnd();
    cursor.beginEditBlock();
    for (const Run& run : runsOf(blocks, begin, end)) {
        if (run.format.isImageFormat())
            continue;
        InlineFormat plain;
        plain.href = linkTarget(run.format.anchorHref());
        QTextCursor part(edit.document());
        part.setPosition(run.begin);
        part.setPosition(run.end, QTextCursor::KeepAnchor);
        part.setCharFormat(charFormat(plain));
    }
    for (const QTextBlock& block : blocks) {
        leaveList(block);
        QTextBlockFormat format;
        setQuoteLevel(format, quoteLevel(block));
        if (isSignature(block))
            format.setProperty(kSignature, true);
        setRule(format, isRule(block));
        QTextCursor(block).setBlockFormat(format);
    }
    cursor.endEditBlock();
    edit.setCurrentCharFormat({});
}

/// From where to where the link reaches around a position.
QTextCursor wholeLink(const QTextCursor& at) {
    const QString href = at.charFormat().anchorHref();
    QTextCursor begin(at), end(at);
    begin.clearSelection();
    while (!begin.atBlockStart() && begin.charFormat().anchorHref() == href)
        begin.movePosition(QTextCursor::PreviousCharacter);
    end.clearSelection();
    while (!end.atBlockEnd()) {
        QTextCursor next(end);
        next.movePosition(QTextCursor::NextCharacter);
        if (next.charFormat().anchorHref() != href)
            break;
        end = next;
    }
    begin.setPosition(end.position(), QTextCursor::KeepAnchor);
    return begin;
}

/// What a link or the like would be made of.
QTextCursor linkRange(const QTextEdit& edit) {
    const QTextCursor cursor = edit.textCursor();
    return cursor.hasSelection() || cursor.charFormat().anchorHref().isEmpty() ? cursor : wholeLink(cursor);
}

} // namespace

void applyCommand(QTextEdit& edit, BodyCommand command) {
    QTextCursor cursor = edit.textCursor();
    switch (command) {
    case BodyCommand::Bold:
    case BodyCommand::Italic:
    case BodyCommand::Underline:
    case BodyCommand::Strike: toggleCharacter(edit, command); break;
    case BodyCommand::Smaller: applySize(edit, inlineFormat(edit.currentCharFormat()).step - 1); break;
    case BodyCommand::Larger: applySize(edit, inlineFormat(edit.currentCharFormat()).step + 1); break;
    case BodyCommand::BulletList: toggleList(cursor, false); break;
    case BodyCommand::NumberedList: toggleList(cursor, true); break;
    case BodyCommand::Indent: changeIndent(cursor, 1); break;
    case BodyCommand::Outdent: changeIndent(cursor, -1); break;
    case BodyCommand::QuoteMore: changeQuote(cursor, 1); break;
    case BodyCommand::QuoteLess: changeQuote(cursor, -1); break;
    case BodyCommand::AlignStart: align(edit, Qt::AlignLeft); break;
    case BodyCommand::AlignCenter: align(edit, Qt::AlignHCenter); break;
    case BodyCommand::AlignEnd: align(edit, Qt::AlignRight); break;
    case BodyCommand::AlignJustify: align(edit, Qt::AlignJustify); break;
    case BodyCommand::Rule:
        insertRule(cursor);
        edit.setTextCursor(cursor);
        break;
    case BodyCommand::Clear: clearFormats(edit); break;
    }
}

bool isOn(const QTextEdit& edit, BodyCommand command) {
    const QTextCharFormat format = edit.currentCharFormat();
    const QTextBlock block = edit.textCursor().block();
    const Qt::Alignment side = block.blockFormat().alignment() & Qt::AlignHorizontal_Mask;
    switch (command) {
    case BodyCommand::Bold: return format.fontWeight() > QFont::Medium;
    case BodyCommand::Italic: return format.fontItalic();
    case BodyCommand::Underline: return format.fontUnderline();
    case BodyCommand::Strike: return format.fontStrikeOut();
    case BodyCommand::BulletList: return isInList(block, false);
    case BodyCommand::NumberedList: return isInList(block, true);
    case BodyCommand::AlignCenter: return side.testFlag(Qt::AlignHCenter);
    case BodyCommand::AlignEnd: return side.testFlag(Qt::AlignRight);
    case BodyCommand::AlignJustify: return side.testFlag(Qt::AlignJustify);
    case BodyCommand::AlignStart: return side == Qt::AlignLeft || side == Qt::Alignment();
    default: return false;
    }
}

void applyColor(QTextEdit& edit, const QColor& color) {
    QTextCursor cursor = edit.textCursor();
    const QTextCharFormat present = edit.currentCharFormat();
    if (color.isValid()) {
        QTextCharFormat format;
        format.setForeground(color);
        mergeFormat(edit, format);
        return;
    }
    cursor.beginEditBlock();
    for (const Run& run : runsOf(selectedBlocks(cursor), cursor.selectionStart(), cursor.selectionEnd())) {
        QTextCursor part(edit.document());
        part.setPosition(run.begin);
        part.setPosition(run.end, QTextCursor::KeepAnchor);
        QTextCharFormat format = run.format;
        format.clearForeground();
        part.setCharFormat(format);
    }
    cursor.endEditBlock();
    QTextCharFormat format = present;
    format.clearForeground();
    if (!cursor.hasSelection())
        edit.setCurrentCharFormat(format);
}

void applySize(QTextEdit& edit, int step) {
    QTextCharFormat format;
    format.setProperty(QTextFormat::FontSizeAdjustment, std::clamp(step, kSmallestStep, kLargestStep));
    mergeFormat(edit, format);
}

BodyLink linkAt(const QTextEdit& edit) {
    const QTextCursor range = linkRange(edit);
    QTextCursor inside(range);
    inside.setPosition(range.selectionEnd());
    QString text = range.selectedText();
    text.replace(QChar::ParagraphSeparator, u' ').replace(QChar::LineSeparator, u' ').remove(QChar::ObjectReplacementCharacter);
    return {text, inside.charFormat().anchorHref()};
}

void setLink(QTextEdit& edit, const BodyLink& link) {
    QTextCursor range = linkRange(edit);
    const QString url = linkTarget(link.url);
    const QTextCharFormat present = edit.currentCharFormat();
    InlineFormat around = inlineFormat(present);
    around.href.clear();
    around.underline = false;
    InlineFormat linked = around;
    linked.href = url;
    range.beginEditBlock();
    if (link.text == linkAt(edit).text && range.hasSelection()) {
        for (const Run& run : runsOf(selectedBlocks(range), range.selectionStart(), range.selectionEnd())) {
            QTextCursor part(edit.document());
            part.setPosition(run.begin);
            part.setPosition(run.end, QTextCursor::KeepAnchor);
            QTextCharFormat format = run.format;
            format.setAnchor(!url.isEmpty());
            url.isEmpty() ? format.clearProperty(QTextFormat::AnchorHref) : format.setAnchorHref(url);
            part.setCharFormat(format);
        }
        range.setPosition(range.selectionEnd());
    } else {
        range.insertText(link.text.isEmpty() ? url : link.text, charFormat(linked));
    }
    range.endEditBlock();
    edit.setTextCursor(range);
    edit.setCurrentCharFormat(charFormat(around)); // what follows is no link
}

QString completedLink(const QString& typed) {
    const QString text = typed.trimmed();
    if (const QString whole = linkTarget(text); !whole.isEmpty())
        return whole;
    if (text.contains(u':') && !text.contains(u'.'))
        return {}; // another scheme
    if (model::looksLikeAddress(text))
        return linkTarget(QStringLiteral("mailto:") + text);
    const bool host = text.contains(u'.') && !text.startsWith(u'.') && !text.contains(u' ') && !text.contains(QLatin1String("://")) && !text.contains(u'@');
    return host ? linkTarget(QStringLiteral("https://") + text) : QString();
}

} // namespace tributary::ui
