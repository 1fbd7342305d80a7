// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/HtmlTokens.h"

#include <array>

namespace tributary::ui {

namespace {

struct Entity {
    const char* name;
    char16_t character;
};
constexpr std::array kEntities = {Entity{"&amp;", u'&'}, Entity{"&lt;", u'<'}, Entity{"&gt;", u'>'}, Entity{"&quot;", u'"'}, Entity{"&nbsp;", u'\xA0'}};

QString decoded(QStringView text) {
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const Entity* found = nullptr;
        for (const Entity& entity : kEntities) {
            if (text[i] == u'&' && text.mid(i, 6).startsWith(QLatin1StringView(entity.name)))
                found = &entity;
        }
        result += found == nullptr ? text[i] : QChar(found->character);
        if (found != nullptr)
            i += static_cast<qsizetype>(qstrlen(found->name)) - 1;
    }
    return result;
}

} // namespace

HtmlToken HtmlTokens::next() {
    if (m_at >= m_html.size())
        return {};
    if (m_html[m_at] == u'<')
        return tag();
    qsizetype end = m_html.indexOf(u'<', m_at);
    if (end < 0)
        end = m_html.size();
    HtmlToken token{HtmlToken::Kind::Text, decoded(QStringView(m_html).mid(m_at, end - m_at)), {}};
    m_at = end;
    return token;
}

HtmlToken HtmlTokens::tag() {
    HtmlToken token;
    ++m_at;
    const bool closes = m_at < m_html.size() && m_html[m_at] == u'/';
    token.kind = closes ? HtmlToken::Kind::End : HtmlToken::Kind::Start;
    m_at += closes ? 1 : 0;
    const auto wordEnd = [this](qsizetype from) {
        while (from < m_html.size() && m_html[from] != u' ' && m_html[from] != u'>' && m_html[from] != u'=')
            ++from;
        return from;
    };
    qsizetype end = wordEnd(m_at);
    token.text = m_html.mid(m_at, end - m_at);
    m_at = end;
    while (m_at < m_html.size() && m_html[m_at] == u' ') {
        ++m_at;
        end = wordEnd(m_at);
        const QString name = m_html.mid(m_at, end - m_at);
        m_at = end;
        if (m_at + 1 >= m_html.size() || m_html[m_at] != u'=' || m_html[m_at + 1] != u'"') {
            token.attributes.insert(name, {});
            continue;
        }
        const qsizetype from = m_at + 2;
        const qsizetype close = m_html.indexOf(u'"', from);
        m_at = close < 0 ? m_html.size() : close + 1;
        token.attributes.insert(name, decoded(QStringView(m_html).mid(from, (close < 0 ? m_html.size() : close) - from)));
    }
    const qsizetype close = m_html.indexOf(u'>', m_at);
    m_at = close < 0 ? m_html.size() : close + 1;
    return token;
}

} // namespace tributary::ui
