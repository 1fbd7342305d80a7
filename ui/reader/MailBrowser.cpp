// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/MailBrowser.h"

#include "ui/style/Tokens.h"

#include <QEvent>
#include <QFontMetrics>
#include <QImage>
#include <QScrollBar>
#include <QTextDocument>
#include <QUrl>

#include <algorithm>

namespace tributary::ui {

namespace {
constexpr int kTextColumns = 78;    // a line that the eye follows
constexpr int kMaxPictureSide = 4096;
} // namespace

MailBrowser::MailBrowser(QWidget* parent) : QTextBrowser(parent) {
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setSearchPaths({});
    setAccessibleName(tr("Message text"));
    setObjectName(QStringLiteral("messageBody"));
    connect(this, &QTextBrowser::anchorClicked, this, &MailBrowser::linkActivated);
    connect(this, &QTextBrowser::highlighted, this, [this](const QUrl& url) { Q_EMIT linkHovered(url.toDisplayString()); });
}

void MailBrowser::showHtml(const QString& html, bool plain) {
    m_html = html;
    m_plain = plain;
    m_pictures.clear();
    m_asked.clear();
    document()->clear();
    applyStyle();
    setHtml(html);
    verticalScrollBar()->setValue(0);
}

void MailBrowser::applyStyle() {
    // HTML mail is made for white paper: on any other ground its own colours may become unreadable.
    const Tokens t = m_plain ? Tokens::current() : Tokens::make(Scheme::Light, font());
    QPalette paper = t.palette();
    paper.setColor(QPalette::Base, t.readerBackground);
    if (palette() != paper) {
        m_styling = true;
        setPalette(paper);
        m_styling = false;
    }
    QFont textFont = font();
    if (textFont.pointSizeF() > 0)
        textFont.setPointSizeF(std::max(6.0, textFont.pointSizeF() + 0.5 + m_zoom));
    document()->setDefaultFont(textFont);
    document()->setDefaultStyleSheet(QStringLiteral("a { color: %1; } blockquote { color: %2; margin-left: 14px; } body { color: %3; }")
                                         .arg(t.accent.name(), t.secondaryText.name(), t.text.name()));
    const int wide = viewport()->width();
    const int column = QFontMetrics(textFont).averageCharWidth() * kTextColumns;
    document()->setDocumentMargin(Tokens::kSpaceL);
    setLineWrapMode(m_plain && wide > column ? QTextEdit::FixedPixelWidth : QTextEdit::WidgetWidth);
    if (m_plain && wide > column)
        setLineWrapColumnOrWidth(column);
}

void MailBrowser::addPicture(const QString& contentId, const QByteArray& bytes) {
    m_pictures.insert(contentId, bytes);
    const int position = verticalScrollBar()->value();
    setHtml(m_html); // asks loadResource again
    verticalScrollBar()->setValue(position);
}

QVariant MailBrowser::loadResource(int type, const QUrl& name) {
    // Nothing but the message's own pictures; never a file, never the network.
    if (type != QTextDocument::ImageResource)
        return {};
    if (name.scheme() == QLatin1String("data"))
        return QTextBrowser::loadResource(type, name);
    if (name.scheme() != QLatin1String("cid"))
        return {};
    const QString id = name.path(QUrl::FullyDecoded);
    const auto known = m_pictures.constFind(id);
    if (known == m_pictures.constEnd()) {
        if (!m_asked.contains(id)) {
            m_asked.insert(id);
            Q_EMIT pictureWanted(id);
        }
        return {};
    }
    QImage image = QImage::fromData(*known);
    if (image.width() > kMaxPictureSide || image.height() > kMaxPictureSide)
        image = image.scaled(kMaxPictureSide, kMaxPictureSide, Qt::KeepAspectRatio);
    const int room = viewport()->width() - 2 * Tokens::kSpaceXl;
    if (image.width() > room && room > 0)
        image = image.scaledToWidth(room, Qt::SmoothTransformation);
    return image;
}

void MailBrowser::zoom(int steps) {
    m_zoom = steps == 0 ? 0 : std::clamp(m_zoom + steps, -5, 20);
    applyStyle();
    setHtml(m_html);
}

void MailBrowser::changeEvent(QEvent* event) {
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_styling) {
        applyStyle();
        setHtml(m_html);
    }
}

void MailBrowser::resizeEvent(QResizeEvent* event) {
    applyStyle();
    QTextBrowser::resizeEvent(event);
}

} // namespace tributary::ui
