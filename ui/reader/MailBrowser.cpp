// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/MailBrowser.h"

#include "content/Dark.h"
#include "ui/style/Tokens.h"

#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QImage>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace tributary::ui {

namespace {
constexpr int kTextColumns = 78;    // a line that the eye follows
constexpr int kMaxPictureSide = 4096;
constexpr int kMostFound = 5000;
constexpr int kPicturesMs = 30;
constexpr double kZoomStep = 0.1;
} // namespace

MailBrowser::MailBrowser(QWidget* parent) : QTextBrowser(parent) {
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setSearchPaths({});
    setAccessibleName(tr("Message text"));
    setObjectName(QStringLiteral("messageBody"));
    m_again.setSingleShot(true);
    m_again.setInterval(kPicturesMs);
    connect(&m_again, &QTimer::timeout, this, &MailBrowser::layoutAgain);
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl& target) { Q_EMIT linkActivated(target, linkText(target)); });
    connect(this, &QTextBrowser::highlighted, this, [this](const QUrl& url) { Q_EMIT linkHovered(url.toString(QUrl::FullyEncoded)); });
}

void MailBrowser::showBody(const QString& html, Paper paper, bool narrow) {
    m_html = html;
    m_paper = paper;
    m_narrow = narrow;
    m_pictures.clear();
    m_asked.clear();
    m_again.stop();
    m_found.clear();
    m_sought.clear();
    setExtraSelections({});
    document()->clear();
    applyStyle();
    setHtml(html);
    verticalScrollBar()->setValue(0);
}

void MailBrowser::layoutAgain() {
    const int position = verticalScrollBar()->value();
    m_found.clear();
    m_sought.clear();
    setHtml(m_html); // asks loadResource again
    verticalScrollBar()->setValue(position);
}

void MailBrowser::applyStyle() {
    // HTML mail is made for white paper: on any other ground its own colours may become unreadable.
    const Tokens t = m_paper == Paper::Window ? Tokens::current() : Tokens::make(m_paper == Paper::Dark ? Scheme::Dark : Scheme::Light, font());
    QPalette paper = t.palette();
    paper.setColor(QPalette::Base, m_paper == Paper::Dark ? QColor(QLatin1String(content::kDarkBackground)) : t.readerBackground);
    if (palette() != paper) {
        m_styling = true;
        setPalette(paper);
        m_styling = false;
    }
    QFont textFont = font();
    if (textFont.pointSizeF() > 0)
        textFont.setPointSizeF(std::max(5.0, (textFont.pointSizeF() + 0.5) * (1.0 + kZoomStep * m_zoom)));
    document()->setDefaultFont(textFont);
    document()->setDefaultStyleSheet(QStringLiteral("a { color: %1; } blockquote { color: %2; margin-left: 14px; } body { color: %3; } a.fold { text-decoration: none; }")
                                         .arg(t.accent.name(), t.secondaryText.name(), t.text.name()));
    const int wide = viewport()->width();
    const int column = QFontMetrics(textFont).averageCharWidth() * kTextColumns;
    document()->setDocumentMargin(Tokens::kSpaceL);
    setLineWrapMode(m_narrow && wide > column ? QTextEdit::FixedPixelWidth : QTextEdit::WidgetWidth);
    if (m_narrow && wide > column)
        setLineWrapColumnOrWidth(column);
}

void MailBrowser::givePicture(const QString& url, const QByteArray& bytes) {
    m_pictures.insert(url, bytes);
    m_again.start();
}

QVariant MailBrowser::loadResource(int type, const QUrl& name) {
    // Nothing but what the owner gives; never a file, never the network.
    if (type != QTextDocument::ImageResource)
        return {};
    if (name.scheme() == QLatin1String("data"))
        return QTextBrowser::loadResource(type, name);
    static const QStringList given{QStringLiteral("cid"), QStringLiteral("tributary-part"), QStringLiteral("tributary-picture")};
    if (!given.contains(name.scheme()))
        return {};
    const QString url = name.toString(QUrl::FullyEncoded);
    const auto known = m_pictures.constFind(url);
    if (known == m_pictures.constEnd()) {
        if (!m_asked.contains(url)) {
            m_asked.insert(url);
            Q_EMIT pictureWanted(url);
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

void MailBrowser::setZoom(int steps) {
    if (std::exchange(m_zoom, steps) == steps)
        return;
    applyStyle();
    layoutAgain();
}

void MailBrowser::findText(const QString& text, bool backward, const std::function<void(int, int)>& found) {
    if (text != m_sought) {
        m_sought = text;
        m_found.clear();
        m_current = 0;
        if (!text.isEmpty()) {
            for (QTextCursor at = document()->find(text); !at.isNull() && m_found.size() < kMostFound; at = document()->find(text, at))
                m_found.append(at);
        }
    } else if (!m_found.isEmpty()) {
        const int count = static_cast<int>(m_found.size());
        m_current = (m_current + (backward ? count - 1 : 1)) % count;
    }
    const Tokens t = Tokens::make(m_paper == Paper::Window ? Tokens::current().scheme : (m_paper == Paper::Dark ? Scheme::Dark : Scheme::Light), font());
    QList<QTextEdit::ExtraSelection> marks;
    for (qsizetype i = 0; i < m_found.size(); ++i) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = m_found[i];
        mark.format.setBackground(i == m_current ? t.accentFill : blended(t.accentSoft, t.readerBackground));
        if (i == m_current)
            mark.format.setForeground(t.accentText);
        marks.append(mark);
    }
    setExtraSelections(marks);
    if (!m_found.isEmpty()) {
        QTextCursor here = m_found[m_current];
        here.clearSelection();
        setTextCursor(here);
        ensureCursorVisible();
    }
    found(static_cast<int>(m_found.size()), m_found.isEmpty() ? 0 : m_current + 1);
}

/// The words that were clicked, or chosen by the keyboard: they are held against the target.
QString MailBrowser::linkText(const QUrl& target) const {
    QTextCursor at = m_clicked.x() >= 0 ? cursorForPosition(m_clicked) : textCursor();
    const QTextBlock block = at.block();
    QString text;
    bool here = false;
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextFragment fragment = it.fragment();
        const bool same = fragment.charFormat().isAnchor() && QUrl(fragment.charFormat().anchorHref()) == target;
        if (!same) {
            if (here)
                break;
            text.clear();
            continue;
        }
        text += fragment.text();
        here = here || (at.position() >= fragment.position() && at.position() <= fragment.position() + fragment.length());
    }
    return here ? text.simplified() : QString();
}

void MailBrowser::mouseReleaseEvent(QMouseEvent* event) {
    m_clicked = event->pos();
    QTextBrowser::mouseReleaseEvent(event);
    m_clicked = {-1, -1};
}

void MailBrowser::contextMenuEvent(QContextMenuEvent* event) { Q_EMIT menuWanted(event->globalPos(), QUrl(anchorAt(event->pos()))); }

void MailBrowser::changeEvent(QEvent* event) {
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_styling) {
        applyStyle();
        layoutAgain();
    }
}

void MailBrowser::resizeEvent(QResizeEvent* event) {
    applyStyle();
    QTextBrowser::resizeEvent(event);
}

} // namespace tributary::ui
