// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/PlainNesting.h"

#include <QHash>

namespace tributary::content::detail {

/// False: an element that parsers treat in a way of its own, such as <caption> and <ruby>.
bool PlainNesting::kindOf(QByteArrayView name, Kind& kind) {
    static const QHash<QByteArray, Kind> kinds = [] {
        QHash<QByteArray, Kind> made;
        const auto add = [&made](Kind one, std::initializer_list<const char*> names) {
            for (const char* each : names)
                made.insert(each, one);
        };
        add(Kind::Inline, {"abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
                           "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"});
        add(Kind::Link, {"a"});
        add(Kind::Block, {"address", "article", "aside", "blockquote", "center", "div", "figcaption", "figure", "footer", "header",
                          "main", "nav", "section"});
        add(Kind::Paragraph, {"p"});
        add(Kind::Heading, {"h1", "h2", "h3", "h4", "h5", "h6"});
        add(Kind::Pre, {"pre"});
        add(Kind::List, {"ul", "ol"});
        add(Kind::Item, {"li"});
        add(Kind::Definitions, {"dl"});
        add(Kind::Definition, {"dd", "dt"});
        add(Kind::Table, {"table"});
        add(Kind::Columns, {"colgroup"});
        add(Kind::Section, {"tbody", "thead", "tfoot"});
        add(Kind::Row, {"tr"});
        add(Kind::Cell, {"td", "th"});
        return made;
    }();
    const auto found = kinds.constFind(QByteArray::fromRawData(name.data(), name.size()));
    if (found != kinds.cend())
        kind = *found;
    return found != kinds.cend();
}

bool PlainNesting::isTablePart() const {
    return inside(Kind::Table) || inside(Kind::Columns) || inside(Kind::Section) || inside(Kind::Row);
}

bool PlainNesting::paragraphIsOpen() const {
    for (auto one = m_open.rbegin(); one != m_open.rend() && *one != Kind::Cell; ++one) {
        if (*one == Kind::Paragraph)
            return true;
    }
    return false;
}

bool PlainNesting::fits(Kind kind) const {
    switch (kind) {
    case Kind::Columns:
    case Kind::Section: return inside(Kind::Table);
    case Kind::Row: return inside(Kind::Section);
    case Kind::Cell: return inside(Kind::Row);
    case Kind::Item: return inside(Kind::List);
    case Kind::Definition: return inside(Kind::Definitions);
    case Kind::Link: return m_links == 0 && !isTablePart();
    case Kind::Inline: return !isTablePart();
    case Kind::Heading: return !isTablePart() && !inside(Kind::Heading) && !paragraphIsOpen();
    default: return !isTablePart() && !paragraphIsOpen();
    }
}

void PlainNesting::open(QByteArrayView name) {
    Kind kind = Kind::Inline;
    m_plain = m_plain && kindOf(name, kind) && fits(kind);
    // Counted for the whole message: what is around a cell may hide a link from a parser or not.
    m_links += kind == Kind::Link ? 1 : 0;
    m_atPreStart = kind == Kind::Pre;
    m_open.push_back(kind);
}

void PlainNesting::close() {
    m_links -= inside(Kind::Link) ? 1 : 0;
    m_open.pop_back();
    m_atPreStart = false;
}

void PlainNesting::single(QByteArrayView name) {
    m_atPreStart = false;
    if (name == "col")
        m_plain = m_plain && inside(Kind::Columns);
    else if (name == "style")
        m_plain = m_plain && !inside(Kind::Columns);
    else
        m_plain = m_plain && !isTablePart() && (name != "hr" || !paragraphIsOpen());
}

void PlainNesting::text(QStringView text) {
    if (!m_plain || text.isEmpty())
        return;
    if (m_atPreStart && text[0] == u'\n')
        m_plain = false;
    m_atPreStart = false;
    if (!isTablePart())
        return;
    for (const QChar c : text)
        m_plain = m_plain && (c == u' ' || c == u'\t' || c == u'\n');
}

} // namespace tributary::content::detail
