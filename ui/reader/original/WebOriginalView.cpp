// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/original/WebOriginalView.h"

#include "ui/reader/original/MailPage.h"
#include "ui/reader/original/MailProfile.h"

#include <QContextMenuEvent>
#include <QPageLayout>
#include <QTimer>
#include <QWebEngineContextMenuRequest>
#include <QWebEngineFindTextResult>
#include <QWebEngineScript>

#include <memory>
#include <utility>

namespace tributary::ui {

namespace {
constexpr int kLinkTextMs = 2000; // a renderer that does not answer by then is not waited for; without its words a link is checked less well
constexpr int kLoadedMs = 1000;   // a search waits so long for the page to be there to its end
} // namespace

WebOriginalView::WebOriginalView(QWidget* parent, Events events)
    : QWebEngineView(parent), m_events(std::move(events)), m_profile(new MailProfile(nullptr)), m_page(new MailPage(m_profile, nullptr)) {
    setPage(m_page);
    setAcceptDrops(false);
    m_profile->handler().pictureWanted = [this](const QString& url) { m_events.pictureWanted(url); };
    // Never from inside the engine's own call: what follows may delete the page.
    m_page->linkClicked = [this](const QUrl& target) { QTimer::singleShot(0, this, [this, target] { tellLink(target); }); };
    connect(m_page, &QWebEnginePage::linkHovered, this, [this](const QString& target) { m_events.linkHovered(target); });
    // Its first layout, which does not wait for pictures; or the end of loading, when the size is that of the message before.
    connect(m_page, &QWebEnginePage::contentsSizeChanged, this, [this] { tellPainted(); });
    connect(m_page, &QWebEnginePage::loadFinished, this, [this] {
        tellPainted();
        loaded(true);
    });
    connect(m_page, &QWebEnginePage::renderProcessTerminated, this, [this](QWebEnginePage::RenderProcessTerminationStatus status) {
        if (status != QWebEnginePage::NormalTerminationStatus)
            QTimer::singleShot(0, this, [this] { m_events.failed(); });
    });
}

WebOriginalView::~WebOriginalView() {
    // The page before its profile.
    setPage(nullptr);
    delete m_page;
    delete m_profile;
}

void WebOriginalView::show(const QString& html, bool dark) {
    const QUrl url(QString::fromLatin1(kPageScheme) + u':' + QString::number(++m_number));
    m_page->setBackgroundColor(dark ? palette().color(QPalette::Base) : QColor(Qt::white));
    m_profile->handler().setPage(url, html);
    m_painted = false;
    loaded(false);
    m_loaded = false;
    m_page->open(url);
    m_page->setZoomFactor(m_zoom);
}

void WebOriginalView::tellPainted() {
    if (!std::exchange(m_painted, true))
        m_events.painted();
}

void WebOriginalView::givePicture(const QString& url, const QByteArray& bytes, const QByteArray& mediaType) {
    m_profile->handler().givePicture(url, bytes, mediaType);
}

void WebOriginalView::setZoom(double factor) {
    m_zoom = factor;
    m_page->setZoomFactor(factor);
}

/// The engine finds nothing in what it has laid out and not loaded to its end; a picture that is slow is not waited for.
void WebOriginalView::find(const QString& text, bool backward, Found found) {
    if (m_loaded || text.isEmpty())
        return findNow(text, backward, found);
    const auto once = [this, text, backward, found, done = std::make_shared<bool>(false)](bool there) {
        if (std::exchange(*done, true))
            return;
        if (there)
            findNow(text, backward, found);
        else
            found(0, 0);
    };
    whenLoaded(once);
    QTimer::singleShot(kLoadedMs, this, [once] { once(true); });
}

void WebOriginalView::findNow(const QString& text, bool backward, const Found& found) {
    QWebEnginePage::FindFlags flags;
    flags.setFlag(QWebEnginePage::FindBackward, backward);
    m_page->findText(text, flags, [found](const QWebEngineFindTextResult& result) { found(result.numberOfMatches(), result.activeMatch()); });
}

/// A page that is printed while it loads is never finished.
void WebOriginalView::whenLoaded(std::function<void(bool)> work) {
    if (m_loaded)
        work(true);
    else
        m_waiting.append(std::move(work));
}

void WebOriginalView::loaded(bool there) {
    m_loaded = true;
    for (const std::function<void(bool)>& work : std::exchange(m_waiting, {}))
        work(there);
}

void WebOriginalView::print(QPrinter* printer, Done done) {
    whenLoaded([this, printer, done = std::move(done)](bool there) {
        if (!there)
            return done(false);
        connect(this, &QWebEngineView::printFinished, this, [done](bool ok) { done(ok); }, Qt::SingleShotConnection);
        QWebEngineView::print(printer);
    });
}

void WebOriginalView::savePdf(const QString& file, const QPageLayout& layout, Done done) {
    whenLoaded([this, file, layout, done = std::move(done)](bool there) {
        if (!there)
            return done(false);
        connect(m_page, &QWebEnginePage::pdfPrintingFinished, this, [done](const QString&, bool ok) { done(ok); }, Qt::SingleShotConnection);
        m_page->printToPdf(file, layout);
    });
}

QStringList WebOriginalView::refused() const { return m_profile->interceptor().refused(); }

void WebOriginalView::contextMenuEvent(QContextMenuEvent* event) {
    // Only what fits to mail: the engine's own menu offers to reload, to go back, to see the source of nothing.
    const QWebEngineContextMenuRequest* request = lastContextMenuRequest();
    m_events.menuWanted(event->globalPos(), request ? request->linkUrl() : QUrl());
}

/// The words of the link are asked from the document itself: in a world of our own, where no script of the page runs.
void WebOriginalView::tellLink(const QUrl& target) {
    auto told = std::make_shared<bool>(false);
    const auto tell = [this, target, told](const QString& text) {
        if (!std::exchange(*told, true))
            m_events.linkActivated(target, text);
    };
    m_page->runJavaScript(QStringLiteral("(document.activeElement && document.activeElement.textContent || '').slice(0, 2000)"), QWebEngineScript::ApplicationWorld,
                          [tell](const QVariant& text) { tell(text.toString().simplified()); });
    QTimer::singleShot(kLinkTextMs, this, [tell] { tell({}); });
}

} // namespace tributary::ui
