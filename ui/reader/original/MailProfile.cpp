// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/original/MailProfile.h"

#include <QBuffer>
#include <QRegularExpression>
#include <QWebEngineDownloadRequest>
#include <QWebEngineSettings>
#include <QWebEngineUrlScheme>

namespace tributary::ui {

namespace {

constexpr int kMostRefused = 1000;
constexpr qsizetype kMostInlineUrl = 4 << 20; // a data: picture that is larger than this is no picture

void registerScheme(const char* name) {
    QWebEngineUrlScheme scheme(name);
    scheme.setSyntax(QWebEngineUrlScheme::Syntax::Path);
    // SecureScheme alone: with LocalScheme on the page, pictures of another scheme are refused before anyone is asked.
    scheme.setFlags(QWebEngineUrlScheme::SecureScheme);
    QWebEngineUrlScheme::registerScheme(scheme);
}

bool isPicture(const QByteArray& mediaType) {
    // What a renderer draws without running it. SVG is a document with rules of its own: never.
    static const QList<QByteArray> drawn{"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/x-icon", "image/vnd.microsoft.icon"};
    return drawn.contains(mediaType.toLower());
}

void reply(QWebEngineUrlRequestJob* job, const QByteArray& mediaType, const QByteArray& bytes) {
    auto* device = new QBuffer(job);
    device->setData(bytes);
    device->open(QIODevice::ReadOnly);
    job->reply(mediaType, device);
}

} // namespace

void registerMailSchemes() {
    registerScheme(kPageScheme);
    registerScheme(kPartScheme);
    registerScheme(kPictureScheme);
}

void cutOffNetwork() {
    QByteArray flags = qgetenv("QTWEBENGINE_CHROMIUM_FLAGS");
    flags += " --host-resolver-rules=\"MAP * ~NOTFOUND\" --proxy-server=127.0.0.1:9 --proxy-bypass-list=<-loopback>"
             " --disable-background-networking --disable-remote-fonts --disable-webgl --disable-speech-api"
             " --force-webrtc-ip-handling-policy=disable_non_proxied_udp --js-flags=\"--jitless --noexpose_wasm\""
             // A page that eats memory ends its own process, not the machine.
             " --renderer-process-limit=2"
             // Each message has a name, and so a site, of its own: a new process for each would double the time until it is seen.
             " --process-per-site";
    qputenv("QTWEBENGINE_CHROMIUM_FLAGS", flags.trimmed());
}

void MailInterceptor::interceptRequest(QWebEngineUrlRequestInfo& info) {
    const QUrl url = info.requestUrl();
    const QString scheme = url.scheme();
    using Info = QWebEngineUrlRequestInfo;
    const bool picture = info.resourceType() == Info::ResourceTypeImage;
    const bool page = info.resourceType() == Info::ResourceTypeMainFrame && scheme == QLatin1String(kPageScheme);
    const bool own = picture && (scheme == QLatin1String(kPartScheme) || scheme == QLatin1String(kPictureScheme));
    const bool inlined = picture && scheme == QLatin1String("data") && url.toEncoded().size() <= kMostInlineUrl;
    if ((page || own || inlined) && info.requestMethod() == "GET")
        return;
    info.block(true);
    if (m_refused.size() < kMostRefused)
        m_refused.append(url.toString().left(500));
}

/// The parts of every message have the same numbers, and the engine keeps pictures by their address from one page to the next: on
/// the page each address begins with the page's own number.
QString MailSchemeHandler::withOwnAddresses(const QString& html) const {
    static const QRegularExpression part(QStringLiteral("(\\bsrc=[\"']|\\burl\\((?:\"|'|&quot;|&#39;)?)%1:").arg(QLatin1String(kPartScheme)));
    QString own = html;
    return own.replace(part, QStringLiteral("\\1%1:%2/").arg(QLatin1String(kPartScheme), m_url.path()));
}

void MailSchemeHandler::setPage(const QUrl& url, const QString& html) {
    m_url = url;
    m_html = withOwnAddresses(html).toUtf8();
    m_waiting.clear();
}

void MailSchemeHandler::requestStarted(QWebEngineUrlRequestJob* job) {
    const QUrl url = job->requestUrl();
    if (url.scheme() == QLatin1String(kPageScheme)) {
        if (url == m_url)
            reply(job, "text/html;charset=utf-8", m_html);
        else
            job->fail(QWebEngineUrlRequestJob::UrlNotFound);
        return;
    }
    QString name = url.toString(QUrl::FullyEncoded);
    if (url.scheme() == QLatin1String(kPartScheme)) {
        const QString before = QLatin1String(kPartScheme) + u':' + m_url.path() + u'/';
        if (!name.startsWith(before))
            return job->fail(QWebEngineUrlRequestJob::UrlNotFound); // of a page that is gone
        name.remove(before.size() - m_url.path().size() - 1, m_url.path().size() + 1);
    }
    m_waiting[name].append(job);
    if (m_waiting[name].size() == 1)
        pictureWanted(name);
}

void MailSchemeHandler::givePicture(const QString& url, const QByteArray& bytes, const QByteArray& mediaType) {
    for (const QPointer<QWebEngineUrlRequestJob>& job : m_waiting.take(url)) {
        if (!job)
            continue; // the page has gone on
        if (bytes.isEmpty() || !isPicture(mediaType))
            job->fail(QWebEngineUrlRequestJob::UrlNotFound);
        else
            reply(job, mediaType, bytes);
    }
}

MailProfile::MailProfile(QObject* parent)
    : QWebEngineProfile(parent), m_interceptor(new MailInterceptor(this)), m_handler(new MailSchemeHandler(this)) {
    // No name given: off the record.
    setHttpCacheType(QWebEngineProfile::MemoryHttpCache);
    setPersistentCookiesPolicy(QWebEngineProfile::NoPersistentCookies);
    setSpellCheckEnabled(false);
    setUrlRequestInterceptor(m_interceptor);
    for (const char* scheme : {kPageScheme, kPartScheme, kPictureScheme})
        installUrlSchemeHandler(scheme, m_handler);
    connect(this, &QWebEngineProfile::downloadRequested, this, [](QWebEngineDownloadRequest* request) { request->cancel(); });
    QWebEngineSettings* s = settings();
    using Settings = QWebEngineSettings;
    for (const auto off : {Settings::JavascriptEnabled, Settings::JavascriptCanOpenWindows, Settings::JavascriptCanAccessClipboard, Settings::JavascriptCanPaste,
                           Settings::LocalStorageEnabled, Settings::LocalContentCanAccessRemoteUrls, Settings::LocalContentCanAccessFileUrls,
                           Settings::HyperlinkAuditingEnabled, Settings::ErrorPageEnabled, Settings::PluginsEnabled, Settings::FullScreenSupportEnabled,
                           Settings::ScreenCaptureEnabled, Settings::WebGLEnabled, Settings::Accelerated2dCanvasEnabled, Settings::AutoLoadIconsForPage,
                           Settings::TouchIconsEnabled, Settings::FocusOnNavigationEnabled, Settings::AllowRunningInsecureContent,
                           Settings::AllowGeolocationOnInsecureOrigins, Settings::AllowWindowActivationFromJavaScript, Settings::DnsPrefetchEnabled,
                           Settings::PdfViewerEnabled, Settings::NavigateOnDropEnabled})
        s->setAttribute(off, false);
    s->setAttribute(Settings::PlaybackRequiresUserGesture, true);
    s->setAttribute(Settings::WebRTCPublicInterfacesOnly, true);
    s->setUnknownUrlSchemePolicy(Settings::DisallowUnknownUrlSchemes);
}

} // namespace tributary::ui
