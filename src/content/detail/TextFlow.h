// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tributary::content::detail {

/// Text as it flows out of HTML: blanks collapse, blocks end lines, blank lines never come in rows, quoted lines get
/// their "> ".
class TextFlow {
public:
    explicit TextFlow(qsizetype maxChars) : m_maxChars(maxChars) {}

    void character(char32_t c);  ///< collapses blanks unless preformatted
    void words(QStringView text) {
        for (const QChar c : text)
            character(c.unicode());
    }
    void lineBreak();            ///< <br>: one more line
    void endLine() { m_breaks = qMax(m_breaks, atStart() ? 0 : 1); }
    void endParagraph() { m_breaks = qMax(m_breaks, atStart() ? 0 : 2); }
    void indent(int by) { m_indent = qBound(0, m_indent + by, 16); }
    void quote(int by);
    void preformatted(int by) { m_preformatted = qMax(0, m_preformatted + by); }

    [[nodiscard]] bool isFull() const { return m_text.size() >= m_maxChars; }
    [[nodiscard]] qsizetype size() const { return m_text.size(); }
    [[nodiscard]] QStringView since(qsizetype from) const { return QStringView(m_text).mid(qMin(from, m_text.size())); }
    void reserve(qsizetype size) { m_text.reserve(size); }
    [[nodiscard]] QString take();

private:
    [[nodiscard]] bool atStart() const { return m_text.isEmpty(); }
    void flush();

    QString m_text;
    qsizetype m_maxChars;
    int m_breaks = 0; ///< line ends due before the next character
    bool m_space = false;
    bool m_lineHasText = false;
    int m_indent = 0;
    int m_quotes = 0;
    int m_quotesBefore = 0; ///< the level of the line before: lines between two levels carry the lower one
    int m_preformatted = 0;
};

} // namespace tributary::content::detail
