// SPDX-License-Identifier: GPL-3.0-or-later
// HTML -> text in one pass over the characters, without a tree: the first sync does it for every message.
#include "content/Content.h"

#include "content/detail/HiddenText.h"
#include "content/detail/HtmlEntities.h"
#include "content/detail/TextFlow.h"

#include <QHash>

#include <vector>

namespace tributary::content {
namespace {

enum class Tag : unsigned char {
    Other, Block, Paragraph, Break, Rule, Cell, Row, List, OrderedList, Item, Quote, Pre, Link, Image, Skipped,
};

/// By name in lower case.
Tag tagOf(QByteArrayView name) {
    static const QHash<QByteArray, Tag> tags = [] {
        QHash<QByteArray, Tag> made;
        const auto add = [&made](Tag tag, std::initializer_list<const char*> names) {
            for (const char* one : names)
                made.insert(one, tag);
        };
        add(Tag::Block, {"div", "address", "article", "aside", "center", "dd", "dt", "fieldset", "figcaption", "figure",
                         "footer", "form", "header", "main", "nav", "section", "legend", "caption", "body", "html",
                         "option", "details", "summary"});
        add(Tag::Paragraph, {"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "dl"});
        add(Tag::Break, {"br"});
        add(Tag::Rule, {"hr"});
        add(Tag::Cell, {"td", "th"});
        add(Tag::Row, {"tr"});
        add(Tag::List, {"ul", "dir", "menu"});
        add(Tag::OrderedList, {"ol"});
        add(Tag::Item, {"li"});
        add(Tag::Quote, {"blockquote"});
        add(Tag::Pre, {"pre", "listing", "xmp", "plaintext"});
        add(Tag::Link, {"a"});
        add(Tag::Image, {"img"});
        add(Tag::Skipped, {"script", "style", "title", "template", "iframe", "noembed", "noframes", "textarea", "svg",
                           "math", "object", "select", "xml"});
        return made;
    }();
    return tags.value(QByteArray::fromRawData(name.data(), name.size()), Tag::Other);
}

bool isAsciiLetter(QChar c) { return (c.unicode() | 0x20) >= u'a' && (c.unicode() | 0x20) <= u'z'; }
bool isSpace(QChar c) { return c == u' ' || c == u'\t' || c == u'\n' || c == u'\r' || c == u'\f'; }

class Converter {
public:
    enum class Hidden { Told, LeftOut };
    Converter(QStringView html, bool withLinks, qsizetype maxChars, Hidden hidden = Hidden::Told)
        : m_html(html), m_flow(maxChars), m_withLinks(withLinks), m_leavesOut(hidden == Hidden::LeftOut) {
        m_flow.reserve(qMin(maxChars, html.size() / 2));
    }

    QString run() {
        while (m_at < m_html.size() && !m_flow.isFull()) {
            const QChar c = m_html[m_at];
            if (c == u'<' && markup())
                continue;
            if (c == u'&' && entity())
                continue;
            if (c.isHighSurrogate() && m_at + 1 < m_html.size() && m_html[m_at + 1].isLowSurrogate()) {
                m_flow.character(QChar::surrogateToUcs4(c, m_html[m_at + 1]));
                m_at += 2;
                continue;
            }
            m_flow.character(c.unicode());
            ++m_at;
        }
        return m_flow.take();
    }

private:
    struct Attribute {
        QStringView name, value;
    };

    bool entity() {
        const auto decoded = detail::decodeEntity(m_html.mid(m_at, 64));
        if (decoded.length == 0)
            return false;
        m_flow.character(decoded.character);
        m_at += decoded.length;
        return true;
    }

    /// At '<'. False: it is text.
    bool markup() {
        const qsizetype next = m_at + 1;
        if (next >= m_html.size())
            return false;
        if (m_html[next] == u'!' || m_html[next] == u'?') {
            comment();
            return true;
        }
        const bool closing = m_html[next] == u'/';
        const qsizetype nameAt = closing ? next + 1 : next;
        if (nameAt >= m_html.size() || !isAsciiLetter(m_html[nameAt]))
            return false;
        char name[16];
        qsizetype size = 0;
        qsizetype at = nameAt;
        for (; at < m_html.size() && m_html[at] != u'>' && m_html[at] != u'/' && !isSpace(m_html[at]); ++at) {
            const char16_t c = m_html[at].unicode();
            if (size < 15)
                name[size++] = c > 0x7F ? '?' : static_cast<char>(c >= u'A' && c <= u'Z' ? c | 0x20 : c);
        }
        m_at = at;
        const QByteArrayView tagName(name, size);
        const Tag tag = tagOf(tagName);
        readAttributes(!closing && (m_leavesOut || tag == Tag::Link || tag == Tag::Image));
        if (closing)
            closeTag(tag);
        else if (!m_leavesOut || !leaveOut(tag, tagName))
            openTag(tag, tagName);
        return true;
    }

    /// Behind a start tag. True: nobody sees the element, it has been passed over. What has no end is seen: nothing is lost.
    bool leaveOut(Tag tag, QByteArrayView name) {
        const detail::Hiding hiding = m_unseen ? detail::Hiding::Whole : detail::hidingOf(m_style);
        if (hiding == detail::Hiding::No || tag == Tag::Skipped)
            return false;
        if (tag == Tag::Image || tag == Tag::Break || tag == Tag::Rule)
            return hiding == detail::Hiding::Whole;
        constexpr qsizetype kMaxSmall = 8 * 1024; // the first words are short; and layouts have sizes of 0 everywhere
        const bool small = hiding == detail::Hiding::Small;
        if (m_tries <= 0)
            return false;
        const qsizetype end = detail::endOfElement(m_html, m_at, name, small ? kMaxSmall : m_html.size());
        if (end < 0 || (small && m_html.mid(m_at, end - m_at).contains(u"font", Qt::CaseInsensitive))) {
            --m_tries;
            return false;
        }
        m_at = end;
        if (tag != Tag::Other && tag != Tag::Link)
            m_flow.endLine();
        return true;
    }

    /// "<!--...-->", and "<!...>", "<?...>". An open one runs to the end.
    void comment() {
        qsizetype end = -1;
        qsizetype skip = 1;
        if (m_html.mid(m_at, 4) == u"<!--") {
            if (m_html.mid(m_at, 5) == u"<!-->") {
                m_at += 5;
                return;
            }
            end = m_html.indexOf(QLatin1StringView("-->"), m_at + 4);
            skip = 3;
        } else {
            end = m_html.indexOf(u'>', m_at);
        }
        m_at = end < 0 ? m_html.size() : end + skip;
    }

    /// To behind '>'. Keeps what is asked about, where wanted.
    void readAttributes(bool wanted) {
        m_href = m_alt = m_style = {};
        m_unseen = false;
        while (m_at < m_html.size() && m_html[m_at] != u'>') {
            if (isSpace(m_html[m_at]) || m_html[m_at] == u'/') {
                ++m_at;
                continue;
            }
            const Attribute attribute = readAttribute();
            if (!wanted)
                continue;
            if (attribute.name.compare(u"href", Qt::CaseInsensitive) == 0)
                m_href = attribute.value;
            else if (attribute.name.compare(u"alt", Qt::CaseInsensitive) == 0)
                m_alt = attribute.value;
            else if (attribute.name.compare(u"style", Qt::CaseInsensitive) == 0)
                m_style = attribute.value;
            else if (attribute.name.compare(u"hidden", Qt::CaseInsensitive) == 0)
                m_unseen = true;
        }
        m_at = qMin(m_at + 1, m_html.size());
    }

    Attribute readAttribute() {
        const qsizetype nameAt = m_at++; // the first character is part of the name, even '='
        while (m_at < m_html.size() && !isSpace(m_html[m_at]) && m_html[m_at] != u'>' && m_html[m_at] != u'=' &&
               m_html[m_at] != u'/')
            ++m_at;
        Attribute result{m_html.mid(nameAt, m_at - nameAt), {}};
        while (m_at < m_html.size() && isSpace(m_html[m_at]))
            ++m_at;
        if (m_at >= m_html.size() || m_html[m_at] != u'=')
            return result;
        ++m_at;
        while (m_at < m_html.size() && isSpace(m_html[m_at]))
            ++m_at;
        if (m_at >= m_html.size())
            return result;
        const QChar quote = m_html[m_at];
        if (quote == u'"' || quote == u'\'') {
            const qsizetype end = m_html.indexOf(quote, m_at + 1);
            const qsizetype stop = end < 0 ? m_html.size() : end;
            result.value = m_html.mid(m_at + 1, stop - m_at - 1);
            m_at = qMin(stop + 1, m_html.size());
            return result;
        }
        const qsizetype valueAt = m_at;
        while (m_at < m_html.size() && !isSpace(m_html[m_at]) && m_html[m_at] != u'>')
            ++m_at;
        result.value = m_html.mid(valueAt, m_at - valueAt);
        return result;
    }

    void openTag(Tag tag, QByteArrayView name) {
        switch (tag) {
        case Tag::Other: break;
        case Tag::Block:
        case Tag::Row: m_flow.endLine(); break;
        case Tag::Paragraph: m_flow.endParagraph(); break;
        case Tag::Break: m_flow.lineBreak(); break;
        case Tag::Rule:
            m_flow.endLine();
            m_flow.words(u"----------");
            m_flow.endLine();
            break;
        case Tag::Cell: m_flow.character(' '); break;
        case Tag::List:
        case Tag::OrderedList: openList(tag == Tag::OrderedList); break;
        case Tag::Item: openItem(); break;
        case Tag::Quote: m_flow.quote(1); break;
        case Tag::Pre:
            m_flow.endParagraph();
            m_flow.preformatted(1);
            break;
        case Tag::Link:
            m_linkHref = m_href;
            m_linkStart = m_flow.size();
            break;
        case Tag::Image: decoded(m_alt.left(1000)); break;
        case Tag::Skipped: skipContent(name); break;
        }
    }

    void closeTag(Tag tag) {
        switch (tag) {
        case Tag::Block:
        case Tag::Row:
        case Tag::Item: m_flow.endLine(); break;
        case Tag::Paragraph: m_flow.endParagraph(); break;
        case Tag::Cell: m_flow.character(' '); break;
        case Tag::List:
        case Tag::OrderedList: closeList(); break;
        case Tag::Quote: m_flow.quote(-1); break;
        case Tag::Pre:
            m_flow.preformatted(-1);
            m_flow.endParagraph();
            break;
        case Tag::Link: closeLink(); break;
        default: break;
        }
    }

    void openList(bool ordered) {
        if (m_lists.empty())
            m_flow.endParagraph();
        else
            m_flow.indent(1);
        m_flow.endLine();
        if (m_lists.size() < 1000)
            m_lists.push_back(ordered ? 1 : 0);
    }

    void closeList() {
        if (m_lists.empty())
            return;
        m_lists.pop_back();
        if (m_lists.empty())
            m_flow.endParagraph();
        else
            m_flow.indent(-1);
        m_flow.endLine();
    }

    void openItem() {
        m_flow.endLine();
        if (!m_lists.empty() && m_lists.back() > 0) {
            const QString number = QString::number(m_lists.back()++);
            m_flow.words(number);
            m_flow.character('.');
        } else {
            m_flow.character('-');
        }
        m_flow.character(' ');
    }

    void closeLink() {
        const QStringView href = m_linkHref.trimmed();
        m_linkHref = {};
        if (!m_withLinks || href.isEmpty() || href.size() > 2000 || m_flow.size() <= m_linkStart)
            return;
        const bool web = href.startsWith(QLatin1StringView("http://"), Qt::CaseInsensitive) ||
                         href.startsWith(QLatin1StringView("https://"), Qt::CaseInsensitive);
        const bool mail = href.startsWith(QLatin1StringView("mailto:"), Qt::CaseInsensitive);
        if (!web && !mail)
            return;
        const QStringView text = m_flow.since(m_linkStart).trimmed();
        QStringView shown = mail ? href.mid(7) : href;
        if (shown.endsWith(u'/'))
            shown.chop(1);
        constexpr qsizetype kMaxCompared = 512; // a longer one is no address, and the comparison stays linear
        if (text.isEmpty() || (text.size() <= kMaxCompared && shown.size() <= kMaxCompared && text.contains(shown)) || (web && shown.endsWith(text) && text.contains(u'.')))
            return;
        m_flow.words(u" <");
        decoded(href);
        m_flow.character('>');
    }

    /// An attribute's value, entities undone.
    void decoded(QStringView value) {
        for (qsizetype i = 0; i < value.size();) {
            const auto one = value[i] == u'&' ? detail::decodeEntity(value.mid(i, 64)) : detail::DecodedEntity{};
            if (one.length > 0) {
                m_flow.character(one.character);
                i += one.length;
            } else {
                m_flow.character(value[i++].unicode());
            }
        }
    }

    /// To "</name"; an open one runs to the end.
    void skipContent(QByteArrayView name) {
        if (m_at >= 2 && m_html[m_at - 2] == u'/' && (name == "svg" || name == "math"))
            return; // <svg/>
        const QLatin1StringView wanted(name.data(), name.size());
        for (;;) {
            const qsizetype at = m_html.indexOf(QLatin1StringView("</"), m_at);
            if (at < 0) {
                m_at = m_html.size();
                return;
            }
            m_at = at + 2;
            const qsizetype behind = m_at + name.size();
            const bool ends = behind >= m_html.size() || isSpace(m_html[behind]) || m_html[behind] == u'>' || m_html[behind] == u'/';
            if (ends && m_html.mid(m_at).startsWith(wanted, Qt::CaseInsensitive)) {
                m_at = behind;
                readAttributes(false);
                return;
            }
        }
    }

    QStringView m_html;
    qsizetype m_at = 0;
    detail::TextFlow m_flow;
    bool m_withLinks;
    bool m_leavesOut;
    int m_tries = 64;           ///< looks for an end that are for nothing: time stays linear
    bool m_unseen = false;      ///< of the tag just read, like the next three
    QStringView m_href, m_alt, m_style;
    QStringView m_linkHref;     ///< of the open link
    qsizetype m_linkStart = 0;
    std::vector<int> m_lists;   ///< next number; 0 for bullets
};

} // namespace

QString htmlToText(const QString& html, bool withLinks, qsizetype maxChars) {
    if (maxChars <= 0)
        return {};
    return Converter(html, withLinks, maxChars).run();
}

QString seenText(const QString& html, qsizetype maxChars) {
    return maxChars <= 0 ? QString() : Converter(html, false, maxChars, Converter::Hidden::LeftOut).run();
}

} // namespace tributary::content
