// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reader/MailBrowser.h"

#include "content/Dark.h"
#include "ui/style/Tokens.h"

#include <QApplication>
#include <QBuffer>
#include <QContextMenuEvent>
#include <QFontMetrics>
#include <QImageReader>
#include <QPointer>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>
#include <QThreadPool>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace tributary::ui {

namespace {
constexpr int kTextColumns = 78;    // a line that the eye follows
constexpr qint64 kMostPixels = 100'000'000; // of a picture that is unpacked at all
constexpr qsizetype kMostPictures = 100;    // of a message; each is one more thing to lay out
constexpr int kMostFound = 5000;
constexpr int kPicturesMs = 30;
constexpr double kZoomStep = 0.1;

/// Not wider than there is room. Runs beside the window: a few kilobytes may unpack to a hundred megabytes.
QImage decoded(QByteArray bytes, int room) {
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer);
    const QSize size = reader.size();
    if (qint64(size.width()) * size.height() > kMostPixels)
        return {};
    if (room > 0 && size.width() > room)
        reader.setScaledSize(size.scaled(room, size.height(), Qt::KeepAspectRatio).expandedTo(QSize(1, 1)));
    const QImage image = reader.read();
    return room > 0 && image.width() > room ? image.scaledToWidth(room, Qt::SmoothTransformation) : image;
}

/// What a data: URL of a picture holds.
QByteArray inlineBytes(const QUrl& url) {
    const QByteArray whole = url.toEncoded();
    const qsizetype comma = whole.indexOf(',');
    if (comma < 0 || !whole.startsWith("data:image/"))
        return {};
    const QByteArray content = QByteArray::fromPercentEncoding(whole.mid(comma + 1));
    return whole.first(comma).endsWith(";base64") ? QByteArray::fromBase64(content) : content;
}
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
    ++m_number;
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
    const int room = viewport()->width() - 2 * Tokens::kSpaceXl;
    QThreadPool::globalInstance()->start([self = QPointer<MailBrowser>(this), number = m_number, url, bytes, room] {
        const QImage image = decoded(bytes, room);
        QMetaObject::invokeMethod(qApp, [self, number, url, image] {
            if (!self || self->m_number != number)
                return; // another message is shown
            self->m_pictures.insert(url, image);
            self->m_again.start();
        });
    });
}

QVariant MailBrowser::loadResource(int type, const QUrl& name) {
    // Nothing but what the owner gives; never a file, never the network.
    if (type != QTextDocument::ImageResource)
        return {};
    static const QStringList given{QStringLiteral("cid"), QStringLiteral("tributary-part"), QStringLiteral("tributary-picture"), QStringLiteral("data")};
    if (!given.contains(name.scheme()))
        return {};
    const QString url = name.toString(QUrl::FullyEncoded);
    if (const auto known = m_pictures.constFind(url); known != m_pictures.constEnd())
        return *known;
    if (m_asked.contains(url))
        return {}; // on its way: Qt's own sign for a missing picture
    if (m_asked.size() >= kMostPictures) {
        static const QImage nothing = [] {
            QImage dot(1, 1, QImage::Format_ARGB32_Premultiplied);
            dot.fill(Qt::transparent);
            return dot;
        }();
        return nothing; // that sign is read from a file for each
    }
    m_asked.insert(url);
    if (name.scheme() == QLatin1String("data"))
        givePicture(url, inlineBytes(name));
    else
        Q_EMIT pictureWanted(url);
    return {};
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
