// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/BlockSink.h"

#include <QTextList>

#include <array>

namespace tributary::ui {

namespace {

bool isBlank(QChar c) { return c == u' ' || c == u'\n' || c == u'\t' || c == u'\r' || c == u'\f' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator; }

QTextListFormat listFormat(bool numbered, int depth) {
    constexpr std::array kBullets = {QTextListFormat::ListDisc, QTextListFormat::ListCircle, QTextListFormat::ListSquare};
    QTextListFormat format;
    format.setStyle(numbered ? QTextListFormat::ListDecimal : kBullets[static_cast<std::size_t>(depth - 1) % kBullets.size()]);
    format.setIndent(depth);
    return format;
}

} // namespace

void BlockSink::insert(const QString& text, const QTextCharFormat& format) {
    m_cursor.insertText(text, format);
    m_line += text;
    m_lineBegins = text.endsWith(QChar::LineSeparator);
}

/// What waited for text to follow.
void BlockSink::flush() {
    for (const InlineFormat& format : std::as_const(m_breaks))
        insert(QString(QChar::LineSeparator), charFormat(format));
    if (m_breaks.isEmpty() && m_cellGap && !m_lineBegins)
        insert(QString(QChar(0x2003)), {}); // an em space, which does not collapse
    else if (m_breaks.isEmpty() && m_space && !m_lineBegins)
        insert(QStringLiteral(" "), charFormat(m_spaceFormat));
    m_breaks.clear();
    m_space = m_cellGap = m_bounded = false;
}

void BlockSink::flowing(const QString& text, const InlineFormat& format, const BlockShape& shape) {
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = at;
        if (isBlank(text[at])) {
            while (end < text.size() && isBlank(text[end]))
                ++end;
            if (m_open && !m_space && m_breaks.isEmpty() && !m_lineBegins) {
                m_space = true;
                m_spaceFormat = format;
            }
        } else {
            while (end < text.size() && !isBlank(text[end]))
                ++end;
            openBlock(shape);
            flush();
            // One row of words at a time: a blank inside is the same format's.
            while (end + 1 < text.size() && text[end] == u' ' && !isBlank(text[end + 1])) {
                ++end;
                while (end < text.size() && !isBlank(text[end]))
                    ++end;
            }
            insert(text.mid(at, end - at).remove(QChar::ObjectReplacementCharacter), charFormat(format));
        }
        at = end;
    }
}

void BlockSink::verbatim(const QString& text, const BlockShape& shape) {
    for (qsizetype at = 0; at <= text.size();) {
        qsizetype end = text.indexOf(u'\n', at);
        if (end < 0)
            end = text.size();
        if (end > at || end < text.size()) {
            openBlock(shape);
            flush();
            QString line = text.mid(at, end - at);
            line.remove(QChar::ParagraphSeparator).remove(QChar::ObjectReplacementCharacter).replace(QChar::LineSeparator, u' ');
            insert(line, {});
        }
        if (end < text.size()) {
            if (inItem()) {
                m_breaks.append(InlineFormat());
            } else {
                closeBlock();
                openBlock(shape);
            }
        }
        at = end + 1;
    }
}

void BlockSink::endVerbatim(const BlockShape& shape) { openBlock(shape); }

void BlockSink::lineBreak(const InlineFormat& format, const BlockShape& shape) {
    openBlock(shape);
    if (m_space && m_line == QLatin1String("--") && m_breaks.isEmpty())
        flush(); // "-- ": RFC 3676 4.3
    m_space = m_cellGap = m_bounded = false;
    m_breaks.append(format);
}

void BlockSink::picture(const QTextImageFormat& format, const BlockShape& shape) {
    openBlock(shape);
    flush();
    m_cursor.insertImage(format);
    m_line += QChar(QChar::ObjectReplacementCharacter);
    m_lineBegins = false;
}

void BlockSink::rule(const BlockShape& shape) {
    boundary();
    if (inItem())
        return;
    QTextBlockFormat format;
    setQuoteLevel(format, m_quotes + m_quoted);
    if (shape.signature)
        format.setProperty(kSignature, true);
    setRule(format, true);
    placeBlock(format, true);
    closeBlock();
}

void BlockSink::cell() { m_cellGap = m_open; }

void BlockSink::boundary() {
    if (!inItem()) {
        closeBlock();
        return;
    }
    m_space = m_cellGap = false;
    if (m_open && !m_bounded && m_breaks.isEmpty() && !m_line.isEmpty())
        m_breaks.append(InlineFormat());
    m_bounded = true;
}

void BlockSink::closeBlock() {
    if (!m_open)
        return;
    if (!m_breaks.isEmpty()) {
        m_breaks.removeLast(); // it only ends the line
        m_space = m_cellGap = false;
        flush();
    }
    m_space = m_cellGap = m_open = false;
}

void BlockSink::openBlock(const BlockShape& shape) {
    if (m_open)
        return;
    QTextBlockFormat format;
    setBlockStyle(format, shape.style);
    setQuoteLevel(format, m_quotes + m_quoted);
    if (shape.signature)
        format.setProperty(kSignature, true);
    const bool item = inItem();
    if (item)
        format.clearProperty(QTextFormat::BlockIndent);
    else if (shape.preformatted)
        format.setProperty(kPreformatted, true);
    else
        setParagraph(format, shape.paragraph);
    placeBlock(format, shape.isExplicit || item || m_quotes + m_quoted > 0);
    if (item && m_own)
        joinList();
}

void BlockSink::placeBlock(const QTextBlockFormat& format, bool isExplicit) {
    const bool empty = m_cursor.block().length() <= 1;
    if (m_any)
        m_cursor.insertBlock(format, QTextCharFormat());
    else if (empty && isExplicit)
        m_cursor.setBlockFormat(format);
    m_own = m_any || empty;
    m_any = m_open = m_lineBegins = true;
    m_bounded = false;
    m_line.clear();
}

void BlockSink::joinList() {
    OpenList& open = m_lists.back();
    if (open.list == nullptr)
        open.list = m_cursor.createList(listFormat(open.numbered, static_cast<int>(m_lists.size())));
    else
        open.list->add(m_cursor.block());
    open.itemHasBlock = true;
}

bool BlockSink::openQuote() {
    if (!m_lists.empty() || m_quotes + m_quoted >= kMostQuotes)
        return false;
    ++m_quotes;
    return true;
}

bool BlockSink::openList(bool numbered, const BlockShape& shape) {
    if (m_lists.size() >= static_cast<std::size_t>(kMostIndents))
        return false;
    if (inItem() && !m_lists.back().itemHasBlock)
        openBlock(shape);
    if (inItem())
        closeBlock();
    m_lists.push_back({nullptr, numbered});
    return true;
}

void BlockSink::closeList() {
    closeBlock();
    m_lists.pop_back();
}

void BlockSink::openItem() {
    closeBlock();
    if (m_lists.empty())
        return;
    m_lists.back().inItem = true;
    m_lists.back().itemHasBlock = false;
}

void BlockSink::closeItem(const BlockShape& shape) {
    if (inItem() && !m_lists.back().itemHasBlock)
        openBlock(shape);
    closeBlock();
    if (!m_lists.empty())
        m_lists.back().inItem = false;
}

void BlockSink::markSignature() {
    if (!m_own)
        return;
    QTextBlockFormat format = m_cursor.blockFormat();
    format.setProperty(kSignature, true);
    m_cursor.setBlockFormat(format);
}

} // namespace tributary::ui
