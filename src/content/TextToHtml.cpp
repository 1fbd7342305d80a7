// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/Content.h"

#include "content/detail/UrlFilter.h"

namespace tributary::content {
namespace {

constexpr int kMaxQuotes = 10;
constexpr qsizetype kMaxLink = 4000;

bool endsUrl(QChar c) {
    const char16_t u = c.unicode();
    if (u <= 0x20 || u == u'<' || u == u'>' || u == u'"' || u == 0x7F || u == 0xA0 || c.isSpace())
        return true;
    // CJK and full-width punctuation: no space parts a URL from the sentence there.
    return (u >= 0x3000 && u <= 0x303F) || (u >= 0xFF00 && u <= 0xFF0F) || (u >= 0xFF1A && u <= 0xFF20) ||
           (u >= 0xFF3B && u <= 0xFF40) || (u >= 0xFF5B && u <= 0xFF65);
}

/// Marks that end a sentence, and brackets that were opened before the URL.
qsizetype withoutTail(QStringView url) {
    qsizetype open = url.count(u'('), close = url.count(u')');
    qsizetype openSquare = url.count(u'['), closeSquare = url.count(u']');
    qsizetype end = url.size();
    for (; end > 0; --end) {
        const QChar c = url[end - 1];
        if (c == u')' && close > open)
            --close;
        else if (c == u']' && closeSquare > openSquare)
            --closeSquare;
        else if (!QStringView(u".,;:!?'*_~|}").contains(c))
            break;
    }
    return end;
}

class HtmlWriter {
public:
    explicit HtmlWriter(QStringView text) {
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
        if (!level(qMin(quotes, kMaxQuotes)) && !m_first)
            m_html += QLatin1StringView("<br>\n");
        m_first = false;
        inlineText(text.mid(at));
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
        qsizetype plainFrom = 0;
        for (qsizetype at = 0; at < text.size();) {
            const qsizetype length = linkAt(text, at);
            if (length == 0) {
                ++at;
                continue;
            }
            escape(text.mid(plainFrom, at - plainFrom));
            link(text.mid(at, length));
            at += length;
            plainFrom = at;
        }
        escape(text.mid(plainFrom));
    }

    /// Length of the URL that begins here, or 0. Each character is looked at once here, and once more in a URL.
    static qsizetype linkAt(QStringView text, qsizetype at) {
        const char16_t first = text[at].unicode() | 0x20;
        if (first != u'h' && first != u'm')
            return 0;
        if (at > 0 && text[at - 1].unicode() < 0x80 && text[at - 1].isLetterOrNumber())
            return 0;
        const QStringView rest = text.mid(at, kMaxLink);
        qsizetype scheme = 0;
        for (const auto candidate : {QStringView(u"https://"), QStringView(u"http://"), QStringView(u"mailto:")}) {
            if (rest.startsWith(candidate, Qt::CaseInsensitive))
                scheme = candidate.size();
        }
        if (scheme == 0)
            return 0;
        qsizetype end = scheme;
        while (end < rest.size() && !endsUrl(rest[end]))
            ++end;
        end = withoutTail(rest.left(end));
        return end > scheme ? end : 0;
    }

    void link(QStringView url) {
        const auto target = detail::filteredLink(url.toString());
        if (!target) {
            escape(url);
            return;
        }
        m_html += QLatin1StringView("<a href=\"");
        m_html += target->toHtmlEscaped();
        m_html += QLatin1StringView("\">");
        escape(url);
        m_html += QLatin1StringView("</a>");
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
};

} // namespace

QString textToHtml(const QString& text) { return HtmlWriter(text).take(); }

} // namespace tributary::content
