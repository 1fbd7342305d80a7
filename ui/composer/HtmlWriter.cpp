// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/HtmlWriter.h"

#include "ui/composer/BodyFormats.h"
#include "ui/composer/InlineText.h"

#include <QTextCursor>
#include <QTextDocument>
#include <QTextDocumentFragment>
#include <QTextList>

#include <algorithm>
#include <array>
#include <vector>

namespace tributary::ui {

namespace {

bool isNumbered(const QTextList& list) {
    const auto style = list.format().style();
    return style <= QTextListFormat::ListDecimal && style >= QTextListFormat::ListUpperRoman;
}

/// What an item says of its text holds for the lists within it too, unless they say otherwise.
struct Inherited {
    bool direction = false;
    bool side = false;
};

/// An open <ul> or <ol>; its last <li> is open too.
struct OpenList {
    const QTextList* list = nullptr;
    bool numbered = false;
    Inherited item;
};

class Writer {
  public:
    void block(const QTextBlock& block);
    QString finish();

  private:
    void quotes(int level);
    void lists(std::size_t depth);
    void leavePre();
    void signature(const QTextBlock& block);
    void item(const QTextBlock& block, const QTextList& list);
    void preformatted(const QTextBlock& block);
    void preformattedLine(const QString& line, const QString& attributes);
    void content(const QTextBlock& block);

    QString m_html;
    int m_quotes = 0;
    std::vector<OpenList> m_lists;
    QString m_preAttributes;
    bool m_inPre = false;
    bool m_inSignature = false;
};

/// dir and style of a block; alignment is absolute in CSS and along the text in Qt.
QString blockAttributes(const QTextBlock& block, Qt::LayoutDirection direction, const Inherited& around = {}) {
    const QTextBlockFormat format = block.blockFormat();
    const bool rtl = direction == Qt::RightToLeft;
    QString attributes;
    if (rtl)
        attributes += QLatin1StringView(" dir=\"rtl\"");
    else if (format.layoutDirection() == Qt::LeftToRight || around.direction)
        attributes += QLatin1StringView(" dir=\"ltr\"");
    QStringList styles;
    const Qt::Alignment side = format.alignment() & Qt::AlignHorizontal_Mask;
    if (side.testFlag(Qt::AlignHCenter))
        styles += QStringLiteral("text-align:center");
    else if (side.testFlag(Qt::AlignJustify))
        styles += QStringLiteral("text-align:justify");
    else if (side.testFlag(Qt::AlignRight))
        styles += rtl ? QStringLiteral("text-align:left") : QStringLiteral("text-align:right");
    else if (around.side)
        styles += rtl ? QStringLiteral("text-align:right") : QStringLiteral("text-align:left");
    if (const int indent = std::clamp(format.indent(), 0, kMostIndents); indent > 0 && block.textList() == nullptr)
        styles += QStringLiteral("margin-left:%1px").arg(indent * kIndentPixels);
    if (!styles.isEmpty())
        attributes += QLatin1StringView(" style=\"") + styles.join(u';') + u'"';
    return attributes;
}

void Writer::quotes(int level) {
    if (level == m_quotes)
        return;
    lists(0);
    leavePre();
    for (; m_quotes < level; ++m_quotes)
        m_html += QLatin1StringView("<blockquote type=\"cite\">\n");
    for (; m_quotes > level; --m_quotes)
        m_html += QLatin1StringView("</blockquote>\n");
}

void Writer::lists(std::size_t depth) {
    for (; m_lists.size() > depth; m_lists.pop_back())
        m_html += m_lists.back().numbered ? QLatin1StringView("</li>\n</ol>\n") : QLatin1StringView("</li>\n</ul>\n");
}

void Writer::leavePre() {
    if (m_inPre)
        m_html += QLatin1StringView("</pre>\n");
    m_inPre = false;
}

/// The signature stands in a <div> of its own, and begins with the line "-- ": so it is found again (nothing else here nests).
void Writer::signature(const QTextBlock& block) {
    const bool inside = isSignature(block) && quoteLevel(block) == 0 && (m_inSignature || block.text() == QLatin1String("-- "));
    if (inside == m_inSignature)
        return;
    lists(0);
    leavePre();
    quotes(0);
    m_html += inside ? QLatin1StringView("<div>\n") : QLatin1StringView("</div>\n");
    m_inSignature = inside;
}

void Writer::item(const QTextBlock& block, const QTextList& list) {
    leavePre();
    // No deeper than one below what is open: there would be no item to stand in.
    const auto wanted = static_cast<std::size_t>(std::clamp(list.format().indent(), 1, kMostIndents));
    std::size_t depth = std::min(wanted, m_lists.size() + 1);
    lists(depth);
    if (m_lists.size() == depth && m_lists.back().list != &list)
        lists(depth - 1);
    if (m_lists.size() == depth) {
        m_html += QLatin1StringView("</li>\n");
    } else {
        if (!m_lists.empty())
            m_html += u'\n';
        m_lists.push_back({&list, isNumbered(list)});
        m_html += m_lists.back().numbered ? QLatin1StringView("<ol>\n") : QLatin1StringView("<ul>\n");
    }
    Inherited around;
    for (std::size_t i = 0; i + 1 < m_lists.size(); ++i) {
        around.direction = around.direction || m_lists[i].item.direction;
        around.side = around.side || m_lists[i].item.side;
    }
    const QString attributes = blockAttributes(block, directionOf(block), around);
    m_lists.back().item = {attributes.contains(QLatin1StringView(" dir=")), attributes.contains(QLatin1StringView("text-align"))};
    m_html += QLatin1StringView("<li") + attributes + u'>';
    content(block);
}

/// Each line is a block when it is read again, with a direction of its own.
void Writer::preformatted(const QTextBlock& block) {
    const Qt::LayoutDirection own = block.blockFormat().layoutDirection();
    const QStringList lines = block.text().split(QChar::LineSeparator);
    const QStringList written = writtenVerbatim(block).split(u'\n');
    for (qsizetype i = 0; i < written.size(); ++i)
        preformattedLine(written[i], blockAttributes(block, own != Qt::LayoutDirectionAuto ? own : lineDirection(lines.value(i))));
}

void Writer::preformattedLine(const QString& line, const QString& attributes) {
    if (m_inPre && attributes == m_preAttributes) {
        m_html += u'\n' + line;
        return;
    }
    leavePre();
    m_html += QLatin1StringView("<pre") + attributes + u'>';
    if (line.isEmpty())
        m_html += u'\n'; // a parser eats the first one
    m_html += line;
    m_inPre = true;
    m_preAttributes = attributes;
}

void Writer::content(const QTextBlock& block) {
    if (block.text() == QLatin1String("-- ")) { // the one blank that ends a line: RFC 3676 4.3
        m_html += QLatin1StringView("-- <br>");
        return;
    }
    const qsizetype before = m_html.size();
    appendInline(m_html, block);
    if (m_html.size() == before || endsInBreak(block))
        m_html += QLatin1StringView("<br>");
}

void Writer::block(const QTextBlock& block) {
    signature(block);
    quotes(std::clamp(quoteLevel(block), 0, kMostQuotes));
    if (const QTextList* list = block.textList()) {
        item(block, *list);
        return;
    }
    lists(0);
    // A picture would not be kept there.
    if (block.blockFormat().boolProperty(kPreformatted) && !isRule(block) && !block.text().contains(QChar::ObjectReplacementCharacter)) {
        preformatted(block);
        return;
    }
    leavePre();
    const QString attributes = blockAttributes(block, directionOf(block));
    if (!isRule(block) || block.length() > 1) {
        const QLatin1StringView name(block.blockFormat().boolProperty(kParagraph) ? "p" : "div");
        m_html += u'<' + name + attributes + u'>';
        content(block);
        m_html += QLatin1StringView("</") + name + QLatin1StringView(">\n");
    }
    if (isRule(block))
        m_html += QLatin1StringView("<hr>\n");
}

QString Writer::finish() {
    lists(0);
    leavePre();
    quotes(0);
    if (m_inSignature)
        m_html += QLatin1StringView("</div>\n");
    return std::move(m_html);
}

} // namespace

QString writeHtml(const QTextBlock& first, const QTextBlock& last) {
    Writer writer;
    for (QTextBlock block = first; block.isValid(); block = block.next()) {
        writer.block(block);
        if (block == last)
            break;
    }
    return writer.finish();
}

QString writeHtml(const QTextDocument& document) {
    if (document.blockCount() == 1 && document.begin().length() <= 1 && !isRule(document.begin()) && document.begin().textList() == nullptr)
        return {};
    return writeHtml(document.begin(), document.lastBlock());
}

QString writeHtml(const QTextCursor& selection) {
    QTextDocument part;
    QTextCursor(&part).insertFragment(selection.selection());
    // The format of the first paragraph comes along only where all of it is selected.
    const QTextBlock first = selection.document()->findBlock(selection.selectionStart());
    const bool whole = selection.selectionStart() == first.position() && selection.selectionEnd() >= first.position() + first.length() - 1;
    if (whole && first.textList() == nullptr)
        QTextCursor(part.begin()).setBlockFormat(first.blockFormat());
    else if (whole && part.begin().textList() == nullptr)
        QTextCursor(part.begin()).createList(first.textList()->format());
    return writeHtml(part);
}

} // namespace tributary::ui
