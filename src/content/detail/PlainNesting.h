// SPDX-License-Identifier: GPL-3.0-or-later
// Most markup that the writer makes is nested so plainly that every parser must read the tree again that it was written
// from: no paragraph around a block, no link in a link, tables with rows with cells. Then the second reading, which is what
// costs the time, is not needed. Anything unusual is not plain, and is read again.
#pragma once

#include <QByteArrayView>
#include <QStringView>

#include <vector>

namespace tributary::content::detail {

class PlainNesting {
public:
    void open(QByteArrayView name);  ///< of an element with an end tag
    void close();                    ///< the last one opened
    void single(QByteArrayView name); ///< <br>, <img>, <style> with all that is in it
    void text(QStringView text);
    [[nodiscard]] bool isPlain() const { return m_plain; }

private:
    enum class Kind : unsigned char { Inline, Link, Block, Paragraph, Heading, Pre, List, Item, Definitions, Definition, Table, Columns, Section, Row, Cell };
    static bool kindOf(QByteArrayView name, Kind& kind);
    [[nodiscard]] bool inside(Kind kind) const { return !m_open.empty() && m_open.back() == kind; }
    [[nodiscard]] bool isTablePart() const;
    [[nodiscard]] bool paragraphIsOpen() const;
    [[nodiscard]] bool fits(Kind kind) const;

    std::vector<Kind> m_open;
    int m_links = 0;
    bool m_plain = true;
    bool m_atPreStart = false;
};

} // namespace tributary::content::detail
