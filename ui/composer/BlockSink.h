// SPDX-License-Identifier: GPL-3.0-or-later
// Where the reader of HTML puts blocks and text: blanks collapse, an item of a list is one block, what closes an empty line is known.
#pragma once

#include "ui/composer/HtmlStyles.h"

#include <QList>
#include <QTextCursor>

#include <vector>

class QTextList;

namespace tributary::ui {

struct BlockShape {
    BlockStyle style;
    bool isExplicit = false; ///< an element says so, it is not only text
    bool paragraph = false;
    bool preformatted = false;
    bool signature = false;
};

class BlockSink {
  public:
    BlockSink(QTextCursor& cursor, int quoted) : m_cursor(cursor), m_quoted(quoted) {}

    void flowing(const QString& text, const InlineFormat& format, const BlockShape& shape);
    /// Each line a block; without formats.
    void verbatim(const QString& text, const BlockShape& shape);
    void endVerbatim(const BlockShape& shape);
    void lineBreak(const InlineFormat& format, const BlockShape& shape);
    void picture(const QTextImageFormat& format, const BlockShape& shape);
    void rule(const BlockShape& shape);
    /// Of a table: a gap before what follows on this line.
    void cell();

    /// A block begins or ends here; in an item of a list a line.
    void boundary();
    void closeBlock();
    /// False: not counted, inside a list or too deep; then it must not be closed.
    [[nodiscard]] bool openQuote();
    void closeQuote() { --m_quotes; }
    [[nodiscard]] bool openList(bool numbered, const BlockShape& shape);
    void closeList();
    void openItem();
    void closeItem(const BlockShape& shape);

    [[nodiscard]] bool isOutermost() const { return m_quotes + m_quoted == 0 && m_lists.empty(); }
    /// The text of the open block.
    [[nodiscard]] const QString& line() const { return m_line; }
    /// The block that was closed last.
    void markSignature();

  private:
    struct OpenList {
        QTextList* list = nullptr;
        bool numbered = false;
        bool inItem = false;
        bool itemHasBlock = false;
    };
    void openBlock(const BlockShape& shape);
    void placeBlock(const QTextBlockFormat& format, bool isExplicit);
    void joinList();
    void flush();
    void insert(const QString& text, const QTextCharFormat& format);
    [[nodiscard]] bool inItem() const { return !m_lists.empty() && m_lists.back().inItem; }

    QTextCursor& m_cursor;
    int m_quoted;
    int m_quotes = 0;
    std::vector<OpenList> m_lists;
    bool m_any = false;  ///< something was put already
    bool m_own = false;  ///< the block is one of ours, not the rest of one that was there
    bool m_open = false;
    bool m_lineBegins = true;
    bool m_bounded = false; ///< in an item: a boundary since the last text
    bool m_cellGap = false;
    bool m_space = false;   ///< a blank that counts if text follows
    InlineFormat m_spaceFormat;
    QList<InlineFormat> m_breaks; ///< the last counts only if text follows
    QString m_line;
};

} // namespace tributary::ui
