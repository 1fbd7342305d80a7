// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/TextFlow.h"

namespace tributary::content::detail {
namespace {

constexpr int kMaxQuotes = 10;
constexpr int kMaxBreaks = 2;

bool isBlank(char32_t c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A);
}

/// Fillers that senders put behind a preview line, and what has no place in text.
bool isDropped(char32_t c) {
    return c == 0x200B || c == 0xFEFF || c == 0x34F || c == 0xAD || c < 0x20 || (c >= 0x7F && c < 0xA0);
}

} // namespace

void TextFlow::character(char32_t c) {
    if (m_preformatted > 0 && (c == '\n' || c == '\t' || c == ' ')) {
        if (c == '\n') {
            lineBreak();
            return;
        }
        flush();
        m_text += QChar(static_cast<char16_t>(c));
        return;
    }
    if (isBlank(c)) {
        m_space = m_space || m_lineHasText;
        return;
    }
    if (isDropped(c) || ((c == 0x200C || c == 0x200D) && (m_space || !m_lineHasText)))
        return;
    flush();
    if (c < 0x10000) {
        m_text += QChar(static_cast<char16_t>(c));
    } else {
        m_text += QChar(QChar::highSurrogate(c));
        m_text += QChar(QChar::lowSurrogate(c));
    }
}

void TextFlow::flush() {
    if (m_breaks > 0) {
        for (int i = 0; i < m_breaks; ++i) {
            m_text += u'\n';
            if (i + 1 < m_breaks) {
                for (int q = qMin(m_quotes, m_quotesBefore); q > 0; --q)
                    m_text += u'>';
            }
        }
        m_lineHasText = false;
        m_breaks = 0;
        m_space = false;
    }
    if (!m_lineHasText) {
        for (int q = 0; q < m_quotes; ++q)
            m_text += u'>';
        if (m_quotes > 0)
            m_text += u' ';
        for (int i = 0; i < m_indent; ++i)
            m_text += QLatin1StringView("  ");
        m_quotesBefore = m_quotes;
        m_lineHasText = true;
    } else if (m_space) {
        m_text += u' ';
    }
    m_space = false;
}

void TextFlow::lineBreak() {
    // "-- " begins a signature (RFC 3676 4.3): there the blank counts.
    if (m_space && m_breaks == 0 && m_text.endsWith(QLatin1StringView("--")) && (m_text.size() == 2 || m_text[m_text.size() - 3] == u'\n'))
        m_text += u' ';
    if (!atStart())
        m_breaks = qMin(m_breaks + 1, kMaxBreaks);
    m_space = false;
}

void TextFlow::quote(int by) {
    endParagraph();
    m_quotes = qBound(0, m_quotes + by, kMaxQuotes);
}

QString TextFlow::take() {
    if (m_text.size() > m_maxChars) {
        qsizetype end = m_maxChars;
        if (end > 0 && m_text[end - 1].isHighSurrogate())
            --end;
        m_text.truncate(end);
    }
    return std::move(m_text);
}

} // namespace tributary::content::detail
