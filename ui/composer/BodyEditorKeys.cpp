// SPDX-License-Identifier: GPL-3.0-or-later
// What keys do in the text besides writing.
#include "ui/composer/BodyEditor.h"

#include "ui/composer/BlockCommands.h"
#include "ui/composer/BodyFormats.h"
#include "ui/composer/BodyHighlighter.h"

#include <QKeyEvent>
#include <QTextList>

#include <algorithm>
#include <optional>

namespace tributary::ui {

namespace {

std::optional<BodyCommand> commandOf(const QKeyEvent& event) {
    if (event.matches(QKeySequence::Bold))
        return BodyCommand::Bold;
    if (event.matches(QKeySequence::Italic))
        return BodyCommand::Italic;
    if (event.matches(QKeySequence::Underline))
        return BodyCommand::Underline;
    if (event.modifiers() != Qt::ControlModifier)
        return std::nullopt;
    switch (event.key()) {
    case Qt::Key_BracketRight: return BodyCommand::Indent;
    case Qt::Key_BracketLeft: return BodyCommand::Outdent;
    default: return std::nullopt;
    }
}

/// The marks that a line begins with: ">> ", "> > ".
QString quotePrefix(const QString& line) {
    qsizetype end = 0;
    for (qsizetype i = 0; i < line.size() && (line[i] == u'>' || line[i] == u' '); ++i)
        end = line[i] == u'>' ? i + 1 : end;
    QString prefix = line.left(end);
    return line.mid(end).startsWith(u' ') ? prefix + u' ' : prefix;
}

} // namespace

void BodyEditor::keyPressEvent(QKeyEvent* event) {
    if (!m_composing && !isReadOnly() && takeKey(event)) {
        event->accept();
        ensureCursorVisible();
        return;
    }
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isReturn && !m_composing && event->modifiers().testFlag(Qt::ControlModifier)) {
        event->ignore(); // to send is the owner's
        return;
    }
    QTextEdit::keyPressEvent(event);
    if (isReturn && !m_composing)
        leaveMarks();
}

bool BodyEditor::takeKey(QKeyEvent* event) {
    if (event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier) && event->key() == Qt::Key_V) {
        pastePlain();
        return true;
    }
    const bool plainKey = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (plainKey && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        return takeReturn();
    if (m_mode == BodyMode::Plain)
        return false;
    if (const auto command = commandOf(*event)) {
        apply(*command);
        return true;
    }
    if (plainKey && event->key() == Qt::Key_Backspace)
        return takeBackspace();
    const QTextCursor cursor = textCursor();
    if ((event->key() == Qt::Key_Tab || event->key() == Qt::Key_Backtab) && cursor.block().textList() != nullptr) {
        changeIndent(cursor, event->key() == Qt::Key_Tab ? 1 : -1);
        return true;
    }
    return false;
}

bool BodyEditor::takeReturn() {
    const QTextCursor cursor = textCursor();
    if (cursor.hasSelection())
        return false;
    if (m_mode == BodyMode::Plain)
        return splitPlainQuote();
    const QTextBlock block = cursor.block();
    if (block.textList() != nullptr && block.length() <= 1) {
        changeIndent(cursor, -1); // an empty item ends its list
        return true;
    }
    return splitQuote();
}

/// The quotation ends here, and goes on after an empty line.
bool BodyEditor::splitQuote() {
    QTextCursor cursor = textCursor();
    if (quoteLevel(cursor.block()) == 0)
        return false;
    cursor.beginEditBlock();
    const QTextBlock block = cursor.block();
    const bool begins = cursor.atBlockStart(), ends = cursor.atBlockEnd();
    if (ends && !begins) {
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat());
    } else {
        if (!begins)
            cursor.insertBlock(block.blockFormat(), cursor.charFormat());
        cursor = insertBlockBefore(cursor.block());
    }
    leaveList(cursor.block());
    cursor.setCharFormat(QTextCharFormat());
    cursor.endEditBlock();
    setTextCursor(cursor);
    setCurrentCharFormat(QTextCharFormat());
    return true;
}

bool BodyEditor::splitPlainQuote() {
    QTextCursor cursor = textCursor();
    const QString line = cursor.block().text();
    if (plainQuoteLevel(line) == 0)
        return false;
    const QString prefix = quotePrefix(line);
    const int at = cursor.positionInBlock();
    cursor.beginEditBlock();
    if (at <= prefix.size()) {
        cursor.movePosition(QTextCursor::StartOfBlock);
        cursor.insertBlock();
        cursor.movePosition(QTextCursor::PreviousBlock);
    } else if (cursor.atBlockEnd()) {
        cursor.insertBlock();
    } else {
        cursor.insertText(QStringLiteral("\n\n"));
        while (!cursor.atBlockEnd() && line[at] == u' ' && cursor.block().text().startsWith(u' '))
            cursor.deleteChar();
        cursor.insertText(prefix);
        cursor.movePosition(QTextCursor::PreviousBlock);
    }
    cursor.endEditBlock();
    setTextCursor(cursor);
    return true;
}

bool BodyEditor::takeBackspace() {
    const QTextCursor cursor = textCursor();
    const QTextBlock block = cursor.block();
    if (cursor.hasSelection() || !cursor.atBlockStart())
        return false;
    if (block.textList() != nullptr || block.blockFormat().indent() > 0)
        changeIndent(cursor, -1);
    else if (quoteLevel(block) > 0)
        changeQuote(cursor, -1);
    else
        return false;
    return true;
}

/// After Return: the new line is no rule, and what is begun before or behind the signature is not part of it.
void BodyEditor::leaveMarks() {
    const QTextBlock block = textCursor().block();
    const QTextBlock before = block.previous();
    const auto change = [](const QTextBlock& of, int property) {
        QTextBlockFormat format = of.blockFormat();
        format.clearProperty(property);
        QTextCursor(of).joinPreviousEditBlock();
        QTextCursor(of).setBlockFormat(format);
        QTextCursor(of).endEditBlock();
    };
    if (isRule(block) && isRule(before))
        change(block, QTextFormat::BlockTrailingHorizontalRulerWidth);
    if (!isSignature(block))
        return;
    if (block.text() == QLatin1String("-- ") && before.length() <= 1)
        change(before, kSignature);
    else if (block.length() <= 1 && !isSignature(block.next()))
        change(block, kSignature);
}

} // namespace tributary::ui
