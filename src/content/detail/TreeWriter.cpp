// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/TreeWriter.h"

#include "content/detail/Attributes.h"
#include "content/detail/CssFilter.h"
#include "content/detail/CssSelectors.h"
#include "content/detail/CssSheet.h"
#include "content/detail/Elements.h"
#include "content/detail/Prescan.h"
#include "content/detail/UrlFilter.h"

#include <QSet>

namespace tributary::content::detail {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kMaxOutput = 8 * 1024 * 1024; ///< characters
constexpr std::size_t kMaxDepth = 160;            ///< deeper elements are unwrapped: viewers recurse
constexpr std::size_t kMaxDepthOriginal = 300;
constexpr qsizetype kMaxStyle = 20'000;
constexpr int kMaxTracker = 2;                    ///< pixels of a picture that nobody sees

/// Pixels; -1: not known.
int pixels(QString text) {
    text = text.trimmed();
    if (text.endsWith(u"px", Qt::CaseInsensitive))
        text.chop(2);
    bool good = false;
    const double value = text.toDouble(&good);
    return good && value >= 0 && value < 100'000 ? static_cast<int>(value) : -1;
}

/// The value of a declaration in canonical text; empty without it.
QString declared(const QString& style, QLatin1StringView name) {
    for (qsizetype at = style.indexOf(name); at >= 0; at = style.indexOf(name, at + 1)) {
        const qsizetype colon = at + name.size();
        if ((at == 0 || style[at - 1] == u';') && colon < style.size() && style[colon] == u':')
            return style.mid(colon + 1).section(u';', 0, 0).section(u'!', 0, 0);
    }
    return {};
}

bool hides(const QString& style) {
    const QString opacity = declared(style, QLatin1StringView("opacity"));
    return declared(style, QLatin1StringView("display")) == u"none" ||
           declared(style, QLatin1StringView("visibility")) == u"hidden" || opacity == u"0" || opacity == u"0.0";
}

bool isText(const GumboNode* node) {
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA;
}

bool isOneOf(QByteArrayView name, std::initializer_list<const char*> names) {
    for (const char* one : names) {
        if (!name.isEmpty() && name[0] == *one && name == one)
            return true;
    }
    return false;
}

} // namespace

bool isElement(const GumboNode* node) { return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE; }

QByteArray elementName(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN)
        return QByteArray::fromRawData(gumbo_normalized_tagname(element.tag), qsizetype(qstrlen(gumbo_normalized_tagname(element.tag))));
    GumboStringPiece piece = element.original_tag;
    gumbo_tag_from_original_text(&piece);
    return QByteArray(piece.data, static_cast<qsizetype>(piece.length)).toLower();
}

QString attributeOf(const GumboElement& element, const char* name) {
    if (element.attributes.length == 0)
        return {};
    const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
    return found == nullptr ? QString() : QString::fromUtf8(found->value);
}

/// Controls and code points that are no characters: viewers differ on them, and a parser replaces them.
bool isNoText(QStringView text, qsizetype at) {
    const char16_t c = text[at].unicode();
    if ((c < 0x20 && c != u'\n' && c != u'\t') || (c >= 0x7F && c < 0xA0) || (c >= 0xFDD0 && c <= 0xFDEF) || c >= 0xFFFE)
        return true;
    const bool ends = (c & 0xFFFE) == 0xDFFE && at > 0 && text[at - 1].isHighSurrogate();
    const bool begins = QChar::isHighSurrogate(c) && at + 1 < text.size() && (text[at + 1].unicode() & 0xFFFE) == 0xDFFE;
    return (ends || begins) && (text[ends ? at - 1 : at].unicode() & 0x3F) == 0x3F; // U+1FFFE, U+1FFFF ...
}

void appendEscaped(QString& out, QStringView text, bool inAttribute) {
    qsizetype from = 0;
    const auto replace = [&](qsizetype at, QLatin1StringView by) {
        out += text.mid(from, at - from);
        out += by;
        from = at + 1;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c == u'&')
            replace(i, QLatin1StringView("&amp;"));
        else if (c == u'<')
            replace(i, QLatin1StringView("&lt;"));
        else if (c == u'>')
            replace(i, QLatin1StringView("&gt;"));
        else if (c == u'"' && inAttribute)
            replace(i, QLatin1StringView("&quot;"));
        else if (c == 0xA0)
            replace(i, QLatin1StringView("&nbsp;"));
        else if (isNoText(text, i))
            replace(i, QLatin1StringView());
    }
    out += text.mid(from);
}

QString TreeWriter::write(const GumboNode* root) {
    visit(root, {});
    while (!m_stack.empty()) {
        Frame& frame = m_stack.back();
        const GumboVector& children = frame.node->v.element.children;
        if (frame.next < children.length) {
            const auto* child = static_cast<const GumboNode*>(children.data[frame.next++]);
            visit(child, Frame(frame));
            continue;
        }
        if (frame.close != nullptr) {
            m_html += QLatin1StringView("</") + QLatin1StringView(frame.close) + QLatin1Char('>');
            m_nesting.close();
            --m_depth;
        }
        m_stack.pop_back();
    }
    return std::move(m_html);
}

void TreeWriter::visit(const GumboNode* node, const Frame& parent) {
    if (isElement(node)) {
        open(node, parent);
        return;
    }
    if (!isText(node) || parent.silent)
        return;
    if (m_html.size() >= kMaxOutput) {
        m_cut = true;
        return;
    }
    textOut(QString::fromUtf8(node->v.text.text));
    if (node->parent->type == GUMBO_NODE_ELEMENT && node->parent->v.element.tag == GUMBO_TAG_OPTION)
        textOut(u" ");
}

void TreeWriter::textOut(QStringView text) {
    m_nesting.text(text);
    appendEscaped(m_html, text, false);
}

void TreeWriter::open(const GumboNode* node, const Frame& parent) {
    static const ElementRule foreign{nullptr, ElementRule::Action::Drop, nullptr, false};
    const GumboElement& element = node->v.element;
    const QByteArray name = elementName(element);
    const bool html = element.tag_namespace == GUMBO_NAMESPACE_HTML;
    const ElementRule& rule = html ? elementRule(name, m_options.use) : foreign;
    Style style = element.attributes.length > 0 ? styleOf(attributeOf(element, "style")) : Style();
    const bool keeps = rule.action == ElementRule::Action::Keep;
    const bool unseen = element.attributes.length > 0 && gumbo_get_attribute(&element.attributes, "hidden") != nullptr;
    const bool hidden = parent.hidden || style.hidden || unseen;
    // What is unwrapped has nothing left that would hide what is in it.
    const bool drop = parent.silent || rule.action == ElementRule::Action::Drop || node->type == GUMBO_NODE_TEMPLATE || unseen ||
                      (style.hidden && (!isOriginal() || !keeps));
    if (html && !hidden && !parent.silent)
        noteForm(element, name);
    noteAttributes(element, name, hidden);
    if (name == "style") {
        styleSheet(element, drop || !html || !isOriginal());
        return;
    }
    Frame frame{node, 0, nullptr, drop, hidden};
    const std::size_t deepest = isOriginal() ? kMaxDepthOriginal : kMaxDepth;
    if (!drop && keeps && m_depth < deepest && m_html.size() < kMaxOutput) {
        if (isOriginal())
            background(element, style);
        if (style.text.size() > kMaxStyle)
            style.text.clear(); // written larger than it was read; what is written must be read again
        frame.close = openTag(element, name, rule, style, hidden);
    }
    if (!rule.isVoid || drop)
        m_stack.push_back(frame);
}

/// The end tag's name, nullptr when there is none to write.
const char* TreeWriter::openTag(const GumboElement& element, const QByteArray& name, const ElementRule& rule,
                                const Style& style, bool hidden) {
    if (name == "img") {
        picture(element, style, hidden);
        return nullptr;
    }
    if (name == "input") {
        input(element, style);
        return nullptr;
    }
    QString attributes = attributesOf(element, rule.outputName);
    if (!style.text.isEmpty())
        append(attributes, QLatin1StringView("style"), style.text);
    if (name == "a" && !link(element, attributes) && !(isOriginal() && !attributes.isEmpty()))
        return nullptr;
    if (name == "body" && attributes.isEmpty())
        return nullptr;
    m_html += QLatin1Char('<') + QLatin1StringView(rule.outputName) + attributes + QLatin1Char('>');
    if (rule.isVoid) {
        m_nesting.single(name);
        return nullptr;
    }
    m_nesting.open(rule.outputName);
    if (name == "pre")
        keepFirstLineEnd(element);
    ++m_depth;
    return rule.outputName;
}

/// True when there is somewhere to go.
bool TreeWriter::link(const GumboElement& element, QString& attributes) const {
    const QString target = attributeOf(element, "href");
    auto url = filteredLink(target);
    if (!url && isOriginal() && target.trimmed().startsWith(u'#')) {
        const QString name = prefixedName(target.trimmed().mid(1), m_options.prefix);
        if (!name.isEmpty())
            url = u'#' + name;
    }
    if (!url)
        return false;
    append(attributes, QLatin1StringView("href"), *url);
    return true;
}

/// A parser eats the first line end of <pre>.
void TreeWriter::keepFirstLineEnd(const GumboElement& element) {
    if (element.children.length == 0)
        return;
    const auto* first = static_cast<const GumboNode*>(element.children.data[0]);
    if (isText(first) && first->v.text.text[0] == '\n')
        m_html += u'\n';
}

void TreeWriter::picture(const GumboElement& element, const Style& style, bool hidden) {
    const bool tracker = isTracker(element, style, hidden);
    const QString url = attributeOf(element, "src");
    const QString source = m_remote.picture(url, RemoteReference::Kind::Picture, tracker);
    const QString alt = shortText(attributeOf(element, "alt"));
    if (source.isEmpty() && !isOriginal()) {
        textOut(alt);
        return;
    }
    const bool unseen = source.isEmpty() && (tracker || (isRemote(url) && isTrackingUrl(url)));
    if (unseen)
        return;
    QString attributes = attributesOf(element, "img");
    if (!style.text.isEmpty())
        append(attributes, QLatin1StringView("style"), style.text);
    if (!source.isEmpty())
        append(attributes, QLatin1StringView("src"), source);
    m_nesting.single("img");
    m_html += QLatin1StringView("<img") + attributes + QLatin1Char('>');
}

void TreeWriter::noteForm(const GumboElement& element, const QByteArray& name) {
    m_forms += name == "form" ? 1 : 0;
    const QString type = name == "input" ? attributeOf(element, "type").trimmed().toLower() : QString();
    static const QSet<QString> pressed{u"hidden"_s, u"submit"_s, u"button"_s, u"image"_s, u"reset"_s, u"checkbox"_s, u"radio"_s};
    m_asks = m_asks || name == "textarea" || (name == "input" && !pressed.contains(type));
}

/// A control's face, as text that cannot be filled in.
void TreeWriter::input(const GumboElement& element, const Style& style) {
    const QString type = attributeOf(element, "type").trimmed().toLower();
    if (style.hidden || type == u"hidden" || type == u"password" || type == u"file" || type == u"image")
        return;
    if (type == u"checkbox" || type == u"radio")
        face(element, style, gumbo_get_attribute(&element.attributes, "checked") != nullptr ? u"\u2611"_s : u"\u2610"_s);
    else
        face(element, style, shortText(attributeOf(element, "value")));
}

/// In a box of its own where the sender has named it: what a style sheet hides stays hidden.
void TreeWriter::face(const GumboElement& element, const Style& style, const QString& text) {
    const bool named = gumbo_get_attribute(&element.attributes, "class") != nullptr || gumbo_get_attribute(&element.attributes, "id") != nullptr;
    if (!named || text.isEmpty())
        return textOut(text);
    QString attributes = attributesOf(element, "span");
    if (!style.text.isEmpty())
        append(attributes, QLatin1StringView("style"), style.text);
    m_html += QLatin1StringView("<span") + attributes + QLatin1Char('>');
    m_nesting.open("span");
    textOut(text);
    m_nesting.close();
    m_html += QLatin1StringView("</span>");
}

void TreeWriter::styleSheet(const GumboElement& element, bool silent) {
    QString css;
    for (unsigned i = 0; i < element.children.length; ++i) {
        const auto* child = static_cast<const GumboNode*>(element.children.data[i]);
        if (isText(child))
            css += QString::fromUtf8(child->v.text.text);
    }
    m_sheets += css.size();
    if (m_sheets > kMaxSheets) {
        m_cut = true;
        css.truncate(qMax(qsizetype(0), css.size() - (m_sheets - kMaxSheets)));
    }
    if (silent) {
        noteReferencesOfSheet(css, m_remote);
        return;
    }
    const QString type = attributeOf(element, "type").trimmed();
    const QString query = attributeOf(element, "media").trimmed();
    const QString media = query.isEmpty() ? QString() : filteredMedia(query);
    CssContext context{m_remote, m_options.prefix, m_dark};
    QString sheet = filteredSheet(css, context);
    const bool wanted = type.isEmpty() || type.compare(u"text/css", Qt::CaseInsensitive) == 0;
    if (sheet.isEmpty() || !wanted || (media.isEmpty() && !query.isEmpty()))
        return;
    if (!media.isEmpty() && media != u"all")
        sheet = filteredSheet(u"@media " + media + u'{' + sheet + u'}', context); // one level more: bounds are seen to again
    if (sheet.isEmpty())
        return;
    m_nesting.single("style");
    m_html += QLatin1StringView("<style>") + sheet + QLatin1StringView("</style>");
}

/// background="..." and, of <body>, the colours: as style, so that one place decides on them.
void TreeWriter::background(const GumboElement& element, Style& style) {
    const auto add = [&style](const QString& declaration) {
        style.text = declaration + (style.text.isEmpty() ? QString() : QString(u';' + style.text));
    };
    const QString url = attributeOf(element, "background");
    if (const QString own = url.isEmpty() ? QString() : m_remote.picture(url, RemoteReference::Kind::Background, false);
        !own.isEmpty() && !own.startsWith(u"data:") && !own.startsWith(u"cid:"))
        add(u"background-image:url(\"" + own + u"\")");
    if (element.tag != GUMBO_TAG_BODY)
        return;
    if (const QString text = attributeOf(element, "text"); isCssColour(text))
        add(u"color:" + darkened("color", text.toLower().remove(u' ')));
    if (const QString colour = attributeOf(element, "bgcolor"); isCssColour(colour))
        add(u"background-color:" + darkened("bgcolor", colour.toLower().remove(u' ')));
}

/// What the element would fetch besides what is written of it.
void TreeWriter::noteAttributes(const GumboElement& element, const QByteArray& name, bool hidden) {
    bool noted = false; // src, srcset, lowsrc of one element are one picture
    for (unsigned i = 0; i < element.attributes.length; ++i) {
        const auto* one = static_cast<const GumboAttribute*>(element.attributes.data[i]);
        const QByteArrayView attribute(one->name);
        const auto kind = noted ? std::nullopt : fetchedBy(name, attribute);
        if (!kind)
            continue;
        QString url = QString::fromUtf8(one->value);
        if (attribute == "srcset" || attribute == "imagesrcset")
            url = firstOfSrcset(url);
        noted = isRemote(url);
        const bool tracker = *kind == RemoteReference::Kind::Picture &&
                             isTracker(element, styleOf(attributeOf(element, "style")), hidden);
        m_remote.note(url, *kind, tracker);
    }
}

bool TreeWriter::isTracker(const GumboElement& element, const Style& style, bool hidden) {
    const int width = style.width >= 0 ? style.width : pixels(attributeOf(element, "width"));
    const int height = style.height >= 0 ? style.height : pixels(attributeOf(element, "height"));
    const bool tiny = width >= 0 && width <= kMaxTracker && height >= 0 && height <= kMaxTracker;
    return hidden || tiny || width == 0 || height == 0;
}

const TreeWriter::Style& TreeWriter::styleOf(const QString& text) {
    static const Style none;
    if (text.isEmpty() || text.size() > kMaxStyle)
        return none;
    if (const auto known = m_styles.constFind(text); known != m_styles.cend())
        return *known;
    Style style;
    CssContext context{m_remote, m_options.prefix, m_dark};
    const QString full = filteredDeclarations(text, context);
    style.hidden = hides(full);
    style.width = pixels(declared(full, QLatin1StringView("width")));
    style.height = pixels(declared(full, QLatin1StringView("height")));
    style.text = isOriginal() ? full : QString();
    if (!isOriginal()) {
        const FilteredStyle simple = filteredStyle(text);
        style.text = simple.text;
        style.hidden = simple.hidden;
    }
    return *m_styles.insert(text, style);
}

QString TreeWriter::attributesOf(const GumboElement& element, QByteArrayView outputName) const {
    QString all;
    for (unsigned i = 0; i < element.attributes.length; ++i) {
        const auto* one = static_cast<const GumboAttribute*>(element.attributes.data[i]);
        const QByteArrayView name(one->name);
        if (isOneOf(name, {"style", "href", "src", "background", "srcset"}) ||
            (element.tag == GUMBO_TAG_BODY && isOriginal() && isOneOf(name, {"bgcolor", "text"})))
            continue;
        if (const auto value = filteredAttribute(outputName, name, QString::fromUtf8(one->value), m_options))
            append(all, QLatin1StringView(one->name), m_dark ? darkened(name, *value) : *value);
    }
    return all;
}

QString TreeWriter::darkened(QByteArrayView name, const QString& value) const {
    if (!m_dark)
        return value;
    if (name == "bgcolor")
        return darkColour(value, ColourRole::Background);
    if (name == "color")
        return darkColour(value, ColourRole::Text);
    return name == "bordercolor" ? darkColour(value, ColourRole::Border) : value;
}

void TreeWriter::append(QString& attributes, QLatin1StringView name, const QString& value) {
    attributes += QLatin1Char(' ') + name + QLatin1StringView("=\"");
    appendEscaped(attributes, value, true);
    attributes += u'"';
}

} // namespace tributary::content::detail
