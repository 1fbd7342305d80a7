// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/Phishing.h"

#include "content/Links.h"
#include "content/detail/Scripts.h"

#include <QSet>
#include <QUrl>

#include <libpsl.h>

namespace tributary::content {
namespace {

constexpr qsizetype kMaxText = 2000; ///< of a link's text, what is looked at

/// The pieces of "scheme://user@host:port/...", read as browsers do.
struct Target {
    QString scheme, user, host, port;
};

Target targetOf(const QString& url) {
    Target target;
    const QString text = url.trimmed();
    const qsizetype colon = text.indexOf(u':');
    if (colon <= 0)
        return target;
    target.scheme = text.left(colon).toLower();
    if (target.scheme == u"mailto") {
        const QString address = QUrl::fromPercentEncoding(text.mid(colon + 1).section(u'?', 0, 0).toUtf8());
        target.host = address.mid(address.lastIndexOf(u'@') + 1);
        return target;
    }
    qsizetype begin = colon + 1;
    while (begin < text.size() && (text[begin] == u'/' || text[begin] == u'\\'))
        ++begin;
    qsizetype end = begin;
    while (end < text.size() && !QStringView(u"/\\?#").contains(text[end]))
        ++end;
    QString authority = text.mid(begin, end - begin);
    if (const qsizetype at = authority.lastIndexOf(u'@'); at >= 0) {
        target.user = authority.left(at);
        authority = authority.mid(at + 1);
    }
    const qsizetype portAt = authority.lastIndexOf(u':');
    if (portAt > authority.lastIndexOf(u']')) {
        target.port = authority.mid(portAt + 1);
        authority.truncate(portAt);
    }
    target.host = QUrl::fromPercentEncoding(authority.toUtf8());
    return target;
}

QString asciiHost(const QString& host) {
    QString ascii = detail::hostToAscii(host);
    if (ascii.isEmpty())
        ascii = host.toLower();
    while (ascii.endsWith(u'.'))
        ascii.chop(1);
    // No name: the characters that no host has are seen as what they are.
    for (const QChar c : std::as_const(ascii)) {
        if (c.unicode() >= 0x80 || !(c.isLetterOrNumber() || QStringView(u"-._[]:%").contains(c)))
            return QString::fromLatin1(QUrl::toPercentEncoding(ascii, "[]:%"));
    }
    return ascii;
}

bool isReadable(const QString& asciiHost) { return !asciiHost.isEmpty() && !asciiHost.contains(u'%'); }

/// "127.0.0.1", "0x7f.1", "2130706433", "[::1]": the last label is a number, as URLs define it.
bool isIpAddress(const QString& host) {
    if (host.startsWith(u'['))
        return true;
    const QString last = host.section(u'.', -1);
    if (last.isEmpty())
        return false;
    if (last.startsWith(u"0x"))
        return true;
    for (const QChar c : last) {
        if (c < u'0' || c > u'9')
            return false;
    }
    return true;
}

bool hasMixedScripts(const QString& unicodeHost) {
    for (const QString& label : unicodeHost.split(u'.')) {
        if (detail::mixesScripts(label) || detail::imitatesLatin(label))
            return true;
    }
    return false;
}

bool isShortener(const QString& site) {
    static const QSet<QString> known = [] {
        QSet<QString> made;
        for (const char* one : {"bit.ly", "t.co", "goo.gl", "tinyurl.com", "ow.ly", "is.gd", "buff.ly", "rebrand.ly", "cutt.ly",
                                "t.ly", "rb.gy", "tiny.cc", "shorturl.at", "bl.ink", "lnkd.in", "x.gd", "amzn.to", "youtu.be",
                                "dlvr.it", "v.gd", "bitly.com", "tiny.one", "urlz.fr", "s.id", "qr.ae", "trib.al", "adf.ly",
                                "nav.cx", "00m.in", "ur0.cc", "onl.la", "lin.ee"})
            made.insert(QString::fromLatin1(one));
        return made;
    }();
    return known.contains(site);
}

/// Ends that are more often a file's than a site's.
bool isFileName(const QString& word) {
    const QString end = word.section(u'.', -1).toLower();
    return QStringList{QStringLiteral("md"), QStringLiteral("zip"), QStringLiteral("mov"), QStringLiteral("py"),
                       QStringLiteral("sh"), QStringLiteral("rs"), QStringLiteral("pl"), QStringLiteral("app"),
                       QStringLiteral("cc"), QStringLiteral("ps"), QStringLiteral("so")}.contains(end);
}

/// The host that a person reads in the text of a link; empty when there is none.
QString hostInText(const QString& whole) {
    // As it is read: full-width letters are letters, and what is invisible is not there.
    QString text = whole.left(kMaxText).normalized(QString::NormalizationForm_KC);
    text.removeIf([](QChar c) { return c.category() == QChar::Other_Format; });
    const QList<TextLink> links = findLinks(text);
    if (!links.isEmpty())
        return asciiHost(targetOf(links.first().url).host);
    const QString word = text.trimmed().section(u'/', 0, 0).section(u':', 0, 0);
    if (word.isEmpty() || word.contains(u' ') || !word.contains(u'.') || word.size() > 253 || isFileName(word))
        return {};
    const QString host = asciiHost(word);
    for (const QChar c : host) {
        if (!(c >= u'a' && c <= u'z') && !(c >= u'0' && c <= u'9') && c != u'-' && c != u'.')
            return {};
    }
    const int kind = PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE;
    const QByteArray top = host.section(u'.', -1).toLatin1();
    return psl_is_public_suffix2(psl_builtin(), top.constData(), kind) == 1 ? host : QString();
}

void addHints(LinkCheck& check, const Target& target, const QString& text, const KnownDomains& known) {
    const auto add = [&check](bool fact, LinkHint hint) {
        if (fact)
            check.hints.append(hint);
    };
    const QString site = registrableDomain(check.host);
    const QString named = hostInText(text);
    if (!named.isEmpty() && registrableDomain(named) != site) {
        check.textHost = displayHost(named);
        check.hints.append(LinkHint::OtherHost);
    }
    check.lookAlikeOf = isIpAddress(check.host) ? QString() : known.imitatedBy(check.host);
    add(!check.lookAlikeOf.isEmpty(), LinkHint::LookAlike);
    const QString unicode = detail::hostToUnicode(check.host);
    const bool isIdn = check.host.contains(u"xn--");
    add(isIdn && (unicode.isEmpty() || hasMixedScripts(unicode)), LinkHint::MixedScripts);
    add(isIdn, LinkHint::Punycode);
    const bool web = target.scheme == u"http" || target.scheme == u"https";
    add(web && !target.user.isEmpty(), LinkHint::UserInfo);
    add(isIpAddress(check.host), LinkHint::IpAddress);
    add(!target.port.isEmpty() && target.port != (target.scheme == u"http" ? u"80" : u"443"), LinkHint::UnusualPort);
    add(isShortener(site) || isShortener(check.host), LinkHint::Shortener);
    add(target.scheme == u"http", LinkHint::NotEncrypted);
    add(web ? !isReadable(check.host) : target.scheme != u"mailto", LinkHint::NotAllowed);
}

} // namespace

bool LinkCheck::isSuspicious() const {
    for (const LinkHint hint : hints) {
        if (hint != LinkHint::Punycode && hint != LinkHint::Shortener && hint != LinkHint::NotEncrypted)
            return true;
    }
    return false;
}

bool LinkCheck::isDeceptive() const {
    return has(LinkHint::OtherHost) || has(LinkHint::LookAlike) || has(LinkHint::MixedScripts) || has(LinkHint::UserInfo);
}

QString registrableDomain(const QString& host) {
    const QString ascii = asciiHost(host);
    if (isIpAddress(ascii))
        return ascii;
    const QByteArray bytes = ascii.toLatin1();
    const char* domain = psl_registrable_domain(psl_builtin(), bytes.constData());
    return domain == nullptr ? ascii : QString::fromLatin1(domain);
}

QString displayHost(const QString& host) {
    const QString ascii = asciiHost(host);
    const QString unicode = detail::hostToUnicode(ascii);
    return unicode.isEmpty() || hasMixedScripts(unicode) ? ascii : unicode;
}

LinkCheck checkLink(const QString& text, const QString& url, const KnownDomains& known) {
    LinkCheck check;
    const Target target = targetOf(url);
    check.host = asciiHost(target.host);
    check.displayHost = displayHost(check.host);
    addHints(check, target, text, known);
    return check;
}

} // namespace tributary::content
