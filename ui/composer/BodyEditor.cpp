// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/BodyEditor.h"

#include "content/Content.h"
#include "ui/composer/BodyFormats.h"
#include "ui/composer/BodyHighlighter.h"
#include "ui/composer/HtmlWriter.h"
#include "ui/composer/PictureDocument.h"
#include "ui/composer/TextWriter.h"
#include "ui/style/Theme.h"

#include <QAbstractTextDocumentLayout>
#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QTextFragment>
#include <QUuid>

#include <algorithm>

namespace tributary::ui {

namespace {

constexpr int kPaperMargin = 16;
/// Stands for the signature while the text is converted; a private character, so that no one has written it.
const QString& signatureMark() {
    static const QString mark = QStringLiteral("\uF8F1signature\uF8F1");
    return mark;
}

bool hasFormats(const QTextBlock& block) {
    QTextBlockFormat plain;
    setQuoteLevel(plain, quoteLevel(block)); // quotations can be said in plain text
    QTextBlockFormat own = block.blockFormat();
    for (const int property : {int(kSignature), int(kParagraph), int(QTextFormat::BlockTopMargin), int(QTextFormat::BlockBottomMargin), int(QTextFormat::LayoutDirection)})
        own.clearProperty(property);
    if (own.propertyCount() != plain.propertyCount())
        return true;
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextCharFormat format = it.fragment().charFormat();
        if (format.isImageFormat() || inlineFormat(format) != InlineFormat())
            return true;
    }
    return false;
}

bool hasFormats(const QTextDocument& document) {
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (!isSignature(block) && hasFormats(block))
            return true;
    }
    return false;
}

/// Each line a block; quote marks become quotations, links links.
QString richOf(const QString& text) {
    QString html;
    int level = 0;
    const auto change = [&html, &level](int wanted) {
        for (; level < wanted; ++level)
            html += QLatin1StringView("<blockquote>");
        for (; level > wanted; --level)
            html += QLatin1StringView("</blockquote>");
    };
    for (const QString& line : text.split(u'\n')) {
        const int quotes = plainQuoteLevel(line);
        change(std::min(quotes, kMostQuotes));
        qsizetype from = 0;
        for (int left = quotes; left > 0; ++from)
            left -= line[from] == u'>' ? 1 : 0;
        from += quotes > 0 && from < line.size() && line[from] == u' ' ? 1 : 0;
        html += QLatin1StringView("<div>") + (from < line.size() ? content::textToHtml(line.mid(from)) : QStringLiteral("<br>")) + QLatin1StringView("</div>");
    }
    change(0);
    return html;
}

} // namespace

BodyEditor::BodyEditor(QWidget* parent) : QTextEdit(parent), m_document(new PictureDocument(this)), m_highlighter(nullptr) {
    setDocument(m_document);
    m_document->setDocumentMargin(kPaperMargin);
    m_highlighter = new BodyHighlighter(m_document);
    setObjectName(QStringLiteral("bodyEditor"));
    setAccessibleName(tr("Message text"));
    setPlaceholderText(tr("Write your message"));
    setFrameShape(QFrame::NoFrame);
    setSurface(this, Surface::Reader);
    setLineWrapMode(QTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setUndoRedoEnabled(true);
    setAutoFormatting(QTextEdit::AutoNone);
    setTabStopDistance(fontMetrics().horizontalAdvance(u' ') * 4);
    restyle();
}

void BodyEditor::restyle() {
    QFont font = parentWidget() ? parentWidget()->font() : QFont();
    if (m_mode == BodyMode::Plain && m_plainFixed) {
        const qreal size = font.pointSizeF();
        font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        if (size > 0)
            font.setPointSizeF(size);
    }
    if (font != m_document->defaultFont())
        m_document->setDefaultFont(font);
    setAcceptRichText(m_mode == BodyMode::Rich);
}

void BodyEditor::setPlainFontFixed(bool fixed) {
    m_plainFixed = fixed;
    restyle();
}

void BodyEditor::clearAll() {
    // Not clear(): a format that the user has chosen for the next letter goes too.
    QTextCursor cursor(m_document);
    cursor.select(QTextCursor::Document);
    cursor.removeSelectedText();
    cursor.setBlockFormat(QTextBlockFormat());
    cursor.setBlockCharFormat(QTextCharFormat());
    setTextCursor(cursor);
    setCurrentCharFormat(QTextCharFormat());
}

HtmlReading BodyEditor::reading(bool findSignature) {
    HtmlReading reading;
    reading.findSignature = findSignature;
    reading.picture = [this](const QString& url) -> QString {
        if (url.startsWith(QLatin1String("cid:")))
            return url.mid(4);
        // "data:image/png;base64,...": a picture of what was pasted.
        const QByteArray bytes = QByteArray::fromBase64(QStringView(url).mid(url.indexOf(u',') + 1).toLatin1());
        const QByteArray type = pictureType(bytes);
        if (type.isEmpty() || !pictureSize(bytes).isValid())
            return {};
        const QByteArray id = QUuid::createUuid().toByteArray(QUuid::WithoutBraces) + "@tributary";
        decode(id, bytes);
        Q_EMIT pictureInserted(id, bytes, type, {});
        return QString::fromLatin1(id);
    };
    return reading;
}

void BodyEditor::setBodyHtml(const QString& html) {
    m_mode = BodyMode::Rich;
    clearAll();
    restyle();
    m_highlighter->setPlain(false); // of nothing: colouring what is laid out already lays out all of it again for each block
    m_document->setLayoutEnabled(false); // its width is not known yet
    readHtml(QTextCursor(m_document), html, reading(true));
    m_document->setLayoutEnabled(true);
    m_document->clearUndoRedoStacks();
    m_document->setModified(false);
    m_signatureForm.clear();
    m_signatureIsText = false;
    setTextCursor(QTextCursor(m_document)); // moveCursor() would lay all of it out, for a width that is not the last
    Q_EMIT modeChanged();
}

void BodyEditor::setBodyText(const QString& text) {
    m_mode = BodyMode::Plain;
    clearAll();
    restyle();
    m_highlighter->setPlain(true);
    QTextCursor(m_document).insertText(text);
    m_document->clearUndoRedoStacks();
    m_document->setModified(false);
    m_signatureForm.clear();
    m_signatureIsText = false;
    setTextCursor(QTextCursor(m_document)); // moveCursor() would lay all of it out, for a width that is not the last
    Q_EMIT modeChanged();
}

QString BodyEditor::bodyHtml() const { return m_mode == BodyMode::Rich ? writeHtml(*m_document) : richOf(bodyText()); }

QString BodyEditor::bodyText() const { return m_mode == BodyMode::Plain ? m_document->toPlainText() : writeText(*m_document); }

void BodyEditor::askForMode(BodyMode mode) {
    if (mode == BodyMode::Plain && m_mode == BodyMode::Rich && hasFormats(*m_document))
        Q_EMIT plainModeAsked();
    else
        setMode(mode);
}

void BodyEditor::setMode(BodyMode mode) {
    if (mode == m_mode)
        return;
    const bool edited = signatureEdited();
    const Signature signature = m_signature;
    const bool had = !m_signatureForm.isEmpty();
    // A signature has its own wording for each mode; what the user made of it is text like the rest.
    if (const auto range = findSignature(*m_document); range && had && !edited) {
        QTextCursor cursor(range->first);
        cursor.setPosition(range->last.position() + range->last.length() - 1, QTextCursor::KeepAnchor);
        cursor.insertText(signatureMark(), QTextCharFormat());
        cursor.setBlockFormat(QTextBlockFormat());
    }
    if (mode == BodyMode::Plain)
        setBodyText(bodyText());
    else
        setBodyHtml(richOf(bodyText()));
    QTextCursor mark = m_document->find(signatureMark());
    if (!mark.isNull()) {
        mark.removeSelectedText();
        writeSignature(mark, signature, mode == BodyMode::Plain);
        m_signatureForm = signatureForm(*findSignature(*m_document), mode == BodyMode::Plain);
    } else if (had) {
        m_signatureForm = signatureForm(signature, mode == BodyMode::Plain);
        m_signatureIsText = true;
    }
    m_signature = signature;
    m_document->clearUndoRedoStacks();
    m_document->setModified(true);
}

bool BodyEditor::signatureEdited() const {
    if (m_signatureForm.isEmpty())
        return false;
    if (m_signatureIsText)
        return true;
    const auto range = findSignature(*m_document);
    return !range || signatureForm(*range, m_mode == BodyMode::Plain) != m_signatureForm;
}

void BodyEditor::setSignature(const Signature& signature, SignaturePlace place) {
    const bool plain = m_mode == BodyMode::Plain;
    const auto range = findSignature(*m_document);
    const QString wanted = signature.isEmpty() ? QString() : signatureForm(signature, plain);
    m_offered = signature;
    if (range && m_signatureForm.isEmpty()) // of the draft that was opened
        m_signatureForm = wanted.isEmpty() ? QStringLiteral("-- ") : wanted;
    if (!m_signatureForm.isEmpty() && signatureEdited()) {
        if (signature != m_signature || !range)
            Q_EMIT signatureOffered();
        return;
    }
    if (range && wanted.isEmpty())
        removeSignature(*range);
    else if (range && wanted != m_signatureForm)
        replaceSignature(*range, signature, plain);
    else if (!range && !wanted.isEmpty())
        insertSignature(*m_document, signature, place, plain);
    m_signatureForm = wanted;
    m_signature = signature;
}

void BodyEditor::takeOfferedSignature() {
    const bool plain = m_mode == BodyMode::Plain;
    if (const auto range = findSignature(*m_document))
        m_offered.isEmpty() ? removeSignature(*range) : replaceSignature(*range, m_offered, plain);
    else if (!m_offered.isEmpty())
        insertSignature(*m_document, m_offered, SignaturePlace::AboveQuote, plain);
    m_signature = m_offered;
    m_signatureIsText = false;
    m_signatureForm = m_offered.isEmpty() ? QString() : signatureForm(m_offered, plain);
}

void BodyEditor::apply(BodyCommand command) {
    if (m_mode == BodyMode::Rich)
        applyCommand(*this, command);
    setFocus();
}

void BodyEditor::contextMenuEvent(QContextMenuEvent* event) {
    QMenu* menu = createStandardContextMenu(event->pos());
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (canPaste() && m_mode == BodyMode::Rich) {
        QAction* plain = menu->addAction(tr("Paste Without Formatting"), this, &BodyEditor::pastePlain);
        plain->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V));
    }
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    Q_EMIT menuShown(menu, byKey ? textCursor() : cursorForPosition(event->pos()));
    menu->popup(byKey ? viewport()->mapToGlobal(cursorRect().bottomLeft()) : event->globalPos());
}

/// Bars beside what is quoted, one a level.
void BodyEditor::paintEvent(QPaintEvent* event) {
    QTextEdit::paintEvent(event);
    const Tokens& t = Tokens::current();
    QPainter painter(viewport());
    const QPointF offset(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
    for (QTextBlock block = cursorForPosition(QPoint(0, event->rect().top())).block(); block.isValid(); block = block.next()) {
        const QRectF place = m_document->documentLayout()->blockBoundingRect(block).translated(offset);
        if (place.top() > event->rect().bottom())
            break;
        const bool rtl = directionOf(block) == Qt::RightToLeft;
        for (int level = 0; level < quoteLevel(block); ++level) {
            constexpr qreal kBar = 3;
            const qreal inset = kPaperMargin + quoteMargin(level);
            const qreal x = offset.x() + (rtl ? m_document->pageSize().width() - inset - kBar : inset);
            // Down to the next block's top, where that is quoted as deep: one bar.
            const QTextBlock next = block.next();
            const bool goesOn = next.isValid() && quoteLevel(next) > level;
            const qreal bottom = goesOn ? m_document->documentLayout()->blockBoundingRect(next).translated(offset).top() : place.bottom();
            painter.fillRect(QRectF(x, place.top(), kBar, bottom - place.top()), level == 0 ? t.borderStrong : t.border);
        }
    }
}

void BodyEditor::changeEvent(QEvent* event) {
    QTextEdit::changeEvent(event);
    if (m_highlighter == nullptr)
        return;
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        m_highlighter->rehighlight();
    else if (event->type() == QEvent::FontChange || event->type() == QEvent::ApplicationFontChange)
        restyle();
}

void BodyEditor::inputMethodEvent(QInputMethodEvent* event) {
    m_composing = !event->preeditString().isEmpty();
    QTextEdit::inputMethodEvent(event);
}

QVariant BodyEditor::loadResource(int /*type*/, const QUrl& /*name*/) { return {}; } // PictureDocument has all there is

} // namespace tributary::ui
