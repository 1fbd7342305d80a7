// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/Links.h"

#include "content/detail/UrlFilter.h"

namespace tributary::content {
namespace {

constexpr qsizetype kMaxLink = 4000;
constexpr qsizetype kMaxHost = 253;
constexpr qsizetype kMaxLocalPart = 64;
constexpr qsizetype kMaxIpv6 = 64;

bool isAsciiAlnum(QChar c) {
    const char16_t u = c.unicode();
    return (u >= u'0' && u <= u'9') || ((u | 0x20) >= u'a' && (u | 0x20) <= u'z');
}

/// Kana, Han, Hangul and the marks between them: written without blanks around a URL.
bool isEastAsian(QChar c) {
    const char16_t u = c.unicode();
    return (u >= 0x3005 && u <= 0x30FF) || (u >= 0x3400 && u <= 0x9FFF) || (u >= 0xAC00 && u <= 0xD7A3) ||
           (u >= 0xF900 && u <= 0xFAFF) || (u >= 0xFF66 && u <= 0xFF9F);
}
bool isHiragana(QChar c) { return c.unicode() >= 0x3041 && c.unicode() <= 0x309F; }

bool endsUrl(QChar c) {
    const char16_t u = c.unicode();
    if (u <= 0x20 || u == u'<' || u == u'>' || u == u'"' || (u >= 0x7F && u <= 0xA0) || c.isSpace() || u == u'`')
        return true;
    if (c.category() == QChar::Other_Format || u == 0x201C || u == 0x201D || u == 0xAB || u == 0xBB)
        return true;
    // CJK and full-width punctuation: no space parts a URL from the sentence there.
    return (u >= 0x3000 && u <= 0x3004) || (u >= 0x3008 && u <= 0x3020) || u == 0x3030 || u == 0x30FB ||
           (u >= 0xFF00 && u <= 0xFF0F) || (u >= 0xFF1A && u <= 0xFF20) || (u >= 0xFF3B && u <= 0xFF40) ||
           (u >= 0xFF5B && u <= 0xFF65);
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
        else if (!QStringView(u".,;:!?'*_~|}\u2019\u2026").contains(c))
            break;
    }
    return end;
}

bool isHostLetter(QChar c) {
    return isAsciiAlnum(c) || c == u'-' || c == u'.' || c == u'_' || (c.unicode() >= 0x80 && !endsUrl(c));
}

/// Where the host that begins at from ends. Japanese text right behind it stays outside unless a dot follows that makes it
/// a label: "example.jpを" but "例え.jp" and "abc日本.jp".
qsizetype hostEnd(QStringView text, qsizetype from) {
    const qsizetype stop = qMin(text.size(), from + kMaxHost);
    qsizetype run = from;
    while (run < stop && isHostLetter(text[run]))
        ++run;
    qsizetype lastDot = -1; // the last one that has a name in front of a letter behind it
    for (qsizetype i = from; i + 1 < run; ++i) {
        if (text[i] == u'.' && text[i + 1] != u'.')
            lastDot = i;
    }
    for (qsizetype i = qMax(from, lastDot + 1) + 1; i < run; ++i) {
        if (isEastAsian(text[i]) && isAsciiAlnum(text[i - 1]))
            return i;
    }
    return run;
}

/// Where the rest of a URL ends, from behind its host. A letter of a language without blanks goes on where it begins a
/// segment or follows its like, as in /wiki/日本; behind an ASCII letter, and where it is a particle, the sentence goes on.
qsizetype pathEnd(QStringView text, qsizetype from, qsizetype stop) {
    qsizetype at = from;
    for (; at < stop && !endsUrl(text[at]); ++at) {
        if (!isEastAsian(text[at]))
            continue;
        const QChar before = at > from ? text[at - 1] : QChar(u'a');
        const bool atRoot = at == from + 1 && isHiragana(text[at]);
        if (isAsciiAlnum(before) || atRoot || text[at] == QChar(0x3092))
            break;
    }
    return at;
}

bool hasName(QStringView host) {
    for (const QChar c : host) {
        if (c.isLetterOrNumber())
            return true;
    }
    return false;
}

/// "a.b", each label a name, the last one no number.
bool isDomain(QStringView host) {
    const qsizetype dot = host.lastIndexOf(u'.');
    if (dot <= 0 || host.contains(u"..") || host.startsWith(u'.') || host.startsWith(u'-') || host.contains(u'_'))
        return false;
    const QStringView top = host.mid(dot + 1);
    if (top.size() < 2 && !(top.size() == 1 && top[0].unicode() >= 0x80))
        return false;
    for (const QChar c : top) {
        if (c >= u'0' && c <= u'9' && !top.startsWith(u"xn--", Qt::CaseInsensitive))
            return false;
    }
    return true;
}

bool isAtext(QChar c) { return isAsciiAlnum(c) || QStringView(u"!#$%&'*+-/=?^_`{|}~.").contains(c); }

class LinkFinder {
public:
    explicit LinkFinder(QStringView text) : m_text(text) {}

    QList<TextLink> run() {
        for (qsizetype at = 0; at < m_text.size(); ++at) {
            switch (m_text[at].unicode() | 0x20) {
            case u'h':
            case u'm':
            case u'w': startsAt(at); break;
            default:
                if (m_text[at] == u'@')
                    address(at);
            }
            at = qMax(at, m_end - 1);
        }
        return std::move(m_links);
    }

private:
    void startsAt(qsizetype at) {
        // The local part of an address may begin like a scheme; at an '@' it is found again.
        if (at > m_end && (isAsciiAlnum(m_text[at - 1]) || m_text[at - 1] == u'_'))
            return;
        const QStringView rest = m_text.mid(at, kMaxLink);
        if (rest.startsWith(u"https://", Qt::CaseInsensitive))
            web(at, 8, {});
        else if (rest.startsWith(u"http://", Qt::CaseInsensitive))
            web(at, 7, {});
        else if (rest.startsWith(u"mailto:", Qt::CaseInsensitive))
            mailto(at);
        else if (rest.startsWith(u"www.", Qt::CaseInsensitive) && (at == 0 || !QStringView(u"@/.-").contains(m_text[at - 1])))
            web(at, 0, QStringLiteral("https://"));
    }

    void web(qsizetype at, qsizetype schemeLength, const QString& scheme) {
        const qsizetype stop = qMin(m_text.size(), at + kMaxLink);
        qsizetype end = hostAndUserEnd(at + schemeLength, stop);
        const QStringView host = m_text.mid(at + schemeLength, end - at - schemeLength);
        const bool bare = schemeLength == 0;
        if (end < stop && m_text[end] == u'[' && host.isEmpty()) { // IPv6
            const qsizetype close = m_text.mid(end, kMaxIpv6).indexOf(u']');
            if (close < 0)
                return;
            end += close + 1;
        } else if (!hasName(host) || (bare && !isDomain(withoutDots(host).mid(4)))) {
            return;
        }
        if (end < stop && QStringView(u"/:?#").contains(m_text[end]))
            end = pathEnd(m_text, end, stop);
        add(at, at + withoutTail(m_text.mid(at, end - at)), scheme);
    }

    /// "user:word@" in front of the host is part of the link, and something that checkLink() warns of.
    qsizetype hostAndUserEnd(qsizetype from, qsizetype stop) const {
        const qsizetype end = hostEnd(m_text, from);
        qsizetype at = end;
        while (at < stop && at - from < kMaxHost && (isAtext(m_text[at]) || m_text[at] == u':') && m_text[at] != u'/')
            ++at;
        return at < stop && m_text[at] == u'@' ? hostEnd(m_text, at + 1) : end;
    }

    static QStringView withoutDots(QStringView host) {
        while (host.endsWith(u'.') || host.endsWith(u'-'))
            host.chop(1);
        return host;
    }

    void mailto(qsizetype at) {
        const qsizetype end = pathEnd(m_text, at + 7, qMin(m_text.size(), at + kMaxLink));
        const qsizetype stop = at + withoutTail(m_text.mid(at, end - at));
        if (stop > at + 7)
            add(at, stop, {});
    }

    void address(qsizetype at) {
        qsizetype begin = at;
        while (begin > m_end && at - begin < kMaxLocalPart && isAtext(m_text[begin - 1]))
            --begin;
        while (begin < at && !isAsciiAlnum(m_text[begin]) && m_text[begin] != u'_')
            ++begin;
        if (begin == at || m_text[at - 1] == u'.' || m_text.mid(begin, at - begin).contains(u".."))
            return;
        const qsizetype run = hostEnd(m_text, at + 1);
        const QStringView host = withoutDots(m_text.mid(at + 1, run - at - 1));
        const bool goesOn = run < m_text.size() && m_text[run] == u'@';
        if (isDomain(host) && !goesOn && isPlainHost(host))
            add(begin, at + 1 + host.size(), QStringLiteral("mailto:"));
    }

    static bool isPlainHost(QStringView host) {
        for (const QChar c : host) {
            if (!c.isLetterOrNumber() && c != u'-' && c != u'.' && !c.isSurrogate() && c.unicode() != 0x30FC && !c.isMark())
                return false;
        }
        return true;
    }

    void add(qsizetype begin, qsizetype end, const QString& scheme) {
        const QString shown = scheme + m_text.mid(begin, end - begin);
        m_end = end; // also of what is none: it is not read twice
        if (const auto url = detail::filteredLink(shown))
            m_links.append({begin, end - begin, *url});
    }

    QStringView m_text;
    qsizetype m_end = 0; ///< of the last link
    QList<TextLink> m_links;
};

} // namespace

QList<TextLink> findLinks(QStringView text) { return LinkFinder(text).run(); }

} // namespace tributary::content
