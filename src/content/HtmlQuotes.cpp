// SPDX-License-Identifier: GPL-3.0-or-later
// Quotations in HTML: a first walk finds where they begin and end, a second one writes the pieces.
#include "content/Quotes.h"

#include "content/detail/Attribution.h"
#include "content/detail/GumboTree.h"
#include "content/detail/TreeWriter.h"

#include <QHash>

#include <vector>

namespace tributary::content {
namespace {

constexpr qsizetype kMaxLine = 600;  ///< of text that is looked at for an introduction
constexpr qsizetype kMaxShell = 16 * 1024;
constexpr int kMaxChanges = 200;     ///< of kind; a message with more stays whole

enum class Mark {
    Quoted,   ///< the node
    QuotedOn, ///< the node and all behind it
};
using Marks = QHash<const GumboNode*, Mark>;

bool isTextNode(const GumboNode* node) { return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE; }

bool isVoid(GumboTag tag) {
    return tag == GUMBO_TAG_BR || tag == GUMBO_TAG_HR || tag == GUMBO_TAG_IMG || tag == GUMBO_TAG_COL || tag == GUMBO_TAG_WBR;
}

/// Text inside these runs on; a line ends at all others.
bool isInline(GumboTag tag) {
    switch (tag) {
    case GUMBO_TAG_A: case GUMBO_TAG_B: case GUMBO_TAG_I: case GUMBO_TAG_U: case GUMBO_TAG_EM: case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SPAN: case GUMBO_TAG_FONT: case GUMBO_TAG_SMALL: case GUMBO_TAG_BIG: case GUMBO_TAG_CODE: case GUMBO_TAG_TT:
    case GUMBO_TAG_S: case GUMBO_TAG_SUB: case GUMBO_TAG_SUP: case GUMBO_TAG_WBR: case GUMBO_TAG_IMG: return true;
    default: return false;
    }
}

/// What mail programs call the box around a quotation; the sanitiser's prefix may stand in front.
bool isQuoteBox(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_DIV)
        return false;
    QStringList names = detail::attributeOf(element, "class").split(u' ', Qt::SkipEmptyParts);
    names.append(detail::attributeOf(element, "id"));
    for (const QString& name : names) {
        for (const char* known : {"gmail_quote", "gmail_quote_container", "yahoo_quoted", "protonmail_quote", "zmail_extra",
                                  "moz-forward-container-quote", "tutanota_quote", "yahoo_quoted_message", "quoted-message"}) {
            if (name.endsWith(QLatin1StringView(known)))
                return true;
        }
    }
    return false;
}

/// The header block of Outlook, or the rule above it: all behind it is the older message.
bool beginsOlderMessage(const GumboElement& element) {
    const QString id = detail::attributeOf(element, "id");
    for (const char* known : {"divRplyFwdMsg", "appendonsend", "stopSpelling", "OLK_SRC_BODY_SECTION"}) {
        if (id.endsWith(QLatin1StringView(known)))
            return true;
    }
    return false;
}

/// Finds quotations, in one walk in the order of the document.
class QuoteFinder {
public:
    explicit QuoteFinder(const GumboNode* root) { walk(root); }
    [[nodiscard]] const Marks& marks() const { return m_marks; }

private:
    struct Frame {
        const GumboNode* node;
        unsigned next = 0;
        bool inTable;
        bool inQuote;
    };

    void walk(const GumboNode* root) {
        push(root, false, false);
        while (!m_stack.empty() && !m_done) {
            Frame& frame = m_stack.back();
            const GumboVector& children = frame.node->v.element.children;
            if (frame.next == children.length) {
                if (!isInline(frame.node->v.element.tag))
                    endLine();
                m_stack.pop_back();
                continue;
            }
            const auto* child = static_cast<const GumboNode*>(children.data[frame.next++]);
            const Frame parent = frame;
            if (isTextNode(child))
                text(child, parent);
            else if (detail::isElement(child))
                element(child, parent);
        }
        endLine();
    }

    void push(const GumboNode* node, bool inTable, bool inQuote) { m_stack.push_back({node, 0, inTable, inQuote}); }

    void element(const GumboNode* node, const Frame& parent) {
        const GumboElement& element = node->v.element;
        if (!isInline(element.tag))
            endLine();
        if (element.tag == GUMBO_TAG_STYLE || isVoid(element.tag))
            return;
        bool inQuote = parent.inQuote;
        const bool quotes = element.tag == GUMBO_TAG_BLOCKQUOTE || isQuoteBox(element);
        if (quotes && !inQuote && !parent.inTable && !m_afterForward) {
            m_marks.insert(node, Mark::Quoted);
            m_box = node;
            if (!m_introduction.empty())
                markIntroduction();
            inQuote = true;
        }
        if (!inQuote && !parent.inTable && beginsOlderMessage(element)) {
            m_marks.insert(node, Mark::QuotedOn);
            m_done = true;
            return;
        }
        push(node, parent.inTable || element.tag == GUMBO_TAG_TABLE, inQuote);
    }

    void text(const GumboNode* node, const Frame& parent) {
        if (parent.inQuote) {
            if (m_box != nullptr && node->type == GUMBO_NODE_TEXT && detail::isForwardMarker(QString::fromUtf8(node->v.text.text)))
                m_marks.remove(m_box); // the box is named so, and what was sent is in it
            m_box = node->type == GUMBO_NODE_TEXT ? nullptr : m_box;
            return;
        }
        if (m_line.size() < kMaxLine)
            m_line += QString::fromUtf8(node->v.text.text).left(kMaxLine);
        if (node->type == GUMBO_NODE_TEXT) {
            m_lineNodes.push_back(node);
            m_inTable = parent.inTable;
        }
    }

    /// A line of the sender's own is complete: is it one that introduces?
    void endLine() {
        const QString line = m_line.simplified();
        m_line.clear();
        const std::vector<const GumboNode*> nodes = std::exchange(m_lineNodes, {});
        if (line.isEmpty() || nodes.empty())
            return;
        m_introduction = {};
        m_afterForward = detail::isForwardMarker(line);
        if (m_inTable)
            return;
        if (detail::isOriginalMarker(line)) {
            m_marks.insert(nodes.front(), Mark::QuotedOn);
            m_done = true;
            return;
        }
        headerLine(line, nodes.front());
        if (detail::endsLikeAttribution(line))
            m_introduction = nodes;
    }

    /// "From:", and two more right below: Outlook.
    void headerLine(const QString& line, const GumboNode* node) {
        if (m_from != nullptr && detail::isFurtherHeaderLine(line)) {
            if (++m_further == 2) {
                m_marks.insert(m_from, Mark::QuotedOn);
                m_done = true;
            }
            return;
        }
        m_from = detail::isFromLine(line) && !m_forwarded ? node : nullptr;
        m_further = 0;
        m_forwarded = m_afterForward;
    }

    void markIntroduction() {
        for (const GumboNode* node : m_introduction)
            m_marks.insert(node, Mark::Quoted);
        m_introduction = {};
    }

    Marks m_marks;
    std::vector<Frame> m_stack;
    QString m_line;
    std::vector<const GumboNode*> m_lineNodes;
    std::vector<const GumboNode*> m_introduction; ///< the text nodes of the last line, when it looks like one
    const GumboNode* m_box = nullptr;  ///< of a quotation, until its first text
    const GumboNode* m_from = nullptr;
    int m_further = 0;
    bool m_forwarded = false;
    bool m_afterForward = false;
    bool m_inTable = false;
    bool m_done = false;
};

/// Writes the tree, cut where the kind changes.
class Cutter {
public:
    Cutter(const GumboNode* root, const Marks& marks) : m_marks(marks) { walk(root); }
    QList<HtmlPiece> take() {
        finish();
        return std::move(m_pieces);
    }
    /// What is open around the cuts is so much that pieces would not be small.
    [[nodiscard]] bool gaveUp() const { return m_gaveUp; }

private:
    struct Frame {
        const GumboNode* node;
        unsigned next = 0;
        QString open;  ///< its tag, attributes and all
        QString close;
        bool quoted;
    };

    void walk(const GumboNode* root) {
        visit(root, false);
        while (!m_stack.empty()) {
            Frame& frame = m_stack.back();
            const GumboVector& children = frame.node->v.element.children;
            if (frame.next < children.length) {
                const auto* child = static_cast<const GumboNode*>(children.data[frame.next++]);
                visit(child, frame.quoted);
                continue;
            }
            m_html += frame.close;
            m_stack.pop_back();
        }
    }

    void visit(const GumboNode* node, bool quoted) {
        if (const auto mark = m_marks.constFind(node); mark != m_marks.cend()) {
            quoted = true;
            m_toTheEnd = m_toTheEnd || *mark == Mark::QuotedOn;
        }
        quoted = quoted || m_toTheEnd;
        if (isTextNode(node)) {
            const QString text = QString::fromUtf8(node->v.text.text);
            if (node->type == GUMBO_NODE_TEXT) {
                turn(quoted);
                m_hasContent = true;
            }
            const bool raw = node->parent->type == GUMBO_NODE_ELEMENT && node->parent->v.element.tag == GUMBO_TAG_STYLE;
            if (raw)
                m_html += text;
            else
                detail::appendEscaped(m_html, text, false);
            return;
        }
        if (!detail::isElement(node))
            return;
        const GumboElement& element = node->v.element;
        // A line end belongs to what stands in front of it.
        if (m_marks.contains(node) || element.tag == GUMBO_TAG_IMG)
            turn(quoted);
        m_hasContent = m_hasContent || element.tag == GUMBO_TAG_IMG || element.tag == GUMBO_TAG_HR;
        const QString open = tagOf(element);
        m_html += open;
        if (!isVoid(element.tag))
            m_stack.push_back({node, 0, open, open.isEmpty() ? QString() : closeOf(element), quoted});
    }

    static bool isShell(GumboTag tag) { return tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_HEAD || tag == GUMBO_TAG_BODY; }

    static QString tagOf(const GumboElement& element) {
        if (isShell(element.tag))
            return {};
        QString tag = u'<' + QString::fromLatin1(detail::elementName(element));
        for (unsigned i = 0; i < element.attributes.length; ++i) {
            const auto* one = static_cast<const GumboAttribute*>(element.attributes.data[i]);
            tag += u' ' + QString::fromUtf8(one->name) + u"=\"";
            detail::appendEscaped(tag, QString::fromUtf8(one->value), true);
            tag += u'"';
        }
        tag += u'>';
        if (element.tag == GUMBO_TAG_PRE && element.children.length > 0) {
            const auto* first = static_cast<const GumboNode*>(element.children.data[0]);
            if (isTextNode(first) && first->v.text.text[0] == '\n')
                tag += u'\n';
        }
        return tag;
    }

    static QString closeOf(const GumboElement& element) {
        return u"</" + QString::fromLatin1(detail::elementName(element)) + u'>';
    }

    void turn(bool quoted) {
        const PieceKind kind = quoted ? PieceKind::Quoted : PieceKind::Own;
        if (kind == m_kind)
            return;
        finish();
        m_kind = kind;
    }

    /// Closes what is open, and opens it again in the next piece. A piece with nothing to see is none.
    void finish() {
        QString shell;
        for (const Frame& frame : m_stack)
            shell += frame.open;
        m_gaveUp = m_gaveUp || shell.size() > kMaxShell;
        if (m_hasContent && !m_gaveUp) {
            for (auto frame = m_stack.rbegin(); frame != m_stack.rend(); ++frame)
                m_html += frame->close;
            m_pieces.append({m_kind, m_html});
        }
        m_html = shell;
        m_hasContent = false;
    }

    const Marks& m_marks;
    std::vector<Frame> m_stack;
    QString m_html;
    QList<HtmlPiece> m_pieces;
    PieceKind m_kind = PieceKind::Own;
    bool m_toTheEnd = false;
    bool m_hasContent = false;
    bool m_gaveUp = false;
};

} // namespace

QList<HtmlPiece> splitHtmlQuotes(const QString& sanitisedHtml) {
    const QList<HtmlPiece> whole{{PieceKind::Own, sanitisedHtml}};
    if (sanitisedHtml.isEmpty())
        return {};
    const auto tree = detail::GumboTree::parse(sanitisedHtml.toUtf8());
    if (tree == nullptr)
        return whole;
    const QuoteFinder finder(tree->root());
    if (finder.marks().isEmpty() || finder.marks().size() > kMaxChanges)
        return whole;
    Cutter cutter(tree->root(), finder.marks());
    QList<HtmlPiece> pieces = cutter.take();
    return cutter.gaveUp() ? whole : pieces;
}

} // namespace tributary::content
