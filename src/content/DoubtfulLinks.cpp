// SPDX-License-Identifier: GPL-3.0-or-later
// What the sanitiser writes is regular: attributes stand in double quotes, and no '<' or '>' in them. So no tree is needed.
#include "content/DoubtfulLinks.h"

#include "content/Links.h"
#include "content/Phishing.h"
#include "content/detail/HtmlEntities.h"

#include <QSet>

namespace tributary::content {
namespace {

constexpr qsizetype kMaxLinks = 2000;
constexpr qsizetype kMaxLinkText = 2000;        ///< of one link
constexpr qsizetype kMaxSearched = 1024 * 1024; ///< of plain text, what is searched for links

void look(QList<DoubtfulLink>& found, QSet<QString>& seen, const DoubtfulLink& link, const KnownDomains& known) {
    const QString key = link.url + u'\n' + link.text;
    if (seen.contains(key))
        return;
    seen.insert(key);
    if (checkLink(link.text, link.url, known).isDeceptive())
        found.append(link);
}

class LinkScanner {
  public:
    LinkScanner(const QString& html, const KnownDomains& known) : m_html(html), m_known(known) {}

    QList<DoubtfulLink> scan() {
        while (m_at < m_html.size() && m_links < kMaxLinks) {
            const qsizetype open = m_html.indexOf(u'<', m_at);
            addText(m_html.mid(m_at, (open < 0 ? m_html.size() : open) - m_at));
            if (open < 0)
                break;
            const qsizetype close = m_html.indexOf(u'>', open);
            m_at = close < 0 ? m_html.size() : close + 1;
            tag(m_html.mid(open + 1, m_at - open - 2));
        }
        endLink();
        return std::move(m_found);
    }

  private:
    void tag(QStringView tag) {
        if (tag.startsWith(u"style")) {
            const qsizetype end = m_html.indexOf(u"</style", m_at);
            m_at = end < 0 ? m_html.size() : end;
        } else if (tag == u"/a") {
            endLink();
        } else if (tag.startsWith(u"a ")) {
            endLink();
            m_url = attribute(tag, u" href=\"");
            m_text.clear();
        } else if (tag.startsWith(u"img ") && !m_url.isEmpty()) {
            addDecoded(QString(u' ' + attributeView(tag, u" alt=\"").toString() + u' '));
        } else if (tag == u"br" || tag.startsWith(u"td") || tag.startsWith(u"p") || tag.startsWith(u"div")) {
            addText(u" ");
        }
    }

    static QStringView attributeView(QStringView tag, QStringView name) {
        const qsizetype at = tag.indexOf(name);
        if (at < 0)
            return {};
        const qsizetype from = at + name.size();
        const qsizetype end = tag.indexOf(u'"', from);
        return tag.mid(from, end < 0 ? -1 : end - from);
    }

    static QString attribute(QStringView tag, QStringView name) { return decoded(attributeView(tag, name)); }

    static QString decoded(QStringView text) {
        QString out;
        for (qsizetype i = 0; i < text.size();) {
            const auto one = text[i] == u'&' ? detail::decodeEntity(text.mid(i, 64)) : detail::DecodedEntity{};
            if (one.length > 0) {
                out += QString::fromUcs4(&one.character, 1);
                i += one.length;
            } else {
                out += text[i++];
            }
        }
        return out;
    }

    void addText(QStringView text) {
        if (!m_url.isEmpty())
            addDecoded(text);
    }
    void addDecoded(QStringView text) {
        if (m_text.size() < kMaxLinkText)
            m_text += decoded(text.left(kMaxLinkText));
    }

    void endLink() {
        if (m_url.isEmpty())
            return;
        ++m_links;
        const DoubtfulLink link{m_url, m_text.simplified().left(kMaxLinkText)};
        m_url.clear();
        if (!link.url.startsWith(u'#'))
            look(m_found, m_seen, link, m_known);
    }

    QStringView m_html;
    const KnownDomains& m_known;
    qsizetype m_at = 0;
    qsizetype m_links = 0;
    QString m_url, m_text; ///< of the open link
    QSet<QString> m_seen;
    QList<DoubtfulLink> m_found;
};

} // namespace

QList<DoubtfulLink> doubtfulLinks(const QString& html, const KnownDomains& known) { return LinkScanner(html, known).scan(); }

QList<DoubtfulLink> doubtfulLinksOfText(const QString& text, const KnownDomains& known) {
    QList<DoubtfulLink> found;
    QSet<QString> seen;
    const QList<TextLink> links = findLinks(QStringView(text).left(kMaxSearched));
    for (const TextLink& one : links.mid(0, kMaxLinks))
        look(found, seen, {one.url, text.mid(one.begin, one.length)}, known);
    return found;
}

} // namespace tributary::content
