// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/SignatureBlock.h"

#include "content/Quotes.h"
#include "ui/composer/BlockCommands.h"
#include "ui/composer/BodyFormats.h"
#include "ui/composer/HtmlReader.h"
#include "ui/composer/HtmlWriter.h"

#include <QTextDocument>

#include <algorithm>

namespace tributary::ui {

namespace {

QTextBlockFormat signatureFormat() {
    QTextBlockFormat format;
    format.setProperty(kSignature, true);
    return format;
}

/// The document as lines of plain mail, one a block.
QString quotedLines(const QTextDocument& document) {
    QString lines;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (quoteLevel(block) > 0)
            lines += QLatin1StringView("> ");
        lines += block.text().replace(QChar::LineSeparator, u' ').replace(u'\n', u' ') + u'\n';
    }
    return lines;
}

QTextCursor emptied(const SignatureRange& range) {
    QTextCursor cursor(range.first);
    cursor.setPosition(range.last.position() + range.last.length() - 1, QTextCursor::KeepAnchor);
    cursor.removeSelectedText();
    leaveList(cursor.block());
    cursor.setBlockFormat(QTextBlockFormat());
    cursor.setCharFormat(QTextCharFormat());
    return cursor;
}

} // namespace

int firstQuotedBlock(const QTextDocument& document) {
    const QString lines = quotedLines(document);
    for (const content::TextPiece& piece : content::splitQuotes(lines)) {
        if (piece.kind == content::PieceKind::Quoted)
            return static_cast<int>(QStringView(lines).left(piece.begin).count(u'\n'));
    }
    return -1;
}

std::optional<SignatureRange> findSignature(const QTextDocument& document) {
    QTextBlock marked, first; // of several marked pieces the one with the delimiter: what was cut away leaves an empty line
    for (QTextBlock block = document.begin(); block.isValid() && !first.isValid(); block = block.next()) {
        if (!isSignature(block))
            continue;
        if (block.text() == QLatin1String("-- "))
            first = block;
        else if (!marked.isValid() && block.length() > 1)
            marked = block;
    }
    first = first.isValid() ? first : marked;
    if (!first.isValid())
        return std::nullopt;
    QTextBlock last = first;
    while (last.next().isValid() && isSignature(last.next()))
        last = last.next();
    return SignatureRange{first, last};
}

QString signatureForm(const SignatureRange& range, bool plain) {
    if (!plain)
        return writeHtml(range.first, range.last);
    QStringList lines;
    for (QTextBlock block = range.first; block.isValid(); block = block.next()) {
        lines.append(block.text());
        if (block == range.last)
            break;
    }
    return lines.join(u'\n');
}

QString signatureForm(const Signature& signature, bool plain) {
    QTextDocument document;
    writeSignature(QTextCursor(&document), signature, plain);
    return signatureForm({document.begin(), document.lastBlock()}, plain);
}

void writeSignature(QTextCursor cursor, const Signature& signature, bool plain) {
    cursor.beginEditBlock();
    cursor.setBlockFormat(signatureFormat());
    cursor.insertText(QStringLiteral("-- "), QTextCharFormat());
    const int from = cursor.block().blockNumber();
    if (plain) {
        const QStringList lines = signature.text.split(u'\n');
        for (const QString& line : lines) {
            cursor.insertBlock(signatureFormat(), QTextCharFormat());
            cursor.insertText(QString(line).remove(u'\r'));
        }
    } else {
        cursor.insertBlock(signatureFormat(), QTextCharFormat());
        HtmlReading reading;
        reading.findSignature = false;
        readHtml(cursor, signature.html, reading);
    }
    const QTextBlock last = cursor.block();
    for (QTextBlock block = cursor.document()->findBlockByNumber(from); block.isValid(); block = block.next()) {
        QTextCursor(block).mergeBlockFormat(signatureFormat());
        if (block == last)
            break;
    }
    cursor.endEditBlock();
}

void insertSignature(QTextDocument& document, const Signature& signature, SignaturePlace place, bool plain) {
    const int quoted = place == SignaturePlace::AboveQuote ? firstQuotedBlock(document) : -1;
    QTextCursor cursor(&document);
    cursor.beginEditBlock();
    if (quoted >= 0) {
        int at = quoted; // of the quotation, which goes down by each
        const auto insertLine = [&document, &at] { return insertBlockBefore(document.findBlockByNumber(at++)); };
        if (quoted == 0)
            (void)insertLine(); // to write in
        (void)insertLine();
        cursor = insertLine();
        (void)insertLine();
    } else {
        cursor.movePosition(QTextCursor::End);
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat()); // an empty line between
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat());
    }
    writeSignature(cursor, signature, plain);
    cursor.endEditBlock();
}

void replaceSignature(const SignatureRange& range, const Signature& signature, bool plain) {
    QTextCursor step(range.first);
    step.beginEditBlock();
    writeSignature(emptied(range), signature, plain);
    step.endEditBlock();
}

void removeSignature(const SignatureRange& range) {
    QTextCursor cursor(range.first);
    cursor.beginEditBlock();
    cursor = emptied(range);
    if (cursor.atEnd())
        cursor.deletePreviousChar();
    else
        cursor.deleteChar();
    cursor.endEditBlock();
}

} // namespace tributary::ui
