// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/BlockCommands.h"

#include "ui/composer/BodyFormats.h"

#include <QTextDocument>
#include <QTextList>

#include <algorithm>

namespace tributary::ui {

namespace {

bool isNumberedStyle(int style) { return style <= QTextListFormat::ListDecimal && style >= QTextListFormat::ListUpperRoman; }

int depthOf(const QTextBlock& block) { return block.textList() == nullptr ? 0 : std::max(1, block.textList()->format().indent()); }

/// The list of that depth and kind which the block can go on with: nothing of less depth is between.
QTextList* listBefore(const QTextBlock& block, int depth, bool numbered) {
    for (QTextBlock before = block.previous(); before.isValid() && depthOf(before) >= depth && quoteLevel(before) == quoteLevel(block); before = before.previous()) {
        if (depthOf(before) == depth)
            return isInList(before, numbered) ? before.textList() : nullptr;
    }
    return nullptr;
}

void joinList(const QTextBlock& block, int depth, bool numbered) {
    if (QTextList* list = listBefore(block, depth, numbered)) {
        list->add(block);
        return;
    }
    constexpr QTextListFormat::Style kBullets[] = {QTextListFormat::ListDisc, QTextListFormat::ListCircle, QTextListFormat::ListSquare};
    QTextListFormat format;
    format.setStyle(numbered ? QTextListFormat::ListDecimal : kBullets[(depth - 1) % 3]);
    format.setIndent(depth);
    QTextCursor(block).createList(format);
}

void setIndent(const QTextBlock& block, int indent) {
    QTextCursor cursor(block);
    QTextBlockFormat format = block.blockFormat();
    if (indent > 0)
        format.setIndent(indent);
    else
        format.clearProperty(QTextFormat::BlockIndent);
    cursor.setBlockFormat(format);
}

} // namespace

std::vector<QTextBlock> selectedBlocks(const QTextCursor& cursor) {
    const QTextDocument* document = cursor.document();
    std::vector<QTextBlock> blocks;
    const QTextBlock last = document->findBlock(cursor.selectionEnd());
    for (QTextBlock block = document->findBlock(cursor.selectionStart()); block.isValid(); block = block.next()) {
        blocks.push_back(block);
        if (block == last)
            break;
    }
    return blocks;
}

bool isInList(const QTextBlock& block, bool numbered) { return block.textList() != nullptr && isNumberedStyle(block.textList()->format().style()) == numbered; }

void leaveList(const QTextBlock& block) {
    if (QTextList* list = block.textList())
        list->remove(block);
    setIndent(block, 0);
}

void toggleList(const QTextCursor& cursor, bool numbered) {
    const std::vector<QTextBlock> blocks = selectedBlocks(cursor);
    const bool leaves = std::all_of(blocks.begin(), blocks.end(), [numbered](const QTextBlock& block) { return isInList(block, numbered); });
    QTextCursor step(cursor);
    step.beginEditBlock();
    for (const QTextBlock& block : blocks) {
        const int depth = std::max(1, depthOf(block));
        leaveList(block);
        if (!leaves)
            joinList(block, depth, numbered);
    }
    step.endEditBlock();
}

void changeIndent(const QTextCursor& cursor, int by) {
    QTextCursor step(cursor);
    step.beginEditBlock();
    for (const QTextBlock& block : selectedBlocks(cursor)) {
        if (block.textList() == nullptr) {
            setIndent(block, std::clamp(block.blockFormat().indent() + by, 0, kMostIndents));
            continue;
        }
        const bool numbered = isInList(block, true);
        const int depth = std::clamp(depthOf(block) + by, 0, std::min(kMostIndents, depthOf(block.previous()) + 1));
        leaveList(block);
        if (depth > 0)
            joinList(block, depth, numbered);
    }
    step.endEditBlock();
}

void changeQuote(const QTextCursor& cursor, int by) {
    QTextCursor step(cursor);
    step.beginEditBlock();
    for (const QTextBlock& block : selectedBlocks(cursor)) {
        QTextBlockFormat format = block.blockFormat();
        setQuoteLevel(format, quoteLevel(block) + by);
        QTextCursor(block).setBlockFormat(format);
    }
    step.endEditBlock();
}

void insertRule(QTextCursor& cursor) {
    cursor.beginEditBlock();
    cursor.clearSelection();
    QTextBlockFormat plain;
    setQuoteLevel(plain, quoteLevel(cursor.block()));
    QTextBlockFormat rule = plain;
    setRule(rule, true);
    if (cursor.block().length() <= 1 && cursor.block().textList() == nullptr) {
        cursor.setBlockFormat(rule);
    } else {
        cursor.movePosition(QTextCursor::EndOfBlock);
        cursor.insertBlock(rule, QTextCharFormat());
    }
    cursor.insertBlock(plain, QTextCharFormat());
    cursor.endEditBlock();
}

QTextCursor insertBlockBefore(const QTextBlock& block) {
    QTextCursor cursor(block);
    cursor.beginEditBlock();
    cursor.insertBlock(block.blockFormat(), block.charFormat());
    if (QTextList* list = block.textList())
        list->add(cursor.block());
    cursor.movePosition(QTextCursor::PreviousBlock);
    cursor.setBlockFormat(QTextBlockFormat());
    cursor.setBlockCharFormat(QTextCharFormat());
    cursor.endEditBlock();
    return cursor;
}

} // namespace tributary::ui
