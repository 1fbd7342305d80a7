// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/Prescan.h"

namespace tributary::content::detail {
namespace {

constexpr qsizetype kMaxMarkup = 2 * 1024 * 1024; ///< UTF-8 bytes, style sheets not counted
constexpr qsizetype kMaxTag = 1536 * 1024;
constexpr qsizetype kSmall = 64 * 1024;           ///< not worth a scan

bool isNameEnd(QStringView html, qsizetype at) {
    return at >= html.size() || html[at].isSpace() || html[at] == u'>' || html[at] == u'/';
}

/// Copies html in pieces; '<' is the only place where anything is decided.
class Scanner {
public:
    explicit Scanner(QStringView html) : m_html(html) {}

    Prescanned run() {
        for (qsizetype at = m_html.indexOf(u'<'); at >= 0 && !m_full; at = m_html.indexOf(u'<', at)) {
            if (m_html.mid(at, 4) == u"<!--")
                at = comment(at);
            else if (starts(at, u"<script"))
                at = rawText(at, u"</script", false);
            else if (starts(at, u"<style"))
                at = rawText(at, u"</style", true);
            else
                at = tag(at);
        }
        copyTo(m_html.size());
        return {std::move(m_out), m_cut || m_full};
    }

private:
    [[nodiscard]] bool starts(qsizetype at, QStringView name) const {
        return m_html.mid(at, name.size()).compare(name, Qt::CaseInsensitive) == 0 && isNameEnd(m_html, at + name.size());
    }

    void copyTo(qsizetype end) {
        QStringView piece = m_html.mid(m_from, end - m_from);
        m_from = end;
        const qsizetype room = kMaxMarkup + m_sheetBytes - m_out.size();
        if (piece.size() > room) {
            piece = piece.left(qMax(qsizetype(0), room));
            if (!piece.isEmpty() && piece.last().isHighSurrogate())
                piece.chop(1);
            m_full = true;
        }
        m_out += piece.toUtf8();
    }

    /// Where to go on. An open one is the parser's to decide on.
    qsizetype comment(qsizetype at) {
        if (m_html.mid(at, 5) == u"<!-->" || m_html.mid(at, 6) == u"<!--->")
            return at + 4;
        if (m_noComments)
            return at + 4;
        const qsizetype end = m_html.indexOf(QLatin1StringView("-->"), at + 4);
        m_noComments = end < 0;
        if (end < 0)
            return at + 4;
        copyTo(at);
        m_from = end + 3;
        return m_from;
    }

    /// A search for one character is many times faster than one that knows no case.
    [[nodiscard]] qsizetype endOf(qsizetype from, QStringView close) const {
        for (qsizetype at = m_html.indexOf(u'<', from); at >= 0; at = m_html.indexOf(u'<', at + 1)) {
            if (starts(at, close))
                return at;
        }
        return -1;
    }

    /// A tag with a giant attribute goes, so that what stands behind it is seen.
    qsizetype tag(qsizetype at) {
        const char16_t first = at + 1 < m_html.size() ? m_html[at + 1].unicode() | 0x20 : u' ';
        if (m_noTags || first < u'a' || first > u'z')
            return at + 1;
        qsizetype end = at + 1;
        QChar quote;
        for (; end < m_html.size() && (m_html[end] != u'>' || !quote.isNull()); ++end) {
            const QChar c = m_html[end];
            if (quote.isNull() ? (c == u'"' || c == u'\'') && m_html[end - 1] == u'=' : c == quote)
                quote = quote.isNull() ? c : QChar();
        }
        m_noTags = end >= m_html.size();
        if (m_noTags)
            return at + 1;
        if (end - at > kMaxTag) {
            copyTo(at);
            m_from = end + 1;
            m_cut = true;
        }
        return end + 1;
    }

    qsizetype rawText(qsizetype at, QStringView close, bool isSheet) {
        bool& none = isSheet ? m_noSheets : m_noScripts;
        if (none)
            return at + 1;
        const qsizetype begin = m_html.indexOf(u'>', at);
        const qsizetype end = begin < 0 ? -1 : endOf(begin, close);
        none = end < 0;
        if (end < 0)
            return at + 1;
        if (isSheet) {
            const qsizetype size = end - begin - 1;
            const qsizetype kept = qMin(size, kMaxSheets - m_sheets);
            m_sheets += kept;
            copyTo(begin + 1);
            const QByteArray css = m_html.mid(begin + 1, kept).toUtf8();
            m_out += css;
            m_sheetBytes += css.size();
            m_cut = m_cut || kept < size;
        } else {
            copyTo(begin + 1);
        }
        m_from = end;
        return end + 2;
    }

    QStringView m_html;
    QByteArray m_out;
    qsizetype m_from = 0; ///< what is in front has been copied or left out
    qsizetype m_sheets = 0;
    qsizetype m_sheetBytes = 0;
    bool m_cut = false;
    bool m_full = false;
    bool m_noComments = false, m_noScripts = false, m_noSheets = false, m_noTags = false; ///< none is closed from here on
};

} // namespace

Prescanned prescan(const QString& html) {
    if (html.size() <= kSmall)
        return {html.toUtf8(), false};
    return Scanner(html).run();
}

} // namespace tributary::content::detail
