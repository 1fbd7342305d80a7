// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/BodyView.h"

#include "ui/reader/MailBrowser.h"
#include "ui/reader/OriginalLibrary.h"

#include <QApplication>
#include <QFile>
#include <QPageLayout>
#include <QPdfWriter>
#include <QPointer>
#include <QPrinter>
#include <QStackedWidget>
#include <QTextCursor>
#include <QTextDocument>
#include <QThreadPool>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>
#include <utility>

namespace tributary::ui {

namespace {

constexpr qsizetype kAtOnce = 20'000; // characters whose document is made in less than a frame
constexpr int kSmallestZoom = -7, kLargestZoom = 30;

/// On paper there is no window: black on white, whatever the scheme is.
std::unique_ptr<QTextDocument> paperCopy(const MailBrowser& browser, const QString& head) {
    std::unique_ptr<QTextDocument> copy(browser.document()->clone());
    QTextCursor all(copy.get());
    all.select(QTextCursor::Document);
    QTextCharFormat black;
    black.setForeground(Qt::black);
    all.mergeCharFormat(black);
    QTextCursor top(copy.get());
    top.insertHtml(head);
    top.insertBlock();
    return copy;
}

} // namespace

BodyView::BodyView(QWidget* parent) : QWidget(parent), m_stack(new QStackedWidget(this)), m_browser(new MailBrowser(m_stack)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    m_stack->addWidget(m_browser);
    setFocusProxy(m_browser);
    connect(m_browser, &MailBrowser::pictureWanted, this, &BodyView::pictureWanted);
    connect(m_browser, &MailBrowser::linkHovered, this, [this](const QString& target) {
        const bool ours = target == QLatin1String(kUnfoldLink) || target == QLatin1String(kWholeLink);
        Q_EMIT linkHovered(ours ? QString() : target);
    });
    connect(m_browser, &MailBrowser::linkActivated, this, &BodyView::follow);
    connect(m_browser, &MailBrowser::menuWanted, this, &BodyView::menuWanted);
}

void BodyView::show(const engine::MessageContent& content, const BodyRequest& request) {
    m_content = content;
    m_request = request;
    if (m_request.form == ReadingForm::Original && !wantOriginal())
        m_request.form = ReadingForm::Simple;
    make();
}

void BodyView::clear() {
    ++m_number;
    m_content = {};
    m_browser->showBody({}, Paper::Window, false);
    if (m_original)
        m_original->show({}, false); // its pictures and text are no longer kept
}

bool BodyView::wantOriginal() {
    if (m_original)
        return true;
    OriginalView::Events events;
    events.pictureWanted = [this](const QString& url) { Q_EMIT pictureWanted(url); };
    events.linkHovered = [this](const QString& target) { Q_EMIT linkHovered(target); };
    events.linkActivated = [this](const QUrl& target, const QString& text) { Q_EMIT linkActivated(target, text); };
    events.menuWanted = [this](const QPoint& global, const QUrl& target) { Q_EMIT menuWanted(global, target); };
    events.painted = [this] { Q_EMIT painted(); };
    events.failed = [this] { rendererFailed(); };
    m_original = OriginalLibrary::create(m_stack, std::move(events));
    if (!m_original)
        return false;
    m_original->widget()->setObjectName(QStringLiteral("messageOriginal"));
    m_original->widget()->setAccessibleName(tr("Message text"));
    m_original->setZoom(1.0 + 0.1 * m_zoom);
    m_stack->addWidget(m_original->widget());
    return true;
}

void BodyView::make() {
    const quint64 number = ++m_number;
    if (m_content.html.size() + m_content.htmlOriginal.size() + m_content.text.size() <= kAtOnce)
        return put(makeBodyDocument(m_content, m_request));
    QThreadPool::globalInstance()->start([self = QPointer<BodyView>(this), content = m_content, request = m_request, number] {
        const QString document = makeBodyDocument(content, request);
        QMetaObject::invokeMethod(qApp, [self, document, number] {
            if (self && self->m_number == number)
                self->put(document);
        });
    });
}

void BodyView::put(const QString& document) {
    if (m_request.form == ReadingForm::Original) {
        m_original->show(document, m_request.dark);
        m_stack->setCurrentWidget(m_original->widget());
        setFocusProxy(m_original->widget());
        return;
    }
    const bool plain = m_request.form == ReadingForm::Plain;
    m_browser->showBody(document, plain ? Paper::Window : (m_request.dark ? Paper::Dark : Paper::Light), plain);
    m_stack->setCurrentWidget(m_browser);
    setFocusProxy(m_browser);
    Q_EMIT painted();
}

void BodyView::follow(const QUrl& target, const QString& text) {
    const QString url = target.toString();
    if (url == QLatin1String(kUnfoldLink)) {
        m_request.foldQuotes = false;
        make();
    } else if (url == QLatin1String(kWholeLink)) {
        m_request.whole = true;
        make();
    } else {
        Q_EMIT linkActivated(target, text);
    }
}

void BodyView::rendererFailed() {
    // A new one is made for the next message: this one may be what killed it.
    m_stack->removeWidget(m_original->widget());
    m_original->widget()->deleteLater();
    m_original = nullptr;
    if (m_request.form != ReadingForm::Original)
        return;
    m_request.form = ReadingForm::Simple;
    make();
    Q_EMIT fellBack();
}

void BodyView::givePicture(const QString& url, const QByteArray& bytes, const QByteArray& mediaType) {
    if (m_request.form == ReadingForm::Original && m_original)
        m_original->givePicture(url, bytes, mediaType);
    else
        m_browser->givePicture(url, bytes);
}

void BodyView::setZoom(int steps) {
    m_zoom = std::clamp(steps, kSmallestZoom, kLargestZoom);
    m_browser->setZoom(m_zoom);
    if (m_original)
        m_original->setZoom(1.0 + 0.1 * m_zoom);
}

void BodyView::find(const QString& text, bool backward, Found found) {
    if (m_request.form == ReadingForm::Original && m_original)
        m_original->find(text, backward, std::move(found));
    else
        m_browser->findText(text, backward, found);
}

QString BodyView::selectedText() const {
    if (m_request.form == ReadingForm::Original && m_original)
        return m_original->selectedText();
    return m_browser->textCursor().selectedText().replace(QChar::ParagraphSeparator, u'\n');
}

void BodyView::copy() {
    if (m_request.form == ReadingForm::Original && m_original)
        m_original->copy();
    else
        m_browser->copy();
}

void BodyView::selectAll() {
    if (m_request.form == ReadingForm::Original && m_original)
        m_original->selectAll();
    else
        m_browser->selectAll();
}

void BodyView::print(QPrinter* printer, Done done) {
    if (m_request.form == ReadingForm::Original && m_original)
        return m_original->print(printer, std::move(done));
    paperCopy(*m_browser, printedHeader(m_content))->print(printer);
    done(true);
}

void BodyView::savePdf(const QString& file, const QPageLayout& layout, Done done) {
    if (m_request.form == ReadingForm::Original && m_original)
        return m_original->savePdf(file, layout, std::move(done));
    QPdfWriter writer(file);
    writer.setPageLayout(layout);
    writer.setCreator(QStringLiteral("Tributary"));
    writer.setTitle(m_content.summary.subject);
    paperCopy(*m_browser, printedHeader(m_content))->print(&writer);
    done(QFile::exists(file));
}

void BodyView::focusText() { focusProxy()->setFocus(Qt::ShortcutFocusReason); }

QStringList BodyView::refused() const { return m_original ? m_original->refused() : QStringList(); }

} // namespace tributary::ui
