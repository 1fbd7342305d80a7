// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/detail/RemoteCollector.h"

#include "content/detail/UrlFilter.h"

#include <QUrl>

namespace tributary::content::detail {
namespace {

constexpr qsizetype kMaxReferences = 2000;
constexpr qsizetype kMaxUrl = 8000;

/// A URL of the caller's own scheme that can stand in an attribute and in CSS as it is.
bool isOwnUrl(const QString& url) {
    const qsizetype colon = url.indexOf(u':');
    if (colon <= 0 || url.size() > kMaxUrl)
        return false;
    for (const QChar c : url) {
        const bool letter = (c.unicode() | 0x20) >= u'a' && (c.unicode() | 0x20) <= u'z';
        if (!letter && !(c >= u'0' && c <= u'9') && !QStringView(u":/?&=%._~+-@").contains(c))
            return false;
    }
    const QString scheme = url.left(colon).toLower();
    for (const char* foreign : {"http", "https", "ftp", "ws", "wss", "file", "javascript", "vbscript", "data", "blob", "about",
                                "filesystem", "view-source", "mailto", "cid"}) {
        if (scheme == QLatin1StringView(foreign))
            return false;
    }
    return true;
}

QString absolute(const QString& url) {
    QString text = cleanedUrl(url);
    if (text.startsWith(u'/') || text.startsWith(u'\\')) {
        qsizetype slashes = 0;
        while (slashes < text.size() && (text[slashes] == u'/' || text[slashes] == u'\\'))
            ++slashes;
        text = QStringLiteral("https://") + text.mid(slashes);
    }
    return text;
}

QString contentIdOf(const QString& url) {
    QString id = QUrl::fromPercentEncoding(url.mid(4).toUtf8()).trimmed();
    if (id.startsWith(u'<') && id.endsWith(u'>'))
        id = id.mid(1, id.size() - 2);
    return id;
}

} // namespace

QString RemoteCollector::replacement(const std::function<QString(const QString&)>& map, const QString& url) {
    if (!map)
        return {};
    const QString own = map(url);
    if (!isOwnUrl(own))
        return {};
    m_ownUrls.insert(own);
    return own;
}

QString RemoteCollector::picture(const QString& url, RemoteReference::Kind kind, bool isTracker) {
    if (m_accepted.contains(url)) {
        m_ownUrls.insert(url);
        return url;
    }
    if (isRemote(url)) {
        const QString target = absolute(url);
        const bool tracker = isTracker || isTrackingUrl(target);
        const bool web = target.startsWith(u"http://", Qt::CaseInsensitive) || target.startsWith(u"https://", Qt::CaseInsensitive);
        const bool wanted = web && !tracker && target.size() <= kMaxUrl;
        const QString own = wanted ? replacement(m_options.remotePicture, target) : QString();
        note(url, kind, tracker);
        if (!own.isEmpty() && !m_references.isEmpty()) {
            for (RemoteReference& one : m_references) {
                if (one.url == target && one.kind == kind && !one.isMapped) {
                    one.isMapped = true;
                    --m_blocked;
                }
            }
        }
        return own;
    }
    const auto source = filteredImage(url);
    if (!source)
        return {};
    if (!source->startsWith(u"cid:", Qt::CaseInsensitive))
        return *source;
    if (m_options.partUrl)
        return replacement(m_options.partUrl, contentIdOf(*source));
    return m_options.use == HtmlUse::Simple ? *source : QString();
}

void RemoteCollector::note(const QString& url, RemoteReference::Kind kind, bool isTracker) {
    if (m_accepted.contains(url) || !isRemote(url) || m_references.size() >= kMaxReferences)
        return;
    const QString target = absolute(url).left(kMaxUrl);
    const QString key = QChar(u'0' + static_cast<char16_t>(kind)) + target;
    if (m_seen.contains(key))
        return;
    m_seen.insert(key);
    const bool picture = kind == RemoteReference::Kind::Picture || kind == RemoteReference::Kind::Background;
    m_references.append({target, kind, isTracker || (picture && isTrackingUrl(target)), false});
    ++m_blocked;
}

bool isTrackingUrl(const QString& url) {
    const qsizetype scheme = url.indexOf(QLatin1StringView("://"));
    const QString lower = url.mid(scheme < 0 ? 0 : scheme + 3, 600).toLower();
    for (const char* shape : {"/open.aspx", "/wf/open", "/track/open", "/trk/open", "/open.php", "/open.gif", "/open/", "/open?",
                              "/e/open", "/o.gif", "/pixel.gif", "/pixel.png", "/pixel?", "/pixel/", "/beacon", "/trace/mail",
                              "/tracking/", "/track.gif", "/track?", "/tracker/", "/trackopen", "/emailopen", "/email_open",
                              "/mailopen", "/imp?", "/impression", "/utm.gif", "__utm.gif", "/1x1", "/b.gif", "/t.gif?",
                              "/clear.gif?", "/emimp/", "/e3t/cto", "/e1t/o/", "/ss/o/", "/read-receipt", "/readreceipt",
                              "/webbug", "/web-bug", "/q/open", "/eo?", "/oo/", "pstmrk.it/open", "mailtrack.io",
                              "t.yesware.com", "google-analytics.com", "doubleclick.net", "sp.analytics.", "/spacer-track"}) {
        if (lower.contains(QLatin1StringView(shape)))
            return true;
    }
    return false;
}

} // namespace tributary::content::detail
