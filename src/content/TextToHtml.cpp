// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/Content.h"

#include "content/Links.h"

#include <algorithm>

namespace tributary::content {
namespace {

constexpr int kMaxQuotes = 10;

class HtmlWriter {
public:
    explicit HtmlWriter(QStringView text) : m_eachItsOwn(hasRightToLeft(text)) {
        m_html.reserve(text.size() + text.size() / 8 + 64);
        for (qsizetype at = 0; at < text.size();) {
            const qsizetype end = text.indexOf(u'\n', at);
            line(text.mid(at, end < 0 ? -1 : end - at));
            at = end < 0 ? text.size() : end + 1;
        }
        level(0);
    }
    QString take() { return std::move(m_html); }

private:
    void line(QStringView text) {
        if (text.endsWith(u'\r'))
            text.chop(1);
        int quotes = 0;
        qsizetype at = 0;
        // ">> a" and "> > a"; a blank before the first '>' is text.
        while (at < text.size() && text[at] == u'>') {
            ++quotes;
            ++at;
            if (at + 1 < text.size() && text[at] == u' ' && text[at + 1] == u'>')
                ++at;
        }
        if (quotes > 0 && at < text.size() && text[at] == u' ')
            ++at;
        const bool changed = level(qMin(quotes, kMaxQuotes));
        if (m_eachItsOwn) {
            m_html += QLatin1StringView("<div>");
            at < text.size() ? inlineText(text.mid(at)) : void(m_html += QLatin1StringView("&nbsp;")); // an empty one would not be there
            m_html += QLatin1StringView("</div>\n");
            return;
        }
        if (!changed && !m_first)
            m_html += QLatin1StringView("<br>\n");
        m_first = false;
        inlineText(text.mid(at));
    }

    static bool hasRightToLeft(QStringView text) {
        return std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x590 && (c.direction() == QChar::DirR || c.direction() == QChar::DirAL); });
    }

    /// True when blockquotes were opened or closed: the line begins without a break.
    bool level(int wanted) {
        const bool changed = wanted != m_level;
        for (; m_level < wanted; ++m_level)
            m_html += QLatin1StringView("<blockquote>");
        for (; m_level > wanted; --m_level)
            m_html += QLatin1StringView("</blockquote>");
        return changed;
    }

    void inlineText(QStringView text) {
        m_column = 0;
        qsizetype from = 0;
        for (const TextLink& link : findLinks(text)) {
            escape(text.mid(from, link.begin - from));
            m_html += QLatin1StringView("<a href=\"");
            m_html += link.url.toHtmlEscaped();
            m_html += QLatin1StringView("\">");
            escape(text.mid(link.begin, link.length));
            m_html += QLatin1StringView("</a>");
            from = link.begin + link.length;
        }
        escape(text.mid(from));
    }

    void escape(QStringView text) {
        for (qsizetype i = 0; i < text.size(); ++i) {
            const QChar c = text[i];
            switch (c.unicode()) {
            case u'&': m_html += QLatin1StringView("&amp;"); break;
            case u'<': m_html += QLatin1StringView("&lt;"); break;
            case u'>': m_html += QLatin1StringView("&gt;"); break;
            case u' ':
                // A row of blanks, or one at the start of a line, keeps its width; a single one may wrap.
                m_html += m_column == 0 || (i + 1 < text.size() && text[i + 1] == u' ') ? QStringView(u"&nbsp;")
                                                                                      : QStringView(u" ");
                break;
            case u'\t': tab(); break;
            default:
                if (c.unicode() >= 0x20 && c.unicode() != 0x7F)
                    m_html += c;
            }
            ++m_column;
        }
    }

    void tab() {
        constexpr int kTab = 8;
        for (int i = m_column % kTab; i < kTab; ++i)
            m_html += QLatin1StringView("&nbsp;");
        m_column += kTab - 1 - m_column % kTab;
    }

    QString m_html;
    int m_level = 0;
    int m_column = 0;
    bool m_first = true;
    /// The direction of a paragraph is that of its first letter (UAX #9, P2): where both kinds are written a line is a block of its own.
    bool m_eachItsOwn;
};

} // namespace

QString textToHtml(const QString& text) { return HtmlWriter(text).take(); }

} // namespace tributary::content
