// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/Content.h"

#include "content/detail/Attributes.h"
#include "content/detail/CssFilter.h"
#include "content/detail/Elements.h"
#include "content/detail/GumboTree.h"
#include "content/detail/UrlFilter.h"

#include <vector>

namespace tributary::content {
namespace {

using detail::ElementRule;

constexpr qsizetype kMaxInput = 2 * 1024 * 1024;  ///< UTF-8 bytes
constexpr qsizetype kMaxOutput = 8 * 1024 * 1024; ///< characters
constexpr std::size_t kMaxOutputDepth = 160;      ///< deeper elements are unwrapped: the viewer recurses
constexpr int kMaxRounds = 8;
constexpr qsizetype kMaxFallbackText = 256 * 1024;

bool isElement(const GumboNode* node) {
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

QByteArray elementName(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN)
        return gumbo_normalized_tagname(element.tag);
    GumboStringPiece piece = element.original_tag;
    gumbo_tag_from_original_text(&piece);
    return QByteArray(piece.data, static_cast<qsizetype>(piece.length)).toLower();
}

void appendEscaped(QString& out, const QString& text, bool inAttribute) {
    for (const QChar c : text) {
        switch (c.unicode()) {
        case u'&': out += QLatin1StringView("&amp;"); break;
        case u'<': out += QLatin1StringView("&lt;"); break;
        case u'>': out += QLatin1StringView("&gt;"); break;
        case u'"': out += inAttribute ? QStringView(u"&quot;") : QStringView(u"\""); break;
        case 0xA0: out += QLatin1StringView("&nbsp;"); break;
        default:
            // Controls, and what no text may hold, go: viewers differ on them.
            if (c.unicode() >= 0x20 ? (c.unicode() != 0x7F && c.unicode() != 0xFFFE && c.unicode() != 0xFFFF)
                                    : (c == u'\n' || c == u'\t'))
                out += c;
        }
    }
}

/// One walk over a tree, written out by the allow-lists.
class Writer {
public:
    explicit Writer(const GumboNode* root) { walk(root); }
    QString html;
    int blocked = 0;
    bool cut = false;

private:
    struct Frame {
        const GumboNode* node = nullptr;
        unsigned next = 0;           ///< child to visit
        const char* close = nullptr; ///< end tag to write
        bool silent = false;         ///< dropped: counted only
    };

    void walk(const GumboNode* root) {
        visit(root, false);
        while (!m_stack.empty()) {
            Frame& frame = m_stack.back();
            const GumboVector& children = frame.node->v.element.children;
            if (frame.next < children.length) {
                const auto* child = static_cast<const GumboNode*>(children.data[frame.next++]);
                visit(child, frame.silent);
                continue;
            }
            if (frame.close != nullptr) {
                html += QLatin1StringView("</") + QLatin1StringView(frame.close) + QLatin1Char('>');
                --m_depth;
            }
            m_stack.pop_back();
        }
    }

    void visit(const GumboNode* node, bool silent) {
        if (isElement(node)) {
            open(node, silent);
            return;
        }
        const bool text = node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE;
        if (!text)
            return;
        if (silent) {
            if (node->parent->v.element.tag == GUMBO_TAG_STYLE)
                blocked += detail::remoteReferencesInCss(QString::fromUtf8(node->v.text.text));
        } else if (html.size() < kMaxOutput) {
            appendEscaped(html, QString::fromUtf8(node->v.text.text), false);
        } else {
            cut = true;
        }
    }

    void open(const GumboNode* node, bool silent) {
        const GumboElement& element = node->v.element;
        const QByteArray name = elementName(element);
        const ElementRule rule = element.tag_namespace == GUMBO_NAMESPACE_HTML
                                     ? detail::elementRule(name)
                                     : ElementRule{nullptr, ElementRule::Action::Drop, nullptr, false};
        blocked += remoteReferences(element, name);
        const detail::FilteredStyle style = detail::filteredStyle(attribute(element, "style"));
        const bool drop = silent || style.hidden || rule.action == ElementRule::Action::Drop ||
                          node->type == GUMBO_NODE_TEMPLATE;
        Frame frame{node, 0, nullptr, drop};
        if (!drop && rule.action == ElementRule::Action::Keep && m_depth < kMaxOutputDepth && html.size() < kMaxOutput)
            frame.close = openTag(element, name, rule, style.text);
        if (!rule.isVoid || drop)
            m_stack.push_back(frame);
    }

    /// The end tag's name, nullptr when there is none to write.
    const char* openTag(const GumboElement& element, const QByteArray& name, const ElementRule& rule,
                        const QString& style) {
        if (name == "img") {
            picture(element, style);
            return nullptr;
        }
        QString attributes = filteredAttributes(element, rule.outputName);
        if (!style.isEmpty())
            append(attributes, "style", style);
        if (name == "a") {
            const auto link = detail::filteredLink(attribute(element, "href"));
            if (!link)
                return nullptr;
            append(attributes, "href", *link);
        }
        if (name == "body" && attributes.isEmpty())
            return nullptr;
        html += QLatin1Char('<') + QLatin1StringView(rule.outputName) + attributes + QLatin1Char('>');
        if (name == "pre")
            keepFirstLineEnd(element);
        if (rule.isVoid)
            return nullptr;
        ++m_depth;
        return rule.outputName;
    }

    /// A parser eats the first line end of <pre>.
    void keepFirstLineEnd(const GumboElement& element) {
        if (element.children.length == 0)
            return;
        const auto* first = static_cast<const GumboNode*>(element.children.data[0]);
        if ((first->type == GUMBO_NODE_TEXT || first->type == GUMBO_NODE_WHITESPACE) && first->v.text.text[0] == '\n')
            html += u'\n';
    }

    void picture(const GumboElement& element, const QString& style) {
        const auto source = detail::filteredImage(attribute(element, "src"));
        if (!source) {
            appendEscaped(html, attribute(element, "alt").left(1000), false);
            return;
        }
        QString attributes = filteredAttributes(element, "img");
        if (!style.isEmpty())
            append(attributes, "style", style);
        append(attributes, "src", *source);
        html += QLatin1StringView("<img") + attributes + QLatin1Char('>');
    }

    static QString filteredAttributes(const GumboElement& element, QByteArrayView outputName) {
        QString all;
        for (unsigned i = 0; i < element.attributes.length; ++i) {
            const auto* one = static_cast<const GumboAttribute*>(element.attributes.data[i]);
            if (const auto value = detail::filteredAttribute(outputName, one->name, QString::fromUtf8(one->value)))
                append(all, one->name, *value);
        }
        return all;
    }

    static void append(QString& attributes, const char* name, const QString& value) {
        attributes += QLatin1Char(' ') + QLatin1StringView(name) + QLatin1StringView("=\"");
        appendEscaped(attributes, value, true);
        attributes += u'"';
    }

    static QString attribute(const GumboElement& element, const char* name) {
        const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
        return found == nullptr ? QString() : QString::fromUtf8(found->value);
    }

    static int remoteReferences(const GumboElement& element, const QByteArray& name) {
        int styles = 0;
        bool picture = false; // src, srcset, lowsrc of one element are one picture
        for (unsigned i = 0; i < element.attributes.length; ++i) {
            const auto* one = static_cast<const GumboAttribute*>(element.attributes.data[i]);
            const QByteArrayView attributeName(one->name);
            if (attributeName == "style")
                styles += detail::remoteReferencesInCss(QString::fromUtf8(one->value));
            else if (!picture && detail::isFetchingAttribute(name, attributeName))
                picture = detail::isRemote(QString::fromUtf8(one->value));
        }
        return styles + (picture ? 1 : 0);
    }

    std::vector<Frame> m_stack;
    std::size_t m_depth = 0;
};

struct Round {
    QString html;
    int blocked = 0;
    bool good = false;
    bool cut = false;
};

Round sanitiseOnce(QByteArray utf8) {
    const auto tree = detail::GumboTree::parse(std::move(utf8));
    if (tree == nullptr)
        return {};
    Writer writer(tree->root());
    return {writer.html.trimmed(), writer.blocked, true, writer.cut};
}

/// The first bytes, ending before a character.
QByteArray bounded(const QString& html, bool& cut) {
    cut = html.size() > kMaxInput;
    QByteArray utf8 = cut ? html.left(kMaxInput).toUtf8() : html.toUtf8();
    if (utf8.size() > kMaxInput) {
        cut = true;
        qsizetype end = kMaxInput;
        while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xC0U) == 0x80U)
            --end;
        utf8.truncate(end);
    }
    return utf8;
}

/// What could not be made safe as a tree is shown as its text.
QString textOnly(const QString& html) {
    QString text = htmlToText(html, false, kMaxFallbackText);
    QString result;
    for (const QString& line : text.split(u'\n')) {
        if (!result.isEmpty())
            result += QLatin1StringView("<br>");
        appendEscaped(result, line.simplified(), false);
    }
    return result.trimmed();
}

} // namespace

SanitisedHtml sanitiseHtml(const QString& html, const SanitiseOptions& options) {
    static_cast<void>(options);
    SanitisedHtml result;
    Round round = sanitiseOnce(bounded(html, result.reduced));
    result.blockedRemote = round.blocked;
    // A parser can read a tree differently once it has been written out, which is how harmful markup slips through
    // filters. Only what a second reading leaves as it is goes out.
    for (int i = 0; round.good && i < kMaxRounds; ++i) {
        result.reduced = result.reduced || round.cut;
        bool cut = false;
        Round again = sanitiseOnce(bounded(round.html, cut));
        if (again.good && !cut && again.html == round.html) {
            result.html = std::move(round.html);
            return result;
        }
        round = std::move(again);
    }
    result.html = textOnly(html);
    result.reduced = true;
    return result;
}

} // namespace tributary::content
